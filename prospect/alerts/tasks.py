"""What the worker does for alerts: match new jobs, make due letters, write them when they are sent."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from prospect.alerts import actions
from prospect.alerts.matcher import Matcher
from prospect.alerts.models import Alert
from prospect.jobs.models import Job
from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.mail.registries import Content
from prospect.network.models import Network
from prospect.search.query import Query
from prospect.search.tasks import document_of

log = logging.getLogger(__name__)
LEASE = 120  # seconds
IN_A_LETTER = 25
OF_ONE_EMPLOYER = 4


class LiveMatcher:
    """The matcher of this process, kept in step with the table by `changed_at`: an edited alert counts at once."""

    def __init__(self) -> None:
        self.matcher = Matcher()
        self.created: dict[int, datetime] = {}
        self.seen: datetime | None = None

    def refresh(self) -> None:
        newest = Alert.objects.aggregate(newest=Max("changed_at"))["newest"]
        if newest is None or newest == self.seen:
            return
        changed = Alert.objects.filter(changed_at__gte=self.seen) if self.seen else Alert.objects.all()
        for alert in changed.iterator(chunk_size=5000):
            if alert.pk in self.created:
                self.matcher.remove(alert.pk)
                del self.created[alert.pk]
            if alert.confirmed_at and not alert.paused_at and not alert.stopped_at:
                self.matcher.add(alert.pk, query_of(alert))
                self.created[alert.pk] = alert.created_at
        self.seen = newest

    def alerts_for(self, job: Job) -> list[int]:
        """The alerts that a job reaches; only jobs first seen after the alert was made are news to it."""
        return [pk for pk in self.matcher.match(document_of(job)) if self.created[pk] <= job.first_seen]


LIVE = LiveMatcher()


def query_of(alert: Alert) -> Query:
    return Query.from_params(alert.query)


def match_new(limit: int = 500) -> int:
    """Finds the alerts that new jobs reach and remembers each meeting; answers how many jobs were looked at."""
    now = timezone.now()
    jobs = Job.objects.to_match().claim(now=now, limit=limit, seconds=LEASE)
    if not jobs:
        return 0
    LIVE.refresh()
    full = Job.objects.for_cards().in_bulk([job.pk for job in jobs])
    pairs = [(alert, job.pk) for job in full.values() for alert in LIVE.alerts_for(job)]
    actions.note_matches(pairs=pairs, now=now)
    for job in jobs:
        # A job that changed meanwhile is matched again: `matched_at` is set only for the state that was looked at.
        Job.objects.filter(pk=job.pk, changed_at=job.changed_at).update(matched_at=now, leased_until=None)
    return len(jobs)


def make_due(limit: int = 200) -> int:
    """Makes the letters that are due; answers how many alerts were due."""
    due = Alert.objects.due(timezone.now()).claim(now=timezone.now(), limit=limit, seconds=LEASE)
    for alert in due:
        actions.make_letter(alert=alert, now=timezone.now())
    return len(due)


def compose(subject_key: str) -> Content | None:
    """Writes an alert's letter as of now, for the letter being sent; None when no job of it is open any more."""
    alert = Alert.objects.select_related("account").filter(public_id=subject_key, stopped_at__isnull=True).first()
    if alert is None:
        return None
    letter = Letter.objects.filter(
        composer="alert", subject_key=subject_key, sent_at__isnull=True, void_at__isnull=True
    )
    newest = letter.order_by("created_at").first()
    jobs = (
        list(Job.objects.listed().filter(matches__letter=newest).for_cards().order_by("-first_seen")) if newest else []
    )
    if not jobs:
        return None
    with translation.override(alert.account.language if alert.account and alert.account.language else "en"):
        return _written(alert, jobs)


def _written(alert: Alert, jobs: list[Job]) -> Content:
    network = Network.current()
    shown, more = capped(jobs)
    context: dict[str, Any] = {
        "alert": alert,
        "network": network,
        "jobs": shown,
        "more": more,
        "count": len(jobs),
        "address": settings.PUBLIC_URL,
        "search_address": settings.PUBLIC_URL + query_of(alert).url(),
        "unsubscribe_address": mail.unsubscribe_address(what="alert", key=alert.public_id),
    }
    subject = ngettext("{n} new job: {name}", "{n} new jobs: {name}", len(jobs)).format(n=len(jobs), name=alert.name)
    return Content(
        subject=subject,
        text=render_to_string("alerts/letter.txt", context),
        html=render_to_string("alerts/letter.html", context),
        headers={
            "List-Unsubscribe": f"<{context['unsubscribe_address']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"{network.name} alerts <alerts.{_host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _host() -> str:
    return settings.PUBLIC_URL.split("//")[-1].split(":")[0].split("/")[0]


def capped(jobs: list[Job]) -> tuple[list[Job], int]:
    """The jobs a letter shows, no employer filling it, and how many more there are."""
    shown: list[Job] = []
    by_employer: dict[int, int] = {}
    for job in jobs:
        count = by_employer.get(job.employer_id, 0)
        if count < OF_ONE_EMPLOYER and len(shown) < IN_A_LETTER:
            shown.append(job)
            by_employer[job.employer_id] = count + 1
    return shown, len(jobs) - len(shown)


def unsubscribe(key: str) -> str | None:
    """Stops the alert of that public id; answers its name, None where there is none."""
    alert = Alert.objects.filter(public_id=key).first()
    if alert is None:
        return None
    actions.stop(alert=alert)
    return alert.name
