"""The stretch of a job's text that shows best why it was found, with the words to mark."""

from __future__ import annotations

from dataclasses import dataclass

from prospect.lexicon import tokens
from prospect.search.meaning import meaning
from prospect.search.query import Query


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text, and the places in it (start, end) of the words asked for. `cut` tells what was left out."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut_before: bool = False
    cut_after: bool = False


def snippet(text: str, query: Query, width: int = 240) -> Snippet:
    """The best stretch of at most `width` characters; the beginning of the text where none of the words is in it."""
    found = tokens.tokenize(text)
    wanted = frozenset(meaning(query).asked_terms)
    hits = [token for token in found if tokens.stem(token.term) in wanted]
    start = _start(hits, width) if hits else 0
    start = max((token.start for token in found if token.start <= start), default=0) if start else 0
    end = max((token.end for token in found if token.end <= start + width), default=min(len(text), start + width))
    if end + 1 >= len(text) - 1 and len(text) - start <= width:
        end = len(text)
    marks = tuple((t.start - start, t.end - start) for t in hits if start <= t.start and t.end <= end)
    return Snippet(text[start:end], _joined(marks), start > 0, end < len(text.rstrip()))


def marked(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Where the words asked for stand in a short text, such as a title."""
    wanted = frozenset(meaning(query).asked_terms)
    return _joined(tuple((t.start, t.end) for t in tokens.tokenize(text) if tokens.stem(t.term) in wanted))


def _start(hits: list[tokens.Token], width: int) -> int:
    """Where the stretch begins that has the most different words asked for, a little before the first of them."""
    best, first = (0, 0), 0
    for n, token in enumerate(hits):
        inside = [later for later in hits[n:] if later.end <= token.start + width * 3 // 4]
        worth = (len({tokens.stem(later.term) for later in inside}), len(inside))
        if worth > best:
            best, first = worth, token.start
    return max(first - width // 4, 0)


def _joined(marks: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Marks in order, those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(marks)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
