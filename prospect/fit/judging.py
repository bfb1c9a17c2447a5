"""One requirement against one person: met, partly, not found or cannot tell, with the line that shows it and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from prospect.fit.job import Claim
from prospect.fit.lines import Line
from prospect.fit.person import Person
from prospect.fit.showing import Shown
from prospect.lexicon.sentences import Sentence, say

MET, PARTLY, NOT_FOUND, CANNOT_TELL = "met", "partly", "not_found", "cannot_tell"
_CONDITIONS = frozenset({"place", "hours", "travel", "right_to_work", "clearance"})
_CHOICES = 3  # alternatives beyond which a claim names a kind of skills and no one of them
_NEAR = 0.45  # worth below which a skill is only near, or built on
_QUOTED = 240  # characters of a line that are quoted


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict, how much of the claim it shows (0 to 1), the lines that show it, and why."""

    verdict: str
    worth: float
    reason: Sentence
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement as an account shows it. `text` are the posting's words, `evidence` lines of the résumé; `weight`
    is what it counts where it can be told; `key` names it in corrections."""

    text: str
    kind: str
    need: str
    verdict: str
    evidence: tuple[str, ...]
    reason: Sentence
    worth: float = 0.0
    weight: float = 0.0
    name: str = ""
    key: str = ""
    claim: Claim | None = field(default=None, repr=False)

    @property
    def is_told(self) -> bool:
        return self.verdict != CANNOT_TELL

    @property
    def can_be_checked(self) -> bool:
        """Whether it is more than an attribute of character that happens to stand in both texts."""
        return not (self.claim and self.claim.is_soft)

    @property
    def is_slight(self) -> bool:
        """An attribute of character, a condition of work or free words: what a page shows last."""
        if self.claim is None or self.kind in _CONDITIONS:
            return self.kind in _CONDITIONS and not self.is_told
        return self.claim.is_soft or (self.kind == "skill" and not self.claim.skills)

    @property
    def is_for_oneself(self) -> bool:
        """Whether only the person can tell: slight, and nothing in the profile speaks of it."""
        return self.verdict == CANNOT_TELL and self.is_slight

    @property
    def is_lacking(self) -> bool:
        """Whether it is one thing that could be learned: not there, or only something near."""
        if self.claim is None or not 1 <= len(self.claim.skills) <= _CHOICES or self.claim.is_soft:
            return False
        return self.verdict == NOT_FOUND or (self.verdict == PARTLY and self.worth < _NEAR)

    @property
    def can_be_had(self) -> bool:
        """Whether a person can say "I do have this" of it."""
        return self.verdict in {NOT_FOUND, PARTLY, CANNOT_TELL} and self.kind != "level"


Judge = Callable[[Person, Claim], Verdict]


def judge(person: Person, claim: Claim) -> Verdict:
    """The verdict on one claim, by the judge of its kind."""
    return judges().get(claim.kind, untold)(person, claim)


def judges() -> Mapping[str, Judge]:
    """Who judges each kind of requirement."""
    from prospect.fit import judging_conditions as conditions
    from prospect.fit import judging_skills as skills
    from prospect.fit import judging_study as study
    from prospect.fit import judging_years as years

    return {
        "skill": skills.skill,
        "years": years.years,
        "level": years.level,
        "education": study.education,
        "language": study.language,
        "certificate": study.paper,
        "licence": study.paper,
        "clearance": conditions.clearance,
        "place": conditions.place,
        "hours": conditions.hours,
        "travel": conditions.travel,
        "right_to_work": conditions.right_to_work,
    }


def untold(person: Person, claim: Claim) -> Verdict:
    return Verdict(CANNOT_TELL, 0.0, say("A résumé does not tell this; judge for yourself."))


def quoted(lines: Sequence[Line], about: str = "") -> tuple[str, ...]:
    """The most telling lines: of work, and bare lists only where there is nothing else; then those of a readable
    length; cut around what they are `about` where they are long."""
    told = [line for line in lines[:40] if line.part != "listed"] or list(lines[:40])
    best = sorted(told, key=lambda line: (not line.months, not 15 <= len(line.text) <= _QUOTED))
    return tuple(dict.fromkeys(_cut(line.text, about) for line in best[:2]))


def quotes_of(shown: Shown, name: str) -> tuple[str, ...]:
    return quoted(shown.lines, name)


def _cut(text: str, about: str) -> str:
    if len(text) <= _QUOTED:
        return text
    at = max(text.casefold().find(about.casefold()) if about else 0, 0)
    start = 0 if at < _QUOTED - 40 else text.rfind(" ", 0, at - 80) + 1
    piece = text[start : start + _QUOTED - 2].rsplit(" ", 1)[0]
    return ("…" if start else "") + piece + "…"
