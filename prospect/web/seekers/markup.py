"""A job as schema.org JobPosting, for search engines: only what the page shows, and only while it is open.

Source of the rules: Google's documentation of job posting structured data.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from prospect.jobs.models import Job


def job_posting(job: Job) -> SafeString:
    """The JSON of a `<script type="application/ld+json">`; unknown fields are left out, never guessed."""
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": job.title,
        "description": job.description,
        "datePosted": job.since.date().isoformat(),
        "validThrough": job.closes_on and job.closes_on.isoformat(),
        "employmentType": job.employment_type or None,
        "identifier": {"@type": "PropertyValue", "name": job.employer.name, "value": job.public_id},
        "url": f"{settings.PUBLIC_URL}/jobs/{job.public_id}",
        "hiringOrganization": {
            "@type": "Organization",
            "name": job.employer.name,
            "sameAs": job.employer.website or None,
        },
        "jobLocation": [place for place in map(_place, job.places.all()) if place],
        "baseSalary": _salary(job),
        **_remote(job),
    }
    known = {key: value for key, value in found.items() if value not in (None, "", [], {})}
    text = json.dumps(known, ensure_ascii=False, default=str)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S308 (escaped here)


def _place(place: Any) -> dict[str, Any] | None:
    address = {"addressLocality": place.city, "addressRegion": place.region, "addressCountry": place.country}
    stated = {key: value for key, value in address.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **stated}} if stated else None


def _remote(job: Job) -> dict[str, Any]:
    """Remote needs both the type and from where; without a known country neither is said."""
    countries = sorted({scope[:2] for scope in job.remote_scope if len(scope) == 2 or scope[2:3] == "-"})
    countries = countries or sorted({place.country for place in job.places.all() if place.country})
    if job.workplace != Job.Workplace.REMOTE or not countries:
        return {}
    return {
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [{"@type": "Country", "name": country} for country in countries],
    }


def _salary(job: Job) -> dict[str, Any] | None:
    stated = next((pay for pay in job.pay if pay.get("period") and pay.get("currency")), None)
    if stated is None:
        return None
    ends = {"minValue": stated.get("min"), "maxValue": stated.get("max"), "unitText": stated["period"]}
    value = {key: end for key, end in ends.items() if end is not None}
    return {"@type": "MonetaryAmount", "currency": stated["currency"], "value": {"@type": "QuantitativeValue", **value}}
