"""Which lines are headings, and the sections they open: by their words and by their look together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from prospect.people.resume.dates import find_dates
from prospect.people.resume.headings import heading_kind, sure_heading
from prospect.people.resume.page import Line, Span

Look = tuple[int, bool, bool, int]


@dataclass(slots=True)
class Section:
    """Lines under one heading; ``kind`` is one of ``headings.KINDS`` or ``head`` for what stands above the first."""

    kind: str
    title: Line | None
    lines: list[Line] = field(default_factory=list)


def look(line: Line) -> Look:
    """What one sees of a line before reading it: size in half points, bold, capitals, colour."""
    return (round(line.size * 2), line.bold, line.caps, line.words[0].colour if line.words else 0)


def sections(lines: list[Line]) -> list[Section]:
    """The lines by section; the first section is ``head``. A stream (column) that starts without a heading does too."""
    accepted = heading_looks(lines)
    found = [Section("head", None)]
    stream = lines[0].stream if lines else 0
    for number, line in enumerate(lines):
        if line.stream != stream:
            stream = line.stream
            if found[-1].kind != "head" and not continues_column(found[-1], line):
                found.append(Section(reopened(found, line), None))
        following = lines[number + 1] if number + 1 < len(lines) else None
        kind = opened_kind(line, following, accepted)
        if kind:
            found.append(Section(kind, line))
            continue
        if inline := inline_heading(line, found[-1].kind, accepted):
            found.append(Section(*inline))
            continue
        found[-1].lines.append(line)
    return [section for section in found if section.lines or section.title or section.kind == "head"]


def continues_column(section: Section, line: Line) -> bool:
    """Text on a next page goes on with its section when it stands where the section's text stood."""
    last = section.lines[-1] if section.lines else section.title
    return last is not None and line.page != last.page or (last is not None and abs(last.x0 - line.x0) < 30)


def reopened(found: list[Section], line: Line) -> str:
    """The section of a column's headless top: what the head of the page is, when on its first page."""
    return "head" if line.page == 1 else found[-1].kind


def heading_looks(lines: list[Line]) -> set[Look]:
    """The looks that known headings share and other lines do not."""
    known: Counter[Look] = Counter()
    every: Counter[Look] = Counter()
    for line in lines:
        if len(line.text) > 60 or "\t" in line.text:
            continue
        every[look(line)] += 1
        if sure_heading(line.text) or line.heading and heading_kind(line.text):
            known[look(line)] += 1
    if not known:
        return set()
    largest = max(known, key=lambda key: (known[key] >= 2, key[0], known[key]))
    return {key for key, n in known.items() if key == largest or (n >= 2 and n >= 0.3 * every[key]) or key[0] > largest[0]}


def opened_kind(line: Line, following: Line | None, accepted: set[Look]) -> str | None:
    """The kind of section a line opens, None when it is no heading."""
    text = line.text.strip()
    if "\t" in text and not line.rail:
        return None
    if len(text) > 60 or not any(c.isalpha() for c in text) or find_dates(text):
        return None
    if line.heading:
        return heading_kind(text) or "other"
    kind = sure_heading(text) or heading_kind(text)
    if kind and look(line) in accepted and not (line.bullet and not plain_icon(line)):
        return kind
    if kind and line.rail:
        return kind
    if kind and sure_heading(text) and (line.bold or line.caps or line.gap > 1.2) and same_size(line, accepted) and not line.bullet:
        return kind
    if look(line) in accepted and distinct(look(line)) and not line.bullet and len(text.split()) <= 7 and following:
        return "other" if not line.rail else None
    return None


def plain_icon(line: Line) -> bool:
    """A bullet that is a pictogram before a heading."""
    return sure_heading(line.text) is not None


def same_size(line: Line, accepted: set[Look]) -> bool:
    sizes = [key[0] for key in accepted]
    return not sizes or abs(round(line.size * 2) - min(sizes)) <= 1 or round(line.size * 2) >= min(sizes)


def distinct(key: Look) -> bool:
    """A look that ordinary text does not have."""
    return key[1] or key[2] or key[0] >= 24


INLINE = re.compile(r"^\s*([^:\t]{3,40}?)\s*:\s*\S")


def inline_heading(line: Line, current: str, accepted: set[Look]) -> tuple[str, Line, list[Line]] | None:
    """A heading and its content on one line ("Languages: English, French"), outside a section of groups."""
    match = INLINE.match(line.text)
    if not match or current == "head":
        return None
    kind = sure_heading(match[1])
    if kind not in ("skills", "languages", "interests", "certificates") or kind == current:
        return None
    if kind == "languages" and re.search(r"python|java|c\+\+|sql|html|javascript|typescript|\br\b", line.text, re.I):
        return None
    if current in ("work", "education", "projects", "volunteer") and not line.words[0].bold and line.bullet:
        return None
    if current in ("work", "projects", "volunteer") and kind == "skills":
        return None
    return kind, line, [rest_of(line, match.end() - 1)]


def rest_of(line: Line, at: int) -> Line:
    """The line from an offset on, as a line of its own."""
    words = Span(line, at, len(line.text)).words
    if words and words is not line.words:
        return Line(list(words), bullet=line.bullet, stream=line.stream)
    return line
