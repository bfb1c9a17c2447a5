"""Names of the trade in the reader's language, beginning with a capital as a heading or a link does. English names are
written as they are meant to be: iCIMS has its capital where it wants it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from django.utils.translation import get_language, gettext

from prospect.jobs.models import Employer
from prospect.lexicon.names import names
from prospect.lexicon.sentences import Sentence
from prospect.search import said
from prospect.search.query import Query


def occupation_name(id: str) -> str:
    return _capital(names("occupations", _language()).get(id)) or said.occupation_name(id, {})


def occupation_called(words: str) -> str | None:
    """The id of the occupation that has just this name in the reader's language."""
    return _called(_language()).get(words.strip().casefold())


@lru_cache(maxsize=8)
def _called(language: str) -> dict[str, str]:
    return {name.casefold(): id for id, name in names("occupations", language).items()}


def skill_name(id: str) -> str:
    return _capital(names("skills", _language()).get(id)) or said.skill_name(id, {})


def names_in(occupations: Iterable[str] = (), skills: Iterable[str] = ()) -> dict[str, str]:
    """Names by "kind:id", as `Query.sentence` takes them; none where the reader's language is the lexicon's own."""
    trades, known = names("occupations", _language()), names("skills", _language())
    found = {f"occupation:{id}": trades[id] for id in occupations if id in trades}
    return found | {f"skill:{id}": known[id] for id in skills if id in known}


def sentence_of(query: Query) -> Sentence:
    """What a search asks: trades and skills by their names in the reader's language, employers by theirs."""
    skills = (*query.skills, *query.any_skills, *query.no_skills)
    employers = employer_names((*query.employers, *query.not_employers))
    return query.sentence(employers | names_in(query.occupations, skills))


def name_of(query: Query) -> str:
    """What it asks in a line: what an alert is called that was given no other name."""
    return sentence_of(query).said(gettext)[:160]


def employer_names(ids: Collection[str]) -> dict[str, str]:
    """The names of employers by "employer:id"."""
    rows = Employer.objects.filter(slug__in=ids).values_list("slug", "name") if ids else ()
    return {f"employer:{slug}": name for slug, name in rows}


def _language() -> str:
    return get_language() or "en"


def _capital(name: str | None) -> str:
    return name[:1].upper() + name[1:] if name else ""
