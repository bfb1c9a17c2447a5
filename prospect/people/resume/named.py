"""Certificates, projects, publications, awards, interests: a name each, and who stands behind it."""

from __future__ import annotations

import re
from typing import Any

from prospect.people.resume import skills
from prospect.people.resume.dates import PRESENT, Dates, find_dates
from prospect.people.resume.entries import Entry, Piece, clear, entries, pieces, set_dates
from prospect.people.resume.page import Line, Span
from prospect.people.resume.provenance import Writer, add, put_dates, put_text, tidy
from prospect.people.resume.sections import Section, slice_of
from prospect.people.resume.words import employer_score, is_place, school_score

NAMED = {
    "certificates": ("certificates", "name", "issuer"), "projects": ("projects", "name", "entity"),
    "publications": ("publications", "name", "publisher"), "awards": ("awards", "title", "awarder"),
}  # fmt: skip
EXPIRY = re.compile(
    r"[\s,;(–-]*\b(?:expir(?:es|y|ing|ation)(?: date| on)?|valid (?:until|through|thru|to)|active (?:until|through)|renew(?:s|al)(?: due)?|"
    r"gültig bis|valable jusqu'(?:en|au)|vence|caduca|válido hasta)\b[\s:]*$",
    re.I,
)
ISSUED = re.compile(r"[\s,;(–-]*\b(?:issued|earned|obtained|awarded|since|completed|passed)\b(?: in| on)?[\s:]*$", re.I)
ABOUT = re.compile(
    r"\s*(?:issued by|issuing|issuer|credential id|license (?:no|number|#)|certificate (?:no|id|number)|expir|valid)\b",
    re.I,
)


def add_named(writer: Writer, resume: dict[str, Any], by_kind: dict[str, list[Section]]) -> None:
    """Fills the lists of a résumé whose entries are a name and who stands behind it."""
    for kind, (key, name, other) in NAMED.items():
        made: list[dict[str, Any]] = []
        for section in by_kind.get(kind, []):
            for entry in entries_of(kind, section.lines):
                into = named(writer, f"/{key}/{len(made)}", entry, name, other)
                if into:
                    made.append(into)
        add(resume, key, made)
    interests = [
        item
        for section in by_kind.get("interests", [])
        for line in section.lines
        for item in skills.items(line.whole())
    ]
    add(resume, "interests", [{"name": item.text} for item in interests if len(item.text) < 80])


def entries_of(kind: str, lines: list[Line]) -> list[Entry]:
    """The entries of a section: certificates are listed, mostly one a line; the rest have headers and text."""
    if kind == "certificates":
        return listed([part for line in lines for part in separated(line)])
    if kind != "projects" and all(line.bullet for line in lines):
        return [Entry([line]) for line in lines]
    return entries(lines)


def listed(lines: list[Line]) -> list[Entry]:
    """An entry a line; a line that only dates, numbers or names the issuer of the one above belongs to it."""
    paired = in_pairs(lines)
    found: list[Entry] = []
    for number, line in enumerate(lines):
        last = found[-1] if found else None
        if (last and belongs(line, last.head)) or (last and paired and number % 2):
            last.head.append(line)
        else:
            found.append(Entry([line]))
    return found


def belongs(line: Line, above: list[Line]) -> bool:
    """Whether a line tells more of the certificate above it."""
    first = above[0]
    if first.rail and len(above) == 1:
        return True
    said = "".join(line.text[a:b] for a, b in clear(line))
    if not re.search(r"[^\W\d_]{2}", said) or ABOUT.match(line.text) or EXPIRY.fullmatch(said):
        return not line.rail
    return first.words[0].bold and not line.words[0].bold and not line.rail and (not line.bullet or first.bullet)


def in_pairs(lines: list[Line]) -> bool:
    """Names and, under each, who gave it and when: every second line is dated and no other."""
    dated = [bool(find_dates(line.text)) for line in lines]
    return len(lines) % 2 == 0 and bool(lines) and all(dated[1::2]) and not any(dated[0::2])


