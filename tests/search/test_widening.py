"""Near questions: asked where little is found, each named, and never mixed with what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from prospect.search.document import Document
from prospect.search.engines.reference import ReferenceEngine
from prospect.search.query import Near, PayFloor, Query
from prospect.search.widening import FEW, OFFERED, widened
from tests.search import cases

TULSA, BROKEN_ARROW, *_ = cases.CITIES
WORLD = ReferenceEngine(cases.world(60))


def hospital() -> ReferenceEngine:
    """Two night nurses and twelve others in Tulsa, a nurse in Broken Arrow, and one each of four others."""
    jobs = [
        Document(id=n, title="Registered Nurse", text="Night shift." if n < 3 else "Days.", places=(TULSA,),
                 occupation="registered-nurse", level="senior" if n == 1 else "junior")
        for n in range(1, 15)
    ]  # fmt: skip
    jobs.append(
        Document(id=20, title="Nurse", text="Night shift.", places=(BROKEN_ARROW,), occupation="registered-nurse")
    )
    jobs.append(
        Document(id=21, title="Nurse manager", text="Night shift.", places=(TULSA,), occupation="nurse-manager")
    )
    jobs.append(Document(id=30, title="Welder", text="Night shift.", places=(TULSA,), occupation="welder"))
    jobs.append(Document(id=40, title="Accountant zzz", level="junior", occupation="accountant"))
    jobs.append(Document(id=41, title="Physical Therapist", occupation="physical-therapist"))
    return ReferenceEngine(jobs)


def asked(query: Query, engine: ReferenceEngine | None = None) -> dict[str, tuple[int, list[int]]]:
    """What is offered: the count and the jobs shown, by name."""
    engine = engine or hospital()
    offered = widened(query, engine.find(query), engine)
    return {str(one.name): (one.total, [hit.id for hit in one.hits]) for one in offered}


def test_the_word_that_leaves_little_is_dropped_and_the_title_kept() -> None:
    offered = asked(Query(words=("registered", "nurse", "night", "shift"), near=(Near(TULSA, 0),)))
    total, shown = offered["Without “night shift”"]
    assert (total, len(shown)) == (14, 7)
    assert not {1, 2, 30} & set(shown)
    assert not any("nurse" in name for name in offered)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (Query(words=("nurse", "night"), near=(Near(TULSA, 0),)), "Within 25 miles"),
        (Query(words=("nurse",), near=(Near(TULSA, 5),), levels=("senior",)), "Without “senior”"),
        (Query(words=("nurse",), pay=PayFloor(90_000)), "Where no pay is stated too"),
        (Query(words=("nurse",), without=("days",)), "“days” too"),
        (Query(words=("nurse",), near=(Near(BROKEN_ARROW, 0),)), "Anywhere"),
        (Query(words=("nurse", "night", "broken", "arrow")), "Within 25 miles of Broken Arrow"),
        (Query(phrases=("nurse night",)), "Without the quotes"),
        (Query(words=("phisical", "therapist")), "Did you mean: “physical therapist” and similar titles"),
        (Query(words=("welder",), similar=False, title_words=("night",)), "Not only in the title"),
        (Query(words=("accountant", "zzz"), levels=("senior",)), "Without “senior”"),
        (Query(words=("nurse", "zzz"), levels=("lead",), education="none"), "Any of these words"),
    ],
)
def test_every_kind_of_way_has_its_name(query: Query, name: str) -> None:
    assert name in asked(query)


def test_work_a_little_farther_off_is_last() -> None:
    engine = ReferenceEngine([Document(id=n, title="Bus driver", occupation="bus-driver") for n in range(1, 6)])
    offered = asked(Query(words=("truck", "driver")), engine)
    assert [name.partition(":")[0] for name in offered] == ["Nearby work", "Any of these words"]
    assert offered["Any of these words"] == (5, [])


def test_nothing_is_offered_where_enough_is_found() -> None:
    assert asked(Query(words=("registered", "nurse"))) == {}
    assert asked(Query()) == {}


@settings(deadline=None, max_examples=60)
@given(query=cases.queries)
def test_what_is_offered_is_more_than_was_found_and_apart_from_it(query: Query) -> None:
    query = replace(query, since=None)
    found = WORLD.find(query)
    offered = widened(query, found, WORLD)
    shown = [hit.id for one in offered for hit in one.hits]
    assert WORLD.find(query) == found
    assert len(offered) <= OFFERED
    assert not offered or found.total + len(shown) <= FEW
    assert len({*shown, *(hit.id for hit in found.hits)}) == len(shown) + len(found.hits)
    for one in offered:
        there = WORLD.find(one.query, limit=1000)
        assert one.total == there.total > found.total
        assert {hit.id for hit in one.hits} <= {hit.id for hit in there.hits}
        assert str(one.name)
