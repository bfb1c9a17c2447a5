"""Sending what is due in the outbox."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import timezone

from prospect.mail import actions
from prospect.mail.models import Bounce, Letter
from prospect.mail.registries import composers
from prospect.mail.transports import Refused, Transport, as_message, transport

log = logging.getLogger(__name__)
LEASE = 300  # seconds: longer than a mail server may take to answer


def send_due(limit: int = 50) -> int:
    """Sends at most `limit` due letters; answers how many were dealt with.

    1. Claim. 2. Compose what is to be composed. 3. Hand over. 4. Record. Between 3 and 4 lies the one instant in which
    our death repeats a letter, with the same Message-ID.
    """
    letters = Letter.objects.due(timezone.now()).order_by("due_at", "id")
    claimed = letters.claim(now=timezone.now(), limit=limit, seconds=LEASE)
    with transport(settings.MAIL_SMTP) as out:
        for letter in claimed:
            send_one(letter, out)
    return len(claimed)


def send_one(letter: Letter, out: Transport) -> None:
    now = timezone.now()
    if Bounce.objects.filter(email=letter.to.lower()).exists():
        actions.mark_void(letter=letter, now=now, why="This address refused an earlier letter.")
        return
    if letter.composer:
        content = composers[letter.composer](letter.subject_key)
        if content is None:
            actions.mark_void(letter=letter, now=now, why="There was nothing left to say when it was due.")
            return
        actions.write_down(letter=letter, content=content)
    message = as_message(
        sender=settings.DEFAULT_FROM_EMAIL,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=letter.message_id,
        headers=letter.headers,
    )
    try:
        out.send(message)
    except Refused as refusal:
        log.warning("letter refused", extra={"letter": letter.public_id, "why": str(refusal)})
        if refusal.for_good:
            actions.record_bounce(email=letter.to, reason=str(refusal))
        actions.mark_refused(letter=letter, now=timezone.now(), why=str(refusal), for_good=refusal.for_good)
        return
    actions.mark_sent(letter=letter, now=timezone.now())
