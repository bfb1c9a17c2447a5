"""Lines of documents that flow (Word, HTML, text): no true places, but order, look, cells and blank lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from prospect.lexicon.sentences import say
from prospect.people.resume.page import Line, Word
from prospect.people.resume.pdf import DOTS

BULLET = re.compile(rf"^\s*(?:[{re.escape(DOTS)}](?=\s)|[•●◦○▪■□‣⁃➢➤►▶✓✔]\s*|o\s(?=[A-ZÀ-Þ])|\d{{1,2}}[.)]\s)\s*")
LEADING = 1.3
MOST_CHARACTERS = 300_000
LONGEST_LINE = 20_000
"""What a résumé may hold; the rest is not read, and ``full`` says so."""


@dataclass(slots=True)
class Run:
    """A stretch of text with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 11.0
    colour: int = 0
    link: str = ""
    hidden: str = ""


@dataclass
class Flow:
    """Collects lines from top to bottom; ``blank`` counts empty lines before the next one."""

    lines: list[Line] = field(default_factory=list)
    y: float = 50.0
    blank: int = 0
    stream: int = 0
    left: float = 50.0
    unseen: list[Word] = field(default_factory=list)
    size: int = 0
    full: bool = False

    def columns(self, cells: Iterable[Callable[[], None]]) -> None:
        """Writes the cells of a row of a layout table as columns that begin at one height."""
        top, bottom = self.y, self.y
        for number, write in enumerate(cells):
            self.stream, self.y, self.left, self.blank = self.stream + 1, top, 50.0 + 300.0 * number, 0
            write()
            bottom = max(bottom, self.y)
        self.stream, self.y, self.left = self.stream + 1, bottom, 50.0

    def paragraph(
        self, runs: list[Run], *, heading: bool = False, bullet: bool = False, indent: float = 0.0, rail: bool = False
    ) -> None:
        """Adds a paragraph; line breaks in it part lines, tabs part cells."""
        for number, part in enumerate(broken(runs)):
            length = sum(len(run.text) for run in part)
            self.size += length + 1
            if self.size > MOST_CHARACTERS or length > LONGEST_LINE:
                self.full = True
                continue
            self.line(part, heading=heading, bullet=bullet and not number, indent=indent, rail=rail)

    def line(self, runs: list[Run], *, heading: bool, bullet: bool, indent: float, rail: bool) -> None:
        text = "".join(run.text for run in runs if not run.hidden)
        if not text.strip():
            self.blank += 1
            self.unseen += [w for run in runs if run.hidden for w in self.words([run], 0)]
            return
        size = max((run.size for run in runs if run.text.strip() and not run.hidden), default=11.0)
        self.y += size * (LEADING + self.blank)
        words = self.words([run for run in runs if not run.hidden], indent)
        self.unseen += [w for run in runs if run.hidden for w in self.words([run], 0)]
        match = BULLET.match(text)
        if match:
            words, bullet = without_bullet(words, match[0].strip()), True
        if words:
            gap = 0.3 + self.blank * 1.0 if self.lines else 2.0
            self.lines.append(Line(words, bullet=bullet, gap=gap, heading=heading, stream=self.stream, rail=rail))
        self.blank = 0

    def warning(self) -> list[str]:
        """The sentence about what was not read, if any."""
        return [str(say("This file is much longer than a résumé; not all of it was read."))] if self.full else []

    def words(self, runs: list[Run], indent: float) -> list[Word]:
        """The runs' words, placed as if each letter were half its size wide."""
        found: list[Word] = []
        x, tab, glued = self.left + indent, False, False
        for run in runs:
            for part in re.split(r"(\t|\s{4,}|\s+)", run.text):
                if not part:
                    continue
                if part.isspace():
                    tab = tab or "\t" in part or len(part) >= 4
                    glued = False
                    x += 40.0 if tab else run.size * 0.3
                    continue
                width = len(part) * run.size * 0.5
                if glued and found:
                    found[-1].text, found[-1].x1 = found[-1].text + part, x + width
                    found[-1].link = found[-1].link or run.link
                else:
                    word = Word(
                        part, x, self.y - run.size, x + width, self.y, 1, run.size, run.bold, run.italic, run.colour
                    )
                    word.link, word.tab, word.base, word.hidden = run.link, tab and bool(found), self.y, run.hidden
                    found.append(word)
                x, tab, glued = x + width, False, True
        return found


def without_bullet(words: list[Word], mark: str) -> list[Word]:
    """The words after the bullet."""
    if words and words[0].text == mark:
        words = words[1:]
    elif words and words[0].text.startswith(mark):
        words[0].text = words[0].text[len(mark) :]
    if words:
        words[0].tab = False
    return words


def broken(runs: list[Run]) -> list[list[Run]]:
    """The runs of each line of a paragraph."""
    found: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                found.append([])
            if part:
                found[-1].append(Run(part, run.bold, run.italic, run.size, run.colour, run.link, run.hidden))
    return found
