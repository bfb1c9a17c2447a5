"""More layouts of the same persons: exports of networks, margins with headings, grids of skills, labelled contacts."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.people.resume.papers import Paper, docx, paragraph
from tests.people.resume.people import Job, Someone
from tests.people.resume.varied import LEFT, RIGHT, Column, latin, rest, titled
from tests.people.resume.varied_files import escaped


def network_export(one: Someone) -> bytes:
    """As a professional network prints a page of its own: a dark column at the left, durations after dates."""
    paper = Paper()
    paper.pdf.set_fill_color(40, 60, 75)
    paper.pdf.rect(0, 0, 190, 792, style="F")
    left = Column(paper, 24, 150, 50)
    for head, texts in (
        ("Contact", [one.email, one.phone]),
        (one.heads[3], [name for names in one.skills.values() for name in names]),
        (one.heads[4], [f"{name} ({level})" for name, level in one.languages]),
    ):
        paper.put(24, left.y, latin(head), 13, grey=230)
        left.y += 18
        for text in texts:
            paper.put(24, left.y, latin(text), 9.5, grey=240)
            left.y += 15
        left.y += 12
    main = Column(paper, 215, 345, 60)
    main.line(one.name, 24)
    main.line(one.label, 12)
    main.line(one.place, 11, after=10)
    main.line(one.heads[1], 15, after=4)
    for job in one.jobs:
        main.line(job.employer, 12)
        main.line(job.title, 11)
        main.line(job.dates, 10)
        main.line(job.place, 10, after=2)
        main.points(job)
    main.line(one.heads[2], 15, after=4)
    for degree in one.degrees:
        main.line(degree.school, 12)
        main.line(f"{degree.degree} · ({degree.dates})", 10, after=6)
    return paper.bytes()


def margin_headings(one: Someone) -> bytes:
    """Headings in the margin, each on the row of its section's first line."""
    paper = Paper()
    head, body = Column(paper, LEFT, 110), Column(paper, 175, 380, 110)
    paper.put(LEFT, 60, latin(one.name), 20, bold=True)
    paper.put(LEFT, 80, latin(f"{one.place} · {one.phone} · {one.email}"), 9.5)

    def section(number: int) -> None:
        body.y += 8
        head.y = body.y
        head.line(one.heads[number], 10, bold=True)

    section(0)
    body.line(one.summary)
    section(1)
    for job in one.jobs:
        body.line(f"{job.title}, {job.employer}", bold=True)
        body.line(f"{job.place}, {job.dates}", 9)
        body.points(job)
    section(2)
    for degree in one.degrees:
        body.line(f"{degree.degree}, {degree.school}", bold=True)
        body.line(degree.dates, 9, after=4)
    section(3)
    for group, names in one.skills.items():
        body.line(f"{group}: {', '.join(names)}")
    section(4)
    body.line(", ".join(f"{name} ({level})" for name, level in one.languages))
    return paper.bytes()


def labelled_contacts(one: Someone) -> bytes:
    """Capitals for the name, a label before each contact, one a line; education first."""
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    column.line("CURRICULUM VITAE", 11)
    column.line(one.name.upper(), 18, bold=True)
    for label, text in (("E-mail", one.email), ("Tel", one.phone), ("Address", one.place)):
        column.line(f"{label}: {text}")
    column.head(one.heads[2], caps=True)
    for degree in one.degrees:
        column.line(f"{degree.dates}   {degree.degree}", bold=True)
        column.line(degree.school, after=3)
    column.head(one.heads[1], caps=True)
    for job in one.jobs:
        column.line(f"{job.dates}   {job.title}", bold=True)
        column.line(f"{job.employer}, {job.place}")
        column.points(job)
    column.head(one.heads[3], caps=True)
    for names in one.skills.values():
        for name in names:
            column.paper.put(LEFT, column.y, "\x95")
            column.line(name, indent=10)
    column.head(one.heads[4], caps=True)
    for name, level in one.languages:
        column.line(f"{name}: {level}")
    return column.paper.bytes()


def grid_of_skills(one: Someone) -> bytes:
    """Skills in three columns of bullets; the employer in capitals after a bar."""
    column = Column(Paper(), LEFT, RIGHT - LEFT)
    column.line(one.name, 20, bold=True)
    column.line(f"{one.phone}  |  {one.email}  |  {one.place}", 9.5)
    column.head(one.heads[3], caps=True)
    names = [name for group in one.skills.values() for name in group]
    for number in range(0, len(names), 3):
        for place, name in enumerate(names[number : number + 3]):
            column.paper.put(LEFT + 170 * place, column.y, "\x95").put(LEFT + 10 + 170 * place, column.y, latin(name))
        column.y += 14
    column.head(one.heads[1], caps=True)
    for job in one.jobs:
        column.line(f"{job.title} | {job.employer} | {job.place}", bold=True)
        column.line(job.dates, 9.5)
        column.points(job)
    column.head(one.heads[2], caps=True)
    for degree in one.degrees:
        column.line(f"{degree.degree} | {degree.school} | {degree.dates}")
    column.head(one.heads[4], caps=True)
    column.line(" | ".join(f"{name} ({level})" for name, level in one.languages))
    return column.paper.bytes()


