"""Keeping the index in step with the catalogue."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from prospect.jobs.models import Job
from prospect.search.document import Document, PayRange
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.models import Tally

BATCH = 500
UNSETTLED = timedelta(hours=1)  # longer than any reading of a board takes to save a change that it found
LEVELS_OF_DETAIL = ("description", "pay", "workplace", "employment_type", "occupation", "posted_on")


@cache
def engine() -> TantivyEngine:
    """The index of this process; readers follow what other processes commit."""
    return TantivyEngine(Path(settings.INDEX))


def document_of(job: Job) -> Document:
    """The job as the index and the alert matcher know it. Reads `employer` and `places` (see `for_cards`)."""
    places = list(job.places.all())
    first = next((place for place in places if place.lat is not None), None)
    pays = [PayRange(job.pay_currency, job.pay_year_min, job.pay_year_max)] if job.pay_currency else []
    return Document(
        id=job.pk,
        public_id=job.public_id,
        title=job.title,
        text=job.text,
        employer_id=job.employer.slug,
        employer=job.employer.name,
        agency=job.employer.is_agency,
        occupation=job.occupation or None,
        level=job.level or None,
        skills=tuple(dict.fromkeys(skill["id"] for skill in job.skills if skill.get("need") != "negated")),
        places=tuple(dict.fromkeys(place.place_id for place in places if place.place_id)),
        regions=tuple(dict.fromkeys(f"{p.country}-{p.region}" for p in places if p.country and p.region)),
        countries=tuple(dict.fromkeys(place.country for place in places if place.country)),
        place_text="; ".join(str(place) for place in places),
        lat=first.lat if first else None,
        lon=first.lon if first else None,
        workplace=job.workplace or None,
        remote_scope=tuple(job.remote_scope),
        pay=tuple(pays),
        employment_type=job.employment_type or None,
        education=next((claim["level"] for claim in job.education if claim.get("need") == "required"), None),
        posted_on=job.since.date().toordinal(),
        own_board=job.from_own_board,
        completeness=sum(bool(getattr(job, name)) for name in LEVELS_OF_DETAIL) / len(LEVELS_OF_DETAIL),
        language=job.language or None,
    )


def index_changed(limit: int = BATCH) -> int:
    """Brings at most `limit` changed jobs into the index, or out of it; answers how many.

    The index commits before the rows are marked: dying between the two means doing it again, never losing it. While
    another process writes, `IndexBusy` comes out and the jobs stay to be indexed. Where there is no index, or another
    version of this program made it, all is built anew.
    """
    if not engine().is_there():
        return rebuild_index()
    jobs = list(Job.objects.to_index().for_cards().order_by("changed_at")[:limit])
    if not jobs:
        return 0
    try:
        if listed := [document_of(job) for job in jobs if job.is_open and job.copy_of_id is None]:
            engine().put(listed)
        if gone := [job.pk for job in jobs if not job.is_open or job.copy_of_id is not None]:
            engine().remove(gone)
    finally:
        engine().close()  # a worker that keeps the writer keeps the others from writing
    for job in jobs:
        Job.objects.filter(pk=job.pk, changed_at=job.changed_at).update(indexed_at=job.changed_at)
    return len(jobs)


def rebuild_index() -> int:
    """Fills a new index from the catalogue and swaps it in; answers how many jobs it holds.

    What changed meanwhile, or was being changed when this began, stays to be indexed.
    """
    settled = timezone.now() - UNSETTLED
    listed = Job.objects.listed().for_cards().order_by("pk")
    count = engine().rebuild(document_of(job) for job in listed.iterator(chunk_size=BATCH))
    Job.objects.listed().filter(changed_at__lt=settled).update(indexed_at=F("changed_at"))
    return int(count)


def tally(*, asked: str, occupation: str, found: int) -> None:
    """Counts one search of today. Nobody is named: only what was asked, and how much there was."""
    with transaction.atomic():
        row, _created = Tally.objects.get_or_create(
            day=timezone.now().date(), asked=asked[:200], defaults={"occupation": occupation, "found": found}
        )
        Tally.objects.filter(pk=row.pk).update(times=F("times") + 1, found=found)
