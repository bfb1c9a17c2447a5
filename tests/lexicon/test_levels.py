"""Levels are read from words that state them and from no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.lexicon.levels import LEVELS, read_level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Software Engineer Intern, Summer 2026", "intern"),
        ("Werkstudent Marketing (m/w/d)", "intern"),
        ("Stage - Développeur web H/F", "intern"),
        ("Jr. Accountant", "junior"),
        ("Graduate Civil Engineer", "junior"),
        ("Entry-Level Welder", "junior"),
        ("Mid-level Back End Developer", "mid"),
        ("Sr Accountant", "senior"),
        ("Senior Staff Engineer", "staff"),
        ("Staff Software Engineer", "staff"),
        ("Software Engineer, Principal", "principal"),
        ("Principal Data Scientist", "principal"),
        ("Team Leader - Warehouse", "lead"),
        ("Head Chef", "lead"),
        ("Senior Engineering Manager", "manager"),
        ("Filialleiter (m/w/d)", "manager"),
        ("Head of Sales", "director"),
        ("Associate Director, Clinical Operations", "director"),
        ("VP, Marketing", "executive"),
        ("Chief Nursing Officer", "executive"),
        ("Managing Director", "executive"),
        ("シニアソフトウェアエンジニア", "senior"),
    ],
)
def test_a_stated_level(title, level):
    assert read_level(title) == level


@pytest.mark.parametrize(
    "title",
    [
        "Staff Nurse",
        "Staff Accountant",
        "Lead Generation Specialist",
        "Lead Abatement Worker",
        "Art Director",
        "Funeral Director",
        "Account Executive",
        "Executive Assistant to the CEO",
        "Executive Chef",
        "Principal, Lincoln Elementary School",
        "School Principal",
        "Stage Manager",
        "Stage 2 Clinical Lecturer",
        "Senior Living Sales Counselor",
        "Junior High School Teacher",
        "Product Manager",
        "Case Manager",
        "Sales Associate",
        "Software Engineer III",
        "Software Engineer L5",
        "Nurse Band 6",
        "Engineer with 10 years of experience",
        "Lehrer",
        "",
    ],
)
def test_no_level_is_guessed(title):
    assert read_level(title) is None


def test_of_alternatives_the_first_counts():
    assert read_level("Senior/Principal Engineer") == "senior"
    assert read_level("Junior / Mid Developer") == "junior"


@given(st.text(max_size=200))
def test_any_text_has_a_level_or_none(text):
    assert read_level(text) in (*LEVELS, None)
