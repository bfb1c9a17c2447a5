"""Law 1 through the tables: what is noted for a stream of jobs and alerts is what searching finds, on each engine."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect.alerts import actions, tasks
from prospect.alerts.letters import actions as telling
from prospect.alerts.models import Alert, Match, Reading
from prospect.alerts.readings import tasks as reading_tasks
from prospect.jobs import actions as jobs
from prospect.jobs.models import Change, Employer, Job, JobPlace
from prospect.lexicon import places
from prospect.search.document import Document
from prospect.search.engines.port import Engine
from prospect.search.engines.reference import ReferenceEngine
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.query import Query
from prospect.search.tasks import document_of
from tests.search import cases

pytestmark = pytest.mark.django_db
ALL, MANY = 10_000, reading_tasks.MANY
START = datetime(2026, 3, 2, 9, tzinfo=UTC)

few_queries = st.one_of(cases.queries.map(cases.loosened), cases.queries)
seeds, which = st.integers(0, 10_000), st.integers(0, 5)
steps = st.one_of(
    st.tuples(st.just("job"), seeds),
    st.tuples(st.just("job"), seeds),
    st.tuples(st.just("change"), which, seeds),
    st.tuples(st.just("alert"), few_queries),
    st.tuples(st.just("edit"), which, few_queries),
    st.tuples(st.just("pause"), which),
    st.tuples(st.just("stop"), which),
    st.tuples(st.just("close"), which),
    st.tuples(st.just("reopen"), which),
    st.tuples(st.just("copy"), which, which),
    st.tuples(st.just("separate"), which),
    st.tuples(st.just("erase"), which),
    st.tuples(st.just("keep")),
    st.tuples(st.just("restart"), st.booleans(), st.booleans()),
    st.tuples(st.just("work")),
)


def put(document: Document, now: datetime, job: Job | None = None) -> Job:
    """The job of a generated document in the tables, as reading a board leaves it: indexed, waiting to be matched."""
    slug = document.employer_id + ("-agency" if document.agency else "")
    employer, _new = Employer.objects.get_or_create(
        key=slug, defaults={"slug": slug, "name": document.employer, "is_agency": document.agency}
    )
    pay = document.pay[0] if document.pay else None
    made = job or Job(first_seen=now)
    values: dict[str, Any] = {
        "employer": employer,
        "title": document.title,
        "text": document.text,
        "occupation": document.occupation or "",
        "level": document.level or "",
        "employment_type": document.employment_type or "",
        "workplace": document.workplace or "",
        "remote_scope": list(document.remote_scope),
        "skills": [{"id": skill} for skill in document.skills],
        "education": [{"level": document.education, "need": "required"}] if document.education else [],
        "pay_currency": pay.currency if pay else "",
        "pay_year_min": pay.low if pay else None,
        "pay_year_max": pay.high if pay else None,
        "posted_on": date(2026, 3, 1),
        "last_verified": now,
        "changed_at": now,
        "indexed_at": now,
        "matched_at": None,
    }
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    made.places.all().delete()
    for id in document.places:
        place = places.place(id)
        assert place is not None
        JobPlace.objects.create(
            job=made,
            text=place.text,
            place_id=id,
            city=place.city or "",
            region=place.region or "",
            country=place.country or "",
        )
    return Job.objects.get(pk=made.pk)


@dataclass
class World:
    """The tables, and beside them what law 1 expects of them, told by an engine."""

    engine: Engine
    now: datetime = START
    jobs: list[int] = field(default_factory=list)
    alerts: list[int] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)
    expected: set[tuple[int, int]] = field(default_factory=set)

    def step(self, name: str, *more: Any) -> None:
        self.now += timedelta(minutes=1)
        with time_machine.travel(self.now, tick=False):
            getattr(self, name)(*more)

    def job(self, seed: int) -> None:
        made = put(cases.make_job(seed, random.Random(seed)), self.now)
        self.jobs.append(made.pk)
        self.unseen.add(made.pk)

    def alert(self, query: Query) -> None:
        made = Alert.objects.create(
            email="olive@example.org",
            name="An alert",
            query=query.canonical().to_params(),
            created_at=self.now,
            confirmed_at=self.now,
            changed_at=self.now,
        )
        self.alerts.append(made.pk)

    def change(self, place: int, seed: int) -> None:
        if job := self._job(place):
            put(cases.make_job(seed, random.Random(seed)), self.now, job)
            self.unseen.add(job.pk)

    def edit(self, place: int, query: Query) -> None:
        if alert := self._alert(place):
            actions.change(alert=alert, query=query.canonical().to_params())

    def pause(self, place: int) -> None:
        if alert := self._alert(place):
            actions.pause(alert=alert, paused=alert.paused_at is None)

    def stop(self, place: int) -> None:
        if alert := self._alert(place):
            actions.stop(alert=alert, stopped=alert.stopped_at is None)

    def erase(self, place: int) -> None:
        if alert := self._alert(place):
            self.alerts.remove(alert.pk)
            self.expected = {pair for pair in self.expected if pair[0] != alert.pk}
            alert.delete()

    def keep(self) -> None:
        tasks.keep_readings()

    def restart(self, upgraded: bool, many: bool) -> None:
        """The worker starts anew, from what is kept; or, after an upgrade, from nothing kept that holds.

        Should there be `many` alerts, it is with the matcher for those.
        """
        reading_tasks.MANY = 0 if many else MANY
        if upgraded:
            Reading.objects.update(version="an older one", bits=0)
        tasks.LIVE.__init__()  # type: ignore[misc]

    def close(self, place: int) -> None:
        if job := self._job(place):
            jobs.close(job=job, why="Filled.", now=self.now)
            self._follow_heirs(job.pk)

    def _follow_heirs(self, closed: int) -> None:
        """A copy that takes over from a closed job is no news."""
        self.unseen -= set(Job.objects.filter(matched_at=self.now).values_list("pk", flat=True))

    def reopen(self, place: int) -> None:
        if (job := self._job(place)) and job.closed_at is not None:
            Job.objects.filter(pk=job.pk).update(closed_at=None, changed_at=self.now, matched_at=None)
            self.unseen.add(job.pk)

    def copy(self, place: int, other: int) -> None:
        job, main = self._job(place), self._job(other)
        if job and main and job.pk != main.pk and main.copy_of_id is None and not job.copies.exists():
            Job.objects.filter(pk=job.pk).update(copy_of=main, changed_at=self.now)

    def separate(self, place: int) -> None:
        if job := self._job(place):
            jobs.separate(copy=job, now=self.now)
            if job.copy_of_id is not None:
                self.unseen.discard(job.pk)

    def work(self) -> None:
        """The worker's turn; beside it, the same by searching."""
        listed = Job.objects.listed().for_cards().in_bulk()
        self.engine.rebuild(document_of(job) for job in listed.values())
        for alert in Alert.objects.live():
            found = {hit.id for hit in self.engine.find(Query.from_params(alert.query).for_alert()[0], limit=ALL).hits}
            news = {pk for pk in self.unseen & found if listed[pk].first_seen >= alert.created_at}
            self.expected |= {(alert.pk, pk) for pk in news}
        self.unseen -= set(listed)
        while tasks.match_new(limit=3):
            pass
        assert set(Match.objects.values_list("alert", "job")) == self.expected

    def _job(self, place: int) -> Job | None:
        return Job.objects.get(pk=self.jobs[place % len(self.jobs)]) if self.jobs else None

    def _alert(self, place: int) -> Alert | None:
        return Alert.objects.get(pk=self.alerts[place % len(self.alerts)]) if self.alerts else None


