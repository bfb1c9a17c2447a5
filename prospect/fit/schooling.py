"""Schooling: what a profile shows of it and what a posting asks. Schools' names and dates are never read, save to
tell a degree that is still to come from one that was taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from prospect.fit import months as spans
from prospect.fit.forms import occupation_of
from prospect.fit.lines import entries
from prospect.lexicon import education
from prospect.lexicon.education import LEVELS
from prospect.lexicon.occupations import occupation
from prospect.lexicon.tokens import stem, terms


@dataclass(frozen=True, slots=True)
class Study:
    """A course of study: its level, its field in the person's words, whether it is over, and the line that says so."""

    level: str
    field: str
    is_over: bool
    text: str


def studies_of(resume: Mapping[str, Any], now: date) -> Iterator[Study]:
    """Each study whose level its words tell."""
    for entry in entries(resume, "education"):
        text = " ".join(str(entry[name]) for name in ("studyType", "area") if entry.get(name))
        level = _level(text)
        if level is None:
            continue
        end = spans.number(entry.get("endDate"), last=True)
        over = end is None or end <= now.year * 12 + now.month - 1
        yield Study(level, str(entry.get("area") or _field(text) or ""), over, text)


@lru_cache(maxsize=4096)
def _level(text: str) -> str | None:
    found = [mention.level for mention in education.read_education(text)]
    return max(found, key=LEVELS.index) if found else None


@lru_cache(maxsize=4096)
def _field(text: str) -> str | None:
    return next((mention.field for mention in education.read_education(text) if mention.field), None)


_STUDY_TRADES = Path(__file__).parent / "data" / "study_trades.tsv"
_OF_A_TRADE = LEVELS.index("certificate")  # from which level a study is of a trade


def trade_studied(study: Study) -> str | None:
    """The occupation that a course of study is of; None below a trade's level or where its field names none."""
    if LEVELS.index(study.level) < _OF_A_TRADE or not study.field:
        return None
    words = set(terms(study.field))
    return next((id for field, id in _study_trades() if field <= words), None) or occupation_of(study.field)


@cache
def _study_trades() -> tuple[tuple[frozenset[str], str], ...]:
    """Words of fields with their occupations, in the order of the file."""
    rows = [line.split("\t") for line in _STUDY_TRADES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return tuple((frozenset(terms(field)), occupation(id).id) for field, id in rows[1:])


def asked_field(text: str) -> str | None:
    """The field that a posting's words ask for; None where any will do."""
    found = _field(text)
    return None if found is None or _ANY & set(terms(found)) else found


_ANY = {"related", "relevant", "similar", "any", "quantitative", "technical", "discipline", "quantitatively", "field"}
_NO_FIELD = {"and", "or", "of", "in", "the", "a", "an", "science", "sciences", "studies", "applied", "general", "with"}

# Fields that share so much that employers name one for the other; each row is one such group. Written for Prospect.
_KIN = (
    frozenset(["computer", "computing", "informatics", "software", "information", "mathematics", "statistics", "data", "informatik", "informática", "informatique", "wirtschaftsinformatik", "sistemas"]),
    frozenset(["business", "management", "administration", "commerce", "economics", "finance", "accounting", "accountancy", "betriebswirtschaftslehre", "wirtschaft", "bwl", "administración", "économie", "gestion"]),
    frozenset(["marketing", "communication", "communications", "journalism", "media", "advertising", "business"]),
    frozenset(["mechanical", "electrical", "engineering", "mechatronics", "industrial", "manufacturing", "aerospace", "automation", "physics", "maschinenbau", "elektrotechnik", "ingeniería", "ingénierie"]),
    frozenset(["nursing", "nurse", "health", "healthcare", "care", "medicine", "biology"]),
    frozenset(["law", "legal", "jurisprudence", "llb", "llm", "jd"]),
    frozenset(["psychology", "counseling", "counselling", "social", "sociology"]),
    frozenset(["education", "teaching", "pedagogy"]),
)  # fmt: skip


def same_field(asked: str, studied: str) -> bool | None:
    """Whether a field of study is one of those asked or near it; None where the person's field is not known."""
    one, other = (_words(text) for text in (asked, studied))
    if not other:
        return None
    if one & other:
        return True
    return any(one & group and other & group for group in _kin())


@cache
def _kin() -> tuple[frozenset[str], ...]:
    """The groups as their words are read."""
    return tuple(_words(" ".join(group)) for group in _KIN)


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(term) for term in terms(text) if term not in _NO_FIELD)
