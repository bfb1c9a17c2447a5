"""From what the catalogue keeps of a job to what is counted."""

from __future__ import annotations

from datetime import date

from prospect.insights.facts import Row, job_facts, stated_pay, told, ways_in, weeks


def row(**more: object) -> Row:
    fields: dict[str, object] = {"id": "a", "employer": "Larkspur Mills", "occupation": "back-end-developer"}
    return Row(**{**fields, **more})  # type: ignore[arg-type]


def test_pay_is_the_first_that_an_employer_said_in_full() -> None:
    pays = [
        {"min": 90_000, "max": 110_000, "currency": "USD", "period": "YEAR", "origin": "official"},
        {"min": 40, "max": 60, "currency": "USD", "period": None, "origin": "text"},
        {"min": 40, "max": None, "currency": "USD", "period": "HOUR", "origin": "text"},
    ]
    found = stated_pay(pays)
    assert found is not None and (found.low, found.high, found.origin) == (83_200, 83_200, "text")
    assert stated_pay(pays[:2]) is None


def test_another_currency_stays_what_it_is() -> None:
    found = stated_pay([{"min": 60_000, "max": 70_000, "currency": "EUR", "period": "YEAR", "origin": "stated"}])
    assert found is not None and (found.currency, found.low) == ("EUR", 60_000)


def test_skills_that_tell_trades_apart_are_kept_and_the_rest_is_not() -> None:
    facts = job_facts(
        row(skills=[{"id": "python", "kind": "language"}, {"id": "teamwork", "kind": "soft"}], level="mid")
    )
    assert facts.skills == {"python"}
    assert (facts.level, facts.metro, facts.pay) == ("mid", None, None)


def test_ways_in_are_those_the_postings_name() -> None:
    bachelor = {"level": "bachelor", "need": "required", "or_experience": True}
    ways = {
        way.way: (way.openings, way.required)
        for way in ways_in([
            row(education=[bachelor]),
            row(education=[{"level": "bachelor", "need": "preferred"}], level="intern"),
            row(title="Apprentice Developer", requirements=[{"kind": "certificate", "need": "preferred"}]),
        ])
    }  # fmt: skip
    assert ways == {"bachelor": (2, 1), "instead": (1, 0), "internship": (1, 0), "apprenticeship": (1, 0),
                    "licence": (1, 0), "unnamed": (1, 0)}  # fmt: skip


def test_a_way_counts_once_a_posting() -> None:
    """Two degrees of one level in a posting are one opening that names it, required if either is."""
    twice = [{"level": "bachelor", "need": "required"}, {"level": "bachelor", "need": "preferred"}]
    assert [(way.openings, way.required) for way in ways_in([row(education=twice)])] == [(1, 1)]


def test_few_people_are_not_told() -> None:
    assert [told(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]


def test_weeks_end_today() -> None:
    days = [date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 15), date(2026, 1, 1)]
    assert weeks(days, date(2026, 11, 22), 2) == ((date(2026, 11, 9), 1), (date(2026, 11, 16), 2))
