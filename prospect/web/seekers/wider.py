"""What stands below few results: near questions by name, with how many jobs each finds and the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prospect.lexicon.sentences import Sentence
from prospect.search import reading
from prospect.search.engines.port import Engine, Found
from prospect.search.meaning import meaning
from prospect.search.query import Query
from prospect.search.widening import Wider, widened
from prospect.web.parts.naming import names_in
from prospect.web.seekers.cards import Card


@dataclass(frozen=True, slots=True)
class Near:
    """A near question as a page shows it."""

    name: Sentence
    url: str
    count: int
    cards: list[Card]


def asked_near(query: Query, found: Found, engine: Engine, names: Mapping[str, str]) -> tuple[Wider, ...]:
    """The near questions, the occupations in them named in the reader's language."""
    farther = {id for asked, _ in meaning(query).searched for id in reading.farther(asked)}
    return widened(query, found, engine, {**names, **names_in(farther)})


def near_questions(asked: Sequence[Wider], cards: Mapping[int, Card]) -> list[Near]:
    """What is shown of them; `cards` are those of all jobs that this reader is to see, by the job's key."""
    return [
        Near(one.name, one.query.url(), one.total, [cards[hit.id] for hit in one.hits if hit.id in cards])
        for one in asked
    ]
