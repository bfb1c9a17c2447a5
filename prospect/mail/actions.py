"""Writing to the outbox and taking letters from it."""

from __future__ import annotations

from collections.abc import Iterable
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
    written = content or Content("", "")
    letter, _created = Letter.objects.get_or_create(
        message_id=_message_id(idempotent_id or new_public_id()),
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


def enqueue_composed(*, wanted: Iterable[tuple[str, str]], stream: str, composer: str) -> list[Letter]:
    """Puts letters into the outbox that are composed when they are sent: to whom, and about what (`subject_key`)."""
    now = timezone.now()
    letters = [
        Letter(
            to=to, stream=stream, composer=composer, subject_key=key, message_id=_message_id(new_public_id()),
            created_at=now, due_at=now,
        )
        for to, key in wanted
    ]  # fmt: skip
    return Letter.objects.bulk_create(letters)


def _message_id(name: str) -> str:
    return f"<{name}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>"


def write(*, letter: Letter, content: Content) -> None:
    """Gives the letter its words; they are kept when its last line is handed over."""
    letter.subject, letter.text = content.subject[:250], content.text
    letter.html, letter.headers = content.html, content.headers


def mark_handing_over(*, letter: Letter, seconds: int) -> None:
    """Remembers that the letter's last line is about to go out: from here on it may have been taken.

    Makes sure at this last moment that the letter is still ours, for `seconds` from now, and keeps what its composer
    wrote, so that the outbox shows what was sent. Raises NotHeld where another worker has it, or it was erased.
    """
    composed = ("subject", "text", "html", "headers") if letter.composer else ()
    written = {name: getattr(letter, name) for name in composed}
    until = timezone.now() + timedelta(seconds=seconds)
    if not _held(letter).update(unanswered=letter.unanswered + 1, leased_until=until, **written):
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


def send_once_more(*, letter: Letter) -> bool:
    """Puts a given-up letter back into the queue, because a person decided so; False where it was not given up.

    It keeps its Message-ID. One that may have arrived is handed over one time more, and is counted as a repeat.
    """
    given_up = Letter.objects.unsent().filter(pk=letter.pk, failed_at__isnull=False)
    before = min(letter.unanswered, HAND_OVERS - 1)
    return bool(
        given_up.update(
            failed_at=None, due_at=timezone.now(), attempts=0, unanswered=before, leased_until=None, lease=""
        )
    )


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


def welcome_again(*, email: str) -> bool:
    """Forgets that letters came back from an address, because its owner says that it is right; False where none did."""
    return bool(Bounce.objects.filter(email=email.lower()).delete()[0])


def unwelcome(letters: Iterable[Letter]) -> set[int]:
    """The alerts among letters to addresses that are gone or complained. Account letters are another stream."""
    to = {letter.pk: letter.to.lower() for letter in letters if letter.stream != Letter.Stream.ACCOUNT}
    gone = set(Bounce.objects.filter(email__in=set(to.values())).values_list("email", flat=True)) if to else set()
    return {pk for pk, email in to.items() if email in gone}


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
