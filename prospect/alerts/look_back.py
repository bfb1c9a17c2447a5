"""What an alert would have sent in the last days: which jobs, in how many letters, those closed since among them.

Pure: whoever holds the catalogue gives the jobs (`Seen`), newest first; `matching` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from prospect.alerts.rhythm import zone_named
from prospect.lexicon import places
from prospect.lexicon.sentences import Sentence, say, say_many
from prospect.search import said
from prospect.search.document import Document
from prospect.search.matching import matches
from prospect.search.meaning import Atom, Meaning, meaning
from prospect.search.query import Query
from prospect.search.vocabulary import LEVELS, Near

DAYS = 30
TOO_MANY = 120  # jobs in the month: four a day, more than anybody reads
SHARE = 0.15  # an employer or agency with at least this share is worth naming
RHYTHMS = ("at_once", "daily", "weekly")


@dataclass(frozen=True, slots=True)
class Seen:
    """A job of the last days, and when it was first seen (aware). `is_open`: still is."""

    document: Document
    at: datetime
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Without:
    """What is left when one thing is excluded: "without the agency X, 8"."""

    query: Query
    words: Sentence
    total: int


@dataclass(frozen=True, slots=True)
class Back:
    """`ids` are the jobs, newest first; `closed` of them are closed by now. `letters` says how many letters each rhythm
    would have sent. `whole` is False where only the newest of the closed jobs were looked at; `never` says that no job can
    ever match."""

    total: int
    closed: int
    ids: tuple[int, ...]
    letters: Mapping[str, int]
    without: tuple[Without, ...]
    advice: Sentence | None
    whole: bool = True
    never: bool = False

    def sentence(self, rhythm: str) -> Sentence:
        count = self.letters[rhythm]
        if not self.total:
            return say("In the last {days} days it would have sent nothing.", days=DAYS)
        return say(
            "In the last {days} days this would have sent you {jobs} in {letters}.",
            days=DAYS,
            jobs=say_many("{n} job", "{n} jobs", self.total),
            letters=say_many("{n} letter", "{n} letters", count),
        )


def found_in(query: Query, seen: Iterable[Seen]) -> list[Seen]:
    """Those that an alert with this query would have told of."""
    meant = meaning(query.for_alert()[0])
    return [one for one in seen if matches(meant, one.document)]


def look_back(query: Query, found: Sequence[Seen], *, zone: str = "UTC", whole: bool = True) -> Back:
    """What an alert with this query would have sent, `found` being all it finds of the last days, newest first."""
    asked, _notes = query.for_alert()
    return Back(
        total=len(found),
        closed=sum(not one.is_open for one in found),
        ids=tuple(one.document.id for one in found),
        letters=letters_of((one.at for one in found), zone),
        without=tuple(_without(asked, found)),
        advice=advice(asked, meaning(asked), len(found)),
        whole=whole,
        never=why_never(asked) is not None,
    )


def letters_of(moments: Iterable[datetime], zone: str) -> dict[str, int]:
    """How many letters each rhythm would have needed: one for what came together, one a day, one a week.

    Jobs seen in one minute come from one reading of a board, and at once tells of them in one letter.
    """
    place: ZoneInfo = zone_named(zone)
    local = [moment.astimezone(place) for moment in moments]
    return {
        "at_once": len({moment.replace(second=0, microsecond=0) for moment in local}),
        "daily": len({moment.date() for moment in local}),
        "weekly": len({moment.isocalendar()[:2] for moment in local}),
    }


def _without(query: Query, found: Sequence[Seen]) -> Iterable[Without]:
    """The one or two exclusions that would thin it out most: an agency, all agencies, an employer with many."""
    documents = [one.document for one in found]
    agencies = sum(document.agency for document in documents)
    if query.agencies and agencies:
        left = len(documents) - agencies
        yield Without(replace(query, agencies=False), say("Without staffing agencies: {n}.", n=left), left)
    names = {document.employer_id: document.employer for document in documents if document.employer_id}
    counts = Counter(document.employer_id for document in documents if document.employer_id)
    for id, count in counts.most_common(1):
        if len(counts) > 1 and count >= max(2, SHARE * len(documents)):
            changed = replace(query, not_employers=(*query.not_employers, id))
            left = len(documents) - count
            yield Without(changed, say("Without {employer}: {n}.", employer=names[id], n=left), left)


def advice(query: Query, meant: Meaning, total: int) -> Sentence | None:
    """What to say of an alert that asks for everything, for too much, for nothing there was, or for the impossible."""
    if (impossible := why_never(query, meant)) is not None:
        return impossible
    if query.is_empty():
        return say("This asks for every job there is. Say a title, a place or a pay, and each letter is worth opening.")
    if total > TOO_MANY:
        return say("That is more than anybody reads. A place, a pay or only these titles would narrow it.")
    if total == 0:
        return say("Nothing would have come. Widen it, or keep it: the letter then comes with the first one.")
    return None


def why_never(query: Query, meant: Meaning | None = None) -> Sentence | None:
    """Why no job can ever match; None where one could."""
    found = meant or meaning(query)
    if not found.can_match:
        return say("No job can ever match this: one of its conditions names nothing that we know.")
    if odds := next(_at_odds(query), None):
        return odds
    excluded = set(found.none_of)
    for group in found.all_of:
        if group and excluded.issuperset(group):
            words = ", ".join(dict.fromkeys(map(_named, group)))
            return say("No job can ever match this: it asks for “{words}” and leaves the same out.", words=words)
    return None


def _at_odds(query: Query) -> Iterator[Sentence]:
    """Filters that leave out all that they ask for."""
    if query.employers and set(query.not_employers).issuperset(query.employers):
        yield say("No job can ever match this: the employer it asks for is left out too.")
    if set(query.not_levels).issuperset(query.levels or LEVELS):
        yield say("No job can ever match this: every level it asks for is left out too.")
    if query.near and not query.remote and all(_is_left_out(near, set(query.not_places)) for near in query.near):
        yield say("No job can ever match this: the places it asks for are left out too.")


def _is_left_out(near: Near, left_out: set[str]) -> bool:
    """Whether every place that `near` means is one of those left out, or lies in one."""
    if near.place in left_out and near.miles <= 0:
        return True
    meant = places.place(near.place)
    ids = places.places_within(near.place, near.miles) if meant and meant.city else ()
    return all(
        left_out & {place.id, f"{place.country}-{place.region}", place.country}
        for id in {near.place, *ids}
        if (place := places.place(id)) is not None
    )


def _named(atom: Atom) -> str:
    """An atom of a meaning as a reader knows it."""
    kind, _, value = atom.value[0].partition(":") if atom.kind == "key" else ("", "", " ".join(atom.value))
    names = {"occupation": said.occupation_name, "skill": said.skill_name, "place": said.place_name}
    return names[kind](value, {}) if kind in names else value
