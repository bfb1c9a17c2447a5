"""Open jobs like one job: its occupation and the near ones, its own region first."""

from __future__ import annotations

from prospect.jobs.models import Job
from prospect.lexicon.occupations import near

LIMIT = 4


def similar_to(job: Job) -> list[Job]:
    """At most `LIMIT` listed jobs: the same occupation before near ones, a shared region before others, newest first."""
    if not job.occupation:
        return list(Job.objects.listed().filter(employer=job.employer).exclude(pk=job.pk).for_cards()[:LIMIT])
    weights = {job.occupation: 1.0} | {found.id: found.nearness for found in near(job.occupation)}
    regions = {place.region for place in job.places.all()}
    listed = Job.objects.listed().filter(occupation__in=weights).exclude(pk=job.pk).for_cards()[:200]

    def order(other: Job) -> tuple[float, bool, float]:
        here = bool(regions & {place.region for place in other.places.all()})
        return (-weights[other.occupation], not here, -other.first_seen.timestamp())

    return sorted(listed, key=order)[:LIMIT]
