"""What typed words may mean besides themselves: a title, a skill, a level, a way of working; and who is let in where.

"senior java back end developer" is a title (back end developer, and the titles near it), a skill (Java) and a level
(senior): a job that is one of those need not use the word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from prospect.lexicon import occupations, skills, tokens
from prospect.lexicon.asked import read_asked
from prospect.lexicon.employment import begins_employment_type, employment_type_named
from prospect.lexicon.levels import read_level

# How near an occupation must be to the one asked for, for its jobs to be found too.
NEAR_ENOUGH = 0.55
# Words that say nothing of a job when typed among others.
_DATA: Final = Path(__file__).parent / "data"
_EMPTY: Final = frozenset((_DATA / "empty_words.txt").read_text("utf-8").split("\n\n", 1)[1].split())
_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}
_LONGEST_NAME = 4
# Words that name a type of employment in a field of that name, and not among others.
_VAGUE: Final = frozenset(("full", "part", "standard", "regular", "employee", "career", "term", "stage", "placement"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Some typed terms and what a job may have instead: a key, or an occupation (with its weight, 1 the one asked for).

    `together`: the terms are one name, looked for in a row (or in the title), not scattered over the text.
    `said`: they are everyday words that no employer writes ("fix cars"), looked for in a row alone.
    `also` are other names of the same, each looked for in a row, `titled` words that say it in a title.
    """

    terms: tuple[str, ...]
    together: bool = False
    said: bool = False
    keys: tuple[str, ...] = ()
    occupations: dict[str, float] = field(default_factory=dict)
    also: tuple[tuple[str, ...], ...] = ()
    titled: tuple[str, ...] = ()

    @property
    def is_one_word(self) -> bool:
        """Whether it is one word that means nothing but itself and its keys."""
        return len(self.terms) == 1 and not (self.occupations or self.also or self.titled)


@lru_cache(maxsize=8192)
def read_words(words: tuple[str, ...], *, similar: bool = True) -> tuple[Wanted, ...]:
    """The parts of typed terms, each with what it may mean; without `similar` a title means no more than its words."""
    kept = _kept(words)
    if not kept:
        return ()
    title = _title_in(words, kept)
    if title is None and len(kept) < len(words):
        title = _all_said(words)
    if title is None and (plain := _plain(words, kept)) != kept:
        title = _title_in(words, plain)
    if title is None:
        return tuple(_names(words, alone=True))
    inside, asked, titled = title
    found: dict[str, float] = {}
    for id in asked if similar else ():
        for near, weight in (*near_enough(id).items(), (id, 1.0)):
            found[near] = max(weight, found.get(near, 0.0))
    terms = tuple(words[n] for n in inside)
    wanted = Wanted(terms, together=True, said=not titled, occupations=found)
    return (wanted, *_names(words[: inside[0]]), *_names(words[inside[-1] + 1 :]))


def says_nothing(words: tuple[str, ...]) -> bool:
    """Whether typed words ask for nothing that one job has and another has not: "jobs hiring", "work"."""
    return bool(words) and all(term in _EMPTY for term in tokens.terms(" ".join(words)))


def _kept(words: tuple[str, ...]) -> list[int]:
    """The places of the words that say something; of all where none does."""
    return [n for n, word in enumerate(words) if word not in _EMPTY] or list(range(len(words)))


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


def _title_in(words: tuple[str, ...], kept: list[int]) -> tuple[list[int], tuple[str, ...], bool] | None:
    """The places of the words that mean occupations, these, and whether they are a title; None where they mean none."""
    asked = read_asked(" ".join(words[n] for n in kept))
    if asked is None:
        return None
    inside, at = [], 0
    for n in kept:
        if asked.start <= at < asked.end:
            inside.append(n)
        at += len(words[n]) + 1
    return (inside, asked.occupations, asked.titled) if inside else None


def _all_said(words: tuple[str, ...]) -> tuple[list[int], tuple[str, ...], bool] | None:
    """What everyday words mean with their small ones ("work with kids"); None where they are a title, or nothing."""
    asked = read_asked(" ".join(words))
    kept = _kept(words)
    return (kept, asked.occupations, False) if asked and not asked.titled else None


