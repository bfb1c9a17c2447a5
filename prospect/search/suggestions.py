"""What a person may be about to type, and what they may have meant to type.

`suggest` completes titles, skills, employers and places; `did_you_mean` mends words that no title or skill has,
and whole names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from prospect.lexicon import occupations, places, skills, tokens
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence, say
from prospect.search import said
from prospect.search.engines.port import Engine
from prospect.search.query import Near, Query

TITLE, SKILL, EMPLOYER, PLACE = say("title"), say("skill"), say("employer"), say("place")
_ORDER = (TITLE, SKILL, EMPLOYER, PLACE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: what is shown, what it is, the query that choosing it asks, and how many open jobs are of it (a
    title's with its near ones left out)."""

    text: str
    kind: Sentence
    query: Query
    jobs: int = 0

    @property
    def url(self) -> str:
        return self.query.url()


class Catalogue(Protocol):
    """Whatever knows the jobs that there are: an engine."""

    def employers(self, prefix: str, limit: int = 8) -> list[tuple[str, str, int]]:
        """Employers whose name begins so: (id, name, how many jobs), those with most jobs first."""

    def jobs_with(self, kind: str, values: Sequence[str]) -> list[int]:
        """How many jobs have each value of one kind of key."""


def suggest(typed: str, engine: Catalogue | None = None, limit: int = 8) -> tuple[Suggestion, ...]:
    """Completions of what is typed. Of each kind those with most open jobs come first, and where there are no jobs (or
    no engine to ask) those that begin with it before those in which a later word does."""
    prefix = " ".join(tokens.terms(typed[:80]))
    if not prefix:
        return ()
    found = [
        Suggestion(entry.text, entry.kind, _query_of(entry), jobs) for entry, jobs in _completed(prefix, engine, limit)
    ]
    if engine is not None:
        named = engine.employers(typed.strip(), 3)
        found += [Suggestion(name, EMPLOYER, Query(employers=(id,)), jobs) for id, name, jobs in named]
    near = _places_like(typed[:80], limit)
    jobs = engine.jobs_with("place", [place.id or "" for place in near]) if engine else [0] * len(near)
    by_jobs = sorted(zip(near, jobs, strict=True), key=lambda pair: -pair[1])[:2]
    if engine is not None:
        by_jobs = [(place, count) for place, count in by_jobs if count]  # no town abroad for "nur"
    found += [
        Suggestion(said.place_name(place.id or "", {}), PLACE, Query(near=(Near(place.id or ""),)), count)
        for place, count in by_jobs
    ]
    return tuple(_fairly(found, limit))


def did_you_mean(query: Query, engine: Engine | None = None) -> Query | None:
    """The query with its misspelt words mended, or with the title or skill that its words are nearest to; of several
    ways to read it the first that finds something, where there is an engine to ask. None where nothing is to mend."""
    for mended in dict.fromkeys(_mended_queries(query.canonical())):
        if engine is None or engine.find(mended, limit=0).total:
            return mended
    return None


def _mended_queries(asked: Query) -> Iterator[Query]:
    """Every word that nobody knows mended; then what was typed, and that mended, as the name it is nearest to."""
    by_word = replace(
        asked,
        words=tuple(map(_mended, asked.words)),
        phrases=tuple(_mended_phrase(phrase) for phrase in asked.phrases),
        any_of=tuple(tuple(_mended_phrase(phrase) for phrase in group) for group in asked.any_of),
        title_words=tuple(map(_mended, asked.title_words)),
    )
    found = []
    if by_word != asked:
        found.append(by_word)
    for typed in (asked, by_word):
        if typed.words and (name := _nearest_name(" ".join(typed.words))):
            found.append(replace(typed, words=name))
    known = _names_by_terms()
    yield from sorted(found, key=lambda query: " ".join(query.words) not in known)


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    later: bool  # the key begins at a later word of the name
    kind: Sentence
    id: str
    text: str


def _query_of(entry: _Entry) -> Query:
    return Query(skills=(entry.id,)) if entry.kind is SKILL else Query(words=tuple(entry.text.split()))


def _completed(prefix: str, engine: Catalogue | None, limit: int) -> list[tuple[_Entry, int]]:
    """The best entry of each title and skill that has the prefix, with how many jobs are of it, `limit` of each kind."""
    found: list[tuple[_Entry, int]] = []
    for kind, entries in _with_prefix(prefix):
        jobs = engine.jobs_with(kind, [entry.id for entry in entries]) if engine else [0] * len(entries)
        # The plainest are first, and the sort keeps their order where there are as many jobs.
        found += sorted(zip(entries, jobs, strict=True), key=lambda pair: -pair[1])[:limit]
    return found


