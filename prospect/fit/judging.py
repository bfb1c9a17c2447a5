"""One requirement against one person: met, partly, not found or cannot tell, with the line that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from prospect.fit.person import Line, Person, shows
from prospect.lexicon.education import LEVELS
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import skill

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement, its words in the posting, the verdict and why; `evidence` are lines of the résumé."""

    text: str
    kind: str
    need: str
    verdict: str
    evidence: tuple[str, ...]
    reason: Sentence


def judge(person: Person, claim: Claim) -> Judged:
    verdict, evidence, reason = JUDGES.get(str(claim["kind"]), _untold)(person, claim)
    return Judged(str(claim["text"]), str(claim["kind"]), str(claim["need"]), verdict, evidence, reason)


Verdict = tuple[str, tuple[str, ...], Sentence]


def _names(ids: list[str]) -> str:
    return " / ".join(skill(id).name for id in ids)


def _skill(person: Person, claim: Claim) -> Verdict:
    ids = [str(id) for id in claim.get("skills") or ()]
    if not ids:
        return _untold(person, claim)
    found = [(id, shown) for id in ids if (shown := shows(person, id))]
    if not found:
        return _kin(person, ids)
    id, (held, lines) = found[0]
    evidence = _quoted(lines)
    asked = claim.get("years")
    if asked:
        return _with_years(id, float(asked), lines, evidence)
    if held != id:
        return "met", evidence, say("{held} shows {asked}.", held=skill(held).name, asked=skill(id).name)
    return "met", evidence, say("Your résumé shows {skill}.", skill=skill(id).name)


def _with_years(id: str, asked: float, lines: tuple[Line, ...], evidence: tuple[str, ...]) -> Verdict:
    """Years of the jobs whose lines show the skill, months that overlap counted once."""
    months = frozenset[int]().union(*(line.months for line in lines))
    name, years = skill(id).name, len(months) / 12
    if not months:
        return "partly", evidence, say("Your résumé shows {skill}, but not for how long.", skill=name)
    verdict = "met" if years >= asked else "partly"
    reason = say(
        "{skill}: about {years} years shown, {asked} asked.", skill=name, years=round(years, 1), asked=round(asked, 1)
    )
    return verdict, evidence, reason


def _kin(person: Person, ids: list[str]) -> Verdict:
    """A skill that stands beside the one asked (both are kinds of one thing) counts in part."""
    for id in ids:
        parents = set(skill(id).implies)
        for held, lines in person.skills.items():
            shared = parents & set(skill(held).implies)
            if shared and skill(held).kind == skill(id).kind:
                reason = say("Not {asked}, but {held}, which is near it.", asked=skill(id).name, held=skill(held).name)
                return "partly", _quoted(lines), reason
    return "not_found", (), say("{skill} is not in your résumé.", skill=_names(ids))


def _years(person: Person, claim: Claim) -> Verdict:
    asked = claim.get("years")
    if asked is None or not person.months:
        return _untold(person, claim)
    years = round(person.years, 1)
    evidence = tuple(line.text for line in person.titles if line.months)[:2]
    reason = say("About {years} years of work shown, {asked} asked.", years=years, asked=round(float(asked), 1))
    if person.years >= float(asked):
        return "met", evidence, reason
    return ("partly" if person.years >= float(asked) / 2 else "not_found"), evidence, reason


def _education(person: Person, claim: Claim) -> Verdict:
    asked = claim.get("value")
    if asked not in LEVELS:
        return _untold(person, claim)
    evidence = (person.education_line,) if person.education_line else ()
    if person.education is not None and LEVELS.index(person.education) >= LEVELS.index(str(asked)):
        return "met", evidence, say("Your schooling reaches what is asked.")
    if "equivalent experience" in (claim.get("alternatives") or ()) and person.years >= 4:
        return (
            "met",
            evidence,
            say("Experience may stand in its place, and you show about {years} years.", years=round(person.years, 1)),
        )
    if person.education is None:
        return "cannot_tell", (), say("Your profile does not say what schooling you have.")
    return "not_found", evidence, say("The schooling asked is above what your résumé shows.")


def _language(person: Person, claim: Claim) -> Verdict:
    shown = _skill(person, claim) if claim.get("skills") else None
    if shown and shown[0] == "met":
        return shown
    name = str(claim.get("value") or "").casefold()
    spoken = next((spoken for spoken in person.languages if spoken and spoken in name), None)
    if spoken:
        return "met", (spoken.title(),), say("Your profile lists {language}.", language=spoken.title())
    if not person.languages:
        return "cannot_tell", (), say("Your profile does not list languages.")
    return (
        "not_found",
        (),
        say("{language} is not among your languages.", language=str(claim.get("value") or claim["text"])),
    )


def _paper(person: Person, claim: Claim) -> Verdict:
    """A certificate or licence: shown or not found, never guessed from kin."""
    ids = [str(id) for id in claim.get("skills") or ()]
    for id in ids:
        found = shows(person, id)
        if found:
            return "met", _quoted(found[1]), say("Your résumé shows {skill}.", skill=skill(id).name)
    if not ids:
        return _untold(person, claim)
    return "not_found", (), say("{skill} is not in your résumé.", skill=_names(ids))


def _untold(person: Person, claim: Claim) -> Verdict:
    return "cannot_tell", (), say("A résumé does not tell this; judge for yourself.")


def _quoted(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The most telling lines: of dated work before bare lists, longer before single words; cut to a readable length."""
    best = sorted(lines, key=lambda line: (not line.months, len(line.text) < 20))
    return tuple(dict.fromkeys(line.text if len(line.text) <= 240 else line.text[:239] + "…" for line in best[:2]))


JUDGES: Mapping[str, Callable[[Person, Claim], Verdict]] = {
    "skill": _skill,
    "years": _years,
    "education": _education,
    "language": _language,
    "certificate": _paper,
    "licence": _paper,
}
