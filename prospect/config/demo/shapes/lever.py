"""Lever: a JSON array; the text in parts (opening, body, lists, additional), times in milliseconds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from prospect.config.demo.clock import posted_at
from prospect.config.demo.material import Employer, Section
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_html, as_text

COMMITMENTS = {
    "full-time": "Full-time",
    "part-time": "Part-time",
    "contract": "Contract",
    "intern": "Internship",
    "temporary": "Temporary",
    "per-diem": "PRN",
    "apprentice": "Apprenticeship",
    "seasonal": "Seasonal",
}
WORKPLACES = {"onsite": "onsite", "hybrid": "hybrid", "remote": "remote"}


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    return json.dumps([job(opening, today) for opening in openings]).encode()


def job(opening: Opening, today: date) -> dict[str, Any]:
    first, *rest = [part for part in opening.sections if not part.points or part.paragraphs]
    lists = [part for part in opening.sections if part.points and not part.paragraphs]
    body, closing = rest[:-1], rest[-1:]
    places = [place.text for place in opening.places]
    return {
        **_texts("opening", [first]),
        **_texts("description", [first, *body]),
        **_texts("descriptionBody", body),
        **_texts("additional", closing),
        "lists": [{"text": part.heading, "content": _items(part)} for part in lists],
        "text": opening.title,
        "categories": {
            "commitment": COMMITMENTS[opening.type],
            "department": opening.department,
            "team": opening.department,
            "location": places[0],
            "allLocations": places,
        },
        "country": opening.places[0].country or None,
        "workplaceType": WORKPLACES[opening.workplace],
        "createdAt": int(posted_at(opening, today).timestamp() * 1000),
        "id": opening.uuid,
        "hostedUrl": opening.link,
        "applyUrl": f"{opening.link}/apply",
        **_salary(opening),
    }


def _texts(name: str, parts: Sequence[Section]) -> dict[str, str]:
    return {name: f"<div>{as_html(parts, heading='h3', paragraph='<p>')}</div>", f"{name}Plain": as_text(parts)}


def _items(part: Section) -> str:
    return "".join(f"\n<li>{escape(point, quote=False)}</li>" for point in part.points)


def _salary(opening: Opening) -> dict[str, Any]:
    if opening.pay is None or opening.pay.shown != "structured":
        return {}
    interval = {"hour": "per-hour-wage", "year": "per-year-salary"}[opening.pay.period]
    return {"salaryRange": {"interval": interval, "currency": "USD", "min": opening.pay.low, "max": opening.pay.high}}
