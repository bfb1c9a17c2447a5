"""Saved parameters read piece by piece come to what the whole Query comes to."""

from __future__ import annotations

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
        saved.add(id, query.to_params())
    expected = [(id, parts_of_params(alerts[id].to_params())) for id in sorted(alerts)]
    table = saved.table()
    assert list(table.parts()) == expected
    assert set(table.expressions) == set(table_of(expected).expressions)
    assert len(saved) == len(alerts)


def read(params: Sequence[Mapping[str, object]]) -> list[tuple[int, Parts]]:
    saved = Saved()
    for n, each in enumerate(params):
        saved.add(n, each)
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
    ],
)
def test_typed_parameters_too(params: dict[str, object]) -> None:
    assert read([params]) == [(0, parts_of_params(params))]
