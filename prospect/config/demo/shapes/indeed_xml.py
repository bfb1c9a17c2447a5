"""An XML feed in the form that Indeed made usual: everything in CDATA, pay as text, one place a job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from email.utils import format_datetime
from html import escape

from prospect.config.demo.clock import CENTRAL, posted_at
from prospect.config.demo.material import Employer
from prospect.config.demo.openings import Offer, Opening
from prospect.config.demo.writing import as_html

TYPES = {
    "full-time": "fulltime",
    "part-time": "parttime",
    "contract": "contract",
    "intern": "internship",
    "temporary": "temporary",
    "per-diem": "parttime, per diem",
    "apprentice": "fulltime",
    "seasonal": "temporary",
}
REMOTE = {"remote": "Fully remote", "hybrid": "Hybrid remote"}


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    built = format_datetime(datetime.combine(today, time(), CENTRAL))
    head = f"<publisher>{escape(employer.name)}</publisher>\n<publisherurl>{employer.website}</publisherurl>"
    jobs = "\n".join(job(opening, today) for opening in openings)
    text = f"<source>\n{head}\n<lastBuildDate>{built}</lastBuildDate>\n{jobs}\n</source>\n"
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + text).encode()


def job(opening: Opening, today: date) -> str:
    place = opening.places[0]
    fields = {
        "title": opening.title,
        "date": format_datetime(posted_at(opening, today)),
        "referencenumber": str(opening.number),
        "requisitionid": opening.requisition,
        "url": opening.link,
        "company": opening.company,
        "city": place.city,
        "state": place.region,
        "country": place.country,
        "postalcode": place.postal,
        "description": as_html(opening.sections),
        "salary": _salary(opening.pay),
        "jobtype": TYPES[opening.type],
        "category": opening.department,
        "remotetype": REMOTE.get(place.workplace, ""),
    }
    inner = "\n".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items() if value)
    return f"<job>\n{inner}\n</job>"


def _salary(pay: Offer | None) -> str:
    if pay is None or pay.shown != "structured":
        return ""
    form = "${:,.2f}" if pay.period == "hour" else "${:,.0f}"
    return f"{form.format(pay.low)} - {form.format(pay.high)} per {pay.period}"
