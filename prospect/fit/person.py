"""What the account of fit may use of a profile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from prospect.lexicon import education as schooling
from prospect.lexicon.levels import LEVELS
from prospect.lexicon.skills import find_skills, implied_by, skill
from prospect.lexicon.titles import read_title

Months = frozenset[int]  # months counted from year 0, so that overlapping jobs are counted once


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the résumé, and the months in which what it says was done (empty where it has no dates)."""

    text: str
    months: Months = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Skills by id with the lines that show them; occupations held, latest first; years; education; languages."""

    skills: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    titles: tuple[Line, ...] = ()
    occupations: tuple[str, ...] = ()
    level: str | None = None
    months: Months = frozenset()
    education: str | None = None
    education_line: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @property
    def years(self) -> float:
        return len(self.months) / 12

    def top_skills(self, limit: int) -> tuple[str, ...]:
        """The skills most lines show, the rest in the order of the résumé; soft skills left out."""
        hard = [id for id in self.skills if skill(id).kind != "soft"]
        return tuple(sorted(hard, key=lambda id: -len(self.skills[id]))[:limit])

    def is_enough(self) -> bool:
        """Whether there is anything to go by."""
        return bool(self.skills or self.occupations or self.education)


def from_resume(
    resume: Mapping[str, Any],
    *,
    wishes: Mapping[str, Any] | None = None,
    not_skills: Iterable[str] = (),
    today: date | None = None,
) -> Person:
    """A person from JSON Resume. `not_skills` are ids the person took away; `wishes` filter jobs and are not read here.

    `today` ends jobs that still go on; the day of calling where it is left out.
    """
    del wishes
    now = today or date.today()
    lines = list(_lines(resume, now))
    taken = frozenset(not_skills)
    found: dict[str, list[Line]] = {}
    for line in lines:
        for id in _skills_in(line.text):
            if id not in taken:
                found.setdefault(id, []).append(line)
    titles = tuple(_titles(resume, now))
    readings = [read_title(title.text) for title in titles]
    occupations = dict.fromkeys(reading.occupation.id for reading in readings if reading.occupation)
    level, schooling_line = _education(resume)
    return Person(
        skills={id: tuple(shown) for id, shown in found.items()},
        titles=titles,
        occupations=tuple(occupations),
        level=_level(reading.level for reading in readings[:2]),
        months=frozenset().union(*(title.months for title in titles)),
        education=level,
        education_line=schooling_line,
        languages={
            str(e.get("language")).casefold(): str(e.get("fluency") or "") for e in _entries(resume, "languages")
        },
        lines=tuple(lines),
    )


def _entries(resume: Mapping[str, Any], section: str) -> Iterator[Mapping[str, Any]]:
    yield from (entry for entry in resume.get(section) or [] if isinstance(entry, Mapping))


def _titles(resume: Mapping[str, Any], now: date) -> Iterator[Line]:
    """Titles held, as listed; the headline last, since it says what one is rather than what one did."""
    for job in _entries(resume, "work"):
        if job.get("position"):
            yield Line(str(job["position"]), months_between(job.get("startDate"), job.get("endDate"), now))
    label = (resume.get("basics") or {}).get("label")
    if label:
        yield Line(str(label))


def _lines(resume: Mapping[str, Any], now: date) -> Iterator[Line]:
    """Every line that may show something; jobs and projects with their months."""
    for section in ("work", "volunteer", "projects"):
        for entry in _entries(resume, section):
            months = (
                months_between(entry.get("startDate"), entry.get("endDate"), now) if section == "work" else frozenset()
            )
            texts = (entry.get("position"), entry.get("summary"), entry.get("description"), *(entry.get("highlights") or []),
                     ", ".join(map(str, entry.get("keywords") or [])))  # fmt: skip
            for text in texts:
                yield from (Line(part.strip(), months) for part in str(text or "").splitlines() if part.strip())
    for entry in _entries(resume, "skills"):
        names = [str(name) for name in (entry.get("name"), *(entry.get("keywords") or [])) if name]
        if names:
            yield Line(", ".join(names))
    for section, fields in (("certificates", ("name", "issuer")), ("education", ("studyType", "area"))):
        for entry in _entries(resume, section):
            text = " ".join(str(entry[name]) for name in fields if entry.get(name))
            if text:
                yield Line(text)
    summary = (resume.get("basics") or {}).get("summary")
    yield from (Line(part.strip()) for part in str(summary or "").splitlines() if part.strip())


@lru_cache(maxsize=4096)
def _skills_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in find_skills(text) if mention.need != "negated"))


def _education(resume: Mapping[str, Any]) -> tuple[str | None, str]:
    """The highest level of schooling, finished or not said to be unfinished, and its line. The school is not read."""
    best, line = None, ""
    for entry in _entries(resume, "education"):
        text = " ".join(str(entry[name]) for name in ("studyType", "area") if entry.get(name))
        for mention in schooling.read_education(text):
            if best is None or schooling.LEVELS.index(mention.level) > schooling.LEVELS.index(best):
                best, line = mention.level, text
    return best, line


def _level(levels: Iterable[str | None]) -> str | None:
    known = [level for level in levels if level]
    return max(known, key=LEVELS.index) if known else None


def months_between(start: Any, end: Any, now: date) -> Months:
    """The months of a job, first and last counted; empty where its start is not known."""
    first, last = month_number(start), month_number(end, last=True)
    if first is None:
        return frozenset()
    until = last if last is not None else now.year * 12 + now.month - 1
    return frozenset(range(first, min(until, now.year * 12 + now.month - 1) + 1))


def month_number(text: Any, *, last: bool = False) -> int | None:
    """`2019`, `2019-05`, `2019-05-01` as a month; a bare year is its middle, so that two of them are not a year too many."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?", str(text or ""))
    if not match:
        return None
    month = int(match[2]) - 1 if match[2] else (5 if last else 6)
    return int(match[1]) * 12 + min(max(month, 0), 11)


def shows(person: Person, id: str) -> tuple[str, tuple[Line, ...]] | None:
    """The skill of the person that shows `id`, itself or one that implies it, and its lines."""
    if id in person.skills:
        return id, person.skills[id]
    for held, lines in person.skills.items():
        if id in implied_by(held):
            return held, lines
    return None
