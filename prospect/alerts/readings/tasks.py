"""The matcher of this process, opened from what is kept and held in step with the table of alerts."""

from __future__ import annotations

import json
import logging
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Case, F, IntegerField, Q, TextField, When
from django.db.models.functions import Cast

from prospect.alerts.letters.actions import is_live
from prospect.alerts.matcher import Matcher
from prospect.alerts.matcher_parts import parts_of_params
from prospect.alerts.matcher_saved import Saved
from prospect.alerts.matcher_table import Ids, Longs, Table, joined, table_of
from prospect.alerts.models import Alert, Piece, Reading
from prospect.alerts.moments import EPOCH, Moments, micros
from prospect.alerts.readings.actions import keep_readings
from prospect.alerts.readings.pieces import Reader, version
from prospect.jobs.models import Job
from prospect.search.document import Document
from prospect.search.tasks import document_of

if TYPE_CHECKING:
    from prospect.alerts.matcher_compiled import CompiledMatcher

log = logging.getLogger(__name__)
LATE = timedelta(seconds=60)  # a change may become visible this much after the moment it is dated, on another's clock
MANY = 5_000  # alerts from which on the compiled matcher is worth its opening
SAMPLE = 500  # jobs that tell how common words are, for a matcher of many
CHUNK, TOGETHER = 20_000, 500  # alerts read at one go; readings kept in one transaction
_NUMBERS = ("changed", "created", "expression", "gate", "floor", "bits")


class LiveMatcher:
    """The matcher of this process, kept in step with the table by `changed_at`: an edited alert counts at once."""

    def __init__(self) -> None:
        self.matcher: Matcher | CompiledMatcher = Matcher()
        self.created, self.known = Moments(), Moments()
        self.seen: datetime | None = None
        self.unread: deque[int] = deque()
        self._opening: Opening | None = None

    def open_some(self, now: datetime, limit: int = CHUNK) -> int:
        """At a start, reads at most `limit` of the alerts that must be read anew, so that a worker's other duties need
        not wait for a million; answers how many, 0 once all are read."""
        if self.seen is not None:
            return 0
        if self._opening is None:
            self._opening = Opening(now)
        return self._opening.read_some(limit)

    def refresh(self, now: datetime) -> set[int]:
        """Takes up what changed; the live alerts that are new to this process and changed a moment ago.

        A transaction may commit after another that is dated later, so what is dated near the newest is read again.
        """
        if self.seen is None:
            return self._open(now)
        late = Alert.objects.filter(changed_at__gte=self.seen - LATE).order_by("changed_at")
        changed, newest = [], self.seen
        for pk, at in late.values_list("pk", "changed_at").iterator(chunk_size=CHUNK):
            newest = max(newest, at)
            if self.known.get(pk) != at:
                changed.append(pk)
        fresh = set()
        for alert in _numbered(changed):
            self.take_up(alert)
            if alert.pk in self.created and alert.changed_at >= now - 2 * LATE:
                fresh.add(alert.pk)
        self.seen = newest  # not before: what an error kept from being taken up is looked for again
        if isinstance(self.matcher, Matcher) and len(self.matcher) > 2 * MANY:
            self.matcher = _matcher(table_of(self.matcher.alerts()))
        return fresh

    def _open(self, now: datetime) -> set[int]:
        """Reads all live alerts: those whose reading holds as numbers, the others from their parameters."""
        while self.open_some(now):
            pass
        opening, self._opening = self._opening or Opening(now), None
        table, moments, unread = opening.found()
        self.unread.extend(unread)
        self.matcher = _matcher(table)
        self.known, self.created = (Moments(table.ids, moments[:, n].copy()) for n in range(2))
        if len(table.ids):
            # What changed while alerts were being read is dated after the opening began, and is looked for from then on.
            self.seen = min(EPOCH + timedelta(microseconds=int(moments[:, 0].max())), opening.began)
        return set(table.ids[moments[:, 0] >= micros(opening.began - 2 * LATE)].tolist())

    def take_up(self, alert: Alert) -> None:
        self.known.set(alert.pk, alert.changed_at)
        if is_live(alert):
            self.matcher.add(alert.pk, parts_of_params(alert.query))
            self.created.set(alert.pk, alert.created_at)
            self.unread.append(alert.pk)
        else:
            self.matcher.remove(alert.pk)
            self.created.forget(alert.pk)

    def look_again(self, ids: Iterable[int]) -> None:
        """At alerts that were not what this process took them for; erased ones are forgotten."""
        asked = list(ids)
        found = Alert.objects.in_bulk(asked)
        for pk in asked:
            if pk in found:
                self.take_up(found[pk])
            else:
                self.matcher.remove(pk)
                self.created.forget(pk)
                self.known.forget(pk)

    def alerts_for(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Ids]]:
        """The alerts that each job reaches; only postings first seen after the alert was made are news to it.

        A job that cannot be read must not hold up the others: it is left out, and logged.
        """
        readable = [(job, document) for job in jobs if (document := _document(job)) is not None]
        done = 0
        try:
            for counts, ids in self.matcher.batches([document for _job, document in readable]):
                end = 0
                for count in counts.tolist():
                    yield readable[done][0], self._news(readable[done][0], ids[end : end + count])
                    done, end = done + 1, end + count
        except Exception:
            if len(readable) == 1:
                log.exception("a job could not be matched", extra={"job": readable[0][0].public_id})
                return
            for job, _document_of in readable[done:]:
                yield from self.alerts_for([job])

    def _news(self, job: Job, ids: Ids) -> Ids:
        since: datetime = getattr(job, "seen_since", job.first_seen)
        return ids[self.created.of(ids) <= micros(since)]


