"""The Query: one object for whatever is asked of the catalogue, by a page, an alert, a feed, the API or the command.

It comes from a URL and goes back to one, says itself in plain words, and has one canonical form for one question.
What it matches is decided by `prospect.search.meaning`, which resolves it into terms and sets of the lexicon's ids.
Ids in it are the lexicon's (occupations, skills, places) or the catalogue's (employers).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from urllib.parse import urlencode

from prospect.lexicon import tokens
from prospect.lexicon.sentences import Sentence
from prospect.search import params, said
from prospect.search.vocabulary import EDUCATION, EMPLOYMENT_TYPES, LEVELS, MAX_MILES, WORKPLACES, Near, PayFloor

__all__ = ["Near", "PayFloor", "Query"]


@dataclass(frozen=True, slots=True)
class Query:  # long: every field is one thing that can be asked
    """A question. Each field that is filled narrows it; within a field of several, any one suffices unless said."""

    words: tuple[str, ...] = ()  # every one, anywhere in the job; together they may read as a title
    phrases: tuple[str, ...] = ()  # every one, word for word
    any_of: tuple[tuple[str, ...], ...] = ()  # of each group, any one word or phrase
    without: tuple[str, ...] = ()  # none of these words or phrases
    title_words: tuple[str, ...] = ()  # every one, in the title
    not_titles: tuple[str, ...] = ()  # none of these words or phrases, in the title
    occupations: tuple[str, ...] = ()
    not_occupations: tuple[str, ...] = ()
    similar: bool = True  # occupations near those asked for, or read from the words, count too
    skills: tuple[str, ...] = ()  # every one
    any_skills: tuple[str, ...] = ()
    no_skills: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    not_places: tuple[str, ...] = ()  # nothing in these cities, regions or countries, by their ids
    remote: bool = False  # besides the places, remote jobs that may be done from there count
    remote_from: tuple[str, ...] = ()  # where the person would be: "US", "US-OK"; else the places say
    workplaces: tuple[str, ...] = ()
    pay: PayFloor | None = None
    unstated_pay: bool = False  # jobs that state no pay in that currency count too
    levels: tuple[str, ...] = ()
    not_levels: tuple[str, ...] = ()
    employment_types: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    not_employers: tuple[str, ...] = ()
    agencies: bool = True  # jobs of staffing agencies count
    education: str | None = None  # jobs that ask for no more than this
    since: int | None = None  # posted in the last so many days
    sort: str = "best"

    @classmethod
    def from_params(cls, mapping: Mapping[str, object]) -> Query:
        """The query of a URL's parameters (see `prospect.search.params`); what is not understood is left out."""
        return cls(**params.read(mapping).fields)

    @classmethod
    def from_words(cls, text: str) -> Query:
        """The query of what is typed into the search box."""
        return cls(**params.read({"q": text}).fields)

    def to_params(self) -> dict[str, list[str]]:
        """The parameters that `from_params` takes back to this query."""
        return params.written(self)

    def url(self, path: str = "/jobs") -> str:
        """A relative URL that asks this."""
        query = urlencode(self.to_params(), doseq=True)
        return f"{path}?{query}" if query else path

    def sentence(self, names: Mapping[str, str] | None = None) -> Sentence:
        """The query in plain words; `names` gives the names of employers by "employer:id"."""
        return said.sentence(self, names or {})

    def for_alert(self) -> tuple[Query, tuple[Sentence, ...]]:
        """The query as an alert can keep it, with a word on each thing it cannot."""
        if self.since is None and self.sort == "best":
            return self, ()
        notes = (said.NO_SINCE_IN_ALERT,) if self.since is not None else ()
        return replace(self, since=None, sort="best"), notes

    def is_empty(self) -> bool:
        """Whether it asks for nothing, so that every job matches."""
        return replace(self.canonical(), sort="best") == Query()

    def canonical(self) -> Query:
        """The one form of this question: terms for words, ids in order, nothing that changes nothing."""
        typed, runs = _words_and_runs(self.words)
        if typed == self.words and not runs and _BESIDES(self) == _NOTHING:
            return self
        phrases, any_of = _phrases_and_groups((*self.phrases, *runs), self.any_of)
        near = tuple(sorted({Near(n.place, min(max(n.miles, 0), MAX_MILES)) for n in self.near}))
        return Query(  # and not `replace`, which takes three times as long
            words=typed,
            phrases=phrases,
            any_of=any_of,
            without=_each_as_terms(self.without),
            title_words=_each_once(self.title_words),
            not_titles=_each_as_terms(self.not_titles),
            occupations=_ordered(self.occupations),
            not_occupations=_ordered(self.not_occupations),
            similar=self.similar or not (typed or any_of or self.occupations),
            skills=_ordered(self.skills),
            any_skills=_ordered(self.any_skills),
            no_skills=_ordered(self.no_skills),
            near=near,
            not_places=_ordered(self.not_places),
            remote=self.remote and bool(near),
            remote_from=_ordered(self.remote_from),
            workplaces=_ordered(self.workplaces, WORKPLACES),
            pay=PayFloor(self.pay.annual, self.pay.currency) if self.pay and self.pay.annual > 0 else None,
            unstated_pay=self.unstated_pay and self.pay is not None and self.pay.annual > 0,
            levels=_ordered(self.levels, LEVELS),
            not_levels=_ordered(self.not_levels, LEVELS),
            employment_types=_ordered(self.employment_types, EMPLOYMENT_TYPES),
            employers=_ordered(self.employers),
            not_employers=_ordered(self.not_employers),
            agencies=self.agencies,
            education=None if self.education == EDUCATION[-1] else self.education,
            since=self.since,
            sort=self.sort,
        )


_BESIDES = attrgetter(*(field.name for field in fields(Query) if field.name != "words"))
_NOTHING = _BESIDES(Query())  # so most of what is typed is as it was


def _ordered(values: tuple[str, ...], order: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Each once; in `order` where it has them, by name where not."""
    if len(values) < 2:
        return values
    place = {value: n for n, value in enumerate(order)}
    return tuple(sorted(set(values), key=lambda value: (place.get(value, len(place)), value)))


def _settled(text: str) -> list[str]:
    """The terms of `text`, such that reading them again changes nothing."""
    found = tokens.terms(text)
    while (joined := " ".join(found)) != text:
        text, found = joined, tokens.terms(joined)
    return found


@lru_cache(maxsize=8192)
def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of typed words, each once, in the order typed."""
    found = _settled(" ".join(words))
    while len(once := dict.fromkeys(found)) < len(found):
        found = _settled(" ".join(once))
    return tuple(found)


@lru_cache(maxsize=8192)
def _words_and_runs(typed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms of typed words; runs of unspaced script apart, for they are phrases."""
    plain: list[str] = []
    runs: list[str] = []
    for word in typed:
        found = [] if word.isascii() else tokens.terms(word)
        (runs if len(found) > 1 and all(map(tokens.written_without_spaces, found)) else plain).append(word)
    return _each_once(tuple(plain)), tuple(runs)


@lru_cache(maxsize=8192)
def _each_as_terms(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(found) for phrase in phrases if (found := _settled(phrase))}))


@lru_cache(maxsize=8192)
def _phrases_and_groups(
    phrases: tuple[str, ...], groups: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Phrases and groups of alternatives as terms; a group of one is a phrase."""
    found = {group for given in groups if (group := _each_as_terms(given))}
    single = tuple(group[0] for group in found if len(group) == 1)
    return _each_as_terms((*phrases, *single)), tuple(sorted(group for group in found if len(group) > 1))
