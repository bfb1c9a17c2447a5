"""Whether a row of text goes on with the line above it, or begins a line of its own."""

from __future__ import annotations

import re

from prospect.people.resume.columns import Chunk
from prospect.people.resume.dates import find_dates
from prospect.people.resume.page import Line, Word
from prospect.people.resume.pdf import SOFT_HYPHENS
from prospect.people.resume.words import is_place

CONTACT = re.compile(r"@|^\+?[\d ()./-]{6,}$|\b(?:linkedin|github|www\.|https?:)|\.(?:com|org|net|io|dev)\b")
PROFILE = re.compile(r"(?:linkedin\.com/in|xing\.com/profile|github\.com|orcid\.org)/$")
"""An address that cannot end there: the person's name follows on the next row."""


def wraps(line: Line, last: list[Chunk], row: list[Chunk], words: list[Word], right: float) -> bool:
    """Whether a row goes on with the sentence of the line before: same type, near, and no room was left for its first word."""
    end, first = line.words[-1], words[0]
    if end.page != first.page or len(row) > 1:
        return False
    if address_goes_on(end, words):
        return True
    if len(last) > 1 or slant_changes(line, words):
        return False
    size = max(end.size, first.size)
    if abs(end.size - first.size) > 0.12 * size or row[0].y0 - last[0].y1 > 0.75 * size:
        return False
    if end.bold != first.bold and (not line.bullet or first.bold):
        return False
    if re.match(r"[A-ZÀ-Þ][\w &/+-]{2,30}:\s", row[0].text) and not re.search(
        r"[a-z,]$", line.text[-2:] if line.bullet else ""
    ):
        return False
    if dangling(line, last[0], row[0], right):
        return True
    if is_place(row[0].text) or header_date(row[0].text) or CONTACT.search(row[0].text) or CONTACT.search(last[0].text):
        return len(row[0].words) == 1 == len(last[0].words) and end.text[-1:] in SOFT_HYPHENS
    if end.text[-1:] in SOFT_HYPHENS and abs(last[0].x0 - row[0].x0) < 3:
        return True
    if not line.bullet and first.text[:1].isupper() and (end.text.endswith((".", "!", "?")) or ends_dated(line.text)):
        return False
    return room_was_short(line, last[0], row[0], words, right)


def room_was_short(line: Line, last: Chunk, row: Chunk, words: list[Word], right: float) -> bool:
    """Whether the line above had no room for the row's first word, as far as edges and signs tell."""
    end, first, size = line.words[-1], words[0], max(line.words[-1].size, words[0].size)
    dash = end.text.endswith("-")
    room = right - end.x1 - 0.25 * size
    needed = first.x1 - first.x0
    centred = abs((last.x0 + last.x1) - (row.x0 + row.x1)) < 4 and abs(last.x0 - row.x0) > 6
    indent = last.x0 - row.x0
    aligned = abs(indent) < 2 + (2.2 * size if line.bullet else 0) or centred
    if len(line.words) == len(last.words) and 0 < indent < 3.5 * size and room < needed + size:
        return True
    if line.bullet and row.x0 >= line.words[0].x0 - 2 and (room < needed + 2.5 * size or first.text[:1].islower()):
        return True
    if not aligned or (line.bullet and row.x0 < line.words[0].x0 - 2 and not first.text[:1].islower()):
        return False
    if dash and first.text[:1].islower():
        return True
    if room >= needed or len(line.text) > 30 or list_goes_on(line.text, row.text):
        return room < needed
    share = (end.x1 - last.x0) / max(right - last.x0, 60.0)
    return short_goes_on(line, first, row.text, share)


def address_goes_on(end: Word, words: list[Word]) -> bool:
    """Whether a row's one word is the rest of an address that broke at its hyphen or slash."""
    if len(words) != 1 or not CONTACT.search(end.text):
        return False
    broken = end.text[-1:] in SOFT_HYPHENS
    return broken or (bool(PROFILE.search(end.text)) and re.fullmatch(r"[\w.-]+", words[0].text) is not None)


def slant_changes(line: Line, words: list[Word]) -> bool:
    """A row that begins with a capital and is italic throughout under upright text, or upright under italic text."""
    sloped = all(word.italic for word in words)
    upright = not any(word.italic for word in words)
    above = all(word.italic for word in line.words)
    return words[0].text[:1].isupper() and ((sloped and not line.words[-1].italic) or (upright and above))


def short_goes_on(line: Line, first: Word, text: str, share: float) -> bool:
    """Whether a short line, which reaches over a ``share`` of its column, goes on with a row that had no room beside it."""
    if first.text[:1].islower() and line.text[:1].islower() and not re.search(r"[,&/.]", line.text + text):
        return False  # items in small letters, one a line
    goes_on = first.text[:1].islower() or re.search(r"[,&/]$|\b(?:of|and|for|the|und|de|et|y)$", line.text)
    return (bool(goes_on) and share > 0.55) or (line.bold and first.bold and share > 0.8)


def ends_dated(text: str) -> bool:
    """Whether a line ends with a stretch of time, as an entry told on one line does."""
    dates = find_dates(text)
    return bool(dates) and not dates[-1].alone and dates[-1].to >= len(text.rstrip(" ).;"))


DANGLING = re.compile(r"(?:\s[-–—&/]|[^\W\d_]\s(?:of|and|for|the|in|with|und|für|der|de|des|du|et|y|del|la))$")


def dangling(line: Line, last: Chunk, chunk: Chunk, right: float) -> bool:
    """A row that ends on a dash or small word far to the right cannot have ended there ("Developer -" / "Associate")."""
    if not DANGLING.search(line.text) or abs(last.x0 - chunk.x0) > 2:
        return False
    dates = find_dates(chunk.text)
    share = (last.x1 - last.x0) / max(right - last.x0, 60.0)
    return share > 0.55 and not (dates and dates[0].at == 0) and not find_dates(last.text)


def list_goes_on(above: str, text: str) -> bool:
    """A list of items parted by commas whose last one does not end there ("Git, GitHub" over "Actions, pytest")."""
    return "," in above and not above.endswith(",") and ("," in text or len(text.split()) <= 3) and ":" not in text


def header_date(text: str) -> bool:
    """A row that is little but a date, or short and ends with one."""
    dates = find_dates(text)
    if dates and len(text) < 60 and dates[-1].to >= len(text.rstrip(" )")) and not text[:1].islower():
        return True
    return bool(dates) and sum(d.to - d.at for d in dates) > 0.6 * len(text)
