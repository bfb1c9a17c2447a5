"""What a reader types that only their page can know: "near me", "remote" as a place, and a place they misspelt.

A Query names places, never a reader; so these words become a place before the Query is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from prospect.lexicon.places import Place, distance, find_places, place, similar_places
from prospect.lexicon.sentences import Sentence, say
from prospect.network.models import Network
from prospect.search import params
from prospect.search.query import Query
from prospect.search.reading import says_nothing
from prospect.web.seekers.reader_place import centre, wished_place

_NEAR_ME = re.compile(
    r"(?:\b(?:near(?:est)?|around|close to|by) (?:me|here|my (?:house|home|area|location))\b|\bnearby\b"
    r"|\b(?:cerca|alrededor) de (?:m[ií]|aqu[ií]|mi casa)(?!\w))(?: now)?",
    re.IGNORECASE,
)
_HERE = frozenset(("me", "here", "my location", "my area", "current location", "cerca", "aquí", "aqui", "mi ubicación"))
_REMOTE = frozenset(("remote", "remotely", "work from home", "home", "wfh", "remoto", "desde casa", "teletrabajo"))
_ZIP_BEHIND = re.compile(r"(?:^|\s)(\d{5})(?:-\d{4})?$")
_OFFERED = 3
_ABOUT = 500  # miles
_ALIKE = 5  # points of likeness (of 100) that count as one: of names as alike the nearest comes first


@dataclass(frozen=True, slots=True)
class Unknown:
    """A typed place that is not known, and those it may be a misspelling of, the likeliest first."""

    typed: str
    others: tuple[tuple[str, str], ...]  # label, address


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its page reads it: the parameters with places for the reader's own words, and the Query in them."""

    query: Query
    reading: params.Reading
    notes: tuple[Sentence, ...]


def asked(request: HttpRequest) -> Asked:
    """The search in the address."""
    given, notes = _with_places(request)
    reading = params.read(given)
    query = Query(**reading.fields)
    if says_nothing(query.words):
        query = replace(query, words=())  # "jobs near me" asks for any job
    return Asked(query, reading, (*notes, *reading.notes))


def _with_places(request: HttpRequest) -> tuple[QueryDict, list[Sentence]]:
    given, notes = request.GET.copy(), list[Sentence]()
    words, places = " ".join(given.getlist("q")), []
    here = False
    for typed in given.getlist("near"):
        plain = " ".join(typed.casefold().split())
        if plain in _REMOTE:
            given.appendlist("workplace", "remote")
        elif plain in _HERE or _NEAR_ME.fullmatch(plain):
            here = True
        else:
            places.append(typed)
    if _NEAR_ME.search(words):
        here, words = here or not any(places), " ".join(_NEAR_ME.sub(" ", words).split())
    code = _ZIP_BEHIND.search(words.rstrip())
    if code and not any(places) and _lies_about(code[1]):
        places, words = [code[1]], words[: code.start()].rstrip()
    if here:
        known = wished_place(request) or centre()
        if known and known.id:
            places.append(known.id)
        else:
            notes.append(say("We do not know where you are. Name a city or a ZIP code."))
    given.setlist("q", [words] if words else [])
    given.setlist("near", places)
    return given, notes


def _lies_about(code: str) -> bool:
    """Whether a ZIP code among the words is one from about here; others are as likely numbers of postings."""
    found, middle = next(iter(find_places(code)), None), centre()
    miles = distance(found, middle) if found and middle else None
    return miles is not None and miles <= _ABOUT


def unknown_places(request: HttpRequest, query: Query) -> list[Unknown]:
    """Of the places typed that are not known, those that have names like others."""
    country, middle = Network.current().country, centre()
    found = []
    for typed in request.GET.getlist("near"):
        if not typed.strip() or place(typed.partition("~")[0]) or query.near:
            continue
        alike = sorted(similar_places(typed, country=country), key=lambda one: _farther(one, middle))[:_OFFERED]
        near = [
            (one.label, replace(query, near=params.read({"near": one.id}).fields["near"]).url()) for _, one in alike
        ]
        if near:
            found.append(Unknown(typed[:80], tuple(near)))
    return found


def _farther(one: tuple[float, Place], middle: Place | None) -> tuple[int, float]:
    likeness, found = one
    miles = distance(found, middle) if middle else None
    return -round(likeness / _ALIKE), miles if miles is not None else float("inf")
