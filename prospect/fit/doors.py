"""Which skills would open most doors: over the jobs a person saved or that nearly suit them, what is asked and not
shown, with how many jobs ask it and what the person has that is near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prospect.fit.account import Fit
from prospect.fit.person import Person
from prospect.lexicon.sentences import Sentence, say, say_many
from prospect.lexicon.skills import Skill, all_skills
from prospect.lexicon.skills import skill as skill_of
from prospect.lexicon.ways_to_learn import WayToLearn, ways_to_learn

LEAST = 2  # jobs that must ask for a skill before it is worth a word
MOST = 8
_WAYS = 2  # ways to learn that are named of one skill
_KINDS = frozenset({"skill", "certificate", "licence", "language"})


@dataclass(frozen=True, slots=True)
class Door:
    """A skill, in how many jobs it is asked (`required` of them as a must) and of how many it alone is missing, and the
    skill of the person that is nearest."""

    skill: Skill
    jobs: int
    required: int
    opens: int
    near: Skill | None

    @property
    def ways(self) -> tuple[WayToLearn, ...]:
        """Where it can be learned, by those who make or license it; empty where no such way is known."""
        return ways_to_learn(self.skill.id)[:_WAYS]

    @property
    def words(self) -> Sentence:
        how_many = say_many("{n} of these jobs asks for it", "{n} of these jobs ask for it", self.jobs)
        if self.near is None:
            return say("{skill}: {how_many}.", skill=self.skill.name, how_many=how_many)
        return say(
            "{skill}: {how_many}; your {near} is near it.",
            skill=self.skill.name,
            how_many=how_many,
            near=self.near.name,
        )


def doors(person: Person, fits: Sequence[Fit]) -> tuple[Door, ...]:
    """The skills that open most doors: those that alone are missing first, then the most asked, as the page's figures
    say. A claim of alternatives counts for its first alone."""
    asked: dict[str, list[tuple[int, bool]]] = {}
    musts = [list(_lacking(fit, required_only=True)) for fit in fits]
    for place, fit in enumerate(fits):
        for id, required in dict(_lacking(fit)).items():
            asked.setdefault(id, []).append((place, required))
    found = [
        Door(
            skill=skill_of(id),
            jobs=len(places),
            required=sum(required for _, required in places),
            opens=sum({lacking for lacking, _ in musts[place]} == {id} for place, _ in places),
            near=nearest(person, id),
        )
        for id, places in asked.items()
        if len(places) >= min(LEAST, len(fits))
    ]
    found.sort(key=lambda door: (-door.opens, -door.jobs, -door.required, door.skill.name))
    return tuple(found[:MOST])


def _lacking(fit: Fit, *, required_only: bool = False) -> Iterable[tuple[str, bool]]:
    """The skills that a job asks and the profile does not show, and whether it must have them."""
    for one in fit.requirements:
        if one.claim is None or one.kind not in _KINDS:
            continue
        if one.is_lacking and not (required_only and one.need != "required"):
            yield one.claim.skills[0], one.need == "required"


def nearest(person: Person, id: str) -> Skill | None:
    """The skill of the person that stands beside this one or that it builds on; None where none does."""
    one = all_skills()[id]
    for parent in one.implies:
        beside = [
            held for held in person.siblings.get(parent, ()) if all_skills()[held].kind == one.kind and held != id
        ]
        if beside:
            return skill_of(max(beside, key=lambda held: person.skills[held].strength))
        if parent in person.skills:
            return skill_of(parent)
    return None
