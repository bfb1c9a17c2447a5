"""The lines of a profile that may show something, each with the months in which it was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from prospect.fit import months as spans
from prospect.fit.months import Months

LONGEST = 1200  # characters of a line that are read; résumés without line breaks come in lumps
MOST = 1500  # lines of one profile


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the résumé. `months` are empty where it has no dates; `part` is where it stands: title, work, project,
    listed (a bare list of skills), paper (certificates), study, summary, unread (a line that no field holds)."""

    text: str
    months: Months = frozenset()
    part: str = "work"


def entries(resume: Mapping[str, Any], section: str) -> Iterator[Mapping[str, Any]]:
    found = resume.get(section)
    yield from (entry for entry in (found if isinstance(found, list) else []) if isinstance(entry, Mapping))


def lines_of(resume: Mapping[str, Any], now: date) -> list[Line]:
    """Every line, work first; schools, employers and addresses are not read."""
    found = [*_done(resume, now), *_listed(resume), *_papers(resume), *_summary(resume), *_unread(resume)]
    return found[:MOST]


def _done(resume: Mapping[str, Any], now: date) -> Iterator[Line]:
    for section, part in (("work", "work"), ("volunteer", "project"), ("projects", "project")):
        for entry in entries(resume, section):
            dated = section == "work"
            months = spans.between(entry.get("startDate"), entry.get("endDate"), now) if dated else spans.NONE
            if title := str(entry.get("position") or "").strip():
                yield Line(title, months, "title" if dated else part)
            keywords = entry.get("keywords")
            texts = [entry.get("summary"), entry.get("description"), *_strings(entry.get("highlights"))]
            for text in (*texts, ", ".join(_strings(keywords))):
                yield from (Line(piece, months, part) for piece in _pieces(text))


def _listed(resume: Mapping[str, Any]) -> Iterator[Line]:
    for entry in entries(resume, "skills"):
        names = _strings([entry.get("name"), *_strings(entry.get("keywords"))])
        if names:
            yield Line(", ".join(names)[:LONGEST], part="listed")


def _papers(resume: Mapping[str, Any]) -> Iterator[Line]:
    for section, fields, part in (
        ("certificates", ("name", "issuer"), "paper"),
        ("education", ("studyType", "area"), "study"),
    ):
        for entry in entries(resume, section):
            text = " ".join(_strings(entry.get(name) for name in fields))
            if text:
                yield Line(text[:LONGEST], part=part)
            if section == "education":
                for course in _strings(entry.get("courses")):
                    yield Line(course[:LONGEST], part=part)


def _summary(resume: Mapping[str, Any]) -> Iterator[Line]:
    basics = resume.get("basics") or {}
    for text in (basics.get("label"), basics.get("summary")):
        yield from (Line(piece, part="summary") for piece in _pieces(text))


def _unread(resume: Mapping[str, Any]) -> Iterator[Line]:
    for text in _strings((resume.get("meta") or {}).get("unread")):
        yield from (Line(piece, part="unread") for piece in _pieces(text))


def _strings(given: Any) -> list[str]:
    values = [given] if isinstance(given, str) else list(given or ())
    return [str(value).strip() for value in values if isinstance(value, (str, int, float)) and str(value).strip()]


def _pieces(text: Any) -> Iterator[str]:
    """The lines of a text, none longer than `LONGEST`."""
    for line in str(text or "").splitlines():
        bare = line.strip(" \t•·*-–")
        yield from (bare[at : at + LONGEST] for at in range(0, len(bare), LONGEST))
