"""Between what was understood of a posting and the columns of a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prospect.jobs.comparing import title_of
from prospect.jobs.keys import posting_key
from prospect.jobs.understanding import Understood
from prospect.lexicon.pay import per_year
from prospect.lexicon.place import others_of


def columns_of(understood: Understood) -> dict[str, Any]:
    """The columns of a job that come from the reading of its posting."""
    shape = understood.as_json()
    year = yearly(shape["pay"])
    return {
        "title": understood.title[:300],
        "url": (understood.url or "")[:1000],
        "apply_url": (understood.apply_url or understood.url or "")[:1000],
        "description": understood.description,
        "text": understood.text,
        "language": understood.language or "",
        "occupation": understood.occupation.id if understood.occupation else "",
        "level": understood.level or "",
        "employment_type": understood.employment_type or "",
        "workplace": understood.workplace or "",
        "remote_scope": list(shape["remote_scope"] or []),
        "pay": shape["pay"],
        "pay_year_min": year[0],
        "pay_year_max": year[1],
        "pay_currency": year[2],
        "skills": shape["skills"],
        "education": shape["education"],
        "requirements": shape["requirements"],
        "origins": _origins(understood),
        "posted_on": understood.posted_on,
        "closes_on": understood.closes_on,
        "posting_key": (posting_key(understood.url or "") or "")[:200],
        "title_key": title_key(understood.title),
        "read_by": understood.version,
    }


def _origins(understood: Understood) -> dict[str, Any]:
    """Where facts came from, as far as it is not said beside them: what a place's bare name may mean as well."""
    doubtful = {place.text: [other.name for other in others_of(place)] for place in understood.places if place.others}
    return {"places": doubtful} if doubtful else {}


def title_key(title: str) -> str:
    """The words of a title that say what the work is, in order of the alphabet: one key for its spellings."""
    return " ".join(sorted(title_of(title).words))[:120]


def yearly(pay: Iterable[Mapping[str, Any]]) -> tuple[int | None, int | None, str]:
    """The least and the most a year over the tiers of the first currency stated, and that currency; for comparing only."""
    tiers = [tier for tier in pay if tier.get("period") and tier.get("currency")]
    if not tiers:
        return None, None, ""
    currency = tiers[0]["currency"]
    ends = [
        round(per_year(end, tier["period"]))
        for tier in tiers
        if tier["currency"] == currency
        for end in (tier.get("min"), tier.get("max"))
        if end is not None
    ]
    return (min(ends), max(ends), currency) if ends and max(ends) < 2**31 else (None, None, "")


def places_of(understood: Understood) -> list[dict[str, Any]]:
    """The rows of `JobPlace`."""
    return [
        {
            "text": place.text[:200],
            "place_id": place.id or "",
            "city": (place.city or "")[:120],
            "region": (place.region or "")[:20],
            "country": place.country or "",
            "lat": place.lat,
            "lon": place.lon,
            "metro": place.metro or "",
        }
        for place in understood.places
    ]


def shape_of(job: Any) -> dict[str, Any]:
    """A job in the shape of `postings read`."""
    return {
        "source": job.posting.source_id if job.posting else None,
        "id": job.public_id,
        "url": job.url,
        "apply_url": job.apply_url,
        "title": job.title,
        "employer": job.employer.name,
        "places": [
            {
                "text": p.text,
                "city": p.city or None,
                "region": p.region or None,
                "country": p.country or None,
                "lat": p.lat,
                "lon": p.lon,
            }
            for p in job.places.all()
        ],
        "workplace": job.workplace or None,
        "remote_scope": job.remote_scope,
        "employment_type": job.employment_type or None,
        "level": job.level or None,
        "pay": job.pay,
        "posted_on": job.posted_on and job.posted_on.isoformat(),
        "closes_on": job.closes_on and job.closes_on.isoformat(),
        "language": job.language or None,
        "requisition": (job.posting.said.get("requisition") or None) if job.posting else None,
        "description": job.description,
    }
