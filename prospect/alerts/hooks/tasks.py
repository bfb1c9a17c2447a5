"""Telling hooks what is due."""

from __future__ import annotations

import json
import time
from functools import cache

from django.conf import settings
from django.utils import timezone

from prospect.alerts.hooks import actions
from prospect.alerts.hooks.signing import HEADER, signature
from prospect.alerts.letters.actions import is_live
from prospect.alerts.models import Delivery
from prospect.jobs.models import Job
from prospect.sources.fetching import Fetcher, FetchRefused
from prospect.sources.posting import Request

LEASE = 300  # seconds: longer than the fetch layer gives one request
READ = 5  # seconds that a program may take to answer
ROUND = 15  # seconds after which the worker turns to its other queues: a program that hangs keeps no letter waiting


@cache
def fetcher() -> Fetcher:
    """The guarded way out: never into a private network (but in tests and the demo), bounded in time and size. Each
    delivery is tried once a turn; `actions.BACK_OFF` says when again."""
    return Fetcher(contact=settings.FETCH_CONTACT, allow_private=settings.FETCH_PRIVATE, read=READ, attempts=1)


def deliver_due(limit: int = 20) -> int:
    """Tells hooks what is due, for `ROUND` seconds; answers how many deliveries were dealt with."""
    now, until = timezone.now(), time.monotonic() + ROUND
    claimed = Delivery.objects.due(now).claim(now=now, limit=limit, seconds=LEASE)
    held = Delivery.objects.select_related("hook__alert", "job__employer").in_bulk([one.pk for one in claimed])
    for count, one in enumerate(claimed):
        if time.monotonic() > until:
            actions.release(deliveries=claimed[count:])
            return count
        if one.pk in held:
            deliver(held[one.pk])
    return len(claimed)


def deliver(delivery: Delivery) -> None:
    now = timezone.now()
    if not _is_to_tell(delivery):
        actions.mark_done(delivery=delivery, now=now, why="There was nothing left to say when it was due.")
        return
    body = body_of(delivery)
    headers = (
        ("Content-Type", "application/json"),
        ("Prospect-Delivery", delivery.public_id),
        (HEADER, signature(delivery.hook.secret, body, int(time.time()))),
    )
    # The person named the address as their own: robots.txt is for readers of pages.
    request = Request(
        delivery.hook.url.replace("{", "%7B").replace("}", "%7D"),
        method="POST",
        headers=headers,
        body=body,
        has_leave=True,
        is_for_here=True,
    )
    try:
        fetcher().get(request)
    except FetchRefused as refusal:
        gone = refusal.reason in {"gone", "bad_address", "private_address"}
        actions.mark_refused(delivery=delivery, now=timezone.now(), why=str(refusal), for_good=gone)
    else:
        actions.mark_done(delivery=delivery, now=timezone.now())


def _is_to_tell(delivery: Delivery) -> bool:
    """Whether the job is still open and the alert live; a trial always is."""
    job = delivery.job
    return job is None or (job.closed_at is None and job.copy_of_id is None and is_live(delivery.hook.alert))


def body_of(delivery: Delivery) -> bytes:
    """What a hook is told: the alert, and the job with its address; of a trial, that it is one. The same delivery
    always has the same id."""
    alert = delivery.hook.alert
    said: dict[str, object] = {
        "id": delivery.public_id,
        "event": "job.matched" if delivery.job else "trial",
        "alert": {"id": alert.public_id, "name": alert.name},
    }
    if delivery.job:
        said["job"] = job_as_json(delivery.job)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def job_as_json(job: Job) -> dict[str, object]:
    """A job for programs; what is unknown is left out."""
    said: dict[str, object] = {
        "id": job.public_id,
        "url": settings.PUBLIC_URL + job.get_absolute_url(),
        "title": job.title,
        "employer": job.employer.name,
        "places": [str(place) for place in job.places.all()],
        "workplace": job.workplace,
        "employment_type": job.employment_type,
        "pay": {"currency": job.pay_currency, "year_min": job.pay_year_min, "year_max": job.pay_year_max}
        if job.pay_currency
        else None,
        "posted_on": job.posted_on.isoformat() if job.posted_on else None,
        "first_seen": job.first_seen.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}
