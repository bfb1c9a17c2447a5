"""Why a job was found, in a line."""

from __future__ import annotations

from django.utils.translation import gettext as _

from prospect.jobs.models import Job
from prospect.lexicon.occupations import occupation
from prospect.search.engines.port import Hit


def why_found(hit: Hit, job: Job) -> list[str]:
    """A line only where the title alone does not tell: a near occupation was found."""
    known = occupation(job.occupation) if job.occupation else None
    if known is None or hit.occupation is None or hit.occupation >= 1:
        return []
    return [_("Found as a near trade: {occupation}").format(occupation=known.name)]
