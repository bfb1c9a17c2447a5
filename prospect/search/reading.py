"""What typed words may mean besides themselves: a title, a skill, a level, a way of working; and who is let in where.

"senior java back end developer" is a title (back end developer, and the titles near it), a skill (Java) and a level
(senior): a job that is one of those need not use the word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from prospect.lexicon import occupations, skills
from prospect.lexicon.asked import read_asked
from prospect.lexicon.employment import read_employment_type
from prospect.lexicon.levels import read_level

# How near an occupation must be to the one asked for, for its jobs to be found too.
NEAR_ENOUGH = 0.55
# Words that say nothing of a job when typed among others.
_EMPTY: Final = frozenset(
    (files("prospect.search") / "data" / "empty_words.txt").read_text("utf-8").split("\n\n", 1)[1].split()
)
_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """Some typed terms and what a job may have instead: a key, or an occupation (with its weight, 1 the one asked for).

    `together`: the terms are one name, looked for in a row (or in the title), not scattered over the text.
    `said`: they are everyday words that no employer writes ("fix cars"), looked for in a row alone.
    """

    terms: tuple[str, ...]
    together: bool = False
    said: bool = False
    keys: tuple[str, ...] = ()
    occupations: dict[str, float] = field(default_factory=dict)


@lru_cache(maxsize=8192)
def read_words(words: tuple[str, ...], *, similar: bool = True) -> tuple[Wanted, ...]:
    """The parts of typed terms, each with what it may mean; without `similar` a title means no more than its words."""
    kept = tuple(word for word in words if word not in _EMPTY) or words
    if not kept:
        return ()
    title = _title_in(kept) or _all_said(words, len(kept))
    if title is None:
        return tuple(_names(kept))
    first, last, asked, titled = title
    found: dict[str, float] = {}
    for id in asked if similar else ():
        for near, weight in (*near_enough(id).items(), (id, 1.0)):
            found[near] = max(weight, found.get(near, 0.0))
    wanted = Wanted(kept[first:last], together=True, said=not titled, occupations=found)
    return (wanted, *_names(kept[:first]), *_names(kept[last:]))


@lru_cache(maxsize=4096)
def _near_pairs(occupation: str) -> tuple[tuple[str, float], ...]:
    return tuple((near.id, near.nearness) for near in occupations.near(occupation) if near.nearness >= NEAR_ENOUGH)


def farther(occupation: str) -> tuple[str, ...]:
    """The occupations beyond those that count as similar, the nearest first; none for one that is not known."""
    try:
        return tuple(near.id for near in occupations.near(occupation) if near.nearness < NEAR_ENOUGH)
    except KeyError:
        return ()


def near_enough(occupation: str) -> dict[str, float]:
    """The occupations that count as similar to one, with how near they are; none for one that is not known."""
    try:
        return dict(_near_pairs(occupation))
    except KeyError:
        return {}


def _title_in(terms: tuple[str, ...]) -> tuple[int, int, tuple[str, ...], bool] | None:
    """The run of terms that means occupations, these, and whether it is a title; None where it means none."""
    text = " ".join(terms)
    asked = read_asked(text)
    if asked is None:
        return None
    starts, at = [], 0
    for term in terms:
        starts.append(at)
        at += len(term) + 1
    inside = [n for n, begin in enumerate(starts) if asked.start <= begin < asked.end]
    return (inside[0], inside[-1] + 1, asked.occupations, asked.titled) if inside else None


def _all_said(words: tuple[str, ...], length: int) -> tuple[int, int, tuple[str, ...], bool] | None:
    """What everyday words mean with their small ones ("work with kids"); None where they are a title, or nothing."""
    asked = read_asked(" ".join(words))
    return (0, length, asked.occupations, False) if asked and not asked.titled else None


def _names(terms: tuple[str, ...]) -> Iterator[Wanted]:
    """The terms cut into the longest names of skills, levels, workplaces and types of employment, and single words."""
    at = 0
    while at < len(terms):
        for length in range(min(_LONGEST_NAME, len(terms) - at), 0, -1):
            run = terms[at : at + length]
            keys = _keys_named(" ".join(run))
            if keys or length == 1:
                yield Wanted(run, together=length > 1, keys=keys)
                at += length
                break


@lru_cache(maxsize=8192)
def _keys_named(text: str) -> tuple[str, ...]:
    found = []
    if skill := skills.skill_named(text):
        found.append(f"skill:{skill.id}")
    if text in _WORKPLACES:
        found.append(f"workplace:{_WORKPLACES[text]}")
    if (kind := read_employment_type(text)) is not None:
        found.append(f"type:{kind}")
    if " " not in text and (level := read_level(text)) is not None:
        found.append(f"level:{level}")
    return tuple(found)


@cache
def _world_regions() -> dict[str, frozenset[str]]:
    """The countries of each part of the world, from `data/world_regions.tsv`."""
    rows = {}
    for line in (files("prospect.search") / "data" / "world_regions.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "name\t")):
            name, members = line.split("\t")
            rows[name] = members
    return {name: frozenset(_countries(members, rows)) for name, members in rows.items()}


def _countries(members: str, rows: dict[str, str]) -> Iterator[str]:
    for name in rows:
        if name in members and f" {name} " in f" {members} ":
            yield from _countries(rows[name], rows)
    yield from (code for code in members.split() if len(code) == 2 and code.isupper() and code not in rows)


@cache
def scopes_open_to(where: str) -> frozenset[str]:
    """The remote scopes that let in a person in `where`, a country ("US") or a region of one ("US-OK")."""
    country = where.partition("-")[0]
    return frozenset({where, country} | {name for name, members in _world_regions().items() if country in members}) | {
        "worldwide"
    }
