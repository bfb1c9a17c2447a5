"""Reading the facts of jobs, and counting a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from prospect.insights.facts import UNTOLD, VERSION, Row, job_facts, kept
from prospect.insights.models import DayCount, JobFact
from prospect.insights.paths import everything
from prospect.jobs.models import Job
from prospect.lexicon.skills import find_skills, skill_named
from prospect.people.models import Profile
from prospect.search.models import Tally

BATCH = 500
Counts = Counter[tuple[str, str]]


@transaction.atomic
def take_facts(*, jobs: Sequence[Job]) -> None:
    """Reads the facts of these jobs as they are now and keeps them, whatever was kept before.

    `jobs` come with their places. Raises nothing for a job without text or occupation: it is counted all the same.
    """
    sources = dict(Job.objects.filter(pk__in=[job.pk for job in jobs]).values_list("pk", "posting__source"))
    rows = [_fact(job, sources.get(job.pk)) for job in jobs]
    JobFact.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["job"],
        update_fields=[field.name for field in JobFact._meta.concrete_fields if not field.primary_key],
    )  # fmt: skip


def _fact(job: Job, source: int | None) -> JobFact:
    where = next(iter(job.places.all()), None)
    read = job_facts(
        Row(job.public_id, str(job.employer_id), job.occupation, job.level, job.title, job.employment_type,
            job.workplace, job.skills, job.education, job.requirements, job.pay, text=job.text)
    )  # fmt: skip
    return JobFact(
        job=job,
        public_id=job.public_id,
        as_of=job.changed_at,
        version=VERSION,
        first_seen=job.first_seen,
        posted_on=job.posted_on or timezone.localdate(job.first_seen),
        closed_at=job.closed_at,
        is_copy=job.copy_of_id is not None,
        employer_id=job.employer_id,
        source_id=source,
        occupation=job.occupation,
        level=job.level,
        workplace=job.workplace,
        metro=where.metro if where else "",
        region=f"{where.country}-{where.region}" if where and where.country and where.region else "",
        pay_low=read.pay.low if read.pay else None,
        pay_high=read.pay.high if read.pay else None,
        pay_currency=read.pay.currency if read.pay else "",
        pay_origin=read.pay.origin if read.pay else "",
        said=kept(read),
    )


def count_day(*, day: date) -> int:
    """Counts one day anew, from what the catalogue, the tally and the profiles hold now; answers how many rows.

    Openings of a past day follow from when each job was first seen and closed; of people, a past day keeps its count.
    """
    start = timezone.make_aware(datetime.combine(day, time.min))
    end = start + timedelta(days=1)
    original = JobFact.objects.filter(is_copy=False, first_seen__lt=end)
    stood = _tallied_jobs(original.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=end)))
    came = _tallied_jobs(original.filter(first_seen__gte=start))
    asked = _searches(day)
    held = _holders() if day == timezone.localdate() else _held_then(day)
    rows = [
        DayCount(day=day, kind=kind, key=key, openings=stood[kind, key], newcomers=came[kind, key],
                 searches=asked[kind, key], holders=held[kind, key])
        for kind, key in sorted({*stood, *came, *asked, *held, (DayCount.Kind.ALL.value, "")})
    ]  # fmt: skip
    with transaction.atomic():
        DayCount.objects.filter(day=day).delete()
        DayCount.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _tallied_jobs(jobs: QuerySet[JobFact]) -> Counts:
    counts: Counts = Counter()
    for occupation, said in jobs.order_by().values_list("occupation", "said").iterator(chunk_size=BATCH):
        counts["all", ""] += 1
        if occupation:
            counts["occupation", occupation] += 1
        counts.update(("skill", skill) for skill in said["skills"])
    return counts


def _searches(day: date) -> Counts:
    """Searches of a day by what they asked: the occupation the search took them for, and the skills they name."""
    counts: Counts = Counter()
    for asked, occupation, times in Tally.objects.filter(day=day).values_list("asked", "occupation", "times"):
        counts["all", ""] += times
        if occupation:
            counts["occupation", occupation] += times
        for skill in {mention.id for mention in find_skills(asked) if mention.kind not in UNTOLD}:
            counts["skill", skill] += times
    return counts


def _holders() -> Counts:
    """How many people's profiles name each skill, or one that shows it; skills a person took away do not count."""
    counts: Counts = Counter()
    profiles = Profile.objects.order_by().values_list("data", "not_skills")
    for data, taken in profiles.iterator(chunk_size=BATCH):
        held = everything(_named(data.get("skills") or ())) - set(taken)
        counts.update(("skill", skill) for skill in held)
    return counts


def _held_then(day: date) -> Counts:
    rows = DayCount.objects.filter(day=day, holders__gt=0).values_list("kind", "key", "holders")
    return Counter({(kind, key): holders for kind, key, holders in rows})


def _named(skills: Iterable[Any]) -> Iterator[str]:
    for one in skills:
        if isinstance(one, dict):
            known = skill_named(str(one.get("name") or ""))
            id = one.get("id") or (known.id if known else None)
            if id:
                yield str(id)
