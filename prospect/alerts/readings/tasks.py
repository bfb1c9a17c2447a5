"""The matcher of this process, opened from what is kept and held in step with the table of alerts."""

from __future__ import annotations

import gc
import logging
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Case, F, Q, QuerySet, TextField, When
from django.db.models.functions import Cast

from prospect.alerts.letters.actions import is_live
from prospect.alerts.matcher import Matcher
from prospect.alerts.matcher_parts import parts_of_params
from prospect.alerts.matcher_saved import Saved
from prospect.alerts.matcher_table import Ids, Longs, Table, joined, table_of
from prospect.alerts.models import Alert, Piece
from prospect.alerts.moments import EPOCH, Moments, micros
from prospect.alerts.readings.actions import keep_readings
from prospect.alerts.readings.backlog import Backlog
from prospect.alerts.readings.managers import Micros, rows
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
CHUNK, TOGETHER = 20_000, 1_000  # alerts read at one go; readings kept in one transaction
_NUMBERS = ("changed", "created", "expression", "gate", "floor", "bits")


class LiveMatcher:
    """The matcher of this process, kept in step with the table by `changed_at`: an edited alert counts at once."""

    def __init__(self) -> None:
        self.matcher: Matcher | CompiledMatcher = Matcher()
        self.created, self.known = Moments(), Moments()
        self.seen: datetime | None = None
        self.unread = Backlog()
        self._opening: Opening | None = None

    def open_some(self, now: datetime, limit: int = CHUNK) -> int:
        """At a start, reads at most `limit` of the alerts that must be read anew, so that a worker's other duties need
        not wait for a million; answers how many, 0 once all are read."""
        if self.seen is not None:
            return 0
        if self._opening is None:
            self._opening = Opening(now)
        with _for_good(self._opening.are_many):
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
        began, are_many = opening.began, opening.are_many
        with _for_good(are_many):
            table, moments, self.unread = opening.found()
            del opening  # what it has read with weighs as much as what it has read
            self.matcher = _matcher(table)
        self.known, self.created = (Moments(table.ids, moments[:, n].copy()) for n in range(2))
        if len(table.ids):
            # What changed while alerts were being read is dated after the opening began, and is looked for from then on.
            self.seen = min(EPOCH + timedelta(microseconds=int(moments[:, 0].max())), began)
        return set(table.ids[moments[:, 0] >= micros(began - 2 * LATE)].tolist())

    def take_up(self, alert: Alert) -> None:
        self.known.set(alert.pk, alert.changed_at)
        if is_live(alert):
            self.matcher.add(alert.pk, parts_of_params(alert.query))
            self.created.set(alert.pk, alert.created_at)
            self.unread.late.append(alert.pk)
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
    """All live alerts being read at a start, in the order of their numbers: those whose reading holds as numbers, the
    others from their parameters. One statement reads each; what changes afterwards is found by its moment."""

    def __init__(self, now: datetime) -> None:
        self.began = now
        self._left, self._last = Alert.objects.live().count(), 0
        self.are_many = self._left > MANY
        self._numbers, self._saved, self._since = array("q"), Saved(), array("q")

    def read_some(self, limit: int) -> int:
        """Reads on until `limit` more were read from their parameters; answers how many are left, 0 once all are read."""
        while limit > 0:
            most = min(limit, CHUNK)
            page = rows(_as_kept().filter(pk__gt=self._last)[:most])
            limit -= self._take(page)
            self._last, self._left = page[-1][0] if page else self._last, self._left - len(page)
            if len(page) < most:
                return 0
        return max(self._left, 1)

    def found(self) -> tuple[Table, Longs, Backlog]:
        """All, by their numbers; the two moments of each; and those whose reading is not kept yet."""
        every = np.array(self._numbers, np.int64).reshape(-1, 1 + len(_NUMBERS))
        texts = dict(Piece.objects.values_list("pk", "text").iterator(chunk_size=CHUNK)) if len(every) else {}
        known = np.array(sorted(texts), np.int64)
        good = np.isin(every[:, 3], known) & np.isin(every[:, 4], known)
        for pk in every[~good, 0].tolist():  # of another worker's, that has forgotten the pieces meanwhile
            self._take(rows(_as_kept(Q(pk__lt=0)).filter(pk=pk)))
        kept, saved = _kept_table(every[good], texts), self._saved.table()
        since = np.array(self._since, np.int64).reshape(-1, 2)[np.argsort(self._saved.ids, kind="stable")]
        moments = np.concatenate([every[good][:, 1:3], since])
        order = np.argsort(np.concatenate([kept.ids, saved.ids]), kind="stable")
        return joined(kept, saved), moments[order], Backlog(saved, since[:, 0])

    def _take(self, page: Sequence[tuple[Any, ...]]) -> int:
        """Takes up alerts; answers how many had to be read from their parameters."""
        holds = [row for row in page if row[1] is None]
        others = [row for row in page if row[1] is not None]
        for id, _query, *numbers in holds:
            self._numbers.append(id)
            self._numbers.extend(numbers)
        self._since.extend(chain.from_iterable(row[2:4] for row in others))
        self._saved.add_written([row[0] for row in others], [row[1] for row in others])
        return len(others)


def _as_kept(holds: Q | None = None) -> QuerySet[Alert, Any]:
    """The live alerts as rows: of those whose reading holds its numbers, of the others the parameters and moments."""
    holds = holds or Q(reading__as_of=F("changed_at"), reading__version=version())
    query = Case(When(holds, then=None), default=Cast("query", TextField()), output_field=TextField())
    numbers: dict[str, Any] = {name: F(f"reading__{name}") for name in _NUMBERS}
    for name in ("changed", "created"):
        numbers[name] = Case(When(holds, then=numbers[name]), default=Micros(f"{name}_at"))
    return Alert.objects.live().order_by("pk").values_list("pk", query, *numbers.values())


def _kept_table(read: Longs, texts: Mapping[int, str]) -> Table:
    """The table of rows of numbers, with the pieces that they name."""
    reader = Reader()
    expressions, expression = np.unique(read[:, 3], return_inverse=True)
    gates, gate = np.unique(read[:, 4], return_inverse=True)
    return Table(
        read[:, 0].copy(),
        np.column_stack([expression, gate, read[:, 5], read[:, 6]]).astype(np.int64),
        [reader.expression(texts[n]) for n in expressions.tolist()],
        [reader.gate(texts[n]) for n in gates.tolist()],
    )


@contextmanager
def _for_good(are_many: bool) -> Iterator[None]:
    """Python's collector does not look for garbage among what is made meanwhile, now or later: it lasts as long as the
    process, and looking through millions of pieces again and again takes a fourth of the time."""
    if not (are_many and gc.isenabled()):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep_unread(live: LiveMatcher, limit: int = TOGETHER) -> int:
    """Keeps the readings of at most `limit` alerts whose kept one does not hold, as this process has read them; answers
    how many were looked at."""
    late = [live.unread.late.popleft() for _ in range(min(limit, len(live.unread.late)))]
    if late:
        asked = ((pk, parts) for pk in set(late) if (parts := live.matcher.asked(pk)) is not None)
        table = table_of(asked)
        if len(table.ids):
            keep_readings(table=table, changed=live.known.of(table.ids))
        return len(late)
    table, changed = live.unread.many(limit)
    if len(table.ids):
        keep_readings(table=table, changed=changed, digests=live.unread.digests)
        live.unread.done(len(table.ids))
    return len(table.ids)