@lru_cache(maxsize=4096)
def _with_prefix(prefix: str) -> tuple[tuple[str, tuple[_Entry, ...]], ...]:
    """By kind of key the plainest entry of each title and skill that has the prefix, the plainest first."""
    names = _entries()
    first = bisect_left(names.keys, prefix)
    last = bisect_left(names.keys, prefix + "\U0010ffff", first)
    plainest = np.argsort(names.plainness[first:last])
    _, of_each = np.unique(names.of[first:last][plainest], return_index=True)
    chosen = [names.entries[first + int(n)] for n in plainest[np.sort(of_each)]]
    return tuple(
        (kind, tuple(entry for entry in chosen if entry.kind.template == template))
        for template, kind in _KEY_KINDS.items()
    )


@lru_cache(maxsize=4096)
def _places_like(typed: str, limit: int) -> tuple[Place, ...]:
    return tuple(place for place in places.suggest_places(typed, limit) if place.id)


_KEY_KINDS = {TITLE.template: "occupation", SKILL.template: "skill"}


class _Entries(NamedTuple):
    """Names under the start of each of their words, in the order of the keys. `of` numbers the title or skill that each
    is of, `plainness` puts all in order: those that begin with their key first, then short ones."""

    keys: list[str]
    entries: list[_Entry]
    of: Any
    plainness: Any


@cache
def _entries() -> _Entries:
    entries = []
    for kind, id, name, others in _names():
        for n, text in enumerate((name, *others)):
            found = tokens.terms(text)
            for at in range(len(found)):
                shown = name if n and kind is SKILL else text
                entries.append(_Entry(" ".join(found[at:]), at > 0, kind, id, shown))
    entries.sort(key=lambda entry: (entry.key, entry.kind.template, entry.id))
    number: dict[tuple[str, str], int] = {}
    of = [number.setdefault((entry.kind.template, entry.id), len(number)) for entry in entries]
    by_plainness = sorted(range(len(entries)), key=lambda n: (entries[n].later, len(entries[n].key), n))
    plainness = np.empty(len(entries), np.int64)
    plainness[by_plainness] = np.arange(len(entries))
    return _Entries([entry.key for entry in entries], entries, np.array(of), plainness)


def _names() -> Iterator[tuple[Sentence, str, str, tuple[str, ...]]]:
    for occupation in occupations.all_occupations():
        yield TITLE, occupation.id, occupation.name, occupation.titles
    for skill in skills.all_skills().values():
        yield SKILL, skill.id, skill.name, skill.aliases


def _fairly(found: list[Suggestion], limit: int) -> list[Suggestion]:
    """At most `limit`, in the order of kinds, each kind that has any with at least one."""
    by_kind = {kind: [each for each in found if each.kind == kind] for kind in _ORDER}
    places = {kind: min(len(each), 1) for kind, each in by_kind.items()}
    for kind in _ORDER:
        places[kind] += max(min(len(by_kind[kind]) - places[kind], limit - sum(places.values())), 0)
    return [each for kind in _ORDER for each in by_kind[kind][: places[kind]]][:limit]


@cache
def _vocabulary() -> Counter[str]:
    """The terms of titles and skills, with how many names have each."""
    terms: Counter[str] = Counter()
    for _, _, name, others in _names():
        terms.update(term for text in (name, *others) for term in set(tokens.terms(text)))
    return terms


@cache
def _known_words() -> list[str]:
    return [term for term in (*_vocabulary(), *tokens.joined_words()) if len(term) > 3 and term.isalpha()]


def _mended(word: str) -> str:
    """The commonest known word that is one slip away, or two in a long word; else the word itself."""
    known = _vocabulary()
    if len(word) < 4 or not word.isalpha() or word in known or tokens.stem(word) in known:
        return word
    slips = 1 if len(word) < 8 else 2
    near = process.extract(word, _known_words(), scorer=OSA.distance, score_cutoff=slips, limit=50)
    return min(near, key=lambda found: (found[1], -known[found[0]], found[0]))[0] if near else word


def _mended_phrase(phrase: str) -> str:
    return " ".join(map(_mended, phrase.split(" ")))


@cache
def _names_by_terms() -> dict[str, None]:
    """Every title and skill of more than a few letters, as its terms parted by spaces."""
    return {entry.key: None for entry in _entries().entries if not entry.later and len(entry.key) > 5}


@lru_cache(maxsize=1024)
def _nearest_name(text: str) -> tuple[str, ...] | None:
    """The title or skill that a slip or a few lead from to `text`; None for what is one, or is near to none."""
    known = _names_by_terms()
    if len(text) < 6 or len(text) > 80 or text in known:
        return None
    slips = min(1 + len(text) // 8, 3)
    near = process.extract(text, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=20)
    return tuple(min(near, key=lambda found: (found[1], len(found[0]), found[0]))[0].split(" ")) if near else None
