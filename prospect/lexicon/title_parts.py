"""The parts of a title that have a form of their own: gender marker, pay, identifier, shift, workplace, cohort.

These are what employers append to a title; each is found by its form (`data/title_forms.toml`), wherever it stands.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from prospect.lexicon import lowered
from prospect.lexicon.needles import Needles
from prospect.lexicon.title_words import DATA, word_list


@dataclass(frozen=True, slots=True)
class TitlePart:
    """A part of a title: its kind, its words and where they stand (end exclusive).

    Kinds: level, title, skill, domain, workplace, place, gender_marker, employment_type, shift, pay, requisition,
    cohort, grade, count, urgency.
    """

    kind: str
    text: str
    start: int
    end: int


@cache
def _forms() -> tuple[list[tuple[str, re.Pattern[str]]], Needles]:
    """Kind and pattern of each form of `data/title_forms.toml`, in its order, and the needles of all."""
    written = tomllib.loads((DATA / "title_forms.toml").read_text(encoding="utf-8"))
    forms = []
    for form in written["form"]:
        pattern = f"{form.get('before', '')}(?:{'|'.join(form['any'])}){form.get('after', '')}"
        for name, meant in written["define"].items():
            pattern = pattern.replace(f"{{{name}}}", meant)
        forms.append((form["kind"], re.compile(pattern, re.IGNORECASE)))
    return forms, Needles(pattern for _, pattern in forms)


def formal_parts(text: str) -> list[TitlePart]:
    """The parts found by form, in order, none overlapping another."""
    found: list[TitlePart] = []
    forms, needles = _forms()
    for kind, pattern in map(forms.__getitem__, needles.which(lowered.lower(text))):
        for match in pattern.finditer(text):
            start, end = _trimmed(text, *match.span())
            if end <= start or any(part.start < end and start < part.end for part in found):
                continue
            if _stands(text, kind, start, end):
                found.append(TitlePart(kind, text[start:end], start, end))
    return sorted(found, key=lambda part: part.start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces and commas at its ends."""
    while start < end and text[start] in " ,;\u00a0\t":
        start += 1
    while end > start and text[end - 1] in " ,;\u00a0\t":
        end -= 1
    return start, end


def _stands(text: str, kind: str, start: int, end: int) -> bool:
    """Whether a match that ordinary titles also contain is meant here ("contract manager", "new business")."""
    written = text[start:end]
    if kind == "gender_marker" and written[0] in ":*_/·-":
        return written == written.lower() or text == text.upper()
    if kind == "urgency" and written.casefold() == "new":
        return written == "NEW" and text != text.upper() and (start < 3 or end > len(text) - 3)
    if kind == "employment_type" and written.casefold() in word_list("also_trades"):
        return _at_an_edge(text, start, end)
    if kind == "grade" and (len(written) < 4 or written[1:].isdigit()):
        return written == written.upper()
    return True


def _at_an_edge(text: str, start: int, end: int) -> bool:
    """Whether the word stands apart: in brackets, after a dash, last; or first, when it can only be an adjective."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    apart = not after or (after[0] in ")]-–—|,/(:" and before[-1:] in tuple("([-–—|,/:"))
    return apart or (text[start:end].casefold() in word_list("terms_in_front") and not before)
