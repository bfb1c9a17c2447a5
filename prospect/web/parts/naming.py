"""Names of the trade in the reader's language, beginning with a capital as a heading or a link does."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from prospect.lexicon.names import names
from prospect.search import said


def occupation_name(id: str) -> str:
    return _capital(names("occupations", _language()).get(id) or said.occupation_name(id, {}))


def skill_name(id: str) -> str:
    return _capital(names("skills", _language()).get(id) or said.skill_name(id, {}))


def names_in(occupations: Iterable[str] = (), skills: Iterable[str] = ()) -> dict[str, str]:
    """Names by "kind:id", as `Query.sentence` takes them; none where the reader's language is the lexicon's own."""
    trades, known = names("occupations", _language()), names("skills", _language())
    found = {f"occupation:{id}": trades[id] for id in occupations if id in trades}
    return found | {f"skill:{id}": known[id] for id in skills if id in known}


def _language() -> str:
    return get_language() or "en"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
