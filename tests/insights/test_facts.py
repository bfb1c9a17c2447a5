"""From what the catalogue keeps of a job to what is counted."""

from __future__ import annotations

import json
from datetime import date

from prospect.insights.facts import Row, job_facts, kept, recalled, stated_pay, told, weeks


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


def test_few_people_are_not_told() -> None:
    assert [told(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]


def test_weeks_end_today() -> None:
    days = {date(2026, 11, 22): 1, date(2026, 11, 16): 1, date(2026, 11, 15): 1, date(2026, 1, 1): 9}
    assert weeks(days, date(2026, 11, 22), 2) == ((date(2026, 11, 9), 1), (date(2026, 11, 16), 2))


def test_what_is_kept_of_a_job_comes_back_whole() -> None:
    facts = job_facts(
        row(
            title="Junior Developer",
            skills=[{"id": "python"}],
            requirements=[
                {"kind": "skill", "need": "required", "skills": ["python"]},
                {"kind": "skill", "need": "required", "skills": ["aws", "azure"]},
            ],
            text="Degree, bootcamp or equivalent experience.",
        )
    )
    assert {way.way for way in facts.ways} == {"bootcamp", "unnamed"}
    back = recalled(json.loads(json.dumps(kept(facts))))
    assert back == {name: getattr(facts, name) for name in ("skills", "choices", "needs", "ways")}
