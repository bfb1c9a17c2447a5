"""What the worker does for the catalogue: understand waiting postings, and let jobs close on evidence."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from prospect.jobs import actions
from prospect.sources.models import Fetch, Posting

log = logging.getLogger(__name__)
LEASE = 120  # seconds for one batch


def understand_waiting(limit: int = 100) -> int:
    """Understands postings that no job stands for yet, or that changed; answers how many.

    One that cannot be understood is noted with its trouble and holds up nobody else; it waits again when it changes.
    """
    now = timezone.now()
    claimed = Posting.objects.to_understand().select_related("source__board__employer").claim(
        now=now, limit=limit, seconds=LEASE
    )  # fmt: skip
    for posting in claimed:
        try:
            actions.take_in(posting=posting, now=now)
        except (OperationalError, InterfaceError):
            raise
        except Exception as trouble:
            log.exception("a posting could not be understood", extra={"posting": posting.pk})
            actions.note_trouble(posting=posting, trouble=f"{type(trouble).__name__}: {trouble}", now=now)
    return len(claimed)


def judge_absences(limit: int = 20) -> int:
    """Applies each reading that has not been applied yet to the jobs of its board; answers how many readings."""
    waiting = list(Fetch.objects.filter(applied_at__isnull=True).select_related("source").order_by("at")[:limit])
    for fetch in waiting:
        actions.judge_absence(fetch=fetch, now=timezone.now())
    return len(waiting)


def close_past_dates() -> int:
    """Closes jobs whose publisher's own closing date has passed; answers how many."""
    return actions.close_past_dates(now=timezone.now())
