"""Personio: XML with the text in named parts; a position with two offices is listed with `additionalOffices`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from prospect.config.demo.clock import iso, posted_at
from prospect.config.demo.material import Employer, Section
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_html

SCHEDULES = {"part-time": "part-time", "per-diem": "part-time"}
TERMS = {"intern": "intern", "temporary": "temporary", "seasonal": "temporary", "contract": "freelance"}


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    positions = "\n".join(position(opening, today) for opening in openings)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<workzag-jobs>\n{positions}\n</workzag-jobs>\n".encode()


def position(opening: Opening, today: date) -> str:
    office, *others = [place.text for place in opening.places]
    more = "".join(f"<office>{escape(text)}</office>" for text in others)
    fields = {
        "id": str(opening.number),
        "subcompany": escape(opening.company),
        "office": escape(office),
        "additionalOffices": more,
        "department": escape(opening.department),
        "recruitingCategory": escape(opening.department),
        "name": escape(opening.title),
        "jobDescriptions": "\n" + "\n".join(_part(part) for part in opening.sections) + "\n",
        "employmentType": TERMS.get(opening.type, "permanent"),
        "seniority": "entry-level" if opening.type in ("intern", "apprentice") else "experienced",
        "schedule": SCHEDULES.get(opening.type, "full-time"),
        "createdAt": iso(posted_at(opening, today)),
    }
    inner = "\n".join(f"<{name}>{value}</{name}>" for name, value in fields.items() if value)
    return f"<position>\n{inner}\n</position>"


def _part(part: Section) -> str:
    body = as_html([Section("", part.paragraphs, part.points)])
    name = escape(part.heading)
    return f"<jobDescription>\n<name>{name}</name>\n<value><![CDATA[{body}]]></value>\n</jobDescription>"