def _plain(words: tuple[str, ...], kept: list[int]) -> list[int]:
    """The places of the words but for phrases of how and when the work is done, which stand in the way of a title."""
    beside = {n for at, length, _ in _phrases_in(words) for n in range(at, at + length)}
    return [n for n in kept if n not in beside]


def _names(words: tuple[str, ...], *, alone: bool = False) -> Iterator[Wanted]:
    """The words cut into the longest phrases and names of skills, levels, workplaces and types of employment, and
    single words; what says nothing is left out unless it is `alone` and all there is."""
    phrases = {at: (length, wanted) for at, length, wanted in _phrases_in(words)}
    empty = alone and all(word in _EMPTY for word in words)
    at = 0
    while at < len(words):
        if at in phrases:
            length, wanted = phrases[at]
            yield wanted
            at += length
            continue
        most = (
            min([_LONGEST_NAME, *(n - at for n in phrases if n > at), len(words) - at]) if _may_begin(words[at]) else 1
        )
        for length in range(most, 0, -1):
            run = words[at : at + length]
            keys = _keys_named(" ".join(run))
            if keys or length == 1:
                if keys or empty or run[0] not in _EMPTY:
                    yield Wanted(run, together=True, keys=keys) if length > 1 else _one_word(run[0])
                at += length
                break


@lru_cache(maxsize=32_768)
def _one_word(word: str) -> Wanted:
    return Wanted((word,), keys=_keys_named(word))


def _phrases_in(words: tuple[str, ...]) -> list[tuple[int, int, Wanted]]:
    """The phrases of `data/typed_phrases.tsv`, the longest first from each place: place, length, what is wanted."""
    known = _phrases()
    found, at = [], 0
    stems = tuple(map(tokens.stem, words))
    first = _first_of_phrases()
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at) if stems[at] in first else 0, 0, -1):
            if meant := known.get(stems[at : at + length]):
                terms = words[at : at + length]
                # Without a key to go by, a text may also have the words apart: "nights and weekends, rotating shifts".
                found.append((at, length, replace(meant, terms=terms, together=length > 1 and bool(meant.keys))))
                at += length
                break
        else:
            at += 1
    return found


@cache
def _phrases() -> dict[tuple[str, ...], Wanted]:
    """What each phrase of `data/typed_phrases.tsv` asks for, by its stems."""
    known: dict[tuple[str, ...], Wanted] = {}
    for row in occupations.rows_of(_DATA / "typed_phrases.tsv"):
        typed, keys, said, titled = ([part.strip() for part in cell.split(";")] for cell in row.values())
        wanted = Wanted(
            (),
            keys=tuple(filter(None, keys)),
            also=tuple(tuple(tokens.search_terms(text)) for text in said if text),
            titled=tuple(term for text in titled for term in tokens.search_terms(text)),
        )
        known |= {tuple(tokens.search_terms(text)): wanted for text in typed}
    return known


@lru_cache(maxsize=65_536)
def _may_begin(word: str) -> bool:
    """Whether a name of several words may begin with this one; those of letters alone are always read as they stand."""
    return not (word.isascii() and word.isalpha()) or skills.begins_name(word) or begins_employment_type(word)


@lru_cache(maxsize=32_768)
def _keys_named(text: str) -> tuple[str, ...]:
    found = []
    if skill := skills.skill_named(text):
        found.append(f"skill:{skill.id}")
    if text in _WORKPLACES:
        found.append(f"workplace:{_WORKPLACES[text]}")
    if text not in _VAGUE and (kind := employment_type_named(text)) is not None:
        found.append(f"type:{kind}")
    if " " not in text and (level := read_level(text)) is not None:
        found.append(f"level:{level}")
    return tuple(found)


@cache
def _first_of_phrases() -> frozenset[str]:
    return frozenset(stems[0] for stems in _phrases())


@cache
def _world_regions() -> dict[str, frozenset[str]]:
    """The countries of each part of the world, from `data/world_regions.tsv`."""
    rows = {row["name"]: row["members"] for row in occupations.rows_of(_DATA / "world_regions.tsv")}
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
