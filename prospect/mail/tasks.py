"""Sending what is due in the outbox."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from email.utils import formataddr, parseaddr
from functools import partial

from django.conf import settings
from django.utils import timezone

from prospect.mail import actions
from prospect.mail.models import Letter
from prospect.mail.registries import Composer, Content, composers, drafters
from prospect.mail.transports import Away, Refused, Transport, Unanswered, per_minute, transport
from prospect.mail.wire import wire
from prospect.network.models import Network

log = logging.getLogger(__name__)
LEASE = 300  # seconds: longer than a mail server may take for one letter, each of its answers within the time limit


def send_due(limit: int = 50) -> int:
    """Sends at most `limit` due letters, no more than the server wants a minute; answers how many were dealt with.

    1. Claim, and read together what several letters need. 2. For each: compose, hand over all but the last line, make
    sure that it is still ours, hand over the last line, record. Between that line and the record lies the one instant
    in which our death repeats a letter, with the same Message-ID.
    """
    now = timezone.now()
    limit = min(limit, _allowed(limit))
    if limit < 1:
        return 0
    letters = Letter.objects.due(now).order_by("due_at", "id")
    claimed = letters.claim(now=now, limit=limit, seconds=LEASE)
    desk = Desk(claimed)
    with transport(settings.MAIL_SMTP) as out:
        for count, letter in enumerate(claimed):
            if not _dealt_with(letter, out, desk):
                actions.release(letters=claimed[count + 1 :])
                return count
    return len(claimed)


def _allowed(limit: int) -> int:
    """How many letters may go now, all workers together."""
    pace = per_minute(settings.MAIL_SMTP)
    if pace is None:
        return limit
    return pace - Letter.objects.sent_since(timezone.now() - timedelta(minutes=1)).count()


def _sender() -> str:
    """Whom letters come from: the operator's address, under the network's name where no other is set."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or Network.current().name, address))


class Desk:
    """Whom the claimed letters come from, who composes each, and which addresses are unwelcome."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.unwelcome = actions.unwelcome(letters)
        self.sender = _sender()
        self._composers: dict[str, Composer] = {}
        for name in {letter.composer for letter in letters} & drafters.keys():
            try:
                self._composers[name] = drafters[name]([one for one in letters if one.composer == name])
            except Exception:
                log.exception("letters could not be read together", extra={"composer": name})

    def content(self, letter: Letter) -> Content | None:
        """What the letter's composer writes now."""
        composer = self._composers.get(letter.composer) or composers[letter.composer]
        return composer(letter)


def _dealt_with(letter: Letter, out: Transport, desk: Desk) -> bool:
    """Sends one letter and records what came of it; False where the server is away and the others need not try."""
    try:
        send_one(letter, out, desk)
    except Away as away:
        actions.put_off(letter=letter, now=timezone.now(), why=str(away))
        log.warning("mail server away", extra={"why": str(away)})
        return False
    except Unanswered as lost:
        actions.mark_unanswered(letter=letter, now=timezone.now(), why=str(lost))
        log.warning("no answer to a letter", extra={"letter": letter.public_id, "why": str(lost)})
    except Refused as refusal:
        log.warning("letter refused", extra={"letter": letter.public_id, "why": str(refusal)})
        if refusal.is_gone:
            actions.record_bounce(email=letter.to, reason=str(refusal))
        actions.mark_refused(letter=letter, now=timezone.now(), why=str(refusal), for_good=refusal.for_good)
    except actions.NotHeld:
        log.warning("another worker has the letter", extra={"letter": letter.public_id})
    except Exception:
        # One letter that cannot be written must not hold up all others: it waits, and the operator sees why.
        log.exception("a letter failed", extra={"letter": letter.public_id})
        why = "It could not be written; the log says why."
        actions.mark_refused(letter=letter, now=timezone.now(), why=why, for_good=False)
    return True


def send_one(letter: Letter, out: Transport, desk: Desk | None = None) -> None:
    """Composes a claimed letter and hands it over. Raises what the transport raises, and NotHeld."""
    now, desk = timezone.now(), desk or Desk([letter])
    if letter.pk in desk.unwelcome:
        actions.mark_void(letter=letter, now=now, why="This address is gone, or its owner complained.")
        return
    if letter.unanswered >= actions.HAND_OVERS:
        actions.give_up(letter=letter, now=now)
        return
    if letter.composer:
        content = desk.content(letter)
        if content is None:
            actions.mark_void(letter=letter, now=now, why="There was nothing left to say when it was due.")
            return
        actions.write(letter=letter, content=content)
    message = wire(
        sender=desk.sender,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=letter.message_id,
        headers=letter.headers,
    )
    out.send(message, partial(actions.mark_handing_over, letter=letter, seconds=LEASE))
    actions.mark_sent(letter=letter, now=timezone.now())
