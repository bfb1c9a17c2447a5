"""The same person set in many layouts, as PDFs drawn by hand."""

from __future__ import annotations

from collections.abc import Callable

from tests.people.resume.papers import Paper
from tests.people.resume.people import Job, Someone

LEFT, RIGHT, BOTTOM = 56.0, 556.0, 735.0


class Column:
    """Writes down a column of a paper, wrapping at its width; goes on over the page."""

    def __init__(
        self, paper: Paper, x: float, width: float, y: float = 60.0, furniture: Callable[[Paper], None] | None = None
    ) -> None:
        self.paper, self.x, self.width, self.y, self.furniture = paper, x, width, y, furniture

    def line(
        self,
        text: str,
        size: float = 10,
        *,
        bold: bool = False,
        indent: float = 0.0,
        right: str = "",
        after: float = 0.0,
        centre: bool = False,
    ) -> None:
        for number, row in enumerate(
            self.wrapped(latin(text), size, bold, self.width - indent - (130 if right else 0))
        ):
            if self.y > BOTTOM:
                self.paper.page()
                self.y = 60.0
                if self.furniture:
                    self.furniture(self.paper)
            x = self.x + indent
            if centre:
                x = self.x + (self.width - self.paper.pdf.get_string_width(row)) / 2
            self.paper.put(x, self.y, row, size, bold=bold)
            if right and not number:
                self.paper.put(self.x + self.width, self.y, latin(right), size, right=True)
            self.y += 1.32 * size
        self.y += after

    def wrapped(self, text: str, size: float, bold: bool, width: float) -> list[str]:
        self.paper.pdf.set_font("Helvetica", "B" if bold else "", size)
        rows = [""]
        for word in text.split(" "):
            longer = f"{rows[-1]} {word}".strip()
            if self.paper.pdf.get_string_width(longer) > width and rows[-1]:
                rows.append(word)
            else:
                rows[-1] = longer
        return rows

    def head(self, text: str, size: float = 12, *, caps: bool = False) -> None:
        self.y += 8
        self.line(text.upper() if caps else text, size, bold=True, after=3)

    def points(self, job: Job, indent: float = 12.0) -> None:
        for point in job.points:
            if self.y <= BOTTOM:
                self.paper.put(self.x + indent - 10, self.y, "\x95", 10)
            self.line(point, indent=indent)
        self.y += 6


def latin(text: str) -> str:
    """Dashes and bullets as the standard fonts know them."""
    return text.replace("–", "\x96").replace("•", "\x95").replace("’", "\x92")


def top(column: Column, one: Someone) -> None:
    column.line(one.name, 21, bold=True, after=2)
    column.line(one.label, 12)
    column.line(f"{one.email} | {one.phone} | {one.place}", 9.5)


def rest(column: Column, one: Someone, *, caps: bool = False) -> None:
    """Education, skills, languages and certificates in one column."""
    column.head(one.heads[2], caps=caps)
    for degree in one.degrees:
        column.line(degree.degree, bold=True, right=degree.dates)
        column.line(degree.school, after=4)
    column.head(one.heads[3], caps=caps)
    for group, names in one.skills.items():
        column.line(f"{group}: {', '.join(names)}")
    column.head(one.heads[4], caps=caps)
    column.line(", ".join(f"{name} ({level})" for name, level in one.languages))
    column.head(one.heads[5], caps=caps)
    for name in one.certificates:
        column.line(name)


def titled(column: Column, one: Someone) -> None:
    column.head(one.heads[0])
    column.line(one.summary)
    column.head(one.heads[1])


def dates_right(one: Someone) -> bytes:
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    titled(column, one)
    for job in one.jobs:
        column.line(job.title, bold=True, right=job.dates)
        column.line(f"{job.employer}, {job.place}")
        column.points(job)
    rest(column, one)
    return column.paper.bytes()


def employer_first(one: Someone) -> bytes:
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    titled(column, one)
    for job in one.jobs:
        column.line(job.employer, bold=True, right=job.place)
        column.line(job.title, right=job.dates)
        column.points(job)
    rest(column, one, caps=False)
    return column.paper.bytes()


def dates_below(one: Someone) -> bytes:
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    titled(column, one)
    for job in one.jobs:
        column.line(job.title, 11, bold=True)
        column.line(f"{job.employer} | {job.place}")
        column.line(job.dates, 9)
        column.points(job)
    rest(column, one)
    return column.paper.bytes()


def one_line(one: Someone) -> bytes:
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    titled(column, one)
    for job in one.jobs:
        column.line(f"{job.title}, {job.employer} ({job.dates})", bold=True)
        column.points(job)
    rest(column, one)
    return column.paper.bytes()


