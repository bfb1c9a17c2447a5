"""Why a job was found, in a line."""

from __future__ import annotations

from django.utils.translation import gettext as _

from prospect.jobs.models import Job
from prospect.search.engines.port import Hit
from prospect.web.parts.naming import occupation_name


def why_found(hit: Hit, job: Job) -> list[str]:
    """A line only where the title alone does not tell: a near occupation was found."""
    if not job.occupation or hit.occupation is None or hit.occupation >= 1:
        return []
    return [_("Found as a near trade: {occupation}").format(occupation=occupation_name(job.occupation))]
