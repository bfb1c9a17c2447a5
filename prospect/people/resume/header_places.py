"""Places in an entry's header: taken out of what may be title or employer, or cut off its end."""

from __future__ import annotations

import re

from prospect.people.resume.dates import find_dates, fold
from prospect.people.resume.entries import Piece
from prospect.people.resume.page import Span
from prospect.people.resume.words import employer_score, is_mode, is_place, is_region, is_town, looks_named, title_score


def without_places(found: list[Piece]) -> tuple[list[Piece], list[Span]]:
    """Pieces that are places or ways of working taken out, places at a piece's end cut off."""
    parts: list[Piece] = []
    places: list[Span] = []
    for number, piece in enumerate(found):
        text = piece.text
        if (is_mode(text) and piece.how != "line") or re.fullmatch(r"(?:https?://|www\.)\S+|\S+@\S+|\d+|[a-z]", text):
            continue
        if is_place(text) and not (number == 0 and len(found) == 1):
            places.append(piece.span)
            continue
        adjacent = bool(parts) and number > 0 and found[number - 1].span.start == parts[-1].span.start
        if (
            piece.how == "comma"
            and adjacent
            and parts[-1].row == piece.row
            and is_region(text)
            and looks_named(parts[-1].text)
            and len(parts) > 1
        ):
            city = parts.pop()
            places.append(Span(piece.span.line, city.span.start, piece.span.end))
            continue
        row = [other for other in found if other.row == piece.row]
        if row == [piece] and len(found) > 1 and beside_date(piece) and not employer_score(text):
            places.append(piece.span)
            continue
        if piece.how == "comma" and len(row) > 2 and piece is row[-1] and is_town(text) and not employer_score(text):
            places.append(piece.span)
            continue
        span, place = split_place(piece.span)
        if place:
            places.append(place)
        if re.fullmatch(r"\(?(?:" + LEGAL_TAIL + r")\.?\)?", text, re.I) and parts and parts[-1].row == piece.row:
            parts[-1] = Piece(Span(piece.span.line, parts[-1].span.start, piece.span.end), parts[-1].how, piece.row)
            continue
        parts.append(Piece(span, piece.how, piece.row))
    return parts, places


def beside_date(piece: Piece) -> bool:
    """A town that stands alone after its line's date ("09/2016 – heute – Lyon")."""
    dates = find_dates(piece.span.line.text)
    return bool(dates) and dates[0].to <= piece.span.start and is_town(piece.text)


LEGAL_TAIL = r"inc|llc|ltd|gmbh|co|corp|plc|s\.?a|s\.?l|llp|limited|pvt\.? ltd|& co\.? kg"


TAILED = re.compile(r"^(.{2,60}?),\s*([A-Z][\w. ]{2,25},\s*[A-Z]{2})\s+[—–-]+\s+[A-Z]?[\w-]+(?: [^,]*){3,}$")
"""An employer, its place, and what it is: "Example Associates, Dover, NH - agency of small businesses"."""


def split_place(span: Span) -> tuple[Span, Span | None]:
    """A place at the end of a piece ("Globex, Austin, TX") apart from what it follows."""
    text = span.raw
    commas = list(re.finditer(r"\s*,\s*", text))
    for first in range(len(commas)):
        tail = text[commas[first].end() :]
        if re.fullmatch(r"(?:" + LEGAL_TAIL + r")\.?", tail, re.I):
            continue
        if (
            is_place(tail)
            and commas[first].start() > 0
            and (first < len(commas) - 1 or is_region(tail) or "remote" in tail.lower())
        ):
            if (
                first == len(commas) - 1
                and not employer_score(text[: commas[first].start()])
                and len(commas) == 1
                and not title_score(text[: commas[first].start()])
            ):
                return span, None
            return span.part(0, commas[first].start()), span.part(commas[first].end(), len(text))
    campus = re.search(
        r"\b(?:university of|college of|state university|universität|université|universidad)\b", fold(text)
    )
    if len(commas) == 1 and not campus:
        head, tail = text[: commas[0].start()], text[commas[0].end() :]
        if (town(tail) and employer_score(head) >= 1.0) or (is_town(tail) and not title_score(head)):
            return span.part(0, commas[0].start()), span.part(commas[0].end(), len(text))
    if tailed := TAILED.match(text):
        return span.part(0, tailed.end(1)), span.part(*tailed.span(2))
    dash = re.search(r"\s+[-–—]\s+([^-–—]+)$", text)
    if dash and re.match(r"\s+-\s*$", span.line.text[span.end :]) and looks_named(dash[1]):
        return span.part(0, dash.start()), span.part(dash.start(1), dash.end(1))  # "Example Ltd - Pune, Maharashtra -"
    if dash and (is_place(dash[1]) or (employer_score(text[: dash.start()]) >= 1.0 and town(dash[1]))):
        return span.part(0, dash.start()), span.part(dash.start(1), dash.end(1))
    bracket = re.search(r"\s*\(([^()]+)\)\s*$", text)
    if bracket and bracket.start() > 0 and is_place(bracket[1]):
        return span.part(0, bracket.start()), span.part(bracket.start(1), bracket.end(1))
    return span, None


def town(text: str) -> bool:
    """A short capitalised name that is neither title nor employer."""
    return is_town(text) or (
        looks_named(text) and len(text.split()) <= 2 and not title_score(text) and not employer_score(text)
    )
