"""Open jobs like one job: its occupation and the near ones, those near it first."""

from __future__ import annotations

from prospect.jobs.models import Job
from prospect.search.engines.port import Hit, IndexUnavailable
from prospect.search.query import Near, Query
from prospect.search.tasks import engine
from prospect.web.seekers.cards import listed

LIMIT, ASKED, PLACES = 4, 12, 3


def similar_to(job: Job) -> list[Job]:
    """At most `LIMIT` listed jobs: the same occupation before near ones, those around its places before others, then
    best first. Of a job whose trade is unknown, others of its employer. None while there is no index."""
    try:
        hits = _of_its_trade(job) if job.occupation else _of_its_employer(job)
    except IndexUnavailable:
        return []
    ids = [hit.id for hit in hits if hit.id != job.pk][:LIMIT]
    found = listed().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _of_its_trade(job: Job) -> list[Hit]:
    asked = Query(occupations=(job.occupation,))
    around = tuple(Near(place.place_id) for place in job.places.all() if place.place_id)[:PLACES]
    questions = [Query(occupations=asked.occupations, near=around), asked] if around else [asked]
    found: dict[int, Hit] = {}
    for question in questions:
        for hit in engine().find(question, limit=ASKED).hits:
            found.setdefault(hit.id, hit)
        if sum(hit.occupation == 1 and hit.id != job.pk for hit in found.values()) >= LIMIT:
            break  # what the wider question finds besides could only come after these
    return sorted(found.values(), key=lambda hit: -(hit.occupation or 0.0))


def _of_its_employer(job: Job) -> list[Hit]:
    return list(engine().find(Query(employers=(job.employer.slug,), sort="newest"), limit=LIMIT + 1).hits)
