"""From the columns of a job to the facts that figures are counted from: its pay as stated, its skills, its ways in.

In: what the catalogue keeps of a job, in the common shapes, and its text, from which the ways in are read. Out:
`demand.JobFacts`, which `kept` makes small enough to be counted by the ten thousand and `recalled` brings back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from prospect.insights.demand import FEWEST_EMPLOYERS, FEWEST_JOBS, STATED, JobFacts, StatedPay
from prospect.insights.paths import everything
from prospect.insights.ways import Way, ways_of
from prospect.lexicon import VERSION as LEXICON
from prospect.lexicon.pay import PER_YEAR, per_year
from prospect.lexicon.skills import all_skills
from prospect.lexicon.ways import read_ways

VERSION = f"facts 2, lexicon {LEXICON}"
"""Of this code and the data it reads by: what another version wrote is read anew."""

UNTOLD = frozenset({"soft"})  # kinds of skill that every posting asks for and that tell no trade from another

ASKING = frozenset({"skill", "certificate", "licence", "language"})  # kinds of requirement that name skills


@dataclass(frozen=True, slots=True)
class Door:
    """A skill and how many openings a person would meet all required skills of with it, and does not without it."""

    skill: str
    openings: int


@dataclass(frozen=True, slots=True)
class Row:
    """A job as the catalogue keeps it: `skills`, `education`, `requirements` and `pay` in the common shapes."""

    id: str
    employer: str
    occupation: str
    level: str = ""
    title: str = ""
    employment_type: str = ""
    workplace: str = ""
    skills: Sequence[Mapping[str, Any]] = ()
    education: Sequence[Mapping[str, Any]] = ()
    requirements: Sequence[Mapping[str, Any]] = field(default=(), repr=False)
    pay: Sequence[Mapping[str, Any]] = ()
    metro: str = ""
    region: str = ""
    seen_on: date | None = None
    text: str = field(default="", repr=False)


def job_facts(row: Row) -> JobFacts:
    return JobFacts(
        id=row.id,
        employer=row.employer,
        occupation=row.occupation or None,
        level=row.level or None,
        skills=asked_skills(row.skills, row.requirements),
        choices=choices(row.requirements),
        needs=frozenset(hard_needs(row.requirements)),
        ways=ways_of(
            education=row.education,
            requirements=row.requirements,
            mentions=read_ways(row.text, row.title),
            title=row.title,
            level=row.level,
            employment_type=row.employment_type,
        ),
        pay=stated_pay(row.pay),
        metro=row.metro or None,
        region=row.region or None,
        workplace=row.workplace or None,
        seen_on=row.seen_on,
    )


def asked_skills(skills: Iterable[Mapping[str, Any]], requirements: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The skills a posting asks: those its requirements name alone, or where they name none, those it names anywhere.

    So the health insurance among the benefits is no skill that is asked, nor is Java where Python would do instead:
    that is one of the `choices`. Soft skills are left out.
    """
    named = list(_named_by(requirements))
    ids = {id for one in named if len(one) == 1 for id in one} if named else {str(one.get("id")) for one in skills}
    return frozenset(id for id in ids if _tells(id))


def choices(requirements: Iterable[Mapping[str, Any]]) -> frozenset[frozenset[str]]:
    """The sets of skills of which a posting asks any one, but those that hold a skill it asks by itself."""
    named = list(_named_by(requirements))
    alone = {id for one in named if len(one) == 1 for id in one}
    return frozenset(one for one in named if len(one) > 1 and not one & alone and all(map(_tells, one)))


def _named_by(requirements: Iterable[Mapping[str, Any]]) -> Iterator[frozenset[str]]:
    """The skills that each requirement names, of which any one suffices."""
    for one in requirements:
        if one.get("kind") in ASKING and one.get("skills"):
            yield frozenset(str(id) for id in one["skills"])


def _tells(id: str) -> bool:
    """Whether it is a known skill that tells one trade from another."""
    skill = all_skills().get(id)
    return skill is not None and skill.kind not in UNTOLD


def hard_needs(requirements: Iterable[Mapping[str, Any]]) -> Iterator[frozenset[str]]:
    """The sets of skills of which a posting requires any one; a need that a soft skill meets is left out."""
    known = all_skills()
    for one in requirements:
        ids = frozenset(str(id) for id in one.get("skills") or ())
        is_asked = one.get("kind") in ASKING and one.get("need") == "required"
        if ids and is_asked and all(id in known and known[id].kind not in UNTOLD for id in ids):
            yield ids


def opened_by(has: Iterable[str], asked: Mapping[frozenset[frozenset[str]], int], limit: int = 3) -> tuple[Door, ...]:
    """The skills that open the most openings: each is all that a person lacks of what those require.

    `asked` counts openings by what they require (`JobFacts.needs`).

    A requirement of which any one skill suffices is met by any, and each of its skills would meet it. Openings that
    require no skill, or none that the person has, open by nothing.
    """
    held = everything(has)
    opened: Counter[str] = Counter()
    for needs, openings in asked.items():
        lacking = [need for need in needs if not need & held]
        if len(lacking) == 1 and len(needs) > 1:
            opened.update(dict.fromkeys(lacking[0], openings))
    ranked = sorted(opened.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Door(skill, n) for skill, n in ranked[:limit])


def kept(facts: JobFacts) -> dict[str, Any]:
    """What is said of a job beyond the columns of its own, as JSON: skills, choices, needs and ways."""
    return {
        "skills": sorted(facts.skills),
        "choices": sorted(sorted(choice) for choice in facts.choices),
        "needs": sorted(sorted(need) for need in facts.needs),
        "ways": [[way.way, way.required, way.words] for way in facts.ways],
    }


def recalled(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `JobFacts` that `kept` wrote."""
    return {
        "skills": frozenset(said["skills"]),
        "choices": frozenset(map(frozenset, said["choices"])),
        "needs": frozenset(map(frozenset, said["needs"])),
        "ways": tuple(Way(way, required, words) for way, required, words in said["ways"]),
    }


def stated_pay(pays: Iterable[Mapping[str, Any]]) -> StatedPay | None:
    """The first pay an employer has said in full, by the full-time year; an open end stands where the other does.

    A pay without currency or period, and one that anybody else has reckoned, is none.
    """
    for pay in pays:
        ends = [float(end) for end in (pay.get("min"), pay.get("max")) if end is not None]
        if ends and pay.get("origin") in STATED and pay.get("currency") and pay.get("period") in PER_YEAR:
            yearly = [per_year(end, str(pay["period"])) for end in ends]
            return StatedPay(min(yearly), max(yearly), str(pay["currency"]), str(pay["origin"]))
    return None


def is_small(jobs: int, employers: int) -> bool:
    """Whether a group is too small for its pay to be told: it would be one employer's affair."""
    return jobs < FEWEST_JOBS or employers < FEWEST_EMPLOYERS


def told(count: int, least: int = FEWEST_JOBS) -> int | None:
    """A count of people or of their searches as it may be shown: None where so few could be known again. 0 is told."""
    return count if count == 0 or count >= least else None


def weeks(days: Mapping[date, int], until: date, n: int) -> tuple[tuple[date, int], ...]:
    """Counts by day, added up over each of the `n` weeks that end with `until`, by the week's first day, oldest first."""
    first = until - timedelta(days=7 * n - 1)
    counted: Counter[int] = Counter()
    for day, count in days.items():
        if first <= day <= until:
            counted[(day - first).days // 7] += count
    return tuple((first + timedelta(days=7 * week), counted[week]) for week in range(n))
