"""Invented résumés drawn as PDFs and written as other files, for the tests of this folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from fpdf import FPDF

from prospect.people.resume.reading import read_resume

TODAY = date(2026, 11, 22)
Put = Callable[..., None]


class Paper:
    """A page on which text is put at exact places (points from the top left)."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format="letter")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_page()

    def put(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 10,
        bold: bool = False,
        grey: int = 0,
        link: str = "",
        right: bool = False,
    ) -> Paper:
        self.pdf.set_font("Helvetica", "B" if bold else "", size)
        self.pdf.set_text_color(grey, grey, grey)
        width = self.pdf.get_string_width(text)
        x = x - width if right else x
        self.pdf.text(x, y, text)
        if link:
            self.pdf.link(x, y - size, width, size * 1.2, link)
        return self

    def page(self) -> Paper:
        self.pdf.add_page()
        return self

    def bytes(self) -> bytes:
        return bytes(self.pdf.output())

    def read(self) -> dict[str, Any]:
        return read_resume(self.bytes(), filename="resume.pdf", today=TODAY)


def one_column() -> Paper:
    """A plain résumé: name, contacts, two jobs with dates at the right, a degree, skills."""
    paper = Paper().put(56, 60, "Marisol Tanaka-Reyes", 22, bold=True)
    paper.put(56, 80, "marisol.tanaka@example.org  |  (918) 555-0137  |  Tulsa, OK")
    paper.put(56, 110, "EXPERIENCE", 12, bold=True)
    paper.put(56, 130, "Quarry Hill Robotics", bold=True).put(556, 130, "Tulsa, OK", right=True)
    paper.put(56, 144, "Senior Controls Engineer").put(556, 144, "March 2021 - Present", right=True)
    paper.put(60, 158, "\x95").put(70, 158, "Designed motion controllers for eleven production lines")
    paper.put(60, 172, "\x95").put(70, 172, "Trained nine technicians in safe commissioning")
    paper.put(56, 194, "Bluestem Packaging LLC", bold=True).put(556, 194, "Wichita, KS", right=True)
    paper.put(56, 208, "Automation Technician").put(556, 208, "June 2016 - February 2021", right=True)
    paper.put(60, 222, "\x95").put(70, 222, "Kept four filling lines running in two shifts")
    paper.put(56, 250, "EDUCATION", 12, bold=True)
    paper.put(56, 270, "Oklahoma Plains University", bold=True).put(556, 270, "2012 - 2016", right=True)
    paper.put(56, 284, "Bachelor of Science in Mechatronics Engineering")
    paper.put(56, 312, "SKILLS", 12, bold=True)
    paper.put(56, 332, "Controls: PLC programming, SCADA, servo tuning")
    paper.put(56, 346, "Languages: English, Spanish, Japanese")
    return paper


def jobs(resume: dict[str, Any]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [
        (job.get("name"), job.get("position"), job.get("startDate"), job.get("endDate"))
        for job in resume.get("work", [])
    ]


def degrees(resume: dict[str, Any]) -> list[tuple[str | None, str | None, str | None, str | None, str | None]]:
    keys = ("institution", "studyType", "area", "startDate", "endDate")
    return [tuple(one.get(key) for key in keys) for one in resume.get("education", [])]  # type: ignore[misc]


def skill_names(resume: dict[str, Any]) -> list[str]:
    return [skill["name"] for skill in resume.get("skills", [])]


def zipped(members: Iterable[tuple[str, str | bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def docx(body: str, header: str = "") -> bytes:
    """A DOCX of WordprocessingML paragraphs, with a page header when given."""
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    members: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", f"<w:document {namespaces}><w:body>{body}</w:body></w:document>"),
    ]
    if header:
        members.append(("word/header1.xml", f"<w:hdr {namespaces}>{header}</w:hdr>"))
    return zipped(members)


def paragraph(text: str, *, bold: bool = False, size: int = 11, extra: str = "", before: str = "") -> str:
    weight = "<w:b/>" if bold else ""
    run = f'<w:r><w:rPr>{weight}<w:sz w:val="{size * 2}"/>{extra}</w:rPr>'
    parts = "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in text.split("\t"))
    return f"<w:p>{before}{run}{parts}</w:r></w:p>"


shared = pytest.mark.shared
