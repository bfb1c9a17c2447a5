"""Conditions of work: place, hours, travel, clearance, right to work. A résumé does not tell them; a person's wishes
sometimes do. Addresses are never read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from prospect.fit.job import Claim
from prospect.fit.judging import CANNOT_TELL, MET, NOT_FOUND, Verdict, quoted
from prospect.fit.person import Person
from prospect.lexicon.places import find_places, places_within, read_places
from prospect.lexicon.sentences import say

_CLEARANCE = re.compile(r"\b(?:clearance|ts/sci|security cleared|dv cleared|sc cleared|public trust)\b", re.IGNORECASE)
_MILES = 25


def clearance(person: Person, claim: Claim) -> Verdict:
    """Only a line that speaks of one shows a clearance."""
    said = [line for line in person.lines if _CLEARANCE.search(line.text)]
    if not said:
        return Verdict(CANNOT_TELL, 0.0, say("Your résumé does not speak of a clearance."))
    level = str(claim.value or "").casefold()
    if level and not any(level in line.text.casefold() for line in said):
        return Verdict(
            CANNOT_TELL, 0.0, say("You name a clearance; whether it is this one you must judge."), quoted(said)
        )
    return Verdict(MET, 1.0, say("Your résumé names a clearance."), quoted(said, "clearance"))


def place(person: Person, claim: Claim) -> Verdict:
    """The place a sentence asks for against the places a person wishes for."""
    asked = _places(claim.text)
    wished = _wished(person.wishes)
    if not asked or not wished:
        return Verdict(CANNOT_TELL, 0.0, say("Whether the place suits you only you can tell."))
    miles = _miles(person.wishes)
    within = frozenset[str]().union(*(places_within(id, miles) | {id} for id in wished))
    if asked & within:
        return Verdict(MET, 1.0, say("It is among the places you wish for."))
    return Verdict(NOT_FOUND, 0.0, say("It is not among the places you wish for."))


@lru_cache(maxsize=4096)
def _places(text: str) -> frozenset[str]:
    return frozenset(found.id for found in read_places(text).places if found.id)


def _wished(wishes: Any) -> list[str]:
    given = wishes.get("near") or ()
    named = [str(one) for one in (given if isinstance(given, (list, tuple)) else [given]) if one]
    return [id for one in named if (id := _place_id(one.partition("~")[0]))]


@lru_cache(maxsize=1024)
def _place_id(named: str) -> str | None:
    found = find_places(named)
    return found[0].id if found else None


def _miles(wishes: Any) -> int:
    given = wishes.get("within")
    first = str(given[0] if isinstance(given, (list, tuple)) and given else given or "")
    return int(first) if first.isdigit() else _MILES


def hours(person: Person, claim: Claim) -> Verdict:
    return Verdict(CANNOT_TELL, 0.0, say("Whether these hours suit you only you can tell."))


def travel(person: Person, claim: Claim) -> Verdict:
    return Verdict(CANNOT_TELL, 0.0, say("Whether this much travel suits you only you can tell."))


def right_to_work(person: Person, claim: Claim) -> Verdict:
    return Verdict(CANNOT_TELL, 0.0, say("Your right to work is never read from a résumé; only you can tell."))
