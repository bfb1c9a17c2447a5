"""What a Query comes to: terms, and sets of the lexicon's ids, resolved once.

A Meaning is a conjunction. Each group of `all_of` must hold by any one of its atoms; no atom of `none_of` may hold; the
pay must reach the floor; the job must be new enough. It alone decides what matches, in every engine and in the alerts.
Two queries that come to the same have equal Meanings, which is how a million alerts become a few thousand expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from prospect import lexicon
from prospect.lexicon import places, tokens
from prospect.search import reading
from prospect.search.document import UNSTATED
from prospect.search.query import Query
from prospect.search.vocabulary import EDUCATION, Near


class Atom(NamedTuple):
    """One thing that may hold of a job.

    kind: "words" (all of `value` anywhere), "phrase" (`value` in a row anywhere), "title" (all of `value` in the
    title), "key" (`value` is one key of `Document.keys`).
    """

    kind: str
    value: tuple[str, ...]


Group = tuple[Atom, ...]


class Titled(NamedTuple):
    """How a job's title shows one thing that was asked for: it has every word of one of `words`, or the job is of one of
    `occupations`, which say in one word what a title says in many."""

    words: tuple[tuple[str, ...], ...]
    occupations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """See the module. `pay` is (currency, least a year, whether unstated pay counts); `since` is in days.

    `searched` gives the weight (0 to 1) of each occupation that was meant, for the order of results; it does not change
    what matches, nor do `also`: the names of near occupations that were searched too. `parts` are the groups of
    `all_of`, in its order, with the filter that each comes from, "" for what is no filter; `filters` are those that are
    on, by the names of their facets ("place" is that of a region and a country too).
    """

    all_of: tuple[Group, ...] = ()
    none_of: Group = ()
    pay: tuple[str, int, bool] | None = None
    since: int | None = None
    version: str = lexicon.VERSION
    searched: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    also: tuple[str, ...] = field(default=(), compare=False)
    parts: tuple[tuple[str, Group], ...] = field(default=(), compare=False, repr=False)
    filters: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @property
    def can_match(self) -> bool:
        """Whether any job could match: no group is empty."""
        return all(self.all_of)

    @property
    def asked_terms(self) -> tuple[str, ...]:
        """The terms asked for in words, each once: what is marked in a text."""
        atoms = (atom for group in self.all_of for atom in group if atom.kind != "key")
        return tuple(dict.fromkeys(term for atom in atoms for term in atom.value))

    @property
    def titled(self) -> tuple[Titled, ...]:
        """What a title is to show of what was typed. An occupation shows it beside other words only: alone, it is what
        the order begins with anyway."""
        typed = [group for group in self.all_of if any(atom.kind != "key" for atom in group)]
        very = {f"occupation:{id}" for id, weight in self.searched if weight == 1.0} if len(typed) > 1 else set()
        return tuple(
            Titled(
                tuple(sorted({tuple(sorted(set(atom.value))) for atom in group if atom.kind != "key"})),
                tuple(
                    atom.value[0].partition(":")[2] for atom in group if atom.kind == "key" and atom.value[0] in very
                ),
            )
            for group in typed
        )

    def ticked(self, kind: str) -> frozenset[str]:
        """The keys that the filter of that name lets in, or keeps out where it is "agency"."""
        if kind == "agency":
            return frozenset(AGENCY.value) if AGENCY in self.none_of else frozenset()
        return frozenset(atom.value[0] for part, group in self.parts if part == kind for atom in group)


AGENCY = Atom("key", ("agency:yes",))


@lru_cache(maxsize=4096)
def meaning(query: Query) -> Meaning:
    """The Meaning of `query` under the lexicon's present version."""
    asked = query.canonical()
    near = _occupations(asked.occupations, similar=asked.similar)
    read = reading.read_words(asked.words, similar=asked.similar)
    groups: list[Iterable[Atom]] = [
        _one_word(wanted.terms[0], wanted.keys) if wanted.is_one_word else _wanted(wanted) for wanted in read
    ]
    groups += [[_phrase(phrase)] for phrase in asked.phrases]
    groups += [_alternatives(group, similar=asked.similar) for group in asked.any_of]
    groups += [[Atom("title", (tokens.stem(word),))] for word in asked.title_words]
    groups += [[_key("skill", skill)] for skill in asked.skills]
    parts = [("", _simplified(group)) for group in groups]
    parts += [(name, _simplified(group)) for name, group in _filters(asked, near) if group]
    parts = sorted(dict.fromkeys(parts), key=itemgetter(1))
    searched = {id: weight for part in (near, *(wanted.occupations for wanted in read)) for id, weight in part.items()}
    pay = (asked.pay.currency, asked.pay.annual, asked.unstated_pay) if asked.pay else None
    return Meaning(
        all_of=tuple(group for group, _ in groupby(group for _, group in parts)),
        none_of=_simplified(_excluded(asked)),
        pay=pay,
        since=asked.since,
        searched=tuple(sorted(searched.items(), key=lambda pair: (-pair[1], pair[0]))),
        also=tuple(id for id, weight in sorted(searched.items(), key=lambda p: (-p[1], p[0])) if weight < 1),
        parts=tuple(parts),
        filters=_filters_on(asked, parts),
    )


