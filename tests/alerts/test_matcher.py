"""Law 1: an alert fires for a job exactly when searching its query would find that job."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.alerts.matcher import Matcher
from prospect.search.document import Document
from prospect.search.engines.reference import ReferenceEngine
from prospect.search.matching import matches
from prospect.search.query import Query
from tests.search import cases

JOBS = cases.world(60, seed=11)
SAMPLE = cases.world(200, seed=3)


def expected(alerts: dict[int, Query], job: Document) -> list[int]:
    return sorted(id for id, query in alerts.items() if matches(query.for_alert()[0], job))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.integers(1, 99), cases.queries | cases.queries.map(cases.loosened), max_size=15), st.booleans()
)
def test_alerts_fire_exactly_when_their_search_finds_the_job(alerts: dict[int, Query], sampled: bool) -> None:
    matcher = Matcher(SAMPLE if sampled else ())
    for id, query in alerts.items():
        matcher.add(id, query)
    for job in JOBS[:30]:
        assert matcher.match(job) == expected(alerts, job)


@settings(max_examples=40, deadline=None)
@given(cases.queries.map(cases.loosened))
def test_an_alert_and_its_search_agree_through_an_engine(query: Query) -> None:
    matcher, kept = Matcher(), query.for_alert()[0]
    matcher.add(1, query)
    engine = ReferenceEngine(JOBS)
    found = {hit.id for hit in engine.find(kept, limit=1_000, today=cases.TODAY).hits}
    assert found == {job.id for job in JOBS if matcher.match(job) == [1]}


_edits = st.lists(
    st.tuples(st.sampled_from(["add", "add", "remove", "match"]), st.integers(1, 6), cases.queries.map(cases.loosened)),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(_edits)
def test_edits_count_at_once(edits: list[tuple[str, int, Query]]) -> None:
    matcher, alerts = Matcher(SAMPLE), dict[int, Query]()
    for n, (what, id, query) in enumerate(edits):
        if what == "add":
            matcher.add(id, query)
            alerts[id] = query
        elif what == "remove":
            matcher.remove(id)
            alerts.pop(id, None)
        else:
            job = JOBS[n % len(JOBS)]
            assert matcher.match(job) == expected(alerts, job)
    assert len(matcher) == len(alerts)


def test_alerts_that_ask_the_same_are_one_expression() -> None:
    matcher = Matcher()
    for id, text in enumerate(["Back-end developer", "backend developer", "back end developer", "welder"]):
        matcher.add(id, Query.from_words(text))
    assert (len(matcher), matcher.expressions) == (4, 2)


def test_an_alert_that_asks_nothing_is_for_every_job() -> None:
    matcher = Matcher()
    matcher.add(5, Query())
    assert all(matcher.match(job) == [5] for job in JOBS)


def test_forgetting_an_unknown_alert_is_no_error() -> None:
    matcher = Matcher()
    matcher.remove(1)
    assert matcher.match(JOBS[0]) == []


def test_the_same_job_gives_the_same_alerts_whatever_the_order_they_came_in() -> None:
    rng = random.Random(1)
    texts = ["nurse", "java", "senior", "welder", "real estate", "-nurse", ""]
    alerts = {id: Query.from_words(text) for id, text in enumerate(texts)}
    answers = []
    for _ in range(3):
        order = list(alerts)
        rng.shuffle(order)
        matcher = Matcher()
        for id in order:
            matcher.add(id, alerts[id])
        answers.append([matcher.match(job) for job in JOBS])
    assert answers[0] == answers[1] == answers[2]