def tight(one: Someone) -> bytes:
    """Small type, no space between entries, no bold, hyphens for bullets."""
    column = Column(Paper(), 40, 530)
    column.line(one.name, 14)
    column.line(f"{one.place} / {one.phone} / {one.email}", 8.5)
    for number in (1, 2):
        column.line(one.heads[number].upper(), 9)
        for entry in one.jobs if number == 1 else one.degrees:
            if isinstance(entry, Job):
                column.line(f"{entry.employer}, {entry.place}", 8.5, right=entry.dates)
                column.line(entry.title, 8.5)
                for point in entry.points:
                    column.line(f"- {point}", 8.5)
            else:
                column.line(entry.school, 8.5, right=entry.dates)
                column.line(entry.degree, 8.5)
    column.line(one.heads[3].upper(), 9)
    column.line(", ".join(name for names in one.skills.values() for name in names), 8.5)
    column.line(one.heads[4].upper(), 9)
    column.line(", ".join(f"{name} ({level})" for name, level in one.languages), 8.5)
    return column.paper.bytes()


def prose_under_jobs(one: Someone) -> bytes:
    """Each job told in a paragraph that wraps, no bullets."""
    column = Column(Paper(), LEFT, 440)
    column.line(one.name, 20, bold=True)
    column.line(f"{one.email}, {one.phone}, {one.place}", 9.5)
    titled(column, one)
    for job in one.jobs:
        column.line(f"{job.title} – {job.employer}", bold=True)
        column.line(f"{job.dates}, {job.place}", 9.5)
        column.line(". ".join(job.points) + ".", after=5)
    rest(column, one)
    return column.paper.bytes()


def two_pages_of_columns(one: Someone) -> bytes:
    """A column of skills beside jobs that go on over the page."""
    paper = Paper()
    paper.put(40, 55, latin(one.name), 20, bold=True)
    left = Column(paper, 40, 140, 80)
    for text in (one.email, one.phone, one.place):
        left.line(text, 8.5)
    left.head(one.heads[3].upper(), 10.5)
    for names in one.skills.values():
        for name in names:
            left.line(name, 9)
    left.head(one.heads[4].upper(), 10.5)
    for name, level in one.languages:
        left.line(f"{name} – {level}", 9)
    right = Column(paper, 205, 350, 80)
    right.head(one.heads[0].upper(), 10.5)
    for _ in range(12):
        right.line(one.summary, after=4)
    right.head(one.heads[1].upper(), 10.5)
    for job in one.jobs:
        right.line(f"{job.title}, {job.employer}", bold=True)
        right.line(f"{job.dates} | {job.place}", 9)
        right.points(job)
    right.head(one.heads[2].upper(), 10.5)
    for degree in one.degrees:
        right.line(degree.degree, bold=True)
        right.line(f"{degree.school}, {degree.dates}", 9, after=4)
    return paper.bytes()


def word_sections(one: Someone) -> bytes:
    """A Word file without styles: capitals for headings, dates on a line of their own, hyphens typed as bullets."""
    one = escaped(one)
    body = paragraph(one.name.upper(), size=18) + paragraph(one.email) + paragraph(one.phone) + paragraph(one.place)
    body += paragraph(one.heads[1].upper(), size=11)
    for job in one.jobs:
        body += paragraph(f"{job.title}, {job.employer}, {job.place}") + paragraph(job.dates)
        body += "".join(paragraph(f"- {point}") for point in job.points) + paragraph("")
    body += paragraph(one.heads[2].upper(), size=11)
    body += "".join(paragraph(f"{d.dates}: {d.degree}, {d.school}") for d in one.degrees)
    body += paragraph(one.heads[3].upper()) + "".join(paragraph(", ".join(names)) for names in one.skills.values())
    body += paragraph(one.heads[4].upper()) + paragraph(", ".join(f"{name} ({level})" for name, level in one.languages))
    return docx(body)


def compact_text(one: Someone) -> bytes:
    """Markdown as people keep it in a repository."""
    rows = [
        f"# {one.name}",
        f"**{one.label}**",
        "",
        f"{one.email} | {one.phone} | {one.place}",
        "",
        f"## {one.heads[1]}",
    ]
    for job in one.jobs:
        rows += [
            "",
            f"### {job.title}, {job.employer}",
            f"*{job.dates}, {job.place}*",
            *(f"* {point}" for point in job.points),
        ]
    rows += ["", f"## {one.heads[2]}", *(f"- {d.degree}, {d.school} ({d.dates})" for d in one.degrees)]
    rows += ["", f"## {one.heads[3]}", *(f"- **{group}**: {', '.join(names)}" for group, names in one.skills.items())]
    rows += ["", f"## {one.heads[4]}", *(f"- {name} ({level})" for name, level in one.languages)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).encode()


MORE: dict[str, tuple[Callable[[Someone], bytes], str]] = {
    "network export": (network_export, "a.pdf"), "margin headings": (margin_headings, "a.pdf"),
    "labelled contacts": (labelled_contacts, "a.pdf"), "grid of skills": (grid_of_skills, "a.pdf"), "tight": (tight, "a.pdf"),
    "prose under jobs": (prose_under_jobs, "a.pdf"), "two pages of columns": (two_pages_of_columns, "a.pdf"),
    "word sections": (word_sections, "a.docx"), "compact text": (compact_text, "a.md"),
}  # fmt: skip
