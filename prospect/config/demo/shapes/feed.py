"""RSS 2.0: title, link, date and escaped HTML; the employer in dc:creator, the place in an element of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from email.utils import format_datetime
from html import escape

from prospect.config.demo.clock import posted_at
from prospect.config.demo.material import Employer
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_html


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    head = (
        f"<title>{escape(employer.name)} jobs</title>\n<link>{employer.website}</link>\n"
        f"<description>{escape(employer.about)}</description>\n<language>en-US</language>"
    )
    items = "\n".join(item(opening, today) for opening in openings)
    text = f'<rss version="2.0">\n<channel>\n{head}\n{items}\n</channel>\n</rss>\n'
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + text).encode()


def item(opening: Opening, today: date) -> str:
    fields = {
        "title": opening.title,
        "link": opening.link,
        "guid": f"{opening.employer.website}/jobs/{opening.number}",
        "company": opening.company,
        "location": "; ".join(place.text for place in opening.places),
        "type": opening.type.replace("-", " ").title(),
        "category": opening.department,
        "pubDate": format_datetime(posted_at(opening, today)),
        "description": as_html(opening.sections),
    }
    inner = "\n".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value)
    return f"<item>\n{inner}\n</item>"
