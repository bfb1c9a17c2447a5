"""What an account comes to: how much each claim counts, the share shown, its range, and the band.

The measure. A required claim counts 3, a preferred one 1, times what its kind counts (an attribute of character a
quarter, since résumés do not show it); n claims of one line together count √n, and no claim more than a fifth of all.
The claims together count at most as much as `MOST_OF_CLAIMS`, the trade `OF_TRADE`, the level `OF_LEVEL`. Claims that
cannot be told count in the range alone: its lower end has them all missing, its upper end all met.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prospect.fit.job import Claim
from prospect.fit.judging import Judged

NEED = {"required": 3.0, "preferred": 1.0}
KIND = {"licence": 1.2, "certificate": 1.0, "education": 1.0, "years": 1.0, "language": 1.0}
SOFT, FREE, CONDITION = 0.25, 0.3, 0.4
OF_TRADE, OF_LEVEL, MOST_OF_CLAIMS = 16.0, 2.0, 12.0
FULL_KIN = 0.8  # nearness of work from which the claims and the level count in full
UNTOLD, OF_PRIOR, PRIOR = 0.5, 6.0, 0.45  # in the order alone: half of what cannot be told, and a little, at this worth
OF_ANY_LEVEL = 0.55  # of a trade's nearness that holds whatever the level
LARGEST = 0.2  # of all claims together
BANDS = ((0.66, "strong"), (0.48, "good"), (0.32, "stretch"), (0.0, "far"))
LEAST_CLAIMS = 3
_MUST = {"strong": 0.6, "good": 0.35}  # of the required weight that a fit of this band shows


@dataclass(frozen=True, slots=True)
class Weighed:
    """`share` of what can be told that is shown (0 to 1), its range, and the weight of claims told and untold.

    `order` is the share drawn towards the middle by what is not known, so that a post of which nothing can be told does
    not lead one that is shown. `must`: the share of required claims alone, None where none can be told.
    """

    share: float
    low: float
    high: float
    order: float
    told: float
    untold: float
    decided: int
    must: float | None


def weights(claims: Sequence[Claim]) -> list[float]:
    """What each claim counts."""
    in_line = Counter(claim.line for claim in claims)
    raw = [NEED[claim.need] * _of_kind(claim) / math.sqrt(in_line[claim.line]) for claim in claims]
    most = LARGEST * sum(raw)
    return [min(weight, most) if len(raw) >= 5 else weight for weight in raw]


def _of_kind(claim: Claim) -> float:
    if claim.is_given:
        return SOFT
    if claim.kind == "skill":
        if not claim.skills:
            return FREE
        return SOFT if claim.is_soft else 1.0
    return KIND.get(claim.kind, CONDITION)


def weigh(judged: Sequence[Judged], kin: float | None, height: Judged | None) -> Weighed:
    """The share shown of trade, level and claims together. `kin`: how near the person's work is to the job's, 0 to 1."""
    told = sum(one.weight for one in judged if one.is_told)
    untold = sum(one.weight for one in judged if not one.is_told)
    # What is asked of everybody (to write well, to plan) is no step towards a stranger's trade.
    gate = 1.0 if kin is None else min(1.0, kin / FULL_KIN)
    got = gate * sum(one.weight * one.worth for one in judged if one.is_told)
    scale = min(1.0, MOST_OF_CLAIMS / (told + untold)) if told + untold else 0.0
    parts = [(told * scale, got * scale), *_of_trade(kin, height, gate)]
    mass, shown = sum(part[0] for part in parts), sum(part[1] for part in parts)
    loose = untold * scale
    whole = mass + loose
    unsure = UNTOLD * loose + OF_PRIOR
    required = [one for one in judged if one.is_told and one.need == "required"]
    must_mass = sum(one.weight for one in required)
    return Weighed(
        share=shown / mass if mass else 0.0,
        low=shown / whole if whole else 0.0,
        high=(shown + loose) / whole if whole else 1.0,
        order=(shown + PRIOR * gate * unsure) / (mass + unsure),
        told=told,
        untold=untold,
        decided=sum(one.is_told and one.can_be_checked for one in judged),
        must=sum(one.weight * one.worth for one in required) / must_mass if must_mass else None,
    )


def _of_trade(kin: float | None, height: Judged | None, gate: float) -> Iterator[tuple[float, float]]:
    """What trade and level count, and what of it is shown."""
    told_height = height.worth if height is not None and height.is_told else None
    if kin is not None:
        # An internship is hardly the trade of someone who has long left that level, nor is its head's post a beginner's.
        fitting = 1.0 if told_height is None else OF_ANY_LEVEL + (1 - OF_ANY_LEVEL) * told_height
        yield OF_TRADE, OF_TRADE * kin * fitting
    if told_height is not None:
        yield OF_LEVEL, OF_LEVEL * told_height * gate


def band_of(weighed: Weighed) -> str:
    """The band of a share. Strong asks that three claims could be told; strong and good ask for enough of the
    must-haves, and are one band lower without."""
    place = next(place for place, (least, _) in enumerate(BANDS) if weighed.share >= least)
    name = BANDS[place][1]
    if weighed.must is not None and weighed.decided >= LEAST_CLAIMS and weighed.must < _MUST.get(name, 0.0):
        return BANDS[place + 1][1]
    return "good" if name == "strong" and weighed.decided < LEAST_CLAIMS else name


def with_one_met(judged: Sequence[Judged], which: Judged) -> list[Judged]:
    """The claims as they would be if one were shown."""
    return [replace(one, verdict="met", worth=1.0) if one is which else one for one in judged]
