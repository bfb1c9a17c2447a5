"""The filters beside the results."""

from __future__ import annotations

from prospect.search.query import Query
from prospect.web.seekers.choices import facets


def options(query: Query) -> dict[str, bool]:
    """The skills that are offered, by name, and whether each is ticked."""
    counts = {"skill": {"health-insurance": 178, "compensation-and-benefits": 154, "python": 69, "sql": 55}}
    offered = next(one for one in facets(query, counts, {}) if one.title == "Skill asked for").options
    return {option.name: option.on for option in offered}


def test_what_postings_promise_does_not_head_the_skills_they_ask_for() -> None:
    assert options(Query()) == {"Python": False, "SQL": False}


def test_what_was_chosen_can_be_taken_away_all_the_same() -> None:
    assert options(Query(any_skills=("health-insurance",)))["Health insurance"]
