"""A careers page with schema.org JobPosting: one block of JSON-LD with a @graph, and a list that people read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from prospect.config.demo.clock import iso, posted_at
from prospect.config.demo.material import Employer, Place, draw
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_html

TYPES = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "intern": "INTERN",
    "temporary": "TEMPORARY",
    "per-diem": "PER_DIEM",
    "apprentice": ["FULL_TIME", "OTHER"],
    "seasonal": "TEMPORARY",
}

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Careers at {name}</title>
<script type="application/ld+json">
{block}
</script>
</head>
<body>
<h1>Work with us</h1>
<p>{about}</p>
<ul>
{items}
</ul>
</body>
</html>
"""


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    graph = {"@context": "https://schema.org", "@graph": [job(opening, today) for opening in openings]}
    # "</" inside a script element would end it early, so pages write it with a backslash.
    block = json.dumps(graph, indent=1, ensure_ascii=False).replace("</", "<\\/")
    items = "\n".join(f'<li><a href="{escape(o.link)}">{escape(o.title)}</a></li>' for o in openings)
    return PAGE.format(name=escape(employer.name), about=escape(employer.about), block=block, items=items).encode()


def job(opening: Opening, today: date) -> dict[str, Any]:
    posted = posted_at(opening, today)
    found: dict[str, Any] = {
        "@type": "JobPosting",
        "title": opening.title,
        "description": as_html(opening.sections),
        "identifier": {"@type": "PropertyValue", "name": opening.company, "value": str(opening.number)},
        "datePosted": iso(posted),
        "employmentType": TYPES[opening.type],
        "hiringOrganization": {"@type": "Organization", "name": opening.company, "sameAs": opening.employer.website},
        "jobLocation": [_place(place) for place in opening.places if place.city],
        "url": opening.link,
        "directApply": True,
    }
    if draw("until:" + opening.key).random() < 0.6:
        found["validThrough"] = (max(posted.date() + timedelta(days=60), today + timedelta(days=21))).isoformat()
    if opening.workplace == "remote":
        found["jobLocationType"] = "TELECOMMUTE"
        found["applicantLocationRequirements"] = {"@type": "Country", "name": "USA"}
    if opening.pay and opening.pay.shown == "structured":
        unit = {"hour": "HOUR", "year": "YEAR"}[opening.pay.period]
        value = {"@type": "QuantitativeValue", "minValue": opening.pay.low, "maxValue": opening.pay.high}
        found["baseSalary"] = {"@type": "MonetaryAmount", "currency": "USD", "value": value | {"unitText": unit}}
    return found


def _place(place: Place) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.city,
        "addressRegion": place.region,
        "postalCode": place.postal,
        "addressCountry": "US",
    }
    return {"@type": "Place", "address": address}
