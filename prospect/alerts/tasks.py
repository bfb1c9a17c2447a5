"""What the worker does for alerts: match new jobs, make due letters, look after alerts that time has reached."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from prospect.alerts import actions
from prospect.alerts.letters.actions import make_letter, make_letters, note_matches
from prospect.alerts.letters.tasks import ask_content
from prospect.alerts.look_back import DAYS, Seen, found_in
from prospect.alerts.models import Alert
from prospect.alerts.readings.tasks import LiveMatcher, keep_unread
from prospect.jobs.models import Job, JobQuerySet
from prospect.search.document import Document
from prospect.search.engines.port import Engine
from prospect.search.query import Query
from prospect.search.tasks import document_of

log = logging.getLogger(__name__)
LEASE = 120  # seconds
SKEW = timedelta(seconds=5)  # between the clocks of the machines
PAIRS = 10_000  # meetings noted together: what bounds the memory of a job that everybody asked for
TOGETHER = 50  # letters made in one transaction
CAUGHT_UP = 2_000  # jobs matched a moment ago that a changed alert is asked about
OPEN, CLOSED = 2_000, 1_000  # jobs that a look back reads at most
EMPLOYER = ("employer__slug", "employer__name", "employer__is_agency")


LIVE = LiveMatcher()


def query_of(alert: Alert) -> Query:
    return Query.from_params(alert.query)


def with_news(jobs: JobQuerySet) -> JobQuerySet:
    """Each with `seen_since`, when this posting of it was first seen: a repost carries the first sight of the old one."""
    return jobs.annotate(seen_since=Coalesce("posting__first_seen", "first_seen"))


def match_new(limit: int = 500) -> int:
    """Finds the alerts that new jobs reach and remembers each meeting; answers how many jobs were looked at.

    After an upgrade every alert is read first, some thousands a time: the answer is then how many are left. 1. Take up changed alerts. 2. Claim jobs. 3. Match and note, in portions. 4. Mark what was looked at. Dying before 4
    means doing it again: a meeting is noted once.
    """
    now = timezone.now()
    if left := LIVE.open_some(now):
        return left
    _catch_up(LIVE.refresh(now), now)
    jobs = Job.objects.to_match().claim(now=now, limit=limit, seconds=LEASE)
    if not jobs:
        return 0
    full = with_news(Job.objects.for_cards()).in_bulk([job.pk for job in jobs])
    for portion in _portions(full.values(), None, now):
        for job in portion:
            # A job that changed meanwhile is matched again: `matched_at` is set only for the state that was looked at.
            # The clock is read after the alerts were, so that `_catch_up` finds the job by it.
            Job.objects.filter(pk=job.pk, changed_at=job.changed_at).update(matched_at=timezone.now())
            Job.objects.filter(pk=job.pk).update(leased_until=None)
    return len(jobs)


def _portions(jobs: Iterable[Job], only: set[int] | None, now: datetime) -> Iterator[list[Job]]:
    """Matches jobs (with the alerts `only`, or all) and notes the meetings; gives the jobs of each portion noted."""
    pairs: list[tuple[int, int]] = []
    portion: list[Job] = []
    for job, met in LIVE.alerts_for(list(jobs)):
        pairs += [(alert, job.pk) for alert in met.tolist() if only is None or alert in only]
        portion.append(job)
        if len(pairs) >= PAIRS:
            _note(pairs, portion, now)
            yield portion
            pairs, portion = [], []
    if portion:
        _note(pairs, portion, now)
        yield portion


def _note(pairs: list[tuple[int, int]], jobs: list[Job], now: datetime) -> None:
    """Notes meetings. Alerts that were changed since this process read them are asked again, until all are noted."""
    while pairs:
        stale: set[int] = set()
        for start in range(0, len(pairs), PAIRS):
            stale |= note_matches(pairs=pairs[start : start + PAIRS], now=now, known=LIVE.known).stale
        LIVE.look_again(stale)
        again = LIVE.alerts_for(jobs) if stale else ()
        pairs = [(alert, job.pk) for job, met in again for alert in met.tolist() if alert in stale]


def keep_readings() -> int:
    """Keeps what changed alerts come to, so that the next start need not read them again; answers how many."""
    return keep_unread(LIVE)


def _catch_up(fresh: set[int], now: datetime) -> None:
    """Asks alerts changed a moment ago about the jobs matched since: a worker may not have known of the change."""
    if not fresh:
        return
    since = min(known for pk in fresh if (known := LIVE.known.get(pk)) is not None) - SKEW
    listed = with_news(Job.objects.listed().filter(matched_at__gte=since).for_cards())
    matched = listed.order_by("-matched_at")[:CAUGHT_UP]
    for _portion in _portions(list(matched), fresh, now):
        pass


def make_due(limit: int = 200) -> int:
    """Makes the letters that are due; answers how many alerts were due."""
    now = timezone.now()
    due = Alert.objects.due(now).claim(now=now, limit=limit, seconds=LEASE)
    for alert in due:
        if alert.is_together:
            make_letter(alert=alert, now=timezone.now())
    alone = [alert.pk for alert in due if not alert.is_together]
    for start in range(0, len(alone), TOGETHER):
        make_letters(alerts=alone[start : start + TOGETHER], now=timezone.now())
    return len(due)


def look_after(limit: int = 100) -> int:
    """Ends, asks or pauses the alerts that time has reached; answers how many."""
    now = timezone.now()
    reached = Alert.objects.to_review(now).claim(now=now, limit=limit, seconds=LEASE)
    for alert in reached:
        actions.review(alert=alert, now=timezone.now(), ask=ask_content)
    return len(reached)


def unsubscribe(key: str) -> str | None:
    """Stops the alert of that public id; answers its name, None where there is none."""
    alert = Alert.objects.filter(public_id=key).first()
    if alert is None:
        return None
    actions.stop(alert=alert)
    return alert.name


def unsubscribe_together(key: str) -> str | None:
    """Stops the alert of that public id and all that share its letter; answers their names."""
    alert = Alert.objects.filter(public_id=key).first()
    if alert is None:
        return None
    stopped = list(Alert.objects.beside(alert)) or [alert]
    for each in stopped:
        actions.stop(alert=each)
    return ", ".join(each.name for each in stopped)


# Closed jobs as they were, by key and change: their text is read again at each edit of a query that is being tried out.
_CLOSED: dict[tuple[int, datetime], Document] = {}


def _closed_documents(wanted: Sequence[tuple[int, datetime]]) -> dict[tuple[int, datetime], Document]:
    """The documents of closed jobs; those not kept from before are read together, a few hundred at a time."""
    known = {key: document for key in wanted if (document := _CLOSED.get(key)) is not None}
    missing = [pk for pk, changed_at in wanted if (pk, changed_at) not in known]
    for job in Job.objects.for_cards().filter(pk__in=missing).iterator(chunk_size=200):
        known[job.pk, job.changed_at] = document_of(job)
    if len(_CLOSED) > CLOSED:
        _CLOSED.clear()
    _CLOSED.update(known)
    return known


def seen_lately(query: Query, engine: Engine, now: datetime) -> tuple[list[Seen], bool]:
    """What an alert with this query would have told of in the last days, newest first; and whether that is all.

    Open jobs come from the index, which has matched them already: of these only title and employer are read. Closed
    ones are in none: the newest `CLOSED` of them are read and matched here.
    """
    since = now - timedelta(days=DAYS)
    asked, _notes = query.for_alert()
    hits = [hit.id for hit in engine.find(replace(asked, sort="newest"), limit=OPEN).hits]
    open_ones = Job.objects.listed().filter(pk__in=hits, first_seen__gte=since)
    found = [
        Seen(Document(id=pk, title=title, employer_id=slug, employer=name, agency=agency), at)
        for pk, title, slug, name, agency, at in open_ones.values_list("pk", "title", *EMPLOYER, "first_seen")
    ]
    gone = Job.objects.filter(first_seen__gte=since, closed_at__isnull=False, copy_of__isnull=True)
    rows = list(gone.order_by("-first_seen").values_list("pk", "changed_at", "first_seen")[: CLOSED + 1])
    documents = _closed_documents([(pk, changed_at) for pk, changed_at, _at in rows[:CLOSED]])
    closed = [
        Seen(document, at, is_open=False)
        for pk, changed_at, at in rows[:CLOSED]
        if (document := documents.get((pk, changed_at))) is not None
    ]
    found += found_in(query, closed)
    return sorted(found, key=lambda one: one.at, reverse=True), len(rows) <= CLOSED and len(hits) < OPEN
