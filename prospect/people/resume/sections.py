"""Which lines are headings, and the sections they open: by their words and by their look together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from prospect.lexicon.skills import skill_named
from prospect.people.resume.dates import find_dates
from prospect.people.resume.headings import heading_kind, sure_heading
from prospect.people.resume.page import Line
from prospect.people.resume.telling import column_labels

Look = tuple[int, bool, bool, int]


@dataclass(slots=True)
class Section:
    """Lines under one heading; ``kind`` is one of ``headings.KINDS`` or ``head`` for what stands above the first."""

    kind: str
    title: Line | None
    lines: list[Line] = field(default_factory=list)


def look(line: Line) -> Look:
    """What one sees of a line before reading it: size in points, bold, capitals, colour."""
    return (round(line.size), line.bold, line.caps, line.words[0].colour if line.words else 0)


def sections(lines: list[Line]) -> list[Section]:
    """The lines by section; the first section is ``head``. A stream (column) that starts without a heading does too."""
    accepted, special = heading_looks(lines)
    found = [Section("head", None)]
    margins = margin_labels(lines)
    stream, before, last = lines[0].stream if lines else 0, "head", None
    for number, line in enumerate(lines):
        if line.stream != stream:
            stream = line.stream
            if last is not None and beside(last, line):
                found.append(Section(before, None))
            else:
                before = found[-1].kind
        last = line
        following = lines[number + 1] if number + 1 < len(lines) else None
        side = side_heading(line, following, margins) or side_list(line, found[-1].kind)
        if side and not (found[-1].kind == "skills" and side[0] in ("other", "skills", "courses")):
            found.append(Section(*side))
            continue
        kind = opened_kind(line, following, accepted, special)
        if kind == "summary" and len(found) == 1 and len(found[0].lines) < 2 and OWN_TITLE.fullmatch(line.text.strip()):
            kind = None
        if kind == "other" and (len(found) == 1 or found[-1].kind == "contact") and not line.heading:
            kind = None
        if kind in ("languages", "skills", "other", "certificates", "courses") and label_inside(found[-1], line):
            kind = None
        if kind in ("awards", "projects", "skills", "courses") and told_within(found[-1], line):
            kind = None
        if kind == "languages" and lists_tools(following):
            kind = "skills"
        if kind:
            found.append(Section(kind, line))
            continue
        if inline := inline_heading(line, found[-1].kind, accepted):
            found.append(Section(*inline))
            continue
        if not column_labels([cell.text for cell in line.cells()]):
            found[-1].lines.append(line)
    return [section for section in found if section.lines or section.title or section.kind == "head"]


OWN_TITLE = re.compile(r"r[eé]sum[eé]", re.IGNORECASE)
"""What an English document calls itself at its top, and a French one its summary."""


def label_inside(section: Section, line: Line) -> bool:
    """A group's name under the heading of the skills ("Languages", "Tools"): it looks lesser than that heading does."""
    if section.kind != "skills" or section.title is None or line.heading:
        return False
    above = section.title
    lesser = line.size < above.size - 0.4 or (above.caps and not line.caps) or (above.bold and not line.bold)
    return lesser and line.stream == above.stream


def told_within(section: Section, line: Line) -> bool:
    """A label inside a job ("Key Achievements:"), which looks lesser than the heading of the jobs does."""
    if section.kind not in ("work", "volunteer") or section.title is None or not section.lines:
        return False
    above = section.title
    lesser = line.size < above.size - 0.8 or (above.caps and not line.caps and line.text.rstrip().endswith(":"))
    return lesser and line.stream == above.stream and not line.heading


def lists_tools(line: Line | None) -> bool:
    """Whether a line under "Languages" names what machines are told in, and no language that people speak."""
    if line is None:
        return False
    kinds = {known.kind for part in re.split(r"[,;|•·\t]", line.text) if (known := skill_named(part.strip()))}
    return bool(kinds) and "natural_language" not in kinds


def beside(last: Line, line: Line) -> bool:
    """Whether a stream's first line stands higher than the line read before it: the next column begins."""
    return line.page < last.page or (line.page == last.page and line.words[0].y0 < last.words[0].y0 - 2)


def heading_looks(lines: list[Line]) -> tuple[set[Look], dict[Look, list[Line]]]:
    """The looks that known headings have; and, of looks that few other lines share, the headings that have them."""
    known: Counter[Look] = Counter()
    every: Counter[Look] = Counter()
    seen: set[tuple[Look, str]] = set()
    for line in lines:
        every[look(line)] += 1
        if len(line.text) > 60 or ("\t" in line.text and not line.caps):
            continue
        if sure_heading(line.text) or (line.heading and heading_kind(line.text)):
            known[look(line)] += (look(line), line.text) not in seen
            seen.add((look(line), line.text))
    if not known:
        return set(), {}
    largest = max(known, key=lambda key: (known[key] >= 2, key[0], known[key]))
    accepted = {
        key for key, n in known.items() if key == largest or (n >= 2 and n >= 0.3 * every[key]) or key[0] > largest[0]
    }
    spots: dict[Look, list[Line]] = {}
    for line in lines:
        key = look(line)
        if key in accepted and known[key] >= 2 and known[key] >= 0.5 * every[key] and (key, line.text) in seen:
            spots.setdefault(key, []).append(line)
    return accepted, spots