def centred(one: Someone) -> bytes:
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    for text, size in ((one.name, 20.0), (one.label, 12.0), (f"{one.place} • {one.phone} • {one.email}", 10.0)):
        column.line(text, size, bold=size == 20, centre=True)
    column.y += 10
    column.line(one.heads[1].upper(), 12, bold=True, centre=True, after=4)
    for job in one.jobs:
        column.line(f"{job.title} – {job.employer}", bold=True, centre=True)
        column.line(f"{job.place} | {job.dates}", centre=True)
        column.points(job)
    column.line(one.heads[2].upper(), 12, bold=True, centre=True, after=4)
    for degree in one.degrees:
        column.line(f"{degree.degree}, {degree.school}, {degree.dates}", centre=True)
    column.line(one.heads[3].upper(), 12, bold=True, centre=True, after=4)
    column.line(" • ".join(name for names in one.skills.values() for name in names), centre=True)
    column.line(one.heads[4].upper(), 12, bold=True, centre=True, after=4)
    column.line(" • ".join(f"{name} ({level})" for name, level in one.languages), centre=True)
    return column.paper.bytes()


def side(column: Column, one: Someone) -> None:
    """Contacts, skills by group, languages and certificates in a narrow column."""
    column.head("CONTACT", 10.5)
    for text in (one.email, one.phone, one.place):
        column.line(text, 8.5)
    column.head(one.heads[3].upper(), 10.5)
    for group, names in one.skills.items():
        column.line(group, 9, bold=True)
        column.line(", ".join(names), 9, after=3)
    column.head(one.heads[4].upper(), 10.5)
    for name, level in one.languages:
        column.line(f"{name} ({level})", 9)
    column.head(one.heads[5].upper(), 10.5)
    for name in one.certificates:
        column.line(name, 9)


def main_part(column: Column, one: Someone) -> None:
    column.head(one.heads[0].upper(), 10.5)
    column.line(one.summary)
    column.head(one.heads[1].upper(), 10.5)
    for job in one.jobs:
        column.line(job.title, bold=True)
        column.line(f"{job.employer}, {job.place}")
        column.line(job.dates, 9)
        column.points(job)
    column.head(one.heads[2].upper(), 10.5)
    for degree in one.degrees:
        column.line(degree.degree, bold=True)
        column.line(degree.school)
        column.line(degree.dates, 9, after=4)


def sidebar_right(one: Someone) -> bytes:
    paper = Paper()
    paper.put(LEFT, 60, latin(one.name), 22, bold=True).put(LEFT, 78, latin(one.label), 12)
    main_part(Column(paper, LEFT, 320, 100), one)
    side(Column(paper, 410, 150, 100), one)
    return paper.bytes()


def sidebar_left(one: Someone) -> bytes:
    paper = Paper()
    paper.pdf.set_fill_color(225, 230, 240)
    paper.pdf.rect(0, 0, 195, 792, style="F")
    paper.put(215, 60, latin(one.name), 22, bold=True).put(215, 78, latin(one.label), 12)
    side(Column(paper, 30, 150, 60), one)
    main_part(Column(paper, 215, 345, 100), one)
    return paper.bytes()


def timeline(one: Someone) -> bytes:
    paper = Paper()
    column = Column(paper, 190, 366)
    whole = Column(paper, LEFT, 500)
    top(whole, one)
    whole.head(one.heads[1])
    column.y = whole.y
    paper.pdf.line(178, column.y - 10, 178, 600)
    for job in one.jobs:
        paper.pdf.circle(175, column.y - 7, 3)
        paper.put(LEFT, column.y, latin(job.dates), 8.5)
        column.line(job.title, bold=True)
        column.line(f"{job.employer}, {job.place}")
        column.points(job)
    whole.y = column.y
    whole.head(one.heads[2])
    column.y = whole.y
    for degree in one.degrees:
        paper.put(LEFT, column.y, latin(degree.dates), 8.5)
        column.line(degree.degree, bold=True)
        column.line(degree.school, after=5)
    whole.y = column.y
    whole.head(one.heads[3])
    for group, names in one.skills.items():
        whole.line(f"{group}: {', '.join(names)}")
    whole.head(one.heads[4])
    whole.line(", ".join(f"{name} – {level}" for name, level in one.languages))
    return paper.bytes()


def ruled_table(one: Someone) -> bytes:
    """Each section a table of two columns: dates at the left, the rest at the right, with rules."""
    paper = Paper()
    whole, cell = Column(paper, LEFT, 500), Column(paper, 200, 350)
    top(whole, one)
    for number, entries in ((1, one.jobs), (2, one.degrees)):
        whole.head(one.heads[number], caps=True)
        cell.y = whole.y
        for entry in entries:
            paper.pdf.line(LEFT, cell.y - 11, RIGHT, cell.y - 11)
            paper.put(LEFT + 3, cell.y, latin(entry.dates), 8.5)
            if isinstance(entry, Job):
                cell.line(f"{entry.title}, {entry.employer}", bold=True)
                cell.line(entry.place)
                cell.points(entry)
            else:
                cell.line(f"{entry.degree}, {entry.school}", after=5)
        whole.y = cell.y
    whole.head(one.heads[3], caps=True)
    for group, names in one.skills.items():
        paper.put(LEFT + 3, whole.y, latin(group), bold=True).put(200, whole.y, latin(", ".join(names)))
        whole.y += 15
    whole.head(one.heads[4], caps=True)
    for name, level in one.languages:
        paper.put(LEFT + 3, whole.y, latin(name)).put(200, whole.y, latin(level))
        whole.y += 15
    return paper.bytes()


