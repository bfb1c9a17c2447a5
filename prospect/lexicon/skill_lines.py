"""The words of a text line by line, and the names that begin in each.

Employers repeat lines in all their postings, so a line is read once, whatever stands around it: its words, and the
names (paths of a trie of words) that begin in it. What a text adds is where its lines stand, and the names that go on
from one line to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from prospect.lexicon.skill_text import spans, terms

END = ""  # key of a trie node that completes a name; no word folds to it
Trie = dict[str, "Trie | str"]
_GAP = re.compile(r"[\s/’'\"‘\-–‐.®™]{0,4}|\s?\n\s?")


class Begun(NamedTuple):
    """A name that begins at word `first` of a line; `id` is "" where none ends in it, `goes_on` where a longer one may
    follow in the next line."""

    first: int
    last: int  # the word after its last
    id: str
    goes_on: bool


class Line(NamedTuple):
    """A line's folded words, and the names begun in it; `spans` (of characters) only where there is such a name."""

    terms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    begun: tuple[Begun, ...]


def line_reader(trie: Trie, *, kept: int = 4096) -> Callable[[str], Line]:
    """Reads lines by the names of a trie, the last ones read kept."""

    @lru_cache(maxsize=kept)
    def read(line: str) -> Line:
        return _read(line, trie)

    return read


def _read(line: str, trie: Trie) -> Line:
    words = terms(line)
    last = len(words) - 1
    firsts = []
    for at, word in enumerate(words):
        node = trie.get(word)
        if node is not None and (END in node or at == last or words[at + 1] in node):
            firsts.append(at)
    if not firsts:
        return Line(words, (), ())
    places = spans(line)
    begun = [_begun(line, words, places, first, trie) for first in firsts]
    return Line(words, tuple(places), tuple([one for one in begun if one.id or one.goes_on]))


def _begun(line: str, words: Sequence[str], places: Sequence[tuple[int, int]], first: int, trie: Trie) -> Begun:
    """The longest name from word `first` on that ends in the line."""
    id, ended, at = "", first, first
    while isinstance(node := trie.get(words[at]), dict):
        trie, at = node, at + 1
        done = node.get(END)
        if isinstance(done, str):
            id, ended = done, at
        if at == len(words):
            return Begun(first, ended, id, len(node) > isinstance(done, str))
        if not _joins(line[places[at - 1][1] : places[at][0]]):
            break
    return Begun(first, ended, id, False)


def _joins(gap: str) -> bool:
    """Whether what stands between two words lets them be of one name."""
    return gap == " " or (bool(_GAP.fullmatch(gap)) and ". " not in gap and "\n\n" not in gap)


class Words:
    """The words of a text in order (`terms`), and the longest names among them."""

    def __init__(self, text: str, read: Callable[[str], Line], trie: Trie) -> None:
        self.text = text
        self.terms: list[str] = []
        self._trie = trie
        self._lines: list[tuple[str, Line]] = []
        self._firsts: list[int] = []  # of each line that has words, its first
        self._offsets: list[int] = []
        offset = 0
        for said in text.split("\n"):
            line = read(said)
            if line.terms:
                self._lines.append((said, line))
                self._firsts.append(len(self.terms))
                self._offsets.append(offset)
                self.terms += line.terms
            offset += len(said) + 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters from the beginning of word `first` to the end of the word before `last`."""
        return self._span(first)[0], self._span(last - 1)[1]

    def _span(self, word: int) -> tuple[int, int]:
        at = bisect_right(self._firsts, word) - 1
        said, line = self._lines[at]
        start, end = (line.spans or spans(said))[word - self._firsts[at]]
        return self._offsets[at] + start, self._offsets[at] + end

    def names(self) -> list[tuple[int, int, str]]:
        """Longest names, left to right, without overlap, as (first word, word after the last, id)."""
        found: list[tuple[int, int, str]] = []
        free = 0
        for base, (_, line) in zip(self._firsts, self._lines, strict=True):
            for first, last, id, goes_on in line.begun:
                if base + first < free:
                    continue
                if goes_on:
                    longer = self._over_lines(base + first)
                    last, id = (longer[0] - base, longer[1]) if longer else (last, id)
                if id:
                    free = base + last
                    found.append((base + first, free, id))
        return found

    def _over_lines(self, first: int) -> tuple[int, str] | None:
        """The end (in words) and id of the longest name that begins at word `first`, in this line or over its end."""
        best: tuple[int, str] | None = None
        trie, at = self._trie, first
        while at < len(self.terms) and isinstance(node := trie.get(self.terms[at]), dict):
            if at > first and not _joins(self.text[self._span(at - 1)[1] : self._span(at)[0]]):
                break
            trie, at = node, at + 1
            done = node.get(END)
            if isinstance(done, str):
                best = at, done
        return best
