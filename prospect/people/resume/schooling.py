"""Degrees: the school, the kind of study, the subject, the dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prospect.people.resume.entries import Entry, Piece, pieces, set_dates, trimmed
from prospect.people.resume.page import Line, Span
from prospect.people.resume.telling import label, sentence
from prospect.people.resume.words import (
    Degree,
    employer_score,
    field_score,
    find_degree,
    is_mode,
    is_place,
    is_region,
    is_town,
    looks_named,
    school_score,
)  # fmt: skip


@dataclass(slots=True)
class Study:
    """One degree as spans of the page."""

    entry: Entry
    school: Span | None = None
    degree: Span | None = None
    field: Span | None = None
    place: Span | None = None
    grade: str = ""
    level: str = ""
    school_confidence: float = 0.0
    degree_confidence: float = 0.0
    field_confidence: float = 0.0


GRADE = re.compile(
    r"\b(?:c?gpa|grade|note|abschlussnote|gesamtnote|moyenne|nota(?: media)?|promedio|mention|media)\b\s*[:=]?\s*([\d.,]+(?:\s*/\s*[\d.,]+)?)"
    r"|([\d.,]+(?:\s*/\s*[\d.,]+)?)\s*(?:c?gpa\b)",
    re.I,
)
HONOURS = re.compile(
    r"\b(?:summa |magna )?cum laude\b|\b(?:with )?(?:first[- ]class |high |great )?(?:honou?rs|distinction)\b|\bfirst class\b|\bvaledictorian\b|\bdean'?s list\b|\bminor in .*|\bwith a minor .*|\bgpa\b.*|^expected\b|^graduat(?:ed|ion|ing)\b|^anticipated\b|^present$",
    re.I,
)


def studies(found: list[Entry]) -> list[Study]:
    """The degrees of a section's entries."""
    read = [study_of(entry) for entry in found]
    return [study for first in read for study in (first, *others(first)) if study.school or study.degree]


def others(first: Study) -> list[Study]:
    """Further degrees that an entry's other lines name, each with its own school or that of the first."""
    if first.degree is None:
        return []
    lines = [*first.entry.head, *first.entry.body]
    found: list[Study] = []
    for number, line in enumerate(lines):
        degree = find_degree(line.text)
        if (
            degree is None
            or line is first.degree.line
            or degree.at > 3
            or degree.level in ("certificate", "secondary")
            or len(line.text) > 110
            or sentence(line.text)
            or label(line.text)
        ):
            continue
        study = Study(Entry([line]))
        set_dates(study.entry)
        following = [
            line for line in lines[number + 1 : number + 2] if school_score(line.text) and not find_degree(line.text)
        ]
        fill(study, [line])
        if study.school is None or study.school_confidence < 0.9:
            study.school = None
            fill(study, following)
        study.degree_confidence = min(study.degree_confidence, 0.8)
        study.school = study.school or first.school
        study.school_confidence = 0.7
        if study.degree:
            found.append(study)
    return found


def study_of(entry: Entry) -> Study:
    """School, degree and subject of one entry, from its header and, where that lacks one, its first lines of text."""
    study = Study(entry)
    fill(study, entry.head)
    if study.degree is None or study.school is None:
        for line in entry.body[:2]:
            if len(line.text) < 110 and not re.match(r"(?:relevant |thesis|course|gpa|advisor)", line.text, re.I):
                fill(study, [line], late=True)
    for line in [*entry.head, *entry.body[:4]]:
        if match := GRADE.search(line.text):
            study.grade = study.grade or (match[1] or match[2] or "").strip(" .,")
    return study


def fill(study: Study, lines: list[Line], late: bool = False) -> None:
    """Reads the pieces of some lines into the study's empty fields."""
    parts = [piece for piece in schools_joined(pieces(lines, 3)) if not is_noise(piece.text)]
    for number, piece in enumerate(parts):
        placed = is_place(piece.text)
        degree = None if placed else find_degree(piece.text)
        schooled = school_score(piece.text)
        if degree and (not schooled or degree.at == 0) and study.degree is None and not is_school_name(piece, degree):
            take_degree(study, piece, degree, parts, number, late)
        elif schooled and study.school is None and not late:
            study.school, study.school_confidence = piece.span, 0.97
        elif placed and study.place is None:
            study.place = piece.span
    used = [span for span in (study.school, study.degree, study.field, study.place) if span]
    rest = [piece for piece in parts if not any(overlaps(piece.span, span) for span in used)]
    if study.school is None and not late:
        guess_school(study, rest)
    if study.field is None and study.degree is not None:
        guess_field(study, rest)


def is_noise(text: str) -> bool:
    return (
        bool(GRADE.fullmatch(text.strip("() ")))
        or bool(re.fullmatch(r"[\d./,% ]+", text))
        or bool(HONOURS.match(text))
        or is_mode(text)
    )


def is_school_name(piece: Piece, degree: Degree) -> bool:
    """ "Master" or "MD" inside a school's own name."""
    text = piece.text
    return (
        degree.at > 0
        and school_score(text[: degree.at]) > 0
        and school_score(text) >= 1
        and degree.level in ("certificate", "secondary")
    )


def overlaps(a: Span, b: Span) -> bool:
    return a.line is b.line and a.start < b.end and b.start < a.end


