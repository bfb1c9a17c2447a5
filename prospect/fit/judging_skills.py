"""Skills: shown under their own name, by another that implies them, by one that stands beside them, or by a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from prospect.fit import months as spans
from prospect.fit.job import Claim
from prospect.fit.judging import CANNOT_TELL, MET, NOT_FOUND, PARTLY, Verdict, quoted, quotes_of
from prospect.fit.lines import Line
from prospect.fit.person import Person
from prospect.fit.showing import Shown
from prospect.fit.words import content
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import Skill, all_skills
from prospect.lexicon.skills import skill as skill_of

LISTED, CROWDED, BESIDE, BUILT_ON, SPOKEN_OF = 0.85, 0.5, 0.4, 0.3, 0.5
_NAMED = 6  # alternatives that are named one by one
_COMMON_PARENT = 16  # a general skill with more kinds than this makes no two of them near


def skill(person: Person, claim: Claim) -> Verdict:
    """1. The skill itself or one that shows it, with its years. 2. One beside it. 3. Nothing: not found, or cannot tell
    where the résumé names too little, or where the skill is one that résumés do not show."""
    if not claim.skills:
        return sentence(person, claim)
    asked = [skill_of(id) for id in claim.skills]
    shown = [(one, *found) for one in asked if (found := person.shows(one.id))]
    if shown:
        one, held, how = max(shown, key=lambda found: _strength(found[2]))
        return _shown(person, claim, one, held, how)
    if all(one.kind == "soft" for one in asked):
        return Verdict(CANNOT_TELL, 0.0, say("Résumés seldom show this; say it in your letter, with an example."))
    near = _beside(person, asked)
    if near:
        return near
    if not person.names_skills:
        return Verdict(CANNOT_TELL, 0.0, say("Your profile names too few skills to tell. Add yours, and this follows."))
    return Verdict(NOT_FOUND, 0.0, say("{skill} is not in your résumé.", skill=names(asked, claim.text)))


def names(asked: list[Skill], words: str) -> str:
    """The skills asked; the posting's own words where they are a whole kind of things."""
    return " / ".join(one.name for one in asked) if len(asked) <= _NAMED else words


def _strength(how: Shown) -> tuple[bool, int, int]:
    return (not how.is_lost_in_a_list, len(how.months), how.strength)


def _shown(person: Person, claim: Claim, one: Skill, held: Skill, how: Shown) -> Verdict:
    """A skill that is there: how well it is shown, and whether for long enough."""
    evidence = quotes_of(how, held.name)
    if how.is_lost_in_a_list:
        reason = say(
            "{skill} stands in a list of more than {n} names; nothing shows its use.",
            skill=one.name,
            n=how.crowd // 10 * 10,
        )
        return Verdict(PARTLY, CROWDED, reason, evidence)
    if claim.years and one.kind != "soft":
        return _for_years(person, claim.years, one, how, evidence)
    worth = 1.0 if how.in_use else LISTED
    return Verdict(MET, worth, _why(one, held, how), evidence)


def _why(one: Skill, held: Skill, how: Shown) -> Sentence:
    if held.id == one.id:
        if not any(one.name.casefold() in line.text.casefold() for line in how.lines):
            return say("Your résumé shows {skill} under another name.", skill=one.name)
        if how.in_use:
            return say("Your résumé shows {skill}.", skill=one.name)
        return say("You list {skill}.", skill=one.name)
    return say("{held} shows {asked}.", held=held.name, asked=one.name)


def _for_years(person: Person, asked: float, one: Skill, how: Shown, evidence: tuple[str, ...]) -> Verdict:
    """Years of the jobs whose lines show the skill, or another that implies it; months that overlap count once."""
    found = [how.months, *(person.skills[id].months for id in person.skills if one.id in _implied(id))]
    months = spans.together(found)
    shown = round(spans.years(months), 1)
    if not months:
        if spans.years(person.months) >= asked:
            words = {"skill": one.name, "asked": _number(asked)}
            reason = (
                say("Your résumé shows {skill}, but not for how long; {asked} year is asked.", **words)
                if asked == 1
                else say("Your résumé shows {skill}, but not for how long; {asked} years are asked.", **words)
            )
            return Verdict(PARTLY, 0.65, reason, evidence)
        return Verdict(PARTLY, 0.45, say("Your résumé shows {skill}, but not for how long.", skill=one.name), evidence)
    words = {"skill": one.name, "years": _number(shown), "asked": _number(asked)}
    reason = (
        say("{skill}: about {years} year shown, {asked} asked.", **words)
        if shown == 1
        else say("{skill}: about {years} years shown, {asked} asked.", **words)
    )
    if shown >= asked - 0.25:
        return Verdict(MET, 1.0, reason, evidence)
    return Verdict(PARTLY, min(0.85, 0.3 + 0.6 * shown / asked), reason, evidence)


@lru_cache(maxsize=8192)
def _implied(id: str) -> frozenset[str]:
    from prospect.lexicon.skills import implied_by

    return implied_by(id)


def _number(value: float) -> str:
    return f"{value:g}"


@lru_cache(maxsize=1)
def _kinds_of() -> dict[str, int]:
    """How many skills show each general skill directly."""
    found: dict[str, int] = {}
    for one in all_skills().values():
        for parent in one.implies:
            found[parent] = found.get(parent, 0) + 1
    return found


def _beside(person: Person, asked: list[Skill]) -> Verdict | None:
    """A skill that stands beside the one asked (both are kinds of one thing, or the one asked builds on it)."""
    for one in asked:
        for parent in one.implies:
            beside = [id for id in person.siblings.get(parent, ()) if all_skills()[id].kind == one.kind]
            if beside and _kinds_of()[parent] <= _COMMON_PARENT:
                held = max(beside, key=lambda id: person.skills[id].strength)
                reason = say("Not {asked}, but {held}: both are {general}.", asked=one.name, held=skill_of(held).name, general=skill_of(parent).name)  # fmt: skip
                return Verdict(PARTLY, BESIDE, reason, quotes_of(person.skills[held], skill_of(held).name))
    for one in asked:
        for parent in one.implies:
            found = person.shows(parent)
            if found and skill_of(parent).kind != "soft":
                held_one, how = found
                reason = say("You show {held}, on which {asked} builds.", held=held_one.name, asked=one.name)
                return Verdict(PARTLY, BUILT_ON, reason, quotes_of(how, held_one.name))
    return None


_LEAST_SHARED = 3
_LEAST_SHARE = 0.6
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def sentence(person: Person, claim: Claim) -> Verdict:
    """A sentence no list knows. Met never: a sentence that says most of the same words shows it in part, else who knows."""
    asked = content(claim.text)
    best: tuple[int, str] | None = None
    for line in person.lines if len(asked) >= _LEAST_SHARED else ():
        if line.part == "listed":
            continue
        for said in _SENTENCE.split(line.text):
            shared = len(asked & content(said))
            if shared >= max(_LEAST_SHARED, _LEAST_SHARE * len(asked)) and (best is None or shared > best[0]):
                best = shared, said
    if best is None:
        return Verdict(CANNOT_TELL, 0.0, say("No line of your résumé says this in its words; judge for yourself."))
    return Verdict(PARTLY, SPOKEN_OF, say("A line of your résumé speaks of the same."), quoted([Line(best[1])]))
