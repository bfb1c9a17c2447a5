"""A CSV file as a school district or a shop exports it: one posting a line, with the columns they happen to have."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from prospect.config.demo.clock import posted_at
from prospect.config.demo.material import Employer
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_html

COLUMNS = (
    "Job ID",
    "Job Title",
    "Company",
    "Location",
    "Job Type",
    "Department",
    "Salary Min",
    "Salary Max",
    "Salary Period",
    "Currency",
    "Date Posted",
    "URL",
    "Description",
)


def serve(employer: Employer, openings: Sequence[Opening], today: date) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(row(opening, today) for opening in openings)
    return out.getvalue().encode("utf-8-sig")  # spreadsheets write the mark


def row(opening: Opening, today: date) -> list[str]:
    pay = opening.pay if opening.pay and opening.pay.shown == "structured" else None
    return [
        str(opening.number),
        opening.title,
        opening.company,
        "; ".join(place.text for place in opening.places),
        opening.type.replace("-", " ").capitalize(),
        opening.department,
        f"{pay.low:g}" if pay else "",
        f"{pay.high:g}" if pay else "",
        pay.period if pay else "",
        "USD" if pay else "",
        posted_at(opening, today).date().isoformat(),
        opening.link,
        as_html(opening.sections),
    ]
