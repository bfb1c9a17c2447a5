"""The same person as other programs keep them: Word, web pages and text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace

from tests.people.resume.papers import docx, paragraph
from tests.people.resume.people import Someone


def word(one: Someone) -> bytes:
    """A Word file with tabs before dates and list paragraphs."""
    one = escaped(one)
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = paragraph(one.name, bold=True, size=20) + paragraph(one.label, size=12)
    body += paragraph(f"{one.email} | {one.phone} | {one.place}")
    body += (
        paragraph(one.heads[0], bold=True, size=13)
        + paragraph(one.summary)
        + paragraph(one.heads[1], bold=True, size=13)
    )
    for job in one.jobs:
        body += paragraph(f"{job.employer}\t{job.dates}", bold=True) + paragraph(f"{job.title}, {job.place}")
        body += "".join(paragraph(point, before=listed) for point in job.points)
    body += paragraph(one.heads[2], bold=True, size=13)
    for degree in one.degrees:
        body += paragraph(degree.degree, bold=True) + paragraph(f"{degree.school}\t{degree.dates}")
    body += paragraph(one.heads[3], bold=True, size=13)
    body += "".join(paragraph(f"{group}: {', '.join(names)}") for group, names in one.skills.items())
    body += paragraph(one.heads[4], bold=True, size=13)
    body += "".join(paragraph(f"{name} – {level}") for name, level in one.languages)
    return docx(body)


def word_table(one: Someone) -> bytes:
    """A Word file whose jobs are rows of a table."""
    one = escaped(one)

    def row(left: str, right: str) -> str:
        return f"<w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr>"

    body = paragraph(one.name, bold=True, size=20) + paragraph(f"{one.email} | {one.phone} | {one.place}")
    body += paragraph(one.heads[1], bold=True, size=13) + "<w:tbl>"
    for job in one.jobs:
        said = paragraph(job.title, bold=True) + paragraph(f"{job.employer}, {job.place}")
        body += row(paragraph(job.dates), said + "".join(paragraph(f"• {point}") for point in job.points))
    body += "</w:tbl>" + paragraph(one.heads[2], bold=True, size=13) + "<w:tbl>"
    for degree in one.degrees:
        body += row(paragraph(degree.dates), paragraph(degree.degree, bold=True) + paragraph(degree.school))
    body += "</w:tbl>" + paragraph(one.heads[3], bold=True, size=13)
    body += "".join(paragraph(f"{group}: {', '.join(names)}") for group, names in one.skills.items())
    body += paragraph(one.heads[4], bold=True, size=13)
    body += "".join(paragraph(f"{name} ({level})") for name, level in one.languages)
    return docx(body)


def page_of_web(one: Someone) -> bytes:
    one = escaped(one)
    jobs = "".join(
        f"<article><h3>{j.title}</h3><p>{j.employer}, {j.place}<br>{j.dates}</p><ul>{''.join(f'<li>{p}</li>' for p in j.points)}</ul></article>"
        for j in one.jobs
    )
    degrees = "".join(f"<p><b>{d.degree}</b><br>{d.school}<br>{d.dates}</p>" for d in one.degrees)
    skills = "".join(f"<li>{group}: {', '.join(names)}</li>" for group, names in one.skills.items())
    tongues = "".join(f"<li>{name} ({level})</li>" for name, level in one.languages)
    h = one.heads
    return (
        f"<!doctype html><html><body><h1>{one.name}</h1><p>{one.label}</p><p>{one.email} · {one.phone} · {one.place}</p><h2>{h[0]}</h2><p>{one.summary}</p>"
        f"<h2>{h[1]}</h2>{jobs}<h2>{h[2]}</h2>{degrees}<h2>{h[3]}</h2><ul>{skills}</ul><h2>{h[4]}</h2><ul>{tongues}</ul></body></html>"
    ).encode()


def plain(one: Someone) -> bytes:
    """Text wrapped at seventy-six letters by a mail program."""
    rows = [
        one.name,
        one.label,
        one.email,
        one.phone,
        one.place,
        "",
        one.heads[0].upper(),
        *textwrap.wrap(one.summary, 76),
    ]
    rows += ["", one.heads[1].upper(), ""]
    for job in one.jobs:
        rows += [f"{job.title}, {job.employer}, {job.place}", job.dates]
        for point in job.points:
            rows += textwrap.wrap(point, 76, initial_indent="  - ", subsequent_indent="    ")
        rows.append("")
    rows += [one.heads[2].upper(), ""]
    for degree in one.degrees:
        rows += [f"{degree.degree}, {degree.school}", degree.dates, ""]
    rows += [one.heads[3].upper(), *(f"{group}: {', '.join(names)}" for group, names in one.skills.items()), ""]
    rows += [one.heads[4].upper(), *(f"{name} ({level})" for name, level in one.languages)]
    return "\n".join(rows).encode()


def escaped(one: Someone) -> Someone:
    """The person with ampersands as markup has them."""
    return replace(one, jobs=tuple(replace(job, employer=job.employer.replace("&", "&amp;")) for job in one.jobs))


FILES: dict[str, tuple[Callable[[Someone], bytes], str]] = {
    "word": (word, "a.docx"), "word table": (word_table, "a.docx"), "web": (page_of_web, "a.html"), "plain": (plain, "a.txt"),
}  # fmt: skip
