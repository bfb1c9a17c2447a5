"""Requirements read from whole postings."""

from __future__ import annotations

import pytest

from prospect.lexicon.requirements import KINDS, Requirement, read_requirements
from prospect.lexicon.skills import find_skills

POSTING = """About us
We are a leading maker of software with over 20 years of experience in health care.

What you will do
- Lead a team and write Python every day.

Requirements
- 5+ years of experience with Java or Kotlin
- Bachelor's degree in Computer Science or equivalent experience
- Fluent in English and German
- Valid driver's license; willing to travel up to 25%
- Active Secret clearance
- Must be authorized to work in the United States
- Able to work weekends and night shifts
- A calm and structured way of working

Nice to have
- Terraform, Ansible

What we offer
- Training in Go and Rust, dental insurance
- 30 days of holiday

We are an equal opportunity employer and do not discriminate on the basis of citizenship.
"""


def claims(text: str) -> list[Requirement]:
    return list(read_requirements(text))


def kinds(text: str) -> list[str]:
    return [claim.kind for claim in claims(text)]


def test_a_whole_posting() -> None:
    found = claims(POSTING)
    assert all(POSTING[c.start : c.end] == c.text for c in found)
    assert all(c.kind in KINDS for c in found)
    assert [(c.kind, c.need) for c in found] == [
        ("skill", "required"), ("education", "required"), ("language", "required"), ("language", "required"),
        ("licence", "required"), ("travel", "required"), ("clearance", "required"), ("right_to_work", "required"),
        ("hours", "required"), ("skill", "required"), ("skill", "preferred"), ("skill", "preferred"),
    ]  # fmt: skip
    first = found[0]
    assert (first.skills, first.years) == (("java", "kotlin"), 5)
    assert found[1].value == "bachelor"
    assert "equivalent experience" in found[1].alternatives
    assert found[5].value == "up to 25%"
    assert found[9].skills == ()
    assert found[9].text == "A calm and structured way of working"


@pytest.mark.parametrize(
    ("line", "groups"),
    [("Java or Kotlin", [("java", "kotlin")]), ("Python and Go", [("python",), ("go",)]),
     ("Frameworks such as PyTorch, Keras or TensorFlow", [("pytorch", "keras", "tensorflow")]),
     ("Java, Scala or Kotlin", [("java", "scala", "kotlin")]), ("Java and/or Kotlin", [("java", "kotlin")]),
     ("One of: Terraform, Ansible", [("terraform", "ansible")])],
)  # fmt: skip
def test_alternatives_are_one_claim(line: str, groups: list[tuple[str, ...]]) -> None:
    found = claims(f"Requirements:\n- {line}\n")
    assert [c.skills for c in found] == groups


@pytest.mark.parametrize(
    ("heading", "need"),
    [("Minimum qualifications", "required"), ("What you'll bring", "required"), ("Nice to have:", "preferred"),
     ("**Preferred Qualifications**", "preferred"), ("PREFERRED REQUIREMENTS:", "preferred"), ("Ihr Profil", "required"),
     ("Requisitos", "required"), ("Profil recherché", "required"), ("Von Vorteil", "preferred"),
     ("YOU'LL THRIVE HERE IF YOU...", "required"), ("Bonus if:", "preferred")],
)  # fmt: skip
def test_headings(heading: str, need: str) -> None:
    found = claims(f"{heading}\n\n- PostgreSQL\n- SAP\n")
    assert [(c.skills, c.need) for c in found] == [(("postgresql",), need), (("sap",), need)]


@pytest.mark.parametrize("heading", ["What we offer", "Benefits:", "About us", "Wir bieten", "Responsibilities", "EEO"])
def test_other_sections_ask_nothing(heading: str) -> None:
    assert claims(f"{heading}\n\n- PostgreSQL\n- Excel\n") == []


def test_years_that_no_skill_carries() -> None:
    found = claims("Requirements\n- At least three years of experience leading remote crews")
    assert [(c.kind, c.years) for c in found] == [("years", 3)]
    assert claims("Requirements\n- Must be at least 18 years of age") == [] or all(
        c.years is None for c in claims("Requirements\n- Must be at least 18 years of age")
    )


def test_what_is_not_needed_is_no_requirement() -> None:
    assert all("php" not in c.skills for c in claims("Requirements\n- Python, no PHP\n- PHP is not needed"))


def test_prose_without_headings() -> None:
    text = "We are looking for a motivated nurse with experience in dialysis. Join our team! An NMC registration is essential."
    found = claims(text)
    assert "licence" in [c.kind for c in found]
    assert any("dialysis" in c.skills for c in found)


@pytest.mark.parametrize("text", ["", "\n\n", "•", "a" * 10_000, "? ! ;;; (((", "🚀🚀🚀:", "\u202eabc:\n- \u0000"])
def test_odd_input_is_read(text: str) -> None:
    assert isinstance(read_requirements(text), tuple)


@pytest.mark.parametrize(
    "lines",
    ["- Schedule", "Schedule\n", "- Schedule:", "- Compensation & Benefits", "Compensation & Benefits\n",
     "Acme is committed to diversity, equity and inclusion.", "- We value diversity, equity and inclusion."],
)  # fmt: skip
def test_labels_and_what_the_employer_stands_for_ask_nothing(lines: str) -> None:
    text = f"Requirements\n- Python\n{lines}\n"
    assert [c.skills for c in claims(text)] == [("python",)]
    assert {m.id for m in find_skills(text) if m.need in ("required", "preferred")} == {"python"}


def test_experience_in_those_fields_is_asked() -> None:
    found = claims("Requirements\n- Experience in compensation and benefits\n")
    assert [c.skills for c in found] == [("compensation-and-benefits",)]


@pytest.mark.parametrize(
    "line", ["Must join the on-call rotation", "Must share in the on-call rota", "Join an on-call rotation"]
)
def test_a_condition_keeps_its_words_whole(line: str) -> None:
    (claim,) = claims(f"Requirements\n- {line}.\n")
    assert claim.text.endswith(line[-8:])
