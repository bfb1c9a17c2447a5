"""What a list of jobs shows of each: the job, and what this person has to do with it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from prospect.jobs.models import Job, JobQuerySet
from prospect.people.models import Account, Tracked

READ = (
    *("public_id", "title", "occupation", "workplace", "pay", "posted_on", "first_seen", "last_verified", "closed_at"),
    *("copy_of", "changed_at", "employer__slug", "employer__name", "employer__is_agency"),
)
"""What lists ask of a job. The rest is most of its row: reading and parsing it would cost more than the card."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list hands to `{% job_card %}` of each job."""

    job: Job
    tracked: str = ""
    band: str = ""
    why: tuple[Any, ...] = ()
    seen: bool = False


@cache
def light() -> JobQuerySet:
    """Jobs with all that a card needs and no more. Made once: each list asks it to be narrowed, and gets its own."""
    return Job.objects.for_cards().only(*READ)


@cache
def listed() -> JobQuerySet:
    """The jobs that people are shown, as `light`."""
    return light().listed()


def cards(
    jobs: Iterable[Job],
    user: Any,
    bands: Mapping[int, str] | None = None,
    why: Mapping[int, Any] | None = None,
    seen: Container[str] = (),
) -> list[Card]:
    """A card a job, in order; `bands` and `why` by the job's key, `seen` the public ids of jobs opened before."""
    listed = list(jobs)
    stages = tracked_stages(listed, user)
    return [
        Card(
            job,
            stages.get(job.pk, ""),
            (bands or {}).get(job.pk, ""),
            tuple((why or {}).get(job.pk, ())),
            job.public_id in seen,
        )
        for job in listed
    ]


def tracked_stages(jobs: list[Job], user: Any) -> dict[int, str]:
    if not isinstance(user, Account):
        return {}
    rows = Tracked.objects.of(user).filter(job__in=jobs)
    return dict(rows.values_list("job_id", "stage"))
