"""Ways into work, read from the words of postings; those that mean another thing, or deny a way, are none."""

from __future__ import annotations

import pytest

from prospect.lexicon.ways import WAYS, read_ways


def said(text: str, title: str = "") -> dict[str, str]:
    return {one.way: one.need for one in read_ways(text, title)}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Degree, bootcamp or equivalent experience.", "bootcamp"),
        ("Coding bootcamp graduates are welcome.", "bootcamp"),
        ("You did a boot camp, or built software projects.", "bootcamp"),
        ("A four-year registered apprenticeship with raises every six months.", "apprenticeship"),
        ("Candidates will have served an apprenticeship in an electrical trade.", "apprenticeship"),
        ("At least one year of experience, including internships.", "internship"),
        ("Previous internship experience is a plus.", "internship"),
        ("One year of paid or volunteer experience with children.", "volunteering"),
        ("Volunteer work counts as experience.", "volunteering"),
        ("You will be paired with a mentor for your first year.", "mentoring"),
        ("A preceptorship programme for newly qualified nurses.", "mentoring"),
        ("Eight weeks of paid training before your first call.", "training"),
        ("No experience needed; we train.", "training"),
        ("Full training will be provided.", "training"),
        ("Welding helper: you learn on the job, and we train people who show up.", "training"),
        ("B.S. or strong self-taught fundamentals.", "self_taught"),
        ("No prior experience required.", "no_experience"),
        ("No college degree required.", "no_degree"),
        ("We don't require a degree.", "no_degree"),
    ],
)
def test_a_way_is_read(text: str, way: str) -> None:
    assert said(text).get(way) not in {None, "negated"}


@pytest.mark.parametrize(
    "text",
    [
        "Run bootcamps and workshops for customers.",
        "Gym, yoga and bootcamp classes for staff.",
        "Supervise apprentices and helpers.",
        "You will help apprentices develop their skills.",
        "5+ years of experience, excluding internships.",
        "Paid volunteer days and a learning budget.",
        "Recruit, train and manage volunteers.",
        "Mentor junior developers and review their code.",
        "You will mentor two newer developers.",
        "Provide mentorship to other designers.",
        "Security and privacy training will be provided.",
        "You will train new staff on the register.",
        "Experience with Python is required.",
        "A degree is required.",
    ],
)
def test_the_same_words_in_another_sense_are_no_way(text: str) -> None:
    assert said(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "You do not need a bootcamp certificate.",
        "This is not an apprenticeship.",
        "Graduates of a bootcamp will not be considered.",
    ],
)
def test_a_denied_way_is_answered_as_denied(text: str) -> None:
    assert set(said(text).values()) == {"negated"}


def test_a_way_stands_where_it_was_read() -> None:
    text = "What we offer\n- Lunch.\n\nRequirements\n- Degree, bootcamp or equivalent experience.\n"
    (found,) = read_ways(text)
    assert text[found.start : found.end] == "bootcamp"
    assert found.text == "Degree, bootcamp or equivalent experience."


def test_a_title_names_a_way() -> None:
    assert said("", "Apprentice Electrician") == {"apprenticeship": "mentioned"}
    assert said("", "CDL Trainee - Paid Training") == {"training": "mentioned"}
    assert said("", "Volunteer Coordinator") == said("", "Apprenticeship Coordinator") == {}


@pytest.mark.parametrize("text", ["", "\n\n", "x" * 10_000, "bootcamp " * 2000, "\u202e\U0001f600 ½ \x00"])
def test_nothing_is_an_error(text: str) -> None:
    assert {one.way for one in read_ways(text, text[:50])} <= set(WAYS)
