"""Saved parameters read piece by piece come to what the whole Query comes to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from prospect.alerts.matcher_parts import parts_of, parts_of_params
from prospect.search.query import Query
from tests.search import cases


@settings(max_examples=300, deadline=None)
@given(cases.queries | cases.queries.map(cases.loosened))
def test_pieces_come_to_the_whole(query: Query) -> None:
    params = query.to_params()
    assert parts_of_params(params) == parts_of(Query.from_params(params))


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
    assert parts_of_params(params) == parts_of(Query.from_params(params))