def _document(job: Job) -> Document | None:
    try:
        return document_of(job)
    except Exception:
        log.exception("a job could not be read", extra={"job": job.public_id})
        return None


def _matcher(table: Table) -> Matcher | CompiledMatcher:
    """The plain matcher for few alerts; for many the fastest there is, which takes a moment to make ready."""
    if len(table.ids) <= MANY:
        matcher = Matcher()
        for id, parts in table.parts():
            matcher.add(id, parts)
        return matcher
    from prospect.alerts.matcher_compiled import open_matcher

    newest = Job.objects.listed().for_cards().order_by("-pk")[:SAMPLE]
    return open_matcher(table, [document for job in newest if (document := _document(job)) is not None])


def _numbered(ids: Sequence[int]) -> Iterator[Alert]:
    """The alerts of some numbers; those that there are not any more are left out."""
    for start in range(0, len(ids), TOGETHER):
        yield from Alert.objects.filter(pk__in=ids[start : start + TOGETHER])


class Opening:
    """All live alerts being read at a start."""

    def __init__(self, now: datetime) -> None:
        self.began = now
        self._kept, self._moments, self._unread = _kept_readings()
        self._saved, self._since, self._done = Saved(), array("q"), 0

    def read_some(self, limit: int) -> int:
        """Reads at most so many more from their parameters; answers how many are left to read."""
        chunk = self._unread[self._done : self._done + limit]
        if not chunk:
            return 0
        dense = chunk[-1] - chunk[0] < 4 * len(chunk)  # then it is quicker to pass over the others
        these = Q(pk__range=(chunk[0], chunk[-1])) if dense else Q(pk__in=chunk)
        rows = Alert.objects.live().filter(these).order_by("pk")
        wanted = set(chunk)
        names = ("pk", Cast("query", TextField()), "changed_at", "created_at")
        for pk, query, changed, created in rows.values_list(*names).iterator(chunk_size=CHUNK):
            if pk in wanted:
                self._saved.add(pk, json.loads(query))
                self._since.extend((micros(changed), micros(created)))
        self._done += len(chunk)
        return len(self._unread) - self._done

    def found(self) -> tuple[Table, Longs, list[int]]:
        """All, by their numbers; the two moments of each; and the numbers of those whose reading is not kept yet."""
        saved, since = self._saved.table(), np.array(self._since, np.int64).reshape(-1, 2)
        moments = np.concatenate([self._moments, since])
        order = np.argsort(np.concatenate([self._kept.ids, saved.ids]), kind="stable")
        return joined(self._kept, saved), moments[order], saved.ids.tolist()


def _kept_readings() -> tuple[Table, Longs, list[int]]:
    """The live alerts whose reading holds, with the two moments of each; and the numbers of those that must be read.

    One statement reads all, so that every alert is in one of the two.
    """
    holds = Q(reading__as_of=F("changed_at"), reading__version=version())
    is_read = Case(When(holds, then=1), default=0, output_field=IntegerField())
    rows = Alert.objects.live().order_by("pk").values_list(is_read, "pk", *(f"reading__{name}" for name in _NUMBERS))
    numbers, unread = array("q"), array("q")
    for row in rows.iterator(chunk_size=CHUNK):
        if row[0]:
            numbers.extend(row[1:])
        else:
            unread.append(row[1])
    texts = dict(Piece.objects.values_list("pk", "text").iterator(chunk_size=CHUNK))
    known = np.array(sorted(texts), np.int64)
    every = np.array(numbers, np.int64).reshape(-1, 1 + len(_NUMBERS))
    good = np.isin(every[:, 3], known) & np.isin(every[:, 4], known)
    read, reader = every[good], Reader()
    expressions, which = np.unique(read[:, 3], return_inverse=True)
    gates, gate = np.unique(read[:, 4], return_inverse=True)
    table = Table(
        read[:, 0].copy(),
        np.column_stack([which, gate, read[:, 5], read[:, 6]]).astype(np.int64),
        [reader.expression(texts[n]) for n in expressions.tolist()],
        [reader.gate(texts[n]) for n in gates.tolist()],
    )
    return table, read[:, 1:3], sorted([*unread, *every[~good, 0].tolist()])


def keep_unread(live: LiveMatcher, limit: int = TOGETHER) -> int:
    """Keeps the readings of at most `limit` alerts whose kept one does not hold, as this process has read them; answers
    how many were looked at."""
    asked = [live.unread.popleft() for _ in range(min(limit, len(live.unread)))]
    holds = Reading.objects.filter(alert__in=asked, as_of=F("alert__changed_at"), version=version())
    stale = set(asked) - set(holds.values_list("alert", flat=True))
    read = {
        pk: (known, parts)
        for pk in stale
        if (known := live.known.get(pk)) is not None and (parts := live.matcher.asked(pk)) is not None
    }
    if read:
        keep_readings(read=read)
    return len(asked)
