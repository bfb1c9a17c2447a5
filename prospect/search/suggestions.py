"""What a person may be about to type, and what they may have meant to type.

`suggest` completes titles, skills, employers and places; `did_you_mean` mends words that no title or skill has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from heapq import nsmallest
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from prospect.lexicon import occupations, places, skills, tokens
from prospect.lexicon.sentences import Sentence, say
from prospect.search.query import Near, Query

TITLE, SKILL, EMPLOYER, PLACE = say("title"), say("skill"), say("employer"), say("place")
_ORDER = (TITLE, SKILL, EMPLOYER, PLACE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: what is shown, what it is, and the query that choosing it asks."""

    text: str
    kind: Sentence
    query: Query

    @property
    def url(self) -> str:
        return self.query.url()


class Employers(Protocol):
    """Whatever knows the employers that have jobs: an engine."""

    def employers(self, prefix: str, limit: int = 8) -> list[tuple[str, str]]:
        """Employers whose name begins so: (id, name)."""


def suggest(typed: str, engine: Employers | None = None, limit: int = 8) -> tuple[Suggestion, ...]:
    """Completions of what is typed: those that begin with it before those in which a later word does."""
    prefix = " ".join(tokens.terms(typed[:80]))
    if not prefix:
        return ()
    found = [Suggestion(entry.text, entry.kind, _query_of(entry)) for entry in _completed(prefix, limit)]
    if engine is not None:
        named = engine.employers(typed.strip(), 3)
        found += [Suggestion(name, EMPLOYER, Query(employers=(id,))) for id, name in named]
    near = [place for place in places.suggest_places(typed, 2) if place.id]
    found += [Suggestion(place.text, PLACE, Query(near=(Near(place.id or ""),))) for place in near]
    return tuple(_fairly(found, limit))


def did_you_mean(query: Query) -> Query | None:
    """The query with its misspelt words mended, where a known word is close enough; None where nothing is to mend."""
    words = query.canonical().words
    mended = tuple(_mended(word) for word in words)
    return replace(query, words=mended) if mended != words else None


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    later: bool  # the key begins at a later word of the name
    kind: Sentence
    id: str
    text: str


def _query_of(entry: _Entry) -> Query:
    return Query(skills=(entry.id,)) if entry.kind is SKILL else Query(words=tuple(entry.text.split()))


def _completed(prefix: str, limit: int) -> list[_Entry]:
    keys, entries = _entries()
    first = bisect_left(keys, prefix)
    last = bisect_left(keys, prefix + "\U0010ffff", first)
    chosen: dict[tuple[str, str], _Entry] = {}
    best = nsmallest(limit * 4, entries[first:last], key=lambda e: (e.later, e.kind is SKILL, len(e.key), e.key, e.id))
    for entry in best:
        chosen.setdefault((entry.kind.template, entry.id), entry)
    return list(chosen.values())[:limit]


@cache
def _entries() -> tuple[list[str], list[_Entry]]:
    """Every title and skill under the start of each of its words, in the order of the keys."""
    entries = []
    for kind, id, name, others in _names():
        for n, text in enumerate((name, *others)):
            found = tokens.terms(text)
            for at in range(len(found)):
                shown = name if n and kind is SKILL else text
                entries.append(_Entry(" ".join(found[at:]), at > 0, kind, id, shown))
    entries.sort(key=lambda entry: (entry.key, entry.kind.template, entry.id))
    return [entry.key for entry in entries], entries


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
