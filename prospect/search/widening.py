"""What else to ask where few jobs are found: near questions, each named by what it leaves out or widens.

They are offered beside what was found and never mixed with it: what a query finds, and what an alert on it tells of,
stays what `matching` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from prospect.lexicon import places, tokens
from prospect.lexicon.sentences import Sentence, say
from prospect.search import reading, said
from prospect.search.engines.port import Engine, Found, Hit
from prospect.search.query import Query
from prospect.search.suggestions import did_you_mean
from prospect.search.vocabulary import DEFAULT_MILES, MAX_MILES, Near

FEW: Final = 10  # jobs; where fewer are found, near questions are asked
OFFERED: Final = 4
_TRIED: Final = 12
_NAMED: Final = 3
_LONGEST_CITY: Final = 3  # words
FARTHER: Final = 2  # times the radius
# Filters that are dropped whole, for their values are alternatives, and what each is where it asks nothing.
_ALTERNATIVES: Final[dict[str, Any]] = {
    "workplaces": (),
    "levels": (),
    "employment_types": (),
    "education": None,
    "since": None,
    "any_skills": (),
    "employers": (),
    "occupations": (),
    "remote_from": (),
}


Way = tuple[Sentence, Query]


@dataclass(frozen=True, slots=True)
class Wider:
    """A near question: how it differs, how many jobs it finds, and the best of them that fill up the few found."""

    name: Sentence
    query: Query
    total: int
    hits: tuple[Hit, ...] = ()


def widened(query: Query, found: Found, engine: Engine, names: Mapping[str, str] | None = None) -> tuple[Wider, ...]:
    """The near questions that find more than `query` does, the narrowest first, of which the first few bring the jobs
    up to `FEW`; none where enough were `found`. `names` are those that `Query.sentence` takes."""
    if found.total >= FEW:
        return ()
    seen, room = {hit.id for hit in found.hits}, FEW - found.total
    offered = []
    for name, other, there in _nearest(query, found.total, engine, names or {})[:OFFERED]:
        fresh = tuple(hit for hit in there.hits if hit.id not in seen)[:room]
        seen.update(hit.id for hit in fresh)
        room -= len(fresh)
        offered.append(Wider(name, other, there.total, fresh))
    return tuple(offered)


def _nearest(query: Query, total: int, engine: Engine, names: Mapping[str, str]) -> list[tuple[Sentence, Query, Found]]:
    """What near questions find, where it is more than `total`: those mended first, then those of the first kind of ways
    that finds anything and of the next, the narrowest first."""
    nearest = []
    if not total and (meant := did_you_mean(query, engine)):
        name = say("Did you mean: {query}", query=meant.sentence(names))
        nearest.append((name, meant, engine.find(meant, limit=FEW)))
    kinds = (_less(query, names), FEW), (_nearby_work(query, names), FEW), (_bare(query), FEW), (_any_word(query), 0)
    for ways, limit in kinds:
        if sum(there.total for _, _, there in nearest) >= FEW:
            break
        asked = [way for way in ways if not way[1].is_empty()][:_TRIED]
        found = [(name, other, engine.find(other, limit=limit)) for name, other in asked]
        nearest += sorted((one for one in found if one[2].total > total), key=lambda one: one[2].total)
    return nearest


def _less(query: Query, names: Mapping[str, str]) -> Iterator[Way]:
    """With one thing less asked, or with it asked less strictly."""
    if not query.similar:
        yield say("Similar titles too"), replace(query, similar=True)
    yield from _around(query)
    yield from _fewer_words(query)
    yield from _where(query)
    yield from _fewer_filters(query, names)
    yield from _with_excluded(query, names)


def _nearby_work(query: Query, names: Mapping[str, str]) -> Iterator[Way]:
    """Occupations too far from the one asked for to count as similar."""
    read = _read(query)
    known = dict.fromkeys(query.occupations, 1.0) | {id: n for one in read for id, n in one.occupations.items()}
    near = [one for id, weight in known.items() if weight == 1 for one in reading.farther(id) if one not in known][
        :_TRIED
    ]
    if near:
        name = say("Nearby work: {titles}", titles=", ".join(said.occupation_name(id, names) for id in near[:_NAMED]))
        kept = _terms(wanted for wanted in read if not wanted.occupations)
        yield name, replace(query, words=kept, occupations=tuple(near), similar=False)


def _bare(query: Query) -> Iterator[Way]:
    """Only what was typed."""
    bare = Query(words=query.words, phrases=query.phrases)
    if bare.canonical() != query.canonical():
        yield say("Only {query}", query=bare.sentence()), bare


def _any_word(query: Query) -> Iterator[Way]:
    """Any one word of what was typed: too wide for its jobs to be shown."""
    if len(query.words) > 1:
        yield say("Any of these words"), Query(any_of=(query.words,))


def _fewer_words(query: Query) -> Iterator[Way]:
    """Without one of the things that were typed, or without all that is no title; the title itself stays."""
    if query.phrases:
        loose = tuple(" ".join(query.phrases).split())
        yield say("Without the quotes"), replace(query, phrases=(), words=(*query.words, *loose))
    if query.title_words:
        yield say("Not only in the title"), replace(query, title_words=(), words=(*query.words, *query.title_words))
    read = _read(query)
    extra = [wanted for wanted in read if not wanted.occupations]
    drops = [[wanted] for wanted in extra] if len(read) > 1 else []
    if len(read) > len(extra) > 1:
        drops.append(extra)
    for drop in drops:
        kept = _terms(wanted for wanted in read if wanted not in drop)
        yield say("Without “{name}”", name=" ".join(_terms(drop))), replace(query, words=kept)


def _read(query: Query) -> tuple[reading.Wanted, ...]:
    return reading.read_words(query.canonical().words, similar=query.similar)


def _terms(parts: Iterable[reading.Wanted]) -> tuple[str, ...]:
    return tuple(term for wanted in parts for term in wanted.terms)


def _around(query: Query) -> Iterator[Way]:
    """Around a city that was typed among the words: "nurse tulsa" is asked of the words of a job, not of its place."""
    words = query.canonical().words
    if query.near:
        return
    for size in range(min(_LONGEST_CITY, len(words) - 1), 0, -1):
        for at in range(len(words) - size + 1):
            run, others = words[at : at + size], (*words[:at], *words[at + size :])
            city = next(iter(places.find_places(" ".join(run))), None)
            if city and (size == 1 or tuple(tokens.terms(city.city or "")) == run):
                around = Near(city.id or "")
                name = said.place_name(around.place, {})
                yield (
                    say("Within {miles} miles of {place}", miles=around.miles, place=name),
                    replace(query, words=others, near=(around,)),
                )
                return


def _where(query: Query) -> Iterator[Way]:
    if not query.near:
        return
    cities = [near for near in query.near if (known := places.place(near.place)) is None or known.city]
    if cities:
        miles = min(max(near.miles for near in cities) * FARTHER, MAX_MILES) or DEFAULT_MILES
        farther = tuple(replace(near, miles=miles) if near in cities else near for near in query.near)
        yield say("Within {miles} miles", miles=miles), replace(query, near=farther)
    if not query.remote:
        yield say("Remote jobs too"), replace(query, remote=True)
    yield say("Anywhere"), replace(query, near=(), remote=False)


def _fewer_filters(query: Query, names: Mapping[str, str]) -> Iterator[Way]:
    """Without one filter each; of skills and groups of words, which must all hold, without one of them."""
    if query.pay:
        if not query.unstated_pay:
            yield say("Where no pay is stated too"), replace(query, unstated_pay=True)
        yield _dropped(query, names, pay=None, unstated_pay=False)
    for field, nothing in _ALTERNATIVES.items():
        if getattr(query, field) != nothing:
            yield _dropped(query, names, **{field: nothing})
    for field in ("skills", "any_of"):
        held = getattr(query, field)
        for one in held:
            only: dict[str, Any] = {field: (one,)}
            others: dict[str, Any] = {field: tuple(other for other in held if other != one)}
            yield say("Without “{name}”", name=Query(**only).sentence(names)), replace(query, **others)


def _dropped(query: Query, names: Mapping[str, str], **empty: Any) -> Way:
    """The query with some fields emptied, by the name of what they asked."""
    asked = Query(**{field: getattr(query, field) for field in empty})
    return say("Without “{name}”", name=asked.sentence(names)), replace(query, **empty)


def _with_excluded(query: Query, names: Mapping[str, str]) -> Iterator[Way]:
    """With what was kept out, one kind at a time."""
    if not query.agencies:
        yield say("Staffing agencies too"), replace(query, agencies=True)
    for field, name in _EXCLUSIONS.items():
        if held := getattr(query, field):
            kept_out = ", ".join(name(value, names) for value in held)
            none: dict[str, Any] = {field: ()}
            yield say("{name} too", name=kept_out), replace(query, **none)


_EXCLUSIONS: Final[dict[str, Callable[[str, Mapping[str, str]], str]]] = {
    "without": lambda text, names: f"“{text}”",
    "not_titles": lambda text, names: f"“{text}”",
    "not_occupations": said.occupation_name,
    "no_skills": said.skill_name,
    "not_places": said.place_name,
    "not_levels": said.level_name,
    "not_employers": lambda id, names: names.get(f"employer:{id}", id),
}