def separated(line: Line) -> list[Line]:
    """The line's certificates as lines: parted by semicolons, or each ended by its own year."""
    text = line.text
    outside = skills.outside_brackets(text)
    marks = [(m.start(), m.end()) for m in re.finditer(r"\s*;\s*", text) if outside[m.start()]]
    dates = [d for d in find_dates(text) if d.alone]
    if not marks and len(dates) > 1:
        ends = [re.compile(r"\s*[)\]]?\s*[,|•·/]\s*(?=[^\W\d_])").match(text, d.to) for d in dates[:-1]]
        marks = [(end.start() + 1 if text[end.start()] in ")]" else end.start(), end.end()) for end in ends if end]
    at, parts = 0, []
    for start, end in [*marks, (len(text), len(text))]:
        parts.append((at, start))
        at = end
    cut = [slice_of(line, a, b) for a, b in parts if re.search(r"\w", text[a:b])]
    return cut if len(cut) > 1 else [line]


def named(writer: Writer, path: str, entry: Entry, name: str, other: str) -> dict[str, Any]:
    """One such entry: its first piece, the next that is no place, its date and text."""
    set_dates(entry)
    parts: list[Piece] = [piece for piece in pieces(entry.head, 0) if not is_place(piece.text)]
    into: dict[str, Any] = {}
    expiry = False
    if name == "name" and other == "issuer":
        parts, expiry = without_expiry(parts)
        parts = with_issuer(parts)
    if not parts:
        return into
    writer.put(into, path, name, tidy(parts[0].span), parts[0].span, 0.85, "first words of the entry")
    if len(parts) > 1:
        writer.put(into, path, other, tidy(parts[1].span), parts[1].span, 0.6, "second piece of the entry")
    if entry.dates and path.startswith("/projects"):
        put_dates(writer, into, path, entry)
    elif entry.dates:
        key = "releaseDate" if path.startswith("/publications") else "expires" if expiry else "date"
        writer.put(into, path, key, day(entry.dates), entry.dated, 0.85, "date of the entry")
    put_text(writer, into, path, entry.body)
    return into


def without_expiry(parts: list[Piece]) -> tuple[list[Piece], bool]:
    """The pieces without "expires", "issued" and the like at their ends; and whether the date is that of the end."""
    kept, expiry = [], False
    for piece in parts:
        raw = piece.span.raw
        for pattern in (EXPIRY, ISSUED):
            match = pattern.search(raw)
            if match:
                expiry = expiry or pattern is EXPIRY
                raw = raw[: match.start()]
        if re.search(r"\w", raw) and not re.fullmatch(r"[\s\W]*(?:no|id|#)?[\s\W]*", raw, re.I):
            kept.append(Piece(piece.span.part(0, len(raw)).trimmed(), piece.how, piece.row))
    return kept, expiry


def with_issuer(parts: list[Piece]) -> list[Piece]:
    """The first piece cut before the organisation it ends with ("Basic Life Support (BLS), American Heart Association")."""
    if len(parts) != 1:
        return parts
    span = parts[0].span
    for mark in re.finditer(r"\s*(?:,|\s[–—-]\s|\bby\b|\bfrom\b)\s*", span.raw):
        tail = span.raw[mark.end() :]
        if mark.start() and (employer_score(tail) >= 1.0 or school_score(tail)) and not is_place(tail):
            rest = Piece(span.part(mark.end(), len(span.raw)).trimmed(), "comma", parts[0].row)
            return [
                Piece(Span(span.line, span.start, span.start + mark.start()).trimmed(), parts[0].how, parts[0].row),
                rest,
            ]
    return parts


def day(dates: Dates) -> str | None:
    """The one date of an event."""
    return dates.start or (dates.end if dates.end != PRESENT else None)
