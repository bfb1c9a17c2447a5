"""The words of work that two texts share, rare ones counting more: how near a person's duties are to a posting's.

A text is a row of weights, (1 + ln n) * ln(total / postings) for a word that stands n times in it (Salton and Buckley
1988), at length one; two rows' product is their cosine. Only words of `data/work_words.tsv` count, which has no names of
people, places or schools and nothing that says who someone is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from prospect.fit.words import is_empty
from prospect.lexicon.language import common_words
from prospect.lexicon.tokens import search_terms

_FILE = Path(__file__).parent / "data" / "work_words.tsv"
_NOT_OF_WORK = _FILE.with_name("not_of_work.txt")
_SELDOM = 12  # postings that a word is taken to stand in at least: one that is rarer tells no more
_ROOT = 7  # letters by which forms of one word are known as such: maintain, maintenance

Row = Mapping[str, float]


@cache
def _counts() -> tuple[tuple[str, int], ...]:
    """Each word with the postings it stands in."""
    cells = (line.partition("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return tuple((word, int(n)) for word, _, n in cells if n.isdigit())


@cache
def _weights() -> dict[str, float]:
    """What each word counts; forms of one word count as their commonest."""
    with _FILE.open(encoding="utf-8") as file:
        total = int(next(file).split(" postings ", 1)[0].rsplit(" ", 1)[1])
    counts: dict[str, int] = {}
    for word, n in _counts():
        counts[word[:_ROOT]] = max(counts.get(word[:_ROOT], 0), n)
    return {root: math.log(total / max(n, _SELDOM)) for root, n in counts.items()}


@lru_cache(maxsize=100_000)
def _root(term: str) -> str | None:
    """The root by which a word counts; None where it counts nothing."""
    root = term[:_ROOT]
    is_silent = is_empty(term) or term in common_words() or term in not_of_work()
    return None if is_silent or root not in _weights() else root


@cache
def not_of_work() -> frozenset[str]:
    """Words of who someone is: they count nothing, whatever word of work begins like them."""
    lines = _NOT_OF_WORK.read_text(encoding="utf-8").splitlines()
    return frozenset(term for line in lines if not line.startswith("#") for term in search_terms(line))


def row_of(weighted: Iterable[tuple[str, float]]) -> Row:
    """The row of texts, each with how often it counts."""
    counts: dict[str, float] = {}
    for text, times in weighted:
        for term in search_terms(text):
            if root := _root(term):
                counts[root] = counts.get(root, 0.0) + times
    row = {root: (1 + math.log(n)) * _weights()[root] if n > 1 else n * _weights()[root] for root, n in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in row.values()))
    return {root: weight / length for root, weight in row.items()} if length else {}


def cosine(one: Row, other: Row) -> float:
    """0 where two rows share nothing, 1 where they are the same."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * many[root] for root, weight in few.items() if root in many)


@cache
def _spellings() -> dict[str, str]:
    """The commonest word of each root."""
    found: dict[str, tuple[int, str]] = {}
    for word, n in _counts():
        found[word[:_ROOT]] = max(found.get(word[:_ROOT], (-1, "")), (n, word))
    return {root: word for root, (_, word) in found.items()}


def shared(one: Row, other: Row, limit: int) -> list[str]:
    """The words that two rows share, the most telling first."""
    both = sorted((root for root in one if root in other), key=lambda root: (-one[root] * other[root], root))
    return [_spellings()[root] for root in both[:limit]]
