"""The occupation of a title written in another form of its words: "Software Engineering Intern" is a software
engineer's, "Controllerin" and "Leiterin Controlling" a controller's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from prospect.lexicon.skills import skill_named
from prospect.lexicon.titles import read_title

# The name of the work for the one who does it, and German feminine forms; tried in this order, all at once.
_FORMS = (
    (re.compile(r"\bengineering\b", re.IGNORECASE), "engineer"),
    (re.compile(r"\bscience\b", re.IGNORECASE), "scientist"),
    (re.compile(r"\btest(?:ing|s)? engineer\b", re.IGNORECASE), "QA engineer"),
    (re.compile(r"\b(develop|test|recruit|controll|design|program(?:m)?|market|account|consult|teach|manufactur)ing\b", re.IGNORECASE), r"\1er"),
    (re.compile(r"\baccounter\b", re.IGNORECASE), "accountant"),
    (re.compile(r"\bconsulter\b", re.IGNORECASE), "consultant"),
    (re.compile(r"\b(\w{3,}(?:er|or|ist|ent|ant))in\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\bleiter\b\s*", re.IGNORECASE), ""),
)  # fmt: skip
_REST = re.compile(r"\s+(?:on|at|with|for)\s+.*$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def occupation_of(title: str) -> str | None:
    """The occupation's id as the lexicon reads it, else that of its other form; None where neither tells."""
    reading = read_title(title)
    if reading.occupation is not None:
        return reading.occupation.id
    other = _REST.sub("", reading.text)
    for pattern, form in _FORMS:
        other = pattern.sub(form, other)
    for form in (other, *(_in_full(title))):
        again = read_title(form) if form != reading.text else reading
        if again.occupation is not None:
            return again.occupation.id
    return None


def _in_full(title: str) -> Iterator[str]:
    """The skill that a title of one word or two is the name of, under its own name: "HR", "Qa"."""
    for written in (title, title.upper()):
        named = skill_named(written) if len(title.split()) <= 2 else None
        if named is not None and named.name.casefold() != title.casefold():
            yield named.name
