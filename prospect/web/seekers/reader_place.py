"""Where a reader wants pay to be seen from: as asked in the address, as they wish, or the network's centre."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest

from prospect.insights.wages import area_names, at_home
from prospect.lexicon.places import Place, find_places, place, read_places
from prospect.lexicon.sentences import Sentence, say
from prospect.network.models import Network
from prospect.people.actions import profile_of
from prospect.people.models import Account

_STATE = re.compile(r"([^,]+),\s*([A-Za-z]{2})")
LONGEST = 120  # characters of a place that is typed


@dataclass(frozen=True, slots=True)
class ReaderPlace:
    """A place, its name, and what there is to say where it is not the one that was asked for."""

    place: Place | None
    name: str
    note: Sentence | None = None
    is_chosen: bool = False


def reader_place(request: HttpRequest, parameter: str = "at", *, of: str | None = None) -> ReaderPlace:
    """The place in the address, else the place `of` that id, else the person's wish, else the network's centre."""
    typed = request.GET.get(parameter, "").strip()[:LONGEST]
    fallback = (place(of) if of else None) or wished_place(request) or centre()
    if not typed:
        return ReaderPlace(fallback, name_of(fallback))
    found = known_place(typed)
    if found is None:
        note = say("We know no place called “{typed}”. Try a city with its state, or a state.", typed=typed)
        return ReaderPlace(fallback, name_of(fallback), note)
    note_abroad = None
    if at_home(found).country != "US":
        note_abroad = say("{place} lies outside the United States: there are no official figures for it here.",
                          place=name_of(found))  # fmt: skip
    return ReaderPlace(found, name_of(found), note_abroad, is_chosen=True)


def centre() -> Place | None:
    """The centre of the network's region."""
    id = Network.current().place_id
    return place(id) if id else None


def known_place(typed: str) -> Place | None:
    """The likeliest place of an id or of words; a town we do not know by name, with the state it is said to lie in."""
    typed = typed.strip()[:LONGEST]
    if not typed:
        return None
    if by_id := place(typed):
        return by_id
    read = next(iter(read_places(typed).places), None) or next(iter(find_places(typed)), None)
    if read is None:
        return None
    found = (place(read.id) if read.id else None) or read
    said = _STATE.fullmatch(typed)
    code = said[2].upper() if said else ""
    if said and code in _states() and code not in (at_home(found).region, found.country):
        return Place(typed, said[1].strip(), code, "US")  # a town we do not know, not its namesake elsewhere
    return found


@cache
def _states() -> frozenset[str]:
    return frozenset(code.removeprefix("US-") for code in area_names() if code.startswith("US-"))


def name_of(found: Place | None) -> str:
    """A place as a reader in the United States writes it: "Tulsa, OK", "Oklahoma", "London, United Kingdom" as typed."""
    if found is None:
        return ""
    if found.city and found.country == "US" and found.region:
        return f"{found.city}, {found.region}"
    return ", ".join(part for part in (found.city, found.country) if part) if found.city else found.text


def wished_place(request: HttpRequest) -> Place | None:
    """The place near which the person who reads wishes to work, where they said one."""
    user = getattr(request, "user", None)
    return known_place(str(profile_of(user).wishes.get("near") or "")) if isinstance(user, Account) else None
