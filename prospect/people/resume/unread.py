"""Lines of a document that no field holds: what a reader of the fields alone would never see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from prospect.people.resume.contact import is_reach
from prospect.people.resume.page import Document

MOST, LONGEST = 400, 1200  # lines that are kept, and characters of each
_LEAST_WORDS = 2
_SPACES = re.compile(r"\s+")
_PIECE = re.compile(r"\t+|(?<=[.;:!?])\s+|\s+[–—|•]\s+")
# Who someone is, which no account of a person's work may use.
_PERSONAL = re.compile(
    r"\b(?:date of birth|d\.?o\.?b|born|gender|sex|marital|married|single|nationality|citizenship|religion|ethnicity|race"
    r"|father'?s|mother'?s|passport|address|geburts\w*|familienstand|staatsangehörigkeit|nacionalidad|estado civil)\b\W",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b[A-Z]{2}\.? \d{5}\b|\b\d+ [\w ]+(?:street|avenue|road|drive|lane|way|blvd|st|ave|rd)\b", re.IGNORECASE)  # fmt: skip


def unread(document: Document, resume: Mapping[str, Any]) -> list[str]:
    """The lines, or parts of lines, that stand in no field; contact and personal details are left out."""
    held = " ".join(_folded(text) for key, part in resume.items() if key != "meta" for text in _texts(part))
    found: list[str] = []
    for line in document.lines:
        if is_reach(line) or _PERSONAL.search(line.text + " ") or _ADDRESS.search(line.text):
            continue
        pieces = [piece.strip() for piece in _PIECE.split(line.text)]
        left = [piece for piece in pieces if _folded(piece) not in held and len(piece.split()) >= _LEAST_WORDS]
        if left:
            found.append(" ".join(left)[:LONGEST])
    return found[:MOST]


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


def _texts(value: Any) -> Iterable[str]:
    """Every text of a tree."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value
