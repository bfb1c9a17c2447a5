"""What the worker does for the catalogue: understand waiting postings, and let jobs close on evidence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from prospect.jobs import actions
from prospect.sources.models import Fetch, Posting

log = logging.getLogger(__name__)
Done = TypeVar("Done")
LEASE = 120  # seconds for one batch


def understand_waiting(limit: int = 100) -> int:
    """Understands postings that no job stands for yet, or that changed; answers how many.

    All are understood first and then stored in one transaction, so that the database is held for a moment only.
    One that cannot be understood is noted with its trouble and holds up nobody else; it waits again when it changes.
    """
    now = timezone.now()
    claimed = Posting.objects.to_understand().select_related("source__board__employer").claim(
        now=now, limit=limit, seconds=LEASE
    )  # fmt: skip
    prefetch_related_objects(claimed, "source__board__employer", "job__places")
    readings = [_attempted(posting, now, partial(actions.understood_of, posting, now)) for posting in claimed]
    hirers, stored = actions.Hirers(), []
    with transaction.atomic():
        for posting, understood in zip(claimed, readings, strict=True):
            if understood is None:
                continue
            keep = partial(actions.store, posting=posting, understood=understood, now=now, hirers=hirers)
            if _attempted(posting, now, keep):
                stored.append(posting)
        actions.mark_understood(postings=stored, now=now)
    return len(claimed)


def _attempted(posting: Posting, now: datetime, work: Callable[[], Done]) -> Done | None:
    """What the work gives; None where it fails, which is noted with the posting."""
    try:
        return work()
    except (OperationalError, InterfaceError):
        raise
    except Exception as trouble:
        log.exception("a posting could not be understood", extra={"posting": posting.pk})
        actions.note_trouble(posting=posting, trouble=f"{type(trouble).__name__}: {trouble}", now=now)
        return None


def judge_absences(limit: int = 20) -> int:
    """Applies each reading that has not been applied yet to the jobs of its board; answers how many readings."""
    waiting = list(Fetch.objects.filter(applied_at__isnull=True).select_related("source").order_by("at")[:limit])
    for fetch in waiting:
        actions.judge_absence(fetch=fetch, now=timezone.now())
    return len(waiting)


def close_past_dates() -> int:
    """Closes jobs whose publisher's own closing date has passed; answers how many."""
    return actions.close_past_dates(now=timezone.now())
