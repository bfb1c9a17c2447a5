"""Phrases joined by their first letters find what the same phrases one after another find, at the same places."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.lexicon import education, lowered, requirement_lines
from prospect.lexicon.alternatives import at_word, joined

PIECES = st.sampled_from(
    ["a", "b", "ab", "(?:a|b)", "(?:ab|a)?", "b?", "a+", "[ab]", r"\w", "(?:a|(?:b|ab))", "a|b", r"\|"]
)
PHRASES = st.lists(st.lists(PIECES, min_size=1, max_size=4).map("".join), min_size=1, max_size=6)


@given(PHRASES, st.text("ab|", max_size=12))
def test_any_phrases_find_the_same(phrases: list[str], text: str) -> None:
    one_by_one = re.compile(rf"\b(?:{'|'.join(phrases)})(?!b)")
    together = re.compile(rf"\b(?:{joined(phrases)})(?!b)")
    assert [match.span() for match in together.finditer(text)] == [match.span() for match in one_by_one.finditer(text)]


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (["must", "must have", "needs"], "must(?:| have)|needs"),
        (["(?:ideal|right) person", "idle"], "id(?:eal person|le)|right person"),
        ([r"\d years", "a", "b"], r"\d years|a|b"),
        (["(?:very )?good"], "very good|good"),
        (["[ab]|c", "(?:a)+"], "[ab]|c|(?:a)+"),
    ],
)
def test_how_they_are_joined(phrases: list[str], expected: str) -> None:
    found, plain = re.compile(joined(phrases)), re.compile(expected)
    for text in (
        "must have",
        "ideal person",
        "idle",
        "right person",
        "3 years",
        "a",
        "b",
        "c",
        "very good",
        "good",
        "aa",
    ):
        assert found.findall(text) == plain.findall(text)


@pytest.mark.parametrize(("text", "found"), [("MBA, BA", ["BA"]), ("BAs", ["BA"]), ("a BA", ["BA"]), ("_BA", [])])
def test_at_the_beginning_of_a_word(text: str, found: list[str]) -> None:
    assert re.findall(at_word(["BA", "BS"]), text) == found


def test_the_files_phrases_find_the_same() -> None:
    text = "You must have a bachelor's degree in nursing or an M.Ed and at least two years; we are looking for someone."
    for file in (education._FILE, requirement_lines._FILE):
        for rows in tomllib.loads(file.read_text(encoding="utf-8")).values():
            phrases = [lowered.expression(one) for one in (rows["phrases"] if isinstance(rows, dict) else rows)]
            together, one_by_one = (re.compile(rf"\b(?:{one})(?!\w)") for one in (joined(phrases), "|".join(phrases)))
            small = lowered.lower(text)
            assert [m.span() for m in together.finditer(small)] == [m.span() for m in one_by_one.finditer(small)]
