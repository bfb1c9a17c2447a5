"""Law 1 for search: every engine finds exactly what `matching` says, and counts facets alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect.search import facets as facet_counts
from prospect.search.document import Document
from prospect.search.engines import tantivy_employers
from prospect.search.engines.port import Engine, IndexBusy, IndexUnavailable
from prospect.search.engines.reference import ReferenceEngine
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.matching import matches
from prospect.search.query import Query
from tests.search import cases

ALL = 10_000
JOBS = cases.world(400)
_shared_world = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def tantivy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    for start in range(0, len(JOBS), 100):  # several segments, as a live index has
        engine.put(JOBS[start : start + 100])
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def reference() -> ReferenceEngine:
    return ReferenceEngine(JOBS)


def found_by(engine: Engine, query: Query) -> list[int]:
    return [hit.id for hit in engine.find(query, limit=ALL, today=cases.TODAY).hits]


def expected(query: Query) -> set[int]:
    return {job.id for job in JOBS if matches(query, job, today=cases.TODAY)}


@_shared_world
@given(query=st.one_of(cases.queries, cases.queries.map(cases.loosened)))
def test_tantivy_finds_what_matches(tantivy: TantivyEngine, query: Query) -> None:
    found = tantivy.find(query, limit=ALL, today=cases.TODAY)
    assert {hit.id for hit in found.hits} == expected(query)
    assert found.total == len(found.hits)


@_shared_world
@given(query=st.one_of(cases.queries, cases.queries.map(cases.loosened)))
def test_the_reference_finds_what_matches(reference: ReferenceEngine, query: Query) -> None:
    assert set(found_by(reference, query)) == expected(query)


@settings(_shared_world, max_examples=50)
@given(query=cases.queries.map(cases.loosened))
def test_facets_are_counted_alike(tantivy: TantivyEngine, reference: ReferenceEngine, query: Query) -> None:
    ours = tantivy.find(query, limit=0, facets=facet_counts.FACETS, today=cases.TODAY).facets
    assert ours == reference.find(query, limit=0, facets=facet_counts.FACETS, today=cases.TODAY).facets


@_shared_world
@given(query=cases.queries.map(cases.loosened), field=st.sampled_from(["levels", "employment_types", "workplaces"]))
def test_a_facet_tells_what_ticking_it_alone_would_find(tantivy: TantivyEngine, query: Query, field: str) -> None:
    facet = {"levels": "level", "employment_types": "type", "workplaces": "workplace"}[field]
    counts = tantivy.find(query, limit=0, facets=(facet,), today=cases.TODAY).facets[facet]
    for value, count in counts.items():
        ticked = replace(query, **{field: (value,)})  # type: ignore[arg-type]
        assert tantivy.find(ticked, limit=0, today=cases.TODAY).total == count


@_shared_world
@given(query=cases.queries.map(cases.loosened), size=st.integers(1, 60))
def test_pages_together_are_the_whole(tantivy: TantivyEngine, query: Query, size: int) -> None:
    whole = found_by(tantivy, query)
    pages = [
        hit.id
        for start in range(0, len(whole), size)
        for hit in tantivy.find(query, limit=size, offset=start, today=cases.TODAY).hits
    ]
    assert pages == whole


@_shared_world
@given(query=cases.queries.map(cases.loosened))
def test_newest_first_is_the_same_everywhere(tantivy: TantivyEngine, reference: ReferenceEngine, query: Query) -> None:
    newest = replace(query, sort="newest")
    assert found_by(tantivy, newest) == found_by(reference, newest)


@_shared_world
@given(query=cases.queries.map(cases.loosened))
def test_the_parts_of_a_score_are_told_for_what_is_found(tantivy: TantivyEngine, query: Query) -> None:
    found = expected(query)
    for job in JOBS[:5]:
        parts = tantivy.explain(query, job.id, today=cases.TODAY)
        assert (parts is not None) == (job.id in found)


def test_the_parts_of_a_score_add_up(tantivy: TantivyEngine) -> None:
    query = Query(words=("java", "developer"))
    for hit in tantivy.find(query, today=cases.TODAY).hits[:3]:
        parts = tantivy.explain(query, hit.id, today=cases.TODAY)
        assert parts is not None
        assert sum(parts.values()) >= hit.score - 1e-4  # what is left is what the spread of employers held back


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("RN, Intensive Care, Nights", True),  # "nurse" by the occupation, "nights" by a word
        ("RN, Intensive Care, Overnight", True),  # another word for the same
        ("Night Nurse", True),
        ("RN, Clinic", False),  # the text alone speaks of nights
        ("CNA, Nights", False),
    ],
)
@pytest.mark.parametrize("kind", ["tantivy", "reference"])
def test_a_title_shows_what_was_typed_in_its_own_words(kind: str, title: str, shown: bool, tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path) if kind == "tantivy" else ReferenceEngine()
    occupation = "nursing-assistant" if title.startswith("CNA") else "registered-nurse"
    engine.put([Document(id=1, title=title, text="Our nurse works day shift, and some nights.", occupation=occupation)])
    parts = engine.explain(Query(words=("nurse", "nights")), 1, today=cases.TODAY)
    if isinstance(engine, TantivyEngine):
        engine.close()
    assert parts is not None
    assert bool(parts["title"]) == shown


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), steps=st.lists(st.tuples(st.sampled_from("pr"), st.integers(1, 12)), max_size=12))
def test_puts_and_removes_leave_what_they_should(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[tuple[str, int]]
) -> None:
    rng = random.Random(seed)
    engine, reference = TantivyEngine(tmp_path_factory.mktemp("steps")), ReferenceEngine()
    engine.put([])
    for step, id in steps:
        job = cases.make_job(id, rng)
        for each in (engine, reference):
            each.put([job]) if step == "p" else each.remove([id])
    for query in (Query(), Query(words=("developer",))):
        assert set(found_by(engine, query)) == set(found_by(reference, query))
    engine.close()


def test_an_index_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="rebuild"):
        TantivyEngine(tmp_path).find(Query())


def test_an_index_of_another_version_says_so(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.rebuild(JOBS[:3])
    next(tmp_path.glob("index-*/prospect.json")).write_text('{"schema": 0}', encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="another version"):
        TantivyEngine(tmp_path).find(Query())
    TantivyEngine(tmp_path).rebuild(JOBS[:3])
    assert TantivyEngine(tmp_path).find(Query()).total == 3


def test_another_reader_sees_a_commit_and_a_rebuild_at_once(tmp_path: Path) -> None:
    writer, reader = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    writer.put(JOBS[:2])
    assert reader.find(Query()).total == 2
    writer.put(JOBS[2:5])
    assert reader.find(Query()).total == 5
    assert writer.rebuild(JOBS[:7]) == 7
    assert reader.find(Query()).total == 7
    assert len(list(tmp_path.glob("index-*"))) == 1


def test_the_counts_of_all_jobs_follow_what_is_put(tmp_path: Path) -> None:
    reader, writer, everything = TantivyEngine(tmp_path), TantivyEngine(tmp_path), ReferenceEngine()
    names = tuple(facet_counts.KEY_FACETS)
    writer.rebuild(JOBS[:40])
    before = reader.find(Query(), facets=names).facets
    assert reader.find(Query(), facets=names[:2]).facets == {name: before[name] for name in names[:2]}
    writer.put(JOBS[40:90])
    everything.put(JOBS[:90])
    assert before != reader.find(Query(), facets=names).facets == everything.find(Query(), facets=names).facets


def test_a_rebuild_that_dies_leaves_the_old_index(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.rebuild(JOBS[:4])

    def half() -> Iterator[Document]:
        yield JOBS[0]
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError, match="lights"):
        engine.rebuild(half())
    assert TantivyEngine(tmp_path).find(Query()).total == 4
    assert TantivyEngine(tmp_path).rebuild(JOBS[:6]) == 6
    assert engine.find(Query()).total == 6


def test_a_put_that_dies_leaves_what_was_there(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.put(JOBS[:4])

    def half() -> Iterator[Document]:
        yield JOBS[10]
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError, match="lights"):
        engine.put(half())
    engine.put([JOBS[5]])
    assert set(found_by(engine, Query())) == {1, 2, 3, 4, 6}


def test_a_second_writer_is_told_to_come_again(tmp_path: Path) -> None:
    first, second = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    first.put(JOBS[:1])
    with pytest.raises(IndexBusy):
        second.put(JOBS[1:2])
    first.close()
    second.put(JOBS[1:2])
    assert first.find(Query()).total == 2


def test_employers_begin_as_typed(tantivy: TantivyEngine, reference: ReferenceEngine) -> None:
    assert tantivy.employers("ac")[0][1] == "Acme"
    assert set(tantivy.employers("O'H", 3)) == set(reference.employers("O'H", 3))
    assert tantivy.employers("zzz") == []


def test_a_beginning_that_many_employers_have_is_answered_from_the_table(
    tantivy: TantivyEngine, reference: ReferenceEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_employers, "MANY", 0)
    for beginning in ("", "a", "S", "o'", "zzz"):
        assert tantivy.employers(beginning, 2) == reference.employers(beginning, 2)


def test_one_employer_does_not_fill_the_page(tmp_path: Path) -> None:
    many = [Document(id=n, title="Welder", employer_id="acme", posted_on=cases.TODAY) for n in range(1, 31)]
    few = [Document(id=100 + n, title="Welder", employer_id=f"shop-{n}", posted_on=cases.TODAY - 3) for n in range(10)]
    engine = TantivyEngine(tmp_path)
    engine.put([*many, *few])
    page = [hit.id for hit in engine.find(Query(words=("welder",)), limit=14, today=cases.TODAY).hits]
    assert sum(id < 100 for id in page) <= 5
