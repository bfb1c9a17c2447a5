"""The outbox against a real SMTP server on this machine: letters go out once, refusals are told apart."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.test import override_settings
from django.utils import timezone

from prospect.mail import actions, tasks
from prospect.mail.models import Bounce, Letter
from prospect.mail.registries import Content, composers

pytestmark = pytest.mark.django_db
logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's own, of each line it hears


class Server(MessageHandler):
    """Keeps what it took; refuses addresses by their first word."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.taken.append(message)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("gone"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("busy"):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[Server]:
    handler = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(MAIL_SMTP=f"smtp://127.0.0.1:{port}?tls=none"):
        yield handler
    controller.stop()


def letter(to: str = "olive@example.org", **more: Any) -> Letter:
    content = Content(
        "Three new jobs", "Plain words", "<p>Plain words</p>", {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    )
    return actions.enqueue(to=to, stream=Letter.Stream.ALERT, content=content, **more)


def test_a_letter_goes_out_once_with_its_own_message_id(server: Server) -> None:
    sent = letter()
    assert tasks.send_due() == 1
    assert tasks.send_due() == 0
    [taken] = server.taken
    assert taken["Message-ID"] == sent.message_id
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert {part.get_content_type() for part in taken.walk()} >= {"text/plain", "text/html"}
    sent.refresh_from_db()
    assert sent.sent_at is not None


def test_the_same_letter_put_twice_is_one(server: Server) -> None:
    assert letter(idempotent_id="a-1").pk == letter(idempotent_id="a-1").pk
    tasks.send_due()
    assert len(server.taken) == 1


def test_a_passing_refusal_is_tried_again_later(server: Server) -> None:
    busy = letter("busy@example.org")
    tasks.send_due()
    busy.refresh_from_db()
    assert busy.attempts == 1
    assert busy.sent_at is None
    assert busy.due_at > timezone.now()
    assert "451" in busy.last_error


def test_an_address_refused_for_good_gets_nothing_more(server: Server) -> None:
    gone = letter("gone@example.org")
    tasks.send_due()
    gone.refresh_from_db()
    assert gone.failed_at is not None
    assert Bounce.objects.filter(email="gone@example.org").exists()
    later = letter("gone@example.org")
    tasks.send_due()
    later.refresh_from_db()
    assert later.void_at is not None
    assert server.taken == []


def test_a_refused_letter_does_not_stop_the_next(server: Server) -> None:
    letter("gone@example.org")
    letter("olive@example.org")
    tasks.send_due()
    assert len(server.taken) == 1


def test_no_server_at_all_loses_nothing() -> None:
    waiting = letter()
    with override_settings(MAIL_SMTP="smtp://127.0.0.1:9?tls=none"):
        tasks.send_due()
    waiting.refresh_from_db()
    assert waiting.sent_at is None
    assert waiting.failed_at is None
    assert "could not be used" in waiting.last_error


def test_a_letter_with_nothing_left_to_say_is_void(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(composers, "silent", lambda key: None)
    empty = actions.enqueue(to="olive@example.org", stream=Letter.Stream.ALERT, composer="silent", subject_key="x")
    tasks.send_due()
    empty.refresh_from_db()
    assert empty.void_at is not None
    assert server.taken == []


def test_a_letter_held_by_a_worker_that_died_is_taken_up_when_its_lease_ran_out(server: Server) -> None:
    held = letter()
    [claimed] = Letter.objects.due(timezone.now()).claim(now=timezone.now(), limit=1, seconds=300)
    assert claimed.pk == held.pk
    assert tasks.send_due() == 0
    Letter.objects.filter(pk=held.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert tasks.send_due() == 1
    assert len(server.taken) == 1


def test_an_unsubscribe_token_names_what_it_stops_and_cannot_be_made_up() -> None:
    token = actions.unsubscribe_token(what="alert", key="abc")
    assert actions.read_unsubscribe_token(token) == ("alert", "abc")
    assert actions.read_unsubscribe_token(token[:-2] + "xx") is None
    assert actions.read_unsubscribe_token("nonsense") is None


class Fickle(Server):
    """Loses the connection after it has taken a letter, as often as `losses` says."""

    losses = 1

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer: str = await super().handle_DATA(server, session, envelope)
        if self.losses:
            self.losses -= 1
            server.transport.abort()
        return answer


def sent_later(*letters: Letter) -> None:
    Letter.objects.filter(pk__in=[one.pk for one in letters]).update(due_at=timezone.now())
    tasks.send_due()


def served(handler: Server) -> Controller:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    return controller


@pytest.mark.parametrize(("losses", "taken"), [(1, 2), (2, 2), (5, 2)])
def test_an_answer_that_is_lost_repeats_a_letter_once_at_most(losses: int, taken: int) -> None:
    handler = Fickle()
    handler.losses = losses
    controller = served(handler)
    made = letter()
    with override_settings(MAIL_SMTP=f"smtp://127.0.0.1:{controller.port}?tls=none"):
        for _ in range(4):
            sent_later(made)
    controller.stop()
    assert [message["Message-ID"] for message in handler.taken] == [made.message_id] * taken
    made.refresh_from_db()
    assert made.unanswered >= 1
    assert (made.sent_at is None) == (losses > 1)


def test_a_person_may_send_a_given_up_letter_once_more() -> None:
    handler = Fickle()
    handler.losses = 2
    controller = served(handler)
    made = letter()
    with override_settings(MAIL_SMTP=f"smtp://127.0.0.1:{controller.port}?tls=none"):
        for _ in range(3):
            sent_later(made)
        made.refresh_from_db()
        assert made.is_doubtful
        assert Letter.objects.progress(timezone.now()).given_up == 1
        assert actions.send_once_more(letter=made)
        assert not actions.send_once_more(letter=made)
        tasks.send_due()
    controller.stop()
    assert [message["Message-ID"] for message in handler.taken] == [made.message_id] * 3
    made.refresh_from_db()
    assert made.sent_at is not None
    progress = Letter.objects.progress(timezone.now())
    assert (progress.given_up, progress.repeated) == (0, 1)


def test_two_workers_never_send_one_letter_both(server: Server) -> None:
    """The second asked for due letters before the first had sent one, and marks them afterwards."""
    made = letter()
    queue = Letter.objects.due(timezone.now())
    stale = list(queue.values_list("pk", flat=True))
    tasks.send_due()
    assert stale == [made.pk]
    assert queue.claim(now=timezone.now(), limit=5, seconds=60) == []
    [held] = [Letter.objects.get(pk=made.pk)]
    with pytest.raises(actions.NotHeld):
        tasks.send_one(held, SmtpThatMustNotTakeIt())
    assert len(server.taken) == 1


class SmtpThatMustNotTakeIt:
    def send(self, message: object, handing_over: Callable[[], None]) -> None:
        handing_over()
        raise AssertionError("a letter of another worker was sent")


def test_a_letter_erased_while_it_is_held_is_not_sent(server: Server) -> None:
    made = letter()
    [held] = Letter.objects.due(timezone.now()).claim(now=timezone.now(), limit=1, seconds=60)
    Letter.objects.filter(pk=made.pk).delete()
    with pytest.raises(actions.NotHeld):
        tasks.send_one(held, SmtpThatMustNotTakeIt())


def test_one_letter_that_cannot_be_written_does_not_hold_up_the_others(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(letter: Letter) -> Content:
        raise ValueError("no words")

    monkeypatch.setitem(composers, "broken", broken)
    bad = actions.enqueue(to="olive@example.org", stream=Letter.Stream.ALERT, composer="broken", subject_key="x")
    letter("sam@example.org")
    tasks.send_due()
    assert len(server.taken) == 1
    bad.refresh_from_db()
    assert bad.attempts == 1
    assert bad.due_at > timezone.now()


def test_a_server_that_is_away_costs_a_letter_no_attempt_and_one_try_a_round() -> None:
    waiting = [letter(f"p{n}@example.org") for n in range(3)]
    with override_settings(MAIL_SMTP="smtp://127.0.0.1:9?tls=none"):
        assert tasks.send_due() == 0
    assert not Letter.objects.filter(attempts__gt=0).exists()
    assert Letter.objects.due(timezone.now()).free(timezone.now()).count() == len(waiting) - 1


def test_sending_is_paced(server: Server, settings: Any) -> None:
    settings.MAIL_SMTP += "&per_minute=2"
    for n in range(5):
        letter(f"p{n}@example.org")
    assert [tasks.send_due(), tasks.send_due()] == [2, 0]
    assert len(server.taken) == 2


def test_lines_that_begin_with_a_full_stop_arrive_whole(server: Server) -> None:
    words = "One\n.\n..two\n.three ñ 日本語\n"
    actions.enqueue(to="olive@example.org", stream=Letter.Stream.ALERT, content=Content("Dots", words))
    tasks.send_due()
    [taken] = server.taken
    body = taken.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == words