def schools_joined(parts: list[Piece]) -> list[Piece]:
    """Names of schools and towns that a comma or dash cut, made whole: "University of California, Los Angeles"."""
    found: list[Piece] = []
    for piece in parts:
        last = found[-1] if found else None
        if (
            last
            and last.row == piece.row
            and piece.how == "paren"
            and re.search(r"\(\s*$", piece.span.line.text[: piece.span.start])
            and re.fullmatch(r"hons?\.?|honou?rs|[A-Z]{2,6}", piece.text, re.I)
        ):
            end = piece.span.end + (piece.span.line.text[piece.span.end : piece.span.end + 1] == ")")
            found[-1] = Piece(Span(piece.span.line, last.span.start, end), last.how, last.row)
        elif (
            last
            and piece.row == last.row
            and piece.how == "comma"
            and is_region(piece.text)
            and looks_named(last.text)
            and not school_score(last.text)
            and len(found) > 1
            and field_score(last.text) == 0
        ) or (
            last
            and piece.row == last.row
            and piece.how == "comma"
            and re.search(
                r"\buniversity of (?:california|texas|wisconsin|north carolina|illinois|maryland|massachusetts|michigan|minnesota|missouri|colorado|tennessee|nebraska|hawaii|alabama)$|state university|^uc$",
                last.text,
                re.I,
            )
            and looks_named(piece.text)
            and not field_score(piece.text)
            and not is_region_code(piece.text)
        ):
            found[-1] = Piece(Span(piece.span.line, last.span.start, piece.span.end), last.how, last.row)
        else:
            found.append(piece)
    return found


def is_region_code(text: str) -> bool:
    return len(text.strip(" .")) <= 3


LINK = re.compile(
    r"\s*(?::\s*major(?:ing)?\s+in\s+|[,:–—|-]\s*|\b(?:in|of|en|em|im|der|de|des|di|du|für|d'|degree in|major in|majoring in|mention|specialization in|fach|fachrichtung|spezialisierung|with a major in|with major in)\s+)",
    re.I,
)


def take_degree(study: Study, piece: Piece, degree: Degree, parts: list[Piece], number: int, late: bool) -> None:
    """The degree at its words, the subject from what follows it in the piece, or the next piece."""
    text = piece.span.text
    offset = piece.span.raw.find(text)
    end = degree.to
    while end < len(text) and text[end] in ".)":
        end += 1
    if bracket := re.match(r"\s*\((?:hons?\.?|honou?rs|[A-Z][\w.]{0,6})\)", text[end:], re.I):
        end += bracket.end()
    if small := re.search(r"\s+(?:in|of|en|em|zum|zur|als|im|di|de|des)$", text[:end], re.I):
        end = small.start()
    study.level = degree.level
    study.degree = piece.span.part(offset + degree.at, offset + end)
    study.degree_confidence = 0.9 if late else 0.96
    rest = text[end:]
    link = LINK.match(rest)
    tail = rest[link.end() :] if link else rest
    tail = re.sub(r"^(?:the\s+)?degree(?:\s+(?:in|of))?\s*", "", tail.strip(), flags=re.I)
    if re.search(r"[^\W\d_]{2}", tail) and not school_score(tail):
        start = text.rfind(tail)
        study.field = trimmed(piece.span.part(offset + start, offset + len(text)))
        study.field_confidence = 0.95 if link or field_score(tail) else 0.8
    elif school_score(tail) and study.school is None and link and re.search(r"[^\W\d_]{2}", tail):
        start = text.rfind(tail)
        study.school, study.school_confidence = piece.span.part(offset + start, offset + len(text)), 0.85
    elif degree.at >= 2 and (field_score(text[: degree.at]) or not text.isascii() or degree.level == "certificate"):
        study.field = trimmed(piece.span.part(offset, offset + degree.at))
        study.field_confidence = 0.85
    narrowed(study, parts, number)
    if study.field is None and number + 1 < len(parts):
        after = parts[number + 1]
        if (
            not school_score(after.text)
            and not is_place(after.text)
            and (field_score(after.text) or after.how in ("comma", "dash", "paren"))
            and not find_degree(after.text)
        ):
            study.field, study.field_confidence = after.span, 0.93 if field_score(after.text) else 0.75


def narrowed(study: Study, parts: list[Piece], number: int) -> None:
    """ "Bachelor of Science in Engineering, Robotics": the degree ends with Engineering, the subject follows."""
    if study.degree is None or study.field is None or study.field.text != "Engineering" or number + 1 >= len(parts):
        return
    after = parts[number + 1]
    if after.how == "comma" and after.row == parts[number].row and field_score(after.text):
        study.degree = Span(study.degree.line, study.degree.start, study.field.end)
        study.field = after.span


def guess_school(study: Study, rest: list[Piece]) -> None:
    """A school whose name says nothing of schools: the first piece that is neither subject nor place."""
    for piece in rest:
        if (
            not is_place(piece.text)
            and not (is_town(piece.text) and len(rest) > 1)
            and not find_degree(piece.text)
            and (field_score(piece.text) == 0 or employer_score(piece.text) or own_name(piece))
            and len(piece.text) < 80
        ):
            study.school, study.school_confidence = piece.span, 0.6
            rest.remove(piece)
            return


def own_name(piece: Piece) -> bool:
    """A piece on a line of its own or after "at" that is only partly a subject ("Sciences Po Lille")."""
    apart = piece.how in ("line", "at") and looks_named(piece.text)
    return apart and 2 * field_score(piece.text) < len(piece.text.split())


def guess_field(study: Study, rest: list[Piece]) -> None:
    """A subject that stands by itself."""
    for piece in rest:
        if field_score(piece.text) and len(piece.text) < 70 and not school_score(piece.text):
            study.field, study.field_confidence = piece.span, 0.85
            return
