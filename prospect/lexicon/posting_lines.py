"""The lines and sentences of a posting, each under the section its heading opens.

A posting is plain text with line breaks. Headings are read by the phrases of ``data/headings.toml`` in English,
German, Spanish, French and more; a heading that says nothing known closes the section before it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from prospect.lexicon.skill_text import terms

_FILE = Path(__file__).parent / "data" / "headings.toml"
_BULLET = re.compile(r"\s*(?:[-*+•·‣◦▪●○–—■□✓✔➢►⁃∙]|\(?(?:\d{1,2}|[a-z])[.)])(?=\s)\s*|\s*[•·‣◦▪●■✓✔➢►⁃∙]\s*")
_END = re.compile(r"[.!?]['\")\]]*\s+(?=[\"'(\[]?[A-ZÀ-ÞŁ0-9•])|\s+[•▪●►]\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|incl|approx|min|max|no|vs|dr|mr|mrs|ms|st|jr|sr|inc|ltd|co|dept|resp|ca|bzw|ggf|inkl|z\.b"
    r"|u\.a|d\.h|p\.ej|b\.sc|m\.sc|ph\.d|b\.a|m\.a|b\.s|m\.s|yrs?)|(?:^|[\s(.])[a-z])\.$",
    re.IGNORECASE,
)
_HEADING_WORDS, _HEADING_CHARS, _LEAD_WORDS = 12, 90, 40
_INLINE = re.compile(r"[^:\n]{3,60}:\s")
_FIELD = re.compile(r"[^:\n\d]{3,40}:\s+[^:\n]*\d[^:\n]{0,40}")  # "Experience level: 5+ years": a field, no heading
_LISTED, _PROSE = 2, 7  # bullets that make a list; words that make a line prose
_LASTING = frozenset({"required", "preferred"})  # sections that an inline heading opens beyond its line
_MENDED = 8  # letters of a word from which one letter amiss is no other word
_BRACKETED = 160  # characters of a bracket that is read as part of one sentence
OPEN = ""  # no section known


class Sentence(NamedTuple):
    """A sentence (or a bullet's part) of a posting. Offsets are characters of the whole text, end exclusive."""

    text: str
    start: int
    end: int
    section: str
    bullet: bool


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Section and pattern, in the order in which they are tried."""
    rows: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = []
    for section, by_language in rows.items():
        phrases = [phrase for phrases in by_language.values() for phrase in phrases]
        folded = sorted({" ".join(terms(phrase)) for phrase in phrases}, key=len, reverse=True)
        pattern = "|".join(re.escape(p) for p in folded)
        found.append((section, re.compile(rf"(?:^|(?<= ))(?:{pattern})(?= |$)")))
    return tuple(found)


@lru_cache(maxsize=4096)
def section_of(heading: str) -> str | None:
    """The section a heading's words open, or None when they say nothing known, also with a letter amiss."""
    read = list(terms(heading))
    mended = [_mended(term) for term in read]
    return _section_of(" ".join(read)) or (_section_of(" ".join(mended)) if mended != read else None)


@cache
def _heading_words() -> dict[str, tuple[str, ...]]:
    """The long words of all headings, by their first letter."""
    rows: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    phrases = [phrase for by_language in rows.values() for phrases in by_language.values() for phrase in phrases]
    words = sorted({term for phrase in phrases for term in terms(phrase) if len(term) >= _MENDED})
    return {first: tuple(word for word in words if word[0] == first) for first in {word[0] for word in words}}


@lru_cache(maxsize=16384)
def _mended(term: str) -> str:
    """A long word of a heading that was written with one letter left out, too many, swapped or wrong ("Requirments")."""
    known = _heading_words().get(term[0], ()) if len(term) >= _MENDED - 1 else ()
    if term in known:
        return term
    close = (word for word in known if abs(len(word) - len(term)) <= 1)
    return next((word for word in close if OSA.distance(word, term, score_cutoff=1) == 1), term)


def _section_of(words: str) -> str | None:
    best: tuple[int, int, str] | None = None
    wished = False
    for order, (section, pattern) in enumerate(_headings()):
        for found in pattern.finditer(words):
            rank = (-len(found.group()), order, section)
            best = rank if best is None or rank < best else best
            wished = wished or section == "preferred"
    if best and best[2] == "required" and wished:
        return "preferred"  # "Preferred requirements"
    return best[2] if best else None


def _is_heading(line: str, bullet: bool) -> bool:
    bare = line.strip().strip("*_#=~ ").removesuffix("...").rstrip("… ")
    count = len(bare.split())
    if bare.endswith(":") and not bullet and count <= _LEAD_WORDS:
        return True  # "We would be excited to hear from you if:"
    if not 0 < count <= _HEADING_WORDS or len(bare) > _HEADING_CHARS or _FIELD.fullmatch(bare):
        return False
    if bare.endswith(":"):
        return not bullet or count <= 6
    return not bullet and not bare.endswith((".", ",", ";")) and ("," not in bare or count <= 6)


def _inline_heading(sentence: str) -> tuple[str, int] | None:
    """The section and length of a heading that its own sentence follows: "Requirements: Python and Go"."""
    found = _INLINE.match(sentence)
    if not found or len(found.group().split()) > 7:
        return None
    section = section_of(found.group())
    return (section, found.end()) if section else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end]; abbreviations do not end one."""
    at = start
    for found in _END.finditer(text, start, end):
        upto = found.start() + 1
        if _ABBREVIATION.search(text[max(at, upto - 9) : upto]) or _in_brackets(text, at, upto, end):
            continue
        yield at, upto
        at = found.end()
    if at < end:
        yield at, end


def _in_brackets(text: str, start: int, stop: int, end: int) -> bool:
    """Whether a full stop stands in a short bracket ("(Nature, J. Chem. Inf. Model., etc.)"), where none ends a sentence."""
    opened = text.rfind("(", start, stop)
    return opened >= 0 and text.find(")", opened, min(end, opened + _BRACKETED)) >= stop


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences but headings, in order."""
    found: list[Sentence] = []
    section, at, bullets = OPEN, 0, 0
    for raw in text.splitlines(keepends=True):
        start, end = _trim(text, at, at + len(raw))
        at += len(raw)
        if start == end:
            continue
        marker = _BULLET.match(text, start, end)
        bullet = marker is not None
        if marker:
            start = marker.end()
        line = text[start:end]
        if _is_heading(line, bullet):
            named = section_of(line)
            if named is not None:
                section, bullets = named, 0
                continue
            if not bullet:
                if not line.rstrip("*_ ").endswith(":"):
                    section = _after_unknown(line, section)
                if line.rstrip("*_ ").endswith(":"):
                    continue
        bullets += bullet
        if not bullet and bullets >= _LISTED and len(line.split()) >= _PROSE:
            section, bullets = OPEN, 0  # prose after a list is no longer under its heading
        section = _read_line(text, start, end, section, bullet, found)
    return tuple(found)


def _after_unknown(line: str, section: str) -> str:
    """The section after a heading that says nothing known: a title-like line closes it, a plain short line does not."""
    words = [w for w in line.split() if w[:1].isalpha()]
    raised = sum(w[:1].isupper() for w in words)
    return OPEN if words and section and raised == len(words) and line.isupper() else section


def _read_line(text: str, start: int, end: int, section: str, bullet: bool, found: list[Sentence]) -> str:
    """Appends the line's sentences; answers the section after it (an inline heading changes it)."""
    here = section
    for first, last in _pieces(text, start, end):
        a, b = _trim(text, first, last)
        if a == b:
            continue
        inline = _inline_heading(text[a:b]) if not bullet or section == OPEN else None
        if inline:
            here, skip = inline
            section = here if here in _LASTING and not _FIELD.fullmatch(text[a:b]) else section
            a = _trim(text, a + skip, b)[0]
        if a < b:
            found.append(Sentence(text[a:b], a, b, here, bullet))
    return section
