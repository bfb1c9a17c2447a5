"""The paper of ``writing.as_pdf``: type, margins, outline, links."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf import FPDF

if TYPE_CHECKING:
    from prospect.people.resume.writing import Part

SIZES = {"name": 22.0, "headline": 12.5, "contact": 10.0, "section": 13.0, "entry": 11.0, "note": 10.0, "text": 10.5}
FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/TTF")
MARGIN = 56.0
LEADING = 1.35


class Sheet:
    """Puts parts one below the other; contacts share a paragraph. ``made`` dates the file: same résumé, same bytes."""

    def __init__(self, title: str, made: date) -> None:
        self.pdf = FPDF(unit="pt", format="letter")
        self.pdf.set_margins(MARGIN, MARGIN, MARGIN)
        self.pdf.set_auto_page_break(True, MARGIN)
        self.pdf.set_title(title)
        self.pdf.set_author(title)
        self.pdf.set_lang("en")
        self.pdf.set_creation_date(datetime.combine(made, time(), UTC))
        self.family = self.font()
        self.contacts: list[Part] = []
        self.pdf.add_page()

    def font(self) -> str:
        """DejaVu where it is installed, else Helvetica."""
        for folder in FOLDERS:
            plain, bold = Path(folder) / "DejaVuSans.ttf", Path(folder) / "DejaVuSans-Bold.ttf"
            if plain.exists() and bold.exists():
                self.pdf.add_font("DejaVu", "", str(plain))
                self.pdf.add_font("DejaVu", "B", str(bold))
                return "DejaVu"
        return "Helvetica"

    def safe(self, text: str) -> str:
        """Text that the font can show."""
        if self.family == "DejaVu":
            return text
        plain = text.translate(
            {0x2013: "-", 0x2014: "-", 0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2022: "-", 0x2026: "..."}
        )
        try:
            plain.encode("latin-1")
            return plain
        except UnicodeEncodeError:
            flat = unicodedata.normalize("NFKD", plain)
            return flat.encode("latin-1", "ignore").decode("latin-1")

    def put(self, part: Part) -> None:
        """One part at the end of what is there."""
        if part.kind == "contact":
            self.contacts.append(part)
            return
        if self.contacts:
            self.put_contacts()
        if part.kind == "section":
            self.put_section(part)
        elif part.kind == "entry":
            self.put_entry(part)
        elif part.kind == "bullet":
            self.write("•  " + part.text, SIZES["text"], indent=12.0)
        else:
            self.write(part.text, SIZES[part.kind], bold=part.kind == "name", grey=part.kind in ("note", "headline"))

    def write(
        self, text: str, size: float, *, bold: bool = False, grey: bool = False, indent: float = 0.0, link: str = ""
    ) -> None:
        """A paragraph."""
        self.pdf.set_font(self.family, "B" if bold else "", size)
        self.pdf.set_text_color(*((80, 80, 80) if grey else (20, 20, 20)))
        self.pdf.set_x(MARGIN + indent)
        width = self.pdf.w - 2 * MARGIN - indent
        self.pdf.multi_cell(width, size * LEADING, self.safe(text), align="L", link=link, new_x="LMARGIN", new_y="NEXT")

    def put_contacts(self) -> None:
        """All contacts in one paragraph, links live."""
        size = SIZES["contact"]
        self.pdf.ln(2)
        for number, part in enumerate(self.contacts):
            self.pdf.set_font(self.family, "", size)
            self.pdf.set_text_color(20, 20, 20)
            if number:
                self.pdf.write(size * LEADING, self.safe("  ·  "))
            self.pdf.write(size * LEADING, self.safe(part.text), link=part.link)
        self.pdf.ln(size * LEADING)
        self.contacts = []

    def put_section(self, part: Part) -> None:
        """A heading with a thin rule, in the outline."""
        self.pdf.ln(9)
        if self.pdf.y > self.pdf.h - MARGIN - 60:
            self.pdf.add_page()
        self.pdf.start_section(self.safe(part.text))
        self.write(part.text, SIZES["section"], bold=True)
        self.pdf.set_draw_color(150, 150, 150)
        self.pdf.line(MARGIN, self.pdf.y + 1, self.pdf.w - MARGIN, self.pdf.y + 1)
        self.pdf.ln(5)

    def put_entry(self, part: Part) -> None:
        """What and where, and under it when."""
        self.pdf.ln(3)
        self.write(
            part.text,
            SIZES["entry"],
            bold=True,
            link=part.link if part.link.startswith(("http://", "https://")) else "",
        )
        if part.aside:
            self.write(part.aside, SIZES["note"], grey=True)

    def bytes(self) -> bytes:
        """The finished file."""
        if self.contacts:
            self.put_contacts()
        return bytes(self.pdf.output())
