"""What a sentence may ask besides skills, years and schooling: travel, hours, place, clearance, right to work, level.

The patterns of each kind are ``data/requirement_conditions.toml``: English first, then German, Spanish and French
where postings state such things.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prospect.lexicon import lowered
from prospect.lexicon.needles import Needles


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of work found in a sentence; offsets in the sentence."""

    kind: str
    value: str | None
    start: int
    end: int


_FILE = Path(__file__).parent / "data" / "requirement_conditions.toml"
_LEVELS = {
    "entry": "junior", "intermediate": "mid", "managerial": "manager", "management": "manager", "c": "executive",
    "vp": "director",
}  # fmt: skip


_SHARE = re.compile(r"(?:up to |approximately )?\d{1,3}(?: ?[-–] ?\d{1,3})? ?%", re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str], Needles], ...]:
    """Kind, whether its pattern is for small letters, pattern and needles, in the order of the file."""
    rows: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple((kind, *_pattern("|".join(patterns))) for kind, patterns in rows.items())


def _pattern(written: str) -> tuple[bool, re.Pattern[str], Needles]:
    """Patterns that ask for a capital are not for small letters."""
    asks_case = "(?-i:" in written
    pattern = re.compile(written, re.IGNORECASE) if asks_case else lowered.pattern(written)
    return not asks_case, pattern, Needles([pattern])


def _value(kind: str, found: re.Match[str], sentence: str) -> str | None:
    if kind == "travel":
        share = _SHARE.search(sentence, max(0, found.start() - 12), found.end() + 30)
        return share.group() if share else None
    if kind == "clearance":
        start, end = found.span("level")
        return sentence[start:end] if start >= 0 else None
    if kind == "level":
        level = found["level"].casefold()
        return _LEVELS.get(level, level)
    if kind in ("place", "hours", "licence"):
        return sentence[found.start() : found.end()].strip()
    return None


def find_conditions(sentence: str) -> Iterator[Condition]:
    """Conditions that a sentence names, at most one of a kind."""
    small = lowered.lower(sentence)
    for kind, in_small, pattern, needles in _patterns():
        if not needles.may_be_in(small):
            continue
        found = pattern.search(small if in_small else sentence)
        if found:
            yield Condition(kind, _value(kind, found, sentence), found.start(), found.end())
