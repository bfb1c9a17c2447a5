"""A Query in plain words, clause by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import TYPE_CHECKING

from prospect.lexicon import occupations, places, skills
from prospect.lexicon.sentences import Sentence, say, say_many
from prospect.search import vocabulary as v
from prospect.search.document import UNSTATED

if TYPE_CHECKING:
    from prospect.search.query import Query

NO_SINCE_IN_ALERT = say(
    "“Posted in the last days” has no meaning in an alert, which tells of new jobs only; it was left out."
)
_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£"}


def sentence(query: Query, names: Mapping[str, str]) -> Sentence:
    """The whole query in one sentence; `names` gives names by "kind:id" where the lexicon has none."""
    return _listed(list(clauses(query, names)) or [say("All jobs")])


def clauses(query: Query, names: Mapping[str, str]) -> Iterator[Sentence]:
    """What the query asks, each filter a clause, the subject first."""
    yield from _subject(query, names)
    yield from _content(query, names)
    yield from _where(query, names)
    yield from _terms_of_work(query)
    yield from _employers(query, names)
    if query.education:
        yield say("asking for no more than: {education}", education=EDUCATION[query.education])
    if query.since:
        yield say_many("posted in the last day", "posted in the last {n} days", query.since)
    if query.sort == "newest":
        yield say("newest first")


LEVELS = {
    "intern": say("intern"),
    "junior": say("junior"),
    "mid": say("mid-level"),
    "senior": say("senior"),
    "lead": say("lead"),
    "staff": say("staff"),
    "principal": say("principal"),
    "manager": say("manager"),
    "director": say("director"),
    "executive": say("executive"),
    UNSTATED: say("level not stated"),
}
WORKPLACES = {
    "onsite": say("on site"),
    "hybrid": say("hybrid"),
    "remote": say("remote"),
    UNSTATED: say("workplace not stated"),
}
EMPLOYMENT_TYPES = {
    "FULL_TIME": say("full-time"),
    "PART_TIME": say("part-time"),
    "CONTRACTOR": say("contract"),
    "TEMPORARY": say("temporary"),
    "INTERN": say("internship"),
    "VOLUNTEER": say("volunteer"),
    "PER_DIEM": say("per diem"),
    "OTHER": say("another type of employment"),
    UNSTATED: say("type of employment not stated"),
}
EDUCATION = {
    "none": say("no formal education"),
    "secondary": say("high school"),
    "certificate": say("a certificate"),
    "associate": say("an associate degree"),
    "bachelor": say("a bachelor’s degree"),
    "master": say("a master’s degree"),
    "doctorate": say("a doctorate"),
}
_PAY = {
    "HOUR": lambda amount: say("from {amount} an hour", amount=amount),
    "DAY": lambda amount: say("from {amount} a day", amount=amount),
    "WEEK": lambda amount: say("from {amount} a week", amount=amount),
    "MONTH": lambda amount: say("from {amount} a month", amount=amount),
    "YEAR": lambda amount: say("from {amount} a year", amount=amount),
}


def place_name(id: str, names: Mapping[str, str]) -> str:
    """A place's name, with its state or country where another goes by the same."""
    if name := names.get(f"place:{id}"):
        return name
    known = places.place(id)
    return id if known is None else known.label if places.has_namesakes(known) else known.text


def occupation_name(id: str, names: Mapping[str, str]) -> str:
    try:
        return names.get(f"occupation:{id}") or occupations.occupation(id).name
    except KeyError:
        return id


def level_name(level: str, names: Mapping[str, str]) -> str:
    return names.get(f"level:{level}") or str(LEVELS[level])


def skill_name(id: str, names: Mapping[str, str]) -> str:
    try:
        return names.get(f"skill:{id}") or skills.skill(id).name
    except KeyError:
        return id


