"""The one form in which every kind of file arrives: lines of words that know their place and look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]


class UnreadableError(Exception):
    """The file cannot be read as a résumé; the message is a sentence for the person."""


@dataclass(slots=True)
class Word:
    """One word; the box is in points from the top left of its page (1-based), ``base`` its baseline.

    ``tab`` says that a wide gap, a tab or a cell's edge stands before it, ``icon`` that a pictogram does.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    page: int = 1
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    colour: int = 0
    link: str = ""
    tab: bool = False
    icon: bool = False
    base: float = 0.0
    hidden: str = ""


@dataclass(slots=True)
class Line:
    """Words read together, wrapped lines already joined; cells are parted by a tab in ``text``."""

    words: list[Word]
    bullet: bool = False
    gap: float = 0.0
    heading: bool = False
    rail: bool = False
    stream: int = 0
    text: str = ""
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spell()

    def spell(self) -> None:
        """Builds ``text`` and where in it each word starts."""
        parts: list[str] = []
        self.starts = []
        length = 0
        for number, word in enumerate(self.words):
            glue = "" if not number else "\t" if word.tab else " "
            self.starts.append(length + len(glue))
            parts.append(glue + word.text)
            length += len(glue) + len(word.text)
        self.text = "".join(parts)

    @property
    def page(self) -> int:
        return self.words[0].page if self.words else 1

    @property
    def x0(self) -> float:
        return self.words[0].x0 if self.words else 0.0

    @property
    def x1(self) -> float:
        return self.words[-1].x1 if self.words else 0.0

    @property
    def size(self) -> float:
        return max((word.size for word in self.words), default=0.0)

    @property
    def bold(self) -> bool:
        return bool(self.words) and all(word.bold for word in self.words)

    @property
    def caps(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 2 and all(c.isupper() for c in letters)

    def cells(self) -> list[Span]:
        """The line's cells as spans, empty ones left out."""
        found, at = [], 0
        for part in self.text.split("\t"):
            if part.strip():
                found.append(Span(self, at, at + len(part)))
            at += len(part) + 1
        return found

    def whole(self) -> Span:
        return Span(self, 0, len(self.text))


class Span(NamedTuple):
    """Part of a line, by character offsets, end exclusive."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end].replace("\t", " ").strip()

    @property
    def words(self) -> list[Word]:
        line = self.line
        return [
            word
            for word, at in zip(line.words, line.starts, strict=True)
            if at < self.end and at + len(word.text) > self.start
        ]

    @property
    def bold(self) -> bool:
        words = self.words
        return bool(words) and all(word.bold for word in words)

    @property
    def size(self) -> float:
        return max((word.size for word in self.words), default=0.0)

    def trimmed(self, drop: str = " \t\n,;:|·•–—-−/") -> Span:
        """The span without white space and separators at its ends."""
        start, end, text = self.start, self.end, self.line.text
        while start < end and text[start] in drop:
            start += 1
        while end > start and text[end - 1] in drop:
            end -= 1
        return Span(self.line, start, end)

    def part(self, start: int, end: int) -> Span:
        """A span inside this one, by offsets into the line's own text relative to this span's start."""
        return Span(self.line, self.start + start, self.start + end)

    @property
    def raw(self) -> str:
        """The text as it stands, untrimmed, for offsets."""
        return self.line.text[self.start : self.end]


def union(words: Iterable[Word]) -> Box | None:
    """The box around the words of the first page among them."""
    words = list(words)
    if not words:
        return None
    first = [word for word in words if word.page == words[0].page]
    return (
        round(min(w.x0 for w in first), 1),
        round(min(w.y0 for w in first), 1),
        round(max(w.x1 for w in first), 1),
        round(max(w.y1 for w in first), 1),
    )


@dataclass(slots=True)
class Document:
    """A file's lines in reading order, with what was noticed on the way.

    ``pages`` are widths and heights in points (empty where the format has no pages); ``links`` are targets that no
    word carries (an icon's); ``placed`` says whether boxes mean anything, ``folded`` that the line breaks had been lost, ``recognised`` that the text
    came from a picture.
    """

    kind: str
    lines: list[Line]
    pages: list[tuple[float, float]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    placed: bool = False
    recognised: bool = False
    folded: bool = False


def text_of(spans: Sequence[Span]) -> str:
    """The spans' texts joined by spaces."""
    return " ".join(span.text for span in spans)
