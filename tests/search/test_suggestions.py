"""Completions, mended words and snippets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.search.document import Document
from prospect.search.engines.reference import ReferenceEngine
from prospect.search.query import Query
from prospect.search.snippets import marked, snippet
from prospect.search.suggestions import did_you_mean, suggest
from tests.search import cases

ENGINE = ReferenceEngine(cases.world(30))


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [("regist", "title", "Registered nurse"), ("back-e", "title", "backend engineer"), ("acm", "employer", "Acme"),
     ("kubern", "skill", "Kubernetes"), ("Tuls", "place", "Tulsa")],
)  # fmt: skip
def test_suggestions_of_every_kind(typed: str, kind: str, text: str) -> None:
    assert (kind, text) in [(str(found.kind), found.text) for found in suggest(typed, ENGINE)]


def test_places_are_suggested_where_jobs_are() -> None:
    assert "place" in {str(found.kind) for found in suggest("nuremb")}
    assert "place" not in {str(found.kind) for found in suggest("nuremb", ENGINE)}
    assert "Dallas, TX" in {found.text for found in suggest("dallas")}


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=30))
def test_whatever_is_typed_suggests_without_error(typed: str) -> None:
    found = suggest(typed, ENGINE)
    assert len(found) <= 8
    assert all(each.url.startswith("/jobs") for each in found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("devloper", ("developer",)), ("nurse practitoner", ("nurse", "practitioner")), ("kubernets", ("kubernetes",)),
     ("registerd nurse practicioner", ("registered", "nurse", "practitioner")), ("truck diver", ("truck", "driver")),
     ("softwareengineer", ("software", "engineer")), ("regis tered nurse", ("registered", "nurse"))],
)  # fmt: skip
def test_a_slip_is_mended(typed: str, meant: tuple[str, ...]) -> None:
    mended = did_you_mean(Query.from_words(typed))
    assert mended is not None
    assert mended.words == meant


def test_a_slip_in_a_phrase_is_mended() -> None:
    mended = did_you_mean(Query.from_words('"registerd nurse" OR "licenced practical nurse"'))
    assert mended is not None
    assert "registered nurse" in {phrase for group in mended.any_of for phrase in group}


def test_what_would_find_nothing_either_is_not_meant() -> None:
    jobs = ReferenceEngine([Document(id=1, title="Truck driver", occupation="heavy-truck-driver")])
    assert did_you_mean(Query.from_words("truck diver"), jobs) == Query(words=("truck", "driver"))
    assert did_you_mean(Query.from_words("kubernets"), jobs) is None


def test_what_has_most_jobs_is_suggested_first() -> None:
    def nurses(count: int, occupation: str) -> list[Document]:
        return [Document(id=hash((occupation, n)), title="Nurse", occupation=occupation) for n in range(count)]

    for most, least in (("registered-nurse", "nurse-practitioner"), ("nurse-practitioner", "registered-nurse")):
        jobs = ReferenceEngine([*nurses(3, most), *nurses(1, least)])
        titles = [found for found in suggest("nurse", jobs) if str(found.kind) == "title"]
        assert [found.jobs for found in titles][:3] == [3, 1, 0]


@pytest.mark.parametrize("typed", ["welder", "nurses", "c++", "", "qqqqzzzzxx"])
def test_what_is_known_or_hopeless_is_left(typed: str) -> None:
    assert did_you_mean(Query.from_words(typed)) is None


def test_a_snippet_shows_where_the_words_are() -> None:
    text = "We are a company. " * 20 + "You will build back-end services in Java. " + "And more. " * 40
    found = snippet(text, Query.from_words("java services"), 120)
    assert "Java" in found.text
    assert len(found.text) <= 120
    assert {found.text[start:end] for start, end in found.marks} >= {"Java", "services"}
    assert found.cut_before
    assert found.cut_after


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([*cases.WORDS, "\n", "•", "é"]), max_size=60).map(" ".join), cases.queries)
def test_a_snippet_is_a_stretch_of_its_text(text: str, query: Query) -> None:
    found = snippet(text, query, 80)
    assert found.text in text
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)


def test_a_title_is_marked() -> None:
    title = "Senior Java Developer"
    assert [title[start:end] for start, end in marked(title, Query.from_words("java"))] == ["Java"]
