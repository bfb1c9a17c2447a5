"""Titles near to a title, each with a reason; and how near given titles are to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from prospect.lexicon.occupations import Occupation, all_occupations, near, occupation
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.title_space import Views, views
from prospect.lexicon.title_words import keys
from prospect.lexicon.titles import read_title
from prospect.lexicon.vectors import Matrix

_BLOCK = 128  # queries scored together: 128 x 33,000 scores are 17 MB
_SAME_TRADE = 0.95  # another title of the occupation asked for
_RESEMBLES = 0.5  # at most, for titles that only look alike


@dataclass(frozen=True, slots=True)
class SimilarTitle:
    """A title near the one asked for, the occupation it names, how near (0 to 1) and why."""

    title: str
    occupation: str
    score: float
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document's place in the list given, itself, and its score; only the order of scores means something."""

    index: int
    document: str
    score: float


class Ranking:
    """Documents (titles) to be ranked by nearness to queries; read once, asked often."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._documents = list(documents)
        self._views: Views | None = views(documents) if documents else None

    def scores(self, queries: Sequence[str]) -> Iterator[Matrix]:
        """For each query one score a document, in their order."""
        for start in range(0, len(queries), _BLOCK):
            block = queries[start : start + _BLOCK]
            found = views(block) if self._views else None
            if found is not None and self._views is not None:
                yield from found.nearness(self._views)
            else:
                yield from (self._by_words(query) for query in block)

    def _by_words(self, query: str) -> Matrix:
        """Without models: shared words, and occupations that are the same or near."""
        return np.array([words_nearness(query, document) for document in self._documents], np.float32)


def words_nearness(one: str, other: str) -> float:
    """From 0 to 1, by what two titles share: half their words, half their occupation."""
    mine, theirs = set(keys(one)), set(keys(other))
    shared = len(mine & theirs) / max(len(mine | theirs), 1)
    first, second = read_title(one).occupation, read_title(other).occupation
    return 0.5 * shared + 0.5 * _trade_nearness(first, second)


def _trade_nearness(one: Occupation | None, other: Occupation | None) -> float:
    if one is None or other is None:
        return 0.0
    if one.id == other.id:
        return 1.0
    return next((found.nearness for found in near(one.id) if found.id == other.id), 0.0)


def rank(query: str, documents: Sequence[str]) -> tuple[Ranked, ...]:
    """The documents by nearness to the query, best first."""
    if not documents:
        return ()
    scores = next(Ranking(documents).scores([query]))
    return tuple(Ranked(int(at), documents[at], float(scores[at])) for at in np.argsort(-scores, kind="stable"))


def similar_titles(text: str, limit: int = 25) -> tuple[SimilarTitle, ...]:
    """Titles near to the one given: others of its occupation first, then its neighbours'.

    A title that names no known occupation is answered by those that resemble it, which says less and scores less.
    """
    asked = read_title(text).occupation
    found = _of_trade(text, asked) if asked else _resembling(text)
    return tuple(found[:limit]) if limit > 0 else ()


def _of_trade(text: str, asked: Occupation) -> list[SimilarTitle]:
    """The occupation's name, its commonest other titles, its neighbours and theirs."""
    same = say("Another name for {name}.", name=asked.name)
    own = [
        SimilarTitle(title, asked.id, _SAME_TRADE - 0.005 * at, same)
        for at, title in enumerate((asked.name, *asked.titles[:12]))
        if keys(title) != keys(text)
    ]
    neighbours = [
        SimilarTitle(occupation(one.id).name, one.id, round(0.9 * one.nearness, 4), one.reason)
        for one in near(asked.id)
    ]
    return sorted([*own, *neighbours], key=lambda one: -one.score)


def _resembling(text: str) -> list[SimilarTitle]:
    """Occupations whose names resemble the text; none when nothing does."""
    families = all_occupations()
    asked = set(keys(text))
    scored = []
    for family in families:
        title, shared = max(
            ((title, _overlap(asked, set(keys(title)))) for title in (family.name, *family.titles)),
            key=lambda pair: pair[1],
        )
        if shared >= 0.4:
            scored.append(
                SimilarTitle(
                    title, family.id, round(_RESEMBLES * shared, 4), say("Shares words with “{text}”.", text=text[:80])
                )
            )
    return sorted(scored, key=lambda one: -one.score)


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