def _key(kind: str, value: str) -> Atom:
    return Atom("key", (f"{kind}:{value}",))


def _phrase(text: str) -> Atom:
    found = tuple(tokens.stem(term) for term in text.split(" "))
    return Atom("phrase" if len(found) > 1 else "words", found)


def _simplified(group: Iterable[Atom]) -> Group:
    found = tuple(group)
    return found if len(found) == 1 else tuple(sorted(set(found)))


def _occupations(ids: tuple[str, ...], *, similar: bool) -> dict[str, float]:
    found = dict.fromkeys(ids, 1.0)
    if similar:
        for id in ids:
            for near, weight in reading.near_enough(id).items():
                found[near] = max(weight, found.get(near, 0.0))
    return found


def _wanted(wanted: reading.Wanted) -> Iterator[Atom]:
    """The ways in which a job may have what some typed words ask for."""
    terms = tuple(tokens.stem(term) for term in wanted.terms)
    if wanted.together and len(terms) > 1:
        yield Atom("phrase", terms)
        if not wanted.said:
            yield Atom("title", tuple(sorted(set(terms))))
    else:
        yield Atom("words", tuple(sorted(set(terms))))
    yield from (Atom("phrase" if len(other) > 1 else "words", other) for other in wanted.also)
    yield from (Atom("title", (term,)) for term in wanted.titled)
    yield from (Atom("key", (key,)) for key in wanted.keys)
    yield from (_key("occupation", id) for id in wanted.occupations)


@lru_cache(maxsize=32_768)
def _one_word(word: str, keys: tuple[str, ...]) -> Group:
    """What `_wanted` says of one word with its keys, as most typed words are."""
    return _simplified(_wanted(reading.Wanted((word,), keys=keys)))


def _alternatives(group: tuple[str, ...], *, similar: bool) -> Iterator[Atom]:
    for text in group:
        yield _phrase(text)
        for wanted in reading.read_words(tuple(text.split(" ")), similar=similar)[:1]:
            if wanted.terms == tuple(text.split(" ")):
                yield from _wanted(wanted)


def _filters(asked: Query, near: dict[str, float]) -> Iterator[tuple[str, list[Atom]]]:
    """The alternatives of each filter, by the name of its facet."""
    yield "occupation", [_key("occupation", id) for id in near]
    yield "skill", [_key("skill", id) for id in asked.any_skills]
    yield "place", [*_places(asked.near), *(_remote(asked) if asked.remote else ())]
    if asked.remote_from and not asked.remote:
        yield "", list(_remote(asked))
    yield "workplace", [_key("workplace", workplace) for workplace in asked.workplaces]
    yield "level", [_key("level", level) for level in asked.levels]
    yield "type", [_key("type", kind) for kind in asked.employment_types]
    yield "employer", [_key("employer", employer) for employer in asked.employers]
    if asked.education:
        asked_for = EDUCATION[: EDUCATION.index(asked.education) + 1]
        yield "education", [_key("education", level) for level in (*asked_for, UNSTATED)]


def _filters_on(asked: Query, parts: list[tuple[str, Group]]) -> frozenset[str]:
    others = (("pay", asked.pay is not None), ("since", asked.since is not None), ("agency", not asked.agencies))
    return frozenset([part for part, _ in parts if part] + [name for name, on in others if on])


def _places(near: tuple[Near, ...]) -> Iterator[Atom]:
    """A radius is the set of the lexicon's places within it; a region or a country is itself."""
    for asked in near:
        place = places.place(asked.place)
        if place is not None and not place.city:
            yield (
                _key("region", f"{place.country}-{place.region}")
                if place.region
                else _key("country", place.country or "")
            )
        else:
            yield from (
                _key("place", id) for id in sorted(places.places_within(asked.place, asked.miles) | {asked.place})
            )


def _remote(asked: Query) -> Iterator[Atom]:
    """The remote jobs that may be done from where the person is; of which all, where that is not known."""
    froms = asked.remote_from or tuple(
        f"{place.country}-{place.region}" if place.region else place.country
        for near in asked.near
        if (place := places.place(near.place)) is not None and place.country
    )
    if not froms:
        yield _key("remote", "any")
        return
    for scope in sorted({scope for where in froms for scope in reading.scopes_open_to(where)}):
        yield _key("remote", scope)
    yield _key("remote", UNSTATED)


def _excluded(asked: Query) -> Iterator[Atom]:
    yield from (_phrase(text) for text in asked.without)
    yield from (
        Atom("title", tuple(sorted({tokens.stem(term) for term in text.split(" ")}))) for text in asked.not_titles
    )
    yield from (_key("occupation", id) for id in asked.not_occupations)
    yield from (_key("skill", id) for id in asked.no_skills)
    yield from _places(tuple(Near(id, 0) for id in asked.not_places))
    yield from (_key("level", level) for level in asked.not_levels)
    yield from (_key("employer", id) for id in asked.not_employers)
    if not asked.agencies:
        yield AGENCY
