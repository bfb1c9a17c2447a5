"""Schooling, languages, certificates and licences."""

from __future__ import annotations

import re

from prospect.fit.job import Claim
from prospect.fit.judging import CANNOT_TELL, MET, NOT_FOUND, PARTLY, Verdict, quotes_of
from prospect.fit.judging_skills import names, sentence
from prospect.fit.person import Person
from prospect.fit.schooling import Study, asked_field, same_field
from prospect.lexicon.education import LEVELS
from prospect.lexicon.sentences import say
from prospect.lexicon.skills import skill as skill_of

_ENOUGH_INSTEAD = 4.0  # years of work that may stand for a degree where a posting says that experience may
_STUDYING = re.compile(
    r"pursuing|enrolled|current(?:ly)?|student|undergraduate|working towards|graduating", re.IGNORECASE
)
_WEAK = re.compile(r"basic|beginner|elementary|a1|a2|grundkenntnisse|básico|notions|school", re.IGNORECASE)
_STRONG = re.compile(r"fluent|native|business|professional|excellent|c1|c2|verhandlungssicher|fließend", re.IGNORECASE)
# Licences of everyday life that most who have them do not write down.
_SELDOM_WRITTEN = {"drivers-licence", "vehicle-access", "drivers-license"}


def education(person: Person, claim: Claim) -> Verdict:
    """The highest schooling against the level asked, then its field, then experience in its place."""
    asked = claim.value
    if asked not in LEVELS:
        return Verdict(CANNOT_TELL, 0.0, say("A résumé does not tell this; judge for yourself."))
    if asked == "none":
        return Verdict(MET, 1.0, say("No schooling is asked."))
    enough = [study for study in person.studies if LEVELS.index(study.level) >= LEVELS.index(asked)]
    over = [study for study in enough if study.is_over]
    if over:
        return _field(over, claim)
    if enough:
        met = bool(_STUDYING.search(claim.sentence or claim.text)) or not person.studies
        reason = say("You are on the way to it: {study}.", study=enough[0].text)
        return Verdict(MET if met else PARTLY, 1.0 if met else 0.7, reason, (enough[0].text,))
    return _instead(person, claim, asked)


def _field(over: list[Study], claim: Claim) -> Verdict:
    best = max(over, key=lambda study: LEVELS.index(study.level))
    asked = asked_field(claim.text)
    if asked is None or "equivalent experience" in claim.alternatives:
        return Verdict(MET, 1.0, say("Your schooling reaches what is asked."), (best.text,))
    found = [(study, same_field(asked, study.field)) for study in over]
    fitting = next((study for study, same in found if same), None)
    if fitting:
        return Verdict(MET, 1.0, say("Your schooling reaches what is asked, in a field it names."), (fitting.text,))
    if any(same is None for _, same in found):
        return Verdict(MET, 0.9, say("Your schooling reaches what is asked; its field is not told."), (best.text,))
    reason = say("The level is reached, in another field: {study}.", study=best.text)
    return Verdict(PARTLY, 0.5, reason, (best.text,))


def _instead(person: Person, claim: Claim, asked: str) -> Verdict:
    """Schooling that is not there: experience may stand for it, or the profile says nothing of schooling."""
    shown = tuple(study.text for study in person.studies[:1])
    if "equivalent experience" in claim.alternatives:
        if person.years >= _ENOUGH_INSTEAD:
            years = f"{round(person.years, 1):g}"
            return Verdict(MET, 0.9, say("Experience may stand in its place, and you show about {years} years.", years=years), shown)  # fmt: skip
        return Verdict(PARTLY, 0.4, say("Experience may stand in its place; say how yours does."), shown)
    if not person.studies:
        return Verdict(CANNOT_TELL, 0.0, say("Your profile does not say what schooling you have."))
    step = LEVELS.index(asked) - max(LEVELS.index(study.level) for study in person.studies)
    reason = say("The schooling asked is above what your résumé shows.")
    return Verdict(PARTLY, 0.35, reason, shown) if step == 1 else Verdict(NOT_FOUND, 0.0, reason, shown)


def language(person: Person, claim: Claim) -> Verdict:
    """A language listed, shown among the skills, or that the résumé is written in."""
    asked = [skill_of(id) for id in claim.skills]
    wanted = [one.name.casefold() for one in asked] or [str(claim.value or claim.text).casefold()]
    for spoken, how in person.languages.items():
        if any(spoken and (spoken in name or name in spoken) for name in wanted):
            line = f"{spoken.title()} ({how})" if how else spoken.title()
            if _WEAK.search(how) and _STRONG.search(claim.sentence or claim.text):
                return Verdict(PARTLY, 0.4, say("You list it, at less than the posting asks."), (line,))
            return Verdict(MET, 1.0, say("Your profile lists {language}.", language=spoken.title()), (line,))
    for one in asked:
        if (found := person.shows(one.id)) is not None:
            return Verdict(MET, 0.9, say("Your résumé shows {skill}.", skill=one.name), quotes_of(found[1], one.name))
    if person.language and any(name == _NAMES.get(person.language) for name in wanted):
        return Verdict(MET, 0.9, say("Your résumé is written in it."))
    if not person.languages:
        return Verdict(CANNOT_TELL, 0.0, say("Your profile does not list languages."))
    name = " / ".join(one.name for one in asked) or str(claim.value or claim.text)
    return Verdict(NOT_FOUND, 0.0, say("{language} is not among your languages.", language=name))


_NAMES = {"en": "english", "de": "german", "es": "spanish", "fr": "french", "it": "italian", "pt": "portuguese"}


def paper(person: Person, claim: Claim) -> Verdict:
    """A certificate or licence: shown or not found, never guessed from its kin."""
    if not claim.skills:
        return sentence(person, claim)
    asked = [skill_of(id) for id in claim.skills]
    for one in asked:
        if (found := person.shows(one.id)) is not None:
            return Verdict(MET, 1.0, say("Your résumé shows {skill}.", skill=one.name), quotes_of(found[1], one.name))
    if all(one.id in _SELDOM_WRITTEN for one in asked):
        return Verdict(CANNOT_TELL, 0.0, say("Few résumés say so; if you have it, add it to your profile."))
    return Verdict(NOT_FOUND, 0.0, say("{skill} is not in your résumé.", skill=names(asked, claim.text)))
