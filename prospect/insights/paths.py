"""Where a trade leads: the steps of an occupation and the turns to others, with what each asks, pays and how far it is.

Skills, ways in and openings come from the open jobs alone; a step with too few of them says nothing of its skills.
Official pay knows no levels: it stands at the occupation, and pay by level comes from stated pay only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prospect.insights.demand import FEWEST_JOBS, Asked, Demand, PayCell
from prospect.insights.wages import WageBand, wage_band
from prospect.insights.ways import WayIn
from prospect.lexicon.occupations import Rung, ladder, occupation
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence, say, say_many
from prospect.lexicon.skills import implied_by

TYPICAL = 0.15  # of the openings: a skill named in fewer is no mark of the occupation
MOST_SKILLS = 12  # a step shows, the most asked first


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill a step asks. `share` of its openings; `here`: the start asks it too; `held`: the person has it, if known."""

    id: str
    share: float
    here: bool
    held: bool | None


@dataclass(frozen=True, slots=True)
class Step:
    """A rung with what is known of it today. `covered`: the part of what it asks that the person has, weighed by share.

    `band` is official pay of the occupation in the area, of all levels; `stated` is stated pay of this level.
    """

    rung: Rung
    openings: int
    skills: tuple[AskedSkill, ...]
    ways_in: tuple[WayIn, ...]
    band: WageBand | None
    stated: PayCell | None
    covered: float | None

    @property
    def common(self) -> tuple[str, ...]:
        return tuple(skill.id for skill in self.skills if skill.here)

    @property
    def missing(self) -> tuple[str, ...]:
        """Skills to gain: those the person has not, or without a person those the start does not ask."""
        return tuple(s.id for s in self.skills if (not s.here if s.held is None else not s.held))

    @property
    def note(self) -> Sentence:
        """How much today's postings tell of the step."""
        if self.openings < FEWEST_JOBS:
            return say_many("{n} opening today: too few to say what is asked.",
                            "{n} openings today: too few to say what is asked.", self.openings)  # fmt: skip
        return say("From {n} openings today.", n=self.openings)


@dataclass(frozen=True, slots=True)
class Path:
    """The ladder of an occupation: its own steps from the first level up, then the turns people take from it."""

    occupation: str
    steps: tuple[Step, ...]
    turns: tuple[Step, ...]


def career_path(
    start: str,
    open_jobs: Demand,
    *,
    place: Place | None = None,
    has: Iterable[str] | None = None,
    stated: Mapping[tuple[str, str | None], PayCell] | None = None,
) -> Path:
    """The path from an occupation.

    `open_jobs` is `demand(...)` of the jobs to count, `place` where pay is looked up, `has` the skills of a person,
    `stated` stated pay by occupation and level. Raises KeyError for an unknown occupation.
    """
    occupation(start)
    here = open_jobs.get((start, None), Asked())
    held = None if has is None else everything(has)
    rungs = ladder(start)
    made = [_step(rung, start, here, open_jobs, place, held, stated or {}) for rung in rungs]
    steps = tuple(step for step in made if step.rung.kind == "step")
    passed = {step.rung.occupation for step in steps}  # a step that leads elsewhere is no turn besides
    return Path(start, steps, tuple(s for s in made if s.rung.kind == "turn" and s.rung.occupation not in passed))


def everything(has: Iterable[str]) -> frozenset[str]:
    """Skills with all that having them shows ("Django" shows Python)."""
    return frozenset(skill for one in has for skill in (one, *implied_by(one)))


def _step(
    rung: Rung,
    start: str,
    here: Asked,
    open_jobs: Demand,
    place: Place | None,
    held: frozenset[str] | None,
    stated: Mapping[tuple[str, str | None], PayCell],
) -> Step:
    # A step of the same trade is one level of it; a turn is another trade, whatever its level.
    level = rung.level if rung.occupation == start else None
    asked = open_jobs.get((rung.occupation, level), Asked())
    skills = _skills(asked, here, held)
    weight = sum(skill.share for skill in skills)
    return Step(
        rung,
        asked.openings,
        skills,
        asked.ways if asked.openings >= FEWEST_JOBS else (),
        wage_band(occupation(rung.occupation).soc, place),
        stated.get((rung.occupation, rung.level)),
        sum(s.share for s in skills if s.held) / weight if held is not None and weight else None,
    )


def _skills(asked: Asked, here: Asked, held: frozenset[str] | None) -> tuple[AskedSkill, ...]:
    if asked.openings < FEWEST_JOBS:
        return ()
    typical = sorted(
        (skill for skill in asked.skills if asked.share(skill) >= TYPICAL),
        key=lambda skill: (-asked.share(skill), skill),
    )
    return tuple(
        AskedSkill(skill, asked.share(skill), here.share(skill) >= TYPICAL, None if held is None else skill in held)
        for skill in typical[:MOST_SKILLS]
    )
