"""Writing to the outbox and taking letters from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone

from prospect.mail.models import Bounce, Letter
from prospect.mail.registries import Content
from prospect.network.public_ids import new_public_id

SALT = "prospect.mail.unsubscribe"
BACK_OFF = (1, 5, 15, 60, 240, 720, 1440)  # minutes after each refused attempt; then the letter has failed


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


def write_down(*, letter: Letter, content: Content) -> None:
    """Keeps what the composer wrote, so that the outbox shows what was sent."""
    letter.subject, letter.text = content.subject[:250], content.text
    letter.html, letter.headers = content.html, content.headers
    letter.save(update_fields=["subject", "text", "html", "headers"])


def mark_sent(*, letter: Letter, now: datetime) -> None:
    _held(letter).update(sent_at=now, leased_until=None, attempts=letter.attempts + 1, last_error="")


def mark_void(*, letter: Letter, now: datetime, why: str) -> None:
    _held(letter).update(void_at=now, leased_until=None, last_error=why[:300])


def mark_refused(*, letter: Letter, now: datetime, why: str, for_good: bool) -> None:
    """Notes a refusal; tries again later, or gives up and remembers the address when it was refused for good."""
    attempts = letter.attempts + 1
    if for_good or attempts > len(BACK_OFF):
        _held(letter).update(failed_at=now, leased_until=None, attempts=attempts, last_error=why[:300])
    else:
        later = now + timedelta(minutes=BACK_OFF[attempts - 1])
        _held(letter).update(due_at=later, leased_until=None, attempts=attempts, last_error=why[:300])


def _held(letter: Letter):  # type: ignore[no-untyped-def]
    return Letter.objects.filter(pk=letter.pk, lease=letter.lease, sent_at__isnull=True)


def record_bounce(*, email: str, reason: str) -> None:
    Bounce.objects.get_or_create(email=email.lower(), defaults={"reason": reason[:300], "at": timezone.now()})


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
