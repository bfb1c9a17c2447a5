"""Which sense a word has: "Go" the language or to go, "Excel" or to excel, "R" or R&D.

Words that are also names of skills have a row in ``data/skill_senses.toml``. A row may ask that the word be written
in a certain way, that other skills stand near it (its company) or that a telling word does (a cue), and may name
words that give the other sense away when they stand directly before or after, or anywhere near.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "skill_senses.toml"
_NEAR = 7  # words to either side within which company counts
_CUE = 4  # words to either side within which a cue counts


@dataclass(frozen=True, slots=True)
class Sense:
    """What must hold for a word to be taken as the skill's name."""

    word: str
    written: frozenset[str]
    company: frozenset[str]
    cues: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_among: frozenset[str]
    alone: bool


@cache
def senses() -> dict[str, Sense]:
    """Rows by folded word. ``alone``: well-written it needs neither company nor cue."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = rows.pop("group", {})
    found: dict[str, Sense] = {}
    for words, row in rows.items():
        for word in words.split("|"):
            cues = [cue for name in row.get("cues", ()) for cue in groups.get(name, [name])]
            strangers = [other for name in row.get("not_among", ()) for other in groups.get(name, [name])]
            found[word] = Sense(
                word,
                frozenset(row.get("written", ())),
                frozenset(row.get("company", ())),
                frozenset(cues),
                frozenset(row.get("not_before", ())),
                frozenset(row.get("not_after", ())),
                frozenset(strangers),
                bool(row.get("alone", False)),
            )
    return found


def _around(terms: Sequence[str], first: int, last: int, reach: int) -> tuple[Sequence[str], Sequence[str]]:
    return terms[max(0, first - reach) : first], terms[last : last + reach]


def _written_right(sense: Sense, surface: str) -> bool:
    if sense.written:
        return surface in sense.written
    return surface[:1].isupper()


def meant(  # the decision reads in the order of its evidence
    sense: Sense, surface: str, terms: Sequence[str], first: int, last: int, near: Collection[str]
) -> bool:
    """Whether the words terms[first:last], written `surface`, are the skill.

    `near` holds the ids and sectors of the plain skills within reach in the same line.
    """
    before, after = _around(terms, first, last, _CUE)
    if (after and after[0] in sense.not_before) or (before and before[-1] in sense.not_after):
        return False
    wider = _around(terms, first, last, _NEAR) if sense.not_among else ()
    if any(not sense.not_among.isdisjoint(side) for side in wider):
        return False
    company = not sense.company.isdisjoint(near)
    cue = not (sense.cues.isdisjoint(before) and sense.cues.isdisjoint(after))
    if not _written_right(sense, surface):
        return company and cue if sense.cues else company and surface.islower() and len(surface) > 1
    return sense.alone or company or cue


def reach() -> int:
    """How many words to either side company is looked for."""
    return _NEAR
