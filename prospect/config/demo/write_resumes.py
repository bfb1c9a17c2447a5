"""Writes the demo people's résumé files from `data/resumes/*.toml`: `python -m prospect.config.demo.write_resumes`.

The files are kept in the repository so that the demo needs no typesetting; run this after changing a text. The same
text gives the same PDF; a DOCX differs only in the times its parts carry.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Pt, RGBColor
from fpdf import FPDF

from prospect.config.demo.people import RESUMES

WRITTEN = datetime(2026, 10, 1, tzinfo=UTC)
INK, RUST = (34, 32, 30), (150, 62, 40)


def _text(name: str) -> dict[str, Any]:
    return tomllib.loads((RESUMES / f"{name}.toml").read_text(encoding="utf-8"))


def _page(person: Mapping[str, Any]) -> FPDF:
    pdf = FPDF(format="Letter", unit="pt")
    pdf.core_fonts_encoding = "windows-1252"  # for bullets and dashes in the built-in fonts
    pdf.set_creation_date(WRITTEN)
    pdf.set_title(f"Résumé of {person['name']}")
    pdf.set_auto_page_break(True, margin=44)
    pdf.set_margins(54, 48, 54)
    pdf.add_page()
    pdf.set_text_color(*INK)
    return pdf


def _line(pdf: FPDF, text: str, *, size: float, style: str = "", width: float = 0, gap: float = 0) -> None:
    pdf.set_font("Helvetica", style, size)
    pdf.multi_cell(width, size * 1.32, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(gap)


def _point(pdf: FPDF, text: str, *, size: float) -> None:
    left = pdf.l_margin
    pdf.set_font("Helvetica", "", size)
    pdf.cell(11, size * 1.32, "•")
    pdf.set_left_margin(left + 11)
    pdf.multi_cell(0, size * 1.32, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_left_margin(left)
    pdf.set_x(left)
    pdf.ln(1.5)


def _heading(pdf: FPDF, text: str) -> None:
    pdf.ln(5)
    pdf.set_text_color(*RUST)
    _line(pdf, text, size=11, style="B", gap=2)
    pdf.set_text_color(*INK)


def two_columns(person: Mapping[str, Any]) -> FPDF:
    """A name across the page, a narrow column of facts on the left, the work on the right."""
    pdf = _page(person)
    _line(pdf, person["name"], size=24, style="B")
    _line(pdf, person["label"], size=13, gap=8)
    top = pdf.get_y()
    pdf.set_right_margin(pdf.w - 196)
    _left(pdf, person)
    pdf.set_y(top)
    pdf.set_margins(218, 48, 48)
    pdf.set_x(218)
    _heading(pdf, "PROFILE")
    _line(pdf, person["summary"], size=9.5)
    _heading(pdf, "EXPERIENCE")
    for job in person["work"]:
        _line(pdf, job["title"], size=10.5, style="B")
        _line(pdf, f"{job['employer']}, {job['place']}", size=9.5)
        _line(pdf, job["dates"], size=9, style="I", gap=2)
        for point in job["points"]:
            _point(pdf, point, size=9.5)
        pdf.ln(5)
    return pdf


def _left(pdf: FPDF, person: Mapping[str, Any]) -> None:
    _heading(pdf, "CONTACT")
    for text in person["contact"]:
        _line(pdf, text, size=8.5, gap=1)
    _heading(pdf, "EDUCATION")
    for study in person["education"]:
        _line(pdf, study["degree"], size=9.5, style="B")
        _line(pdf, study["school"], size=9)
        _line(pdf, study["dates"], size=9, style="I")
        _line(pdf, study["note"], size=9, gap=3)
    _heading(pdf, "SKILLS")
    for group in person["skills"]:
        _line(pdf, group["group"], size=9.5, style="B")
        _line(pdf, ", ".join(group["items"]), size=9, gap=3)
    for group in person["more"]:
        _heading(pdf, group["group"].upper())
        for text in group["items"]:
            _line(pdf, text, size=9, gap=1)


def one_column(person: Mapping[str, Any]) -> FPDF:
    """The plain résumé that a library's template gives."""
    pdf = _page(person)
    _line(pdf, person["name"], size=20, style="B")
    _line(pdf, person["label"], size=11)
    _line(pdf, "  |  ".join(person["contact"]), size=9.5, gap=4)
    _heading(pdf, "Summary")
    _line(pdf, person["summary"], size=10)
    _heading(pdf, "Skills")
    for group in person["skills"]:
        _line(pdf, f"{group['group']}: {', '.join(group['items'])}", size=10, gap=1)
    _heading(pdf, "Work Experience")
    for job in person["work"]:
        _dated(pdf, f"{job['title']}, {job['employer']}, {job['place']}", job)
    _heading(pdf, "Projects")
    for project in person["projects"]:
        _dated(pdf, project["title"], project)
    _heading(pdf, "Education")
    for study in person["education"]:
        _line(pdf, f"{study['degree']}, {study['school']}, {study['dates']}", size=10, gap=1)
    for group in person["more"]:
        _heading(pdf, group["group"])
        _line(pdf, "; ".join(group["items"]), size=10)
    return pdf


