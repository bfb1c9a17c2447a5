"""A résumé written out again: Markdown, and a clean PDF with real text, headings, tags and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from prospect.lexicon.sentences import say

Resume = dict[str, Any]


class Part(NamedTuple):
    """One thing on the page; ``kind`` is name, headline, contact, section, entry, note, text or bullet."""

    kind: str
    text: str
    aside: str = ""
    link: str = ""


SECTIONS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("work", "Experience", ("position", "name"), ("startDate", "endDate")),
    ("education", "Education", ("studyType", "area", "institution"), ("startDate", "endDate")),
    ("projects", "Projects", ("name", "entity"), ("startDate", "endDate")),
    ("volunteer", "Volunteering", ("position", "organization"), ("startDate", "endDate")),
    ("certificates", "Certificates", ("name", "issuer"), ("date",)),
    ("awards", "Awards", ("title", "awarder"), ("date",)),
    ("publications", "Publications", ("name", "publisher"), ("releaseDate",)),
)
"""Section, its heading, the keys of an entry's first line, the keys of its dates."""


def parts(resume: Resume) -> Iterator[Part]:
    """What a résumé says, in the order in which it is read."""
    basics = resume.get("basics") or {}
    yield Part("name", str(basics.get("name") or say("Résumé")))
    if basics.get("label"):
        yield Part("headline", str(basics["label"]))
    yield from contacts(basics)
    if basics.get("summary"):
        yield Part("section", str(say("Summary")))
        yield Part("text", str(basics["summary"]))
    for key, heading, keys, dates in SECTIONS:
        entries = resume.get(key) or []
        if entries:
            yield Part("section", heading)
        for entry in entries:
            yield from entry_parts(entry, keys, span_of(entry, dates))
        if key == "work":
            yield from listed(resume, "skills", "Skills", "name", "level")
    yield from listed(resume, "languages", "Languages", "language", "fluency")
    yield from listed(resume, "interests", "Interests", "name", "")


def contacts(basics: dict[str, Any]) -> Iterator[Part]:
    """E-mail, telephone, place and links, one part each."""
    if basics.get("email"):
        yield Part("contact", str(basics["email"]), link=f"mailto:{basics['email']}")
    if basics.get("phone"):
        yield Part("contact", str(basics["phone"]))
    place = basics.get("location") or {}
    town = ", ".join(str(place[key]) for key in ("city", "region", "country") if place.get(key))
    if town or place.get("address"):
        yield Part("contact", town or str(place["address"]))
    for url in [basics.get("url"), *(profile.get("url") for profile in basics.get("profiles") or [])]:
        if url:
            yield Part("contact", str(url).split("//")[-1].rstrip("/"), link=str(url))


def span_of(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    """An entry's dates as people write them; a job without an end goes on."""
    values = [str(entry[key]) for key in keys if entry.get(key)]
    if len(keys) == 2 and entry.get("startDate") and not entry.get("endDate"):
        return f"{values[0]} – {say('present')}"
    return " – ".join(dict.fromkeys(values))


def entry_parts(entry: dict[str, Any], keys: tuple[str, ...], dates: str) -> Iterator[Part]:
    """One entry: what and where, when, its text and its points."""
    line = ", ".join(str(entry[key]) for key in keys if entry.get(key))
    yield Part("entry", line or str(entry.get("summary", ""))[:80], dates, str(entry.get("url") or ""))
    notes = [str(entry[key]) for key in ("location", "score") if entry.get(key)]
    if notes:
        yield Part("note", " · ".join(notes))
    for key in ("summary", "description"):
        if entry.get(key):
            yield Part("text", str(entry[key]))
    for point in [*(entry.get("highlights") or []), *(entry.get("courses") or [])]:
        yield Part("bullet", str(point))


def listed(resume: Resume, key: str, heading: str, name: str, level: str) -> Iterator[Part]:
    """A section that is one list; groups stand in lines of their own."""
    groups: dict[str, list[str]] = {}
    for item in resume.get(key) or []:
        words = [str(item.get(name) or "")]
        words[0] += f" ({item[level]})" if level and item.get(level) else ""
        words += [str(word) for word in item.get("keywords") or []]
        groups.setdefault(str(item.get("group") or ""), []).extend(word for word in words if word)
    if groups:
        yield Part("section", heading)
    for group, words in groups.items():
        yield Part("text", (f"{group}: " if group else "") + ", ".join(words))


def as_markdown(resume: Resume) -> str:
    """The résumé as Markdown."""
    written: list[str] = []
    said: list[str] = []
    for part in parts(resume):
        text = escaped(part.text)
        if part.kind == "contact":
            said.append(f"[{text}]({part.link})" if part.link else text)
            continue
        if said:
            written.append(" · ".join(said))
            said = []
        written.append(markdown_of(part, text))
    if said:
        written.append(" · ".join(said))
    joined = "\n\n".join(written)
    return joined.replace("\n\n- ", "\n- ").strip() + "\n"


def markdown_of(part: Part, text: str) -> str:
    """One part's Markdown."""
    if part.kind == "entry":
        return f"### {text}" + (f"\n\n*{escaped(part.aside)}*" if part.aside else "")
    if part.kind == "bullet":
        return "- " + text.replace("\n", " ")
    before = {"name": "# ", "headline": "**", "section": "## "}.get(part.kind, "")
    return before + text + ("**" if part.kind == "headline" else "")


def escaped(text: str) -> str:
    """Words that must not turn into marks or tags."""
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, "\\" + mark)
    return text


def as_pdf(resume: Resume) -> bytes:
    """The résumé as a PDF: one column, real text, an outline of its headings, its language and title set.

    DejaVu Sans is embedded where the machine has it; else the standard Helvetica is used, and a letter that it
    lacks becomes its nearest Latin form.
    """
    from prospect.people.resume.sheet import Sheet

    changed = str((resume.get("meta") or {}).get("lastModified") or "")[:10]
    made = date.fromisoformat(changed) if re.fullmatch(r"\d{4}-\d\d-\d\d", changed) else date(2000, 1, 1)
    sheet = Sheet(str((resume.get("basics") or {}).get("name") or say("Résumé")), made)
    for part in parts(resume):
        sheet.put(part)
    return sheet.bytes()
