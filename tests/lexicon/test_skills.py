"""Skills in running text: boundaries, senses, need, years."""

from __future__ import annotations

import pytest

from prospect.lexicon.skills import KINDS, all_skills, find_skills, implied_by, skill, skill_named


def ids(text: str) -> list[str]:
    return [mention.id for mention in find_skills(text)]


def test_every_row_is_whole() -> None:
    table = all_skills()
    for one in table.values():
        assert one.kind in KINDS, one
        assert set(one.implies) <= set(table), one


def test_django_shows_python_and_web_back_end() -> None:
    assert {"python", "web-back-end"} <= implied_by("django")
    assert "sql" in implied_by("postgresql")


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
