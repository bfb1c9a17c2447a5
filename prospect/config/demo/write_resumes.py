"""Writes the demo people's résumé files from `data/resumes/*.toml`: `python -m prospect.config.demo.write_resumes`.

The files are kept in the repository so that a demo is filled at once; run this after changing a text. The same
text gives the same PDF; a DOCX differs only in the times its parts carry.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.shared import Pt, RGBColor

from prospect.config.demo.people import RESUMES

WRITTEN = datetime(2026, 10, 1, tzinfo=UTC)
RUST = (150, 62, 40)


def _text(name: str) -> dict[str, Any]:
    return tomllib.loads((RESUMES / f"{name}.toml").read_text(encoding="utf-8"))


def page_file(name: str, paper: str, path: Path) -> None:
    """A PDF of a person set by one of the papers (`*.typ`) beside the texts, in the fonts that come with Typst."""
    inputs = {"person": f"{name}.toml"}
    setter = typst.Compiler(RESUMES / f"{paper}.typ", ignore_system_fonts=True, sys_inputs=inputs)
    made = setter.compile(timestamp=WRITTEN)
    assert isinstance(made, bytes)
    path.write_bytes(made)


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
    page_file("marisol-vega", "two_columns", paths[0])
    word_file(_text("danielle-okafor"), paths[1])
    page_file("terrence-blaylock", "one_column", paths[2])
    return paths


if __name__ == "__main__":
    for path in write(RESUMES):
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
