"""The compiled matcher says what the plain one says, which says what `matching` says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.alerts.matcher_kernel import AVAILABLE, SOME
from prospect.alerts.matcher_reading import TermNumbers
from prospect.lexicon import tokens
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


_filtered = st.builds(
    lambda words, pay, levels, kinds: Query.from_params({"q": words, "pay": pay, "level": levels, "type": kinds}),
    st.sampled_from(["nurse", "developer", ""]),
    st.sampled_from(["", "30000", "60000", "90000"]),
    st.sampled_from([[], ["senior"], ["entry", "mid"]]),
    st.sampled_from([[], ["full_time"]]),
)


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.integers(1, 8), _filtered, min_size=3, max_size=8),
    st.lists(st.tuples(st.integers(1, 9), st.none() | _filtered), max_size=30),
)
def test_alerts_whose_filters_change_are_changed_in_their_place(
    alerts: dict[int, Query], edits: list[tuple[int, Query | None]]
) -> None:
    matcher = CompiledMatcher(alerts.items(), SAMPLE)
    for id, query in edits:
        if query is None:
            matcher.remove(id)
            alerts.pop(id, None)
        else:
            matcher.add(id, query)
            alerts[id] = query
        assert len(matcher) == len(alerts)
    jobs, ids = matcher.pairs(JOBS)
    found = sorted(zip(jobs.tolist(), ids.tolist(), strict=True))
    assert found == [(n, id) for n, job in enumerate(JOBS) for id in expected(alerts, job)]
    matcher.compact()
    assert len(matcher) == len(alerts) and sorted(matcher.pairs(JOBS)[1].tolist()) == sorted(ids.tolist())


def test_more_is_found_than_there_is_room_for() -> None:
    """Then fewer jobs are matched at a time."""
    import prospect.alerts.matcher_index as layout

    room, layout.MORE = layout.MORE, 8
    try:
        matcher = CompiledMatcher((id, Query()) for id in range(50))
    finally:
        layout.MORE = room
    jobs, ids = matcher.pairs(JOBS)
    assert sorted(zip(jobs.tolist(), ids.tolist(), strict=True)) == [
        (n, id) for n in range(len(JOBS)) for id in range(50)
    ]


def test_more_ask_one_thing_than_are_looked_at_together() -> None:
    asked = Query.from_words(JOBS[0].title)
    matcher = CompiledMatcher((id, asked) for id in range(3 * SOME + 1))
    found = [len(matcher.match(job)) for job in JOBS]
    assert found == [3 * SOME + 1 if matches(asked, job) else 0 for job in JOBS]
    assert sum(found) == len(matcher.pairs(JOBS)[1]) > 0


def test_no_alerts_and_no_jobs() -> None:
    matcher = CompiledMatcher()
    assert matcher.match(JOBS[0]) == []
    assert [len(column) for column in matcher.pairs([])] == [0, 0]


texts = st.lists(
    st.sampled_from(
        ["Nurse", "c++", "Back-End", "backend", "node.js", "R&D", "driver's", "Ñandú", "\x1e", "a", "nurses"]
    )
    | st.text(st.characters(codec="ascii"), max_size=12),
    max_size=30,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=6))
def test_texts_are_read_as_the_tokeniser_reads_them(jobs: list[tuple[str, str]]) -> None:
    """By the compiled loop, and by the dictionary where numba is not installed."""
    every = sorted({term for job in jobs for text in job for term in tokens.search_terms(text)})
    numbers = {term: n for n, term in enumerate(every)}
    compiled, plain = TermNumbers(numbers), TermNumbers(numbers)
    plain._table = None
    expected = [
        [numbers[t] for t in tokens.search_terms(a)] + [-1] + [numbers[t] for t in tokens.search_terms(b)]
        for a, b in jobs
    ]
    for reader in (compiled, compiled, plain):
        at, found = reader.read(jobs)
        assert [found[at[n] : at[n + 1]].tolist() for n in range(len(jobs))] == expected


def test_a_table_of_chunks_begins_anew_when_it_is_full() -> None:
    numbers = {f"w{n}": n for n in range(100_000)}
    reader = TermNumbers(numbers)
    for _ in range(2):
        _at, found = reader.read([(" ".join(numbers),)])
        assert found.tolist() == list(range(100_000))


def test_a_word_that_is_asked_for_late_is_found_where_it_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = {"nurse": 7}
    reader = TermNumbers(numbers)
    assert reader.read([("Nurses, welders",)])[1].tolist() == [7, -1]
    numbers["welder"] = 8
    reader.ask("welder", 8)
    assert reader.read([("Nurses, welders",)])[1].tolist() == [7, 8]
    monkeypatch.setattr("prospect.alerts.matcher_reading._KEPT", 2)
    assert reader.read([("A welder, a nurse",), ("welders",)])[1].tolist() == [-1, 8, -1, 7, 8]
