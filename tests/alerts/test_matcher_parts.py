"""Saved parameters read piece by piece come to what the whole Query comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.alerts.matcher_parts import Parts, parts_of_params
from prospect.alerts.matcher_saved import Saved
from prospect.alerts.matcher_table import table_of
from prospect.search.query import Query
from tests.search import cases


@settings(max_examples=300, deadline=None)
@given(cases.queries | cases.queries.map(cases.loosened))
def test_pieces_come_to_the_whole(query: Query) -> None:
    params = query.to_params()
    assert read([params]) == [(0, parts_of_params(params))]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.integers(-3, 2**40), cases.queries | cases.queries.map(cases.loosened), max_size=12))
def test_many_come_to_what_each_comes_to(alerts: dict[int, Query]) -> None:
    saved = Saved()
    for id, query in alerts.items():
        saved.add_written([id], [json.dumps(query.to_params(), ensure_ascii=id % 2 == 0)])
    expected = [(id, parts_of_params(alerts[id].to_params())) for id in sorted(alerts)]
    table = saved.table()
    assert list(table.parts()) == expected
    assert set(table.expressions) == set(table_of(expected).expressions)
    assert len(saved) == len(alerts)


cut = st.text(st.sampled_from('ab],:"\\{}[] é'), max_size=12)


@given(
    st.dictionaries(st.sampled_from(["q", "title", "level", 'a"b']), cut | st.lists(cut | st.integers()), max_size=3)
)
def test_whatever_marks_are_in_the_texts(params: dict[str, object]) -> None:
    one, other = Saved(), Saved()
    for ascii in (True, False):
        one.add(ascii, params)
        other.add_written([ascii], [json.dumps(params, ensure_ascii=ascii)])
    assert list(one.table().parts()) == list(other.table().parts())


def read(params: Sequence[Mapping[str, object]]) -> list[tuple[int, Parts]]:
    saved, written = Saved(), Saved()
    for n, each in enumerate(params):
        saved.add(n, each)
        written.add_written([n], [json.dumps(each)])
    assert list(written.table().parts()) == list(saved.table().parts())
    return list(saved.table().parts())


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": "nurse in tulsa", "within": "50"},
        {"q": "nurse in tulsa", "near": ["Dallas, TX~10"], "remote": "yes"},
        {"q": "remote java developer", "remote_from": "US", "workplace": ["remote"]},
        {"q": ["welder"], "pay": "25", "per": "hour", "unstated": "yes", "since": "7", "sort": "newest"},
        {"near": "Tulsa, OK", "remote_from": "US-OK", "level": "senior,junior", "type": "FULL_TIME"},
        {"q": "", "level": [], "similar": "no", "page": 3},
        {"q": ['"night shift'], "near": ["Tulsa, OK~10], "], "level": ["senior"]},
    ],
)
def test_typed_parameters_too(params: dict[str, object]) -> None:
    assert read([params]) == [(0, parts_of_params(params))]
