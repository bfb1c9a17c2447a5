"""Writing to the outbox and taking letters from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone

from prospect.mail.models import Bounce, Letter, LetterQuerySet
from prospect.mail.registries import Content, unsubscribers
from prospect.mail.reports import Report
from prospect.network.public_ids import new_public_id

SALT = "prospect.mail.unsubscribe"
BACK_OFF = (1, 5, 15, 60, 240, 720, 1440)  # minutes after each refused attempt; then the letter has failed
HAND_OVERS = 2  # of one letter without an answer: the second may be a repeat (law 2), a third is never made


class NotHeld(Exception):
    """Another worker has the letter: this one's hold on it ran out, or the letter was erased."""


@transaction.atomic
def enqueue(
    *,
    to: str,
    stream: str,
    content: Content | None = None,
    composer: str = "",
    subject_key: str = "",
    due_at: datetime | None = None,
    idempotent_id: str = "",
) -> Letter:
    """Puts a letter into the outbox: written (`content`) or to be composed when it is sent.

    With `idempotent_id` the same letter put twice is one letter. Its Message-ID never changes afterwards.
    """
    now = timezone.now()
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    written = content or Content("", "")
    letter, _created = Letter.objects.get_or_create(
        message_id=f"<{idempotent_id or new_public_id()}@{host}>",
        defaults={
            "to": to,
            "stream": stream,
            "composer": composer,
            "subject_key": subject_key,
            "subject": written.subject[:250],
            "text": written.text,
            "html": written.html,
            "headers": written.headers,
            "created_at": now,
            "due_at": due_at or now,
        },
    )
    return letter


def hold(*, letter: Letter, content: Content | None, seconds: int) -> bool:
    """Makes sure, at the last moment, that the letter is still ours to send, for `seconds` from now.

    Keeps what the composer wrote, so that the outbox shows what was sent. False: another worker has it or had it.
    """
    written = {}
    if content is not None:
        letter.subject, letter.text = content.subject[:250], content.text
        letter.html, letter.headers = content.html, content.headers
        written = {name: getattr(letter, name) for name in ("subject", "text", "html", "headers")}
    until = timezone.now() + timedelta(seconds=seconds)
    return bool(_held(letter).update(leased_until=until, **written))


def mark_handing_over(*, letter: Letter) -> None:
    """Remembers that the letter's last line is about to go out: from here on it may have been taken.

    Raises NotHeld where the letter is no longer ours.
    """
    if not _held(letter).update(unanswered=letter.unanswered + 1):
        raise NotHeld(letter.public_id)


def mark_sent(*, letter: Letter, now: datetime) -> None:
    _held(letter).update(
        sent_at=now, leased_until=None, attempts=letter.attempts + 1, unanswered=letter.unanswered, last_error=""
    )


def mark_void(*, letter: Letter, now: datetime, why: str) -> None:
    _held(letter).update(void_at=now, leased_until=None, last_error=why[:300])


def mark_refused(*, letter: Letter, now: datetime, why: str, for_good: bool) -> None:
    """Notes a refusal; tries again later, or gives up where that cannot help or was done often enough."""
    attempts, untaken = letter.attempts + 1, letter.unanswered
    if for_good or attempts > len(BACK_OFF):
        _held(letter).update(
            failed_at=now, leased_until=None, attempts=attempts, unanswered=untaken, last_error=why[:300]
        )
    else:
        later = now + timedelta(minutes=BACK_OFF[attempts - 1])
        _held(letter).update(
            due_at=later, leased_until=None, attempts=attempts, unanswered=untaken, last_error=why[:300]
        )


def mark_unanswered(*, letter: Letter, now: datetime, why: str) -> None:
    """Handed over whole, and no answer: it goes out once more, later; the second time it is left at that."""
    if letter.unanswered + 1 >= HAND_OVERS:
        give_up(letter=letter, now=now)
    else:
        later = now + timedelta(minutes=BACK_OFF[0])
        _held(letter).update(due_at=later, leased_until=None, last_error=why[:300])


def give_up(*, letter: Letter, now: datetime) -> None:
    why = "It was handed over twice and no answer came. It has probably arrived, so it is not sent again."
    _held(letter).update(failed_at=now, leased_until=None, last_error=why)


def put_off(*, letter: Letter, now: datetime, why: str) -> None:
    """The server could not be reached: that is not the letter's fault, and no attempt."""
    _held(letter).update(due_at=now + timedelta(minutes=BACK_OFF[0]), leased_until=None, last_error=why[:300])


def release(*, letters: list[Letter]) -> None:
    """Gives back what was claimed and not begun."""
    for letter in letters:
        _held(letter).update(leased_until=None)


def _held(letter: Letter) -> LetterQuerySet:
    return Letter.objects.waiting().filter(pk=letter.pk, lease=letter.lease)


def record_bounce(*, email: str, reason: str, kind: str = Bounce.Kind.GONE) -> None:
    """Remembers why no alert goes to an address. A complaint is the weightier reason."""
    Bounce.objects.get_or_create(
        email=email.lower(), defaults={"reason": reason[:300], "kind": kind, "at": timezone.now()}
    )
    if kind == Bounce.Kind.COMPLAINT:
        Bounce.objects.filter(email=email.lower()).update(kind=kind, reason=reason[:300])


def is_unwelcome(letter: Letter) -> bool:
    """Whether an alert would go to an address that is gone or complained. Account letters are another stream."""
    return letter.stream != Letter.Stream.ACCOUNT and Bounce.objects.filter(email=letter.to.lower()).exists()


@transaction.atomic
def take_report(*, report: Report) -> Letter | None:
    """Acts on a bounce or a complaint about one of our letters; the letter, or None where it names none of ours.

    A report is believed only when it names the Message-ID of a letter that we sent: anybody can write to the address
    that takes reports. A complaint also stops what the letter was about.
    """
    letter = Letter.objects.filter(message_id=report.message_id, attempts__gt=0).first() if report.message_id else None
    if letter is None or (report.recipient and report.recipient.lower() != letter.to.lower()):
        return None
    if report.kind == "complaint":
        record_bounce(email=letter.to, reason=report.reason, kind=Bounce.Kind.COMPLAINT)
        if letter.composer in unsubscribers:
            unsubscribers[letter.composer](letter.subject_key)
    elif report.is_for_good:
        record_bounce(email=letter.to, reason=report.reason)
    Letter.objects.filter(pk=letter.pk).update(last_error=report.reason[:300])
    return letter


def unsubscribe_token(*, what: str, key: str) -> str:
    """A link's token that names one thing to stop: `what` is a registered unsubscriber, `key` its own."""
    return signing.dumps([what, key], salt=SALT)


def unsubscribe_address(*, what: str, key: str) -> str:
    return f"{settings.PUBLIC_URL}/unsubscribe/{unsubscribe_token(what=what, key=key)}"


def read_unsubscribe_token(token: str) -> tuple[str, str] | None:
    """What a token names; None for one that we did not make. It never runs out: a link of last year still works."""
    try:
        what, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(what), str(key)
