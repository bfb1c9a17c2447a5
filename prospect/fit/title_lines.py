"""Titles in a text whose parts nothing tells apart: its short lines that name a trade."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prospect.fit.forms import occupation_of
from prospect.lexicon.skills import named_skills

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


def titles_among(lines: Iterable[str]) -> list[tuple[str, str | None]]:
    """The titles of lines in their order with their occupations, each once. Without any of a known trade, the short
    lines that name a field of work ("HR", "Data Science") stand for them, with None."""
    known: dict[str, tuple[str, str | None]] = {}
    fields: dict[str, tuple[str, str | None]] = {}
    for title in filter(None, map(_title, lines)):
        if occupation := occupation_of(title):
            known.setdefault(title.casefold(), (title, occupation))
        elif _names_a_field(title):
            fields.setdefault(title.casefold(), (title, None))
    return list((known or fields).values())[:_TITLES]


def _title(line: str) -> str:
    """What may be a title in a line: its first part, if that is short; empty otherwise."""
    if _BULLET.match(line) or _NO_TITLE.search(line[:120]):
        return ""
    first = _CUT.split(_LABEL.sub("", line.strip()), maxsplit=1)[0].strip(" -–—:|")
    return first if 1 < len(first) <= 80 and len(first.split()) <= _WORDS_OF_A_TITLE and first[0].isalpha() else ""


def _names_a_field(title: str) -> bool:
    return len(title.split()) <= _WORDS_OF_A_FIELD and any(one.skill.kind != "soft" for one in named_skills(title))
