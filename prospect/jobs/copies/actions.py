"""Settling whether jobs are copies of others.

A job is compared with those of other sources that have its address, and with those of its employer that have its
title or one alike. Two ids open at once on one board are two jobs, whatever they look like: grouped in lists, never
merged. Only a feed of many employers' jobs may say the same thing twice: what it repeats word for word is one job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from prospect.jobs import duplicates
from prospect.jobs.columns import shape_of
from prospect.jobs.models import Employer, Job, JobQuerySet, Separation
from prospect.lexicon.sentences import Sentence, say, stored

CANDIDATES, GLANCES = 60, 2_000  # jobs compared in full, and by name alone
SHORTEST_KIN = (
    6  # letters of an employer's key that is the beginning of another's: see `duplicates.may_be_one_employer`
)
WHY = 300  # characters of the reason that a copy keeps
UNREAD = ("text", "skills", "requirements", "education", "posting__payload")


@transaction.atomic
def settle(*, jobs: Sequence[Job], now: datetime) -> None:
    """Decides whether each job is a copy of another; the employer's own board wins, then who was seen first."""
    prefetch_related_objects(jobs, "places")
    _settle_repeats([job for job in jobs if _is_of_feed(job)], now)
    lookup = Lookup(jobs)
    mine = {job.pk: job for job in jobs}
    for job in jobs:
        if job.copy_of_id is not None:
            continue
        for other, why in _twins(job, lookup.candidates(job)):
            main, copy = sorted((job, other), key=lambda one: (not one.from_own_board, one.first_seen, one.pk))
            copy.copies.update(copy_of=main)
            Job.objects.filter(pk=copy.pk).update(copy_of=main, copy_why=stored(why, WHY), changed_at=now)
            mine.get(copy.pk, copy).copy_of = main
            if copy.pk == job.pk:
                break


def _is_of_feed(job: Job) -> bool:
    """Whether a job was read from a list in which ids are the list's own, not those of an employer's openings."""
    if job.copy_of_id is not None or job.closed_at is not None or job.posting is None:
        return False
    return not job.from_own_board and job.posting.source.kind not in duplicates.BOARDS


def _settle_repeats(jobs: Sequence[Job], now: datetime) -> None:
    """Makes what a feed repeats word for word copies of the first; one comparison a job, however many there are."""
    firsts: dict[Hashable, Job] = {}
    repeats: dict[int, list[Job]] = defaultdict(list)
    for job in sorted([*_before(jobs), *jobs], key=lambda one: (one.first_seen, one.pk)):
        first = firsts.setdefault(_words(job), job)
        if first is not job:
            repeats[first.pk].append(job)
    apart = {
        (pair.one_id, pair.other_id) for pair in Separation.objects.filter(Q(one__in=repeats) | Q(other__in=repeats))
    }
    why = stored(say("The same list has it twice, word for word."), WHY)
    mine = {job.pk: job for job in jobs}
    for first in firsts.values():
        copies = [job.pk for job in repeats[first.pk] if not {(first.pk, job.pk), (job.pk, first.pk)} & apart]
        Job.objects.filter(copy_of__in=copies).update(copy_of=first)
        Job.objects.filter(pk__in=copies).update(copy_of=first, copy_why=why, changed_at=now)
        for pk in copies:
            if pk in mine:
                mine[pk].copy_of = first


def _before(jobs: Sequence[Job]) -> list[Job]:
    """The listed jobs of the same feeds, employers and titles that were there already."""
    listed = Job.objects.listed().exclude(pk__in=[job.pk for job in jobs])
    listed = listed.filter(
        employer__in={job.employer_id for job in jobs},
        title_key__in={job.title_key for job in jobs},
        posting__source__in={_source_of(job) for job in jobs},
    )
    return list(listed.select_related("posting").prefetch_related("places").defer(*UNREAD[1:]))


def _words(job: Job) -> Hashable:
    """What a posting says of its job, less its number and address."""
    places = tuple(sorted(str(place) for place in job.places.all()))
    return _source_of(job), job.employer_id, job.title.casefold(), places, hash(job.text)


