"""Values with their origin: what a résumé says, each with its place on the page, confidence and rule."""

from __future__ import annotations

import re
from typing import Any

from prospect.people.resume.dates import PRESENT
from prospect.people.resume.entries import Entry
from prospect.people.resume.page import Document, Line, Span, union

REACH = ("/basics/email", "/basics/phone", "/basics/url", "/basics/profiles")


class Writer:
    """Collects values and, for each, where it came from."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.trust = 0.92 if document.recognised else 1.0
        self.provenance: dict[str, dict[str, Any]] = {}

    def put(
        self, into: dict[str, Any], path: str, key: str, value: str | None, span: Span | None, sure: float, rule: str
    ) -> None:
        """Sets ``into[key]`` and its provenance under the pointer ``path/key``; an absent value sets nothing."""
        if not value:
            return
        into[key] = value
        self.note(f"{path}/{key}", span, value, sure, rule)

    def note(self, pointer: str, span: Span | None, text: str, sure: float, rule: str) -> None:
        words = span.words if span else []
        if self.document.folded and not pointer.startswith(REACH):
            sure = min(sure, 0.85)  # where lines end is a guess: of names 9 in 10 are right, of employers half
        self.provenance[pointer] = {
            "page": words[0].page if words and self.document.placed else None,
            "box": list(union(words) or ()) or None if self.document.placed else None,
            "text": span.text if span else text,
            "confidence": round(max(0.05, min(0.99, sure * self.trust)), 2),
            "rule": rule,
        }


def add(resume: dict[str, Any], key: str, items: list[dict[str, Any]]) -> None:
    if items:
        resume[key] = items


def put_dates(writer: Writer, into: dict[str, Any], path: str, entry: Entry) -> None:
    """Start and end; a current one has no end (JSON Resume's way) and is listed in ``meta.current``."""
    dates = entry.dates
    if not dates:
        return
    sure = 0.97 if not dates.alone else 0.85
    if entry.dated and re.search(r"\bjui\b", entry.dated.text, re.I):
        sure = 0.6  # "jui" may be June or July
    writer.put(into, path, "startDate", dates.start, entry.dated, sure, "date of the entry")
    if dates.end != PRESENT:
        writer.put(into, path, "endDate", dates.end, entry.dated, sure, "date of the entry")


def put_text(writer: Writer, into: dict[str, Any], path: str, body: list[Line]) -> None:
    """Bullets as highlights, other text as the summary."""
    points = set_in(body) if writer.document.placed else set()
    bullets = [line for line in body if line.bullet or id(line) in points]
    prose = [line for line in body if not line.bullet and id(line) not in points]
    if prose:
        text = "\n".join(re.sub(r"\s+", " ", line.text) for line in prose)
        writer.put(into, path, "summary", text, prose[0].whole(), 0.85, "text under the entry")
    if bullets:
        into["highlights"] = [re.sub(r"\s+", " ", line.text) for line in bullets]
        for number, line in enumerate(bullets):
            writer.note(f"{path}/highlights/{number}", line.whole(), line.text, 0.9, "bullet under the entry")


def set_in(body: list[Line]) -> set[int]:
    """Ids of lines that stand deeper than the text beside them, two or more at one edge: bullets drawn as shapes."""
    edge = min((line.x0 for line in body), default=0.0)
    deeper = [line for line in body if line.x0 > edge + 10 and not line.bullet and not line.rail]
    found = {round(line.x0) for line in deeper if sum(abs(line.x0 - other.x0) < 2 for other in deeper) > 1}
    return {id(line) for line in deeper if round(line.x0) in found}


def tidy(span: Span) -> str:
    """The words with single spaces and without a dangling bracket."""
    text = re.sub(r"\s+", " ", span.text)
    if text.count("(") > text.count(")"):
        text = text + ")" if text.rfind("(") > 0 else text.replace("(", "")
    return text
