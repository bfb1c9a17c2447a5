"""Skills in running text: boundaries, senses, need, years."""

from __future__ import annotations

import pytest

from prospect.lexicon import skill_senses
from prospect.lexicon.skill_text import terms
from prospect.lexicon.skills import KINDS, all_skills, find_skills, implied_by, skill, skill_named


def ids(text: str) -> list[str]:
    return [mention.id for mention in find_skills(text)]


def test_every_row_is_whole() -> None:
    table = all_skills()
    for one in table.values():
        assert one.kind in KINDS, one
        assert set(one.implies) <= set(table), one


def test_a_name_or_alias_belongs_to_one_skill() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for one in all_skills().values():
        for name in (one.name, *one.aliases):
            assert terms(name), one
            assert owners.setdefault(terms(name), one.id) == one.id, (name, one.id)


def test_the_company_of_a_word_is_known() -> None:
    known = set(all_skills()) | {one.sector for one in all_skills().values()}
    for sense in skill_senses.senses().values():
        assert sense.company <= known, (sense.word, sense.company - known)


def test_every_sector_is_there() -> None:
    table = all_skills().values()
    assert len(table) > 2_500
    assert len({one.id for one in table}) == len(table)
    assert {one.sector for one in table} >= {
        "health_care", "social_care", "construction", "manufacturing", "logistics", "retail", "hospitality",
        "education", "finance", "public_service", "engineering", "science", "media_design", "environment_land",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Registered Nurse (RN) with BLS and ACLS, phlebotomy and wound care on Epic",
      {"rn-licence", "bls-certificate", "acls-certificate", "phlebotomy", "wound-care", "epic-ehr"}),
     ("MIG and TIG welding, blueprint reading, forklift licence", {"mig-welding", "tig-welding", "blueprint-reading",
                                                                    "forklift-certificate"}),
     ("Class A CDL with hazmat endorsement", {"cdl-a", "hazmat-endorsement"}),
     ("Month-end close, accounts payable, QuickBooks, CPA", {"month-end-close", "accounts-payable", "quickbooks", "cpa"}),
     ("Barista with food hygiene certificate and cash handling", {"barista-skills", "food-handler-card", "cash-handling"}),
     ("Lesson planning, safeguarding, QTS", {"lesson-planning", "safeguarding", "teaching-licence"}),
     ("Gabelstaplerschein, gute Deutschkenntnisse und Teamfähigkeit", {"forklift-certificate", "german", "teamwork"}),
     ("Carnet de conducir, trabajo en equipo e inglés", {"drivers-licence", "teamwork", "english"}),
     ("A&P license, aircraft maintenance", {"a-and-p-licence", "aircraft-maintenance"}),
     ("CompTIA Security+ or CISSP", {"comptia-security-plus", "cissp"})],
)  # fmt: skip
def test_every_trade_is_known(text: str, expected: set[str]) -> None:
    assert expected <= set(ids(text))


@pytest.mark.parametrize(
    "text", ["you are in it", "the san francisco area", "does it reach you", "a safe place", "or, it, am"]
)
def test_small_words_are_no_abbreviations(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a" * 10_000, "c" * 3 + "+" * 500, "🚀 😀", "\u202e\u0000", "<b>SQL</b>"]
)
def test_odd_input_is_read(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_skills(text))


def test_django_shows_python_and_web_back_end() -> None:
    assert {"python", "web-back-end"} <= implied_by("django")
    assert "sql" in implied_by("postgresql")
    assert "food-handler-card" in implied_by("servsafe")


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Golang", "go"), ("c++", "c-plus-plus"), ("C#", "c-sharp"), ("NodeJS", "node-js"), ("node js", "node-js"),
     (".net core", "dotnet"), ("Postgres", "postgresql"), ("back end", "web-back-end"), ("Backend", "web-back-end")],
)  # fmt: skip
def test_names_are_found_however_they_are_spelled(name: str, id_: str) -> None:
    found = skill_named(name)
    assert found is not None
    assert found.id == id_
    assert skill(id_) is found


