"""What the worker does for the catalogue: understand waiting postings, and let jobs close on evidence."""

from __future__ import annotations

from django.utils import timezone

from prospect.jobs import actions
from prospect.sources.models import Fetch, Posting

LEASE = 120  # seconds for one batch


def understand_waiting(limit: int = 100) -> int:
    """Understands postings that no job stands for yet, or that changed; answers how many."""
    now = timezone.now()
    claimed = Posting.objects.to_understand().select_related("source__board__employer").claim(
        now=now, limit=limit, seconds=LEASE
    )  # fmt: skip
    for posting in claimed:
        actions.take_in(posting=posting, now=now)
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
