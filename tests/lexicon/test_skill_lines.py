"""Names in the lines of a text, and over the ends of lines."""

from __future__ import annotations

import pytest

from prospect.lexicon.skill_lines import Words, line_reader
from prospect.lexicon.skill_text import _TOKEN, fold, spans, terms
from prospect.lexicon.skills import named_skills

TRIE = {"data": {"": "data", "base": {"": "database", "design": {"": "design"}}}, "go": {"": "go"}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("go, data base design", ["go", "data base design"]),
        ("data\nbase", ["data\nbase"]),
        ("data base\ndesign\ngo", ["data base\ndesign", "go"]),
        ("data\n\nbase", ["data"]),
        ("data. Base", ["data"]),
        ("no such\nword", []),
        ("", []),
    ],
)
def test_the_longest_name_wins_over_the_end_of_a_line_too(text: str, found: list[str]) -> None:
    words = Words(text, line_reader(TRIE), TRIE)  # type: ignore[arg-type]
    assert [text[slice(*words.span(first, last))] for first, last, _ in words.names()] == found


@pytest.mark.parametrize(
    "text",
    [
        "The nurse's notes, R&D & more",
        "‘quoted’ 'words' rock'n'roll, driver’s",
        "• C++ – Node.js; .NET (U.S.) 3.5+",
        "Größe, naïve café_au_lait, 東京",
        "snake_case a.m. e.g. it",
        "",
    ],
)
def test_words_parted_are_words_matched(text: str) -> None:
    matched = list(_TOKEN.finditer(text))
    assert terms(text) == tuple(fold(match.group()) for match in matched)
    assert spans(text) == [match.span() for match in matched]


def test_a_line_read_before_is_found_where_it_stands_now() -> None:
    line = "Experience with Python"
    first, second = named_skills(line)[0], named_skills(f"Above.\n{line}")[0]
    assert (second.start, second.end) == (first.start + 7, first.end + 7)
