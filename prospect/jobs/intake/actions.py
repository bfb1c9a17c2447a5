"""Storing what postings mean: the jobs of many postings in one transaction and a few statements.

Every posting has its own job. The steps of `store` are taken for all postings together, so that what one posting costs
does not grow with the catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from prospect.jobs import duplicates
from prospect.jobs.actions import close, employers_named
from prospect.jobs.columns import columns_of, places_of, shape_of
from prospect.jobs.comparing import contained, shingles
from prospect.jobs.copies.actions import settle
from prospect.jobs.models import Board, Change, Employer, Job, JobPlace
from prospect.jobs.understanding import Understood, understand
from prospect.lexicon.sentences import say
from prospect.sources.actions import data_of
from prospect.sources.models import Posting

RECORDED = ("title", "pay", "workplace", "closes_on", "employment_type", "level")
REPOSTS = 60  # closed jobs that one new job is compared with
ANOTHERS = say("Its source gave its number to another job.")


@dataclass(frozen=True, slots=True)
class Read:
    """A posting and what it means."""

    posting: Posting
    understood: Understood


def understood_of(posting: Posting, now: datetime) -> Understood:
    """What a posting means on the day of `now`; nothing is written."""
    own = _own_employer(posting)
    return understand(data_of(posting), employer=own.name if own else None, today=timezone.localdate(now))


def _own_employer(posting: Posting) -> Employer | None:
    """The employer whose own board the posting was read from."""
    board: Board | None = getattr(posting.source, "board", None)
    return board.employer if board else None


@transaction.atomic
def store(*, reads: Sequence[Read], now: datetime) -> None:
    """The jobs of these postings, made or brought up to date, and each settled whether it is another job's copy.

    1. Name the employers. 2. Bring known jobs up to date, with a line in their record for what changed; a job whose
    number stands for another one now is closed. 3. Make the new jobs; a repost was first seen when its original was.
    4. Settle copies. 5. The postings wait no longer.
    A posting that its source no longer has is understood for the record, and its job stays closed.
    """
    hirers = employers_named({_hirer(read) for read in reads if _own_employer(read.posting) is None})
    stored: list[Job] = []
    fresh: list[tuple[Read, datetime]] = []
    for read in reads:
        job: Job | None = getattr(read.posting, "job", None)
        if job is None:
            fresh.append((read, read.posting.first_seen))
        elif _is_another(job, read.understood):
            _give_up_number(job, now)
            fresh.append((read, read.posting.last_seen))
        else:
            _update(job, read, _columns(read, hirers), now)
            stored.append(job)
    stored += _created(fresh, hirers, now)
    settle(jobs=stored, now=now)
    mark_understood(postings=[read.posting for read in reads], now=now)


def _hirer(read: Read) -> str:
    return read.understood.employer or read.posting.source.name


def _columns(read: Read, hirers: dict[str, Employer]) -> dict[str, Any]:
    own = _own_employer(read.posting)
    return columns_of(read.understood) | {
        "employer": own or hirers[_hirer(read)],
        "from_own_board": own is not None,
        "last_verified": read.posting.last_seen,
    }


def _is_another(job: Job, understood: Understood) -> bool:
    """Whether what stands under a job's number now is another job: other work in the title, and other words."""
    if duplicates.may_be_one_title(job.title, understood.title):
        return False
    share = contained(shingles(job.text), shingles(understood.text))
    return share is not None and share < duplicates.ANOTHER


def _give_up_number(job: Job, now: datetime) -> None:
    """Closes a job whose posting stands for another one now."""
    close(job=job, why=ANOTHERS, now=now)
    Job.objects.filter(pk=job.pk).update(posting=None)


def _created(fresh: Sequence[tuple[Read, datetime]], hirers: dict[str, Employer], now: datetime) -> list[Job]:
    """New jobs with their places, reposts carried over."""
    jobs = [
        Job(
            posting=read.posting,
            first_seen=first_seen,
            changed_at=now,
            closed_at=read.posting.gone_at,
            closed_why=read.posting.gone_why,
            **_columns(read, hirers),
        )
        for read, first_seen in fresh
    ]
    Job.objects.bulk_create(jobs)
    JobPlace.objects.bulk_create(
        JobPlace(job=job, **place) for job, (read, _) in zip(jobs, fresh, strict=True) for place in places_of(read.understood)
    )  # fmt: skip
    _carry_over(jobs)
    return jobs


