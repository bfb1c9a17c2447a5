"""The account: what a job asks, whether the person's profile shows it, and what that comes to (`weighing`).

There is a band where there is anything to go by: the trade, or at least three claims that can be told. There is a
number only where at least three claims and half of their weight can be told. The same input gives the same account
everywhere: this is the one place that makes it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from prospect import fit
from prospect.fit import advice, judging_years
from prospect.fit.job import Asked, Claim, JobText, job_of, read_job
from prospect.fit.judging import MET, Judged, Verdict, judge
from prospect.fit.judging_skills import names
from prospect.fit.kinship import kindred
from prospect.fit.person import Person
from prospect.fit.trade import Trade
from prospect.fit.weighing import LEAST_CLAIMS, Weighed, band_of, weigh, weights
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import all_skills
from prospect.lexicon.ways_to_learn import WayToLearn, ways_to_learn

__all__ = ["NO_CORRECTIONS", "Corrections", "Fit", "JobText", "account", "job_of", "read_job"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the person said of claims, by their keys: "I do have this", and "this is not a requirement"."""

    have: Collection[str] = frozenset()
    not_asked: Collection[str] = frozenset()


NO_CORRECTIONS = Corrections()
_LEARNED = 4  # ways to learn that are named
_NO_TRADE = 0.2  # kinship up to which a job of no known trade is no evidence of one


class Telling(NamedTuple):
    """What an account is told from, when its sentences are asked for."""

    person: Person
    judged: list[Judged]
    height: Judged | None
    weighed: Weighed


@dataclass(frozen=True)
class Fit:
    """`band` strong, good, stretch, far, or None where too little is known; `score` 0 to 100 and its `range` likewise.

    `requirements`: the level, then the required ones, then the wishes, each in the order of the posting, what a résumé
    cannot show last; `notes` say how the posting was read. `order` (0 to 1) orders jobs for one person and is never
    shown. Lists weigh many jobs and show few sentences: `summary` and `missing` are told when they are asked for.
    """

    band: str | None
    score: int | None
    range: tuple[int, int] | None
    requirements: tuple[Judged, ...]
    order: float
    telling: Telling = field(repr=False, compare=False)
    trade: Trade | None = None
    notes: tuple[Sentence, ...] = ()
    version: str = field(default=fit.VERSION)

    @cached_property
    def summary(self) -> Sentence:
        """The trade and how much is shown, with why there is no band or no number."""
        words = advice.summary(self.telling.judged, self.trade)
        if self.score is not None:
            return words
        why = advice.too_little(self.telling.person, self.telling.judged, self.telling.weighed.decided)
        return why if self.band is None else say("{summary} {why}", summary=words, why=why)

    @cached_property
    def missing(self) -> tuple[Sentence, ...]:
        """What would change this, before it what to add where too little is known."""
        person, judged, height, _ = self.telling
        changes = advice.changes(judged, self.trade, height, self.score is not None)
        told = changes if self.score is not None else [*advice.to_add(person, judged), *changes]
        return tuple(told[: advice.MISSING])

    @property
    def checked(self) -> tuple[Judged, ...]:
        """The requirements that were held against the profile."""
        return tuple(one for one in self.requirements if not one.is_for_oneself)

    @property
    def for_oneself(self) -> tuple[Judged, ...]:
        """What no résumé tells: attributes of character, sentences in free words, hours, places. It counts nothing."""
        return tuple(one for one in self.requirements if one.is_for_oneself)

    @property
    def learnable(self) -> tuple[tuple[str, WayToLearn], ...]:
        """What is missing or only near and where it can be learned, by those who make or license it: the weightiest
        first, one way each."""
        lacking = [one for one in self.requirements if one.is_lacking and one.claim is not None]
        found = {
            id: ways[0]
            for one in sorted(lacking, key=lambda one: -one.weight)
            for id in (one.claim.skills[:1] if one.claim else ())
            if (ways := ways_to_learn(id))
        }
        return tuple((all_skills()[id].name, way) for id, way in found.items())[:_LEARNED]

    def as_json(self) -> dict[str, Any]:
        """The form of `prospect fit`."""
        return {
            "band": self.band,
            "score": self.score,
            "range": list(self.range) if self.range else None,
            "requirements": [
                {
                    "text": one.text,
                    "kind": one.kind,
                    "need": one.need,
                    "verdict": one.verdict,
                    "evidence": list(one.evidence),
                    "reason": str(one.reason),
                }
                for one in self.requirements
            ],
            "missing": [str(sentence) for sentence in self.missing],
            "summary": str(self.summary),
            "notes": [str(sentence) for sentence in self.notes],
            "version": self.version,
        }


def account(person: Person, job: JobText | Asked, corrections: Corrections = NO_CORRECTIONS) -> Fit:
    """How the person and the job suit each other.

    1. Judge each claim. 2. See how near the trade and how high the level is. 3. Weigh what can be told. 4. Say what is
    missing, or, where too little is known, what to add.
    """
    asked = job if isinstance(job, Asked) else read_job(job)
    claims = [claim for claim in asked.claims if claim.key not in corrections.not_asked]
    judged = [
        _judged(person, claim, weight, corrections) for claim, weight in zip(claims, weights(claims), strict=True)
    ]
    trade = kindred(person, asked)
    height = _height(person, asked)
    weighed = weigh(judged, trade.kin if trade else None, height)
    return _told(person, asked, judged, trade, height, weighed)


def _judged(person: Person, claim: Claim, weight: float, corrections: Corrections) -> Judged:
    found = judge(person, claim)
    if claim.key in corrections.have and found.verdict != MET:
        found = Verdict(MET, 0.9, say("You said that you have this."))
    name = names([all_skills()[id] for id in claim.skills], claim.text) if claim.skills else ""
    return Judged(
        claim.text, claim.kind, claim.need, found.verdict, found.evidence, found.reason, found.worth, weight, name,
        claim.key, claim,
    )  # fmt: skip


def _height(person: Person, asked: Asked) -> Judged | None:
    """The level of the title as a claim of its own; None where the job states none."""
    level = judging_years.level_asked(asked)
    if level is None:
        return None
    found = judging_years.height(person, level, asked.occupation)
    return Judged(asked.title, "level", "required", found.verdict, found.evidence, found.reason, found.worth)


def _told(
    person: Person, asked: Asked, judged: list[Judged], trade: Trade | None, height: Judged | None, weighed: Weighed
) -> Fit:
    """The account of what was weighed, abstaining where too little is known."""
    ordered = sorted(judged, key=lambda one: (one.need != "required", one.is_slight))
    shown = tuple(ordered) if height is None or asked.level is None else (height, *ordered)
    # A text that names no trade and shares no word with a title ("hello") is no evidence of a trade that is far away.
    has_trade = trade is not None and (asked.occupation is not None or trade.kin > _NO_TRADE)
    has_band = person.is_enough() and (has_trade or weighed.decided >= LEAST_CLAIMS)
    has_score = has_band and weighed.decided >= LEAST_CLAIMS and weighed.told >= weighed.untold
    return Fit(
        band=band_of(weighed) if has_band else None,
        score=round(100 * weighed.share) if has_score else None,
        range=(round(100 * weighed.low), round(100 * weighed.high)) if has_score else None,
        requirements=shown,
        order=weighed.order,
        telling=Telling(person, judged, height, weighed),
        trade=trade,
        notes=asked.notes,
    )
