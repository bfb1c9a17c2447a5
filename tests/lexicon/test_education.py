"""Schooling in running text."""

from __future__ import annotations

import pytest

from prospect.lexicon.education import LEVELS, read_education


@pytest.mark.parametrize(
    ("text", "level", "field"),
    [("Bachelor's degree in Computer Science", "bachelor", "Computer Science"),
     ("BS/MS in Electrical Engineering or related field", "bachelor", "Electrical Engineering"),
     ("High school diploma or GED", "secondary", None),
     ("Associate's degree in nursing preferred", "associate", "nursing"),
     ("PhD in Chemistry", "doctorate", "Chemistry"),
     ("Master's or PhD degree in Physics", "master", "Physics"),
     ("An MSc degree in Statistics", "master", "Statistics"),
     ("MBA a plus", "master", None),
     ("Educated to degree level", "bachelor", None),
     ("NVQ Level 3 or equivalent", "certificate", None),
     ("Abgeschlossenes Studium im Bereich Informatik", "bachelor", "Informatik"),
     ("Du hast eine abgeschlossene Ausbildung", "certificate", None),
     ("Titulación universitaria", "bachelor", None),
     ("No degree required", "none", None),
     ("BA/BS degree in Finance, Economics or a related field, or equivalent practical experience.", "bachelor",
      "Finance, Economics")],
)  # fmt: skip
def test_levels_and_fields(text: str, level: str, field: str | None) -> None:
    found = read_education(text)
    assert [(found[0].level, found[0].field)] == [(level, field)]
    assert level in LEVELS
    assert text[found[0].start : found[0].end] == found[0].text


def test_needs_differ_within_a_sentence() -> None:
    found = read_education("Bachelor's degree in Business required; Master's degree preferred.")
    assert [(m.level, m.need) for m in found] == [("bachelor", "required"), ("master", "preferred")]


@pytest.mark.parametrize(
    "text",
    ["Bachelor's degree or equivalent practical experience", "BA/BS degree or 4 years of relevant work experience",
     "Degree in law, or equivalent experience", "Abgeschlossenes Studium oder vergleichbare Berufserfahrung"],
)  # fmt: skip
def test_experience_may_stand_in_its_place(text: str) -> None:
    assert read_education(text)[0].or_experience


@pytest.mark.parametrize(
    "text",
    ["You are a certified scrum master and master data expert", "a high degree of autonomy", "Boston, MA", "MS Office",
     "We teach high school students", "tuition reimbursement", "bedside manner", "in March", "master plan",
     "internal promotion opportunities", "", "a 360 degree view"],
)  # fmt: skip
def test_words_that_are_no_schooling(text: str) -> None:
    assert read_education(text) == ()
