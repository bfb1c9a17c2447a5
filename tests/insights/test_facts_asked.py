"""What postings ask, what opens them, and amounts as people type them."""

from __future__ import annotations

from collections import Counter

import pytest

from prospect.insights.amounts import read_amount
from prospect.insights.demand import demand
from prospect.insights.facts import Row, asked_skills, choices, job_facts, opened_by
from prospect.lexicon.skills import all_skills


def need(*skills: str, required: bool = True) -> dict[str, object]:
    return {"kind": "skill", "need": "required" if required else "preferred", "skills": list(skills)}


def row(*requirements: dict[str, object]) -> Row:
    return Row("a", "Larkspur Mills", "back-end-developer", requirements=requirements)


def needs(rows: list[Row]) -> Counter[frozenset[frozenset[str]]]:
    return Counter(job_facts(one).needs for one in rows)


def test_skills_among_the_benefits_are_not_asked() -> None:
    named = [{"id": "health-insurance"}, {"id": "python"}]
    assert asked_skills(named, [need("python"), need("java")]) == {"python", "java"}
    assert asked_skills(named, []) == {"health-insurance", "python"}
    assert asked_skills([{"id": "no-such-skill"}], [need("communication")]) == frozenset()


def test_skills_of_which_one_suffices_are_asked_as_one_of() -> None:
    languages = ("python", "java", "c-sharp", "go", "node-js")
    named = [{"id": id} for id in languages]
    assert all(id in all_skills() for id in languages)
    assert asked_skills(named, [need(*languages)]) == frozenset()
    assert choices([need(*languages), need("terraform")]) == {frozenset(languages)}
    assert choices([need(*languages), need("python")]) == frozenset()  # Python itself is asked, and is enough
    rows = [row(need(*languages), need("postgresql")), row(need(*languages)), row(need("c-sharp"))]
    asked = demand(map(job_facts, rows))["back-end-developer", None]
    assert dict(asked.skills) == {"postgresql": 1, "c-sharp": 1}
    assert dict(asked.choices) == {frozenset(languages): 2}


def test_a_skill_opens_what_it_alone_is_missing_for() -> None:
    rows = [
        row(need("python", "java"), need("terraform")),  # Python is enough of the first
        row(need("python"), need("terraform"), need("kubernetes", required=False)),
        row(need("python"), need("terraform"), need("kubernetes")),  # two are missing
        row(need("terraform")),  # nothing of it is met
        row(need("django")),  # met
    ]
    assert [(door.skill, door.openings) for door in opened_by(["django"], needs(rows))] == [("terraform", 2)]
    assert opened_by([], needs(rows)) == ()


def test_any_skill_of_a_requirement_opens_it() -> None:
    found = opened_by(["python"], needs([row(need("python"), need("aws", "azure"))]))
    assert {(door.skill, door.openings) for door in found} == {("aws", 1), ("azure", 1)}


@pytest.mark.parametrize(
    ("typed", "period", "yearly"),
    [
        ("186,640", "", 186_640),
        ("$186 640.00", "YEAR", 186_640),
        ("90k", "", 90_000),
        ("52.27", "", 52.27 * 2080),
        ("45", "HOUR", 45 * 2080),
        ("$45 an hour", "YEAR", 45 * 2080),
        ("$8,000 a month", "", 96_000),
    ],
)
def test_amounts_are_read_as_typed(typed: str, period: str, yearly: float) -> None:
    found = read_amount(typed, period)
    assert found.note is None
    assert found.yearly == pytest.approx(yearly)


@pytest.mark.parametrize("typed", ["€60,000", "60000 GBP", "abc", "1e9", "-40", "0", "9" * 60, "<b>"])
def test_what_is_no_amount_in_dollars_says_why(typed: str) -> None:
    found = read_amount(typed)
    assert found.value is None
    assert found.note is not None


def test_nothing_typed_is_no_mistake() -> None:
    assert read_amount("  ") == read_amount("")
    assert read_amount("").note is None
