"""Ashby: one JSON object with structured places and pay; isRemote is often true for hybrid work, as on real boards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from prospect.config.demo.clock import iso_utc, posted_at
from prospect.config.demo.material import Employer, Place, draw
from prospect.config.demo.openings import Offer, Opening
from prospect.config.demo.writing import as_html, as_text

TYPES = {
    "full-time": "FullTime",
    "part-time": "PartTime",
    "contract": "Contract",
    "intern": "Intern",
    "temporary": "Temporary",
    "per-diem": "PartTime",
    "apprentice": "FullTime",
    "seasonal": "Temporary",
}
WORKPLACES = {"onsite": "OnSite", "hybrid": "Hybrid", "remote": "Remote"}


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    return json.dumps({"jobs": [job(opening, today) for opening in openings], "apiVersion": "1"}).encode()


def job(opening: Opening, today: date) -> dict[str, Any]:
    chance = draw("ashby:" + opening.key)
    unsaid = opening.workplace == "onsite" and chance.random() < 0.4
    first, *others = opening.places
    return {
        "id": opening.uuid,
        "title": opening.title,
        "department": opening.department,
        "team": opening.department,
        "employmentType": TYPES[opening.type],
        "location": first.text,
        "shouldDisplayCompensationOnJobPostings": opening.pay is not None,
        "secondaryLocations": [{"location": place.text, "address": _address(place)} for place in others],
        "publishedAt": iso_utc(posted_at(opening, today)),
        "isListed": True,
        "isRemote": None if unsaid else opening.workplace != "onsite",
        "workplaceType": None if unsaid else WORKPLACES[opening.workplace],
        "address": _address(first),
        "jobUrl": opening.link,
        "applyUrl": opening.link + "&application=1",
        "descriptionHtml": as_html(opening.sections, heading="h2", paragraph='<p style="min-height:1.5em">'),
        "descriptionPlain": as_text(opening.sections),
        "compensation": _compensation(opening.pay, opening.uuid),
    }


def _address(place: Place) -> dict[str, Any]:
    country = "USA" if place.city else "United States"
    parts = {"addressLocality": place.city, "addressRegion": place.region, "addressCountry": place.country and country}
    return {"postalAddress": {name: value for name, value in parts.items() if value}}


def _compensation(pay: Offer | None, uuid: str) -> dict[str, Any]:
    if pay is None or pay.shown != "structured":
        return {"compensationTierSummary": None, "scrapeableCompensationSalarySummary": None} | {
            "compensationTiers": [],
            "summaryComponents": [],
        }
    summary = _summary(pay)
    component = {
        "compensationType": "Salary",
        "interval": f"1 {pay.period.upper()}",
        "currencyCode": "USD",
        "minValue": pay.low,
        "maxValue": pay.high,
    }
    tier = {
        "id": uuid[::-1],
        "tierSummary": summary,
        "title": None,
        "additionalInformation": None,
        "components": [{"id": uuid, "summary": summary, **component}],
    }
    return {
        "compensationTierSummary": summary,
        "scrapeableCompensationSalarySummary": summary.replace("–", "-"),
        "compensationTiers": [tier],
        "summaryComponents": [component],
    }


def _summary(pay: Offer) -> str:
    if pay.period == "hour":
        return f"${pay.low:.2f} – ${pay.high:.2f} per hour"
    return f"${pay.low / 1000:g}K – ${pay.high / 1000:g}K"
