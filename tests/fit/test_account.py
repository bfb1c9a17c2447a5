"""What an account says: verdicts with their lines, the band, the number and when there is none."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from prospect import fit as room
from prospect.config.commands.fit import in_words
from prospect.fit.account import Corrections, account, job_of
from prospect.fit.pasted import from_words
from prospect.fit.person import from_resume
from tests.fit.people import MARTA, POSTING, TODAY, claim, fit, marta

VERDICTS = {"met", "partly", "not_found", "cannot_tell"}


def test_every_requirement_has_a_verdict_its_words_and_a_reason() -> None:
    found = fit()
    assert len(found.requirements) >= 7
    for one in found.requirements:
        assert one.verdict in VERDICTS
        assert one.text in POSTING
        assert str(one.reason)
        assert one.evidence or one.verdict != "met" or one.kind in {"education", "language"}


def test_the_line_that_shows_it_is_quoted() -> None:
    assert claim(fit(), "PostgreSQL").evidence[0] == "Moved the ledger to PostgreSQL"


def test_kinship_is_said() -> None:
    frame = claim(
        fit(text="Requirements\n- Experience with a Python web framework\n- Git\n- Redis\n"), "Python web framework"
    )
    assert frame.verdict == "met"
    beside = claim(fit(), "MySQL")
    assert beside.verdict == "partly"
    assert "PostgreSQL" in str(beside.reason)


def test_what_is_not_there_is_not_found_and_what_resumes_do_not_show_cannot_be_told() -> None:
    found = fit()
    assert claim(found, "Kafka").verdict == "not_found"
    assert claim(found, "communication").verdict == "cannot_tell"


def test_years_are_counted_once_where_jobs_overlap() -> None:
    """Python: 61 months in one job (named there), 42 in the other (Django shows it), six of them at once."""
    found = claim(fit(text="Requirements\n- 5+ years of experience with Python\n"), "Python")
    assert found.verdict == "met"
    assert "8.1 years" in str(found.reason)
    more = claim(fit(text="Requirements\n- 10+ years of experience with Python\n"), "Python")
    assert more.verdict == "partly"


def test_a_benefit_is_no_requirement() -> None:
    texts = " ".join(one.text for one in fit().requirements)
    assert "insurance" not in texts
    assert "kitchen" not in texts


def test_bands_follow_the_trade_and_the_claims() -> None:
    assert fit().band in {"strong", "good"}
    nurse = fit(
        title="Registered Nurse",
        text="Requirements\n- RN license\n- BLS\n- Patient care\n- Epic\n- Medication administration\n",
    )
    assert nurse.band == "far"
    assert nurse.score is not None
    assert nurse.score < 25


def test_must_haves_weigh_more_than_wishes() -> None:
    must = "Requirements\n- Kafka\n- Git\n- Redis\n- PostgreSQL\n"
    wish = "Requirements\n- Git\n- Redis\n- PostgreSQL\n\nNice to have\n- Kafka\n"
    assert (fit(text=wish).score or 0) > (fit(text=must).score or 0)


def test_one_keyword_never_swings_the_whole() -> None:
    """Adding any one skill moves the number by less than a fifth of the scale."""
    before = fit().score or 0
    for name in ("Kafka", "Go", "MySQL", "Terraform"):
        after = fit(marta(skills=[*MARTA["skills"], {"name": name}])).score or 0
        assert 0 <= after - before < 15


def test_the_number_has_a_range_that_holds_it() -> None:
    found = fit()
    assert found.score is not None and found.range is not None
    low, high = found.range
    assert low <= found.score <= high
    assert low < high  # communication skills cannot be told


def test_an_empty_profile_gets_no_number_and_is_told_what_to_add() -> None:
    found = account(from_resume({}, today=TODAY), job_of("Back-end Developer", POSTING))
    assert (found.band, found.score, found.range) == (None, None, None)
    assert not any(one.verdict in {"met", "not_found"} for one in found.requirements if one.kind == "skill")
    assert any("jobs" in str(sentence) for sentence in found.missing)


def test_too_little_in_the_posting_gives_no_number() -> None:
    found = fit(text="Come and write Python with us.")
    assert found.score is None
    assert (
        "too little" in str(found.summary) or "only one thing" in str(found.summary) or "nothing" in str(found.summary)
    )


def test_what_would_change_this_says_how_far() -> None:
    first = str(fit().missing[0])
    assert "Kafka" in first
    assert "would lift this from" in first
    years = fit(text="Requirements\n- 10+ years of Python\n- Git\n- Redis\n- PostgreSQL\n").missing
    assert any("8.1 years shown, 10 asked" in str(sentence) for sentence in years)


def test_what_it_promises_is_what_happens() -> None:
    """The lift that is promised for a skill is the lift that showing it at work gives."""
    found = fit()
    promised = int(str(found.missing[0]).rsplit("about ", 1)[1].rstrip("."))
    work = copy.deepcopy(MARTA["work"])
    work[0]["highlights"].append("Ran it all on Kafka")
    assert abs((fit(marta(work=work)).score or 0) - promised) <= 1


def test_the_same_input_gives_the_same_account() -> None:
    one, other = fit().as_json(), fit().as_json()
    assert json.dumps(one) == json.dumps(other)
    assert one["version"] == room.VERSION


def test_the_json_has_the_agreed_form() -> None:
    found = fit().as_json()
    assert {"band", "score", "range", "requirements", "missing", "version"} <= set(found)
    assert set(found["requirements"][0]) == {"text", "kind", "need", "verdict", "evidence", "reason"}
    json.dumps(found)


def test_degrees_their_field_and_experience_in_their_place() -> None:
    asked = "Requirements\n- Bachelor's degree in Computer Science{}\n- Python\n"
    plain, instead = asked.format(""), asked.format(" or equivalent experience")
    assert claim(fit(text=plain), "Bachelor").verdict == "met"
    other = marta(education=[{"studyType": "Bachelor of Arts", "area": "Art History"}])
    assert claim(fit(other, plain), "Bachelor").verdict == "partly"
    none = marta(education=[])
    assert claim(fit(none, plain), "Bachelor").verdict == "cannot_tell"
    assert claim(fit(none, instead), "Bachelor").verdict == "met"
    still = marta(education=[{"studyType": "Bachelor of Science", "area": "Computer Science", "endDate": "2028-05"}])
    assert claim(fit(still, plain), "Bachelor").verdict == "partly"


def test_languages() -> None:
    asked = "Requirements\n- Fluent Spanish\n- German\n- English\n- Python\n"
    found = fit(text=asked)
    assert claim(found, "Spanish").verdict == "partly"
    assert claim(found, "German").verdict == "not_found"
    assert claim(found, "English").verdict == "met"
    assert claim(fit(marta(languages=[]), asked), "German").verdict == "cannot_tell"


@pytest.mark.parametrize(
    "words",
    [
        "Must be authorized to work in the United States",
        "Willing to travel up to 25%",
        "Rotating night shifts required",
    ],
)
def test_what_only_the_person_knows_cannot_be_told(words: str) -> None:
    found = fit(text=f"Requirements\n- Python\n- {words}\n")
    told = [one for one in found.requirements if one.kind in {"right_to_work", "travel", "hours"}]
    assert told
    assert {one.verdict for one in told} == {"cannot_tell"}


def test_a_place_is_judged_by_wishes_alone() -> None:
    asked = "Requirements\n- Python\n- Must be based in Tulsa, OK\n"
    at_home = fit(text=asked)
    assert next(one for one in at_home.requirements if one.kind == "place").verdict == "cannot_tell"
    for near, verdict in (("Tulsa, OK", "met"), ("Portland, OR", "not_found")):
        person = from_resume(MARTA, wishes={"near": near, "within": "25"}, today=TODAY)
        assert next(one for one in fit(person, asked).requirements if one.kind == "place").verdict == verdict


def test_levels_far_away_are_seen() -> None:
    intern = fit(title="Back-end Developer Intern")
    mine = fit(title="Senior Back-end Developer")
    assert intern.order < mine.order
    beginner = marta(work=[{"position": "Junior Back-end Developer", "startDate": "2026-01"}])
    assert fit(beginner, title="Director of Engineering").order < fit(beginner).order


def test_a_licensed_trade_asks_for_its_licence() -> None:
    aide = from_resume(
        {
            "work": [{"position": "Nursing Assistant", "startDate": "2015", "endDate": "2026"}],
            "skills": [{"name": "Patient care"}],
        },
        today=TODAY,
    )
    nurse = account(aide, job_of("Registered Nurse", "Requirements\n- Patient care\n- BLS\n- Epic\n"))
    assert nurse.trade is not None
    assert nurse.trade.nearness <= 0.3
    assert nurse.band in {"far", "stretch", None}


def test_corrections_are_followed() -> None:
    job = job_of("Back-end Developer", POSTING)
    kafka = claim(fit(), "Kafka").key
    have = account(marta(), job, Corrections(have={kafka}))
    assert claim(have, "Kafka").verdict == "met"
    dropped = account(marta(), job, Corrections(not_asked={kafka}))
    assert not any(one.key == kafka for one in dropped.requirements)
    assert (dropped.score or 0) > (fit().score or 0)


def altered(**basics: Any) -> dict[str, Any]:
    changed = copy.deepcopy(MARTA)
    changed["basics"] |= basics
    return changed


def renamed_schools() -> dict[str, Any]:
    changed = copy.deepcopy(MARTA)
    changed["education"][0]["institution"] = "Harvard University"
    return changed


def another_employer() -> dict[str, Any]:
    changed = copy.deepcopy(MARTA)
    changed["work"][0]["name"] = "A Very Famous Company"
    return changed


def with_a_gap() -> dict[str, Any]:
    """The first job moved two years back: as many months in all, and a hole between."""
    changed = copy.deepcopy(MARTA)
    changed["work"][0] |= {"startDate": "2021-07", "endDate": "2026-01"}
    changed["work"][1] |= {"startDate": "2018-01", "endDate": "2021-06"}
    early = copy.deepcopy(changed)
    early["work"][1] |= {"startDate": "2012-01", "endDate": "2015-06"}
    return early


def without_gap() -> dict[str, Any]:
    changed = with_a_gap()
    changed["work"][1] |= {"startDate": "2018-01", "endDate": "2021-06"}
    return changed


@pytest.mark.parametrize(
    "changed",
    [
        altered(name="DeShawn Okonkwo"),
        altered(gender="male", birthDate="1961-02-03", age=65),
        altered(image="https://example.org/other.png", photo="data:…"),
        altered(nationality="Brazilian", citizenship="Brazil"),
        altered(location={"city": "Nome", "region": "AK", "postalCode": "99762", "address": "9 Ice Road"}),
        altered(email="other@elsewhere.example", phone="555 0100"),
        renamed_schools(),
        another_employer(),
    ],
    ids=["name", "gender and age", "photo", "nationality", "address", "contact", "school", "employer"],
)
def test_what_is_never_used_changes_nothing(changed: dict[str, Any]) -> None:
    job = job_of("Back-end Developer", POSTING)
    assert account(from_resume(changed, today=TODAY), job).as_json() == fit().as_json()


def test_a_gap_changes_nothing() -> None:
    job = job_of("Back-end Developer", POSTING + "\n- 5 years of work experience\n")
    gap, none = (account(from_resume(one, today=TODAY), job) for one in (with_a_gap(), without_gap()))
    assert gap.as_json() == none.as_json()
    assert gap.order == none.order


def test_free_words_are_never_more_than_partly_shown_and_seldom_that() -> None:
    asked = "Requirements\n- Python\n- Experience translating ledger findings into plain decisions for farmers\n"
    lines = ["Translating ledger findings into decisions that farmers could follow"]
    told = marta(work=[{"position": "Back-end Developer", "highlights": lines}])
    assert claim(fit(told, asked), "translating ledger").verdict == "partly"
    assert claim(fit(told, asked), "translating ledger").evidence == (lines[0],)
    assert claim(fit(text=asked), "translating ledger").verdict == "cannot_tell"


def test_another_name_is_the_same_skill_and_is_said() -> None:
    work = [{"position": "Back-end Developer", "highlights": ["Moved the ledger to Postgres", "Ran k8s"]}]
    person = marta(work=work, skills=[{"name": "Python"}, {"name": "Git"}, {"name": "Redis"}])
    found = claim(fit(person), "PostgreSQL")
    assert found.verdict == "met"
    assert found.evidence == ("Moved the ledger to Postgres",)
    assert "another name" in str(found.reason)


def test_a_headline_or_a_heading_of_contact_details_is_never_quoted_as_a_trade() -> None:
    work = [{"name": "Osage Tools", "position": "Back-end Developer / Tulsa Contact", "startDate": "2020-01"}]
    for person in (marta(work=work), marta(work=[], basics={"label": "Back-end developer | 918 555-0100"})):
        found = fit(person)
        assert found.trade is not None
        assert found.trade.held == "Back-end developer"
        assert "Contact" not in str(found.summary)
    no_trade = marta(work=[], basics={"label": "Elm Street / Tulsa Contact"})
    unnamed = fit(no_trade)
    assert unnamed.trade is not None
    assert unnamed.trade.held == ""
    assert "Contact" not in str(unnamed.summary)


@pytest.mark.parametrize("text", ["hello", "Hello there,\nhow are you today?", "42"])
def test_words_that_ask_nothing_are_not_far_from_anybody(text: str) -> None:
    found = account(marta(), from_words(text))
    assert (found.band, found.score, found.range) == (None, None, None)
    assert str(found.summary) == "The posting asks for nothing in words that can be checked."


def test_a_range_is_said_only_where_its_ends_differ() -> None:
    found = fit()
    assert found.score is not None
    assert f"{found.score} (40 to 60)" in in_words(replace(found, range=(40, 60)))
    assert " to " not in in_words(replace(found, range=(50, 50))).splitlines()[0]
