"""Words of Hebrew, Arabic and their kin in the order in which they are read, whatever order a file sets them in."""

from __future__ import annotations

import itertools
import re
import unicodedata

from prospect.people.resume.page import Word

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z\u00c0-\u024f](?:[\w.,:/%+@-]*[0-9A-Za-z\u00c0-\u024f])?", re.ASCII)
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
WIDE = 1.15
"""A gap of so many times the type size parts cells, as in ``columns``."""


def turned(text: str) -> str:
    """A word set as it is seen turned into reading order; numbers and Latin letters in it keep theirs."""
    return LEFT_TO_RIGHT.sub(lambda run: run[0][::-1], text[::-1]).translate(MIRRORED)


def leads(words: list[Word]) -> bool:
    """Whether most letters of a row are read from right to left."""
    letters = [unicodedata.bidirectional(char) for word in words for char in word.text if char.isalpha()]
    return 2 * sum(kind in ("R", "AL") for kind in letters) > len(letters)


def ordered(words: list[Word]) -> list[Word]:
    """A row's words, given from left to right, in reading order; stretches of Latin words keep theirs."""
    if not any(RIGHT_TO_LEFT.search(word.text) for word in words) or not leads(words):
        return words
    found: list[Word] = []
    run: list[Word] = []
    for word in reversed(words):
        if RIGHT_TO_LEFT.search(word.text) or (not re.search(r"\w", word.text) and not run):
            found += run[::-1]
            run = []
            found.append(word)
        else:
            run.append(word)
    found += run[::-1]
    for before, word in itertools.pairwise(found):
        word.tab = max(before.x0, word.x0) - min(before.x1, word.x1) > WIDE * max(word.size, before.size)
    found[0].tab = False
    return found
