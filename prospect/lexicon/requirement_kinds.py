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
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind and pattern, in the order of the file."""
    rows: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple((kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in rows.items())


def _value(kind: str, found: re.Match[str]) -> str | None:
    if kind == "travel":
        share = _SHARE.search(found.string, max(0, found.start() - 12), found.end() + 30)
        return share.group() if share else None
    if kind == "clearance":
        return found["level"]
    if kind == "level":
        level = found["level"].casefold()
        return _LEVELS.get(level, level)
    if kind in ("place", "hours", "licence"):
        return found.group().strip()
    return None


def find_conditions(sentence: str) -> Iterator[Condition]:
    """Conditions that a sentence names, at most one of a kind."""
    for kind, pattern in _patterns():
        found = pattern.search(sentence)
        if found:
            yield Condition(kind, _value(kind, found), found.start(), found.end())
