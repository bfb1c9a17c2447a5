"""Trades that a text speaks of in its sentences: "four years as a service technician", "Dedicated IT assistant skilled
at …", "seeking a position as …". A trade of others ("with teachers and nurses") is not one of the person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prospect.fit.forms import occupation_of

_LONGEST = 6  # words of a title
_READ = 400  # characters of a line that are read
_MOST = 6

_AS = re.compile(
    r"(?<!such )(?<!well )(?<!known )(?<!same )\bas (?:an? |the )?(?=[A-Za-z])|\bals (?:eine?r? )?(?=\w)|\bcomo (?:una? )?(?=\w)|\bcomme (?=\w)"
    r"|\b(?:position|designation|job title|role|title|occupation|profession)\s*[:–-]\s*(?:an? )?(?=[A-Za-z])",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\W*|[.!?;•]\s+|\b(?:i am|i'm) (?:an? )?", re.IGNORECASE)
# What may stand before a title in praise of oneself.
_PRAISE = re.compile(
    r"^(?:an?|and|with|over|(?:experienc|skill|dedicat|motivat|accomplish|season|qualifi|certifi|licens|regist|charter|talent|organi[sz]|commit|train|degre)\w*ed"
    r"|\w+(?:ing|ive|ful|ble|ent|ant|ous|al|ic|ly|ate)|\w+-\w+|expert|top|young|new|senior|junior|lead|\d+\+?|years?)[,.]?$",
    re.IGNORECASE,
)
_SKIPPED = 6
_WISHED = re.compile(r"\b(?:seek(?:ing|s)?|looking for|look for|obtain|objective|aim(?:ing)?|desire[sd]?|wish|aspir\w+|opportunity|interested in|pursue|pursuing|join)\b", re.IGNORECASE)  # fmt: skip
_FOLLOWS = re.compile(r"^[\s,]*(?:with|who|having|skilled|experienced|offering|specializ|specialis|seeking|in\b|at\b|for\b|of\b|,|\.|\||–|-|and\b|&|focused|committed|passionate|$)", re.IGNORECASE)  # fmt: skip
_STOP = re.compile(r"\b(?:with|who|having|skilled|experienced|offering|speciali[sz]\w+|seeking|in|at|for|of|from|to|by|and|where|that|which|on|using|over|within)\b|[.,;:|()–•]|\s-\s", re.IGNORECASE)  # fmt: skip
# People one manages, trains or works for are named in the plural, or behind what one did for them.
_OTHERS = re.compile(
    r"(?:er|or|st|an|nt|ee|se|of|ve)s$|^(?!experienced|skilled|dedicated|registered|certified|licensed|qualified|chartered|trained)\w+ed\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:and|&|/|und|y|et)\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")


class Spoken(NamedTuple):
    """A title as the text has it, its occupation, and whether it is only wished for."""

    title: str
    occupation: str
    is_wish: bool


def spoken(lines: Iterable[str]) -> list[Spoken]:
    """The trades that lines speak of, in their order, each once; those that are held before those wished for."""
    found: dict[str, Spoken] = {}
    for line in lines:
        for one in _in_line(line[:_READ]):
            before = found.get(one.occupation)
            if before is None or (before.is_wish and not one.is_wish):
                found[one.occupation] = one
        if len(found) >= 2 * _MOST:
            break
    return sorted(found.values(), key=lambda one: one.is_wish)[:_MOST]


def _in_line(line: str) -> Iterator[Spoken]:
    for match in _AS.finditer(line):
        if title := _title_at(line, match.end()):
            is_wish = bool(_WISHED.search(line[max(0, match.start() - 80) : match.end()]))
            yield Spoken(*title, is_wish)
            behind = _AND.match(line, match.end() + len(title[0]))
            if behind and (second := _title_at(line, behind.end())):
                yield Spoken(*second, is_wish)
    for match in _OPENING.finditer(line):
        for start in _starts(line, match.end()):
            title = _title_at(line, start)
            if title and _FOLLOWS.match(line[start + len(title[0]) :]):
                yield Spoken(*title, False)
                break


def _starts(line: str, start: int) -> Iterator[int]:
    """Where a title may begin in a sentence: at its start, and behind each word of praise there."""
    for _ in range(_SKIPPED):
        yield start
        word = _WORD.match(line, start)
        if word is None or not _PRAISE.match(word.group()):
            return
        start = word.end() + len(line[word.end() :]) - len(line[word.end() :].lstrip())


def _title_at(line: str, start: int) -> tuple[str, str] | None:
    """The longest run of words from here that names an occupation, up to where a title must end."""
    stop = _STOP.search(line, start)
    words = list(_WORD.finditer(line, start, stop.start() if stop else len(line)))[:_LONGEST]
    for last in range(len(words), 0, -1):
        title = line[start : words[last - 1].end()].strip(" /&")
        if len(title) > 2 and not _OTHERS.search(title) and (occupation := occupation_of(title)):
            return title, occupation
    return None
