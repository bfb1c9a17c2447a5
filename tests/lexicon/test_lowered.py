"""Matching in small letters finds what matching without regard to case finds, in the same places."""

from __future__ import annotations

import re

import pytest

from prospect.lexicon import lowered


@pytest.mark.parametrize("text", ["Straße", "İstanbul", "ΣΊΣΥΦΟΣ", "ÅNGSTRÖM Ltd", "", "ﬁne İİİ Python"])
def test_every_character_keeps_its_place(text: str) -> None:
    small = lowered.lower(text)
    assert len(small) == len(text)
    assert all(c.casefold() == was.casefold() or c == was for c, was in zip(small, text, strict=True))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\b(?:PhD|M\.?Sc)\b", "A phd, an M.SC and a PHD"),
        (r"\W(?P<Level>NVQ \d)\S", " nvq 3, NVQ 4;"),
        (r"[A-Z]{2,3}\D+(?=B)", "ab cd B"),
        (r"GRÜN|Über", "grün ÜBER grÜn"),
    ],
)
def test_finds_what_ignoring_case_finds(written: str, text: str) -> None:
    expected = [m.span() for m in re.finditer(written, text, re.IGNORECASE)]
    assert expected
    assert [m.span() for m in lowered.pattern(written).finditer(lowered.lower(text))] == expected


def test_a_pattern_that_asks_for_capitals_is_refused() -> None:
    with pytest.raises(ValueError, match="asks for capitals"):
        lowered.pattern("in (?-i:[A-Z])")
