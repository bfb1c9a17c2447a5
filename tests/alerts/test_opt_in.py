"""Alerts without an account: asked by a letter, once more where need be, never flooding, forgotten without an answer."""

from __future__ import annotations

import re
from datetime import timedelta
from email.header import decode_header, make_header
from email.utils import formataddr, parseaddr
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from prospect.alerts import actions
from prospect.alerts.models import Alert
from prospect.config.worker import Worker
from prospect.mail.models import Letter
from prospect.mail.tasks import Desk
from prospect.network.models import Network
from tests.persons import Three

pytestmark = pytest.mark.django_db
ANA = "ana@example.org"


def asked_of(email: str = ANA, words: str = "welder") -> Alert:
    return actions.save_alert(email=email, query={"q": [words]}, name=words, rhythm="daily")


def to(email: str = ANA) -> list[Letter]:
    return list(Letter.objects.filter(to=email).order_by("pk"))


def test_who_lost_the_letter_gets_another_but_not_at_once() -> None:
    with time_machine.travel("2026-03-02 15:10 +0000", tick=False):
        first = asked_of()
        assert asked_of() == first
        assert len(to()) == 1
    with time_machine.travel("2026-03-02 16:20 +0000", tick=False):
        assert asked_of() == first
    assert [f"confirm?key={first.secret}" in letter.text for letter in to()] == [True, True]
    assert len({letter.message_id for letter in to()}) == 2


def test_nobody_is_flooded_with_questions() -> None:
    for n in range(actions.UNCONFIRMED):
        asked_of(words=f"welder {n}")
    with pytest.raises(actions.TooManyToConfirm):
        asked_of(words="one more")
    assert asked_of(words="welder 0")
    asked_of("bo@example.org")
    cache.clear()


def test_what_nobody_confirmed_is_forgotten_and_what_was_is_not() -> None:
    with time_machine.travel("2026-03-02 15:00 +0000", tick=False):
        lost, kept = asked_of(), asked_of("bo@example.org")
        actions.change(alert=lost, rhythm="weekly")
        actions.confirm(alert=kept)
    with time_machine.travel("2026-03-31 15:00 +0000", tick=False):
        Worker().drain()
        assert Alert.objects.count() == 2
    with time_machine.travel("2026-04-01 16:00 +0000", tick=False):
        Worker().drain()
    assert list(Alert.objects.all()) == [kept]
    kept.refresh_from_db()
    assert kept.review_at is not None
    assert kept.review_at - kept.created_at > timedelta(days=364)


def test_only_the_letter_says_that_there_is_such_an_alert_already(three: Three) -> None:
    cache.clear()
    form = {"email": ANA, "name": "welder", "rhythm": "daily", "asks": "yes", "q": "welder"}
    with time_machine.travel("2026-03-02 15:10 +0000", tick=False):
        actions.confirm(alert=asked_of())
    with time_machine.travel("2026-03-03 15:10 +0000", tick=False):
        pages = [
            re.sub(r'"[\w-]{40,}"', "", Client().post("/alerts/new", {**form, "email": email}).content.decode())
            for email in (ANA, "new@example.org")
        ]
        assert pages[0].replace(ANA, "") == pages[1].replace("new@example.org", "")
    assert Alert.objects.filter(email=ANA).count() == 1
    [_first, again] = to()
    assert again.subject == "You have this alert already: welder"
    assert "/alerts/hold/" in again.text
    assert "confirm?key" not in again.text + again.html


def test_one_that_ended_goes_on_without_its_last_day(three: Three) -> None:
    made = actions.save_alert(
        email=three.owner.email, query={"q": ["cook"]}, name="c", rhythm="daily", account=three.owner
    )
    actions.change(alert=made, ends_on=timezone.now().date())
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        Worker().drain()
        made.refresh_from_db()
        assert made.stopped_at is not None
        actions.stop(alert=made, stopped=False)
        Worker().drain()
        made.refresh_from_db()
    assert Alert.objects.filter(pk=made.pk, stopped_at=None, ends_on=None, review_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("said", "sender"),
    [
        ("jobs@example.org", '"Grüne Arbeit" <jobs@example.org>'),
        ("Tulsa Jobs <jobs@example.org>", "Tulsa Jobs <jobs@example.org>"),
    ],
)
def test_letters_come_from_the_network_unless_another_name_is_set(said: str, sender: str, settings: Any) -> None:
    network = Network.current()
    network.name = "Grüne Arbeit"
    network.save()
    settings.DEFAULT_FROM_EMAIL = said
    name, address = parseaddr(Desk([]).sender)
    assert (str(make_header(decode_header(name))), address) == parseaddr(sender)
    assert formataddr((name, address)).isascii()