@pytest.mark.parametrize(
    "text",
    ["We go to market fast and go home happy.", "Go to our site.", "You excel at service and react to change.",
     "Our R&D team and C-suite need you.", "Vitamin C and hepatitis C testing", "Ready, set, go!", "javascriptish pythonic",
     "This spring we swiftly take action; a rust stain.", "You will have access to the office.", "in other words"],
)  # fmt: skip
def test_words_of_another_sense_are_not_skills(text: str) -> None:
    assert not set(ids(text)) & {"go", "r", "c", "microsoft-excel", "react", "swift", "rust", "spring",
                                 "microsoft-access", "microsoft-word", "python", "javascript", "microsoft-office"}  # fmt: skip


def test_words_of_two_senses_are_skills_in_company() -> None:
    assert ids("Python, Go and Rust") == ["python", "go", "rust"]
    assert ids("Rust or Go") == ["rust", "go"]
    assert ids("R, Python, SAS") == ["r", "python", "sas"]
    assert ids("C, C++ and C#") == ["c", "c-plus-plus", "c-sharp"]
    assert ids("Advanced Excel, Word and Outlook") == ["microsoft-excel", "microsoft-word", "microsoft-outlook"]


def test_offsets_are_those_of_the_words() -> None:
    text = "Tools: Node.js (LTS), C++17, Größe & PostgreSQL."
    for mention in find_skills(text):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "id_", "need"),
    [("Python required, Go preferred.", "python", "required"),
     ("Python required, Go preferred.", "go", "preferred"),
     ("No PHP, Python only", "php", "negated"),
     ("PHP is not needed.", "php", "negated"),
     ("Experience with Kafka would be a plus.", "apache-kafka", "preferred"),
     ("Experience with Kafka is not required but a plus.", "apache-kafka", "preferred"),
     ("Ideally you know Terraform and Ansible.", "ansible", "preferred"),
     ("You must have Docker experience (Kubernetes preferred).", "kubernetes", "preferred"),
     ("You must have Docker experience (Kubernetes preferred).", "docker", "required"),
     ("Fluent in German (C1), French is a plus", "german", "required"),
     ("Nice to have:\n- Terraform", "terraform", "preferred"),
     ("Our stack\n- Terraform", "terraform", "mentioned"),
     ("What we offer\n- free Python training", "python", "mentioned")],
)  # fmt: skip
def test_need(text: str, id_: str, need: str) -> None:
    assert {m.id: m.need for m in find_skills(text)}[id_] == need


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5+ years of Python and Go, no PHP", {"python": 5, "go": 5, "php": None}),
     ("3-5 years' experience with Java, plus knowledge of SQL", {"java": 3, "sql": None}),
     ("Python (4 years), SQL (18 months)", {"python": 4, "sql": 1.5}),
     ("at least two years of React", {"react": 2}),
     ("over the past 10 years we built Python tools", {"python": None}),
     ("You must be 18 years or older and know Excel", {"microsoft-excel": None})],
)  # fmt: skip
def test_years(text: str, expected: dict[str, float | None]) -> None:
    found = {m.id: m.years for m in find_skills(text)}
    assert {id_: found[id_] for id_ in expected} == expected


@pytest.mark.parametrize(
    ("text", "absent", "present"),
    [("Welding to AWS or ASME codes", "aws", "asme-codes"), ("Weld to AWS D1.1", "aws", "asme-codes"),
     ("AWS certified welding inspector", "aws-certification", "certified-welder"),
     ("Handle contract renewals", "customer-success", None), ("A stipend for continuing education", "adult-education", None),
     ("ACLS or PALS within 90 days", "patient-experience", "pals-certificate"),
     ("Free flu vaccinations", "injections", None), ("Must be up to date on vaccinations", "injections", None),
     ("Operate a hoist and forklift", "patient-transfers", "forklift"),
     ("Journeyman with tools of their own", "contractor-licence", None), ("Journeyman level pay", "contractor-licence", None)],
)  # fmt: skip
def test_names_of_another_trade_are_not_the_skill(text: str, absent: str, present: str | None) -> None:
    found = ids(text)
    assert absent not in found
    assert present is None or present in found


@pytest.mark.parametrize(
    ("text", "id_"),
    [("AWS and Azure", "aws"), ("Experience with AWS", "aws"), ("Build an API on AWS", "aws"), ("Administering vaccinations", "injections"),
     ("Moving residents with a hoist", "patient-transfers"), ("Journeyman license", "contractor-licence")],
)  # fmt: skip
def test_the_same_names_in_their_own_trade_are(text: str, id_: str) -> None:
    assert id_ in ids(text)