def _carry_over(jobs: Sequence[Job]) -> None:
    """A repost, one that says what a closed job of the employer said, was first seen when that one was."""
    closed = Job.objects.filter(
        employer__in={job.employer_id for job in jobs},
        title_key__in={job.title_key for job in jobs},
        closed_at__isnull=False,
    ).exclude(pk__in=[job.pk for job in jobs])
    before: dict[tuple[int, str], list[tuple[int, datetime]]] = defaultdict(list)
    ends = closed.order_by("first_seen").values_list("employer", "title_key", "pk", "closed_at")
    for employer, title_key, pk, at in ends:
        if at is not None:
            before[employer, title_key].append((pk, at))
    for job in jobs:
        ended = [pk for pk, at in before[job.employer_id, job.title_key] if at <= job.first_seen][:REPOSTS]
        if ended:
            _take_over_first_seen(job, ended)


def _take_over_first_seen(job: Job, ended: Sequence[int]) -> None:
    mine = shape_of(job)
    olds = Job.objects.filter(pk__in=ended).select_related("employer", "posting").prefetch_related("places")
    for old in olds.order_by("first_seen"):
        if duplicates.same_content(mine, shape_of(old)).same:
            seen = str(old.first_seen.date())
            Change.objects.create(job=job, at=job.first_seen, what="reposted", before=old.public_id, after=seen)
            job.first_seen = old.first_seen
            job.save(update_fields=["first_seen"])
            return


def _update(job: Job, read: Read, columns: dict[str, Any], now: datetime) -> None:
    places = places_of(read.understood)
    changes = [
        Change(job=job, at=now, what=name, before=str(getattr(job, name) or ""), after=str(columns[name] or ""))
        for name in RECORDED
        if getattr(job, name) != columns[name]
    ]
    changes += _replaced(job, places, now)
    for name, value in columns.items():
        setattr(job, name, value)
    is_past = job.closes_on is not None and job.closes_on < timezone.localdate(now)
    told = ["changed_at", "matched_at"]
    if job.closed_at is not None and not is_past and read.posting.gone_at is None:
        changes.append(Change(job=job, at=now, what="reopened", before=job.closed_why))
        job.closed_at, job.closed_why = None, ""
        told += ["closed_at", "closed_why"]
    job.changed_at = now
    job.matched_at = None
    # Only what was read: a closing that another worker notes meanwhile stays.
    job.save(update_fields=[*columns, *told])
    Change.objects.bulk_create(changes)


def _replaced(job: Job, places: list[dict[str, Any]], now: datetime) -> list[Change]:
    """Gives a job these places, where they are others than before; the line for its record."""
    standing = list(job.places.all())
    known = [{name: getattr(row, name) for name in place} for row, place in zip(standing, places, strict=False)]
    if known != places or len(standing) != len(places):
        job.places.all().delete()
        getattr(job, "_prefetched_objects_cache", {}).pop("places", None)
        JobPlace.objects.bulk_create(JobPlace(job=job, **place) for place in places)
    was = sorted(str(place) for place in standing)
    became = sorted(str(JobPlace(**place)) for place in places)
    if was == became:
        return []
    return [Change(job=job, at=now, what="places", before="; ".join(was), after="; ".join(became))]


def mark_understood(*, postings: Sequence[Posting], now: datetime) -> None:
    """These postings wait no longer."""
    Posting.objects.filter(pk__in=[posting.pk for posting in postings]).update(
        understood_at=now, trouble="", lease="", leased_until=None
    )


def note_trouble(*, posting: Posting, trouble: str, now: datetime) -> None:
    """A posting that could not be understood: kept as it is, with the reason, until it changes."""
    Posting.objects.filter(pk=posting.pk).update(understood_at=now, trouble=trouble[:300], lease="", leased_until=None)
