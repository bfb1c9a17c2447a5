"""Where a skill can be learned, or its certificate earned, by its maker's or its body's own word.

The data is `data/ways_to_learn.tsv`; a skill that it does not name has no way here, rather than a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prospect.lexicon.occupations import rows_of
from prospect.lexicon.sentences import Sentence, say

_FILE = Path(__file__).parent / "data" / "ways_to_learn.tsv"

KINDS: Mapping[str, Sentence] = {
    "tutorial": say("the maker’s own tutorial"),
    "manual": say("the maker’s own documentation"),
    "course": say("lessons of the maker or of a public body"),
    "body": say("who sets the standard and tests for it"),
    "regulator": say("the authority that licenses"),
    "finder": say("a register of places to train"),
}


@dataclass(frozen=True, slots=True)
class WayToLearn:
    """One way: its kind (a key of `KINDS`), its name, its address, and whose it is."""

    skill: str
    kind: str
    name: str
    url: str
    by: str

    @property
    def kind_words(self) -> Sentence:
        return KINDS[self.kind]


def ways_to_learn(skill: str) -> tuple[WayToLearn, ...]:
    """The known ways to learn the skill with this id, in the order of the file; empty where none is known."""
    return _by_skill().get(skill, ())


@cache
def _by_skill() -> Mapping[str, tuple[WayToLearn, ...]]:
    found: dict[str, tuple[WayToLearn, ...]] = {}
    for row in rows_of(_FILE):
        if row["kind"] not in KINDS:
            raise ValueError(f"{_FILE.name}: {row['kind']!r} is no kind of way")
        for skill in row["skills"].split("; "):
            way = WayToLearn(skill, row["kind"], row["name"], row["url"], row["by"])
            found[skill] = (*found.get(skill, ()), way)
    return found
