"""Greenhouse: one JSON object, content escaped once more, places as free text, no field for pay or workplace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from prospect.config.demo.clock import iso, posted_at
from prospect.config.demo.material import Employer, draw
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_html

STYLED = '<p style="margin: 0px; font-weight: 400;">'


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    jobs = [job(opening, today) for opening in openings]
    return json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()


def job(opening: Opening, today: date) -> dict[str, Any]:
    chance = draw("greenhouse:" + opening.key)
    posted = posted_at(opening, today)
    # A bulk edit moves updated_at of most jobs to one recent day, as boards do; it is no sign of freshness.
    edited = today - timedelta(days=3) if chance.random() < 0.7 else posted.date()
    updated = max(posted, posted.replace(year=edited.year, month=edited.month, day=edited.day))
    metadata = [{"id": 7710, "name": "Employment Type", "value": _type(opening), "value_type": "single_select"}]
    return {
        "absolute_url": opening.link,
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": opening.number - 1_350_000,
        "location": {"name": "; ".join(place.text for place in opening.places)},
        "metadata": metadata if chance.random() < 0.7 else None,
        "id": opening.number,
        "updated_at": iso(updated),
        "requisition_id": opening.requisition if chance.random() < 0.6 else "See Opening ID",
        "title": opening.title,
        "company_name": opening.company,
        "first_published": iso(posted),
        "language": opening.language,
        "application_deadline": None,
        "content": _content(opening, styled=chance.random() < 0.3),
        "departments": [
            {"id": _id(opening.department), "name": opening.department, "child_ids": [], "parent_id": None}
        ],
        "offices": [_office(place.city, place.region) for place in opening.places if place.city],
    }


def _content(opening: Opening, *, styled: bool) -> str:
    first, *rest = opening.sections
    intro = f'<div class="content-intro">{as_html([first], heading="h2")}</div>'
    body = as_html(rest, paragraph=STYLED if styled else "<p>").replace("</ul>\n<h3>", "</ul>\n<p>&nbsp;</p>\n<h3>")
    return escape(f"{intro}\n{body}")


def _type(opening: Opening) -> str:
    return opening.type.replace("-", " ").title()


def _id(text: str) -> int:
    return 4_000_000_000 + draw("id:" + text).randrange(90_000_000)


def _office(city: str, region: str) -> dict[str, Any]:
    where = f"{city}, {region}, United States"
    return {"id": _id(where), "name": city, "location": where, "child_ids": [], "parent_id": None}
