"""Which lines of a profile show which skills."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prospect.fit import months as spans
from prospect.fit.lines import Line
from prospect.fit.months import Months
from prospect.lexicon import needs
from prospect.lexicon.skills import Named, named_skills

_DENIED = re.compile(r"\b(?:no|not|never|without|lack|keine?n?|sin|sans)\b", re.IGNORECASE)
_TOGETHER = 12_000  # characters read in one pass
_STUFFED = 70  # names in lists beyond which a bare name says little


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines that show one skill, and the months of those that have dates. `crowd` is how many names stand in the
    bare lists of the whole profile."""

    lines: tuple[Line, ...]
    months: Months
    crowd: int = 0

    @property
    def in_use(self) -> bool:
        """Whether something besides a bare list shows it."""
        return any(line.part != "listed" for line in self.lines)

    @property
    def strength(self) -> int:
        """More lines, and lines of work before lists."""
        return len(self.lines) + 3 * sum(line.part in {"title", "work", "project"} for line in self.lines[:10])

    @property
    def is_lost_in_a_list(self) -> bool:
        """Named only in a list so long that it says everything."""
        return self.crowd > _STUFFED and not self.in_use


def skills_shown(lines: Sequence[Line], trades: Iterable[tuple[str, Line]] = ()) -> dict[str, Shown]:
    """Skills by id in the order of the lines. `trades` are further words that a line shows: its occupation's name."""
    found: dict[str, dict[Line, None]] = {}
    crowd = 0
    for line, named in _named(lines):
        crowd += line.part == "listed"
        found.setdefault(named.skill.id, {}).setdefault(line)
    for words, line in trades:
        for one in named_skills(words):
            found.setdefault(one.skill.id, {}).setdefault(line)
    return {id: Shown(tuple(held), spans.together(line.months for line in held), crowd) for id, held in found.items()}


def _named(lines: Sequence[Line]) -> Iterator[tuple[Line, Named]]:
    """Every skill named, with its line. Lines are read many at a time: a pass over a text costs more than its words."""
    start = 0
    while start < len(lines):
        end, size = start, 0
        while end < len(lines) and (end == start or size + len(lines[end].text) < _TOGETHER):
            size += len(lines[end].text) + 2
            end += 1
        batch = lines[start:end]
        places, at = [], 0
        for line in batch:
            places.append(at)
            at += len(line.text) + 2
        for named in named_skills("\n\n".join(line.text for line in batch)):
            which = bisect_right(places, named.start) - 1
            line, base = batch[which], places[which]
            if not _is_denied(line.text, named.start - base, named.end - base):
                yield line, named
        start = end


def _is_denied(text: str, start: int, end: int) -> bool:
    """Whether the line says the person has it not: "no Kubernetes yet"."""
    if not _DENIED.search(text):
        return False
    return needs.need_at(text[:400], start, end, needs.MENTIONED) == needs.NEGATED
