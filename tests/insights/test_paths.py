"""Demand, stated pay and career paths over jobs made for the purpose."""

from __future__ import annotations

from datetime import date

import pytest

from prospect.insights.demand import JobFacts, StatedPay, demand, pay_cells
from prospect.insights.paths import career_path, everything
from prospect.insights.ways import Way
from prospect.lexicon.places import find_places
from prospect.lexicon.skills import all_skills

START, TURN = "back-end-developer", "database-administrator"


def pick() -> list[str]:
    """Four skills that imply nothing of each other."""
    chosen: list[str] = []
    for skill in sorted(all_skills()):
        reach = everything([skill])
        if not any(skill in everything([other]) or other in reach for other in chosen):
            chosen.append(skill)
        if len(chosen) == 4:
            break
    return chosen


A, B, C, D = pick()


def job(n: int, occupation: str = START, skills: tuple[str, ...] = (), **more: object) -> JobFacts:
    return JobFacts(str(n), f"employer {n % 4}", occupation, skills=frozenset(skills), **more)  # type: ignore[arg-type]


def test_demand_counts_by_occupation_and_level() -> None:
    jobs = [job(1, skills=(A, B), level="junior"), job(2, skills=(A,)), job(3, TURN, (C,)), JobFacts("4", "x", None)]
    counted = demand(jobs)
    assert (counted[START, None].openings, counted[START, "junior"].openings) == (2, 1)
    assert counted[START, None].share(A) == 1 and counted[START, None].share(B) == 0.5
    assert (None, None) not in counted


def test_a_path_says_what_is_common_and_what_is_missing() -> None:
    jobs = [job(n, skills=(A, B)) for n in range(10)]
    jobs += [job(n, TURN, (B, C) if n < 19 else (D,)) for n in range(10, 20)]
    path = career_path(START, demand(jobs))
    turn = next(step for step in path.turns if step.rung.occupation == TURN)
    assert turn.openings == 10
    assert (turn.common, turn.missing) == ((B,), (C,))  # D is asked by one in ten: not typical
    assert turn.covered is None
    assert [step.rung.level for step in path.steps] == ["junior", "mid", "senior", "staff", "principal"]


def test_seen_from_a_person() -> None:
    jobs = [job(n, TURN, (B, C)) for n in range(10)]
    turn = next(s for s in career_path(START, demand(jobs), has=[C]).turns if s.rung.occupation == TURN)
    assert turn.missing == (B,)
    assert turn.covered == pytest.approx(0.5)


def test_a_step_with_few_openings_says_so_and_nothing_of_skills() -> None:
    jobs = [job(n, TURN, (B,)) for n in range(4)]
    path = career_path(START, demand(jobs), has=[])
    turn = next(s for s in path.turns if s.rung.occupation == TURN)
    assert (turn.openings, turn.skills, turn.covered) == (4, (), None)
    assert "too few" in str(turn.note)
    assert str(path.steps[0].note).startswith("0 openings")


def test_ways_in_are_those_that_postings_name() -> None:
    jobs = [job(n, TURN, (B,), ways=(Way("bachelor" if n else "certificate"),)) for n in range(6)]
    turn = next(s for s in career_path(START, demand(jobs)).turns if s.rung.occupation == TURN)
    assert [(way.way, way.openings) for way in turn.ways_in] == [("bachelor", 5), ("certificate", 1)]


def test_official_pay_stands_at_the_occupation_of_each_step() -> None:
    path = career_path(START, {}, place=find_places("Tulsa")[0])
    bands = [step.band for step in path.steps]
    assert bands[0] is not None and bands[0].area == "46140"
    assert len(set(bands)) == 1  # no levels in official wages
    turn = next(s for s in path.turns if s.rung.occupation == TURN)
    assert turn.band is not None and turn.band.soc.startswith("15-124")


def test_an_unknown_occupation_is_an_error() -> None:
    with pytest.raises(KeyError):
        career_path("flying-carpet-pilot", {})


def test_stated_pay_needs_five_jobs_of_three_employers() -> None:
    def paid(n: int, middle: float, origin: str = "text", currency: str = "USD") -> JobFacts:
        return job(n, pay=StatedPay(middle - 5_000, middle + 5_000, currency, origin), seen_on=date(2026, 5, n + 1))

    jobs = [paid(n, 100_000 + 10_000 * n) for n in range(5)]
    cells = pay_cells(jobs, lambda one: one.occupation)
    cell = cells[START, "USD"]
    assert (cell.jobs, cell.employers, cell.p25, cell.median, cell.p75) == (5, 4, 110_000, 120_000, 130_000)
    assert (cell.lowest, cell.highest, cell.from_, cell.until) == (95_000, 145_000, date(2026, 5, 1), date(2026, 5, 5))
    assert pay_cells(jobs[:4], lambda one: one.occupation) == {}
    assert pay_cells([*jobs[:4], paid(4, 1, "predicted")], lambda one: one.occupation) == {}
    assert pay_cells([*jobs[:4], paid(4, 90_000, currency="EUR")], lambda one: one.occupation) == {}
    assert pay_cells([job(4 * n, pay=jobs[0].pay) for n in range(9)], lambda one: one.occupation) == {}  # one employer
    assert pay_cells(jobs, lambda one: one.metro) == {}


def test_a_step_that_leads_to_another_trade_is_no_turn_besides() -> None:
    path = career_path("accountant", {})
    assert [step.rung.occupation for step in path.steps][-1] == "finance-manager"
    assert path.steps[-1].rung.title == "Chief financial officer"
    assert "finance-manager" not in {step.rung.occupation for step in path.turns}
