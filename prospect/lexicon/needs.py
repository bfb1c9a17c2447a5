"""How much a sentence asks for what it names: required, preferred, merely mentioned, or ruled out.

Cues are words with a reach. "Ideally Kafka and Spark" reaches forward, "Go preferred" reaches back to the last comma,
"experience with Go would be a plus" reaches back over its whole clause, and a cue in brackets speaks of what stands
before them. What no cue reaches has the need of its section. The cues are ``data/need_cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from prospect.lexicon import lowered
from prospect.lexicon.needles import Needles

Need = Literal["required", "preferred", "mentioned", "negated"]
REQUIRED: Need = "required"
PREFERRED: Need = "preferred"
MENTIONED: Need = "mentioned"
NEGATED: Need = "negated"

_FORWARD, _ITEM, _CLAUSE = "forward", "item", "clause"
_FILE = Path(__file__).parent / "data" / "need_cues.toml"
_HARD = re.compile(r";|\s[–—]\s|\bbut\b|\balthough\b|\bwhereas\b|\n", re.IGNORECASE)
_SOFT = re.compile(r",(?!\s*(?:and|or)\b)|;|\(|\)|\s[–—]\s|\bbut\b|, (?:and|or)\b|\band (?=[^,]{0,40}$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of a sentence that a cue speaks of, and what it says."""

    need: Need
    start: int
    end: int
    cue: tuple[int, int]


@cache
def _cues() -> tuple[list[tuple[re.Pattern[str], Need, str]], Needles]:
    """Pattern, need and reach of each row of the file, and the needles of all."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found: list[tuple[re.Pattern[str], Need, str]] = []
    for row in table["cue"]:
        pattern = row["pattern"]
        for name, words in table["words"].items():
            pattern = pattern.replace(f"{{{name}}}", words)
        found.append((lowered.pattern(pattern), row["need"], row["reach"]))
    return found, Needles(pattern for pattern, _, _ in found)


def _found(sentence: str) -> list[tuple[int, int, Need, str]]:
    """Cues in order of place, none inside another; the earlier row of the table wins."""
    found: list[tuple[int, int, Need, str]] = []
    small = lowered.lower(sentence)
    cues, needles = _cues()
    for at in needles.which(small):
        pattern, need, reach = cues[at]
        for match in pattern.finditer(small):
            if not any(a < match.end() and match.start() < b for a, b, _, _ in found):
                found.append((match.start(), match.end(), need, reach))
    return sorted(found)


def _bracket(sentence: str, at: int) -> tuple[int, int] | None:
    """The brackets that hold position `at`, as (open, close)."""
    opened = sentence.rfind("(", 0, at)
    if opened < 0 or ")" in sentence[opened:at]:
        return None
    closed = sentence.find(")", at)
    return opened, len(sentence) if closed < 0 else closed


def _back(sentence: str, cue: int, floor: int, pattern: re.Pattern[str]) -> int:
    """Where the clause or item that ends at `cue` begins, not before `floor`."""
    starts = [m.end() for m in pattern.finditer(sentence, floor, cue) if m.end() < cue - 1]
    return max([floor, *starts])


def _last_item(sentence: str, begin: int, end: int) -> int:
    """Where the last comma item of sentence[begin:end] begins, unless "and" or "or" makes the items one list."""
    comma = sentence.rfind(",", begin, end)
    item = sentence[comma + 1 : end]
    if comma < 0 or len(item.strip()) < 2 or re.match(r"\s*(?:and|or|but|is|would|will)\b", item):
        return begin
    return comma + 1


def _span(sentence: str, cue: tuple[int, int, Need, str], floor: int, ceiling: int) -> tuple[int, int]:
    start, end, _need, reach = cue
    held = _bracket(sentence, start)
    if held and reach != _FORWARD:
        inside = sentence[held[0] + 1 : start].strip(" ,")
        if inside and len(inside) > 2:
            return max(floor, held[0]), start
        return _back(sentence, held[0], floor, _SOFT), start
    hard = _HARD.search(sentence, end, ceiling)
    ahead = min(hard.start() if hard else ceiling, held[1] if held else ceiling)
    if reach == _FORWARD:
        return end, ahead
    begin = _back(sentence, start, floor, _HARD if reach == _CLAUSE else _SOFT)
    if reach == _CLAUSE and not sentence[start:end].lower().lstrip().startswith("are"):
        begin = _last_item(sentence, begin, start)
    if not re.search(r"\w", sentence[begin:start]):
        return end, ahead  # nothing stands before it: "Preferred experience: Kafka"
    return begin, start


@lru_cache(maxsize=8192)
def reaches(sentence: str) -> tuple[Reach, ...]:
    """What each cue of a sentence speaks of; offsets in the sentence."""
    cues = _found(sentence)
    found = []
    for i, cue in enumerate(cues):
        floor = cues[i - 1][1] if i else 0
        ceiling = cues[i + 1][0] if i + 1 < len(cues) else len(sentence)
        a, b = _span(sentence, cue, floor, ceiling)
        if cue[2] == NEGATED and cue[3] == _FORWARD:
            comma = re.search(r"[,;.]|\bbut\b", sentence[a:b])
            b = a + comma.start() if comma else b
        found.append(Reach(cue[2], a, b, cue[:2]))
    return tuple(found)


def need_at(sentence: str, start: int, end: int, otherwise: Need) -> Need:
    """The need of sentence[start:end]: what the closest cue that reaches it says, else `otherwise`."""
    return need_among(reaches(sentence), start, end, otherwise)


def need_among(reaches: Sequence[Reach], start: int, end: int, otherwise: Need) -> Need:
    """The need of what stands from `start` to `end` in a sentence whose cues reach so far."""
    holding = [reach for reach in reaches if reach.start <= start and end <= reach.end + 1]
    if not holding:
        return otherwise
    need = min(holding, key=lambda reach: reach.end - reach.start).need
    return otherwise if need == REQUIRED and otherwise == PREFERRED else need


def need_of(sentence: str, otherwise: Need) -> Need:
    """The need of a sentence as a whole: that of its only kind of cue, else `otherwise`."""
    said = {reach.need for reach in reaches(sentence)}
    if otherwise == PREFERRED:
        said.discard(REQUIRED)
    return said.pop() if len(said) == 1 else otherwise
