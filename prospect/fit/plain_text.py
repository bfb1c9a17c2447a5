"""A person from a résumé's plain text, where nothing parts its sections: the short lines that are titles, and every
line that may show something. What a careful reading (`people.resume`) finds is better; this one is quick and loses
nothing, for ranking many."""

from __future__ import annotations

from prospect.fit.held import supported, titled, with_spoken
from prospect.fit.lines import LONGEST, Line
from prospect.fit.person import Person
from prospect.fit.showing import skills_shown
from prospect.fit.title_lines import titles_among


def from_text(text: str) -> Person:
    """A person without dates: years, schooling and languages are not told."""
    lines = tuple(Line(line[at : at + LONGEST]) for line in text.splitlines() for at in range(0, len(line), LONGEST) if line.strip())  # fmt: skip
    held = tuple(titled(title, occupation) for title, occupation in titles_among(line.text for line in lines))
    return Person(skills=skills_shown(lines), held=supported(with_spoken(held, lines), lines), lines=lines)