def _dated(pdf: FPDF, title: str, row: Mapping[str, Any]) -> None:
    _line(pdf, title, size=10.5, style="B")
    _line(pdf, row["dates"], size=9.5, style="I", gap=1)
    for point in row["points"]:
        _point(pdf, point, size=10)
    pdf.ln(4)


def word_file(person: Mapping[str, Any], path: Path) -> None:
    """A DOCX with headings, bullet lists and a table of skills."""
    file = Document()
    file.core_properties.author = person["name"]
    file.core_properties.created = file.core_properties.modified = WRITTEN.replace(tzinfo=None)
    file.styles["Normal"].font.name, file.styles["Normal"].font.size = "Calibri", Pt(10.5)
    name = file.add_paragraph().add_run(person["name"])
    name.bold, name.font.size, name.font.color.rgb = True, Pt(20), RGBColor(*RUST)
    file.add_paragraph(person["label"])
    file.add_paragraph(" | ".join(person["contact"]))
    file.add_heading("Professional Summary", level=1)
    file.add_paragraph(person["summary"])
    file.add_heading("Licenses and Certifications", level=1)
    for licence in person["licenses"]:
        file.add_paragraph(f"{licence['name']}, {licence['detail']}", style="List Bullet")
    file.add_heading("Professional Experience", level=1)
    for job in person["work"]:
        _word_job(file, f"{job['employer']}, {job['place']}", job)
    file.add_heading("Education", level=1)
    for study in person["education"]:
        file.add_paragraph().add_run(study["degree"]).bold = True
        file.add_paragraph(f"{study['school']}, {study['dates']}" + (f". {study['note']}" if study["note"] else ""))
    file.add_heading("Skills", level=1)
    table = file.add_table(rows=0, cols=2, style="Table Grid")
    for group in person["skills"]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = group["group"], ", ".join(group["items"])
    file.add_heading("Volunteer Work", level=1)
    for job in person["volunteer"]:
        _word_job(file, job["employer"], job)
    file.save(str(path))


def _word_job(file: Any, where: str, job: Mapping[str, Any]) -> None:
    file.add_paragraph().add_run(job["title"]).bold = True
    file.add_paragraph(f"{where}\t{job['dates']}")
    for point in job["points"]:
        file.add_paragraph(point, style="List Bullet")


def write(folder: Path) -> list[Path]:
    """All three files into `folder`; answers their paths."""
    paths = [folder / "marisol-vega.pdf", folder / "danielle-okafor.docx", folder / "terrence-blaylock.pdf"]
    two_columns(_text("marisol-vega")).output(str(paths[0]))
    word_file(_text("danielle-okafor"), paths[1])
    one_column(_text("terrence-blaylock")).output(str(paths[2]))
    return paths


if __name__ == "__main__":
    for path in write(RESUMES):
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
