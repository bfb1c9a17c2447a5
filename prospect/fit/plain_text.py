"""A person from a résumé's plain text, where nothing parts its sections: the short lines that are titles, and every
line that may show something. What a careful reading (`people.resume`) finds is better; this one is quick and loses
nothing, for ranking many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prospect.fit.forms import occupation_of
from prospect.fit.lines import LONGEST, Line
from prospect.fit.months import NONE
from prospect.fit.person import Held, Person
from prospect.fit.showing import skills_shown
from prospect.lexicon.skills import named_skills
from prospect.lexicon.titles import read_title

_WORDS_OF_A_TITLE = 8
_WORDS_OF_A_FIELD = 4
_TITLES = 6
_CUT = re.compile(r"\s+[-–—|]\s*|\s{2,}|,\s|\s+at\s+|\t|\s+\(")
_LABEL = re.compile(
    r"^(?:designation|position|role|title|job title|profile|worked as|working as)\s*(?:as\b)?\s*[:\-–]?\s+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[•·*▪●➢❖\-–—>]|[^\x00-\x7f]{1,4}\s|\d+[.)]|o\s)")
_NO_TITLE = re.compile(
    r"[.!?;:]$|\d{4}|@|https?:|\bexp(?:e)?ri(?:e)?nce\b|\bmonths?\b|\byears?\b"
    r"|\b(?:details|university|college|school|institute|skills?|education|responsibilit\w+|company|bachelor|master of|diploma|degree|course|certificat\w+)\b"
    r"|\b(?:b\.?\s?(?:e|a|sc|com|tech|b\.?a)|m\.?\s?(?:e|a|sc|com|tech|b\.?a|c\.?a)|ph\.?\s?d|hsc|ssc)\b\.?(?=\s|$)",
    re.IGNORECASE,
)  # fmt: skip


def from_text(text: str) -> Person:
    """A person without dates: years, schooling and languages are not told."""
    lines = tuple(Line(line[at : at + LONGEST]) for line in text.splitlines() for at in range(0, len(line), LONGEST) if line.strip())  # fmt: skip
    held = tuple(dict.fromkeys(_held(lines)))[:_TITLES]
    return Person(skills=skills_shown(lines), held=held, lines=lines)


def _held(lines: tuple[Line, ...]) -> Iterator[Held]:
    """The titles of the text in its order, each once. Without any of a known trade, the short lines that name a field
    of work ("HR", "Data Science") stand for them."""
    known: dict[str, Held] = {}
    fields: dict[str, Held] = {}
    for line in lines:
        title = _title(line.text)
        if not title:
            continue
        occupation = occupation_of(title)
        held = Held(title, occupation, read_title(title).level, NONE)
        if occupation:
            known.setdefault(title.casefold(), held)
        elif _names_a_field(title):
            fields.setdefault(title.casefold(), held)
    yield from known.values() or fields.values()


def _title(line: str) -> str:
    """What may be a title in a line: its first part, if that is short; empty otherwise."""
    if _BULLET.match(line) or _NO_TITLE.search(line[:120]):
        return ""
    first = _CUT.split(_LABEL.sub("", line.strip()), maxsplit=1)[0].strip(" -–—:|")
    return first if 1 < len(first) <= 80 and len(first.split()) <= _WORDS_OF_A_TITLE and first[0].isalpha() else ""


def _names_a_field(title: str) -> bool:
    return len(title.split()) <= _WORDS_OF_A_FIELD and any(one.skill.kind != "soft" for one in named_skills(title))
