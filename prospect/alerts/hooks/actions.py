"""Adding and stopping hooks; the queue of what they are to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction

from prospect.alerts.models import Alert, Delivery, Hook

BACK_OFF = (1, 5, 15, 60, 240, 720, 1440)  # minutes after each failed attempt; then the delivery has failed
MOST = 5  # hooks of one alert
FAILED = 20  # deliveries failed in a row after which a hook is stopped


class NoHook(Exception):
    """The address cannot be a hook, or there are enough."""


@transaction.atomic
def add_hook(*, alert: Alert, url: str, now: datetime) -> Hook:
    """A hook at an http(s) address; the same address again is the same hook, live again. Raises NoHook."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or len(url) > 500:
        raise NoHook(url)
    if alert.hooks.filter(stopped_at__isnull=True).exclude(url=url).count() >= MOST:
        raise NoHook(url)
    hook, _created = Hook.objects.update_or_create(
        alert=alert, url=url, defaults={"stopped_at": None, "stopped_why": ""}, create_defaults={"created_at": now}
    )
    return hook


def stop_hook(*, hook: Hook, now: datetime, why: str = "") -> None:
    Hook.objects.filter(pk=hook.pk, stopped_at__isnull=True).update(stopped_at=now, stopped_why=why[:200])


def queue_deliveries(*, pairs: Sequence[tuple[int, int]], now: datetime) -> int:
    """For each meeting (alert id, job id), one delivery to each live hook of the alert; part of noting it."""
    hooks: dict[int, list[int]] = defaultdict(list)
    for pk, alert in Hook.objects.filter(
        alert__in={alert for alert, _job in pairs}, stopped_at__isnull=True
    ).values_list("pk", "alert"):
        hooks[alert].append(pk)
    rows = [
        Delivery(hook_id=hook, job_id=job, created_at=now, due_at=now)
        for alert, job in pairs
        for hook in hooks.get(alert, ())
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(rows)


def try_hook(*, hook: Hook, now: datetime) -> Delivery:
    """Puts a message of no job into the queue, so that a person sees whether their program gets it; one at a time."""
    waiting = hook.deliveries.filter(job__isnull=True, done_at__isnull=True, failed_at__isnull=True).first()
    return waiting or Delivery.objects.create(hook=hook, created_at=now, due_at=now)


def mark_done(*, delivery: Delivery, now: datetime, why: str = "") -> None:
    _held(delivery).update(done_at=now, leased_until=None, attempts=delivery.attempts + 1, last_error=why[:300])


@transaction.atomic
def mark_refused(*, delivery: Delivery, now: datetime, why: str, for_good: bool) -> None:
    """Tries again later or gives up; a hook that answers 410, or fails again and again, is stopped. A trial is tried
    once."""
    attempts = delivery.attempts + 1
    is_trial = delivery.job_id is None
    if not for_good and not is_trial and attempts <= len(BACK_OFF):
        later = now + timedelta(minutes=BACK_OFF[attempts - 1])
        _held(delivery).update(due_at=later, leased_until=None, attempts=attempts, last_error=why[:300])
        return
    _held(delivery).update(failed_at=now, leased_until=None, attempts=attempts, last_error=why[:300])
    told = Delivery.objects.filter(hook=delivery.hook, job__isnull=False)
    ended = told.exclude(done_at=None, failed_at=None).order_by("-pk")[:FAILED]
    if for_good or (not is_trial and len(ended) == FAILED and all(one.failed_at for one in ended)):
        stop_hook(hook=delivery.hook, now=now, why=why)


def release(*, deliveries: Sequence[Delivery]) -> None:
    """Gives back what was claimed and not begun."""
    for delivery in deliveries:
        _held(delivery).update(leased_until=None)


def _held(delivery: Delivery):  # type: ignore[no-untyped-def]
    return Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease, done_at__isnull=True, failed_at__isnull=True)
