"""What the account of fit may use of a profile.

A `Person` holds lines, skills, titles with their months, schooling and languages. It has no name, age, address,
nationality, photo, gender or school, so that none of them can enter an account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from prospect.fit import months as spans
from prospect.fit.forms import occupation_of
from prospect.fit.held import Held, row_of_lines, trades_of
from prospect.fit.lines import Line, entries, lines_of
from prospect.fit.months import Months
from prospect.fit.schooling import Study, studies_of
from prospect.fit.showing import Shown, skills_shown
from prospect.fit.trade_words import Spread, spread_of
from prospect.fit.work_words import Row
from prospect.lexicon.language import read_language
from prospect.lexicon.levels import LEVELS
from prospect.lexicon.occupations import occupation
from prospect.lexicon.skills import Skill, all_skills, implied_by

__all__ = ["Held", "Line", "Person", "from_resume"]

LEAST_SURE = 0.5  # of a trade that is one of the person's
ENOUGH_LISTED = 4  # skills that must be named before the absence of another says anything


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
        """Occupations held or clearly spoken of, the latest first."""
        found = [held.occupation for held in self.held if held.occupation and held.sure >= LEAST_SURE]
        return tuple(dict.fromkeys(found))

    @cached_property
    def wished(self) -> tuple[str, ...]:
        """Occupations of the titles the person wishes for."""
        found = (occupation_of(title) for title in wished_titles(self.wishes))
        return tuple(dict.fromkeys(id for id in found if id))

    @cached_property
    def months(self) -> Months:
        return spans.together(held.months for held in self.held)

    @cached_property
    def row(self) -> Row:
        return row_of_lines(self.lines)

    @cached_property
    def spread(self) -> Spread:
        """Of which trades those words speak."""
        return spread_of(self.row)

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
    studies = tuple(studies_of(resume, now))
    held = trades_of(resume, lines, studies, now)
    named = [Line(title.text, title.months, "title") for title in held]
    taken = frozenset(not_skills)
    return Person(
        skills={id: shown for id, shown in skills_shown(lines, _trades(held, named)).items() if id not in taken},
        held=held,
        studies=studies,
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


def _trades(held: Iterable[Held], named: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    """The occupation's own name beside each title: a "staff nurse" shows what a "registered nurse" does."""
    for title, line in zip(held, named, strict=True):
        if title.occupation and title.is_named:
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
