"""Requirements as fields, under headings with a letter amiss, and what only looks like one."""

from __future__ import annotations

import pytest

from prospect.lexicon.posting_lines import section_of
from prospect.lexicon.requirements import read_requirements


@pytest.mark.parametrize("heading", ["Requirments", "Minimum Qualificaitons", "Experiance"])
def test_a_heading_with_a_letter_amiss_is_known(heading: str) -> None:
    assert section_of(heading) == "required"


def test_other_headings_are_not_bent_into_one() -> None:
    assert section_of("Retirement") is None
    assert section_of("Our team") == "about"


@pytest.mark.parametrize(("field", "years"), [("Experience level: 5+ years", 5.0), ("Experience: 2-3 yrs", 2.0)])
def test_years_in_a_field_are_read_and_open_no_section(field: str, years: float) -> None:
    found = read_requirements(f"{field}\nWe build software for farms.\n")
    assert [(one.kind, one.years) for one in found] == [("years", years)]


def test_bare_bullets_of_place_and_days_are_conditions() -> None:
    found = read_requirements("Requirements\n- Monday to Friday\n- On-site in Tulsa, OK\n- Remote sensing\n")
    assert [one.kind for one in found][:2] == ["hours", "place"]
    assert "place" not in [one.kind for one in found][2:]


@pytest.mark.parametrize(
    "line",
    [
        "Tell us what you built, in 150 words.",
        "Within the next year you must see us grow.",
        "You will get to lead a team.",
    ],
)
def test_how_to_apply_and_plans_are_not_asked(line: str) -> None:
    assert read_requirements(f"Requirements\n- {line}\n") == ()


def test_colleagues_are_no_skills() -> None:
    found = read_requirements("Requirements\n- Work with product managers, designers and data scientists\n")
    assert not any(one.skills for one in found)


def test_registration_in_older_words_is_a_licence() -> None:
    found = read_requirements("Requirements\n- State registered physiotherapist\n")
    assert "licence" in [one.kind for one in found]