def holds(made: Callable[[Path], Engine], stream: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        reading_tasks.MANY = MANY
        tasks.LIVE.__init__()  # type: ignore[misc]
        world = World(made(Path(folder)))
        for name, *more in [*stream, ("work",)]:
            world.step(name, *more)
        transaction.set_rollback(True)
        reading_tasks.MANY = MANY


streams = st.lists(steps, min_size=3, max_size=25)
_bounded = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(_bounded, max_examples=60)
@given(stream=streams)
def test_an_alert_fires_exactly_when_the_reference_finds_the_job(stream: list[tuple[Any, ...]]) -> None:
    holds(lambda _folder: ReferenceEngine(), stream)


@settings(_bounded, max_examples=15)
@given(stream=streams)
def test_an_alert_fires_exactly_when_tantivy_finds_the_job(stream: list[tuple[Any, ...]]) -> None:
    holds(TantivyEngine, stream)


def two(now: datetime, **more: Any) -> tuple[Alert, Job]:
    query = Query.from_words("nurse").canonical().to_params()
    values = {"created_at": now, "confirmed_at": now, "changed_at": now, "rhythm": "at_once", **more}
    alert = Alert.objects.create(email="olive@example.org", name="nurse", query=query, **values)
    return alert, put(Document(id=1, title="Nurse", employer_id="acme", employer="Acme"), now + timedelta(minutes=1))


def test_an_alert_saved_late_by_another_process_is_not_missed() -> None:
    """Its transaction ended after a later-dated one was already known here."""
    now = datetime.now(UTC)
    Alert.objects.create(email="sam@example.org", name="x", query={}, created_at=now, confirmed_at=now, changed_at=now)
    tasks.LIVE.refresh(now)
    early = now - timedelta(seconds=2)
    alert, job = two(early)
    tasks.match_new()
    assert Match.objects.filter(alert=alert, job=job).exists()


def test_a_change_that_a_worker_did_not_know_of_when_it_matched_is_made_good() -> None:
    now = datetime.now(UTC)
    alert, job = two(now, paused_at=now)
    tasks.match_new()
    assert not Match.objects.exists()
    # Another process woke the alert a moment before this worker, which had not looked yet, marked the job as matched.
    Alert.objects.filter(pk=alert.pk).update(paused_at=None, changed_at=now + timedelta(milliseconds=1))
    tasks.match_new()
    assert Match.objects.filter(alert=alert, job=job).exists()


def test_an_alert_erased_while_jobs_are_matched_stops_nobody() -> None:
    now = datetime.now(UTC)
    gone, job = two(now)
    stays, _job = two(now)
    tasks.LIVE.refresh(now)
    gone_pk = gone.pk
    Alert.objects.filter(pk=gone_pk).delete()
    tasks.match_new()
    assert Match.objects.filter(alert=stays, job=job).exists()
    assert gone_pk not in tasks.LIVE.created


def test_an_alert_that_changed_since_the_matcher_knew_it_is_asked_again() -> None:
    now = datetime.now(UTC)
    alert, job = two(now)
    tasks.LIVE.refresh(now)
    other = Query.from_words("welder").canonical().to_params()
    Alert.objects.filter(pk=alert.pk).update(query=other, changed_at=now + timedelta(seconds=1))
    noted = telling.note_matches(pairs=[(alert.pk, job.pk)], now=now, known=tasks.LIVE.known)
    assert (noted.new, noted.stale) == (0, {alert.pk})
    tasks.match_new()
    assert not Match.objects.exists()


def told(alert: Alert, job: Job) -> Match:
    tasks.match_new()
    alert.refresh_from_db()
    assert telling.make_letter(alert=alert, now=alert.due_at or datetime.now(UTC)) is not None
    return Match.objects.get(alert=alert, job=job)


def test_an_opening_told_of_under_one_posting_is_not_told_under_its_twin() -> None:
    now = datetime.now(UTC)
    alert, job = two(now)
    told(alert, job)
    own = put(Document(id=2, title="Nurse", employer_id="acme", employer="Acme"), now + timedelta(minutes=2))
    Job.objects.filter(pk=job.pk).update(copy_of=own)
    tasks.match_new()
    assert Match.objects.count() == 1


def test_a_copy_that_takes_over_is_not_told_again() -> None:
    now = datetime.now(UTC)
    alert, job = two(now)
    told(alert, job)
    heir = put(Document(id=2, title="Nurse", employer_id="acme", employer="Acme"), now + timedelta(minutes=2))
    Change.objects.create(job=heir, at=now, what="took over", before=job.public_id)
    tasks.match_new()
    assert Match.objects.count() == 1


def test_one_job_that_cannot_be_read_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    _alert, bad = two(now)
    good = put(Document(id=2, title="Nurse", employer_id="acme", employer="Acme"), now + timedelta(minutes=2))
    real = document_of

    def document(job: Job) -> Document:
        if job.pk == bad.pk:
            raise ValueError("unreadable")
        return real(job)

    monkeypatch.setattr(reading_tasks, "document_of", document)
    tasks.match_new()
    assert set(Match.objects.values_list("job", flat=True)) == {good.pk}
