"""The look back on a page: what the alert would have sent, with ways to ask for more or less and what each brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.alerts.look_back import DAYS, TOO_MANY, Back, Seen, found_in
from prospect.alerts.look_back import look_back as would_have_sent
from prospect.alerts.tasks import OPEN, seen_lately
from prospect.jobs.models import Job
from prospect.lexicon.places import place
from prospect.network.models import Network
from prospect.search.engines.port import Engine
from prospect.search.query import Query
from prospect.search.vocabulary import DEFAULT_MILES, MAX_MILES, Near
from prospect.search.widening import FARTHER

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another alert, by what it asks differently, with how many jobs it would have told of; `asks` are its parameters
    as an address has them."""

    name: str
    asks: str
    count: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """`closed` of the `total` jobs are closed by now; `jobs` are the newest open ones. `letters` by rhythm.

    `whole` is False where not all of the closed jobs were looked at. `without` and `instead` are other alerts, by what
    they would have told of. `employers` are (id, name) of each of the jobs.
    """

    total: int
    closed: int
    whole: bool
    jobs: tuple[Job, ...]
    letters: Mapping[str, int]
    advice: str
    without: tuple[Suggestion, ...]
    instead: tuple[Suggestion, ...]
    employers: tuple[tuple[str, str], ...]
    back: Back

    def sentence(self, rhythm: str) -> str:
        """What it would have sent at that rhythm."""
        return self.back.sentence(rhythm).said(_)

    def brief(self, rhythm: str) -> str:
        """The same in a few words, for a line that stays in view."""
        if self.back.never:
            return _("No job can ever match this")
        if not self.total:
            return _("Nothing in the last {days} days").format(days=DAYS)
        jobs = ngettext("{n} job", "{n} jobs", self.total).format(n=self.total)
        letters = ngettext("{n} letter", "{n} letters", self.letters[rhythm]).format(n=self.letters[rhythm])
        return _("{jobs} in {letters} in the last {days} days").format(jobs=jobs, letters=letters, days=DAYS)

    def letters_of(self, rhythm: str) -> str:
        """How many letters that would have been."""
        count = self.letters[rhythm]
        return ngettext("{n} letter in the last {days} days", "{n} letters in the last {days} days", count).format(
            n=count, days=DAYS
        )


def look_back(query: Query, engine: Engine, *, zone: str) -> LookBack:
    """What an alert with this query would have sent in the last `DAYS` days to a person in this time zone."""
    found, whole = seen_lately(query, engine, timezone.now())
    back = would_have_sent(query, found, zone=zone, whole=whole)
    newest = [one.document.id for one in found if one.is_open][:SHOWN]
    jobs = Job.objects.listed().for_cards().in_bulk(newest)
    return LookBack(
        total=back.total,
        closed=back.closed,
        whole=back.whole,
        jobs=tuple(jobs[pk] for pk in newest if pk in jobs),
        letters=back.letters,
        advice=back.advice.said(_) if back.advice else "",
        without=tuple(Suggestion(each.words.said(_), _asks(each.query), each.total) for each in back.without),
        instead=tuple(_instead(query, found, engine)),
        employers=tuple((one.document.employer_id, one.document.employer) for one in found if one.document.employer_id),
        back=back,
    )


def _instead(query: Query, found: Sequence[Seen], engine: Engine) -> Iterator[Suggestion]:
    """Other alerts where this one finds nothing, or more than anybody reads, with the jobs that each would have told of."""
    if not found:
        for name, way in _wider(query):
            if count := len(seen_lately(way, engine, timezone.now())[0]):
                yield Suggestion(name, _asks(way), count)
    elif len(found) > TOO_MANY:
        closed = [one for one in found if not one.is_open]
        for name, way in _narrower(query):
            hits = {hit.id for hit in engine.find(replace(way, sort="newest"), limit=OPEN).hits}
            count = sum(one.is_open and one.document.id in hits for one in found) + len(found_in(way, closed))
            if 0 < count < len(found):
                yield Suggestion(name, _asks(way), count)


def _narrower(query: Query) -> Iterable[tuple[str, Query]]:
    exact = replace(query, similar=False)
    if exact.canonical() != query.canonical():
        yield _("Only these titles"), exact
    here = place(Network.current().place_id)
    if here and here.id and not query.near:
        near = Near(here.id, DEFAULT_MILES)
        words = _("Within {miles} miles of {place}").format(miles=near.miles, place=here.text)
        yield words, replace(query, near=(near,))


def _wider(query: Query) -> Iterable[tuple[str, Query]]:
    if query.pay and not query.unstated_pay:
        yield _("Also jobs that state no pay"), replace(query, unstated_pay=True)
    if query.near:
        farther = tuple(replace(near, miles=min(near.miles * FARTHER, MAX_MILES)) for near in query.near)
        yield _("Within {miles} miles").format(miles=farther[0].miles), replace(query, near=farther)
        yield _("Remote jobs too"), replace(query, remote=True)
    if not query.similar:
        yield _("Similar titles too"), replace(query, similar=True)


def _asks(query: Query) -> str:
    return query.url("").removeprefix("?")
