"""Everyday words for work mean occupations; what only mentions a thing means none."""

import pytest

from prospect.lexicon.asked import read_asked


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("plumbing", "plumber"),
        ("repairing motorcycles", "motorcycle-mechanic"),
        ("somebody to mow the lawn", "landscaper"),
        ("caring for the elderly", "home-health-aide"),
        ("network guy", "network-administrator"),
        ("foot doctor", "podiatrist"),
        ("back end developer", "back-end-developer"),
    ],
)
def test_the_first_occupation_meant(typed, expected):
    assert read_asked(typed).occupations[0] == expected


@pytest.mark.parametrize("typed", ["", "cars", "python", "boat insurance claims", "gibberish of a kind"])
def test_what_means_no_work(typed):
    assert read_asked(typed) is None


def test_a_title_is_told_from_what_is_only_said():
    assert read_asked("registered nurse").titled
    assert not read_asked("nursing").titled


def test_the_place_of_the_words():
    asked = read_asked("java back end developer")
    assert "java back end developer"[asked.start : asked.end] == "back end developer"
