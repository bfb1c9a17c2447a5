"""Kinds of things that postings ask for in place of names: "a Python web framework", "a programming language"."""

from __future__ import annotations

import re
from functools import cache

from prospect.lexicon.skills import all_skills, implied_by

_FRAMEWORK = re.compile(r"(?P<web>[\s-]*(?:based\s+)?web)?[\s-]*(?:application\s+)?frameworks?\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"\b(?:programming|scripting|object[- ]oriented(?:\s+programming)?|server[- ]side|back[- ]?end)\s+languages?\b", re.IGNORECASE)  # fmt: skip
_WEB = {"web-back-end", "web-front-end", "web-development"}


def framework_after(text: str, end: int, skill: str) -> tuple[tuple[str, ...], int] | None:
    """Where "framework" follows the name of a language: the frameworks of that language (of the web, where it says so),
    and where the phrase ends."""
    if all_skills()[skill].kind != "language":
        return None
    match = _FRAMEWORK.match(text, end)
    if match is None:
        return None
    ids = _frameworks(skill, bool(match["web"]))
    return (ids, match.end()) if ids else None


@cache
def _frameworks(language: str, web: bool) -> tuple[str, ...]:
    return tuple(
        one.id
        for one in all_skills().values()
        if one.kind == "framework" and language in implied_by(one.id) and (not web or _WEB & implied_by(one.id))
    )


def any_language(text: str) -> re.Match[str] | None:
    """Where a sentence asks for some programming language."""
    return _LANGUAGE.search(text)


@cache
def languages() -> tuple[str, ...]:
    """All programming languages, by id."""
    return tuple(one.id for one in all_skills().values() if one.kind == "language")
