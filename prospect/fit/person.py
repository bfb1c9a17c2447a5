"""What the account of fit may use of a profile.

A `Person` holds lines, skills, titles with their months, schooling and languages. It has no name, age, address,
nationality, photo, gender or school, so that none of them can enter an account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from prospect.fit import months as spans
from prospect.fit.forms import occupation_of
from prospect.fit.lines import Line, entries, lines_of
from prospect.fit.months import Months
from prospect.fit.schooling import Study, studies_of
from prospect.fit.showing import Shown, skills_shown
from prospect.lexicon.language import read_language
from prospect.lexicon.levels import LEVELS
from prospect.lexicon.occupations import occupation
from prospect.lexicon.skills import Skill, all_skills, implied_by
from prospect.lexicon.titles import read_title

__all__ = ["Held", "Line", "Person", "from_resume"]

# A heading of contact details, or one of them, that was taken for part of a title.
_CONTACT = re.compile(r"\bcontacts?\W*$|@|\bwww\.|https?:|\d{3}\W{0,2}\d{4}\b", re.IGNORECASE)
ENOUGH_LISTED = 4  # skills that must be named before the absence of another says anything


@dataclass(frozen=True, slots=True)
class Held:
    """A title the person had, as they call it, with the months they had it; the headline is no position."""

    text: str
    occupation: str | None
    level: str | None
    months: Months
    is_position: bool = True

    @property
    def words(self) -> str:
        """The title as a reason may quote it: a clean position, else the trade's own name, else nothing."""
        if self.is_position and not _CONTACT.search(self.text):
            return self.text
        return occupation(self.occupation).name if self.occupation else ""


@dataclass(frozen=True)
class Person:
    """Everything is in the order of the résumé except `held`, which has the latest first."""

    skills: Mapping[str, Shown] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    studies: tuple[Study, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    language: str | None = None
    wishes: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def occupations(self) -> tuple[str, ...]:
        """Occupations held, the latest first."""
        return tuple(dict.fromkeys(held.occupation for held in self.held if held.occupation))

    @cached_property
    def wished(self) -> tuple[str, ...]:
        """Occupations of the titles the person wishes for."""
        found = (occupation_of(title) for title in wished_titles(self.wishes))
        return tuple(dict.fromkeys(id for id in found if id))

    @cached_property
    def months(self) -> Months:
        return spans.together(held.months for held in self.held)

    @property
    def years(self) -> float:
        return spans.years(self.months)

    @cached_property
    def shown_by(self) -> Mapping[str, str]:
        """For each skill that having another shows, the one held that shows it best: the most lines, then the first."""
        found: dict[str, str] = {}
        for id in sorted(self.skills, key=lambda id: -self.skills[id].strength):
            for shown in implied_by(id):
                found.setdefault(shown, id)
        return found

    @cached_property
    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        """Skills held, by the more general skill that each shows directly."""
        found: dict[str, list[str]] = {}
        for id in self.skills:
            for parent in all_skills()[id].implies:
                found.setdefault(parent, []).append(id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def hard(self) -> tuple[str, ...]:
        """Skills other than attributes of character and languages."""
        return tuple(id for id in self.skills if all_skills()[id].kind not in {"soft", "natural_language"})

    @property
    def names_skills(self) -> bool:
        """Whether the résumé names enough skills for the absence of one to say anything."""
        return len(self.hard) >= ENOUGH_LISTED

    def top_skills(self, limit: int) -> tuple[str, ...]:
        """The skills most lines show, the rest in the order of the résumé; soft skills left out."""
        return tuple(sorted(self.hard, key=lambda id: -self.skills[id].strength)[:limit])

    def is_enough(self) -> bool:
        """Whether there is anything to go by: a trade, or a few skills."""
        return bool(self.occupations) or len(self.hard) >= 2 or (bool(self.held) and bool(self.hard))

    def shows(self, id: str) -> tuple[Skill, Shown] | None:
        """The skill of the person that shows `id`, itself or one that implies it, with its lines."""
        held = id if id in self.skills else self.shown_by.get(id)
        return (all_skills()[held], self.skills[held]) if held is not None else None


def from_resume(
    resume: Mapping[str, Any],
    *,
    wishes: Mapping[str, Any] | None = None,
    not_skills: Iterable[str] = (),
    today: date | None = None,
) -> Person:
    """A person from JSON Resume. `not_skills` are ids the person took away; `wishes` say which trades and places.

    `today` ends jobs that still go on; the day of calling where it is left out.
    """
    now = today or date.today()
    lines = tuple(lines_of(resume, now))
    held = tuple(_held(resume, now))
    named = [Line(title.text, title.months, "title") for title in held]
    taken = frozenset(not_skills)
    return Person(
        skills={id: shown for id, shown in skills_shown(lines, _trades(held, named)).items() if id not in taken},
        held=held,
        studies=tuple(studies_of(resume, now)),
        languages=_languages(resume),
        lines=lines,
        language=read_language("\n".join(line.text for line in lines)[:4000]),
        wishes=dict(wishes or {}),
    )


def wished_titles(wishes: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of a person's wishes: a list, or words parted by commas or lines."""
    given = wishes.get("titles") or ()
    texts = given if isinstance(given, (list, tuple)) else [given]
    parts = (part.strip() for text in texts for part in str(text).replace("\n", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:10]


def _held(resume: Mapping[str, Any], now: date) -> Iterator[Held]:
    """Titles, the latest first; the headline last, since it says what one is rather than what one did."""
    jobs = []
    for place, job in enumerate(entries(resume, "work")):
        if title := str(job.get("position") or "").strip():
            months = spans.between(job.get("startDate"), job.get("endDate"), now)
            jobs.append((_order(months, place), title, months))
    found = [held for _, title, months in sorted(jobs) for held in _held_as(title, months)]
    label = str((resume.get("basics") or {}).get("label") or "").strip()
    known = {held.occupation for held in found}
    yield from found
    yield from (
        replace(held, is_position=False)
        for held in _held_as(label, spans.NONE)
        if label and held.occupation not in known
    )


def _order(months: Months, place: int) -> tuple[int, int, int]:
    """Dated jobs by their end, then by their start, the latest first; undated ones where they stand."""
    return (-max(months), -min(months), place) if months else (0, 0, place)


def _held_as(title: str, months: Months) -> Iterator[Held]:
    """One title; two where a stroke parts two trades ("Office Manager/Medical Assistant")."""
    parts = [part.strip() for part in title.split("/") if part.strip()]
    if len(parts) != 2 or not all(occupation_of(part) for part in parts):
        parts = [title]
    yield from (Held(part, occupation_of(part), read_title(part).level, months) for part in parts)


def _trades(held: Iterable[Held], named: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    """The occupation's own name beside each title: a "staff nurse" shows what a "registered nurse" does."""
    for title, line in zip(held, named, strict=True):
        if title.occupation:
            yield occupation(title.occupation).name, line


def _languages(resume: Mapping[str, Any]) -> dict[str, str]:
    """Languages by folded name, with how well they are spoken in the person's words."""
    return {
        str(entry["language"]).casefold(): str(entry.get("fluency") or "")
        for entry in entries(resume, "languages")
        if entry.get("language")
    }


def highest_level(levels: Iterable[str | None]) -> str | None:
    known = [level for level in levels if level]
    return max(known, key=LEVELS.index) if known else None
