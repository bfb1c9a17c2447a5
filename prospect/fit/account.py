"""The account: what a job asks, whether the person's profile shows it, and what that comes to.

The measure: each requirement that can be judged counts 3 if required and 1 if preferred, met 1, partly ½, not found 0;
how near the person's occupations are to the job's counts like four required claims. Claims that cannot be told widen
the range instead of counting. There is a number only where at least three claims and half of the weight can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from prospect import fit
from prospect.fit.judging import Judged, judge
from prospect.fit.person import Person
from prospect.lexicon.occupations import near
from prospect.lexicon.requirements import read_requirements
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.titles import read_title

WEIGHT = {"required": 3.0, "preferred": 1.0}
WORTH = {"met": 1.0, "partly": 0.5, "not_found": 0.0}
OF_OCCUPATION = 12.0
BANDS = ((0.75, "strong"), (0.55, "good"), (0.35, "stretch"), (0.0, "far"))
LEAST_CLAIMS = 3
MISSING = 4


@dataclass(frozen=True, slots=True)
class JobText:
    """A job as the account reads it. `requirements` are claims read before, as JSON; None: they are read here."""

    title: str
    text: str
    occupation: str | None = None
    level: str | None = None
    requirements: Iterable[Mapping[str, Any]] | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """`band` strong, good, stretch, far, or None where too little is known; `score` 0 to 100 and its `range` likewise.

    `order` (0 to 1) orders jobs for one person and is never shown.
    """

    band: str | None
    score: int | None
    range: tuple[int, int] | None
    requirements: tuple[Judged, ...]
    missing: tuple[Sentence, ...]
    summary: Sentence
    order: float
    version: str = field(default=fit.VERSION)

    def as_json(self) -> dict[str, Any]:
        """The form of `prospect fit`."""
        return {
            "band": self.band,
            "score": self.score,
            "range": list(self.range) if self.range else None,
            "requirements": [
                {key: value for key, value in asdict(claim).items() if key != "reason"} | {"reason": str(claim.reason)}
                for claim in self.requirements
            ],
            "missing": [str(sentence) for sentence in self.missing],
            "summary": str(self.summary),
            "version": self.version,
        }


def job_of(title: str, text: str) -> JobText:
    """A job from nothing but its words."""
    reading = read_title(title)
    return JobText(title, text, reading.occupation.id if reading.occupation else None, reading.level)


def account(person: Person, job: JobText) -> Fit:
    """How the person and the job suit each other.

    1. Judge each requirement. 2. Weigh those that can be told, and the nearness of occupations. 3. Abstain where too
    little is known. 4. Say what is missing, the weightiest first.
    """
    claims = (
        job.requirements
        if job.requirements is not None
        else [asdict(r) for r in read_requirements(job.text, job.title)]
    )
    judged = tuple(judge(person, claim) for claim in claims)
    nearness = occupation_nearness(person, job.occupation)
    told, untold, got = _weighed(judged)
    if nearness is not None:
        told, got = told + OF_OCCUPATION, got + OF_OCCUPATION * nearness
    share = got / told if told else 0.0
    decided = [claim for claim in judged if claim.verdict != "cannot_tell"]
    if not person.is_enough() or len(decided) < LEAST_CLAIMS or told < untold:
        return Fit(
            None, None, None, judged, _missing(judged), _too_little(person, judged), _order(share, nearness, told)
        )
    low, high = got / (told + untold), (got + untold) / (told + untold)
    band = next(name for least, name in BANDS if share >= least)
    summary = say("{met} of the {all} things it asks that can be told are shown by your résumé.",
                  met=sum(claim.verdict == "met" for claim in decided), all=len(decided))  # fmt: skip
    return Fit(
        band,
        round(100 * share),
        (round(100 * low), round(100 * high)),
        judged,
        _missing(judged),
        summary,
        _order(share, nearness, told),
    )


def _weighed(judged: Iterable[Judged]) -> tuple[float, float, float]:
    """Weight that can be told, weight that cannot, and how much of the first is shown."""
    told = untold = got = 0.0
    for claim in judged:
        weight = WEIGHT.get(claim.need, 1.0)
        if claim.verdict == "cannot_tell":
            untold += weight / 2
        else:
            told += weight
            got += weight * WORTH[claim.verdict]
    return told, untold, got


def occupation_nearness(person: Person, occupation: str | None) -> float | None:
    """How near the nearest occupation held is to the job's, the latest counting most; None where either is unknown."""
    if occupation is None or not person.occupations:
        return None
    best = 0.0
    for place, held in enumerate(person.occupations[:4]):
        fresh = 1.0 - 0.1 * place
        nearness = 1.0 if held == occupation else next((n.nearness for n in near(held) if n.id == occupation), 0.0)
        best = max(best, fresh * nearness)
    return best


def _order(share: float, nearness: float | None, told: float) -> float:
    """Little evidence pulls towards the middle, so that one lucky claim does not lead the page."""
    sure = told / (told + OF_OCCUPATION)
    return sure * share + (1 - sure) * (nearness if nearness is not None else 0.25)


def _missing(judged: Iterable[Judged]) -> tuple[Sentence, ...]:
    lacking = [claim for claim in judged if claim.verdict in {"not_found", "partly"}]
    lacking.sort(key=lambda claim: (-WEIGHT.get(claim.need, 1.0), claim.verdict))
    return tuple(claim.reason for claim in lacking[:MISSING])


def _too_little(person: Person, judged: tuple[Judged, ...]) -> Sentence:
    if not person.is_enough():
        return say("Your profile shows too little to tell. Add your jobs and skills, and this account follows.")
    if len(judged) < LEAST_CLAIMS:
        return say("The posting asks for too little in words that can be checked.")
    return say("Too little of what it asks can be told from your résumé for a number.")
