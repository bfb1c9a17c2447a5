"""What a needle is for: no text that an expression matches may be passed over."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.lexicon import education, lowered, needs, requirement_kinds
from prospect.lexicon.needles import Needles, needles, needs_mark

PATTERNS = [
    *(pattern for pattern, _need, _reach in needs._cues()[0]),
    *education._levels()[0],
    *(form.pattern for form in requirement_kinds._forms()[0]),
]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (r"\bdegrees?\b", {"degree"}),
        (r"authori[sz]ed", {"authori"}),
        (r"(?:plus|bonus)\s+points", {"points"}),
        (r"(?:yes|no)?", None),
        (r"\d{3}", None),
        (r"(?=.*visa)\w+", {"visa"}),
        (r"(?:required)+|must have", {"required", "must have"}),
    ],
)
def test_the_letters_that_a_match_cannot_do_without(written: str, found: set[str] | None) -> None:
    assert needles(re.compile(written)) == found


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:40])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_whatever_matches_holds_a_needle(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    if pattern.search(lowered.lower(text)):
        assert Needles([pattern]).which(lowered.lower(text)) == [0]


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        (r"\d+ hours?", True),
        (r"[$£]\s?", True),
        (r"m/f|(?:4x4|a-b)+", True),
        (r"(?<=[(])in", True),
        (r"m/f|nights", False),
        (r"(?:\d+ )?hours", False),
        (r"[\s(]in", False),
        (r"[^a-z]", False),
        (r"été", False),
        (r"(?!\d)", False),
    ],
)
def test_a_mark_that_a_match_cannot_do_without(written: str, needed: bool) -> None:
    assert needs_mark(re.compile(written)) is needed


def test_those_of_several_that_may_match() -> None:
    found = Needles(map(re.compile, (r"degrees?", r"\d+", r"(?:plus|bonus)\s+points", r"a degree in")))
    assert found.which("a degree") == [0]
    assert found.which("a degree, 3 of them") == [0, 1]
    assert found.which("bonus points, 3 of them") == [1, 2]
    assert found.which("a degree in points") == [0, 2, 3]
    assert found.which("a degree in 3 points") == [0, 1, 2, 3]
