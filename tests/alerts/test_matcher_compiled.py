"""The compiled matcher says what the plain one says, which says what `matching` says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.alerts.matcher_kernel import AVAILABLE
from prospect.search.document import Document
from prospect.search.matching import matches
from prospect.search.query import Query
from tests.search import cases

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="numba is not installed")
if AVAILABLE:
    from prospect.alerts.matcher_compiled import CompiledMatcher

JOBS = cases.world(60, seed=11)
SAMPLE = cases.world(200, seed=3)
_queries = cases.queries | cases.queries.map(cases.loosened)


def expected(alerts: dict[int, Query], job: Document) -> list[int]:
    return sorted(id for id, query in alerts.items() if matches(query.for_alert()[0], job))


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.integers(-5, 2**40), _queries, max_size=15), st.booleans())
def test_alerts_fire_exactly_when_their_search_finds_the_job(alerts: dict[int, Query], sampled: bool) -> None:
    matcher = CompiledMatcher(alerts.items(), SAMPLE if sampled else ())
    for job in JOBS[:30]:
        assert matcher.match(job) == expected(alerts, job)
    jobs, ids = matcher.pairs(JOBS)
    found = sorted(zip(jobs.tolist(), ids.tolist(), strict=True))
    assert found == [(n, id) for n, job in enumerate(JOBS) for id in expected(alerts, job)]


_edits = st.lists(
    st.tuples(st.sampled_from(["add", "add", "remove", "match", "compact"]), st.integers(1, 6), _queries), max_size=20
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.integers(1, 6), _queries, max_size=6), _edits)
def test_edits_count_at_once(alerts: dict[int, Query], edits: list[tuple[str, int, Query]]) -> None:
    matcher = CompiledMatcher(alerts.items(), SAMPLE)
    for n, (what, id, query) in enumerate(edits):
        if what == "add":
            matcher.add(id, query)
            alerts[id] = query
        elif what == "remove":
            matcher.remove(id)
            alerts.pop(id, None)
        elif what == "compact":
            matcher.compact()
        else:
            job = JOBS[n % len(JOBS)]
            assert matcher.match(job) == expected(alerts, job)
    assert len(matcher) == len(alerts)


def test_no_alerts_and_no_jobs() -> None:
    matcher = CompiledMatcher()
    assert matcher.match(JOBS[0]) == []
    assert [len(column) for column in matcher.pairs([])] == [0, 0]
