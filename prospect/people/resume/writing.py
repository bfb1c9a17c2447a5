"""A résumé written out again: Markdown, and a clean PDF with real text, headings, tags and links."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import typst
from babel.dates import format_date

from prospect.lexicon.language import read_language
from prospect.lexicon.sentences import Sentence, say

Resume = dict[str, Any]
LINKS = ("http://", "https://", "mailto:")
PAPER = Path(__file__).with_name("data") / "resume.typ"


class Part(NamedTuple):
    """One thing on the page; ``kind`` is name, headline, contact, section, entry, note, text or bullet."""

    kind: str
    text: str
    aside: str = ""
    link: str = ""


SECTIONS: tuple[tuple[str, Sentence, tuple[str, ...], tuple[str, ...]], ...] = (
    ("work", say("Experience"), ("position", "name"), ("startDate", "endDate")),
    ("education", say("Education"), ("studyType", "area", "institution"), ("startDate", "endDate")),
    ("projects", say("Projects"), ("name", "entity"), ("startDate", "endDate")),
    ("volunteer", say("Volunteering"), ("position", "organization"), ("startDate", "endDate")),
    ("certificates", say("Certificates"), ("name", "issuer"), ("date",)),
    ("awards", say("Awards"), ("title", "awarder"), ("date",)),
    ("publications", say("Publications"), ("name", "publisher"), ("releaseDate",)),
)
"""Section, its heading, the keys of an entry's first line, the keys of its dates."""


class Voice(NamedTuple):
    """Whose language the headings and dates are in: its code, and how our English words are put into it."""

    language: str = "en"
    translate: Callable[[str], str] = str

    def says(self, words: Sentence) -> str:
        return words.said(self.translate)

    def date(self, value: str) -> str:
        """An ISO date of any precision as people write it; anything else as it is."""
        try:
            day = date.fromisoformat({4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value))
        except ValueError:
            return value
        form = {4: "y", 7: "MMM y"}.get(len(value), "medium")
        return str(format_date(day, form, locale=self.language))


ENGLISH = Voice()


def parts(resume: Resume, voice: Voice) -> Iterator[Part]:
    """What a résumé says, in the order in which it is read."""
    basics = resume.get("basics") or {}
    yield Part("name", title_of(resume, voice))
    if basics.get("label"):
        yield Part("headline", str(basics["label"]))
    yield from contacts(basics)
    if basics.get("summary"):
        yield Part("section", voice.says(say("Summary")))
        yield Part("text", str(basics["summary"]))
    for key, heading, keys, dates in SECTIONS:
        entries = resume.get(key) or []
        if entries:
            yield Part("section", voice.says(heading))
        for entry in entries:
            yield from entry_parts(entry, keys, span_of(entry, dates, voice))
        if key == "work":
            yield from listed(resume, "skills", voice.says(say("Skills")), "name", "level")
    yield from listed(resume, "languages", voice.says(say("Languages")), "language", "fluency")
    yield from listed(resume, "interests", voice.says(say("Interests")), "name", "")


def title_of(resume: Resume, voice: Voice) -> str:
    return str((resume.get("basics") or {}).get("name") or voice.says(say("Résumé")))


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


def span_of(entry: dict[str, Any], keys: tuple[str, ...], voice: Voice) -> str:
    """An entry's dates as people write them; a job without an end goes on."""
    values = [voice.date(str(entry[key])) for key in keys if entry.get(key)]
    if len(keys) == 2 and entry.get("startDate") and not entry.get("endDate"):
        return f"{values[0]} – {voice.says(say('present'))}"
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


def as_markdown(resume: Resume, voice: Voice = ENGLISH) -> str:
    written: list[str] = []
    said: list[str] = []
    for part in parts(resume, voice):
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


def as_pdf(resume: Resume, voice: Voice = ENGLISH) -> bytes:
    """The résumé as a tagged PDF of one column (PDF/UA-1): headings, lists, links and both languages are marked.

    The résumé's own language is read from its words. The same résumé gives the same bytes. Where the machine has no font for a script, those letters show as boxes and the file claims
    no standard; their text and tags are there all the same.
    """
    written = list(parts(resume, voice))
    changed = re.match(r"(\d{4})-(\d\d)-(\d\d)", str((resume.get("meta") or {}).get("lastModified") or ""))
    made = [int(part) for part in changed.groups()] if changed else [2000, 1, 1]
    said = {
        "title": title_of(resume, voice),
        "lang": read_language(" ".join(part.text for part in written)) or voice.language,
        "headings": voice.language,
        "made": made,
        "groups": [[part._asdict() for part in group] for group in grouped(written[1:])],
    }
    inputs = {"resume": json.dumps(said, ensure_ascii=False)}
    stamp = datetime(made[0], made[1], made[2], tzinfo=UTC)
    make = partial(typst.Compiler(PAPER, sys_inputs=inputs).compile, format="pdf", timestamp=stamp)
    try:
        return _one_file(make(pdf_standards=["ua-1"]))
    except typst.TypstError:
        return _one_file(make())


def _one_file(made: object) -> bytes:
    """typst gives a list where a format has a file a page; a PDF is one."""
    assert isinstance(made, bytes)
    return made


def grouped(written: list[Part]) -> Iterator[list[Part]]:
    """Neighbours of one kind together: contacts share a line and points a list."""
    for _kind, group in groupby(written, key=lambda part: part.kind):
        yield [part._replace(link=part.link if part.link.startswith(LINKS) else "") for part in group]
