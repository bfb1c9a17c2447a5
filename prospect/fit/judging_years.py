"""How long and how high: years of work, years in the trade, and the level of a title."""

from __future__ import annotations

from functools import lru_cache

from prospect.fit import months as spans
from prospect.fit.job import Asked, Claim
from prospect.fit.judging import CANNOT_TELL, MET, NOT_FOUND, PARTLY, Verdict
from prospect.fit.months import Months
from prospect.fit.person import Person
from prospect.lexicon.occupations import near
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import named_skills
from prospect.lexicon.titles import read_title

# Rungs on one scale, so that they can be compared: managers stand beside leads, since one is no step below the other.
RUNG = {
    "intern": 0.0, "junior": 1.0, "mid": 2.0, "senior": 3.0, "lead": 3.5, "staff": 4.0, "principal": 4.5,
    "manager": 3.5, "director": 5.0, "executive": 6.0,
}  # fmt: skip
_SAME_TRADE = 0.55  # nearness from which years in one occupation count as years in the other


def _shown(shown: float, asked: float, *, of_work: bool) -> Sentence:
    words = {"years": f"{shown:g}", "asked": f"{asked:g}"}
    if of_work:
        if shown == 1:
            return say("About {years} year of work shown, {asked} asked.", **words)
        return say("About {years} years of work shown, {asked} asked.", **words)
    if shown == 1:
        return say("About {years} year of it shown, {asked} asked.", **words)
    return say("About {years} years of it shown, {asked} asked.", **words)


def years(person: Person, claim: Claim) -> Verdict:
    """Years of what the claim names where it names a trade or a skill; else years of work."""
    if claim.years is None:
        return Verdict(CANNOT_TELL, 0.0, say("A résumé does not tell this; judge for yourself."))
    if not person.months:
        return Verdict(CANNOT_TELL, 0.0, say("Your jobs have no dates to count. Add them, and this follows."))
    asked, months = claim.years, _months_of(person, claim.value or "")
    shown = round(spans.years(months), 1)
    evidence = tuple(dict.fromkeys(held.text for held in person.held if held.months & months))[:2]
    reason = _shown(shown, asked, of_work=months == person.months)
    if shown >= asked - 0.25:
        return Verdict(MET, 1.0, reason, evidence)
    if shown >= asked / 2:
        return Verdict(PARTLY, min(0.85, shown / asked), reason, evidence)
    return Verdict(NOT_FOUND, 0.5 * shown / asked, reason, evidence)


def _months_of(person: Person, of: str) -> Months:
    """The months of what the words name: a trade, then skills; all months where they name nothing known."""
    occupation, ids = _named(of)
    if occupation:
        return in_trade(person, occupation)
    shown = [found[1].months for id in ids if (found := person.shows(id))]
    if shown:
        return spans.together(shown)
    return spans.NONE if ids else person.months


@lru_cache(maxsize=4096)
def _named(of: str) -> tuple[str | None, tuple[str, ...]]:
    words = of.casefold().replace("experience", " ").replace("as a ", " ").replace("as an ", " ").strip(" ,.")
    reading = read_title(words) if words else None
    ids = tuple(dict.fromkeys(named.skill.id for named in named_skills(of) if named.skill.kind != "soft"))
    return (reading.occupation.id if reading and reading.occupation else None), ids


def in_trade(person: Person, occupation: str) -> Months:
    """The months in this occupation and those that share most of its work."""
    counted = {occupation} | {one.id for one in near(occupation) if one.nearness >= _SAME_TRADE}
    return spans.together(held.months for held in person.held if held.occupation in counted)


def level(person: Person, claim: Claim) -> Verdict:
    """A level that a sentence asks for ("senior-level experience")."""
    return height(person, claim.value, None)


def height(person: Person, asked: str | None, occupation: str | None) -> Verdict:
    """A level asked against the person's: a step up is partly, two are not found; far above it is partly too."""
    have = rung_of(person, occupation)
    if asked not in RUNG or have is None:
        return Verdict(CANNOT_TELL, 0.0, say("Your titles and dates do not tell your level."))
    step = RUNG[asked] - have
    evidence = tuple(held.text for held in person.held[:1])
    if step > 2.2:
        return Verdict(NOT_FOUND, 0.0, say("The level is several steps above your last titles."), evidence)
    if step > 1.1:
        return Verdict(PARTLY, 0.3, say("The level is two steps above your last titles."), evidence)
    if step > 0.6:
        return Verdict(PARTLY, 0.7, say("The level is a step above your last titles."), evidence)
    if step < -2.2:
        return Verdict(PARTLY, 0.1, say("The level is far below your last titles."), evidence)
    if step < -1.4:
        return Verdict(PARTLY, 0.5, say("The level is below your last titles."), evidence)
    return Verdict(MET, 1.0, say("The level is that of your titles and years."), evidence)


def rung_of(person: Person, occupation: str | None) -> float | None:
    """The height of the person's latest titles, or what their years amount to; None where neither tells."""
    stated = [RUNG[held.level] for held in person.held[:2] if held.level in RUNG]
    months = in_trade(person, occupation) if occupation else person.months
    by_years = _by_years(spans.years(months or person.months)) if person.months else None
    if stated and person.held[0].level in RUNG:
        return max(stated[0], min(by_years or 0.0, 2.0) if stated[0] > 0 else 0.0)
    if by_years is not None:
        return by_years
    return stated[0] if stated else None


def _by_years(shown: float) -> float:
    return 1.0 if shown < 1.5 else 2.0 if shown < 5 else 2.6 if shown < 10 else 3.0


def level_asked(job: Asked) -> str | None:
    """The level of the title; without one, what the years asked amount to."""
    if job.level:
        return job.level
    asked = [claim.years for claim in job.claims if claim.years is not None and claim.need == "required"]
    if not asked:
        return None
    most = max(asked)
    return "junior" if most < 2 else "mid" if most < 5 else "senior"
