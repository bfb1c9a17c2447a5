"""What a letter shows of many jobs: near-duplicates as one entry, no employer filling it, best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prospect.lexicon import tokens

IN_A_LETTER = 25
OF_ONE_EMPLOYER = 4
OF_AN_ALERT = 3  # entries at least, of the first alerts of a letter that tells of many
_NUMBERED = frozenset({"r", "jr", "req", "requisition", "job", "id"})  # what stands before an employer's own number
_LONG = 5  # digits that are no year and no grade
SECTIONS = 40  # alerts that a letter names; mail programs cut off what is longer than some 100 kB


@dataclass(frozen=True, slots=True)
class Item:
    """A job as far as the layout of a letter needs it; `score` orders, the highest first."""

    id: int
    employer: str
    title: str
    score: float = 0.0


@dataclass(slots=True)
class Entry:
    """One line of the letter: a job, the ids of others that read the same, and how many more of its employer are not
    shown (told with the last of its entries)."""

    id: int
    employer: str
    like: list[int] = field(default_factory=list)
    more_of_employer: int = 0


def laid_out(
    items: Iterable[Item], *, most: int = IN_A_LETTER, of_one: int = OF_ONE_EMPLOYER
) -> tuple[list[Entry], int]:
    """The entries a letter shows, and how many jobs are in none of them.

    Jobs of one employer whose titles read the same are one entry ("and 6 more that read the same"). They stay jobs of their
    own: each counts, and each is told of once.
    """
    folded = _folded(sorted(items, key=lambda item: (-item.score, -item.id)))
    shown: list[Entry] = []
    of_employer: Counter[str] = Counter()
    left = 0
    last: dict[str, Entry] = {}
    for entry in folded:
        jobs = 1 + len(entry.like)
        if of_employer[entry.employer] < of_one and len(shown) < most:
            shown.append(entry)
            of_employer[entry.employer] += 1
            last[entry.employer] = entry
        else:
            left += jobs
            if entry.employer in last:
                last[entry.employer].more_of_employer += jobs
    return shown, left


def _folded(items: Sequence[Item]) -> list[Entry]:
    entries: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for item in items:
        key = item.employer, _read_as(item.title)
        if key in entries:
            entries[key].like.append(item.id)
        else:
            entries[key] = Entry(item.id, item.employer)
    return list(entries.values())


def _read_as(title: str) -> tuple[str, ...]:
    """The terms of a title but for the employer's own number of it: "(R-40254)", "REQ 991", "#123456"."""
    read: list[str] = []
    for term in tokens.terms(title):
        marked = bool(read) and read[-1] in _NUMBERED
        if not term.isdigit() or not (marked or len(term) >= _LONG):
            read.append(term)
        elif marked:
            read.pop()
    return tuple(read)


def shares(alerts: int) -> list[int]:
    """How many entries each of the alerts of one letter has, the first ones first."""
    each = max(IN_A_LETTER // alerts, OF_AN_ALERT) if alerts else 0
    return [max(min(each, IN_A_LETTER - each * n), 0) for n in range(alerts)]