def several_roles(one: Someone) -> bytes:
    """All jobs as roles under the first employer, whose name stands once."""
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    titled(column, one)
    column.line(one.jobs[0].employer, 12, bold=True, right=one.jobs[0].place)
    for job in one.jobs:
        column.line(job.title, bold=False, right=job.dates)
        column.points(job)
    rest(column, one)
    return column.paper.bytes()


def functional(one: Someone) -> bytes:
    """Skills told in prose first; the jobs at the end, a line each."""
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    column.head(one.heads[0])
    column.line(one.summary)
    column.head(one.heads[3])
    for group, names in one.skills.items():
        column.line(f"{group}: {', '.join(names)}")
    column.head(one.heads[1])
    for job in one.jobs:
        column.line(f"{job.title}, {job.employer}, {job.place}, {job.dates}")
    column.head(one.heads[2])
    for degree in one.degrees:
        column.line(f"{degree.degree}, {degree.school}, {degree.dates}")
    column.head(one.heads[4])
    column.line(", ".join(f"{name} ({level})" for name, level in one.languages))
    return column.paper.bytes()


def without_dates(one: Someone) -> bytes:
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    top(column, one)
    titled(column, one)
    for job in one.jobs:
        column.line(job.title, bold=True)
        column.line(f"{job.employer}, {job.place}")
        column.points(job)
    column.head(one.heads[2])
    for degree in one.degrees:
        column.line(degree.degree, bold=True)
        column.line(degree.school, after=4)
    column.head(one.heads[3])
    for group, names in one.skills.items():
        column.line(f"{group}: {', '.join(names)}")
    column.head(one.heads[4])
    column.line(", ".join(f"{name} ({level})" for name, level in one.languages))
    return column.paper.bytes()


def many_pages(one: Someone) -> bytes:
    """Long lists under each job, a running head and page numbers."""
    paper = Paper()
    pages = [1]

    def furniture(on: Paper) -> None:
        pages[0] += 1
        on.put(LEFT, 30, latin(f"{one.name} – {one.email}"), 8)
        on.put(RIGHT, 770, f"Page {pages[0]} of 3", 8, right=True)

    paper.put(RIGHT, 770, "Page 1 of 3", 8, right=True)
    column = Column(paper, LEFT, RIGHT - LEFT, furniture=furniture)
    top(column, one)
    titled(column, one)
    for job in one.jobs:
        column.line(job.title, bold=True, right=job.dates)
        column.line(f"{job.employer}, {job.place}")
        for _ in range(8):
            column.points(job)
    rest(column, one)
    return paper.bytes()


def icons(one: Someone) -> bytes:
    """Pictograms before contacts and headings."""
    paper = Paper()
    paper.put(LEFT, 60, latin(one.name), 22, bold=True).put(LEFT, 80, latin(one.label), 12)
    x = LEFT
    for glyph, text in (("\x29", one.email), ("\x25", one.phone), ("\x48", one.place)):
        paper.pdf.set_font("ZapfDingbats", "", 10)
        paper.pdf.text(x, 98, glyph)
        paper.put(x + 14, 98, latin(text), 9)
        x += 34 + paper.pdf.get_string_width(latin(text))
    column = Column(paper, LEFT + 16, RIGHT - LEFT - 16, 112)

    def head(text: str) -> None:
        column.head(text)
        paper.pdf.set_font("ZapfDingbats", "", 11)
        paper.pdf.text(LEFT, column.y - 18.8, "\x6e")

    head(one.heads[1])
    for job in one.jobs:
        column.line(job.title, bold=True, right=job.dates)
        column.line(f"{job.employer} · {job.place}")
        column.points(job)
    head(one.heads[2])
    for degree in one.degrees:
        column.line(degree.degree, bold=True, right=degree.dates)
        column.line(degree.school, after=4)
    head(one.heads[3])
    column.line(" · ".join(name for names in one.skills.values() for name in names))
    head(one.heads[4])
    column.line(" · ".join(f"{name} ({level})" for name, level in one.languages))
    return paper.bytes()


LAYOUTS: dict[str, tuple[Callable[[Someone], bytes], str]] = {
    "dates right": (dates_right, "a.pdf"), "employer first": (employer_first, "a.pdf"), "dates below": (dates_below, "a.pdf"),
    "one line": (one_line, "a.pdf"), "centred": (centred, "a.pdf"), "sidebar right": (sidebar_right, "a.pdf"),
    "sidebar left": (sidebar_left, "a.pdf"), "timeline": (timeline, "a.pdf"), "ruled table": (ruled_table, "a.pdf"),
    "several roles": (several_roles, "a.pdf"), "functional": (functional, "a.pdf"), "without dates": (without_dates, "a.pdf"),
    "many pages": (many_pages, "a.pdf"), "icons": (icons, "a.pdf"),
}  # fmt: skip