def special_here(line: Line, special: dict[Look, list[Line]]) -> bool:
    """A look of headings at a place where headings of that look stand: at their left edge or on their middle."""
    return any(
        abs(line.x0 - other.x0) < 40 or abs(line.x0 + line.x1 - other.x0 - other.x1) < 20
        for other in special.get(look(line), [])
    )


def opened_kind(line: Line, following: Line | None, accepted: set[Look], special: dict[Look, list[Line]]) -> str | None:
    """The kind of section a line opens, None when it is no heading."""
    text = line.text.strip()
    if "\t" in text and line.caps and sure_heading(text.replace("\t", " ")):
        text = text.replace("\t", " ")  # letters set wide apart
    if "\t" in text and not line.rail:
        return None
    if len(text) > 60 or not any(c.isalpha() for c in text) or find_dates(text):
        return None
    if line.heading:
        return heading_kind(text) or "other"
    kind = sure_heading(text) or (
        heading_kind(text) if special_here(line, special) or line.bold or line.caps or line.rail else None
    )
    if kind and look(line) in accepted and not (line.bullet and not plain_icon(line)):
        return kind
    if kind and line.rail:
        return kind
    if (
        kind
        and sure_heading(text)
        and (line.bold or line.caps or line.gap > 1.2)
        and same_size(line, accepted)
        and not line.bullet
    ):
        return kind
    if (
        special_here(line, special)
        and distinct(look(line))
        and not line.bullet
        and len(text.split()) <= 7
        and following
    ):
        return "other" if not line.rail else None
    return None


def plain_icon(line: Line) -> bool:
    """A bullet that is a pictogram before a heading."""
    return sure_heading(line.text) is not None


def same_size(line: Line, accepted: set[Look]) -> bool:
    sizes = [key[0] for key in accepted]
    slack = 2 if line.caps and line.bold else 1  # accents make a line of capitals taller
    return not sizes or abs(round(line.size) - min(sizes)) <= slack or round(line.size) >= min(sizes)


def distinct(key: Look) -> bool:
    """A look that ordinary text does not have."""
    return key[1] or key[2] or key[0] >= 12


def margin_labels(lines: list[Line]) -> bool:
    """Whether headings stand as first cells of their sections' first rows throughout: two kinds, one of them weighty."""
    kinds = {sure_heading(cells[0].text) for line in lines if len(cells := line.cells()) > 1} - {None}
    return len(kinds) > 1 and bool(kinds & {"work", "education"})


def side_heading(line: Line, following: Line | None, margins: bool) -> tuple[str, Line, list[Line]] | None:
    """A heading in the margin on the row of its section's first line: the next line stands right of it."""
    cells = line.cells()
    if len(cells) < 2 or len(cells[0].text.split()) > 4:
        return None
    kind = sure_heading(cells[0].text)
    label = cells[0].words
    if not kind or sure_heading(cells[1].text):
        return None
    deeper = following is not None and following.page == line.page and following.x0 >= label[-1].x1
    if not deeper and not (margins and kind != "languages"):
        return None
    rest = [word for word in line.words if word not in label]
    rest[0].tab = False
    return kind, Line(list(label), gap=line.gap, stream=line.stream), [Line(rest, stream=line.stream, gap=line.gap)]


def side_list(line: Line, current: str) -> tuple[str, Line, list[Line]] | None:
    """A row of a table that is a section by itself: "Kenntnisse" and, in the next cell, the list of them."""
    cells = line.cells()
    if len(cells) != 2 or current not in ("education", "certificates", "courses", "languages", "skills", "interests"):
        return None
    kind = sure_heading(cells[0].text)
    if kind not in ("skills", "languages", "interests") or kind == current or not re.search(r"[,;]", cells[1].text):
        return None
    if current == "skills" and kind == "languages" and lists_tools(Line(list(cells[1].words))):
        return None
    label = cells[0].words
    rest = [replace(word, tab=word.tab and number > 0) for number, word in enumerate(cells[1].words)]
    return kind, Line(list(label), gap=line.gap, stream=line.stream), [Line(rest, stream=line.stream)]


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
    return slice_of(line, at, len(line.text))


def slice_of(line: Line, start: int, end: int) -> Line:
    """The words that begin within a stretch of a line, as a line of its own; the line itself when none do."""
    words = [word for word, at in zip(line.words, line.starts, strict=True) if start <= at < end]
    if not words or len(words) == len(line.words):
        return line
    words[-1] = replace(words[-1], text=words[-1].text.rstrip(";,|"))
    words[0] = replace(words[0], tab=False)
    return Line(words, bullet=line.bullet, stream=line.stream)
