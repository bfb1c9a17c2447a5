"""Bounces and complaints as mail servers send them: only what names a letter of ours counts, and streams stay apart."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest
from django.utils import timezone

from prospect.config.command import main
from prospect.mail import actions, tasks
from prospect.mail.models import Bounce, Letter
from prospect.mail.registries import Content
from prospect.mail.reports import is_gone, read_report

BOUNCE = """From: MAILER-DAEMON@mx.example.net
To: bounces@prospect.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver it.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Mon, 2 Mar 2026 07:00:00 -0600

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {code}

--b
Content-Type: {returned}

From: network@prospect.example
To: {to}
Message-ID: {id}
Subject: 3 new jobs

--b--
"""
COMPLAINT = """From: fbl@isp.example
To: abuse@prospect.example
Subject: FW: 3 new jobs
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: ISP-FBL/1.0
Version: 1
Original-Rcpt-To: {to}

--b
Content-Type: message/rfc822

From: network@prospect.example
To: redacted@isp.example
Message-ID: {id}
Subject: 3 new jobs

Words
--b--
"""


def bounce(id: str, to: str = "olive@example.org", **more: str) -> bytes:
    said = {
        "action": "failed",
        "status": "5.1.1",
        "code": "550 5.1.1 no such user",
        "returned": "message/rfc822",
    } | more
    return BOUNCE.format(id=id, to=to, **said).replace("\n", "\r\n").encode()


@pytest.fixture
def letter(db: None) -> Letter:
    content = Content("Three new jobs", "Words")
    made = actions.enqueue(to="olive@example.org", stream=Letter.Stream.ALERT, content=content)
    tasks.send_due()
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_delivery_report_is_read(returned: str) -> None:
    [report] = read_report(bounce("<1@x>", returned=returned))
    assert (report.kind, report.message_id, report.recipient) == ("bounce", "<1@x>", "olive@example.org")
    assert report.is_for_good
    assert "no such user" in report.reason


def test_a_full_mailbox_or_a_delay_is_not_for_good() -> None:
    [full] = read_report(bounce("<1@x>", status="5.2.2", code="552 5.2.2 mailbox full"))
    [late] = read_report(bounce("<1@x>", action="delayed", status="4.4.1", code="timed out"))
    assert not full.is_for_good
    assert late.kind == "delay"
    assert not late.is_for_good
    assert read_report(b"Subject: hello\r\n\r\nNo report at all") == []
    assert read_report(b"\xff\x00\x01") == []


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("550 5.1.1 no such user", True),
        ("550 no such user", True),
        ("550 5.7.1 we do not like you", False),
        ("552 5.2.2 full", False),
        ("554 refused", False),
        ("5.2.1 smtp; 550 5.2.1 disabled", True),
    ],
)
def test_what_says_that_an_address_is_gone(said: str, gone: bool) -> None:
    assert is_gone(said) is gone


def test_a_bounce_of_our_letter_ends_alerts_to_the_address(letter: Letter) -> None:
    [report] = read_report(bounce(letter.message_id))
    assert actions.take_report(report=report) == letter
    again = actions.enqueue(to="olive@example.org", stream=Letter.Stream.ALERT, content=Content("More", "Words"))
    tasks.send_due()
    again.refresh_from_db()
    assert again.void_at is not None


def test_a_forged_report_ends_nothing(letter: Letter) -> None:
    for data in (bounce("<made-up@x>"), bounce(letter.message_id, to="sam@example.org"), bounce("")):
        [report] = read_report(data)
        assert actions.take_report(report=report) is None
    assert not Bounce.objects.exists()


def test_a_complaint_about_an_alert_does_not_stop_account_letters(letter: Letter) -> None:
    [report] = read_report(COMPLAINT.format(id=letter.message_id, to="[redacted]").encode())
    actions.take_report(report=report)
    assert Bounce.objects.get().kind == Bounce.Kind.COMPLAINT
    alert = actions.enqueue(to="olive@example.org", stream=Letter.Stream.ALERT, content=Content("More", "Words"))
    account = actions.enqueue(to="olive@example.org", stream=Letter.Stream.ACCOUNT, content=Content("Sign in", "Words"))
    tasks.send_due()
    alert.refresh_from_db()
    account.refresh_from_db()
    assert alert.void_at is not None
    assert account.sent_at is not None


def test_the_command_reads_a_report_from_standard_input(
    letter: Letter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(bounce(letter.message_id))))
    assert main(["mail", "bounce"]) == 0
    assert "olive@example.org" in capsys.readouterr().err
    assert Bounce.objects.filter(email="olive@example.org").exists()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Subject: hi\r\n\r\nhello")))
    assert main(["mail", "bounce"]) == 1


def test_the_queue_shows_its_progress(letter: Letter) -> None:
    for n in range(5):
        actions.enqueue(to=f"p{n}@example.org", stream=Letter.Stream.ALERT, content=Content("More", "Words"))
    progress = Letter.objects.progress(timezone.now())
    assert (progress.waiting, progress.due, progress.sent_last_hour) == (5, 5, 1)
    assert progress.minutes_left == 50
    assert progress.oldest is not None
