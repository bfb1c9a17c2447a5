"""Years of experience as postings state them: "5+ years", "3-5 yrs", "at least two years", "18 months".

Ages, contract lengths, a company's history and "within two years" are not experience.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from prospect.lexicon import lowered

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "ein": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "zehn": 10,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "twee": 2, "drie": 3, "due": 2, "tre": 3, "dois": 2, "três": 3,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]\d)?|\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
_UNIT = (
    r"(?P<unit>years?|yrs?|yoe|months?|mos|jahren?|monaten?|años|año|mes(?:es)?|ans|années|mois|jaar|anni|anos|lata?)"
)
_YEARS = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:\(\s*\d{{1,2}}\s*\+?\s*\)\s*)?(?P<more>\+|plus\b|or more\b|and above\b)?\s*"
    rf"(?:(?:-|–|—|to|bis|a|à|or|and)\s*(?P<high>{_NUMBER})\s*\+?\s*)?[-\s]*{_UNIT}\b(?P<own>['’]s?)?"
    r"(?:\s*\+)?(?:\s+or more\b|\s+minimum\b)?",
    re.IGNORECASE,
)
_HAS_UNIT = lowered.pattern(_UNIT.replace("?P<unit>", "?:") + r"\b")  # without a unit there are no years to look for
_FILE = Path(__file__).parent / "data" / "years.toml"
_OURS = re.compile(
    r"\b(?:we|our|us|company|firm|founded|established|since|team has|leader(?:s)? (?:has|have)|serving|been in|bringing|"
    r"combined|collective|heritage|wir haben|seit)\b[^.]{0,80}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """The least that is asked, in years, and where it stands in the sentence."""

    least: float
    most: float | None
    start: int
    end: int


@cache
def _around(name: str) -> re.Pattern[str]:
    """The words of a list of the file, where they stand directly before or after a number, or anywhere."""
    words = "|".join(tomllib.loads(_FILE.read_text(encoding="utf-8"))[name])
    shape = {"not_after": rf"(?:{words})\s*$", "not_before": rf"\s*-?\s*(?:{words})"}.get(name, words)
    return re.compile(shape, re.IGNORECASE)


def _value(number: str) -> float:
    plain = number.casefold().replace(",", ".")
    return float(_WORDS[plain]) if plain in _WORDS else float(plain)


def _is_history(sentence: str, start: int, end: int) -> bool:
    before = sentence[:start]
    if re.search(
        r"experience|erfahrung|experiencia|expérience", sentence[end : end + 60], re.IGNORECASE
    ) and not re.search(
        r"\b(?:our|us|company|firm|combined|collective|we have|we bring|team has)\b", before, re.IGNORECASE
    ):
        return False
    return bool(_OURS.search(before)) and not re.search(
        r"\b(?:you|looking for|seeking|candidates?|requires?|minimum|at least|someone|must)\b", before, re.IGNORECASE
    )


@lru_cache(maxsize=4096)
def find_years(sentence: str) -> tuple[Years, ...]:
    """Stated experience in a sentence, in order; offsets in the sentence."""
    found: list[Years] = []
    if not _HAS_UNIT.search(lowered.lower(sentence)):
        return ()
    for m in _YEARS.finditer(sentence):
        if _around("not_after").search(sentence[: m.start()]) or _around("not_before").match(sentence, m.end()):
            continue
        if _is_history(sentence, m.start(), m.end()):
            continue
        scale = 1 / 12 if m["unit"].casefold().startswith(("mo", "mes")) else 1.0
        low = _value(m["low"]) * scale
        high = _value(m["high"]) * scale if m["high"] else None
        if low > 30:
            continue
        found.append(Years(round(low, 2), None if high is None else round(high, 2), m.start(), m.end()))
    return tuple(found)


_FORWARD = re.compile(
    r"['’]?\s*(?:\(?\w*\)?\s*)?(?:(?:[\w/-]+['’]?\s+){0,6}?(?:experience|erfahrung|berufserfahrung|experiencia|expérience|background|work|practice)"
    r"|of\b|in\b|with\b|using\b|working\b|as\b|mit\b|in der\b|en\b|de\b)",
    re.IGNORECASE,
)


def reach(sentence: str, years: Sequence[Years], which: int) -> tuple[int, int]:
    """The part of the sentence whose skills the years are about: "5+ years of Python", "Python (5+ years)"."""
    at = years[which]
    ceiling = years[which + 1].start if which + 1 < len(years) else len(sentence)
    if _FORWARD.match(sentence, at.end) and not sentence[: at.start].rstrip().endswith(("(", ":", "–", "-")):
        stop = _around("stops").search(sentence, at.end, ceiling)
        return at.end, stop.start() if stop else ceiling
    floor = years[which - 1].end if which else 0
    breaks = [m.end() for m in re.finditer(r"[;,](?!\s*$)|\band\b", sentence[floor : at.start - 1])]
    tail = sentence[floor : at.start].rstrip(" (:-–,")
    kept = [b for b in breaks if b < len(tail)]
    return floor + (kept[-1] if kept else 0), at.start