def _subject(query: Query, names: Mapping[str, str]) -> Iterator[Sentence]:
    if query.occupations:
        named = _any(query.occupations, occupation_name, names)
        yield say("{titles} and similar", titles=named) if query.similar else named
    if query.words:
        typed = " ".join(query.words)
        yield say("“{words}” and similar titles", words=typed) if query.similar else say("“{words}”", words=typed)


def _content(query: Query, names: Mapping[str, str]) -> Iterator[Sentence]:
    if query.title_words:
        yield say("with “{words}” in the title", words=" ".join(query.title_words))
    for phrase in query.not_titles:
        yield say("without “{words}” in the title", words=phrase)
    if query.not_occupations:
        yield say("not as {titles}", titles=_any(query.not_occupations, occupation_name, names))
    for phrase in query.phrases:
        yield say("with the words “{phrase}”", phrase=phrase)
    for group in query.any_of:
        yield say("with {words}", words=_or([say("“{phrase}”", phrase=phrase) for phrase in group]))
    for phrase in query.without:
        yield say("without “{phrase}”", phrase=phrase)
    for id in query.skills:
        yield say("asking for {skill}", skill=skill_name(id, names))
    if query.any_skills:
        yield say("asking for {skills}", skills=_any(query.any_skills, skill_name, names))
    if query.no_skills:
        yield say("not asking for {skills}", skills=_any(query.no_skills, skill_name, names))


def _where(query: Query, names: Mapping[str, str]) -> Iterator[Sentence]:
    if query.near:
        named = _or([_near(near, names) for near in query.near])
        yield say("{places} or remote", places=named) if query.remote else named
    if query.not_places:
        yield say("not in {places}", places=_any(query.not_places, place_name, names))
    if query.remote_from:
        yield say("remote from {places}", places=", ".join(query.remote_from))
    if query.workplaces:
        yield _or([WORKPLACES[workplace] for workplace in query.workplaces])


def _near(near: v.Near, names: Mapping[str, str]) -> Sentence:
    place = place_name(near.place, names)
    known = places.place(near.place)
    if near.miles == 0 or (known and not known.city):
        return say("in {place}", place=place)
    return say_many("within {n} mile of {place}", "within {n} miles of {place}", near.miles, place=place)


def _terms_of_work(query: Query) -> Iterator[Sentence]:
    if query.pay:
        mark = _CURRENCIES.get(query.pay.currency, query.pay.currency + " ")
        asked = _PAY[query.pay.period](f"{mark}{query.pay.amount:,}")
        yield say("{pay} or with no pay stated", pay=asked) if query.unstated_pay else asked
    if query.levels:
        yield _or([LEVELS[level] for level in query.levels])
    if kept_out := [LEVELS[level] for level in query.not_levels if level != UNSTATED]:
        yield say("not {levels}", levels=_or(kept_out))
    if UNSTATED in query.not_levels:
        yield say("with the level stated")
    if query.employment_types:
        yield _or([EMPLOYMENT_TYPES[kind] for kind in query.employment_types])


def _employers(query: Query, names: Mapping[str, str]) -> Iterator[Sentence]:
    def name(id: str, names: Mapping[str, str]) -> str:
        return names.get(f"employer:{id}", id)

    if query.employers:
        yield say("at {employers}", employers=_any(query.employers, name, names))
    if query.not_employers:
        yield say("not at {employers}", employers=_any(query.not_employers, name, names))
    if not query.agencies:
        yield say("no staffing agencies")


def _any(ids: tuple[str, ...], name: Callable[[str, Mapping[str, str]], str], names: Mapping[str, str]) -> Sentence:
    return _or([say("{name}", name=name(id, names)) for id in ids])


def _or(parts: list[Sentence]) -> Sentence:
    return reduce(lambda so_far, more: say("{so_far} or {more}", so_far=so_far, more=more), parts)


def _listed(parts: list[Sentence]) -> Sentence:
    return reduce(lambda so_far, more: say("{so_far}, {more}", so_far=so_far, more=more), parts)
