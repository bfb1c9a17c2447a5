"""How near a person's work is to a job's, by what they did and not by titles alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from prospect.fit.account import account, job_of
from prospect.fit.held import Held
from prospect.fit.job import read_job
from prospect.fit.kinship import kindred
from prospect.fit.person import Person, from_resume
from prospect.fit.spoken import spoken
from prospect.fit.work_words import row_of
from prospect.people.resume.reading import read_resume

TODAY = date(2026, 11, 22)
LETTERS = [
    "Drafted business correspondence and reports for the department",
    "Booked travel and meetings and kept the calendar of the director",
    "Filed documents, took minutes, ordered office supplies and answered the telephone",
    "Typed letters, sorted mail, greeted visitors at the front desk and prepared invoices and expenses",
]
OFFICE = (
    "Administrative Assistant",
    "You will keep the calendar, book travel and meetings, file documents, order supplies, take minutes and draft"
    " correspondence.\nRequirements\n- Office administration\n- Minute taking\n- Filing\n",
)
DESK = (
    "IT Support Specialist",
    "You will resolve tickets, set up laptops and reset passwords.\nRequirements\n- Windows\n- Active Directory\n"
    "- Troubleshooting\n",
)
GENERIC = "Requirements\n- Excellent communication\n- Organised\n- Proactive\n- A passion for learning\n- Teamwork\n"


def person(**resume: Any) -> Person:
    return from_resume(resume, today=TODAY)


def order(someone: Person, job: Any) -> float:
    return account(someone, job).order


def test_duties_correct_a_title_that_says_little() -> None:
    bare = person(work=[{"position": "IT Assistant", "startDate": "2018-01"}])
    typist = person(work=[{"position": "IT Assistant", "startDate": "2018-01", "highlights": LETTERS}])
    assert order(typist, job_of(*OFFICE)) > order(bare, job_of(*OFFICE))
    assert order(typist, job_of(*DESK)) - order(typist, job_of(*OFFICE)) < order(bare, job_of(*DESK)) - order(
        bare, job_of(*OFFICE)
    )


def test_one_word_in_common_makes_nobody_kin() -> None:
    bare = person(work=[{"position": "IT Assistant", "startDate": "2018-01"}])
    assert account(bare, job_of(*OFFICE)).band == "far"


def test_a_trade_of_the_summary_counts() -> None:
    said = person(basics={"summary": "Four years as a welder and pipe fitter."}, skills=[{"name": "MIG welding"}])
    assert "welder" in said.occupations
    assert order(said, job_of("Welder", "Requirements\n- MIG welding\n")) > order(said, job_of(*OFFICE))


@pytest.mark.parametrize(
    "words", ["Worked with teachers and nurses", "Managed sales engineers", "as well as budgets", "such as nurses"]
)
def test_the_trades_of_others_are_not_the_persons(words: str) -> None:
    assert spoken([words]) == []


def test_lines_that_no_field_holds_count_too() -> None:
    bare = {"work": [{"position": "Owner"}], "meta": {"unread": LETTERS}}
    assert order(person(**bare), job_of(*OFFICE)) > order(person(work=[{"position": "Owner"}]), job_of(*OFFICE))


def test_what_is_asked_of_everybody_brings_no_stranger_near() -> None:
    welder = person(
        work=[{"position": "Welder", "startDate": "2015-01", "highlights": ["Excellent communication and teamwork"]}],
        skills=[{"name": name} for name in ("Communication", "Teamwork", "MIG welding", "Blueprint reading")],
    )
    assert account(welder, job_of("Marketing Director", GENERIC)).band == "far"


def test_a_post_of_which_nothing_can_be_told_is_below_one_that_is_shown() -> None:
    someone = person(
        work=[{"position": "Welder", "startDate": "2015-01", "highlights": ["MIG welding from blueprints"]}],
        skills=[{"name": name} for name in ("MIG welding", "Blueprint reading", "Forklift", "Grinding")],
    )
    shown = job_of("Welder", "Requirements\n- MIG welding\n- Blueprint reading\n- Forklift\n")
    untold = job_of(
        "Welder", "Requirements\n- Must be calm\n- A steady manner with difficult visitors\n- Good humour\n"
    )
    assert order(someone, shown) > order(someone, untold)


def test_who_someone_is_has_no_words_here() -> None:
    assert row_of([("Female, married, Muslim, British, born in Leicester, Harvard University", 1.0)]) == {}


def test_a_reading_keeps_what_no_field_holds_but_nothing_personal() -> None:
    text = "Ann Example\nGender: female\nNationality: Dutch\n12 Elm Street\n\nRan the night desk of a hotel of forty rooms\n"
    resume = read_resume(text.encode(), filename="a.txt", today=TODAY)
    kept = " ".join(resume["meta"]["unread"])
    assert "female" not in kept
    assert "Dutch" not in kept
    assert "Elm Street" not in kept


def test_a_licensed_trade_is_no_nearer_than_a_licence_makes_it() -> None:
    aide = person(
        work=[{"position": "Medical Assistant", "startDate": "2019-01", "highlights": ["Patient care on a ward"]}]
    )
    trade = kindred(
        aide, read_job(job_of("Registered Nurse", "Patient care on a ward.\nRequirements\n- Patient care\n"))
    )
    assert trade is not None
    assert trade.kin <= 0.3


def test_a_trade_that_only_duties_show_is_not_quoted_as_a_title() -> None:
    assert Held("Office clerk", "general-office-clerk", None, frozenset(), "deeds").words == ""
