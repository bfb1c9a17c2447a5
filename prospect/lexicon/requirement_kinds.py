"""What a sentence may ask besides skills, years and schooling: travel, hours, place, clearance, right to work, level.

The patterns of each kind are ``data/requirement_conditions.toml``: English first, then German, Spanish and French
where postings state such things.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

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


class Form(NamedTuple):
    """One way to state a condition of a kind; `in_small` where the pattern is for small letters."""

    kind: str
    pattern: re.Pattern[str]
    in_small: bool


@cache
def _forms() -> tuple[list[Form], Needles]:
    """The forms of all kinds in the order of the file, and their needles."""
    rows: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    forms = [_form(kind, written) for kind, several in rows.items() for written in several]
    return forms, Needles(form.pattern for form in forms)


def _form(kind: str, written: str) -> Form:
    """Patterns that ask for a capital are not for small letters."""
    if "(?-i:" in written:
        return Form(kind, re.compile(written, re.IGNORECASE), in_small=False)
    return Form(kind, lowered.pattern(written), in_small=True)


def _value(kind: str, found: re.Match[str], sentence: str) -> str | None:
    if kind == "travel":
        share = _SHARE.search(sentence, max(0, found.start() - 12), found.end() + 30)
        return share.group() if share else None
    if kind == "clearance":
        start, end = found.span("level") if "level" in found.re.groupindex else (-1, -1)
        return sentence[start:end] if start >= 0 else None
    if kind == "level":
        level = found["level"].casefold()
        return _LEVELS.get(level, level)
    if kind in ("place", "hours", "licence"):
        return sentence[found.start() : found.end()].strip()
    return None


def find_conditions(sentence: str) -> list[Condition]:
    """Conditions that a sentence names, at most one of a kind: the first in the sentence, of two the form listed first."""
    small = lowered.lower(sentence)
    forms, needles = _forms()
    first: dict[str, re.Match[str]] = {}
    for kind, pattern, in_small in map(forms.__getitem__, needles.which(small)):
        match = pattern.search(small if in_small else sentence)
        if match and (kind not in first or match.start() < first[kind].start()):
            first[kind] = match
    return [Condition(kind, _value(kind, match, sentence), *match.span()) for kind, match in first.items()]
