"""What it usually takes to enter an occupation, as BLS economists assign it: schooling, experience, training.

The table is `data/preparation.tsv`, with its years, release and licence in its head. Where BLS says nothing of an
occupation, neither does this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prospect.insights.wages import joint_codes
from prospect.lexicon.occupations import rows_of
from prospect.lexicon.sentences import Sentence, say

_TABLE = Path(__file__).parent / "data" / "preparation.tsv"

EDUCATION: Mapping[str, Sentence] = {
    "doctorate": say("a doctorate or professional degree"),
    "master": say("a master's degree"),
    "bachelor": say("a bachelor's degree"),
    "associate": say("an associate degree"),
    "certificate": say("a certificate or award after high school, no degree"),
    "some_college": say("some college, no degree"),
    "secondary": say("a high school diploma"),
    "none": say("no schooling in particular"),
}
EXPERIENCE: Mapping[str, Sentence] = {
    "5_years": say("five years or more in a related occupation"),
    "under_5_years": say("less than five years in a related occupation"),
    "none": say("none in a related occupation"),
}
TRAINING: Mapping[str, Sentence] = {
    "residency": say("an internship or residency"),
    "apprenticeship": say("an apprenticeship"),
    "long": say("more than a year on the job"),
    "moderate": say("one month to a year on the job"),
    "short": say("a month or less on the job"),
    "none": say("none beyond that"),
}
"""BLS's categories in our words: bls.gov/emp/documentation/education/tech.htm defines them."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """Keys of `EDUCATION`, `EXPERIENCE` and `TRAINING`; `years` and `released` of the projections they stand in."""

    education: str
    experience: str
    training: str
    years: str
    released: str

    @property
    def source(self) -> Sentence:
        return say(
            "U.S. Bureau of Labor Statistics, Employment Projections {years}, released {released}. The usual way in as "
            "its economists assign it; there are others.",
            years=self.years,
            released=self.released,
        )


def preparation(soc: str) -> Preparation | None:
    """What BLS says of the detailed occupation, or of the code it counts it under with others; None for nothing."""
    codes = (soc, joint_codes().get(soc, soc), f"{soc[:-1]}0")
    return next((_table()[code] for code in codes if code in _table()), None)


@cache
def _table() -> dict[str, Preparation]:
    head = dict(
        line[2:].rstrip().split("\t")
        for line in _TABLE.read_text("utf-8").splitlines()
        if line[:1] == "#" and "\t" in line
    )
    return {
        row["soc"]: Preparation(row["education"], row["experience"], row["training"], head["years"], head["released"])
        for row in rows_of(_TABLE)
    }
