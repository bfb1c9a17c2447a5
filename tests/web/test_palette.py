"""An operator may choose any colour; what is made of it can be read in both lights."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.web.parts import palette
from tests.web.test_dress import LAMPS as HOUSE_LAMPS
from tests.web.test_dress import LIGHT

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
papers = st.lists(st.integers(200, 255), min_size=3, max_size=3).map(lambda c: "#{:02x}{:02x}{:02x}".format(*c))


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#000", "#fff", 21), ("#777777", "#ffffff", 4.478), ("#a43b1d", "#a43b1d", 1)]
)
def test_contrast_is_counted_as_the_standard_counts_it(one: str, other: str, expected: float) -> None:
    assert palette.contrast(one, other) == pytest.approx(expected, abs=0.001)
    assert palette.contrast(other, one) == palette.contrast(one, other)


def test_the_houses_surfaces_are_those_of_the_stylesheet() -> None:
    assert {name: LIGHT[name] for name in palette.DAY} == palette.DAY
    assert {name: HOUSE_LAMPS[name] for name in palette.LAMPS} == palette.LAMPS


@given(colours, papers)
def test_any_accent_on_any_pale_paper_can_be_read(accent: str, paper: str) -> None:
    made = palette.dress({"accent": accent, "paper": paper, "gild": accent})
    surfaces = [palette.LAMPS[name] for name in palette.SURFACES]
    for ground in ("paper", "sheet", "well", "accent-soft"):
        assert palette.contrast(made.day["accent"], made.day[ground]) >= 4.5
    for text in ("ink", "soft"):
        assert all(palette.contrast(made.day[text], made.day[ground]) >= 4.5 for ground in ("paper", "sheet", "well"))
    assert palette.contrast(made.day["edge"], made.day["sheet"]) >= 3
    assert all(palette.contrast(made.lamps["accent"], ground) >= 4.5 for ground in surfaces)
    for light in (made.day, made.lamps):
        assert palette.contrast(light["on-accent"], light["accent"]) >= 4.5


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    made = palette.dress({"accent": "#004f9e"})
    assert made.day["accent"] == "#004f9e"
    assert palette.advice({"accent": "#004f9e"}) == ()


def test_a_pale_accent_is_darkened_by_day_and_the_operator_told() -> None:
    (said,) = palette.advice({"accent": "#ffcc00"})
    used = palette.dress({"accent": "#ffcc00"}).day["accent"]
    assert str(said) == f"#ffcc00 is too pale to be read on the paper; {used} is used instead."


@pytest.mark.parametrize("value", ["red", "#12", "#1d665g", "#fff;} body{display:none", "url(x)", ""])
def test_what_is_not_a_colour_never_reaches_the_page(value: str) -> None:
    assert palette.stylesheet({"accent": value}) == ""
    assert palette.stylesheet({"--x": "#fff", "body": "#000000"}) == ""
    assert len(palette.advice({"accent": value})) == 1


def test_neither_light_reaches_into_the_other() -> None:
    css = palette.stylesheet({"accent": "#004f9e", "paper": "#ffffff"})
    rules = re.findall(
        r'(?:prefers-color-scheme: (\w+)\) \{ )?:root(?::not\()?\[data-theme="(\w+)"\]\)? \{ ([^}]*)\}', css
    )
    assert [(machine or "", word) for machine, word, _ in rules] == [
        ("light", "dark"),
        ("", "light"),
        ("dark", "light"),
        ("", "dark"),
    ]
    assert "--paper" in rules[0][2] and "--paper" not in rules[2][2]
    assert rules[0][2] == rules[1][2] and rules[2][2] == rules[3][2]


def test_nothing_chosen_is_nothing_said() -> None:
    assert palette.stylesheet({}) == ""