class Glimpse(NamedTuple):
    """What is looked at of a job before it is compared in full."""

    pk: int
    source: int | None
    employer: int
    address: str
    title_key: str
    title: str


class Lookup:
    """Listed jobs of other sources that some jobs may be copies of, asked for all of them in a few statements."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._of_address: dict[str, list[Glimpse]] = defaultdict(list)
        self._of_employer: dict[int, list[Glimpse]] = defaultdict(list)
        listed = Job.objects.listed().order_by("-pk")
        addresses = {job.posting_key for job in jobs if job.posting_key}
        for one in _glimpses(listed.filter(posting_key__in=addresses)):
            self._of_address[one.address].append(one)
        self._kin = _kin({job.employer_id: job.employer.key for job in jobs})
        for source, employers in _employers_by_source(jobs).items():
            kin = {one for employer in employers for one in self._kin[employer]}
            elsewhere = listed.filter(employer__in=kin).exclude(posting__source=source)
            for one in _glimpses(elsewhere[: GLANCES * len(employers)]):
                self._of_employer[one.employer].append(one)

    def candidates(self, job: Job) -> list[int]:
        """Ids of the jobs worth comparing in full: of one address, of one title, of one employer with titles alike."""
        own = _source_of(job)
        found = {one.pk: None for one in self._of_address[job.posting_key] if one.source != own and one.pk != job.pk}
        alike: dict[int, None] = {}
        for one in (one for employer in self._kin[job.employer_id] for one in self._of_employer[employer]):
            if (one.source == own and own is not None) or one.pk == job.pk:
                continue
            if one.title_key and one.title_key == job.title_key:
                found[one.pk] = None
            elif one.employer == job.employer_id and duplicates.may_be_one_title(job.title, one.title):
                alike[one.pk] = None
        return list(found | alike)[:CANDIDATES]


def _glimpses(jobs: JobQuerySet) -> Iterator[Glimpse]:
    rows = jobs.values_list("pk", "posting__source", "employer", "posting_key", "title_key", "title")
    return map(Glimpse._make, rows)


def _employers_by_source(jobs: Sequence[Job]) -> dict[int | None, set[int]]:
    found: dict[int | None, set[int]] = defaultdict(set)
    for job in jobs:
        found[_source_of(job)].add(job.employer_id)
    return found


def _kin(keys: dict[int, str]) -> dict[int, set[int]]:
    """For each employer itself and those whose key begins with its own or is a beginning of it."""
    beginnings = {key[:end] for key in keys.values() for end in range(SHORTEST_KIN, len(key))}
    longer = Q(pk__in=[])
    for key in keys.values():
        if len(key) >= SHORTEST_KIN:
            longer |= Q(key__gte=key, key__startswith=key)  # the first lets an index be used where the second cannot
    near = list(Employer.objects.filter(Q(key__in=beginnings) | longer).order_by().values_list("pk", "key"))
    return {
        employer: {employer, *(pk for pk, other in near if duplicates.may_be_one_employer(key, other))}
        for employer, key in keys.items()
    }


def _source_of(job: Job) -> int | None:
    return job.posting.source_id if job.posting else None


def _twins(job: Job, ids: Sequence[int]) -> list[tuple[Job, Sentence]]:
    """Those of the jobs that are this one, each with the reason."""
    if not ids:
        return []
    near = Job.objects.listed().filter(pk__in=ids).select_related("employer", "posting").prefetch_related("places")
    found, mine = [], shape_of(job)
    for other in near.defer(*UNREAD):
        if _separated(job, other):
            continue
        verdict = duplicates.same(mine, shape_of(other))
        if verdict.same:
            found.append((other, verdict.reason))
    return found


def _separated(one: Job, other: Job) -> bool:
    pair = Q(one=one, other=other) | Q(one=other, other=one)
    return Separation.objects.filter(pair).exists()
