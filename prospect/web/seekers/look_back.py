"""The look back on a page: what the alert would have sent, with ways to ask for more or less and what each brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.alerts.look_back import DAYS, TOO_MANY
from prospect.alerts.look_back import look_back as would_have_sent
from prospect.alerts.tasks import seen_lately
from prospect.jobs.models import Job
from prospect.search.engines.port import Engine
from prospect.search.query import Query
from prospect.search.vocabulary import MAX_MILES
from prospect.search.widening import FARTHER

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another alert, by what it asks differently, with how many jobs it would have told of."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """`closed` of the `total` jobs are closed by now; `jobs` are the newest open ones. `letters` by rhythm.

    `whole` is False where not all of the closed jobs were looked at. `without` and `instead` lead to other alerts.
    """

    total: int
    closed: int
    whole: bool
    jobs: tuple[Job, ...]
    letters: Mapping[str, int]
    advice: str
    without: tuple[tuple[str, str], ...]
    instead: tuple[Suggestion, ...]

    def sentence(self, rhythm: str) -> str:
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
        without=tuple((each.words.said(_), each.query.url("/alerts/new")) for each in back.without),
        instead=_instead(query, back.total, engine),
    )


def _instead(query: Query, total: int, engine: Engine) -> tuple[Suggestion, ...]:
    if query.is_empty() or 0 < total <= TOO_MANY:
        return ()
    return _counted(_wider(query) if total == 0 else _narrower(query), engine)


def _narrower(query: Query) -> Iterable[tuple[str, Query]]:
    if query.similar:
        yield _("Only these titles"), replace(query, similar=False)


def _wider(query: Query) -> Iterable[tuple[str, Query]]:
    if query.pay and not query.unstated_pay:
        yield _("Also jobs that state no pay"), replace(query, unstated_pay=True)
    if query.near:
        farther = tuple(replace(near, miles=min(near.miles * FARTHER, MAX_MILES)) for near in query.near)
        yield _("Within {miles} miles").format(miles=farther[0].miles), replace(query, near=farther)
        yield _("Remote jobs too"), replace(query, remote=True)
    if not query.similar:
        yield _("Similar titles too"), replace(query, similar=True)


def _counted(ways: Iterable[tuple[str, Query]], engine: Engine) -> tuple[Suggestion, ...]:
    """Each way with the open jobs of the last days that it would have sent."""
    counted = [(name, way, engine.find(replace(way, since=DAYS), limit=1).total) for name, way in ways]
    return tuple(Suggestion(name, way.url("/alerts/new"), count) for name, way, count in counted if count)
