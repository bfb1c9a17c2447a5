"""Many people in the order in which they suit a job.

Four signs, each standardised over the people so that they count alike, and added: how near their titles are to the
job's (`lexicon.similar`), how near their occupations are, how much of the job's title their résumé speaks of (BM25),
and how many of the skills the job names they show, rare ones counting more. Titles weigh most: full texts share so
much that is everybody's that they drown what matters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prospect.fit.forms import occupation_of
from prospect.fit.person import Held, Person
from prospect.fit.trade import nearness_of
from prospect.lexicon.occupations import occupation
from prospect.lexicon.similar import Ranking
from prospect.lexicon.skills import named_skills
from prospect.lexicon.titles import read_title
from prospect.lexicon.tokens import search_terms

Scores = NDArray[np.float64]
OF_TITLES, OF_TRADE, OF_WORDS, OF_SKILLS = 1.0, 0.4, 0.6, 0.3
_TITLES = 8  # of a person
_LATER = 0.97  # of a title for each before it
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Opening:
    """A job to rank people for."""

    title: str
    text: str


class Ranker:
    """People, read once, to be ranked for any number of jobs."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._titles = [
            tuple(dict.fromkeys(name for held in one.held[:_TITLES] for name in _names(held))) for one in people
        ]
        self._distinct = list(dict.fromkeys(title for titles in self._titles for title in titles))
        self._ranking = Ranking(self._distinct)
        self._words = [Counter(search_terms("\n".join(line.text for line in one.lines))) for one in people]
        self._lengths = np.array([sum(words.values()) for words in self._words], float)
        self._shown = [frozenset(one.skills) | frozenset(one.shown_by) for one in people]
        self._holders = Counter(id for shown in self._shown for id in shown)

    def scores(self, jobs: Sequence[Opening]) -> list[Scores]:
        """For each job one score a person, in their order; only the order of scores means something."""
        nearness = list(self._ranking.scores([job.title for job in jobs])) if self._distinct else [None] * len(jobs)
        return [self._scores(job, near) for job, near in zip(jobs, nearness, strict=True)]

    def _scores(self, job: Opening, near: NDArray[np.float32] | None) -> Scores:
        signs = (
            (OF_TITLES, self._by_titles(near)),
            (OF_TRADE, self._by_trade(job.title)),
            (OF_WORDS, self._by_words(job.title)),
            (OF_SKILLS, self._by_skills(job)),
        )
        return sum((weight * _standardised(sign) for weight, sign in signs), start=np.zeros(len(self._people)))

    def _by_titles(self, near: NDArray[np.float32] | None) -> Scores:
        """The nearest title of each; a person without titles is as near as the farthest."""
        if near is None:
            return np.zeros(len(self._people))
        of = {title: float(score) for title, score in zip(self._distinct, near, strict=True)}
        least = float(near.min())
        return np.array([max((of[title] - (1 - _LATER) * place for place, title in enumerate(titles)), default=least) for titles in self._titles])  # fmt: skip

    def _by_trade(self, title: str) -> Scores:
        """The nearest occupation of each; who has none that is known is as near as the average."""
        asked = occupation_of(title)
        if asked is None:
            return np.zeros(len(self._people))
        near = [max((nearness_of(held, asked)[0] * _LATER**place for place, held in enumerate(one.occupations)), default=None) for one in self._people]  # fmt: skip
        known = [nearness for nearness in near if nearness is not None]
        average = sum(known) / len(known) if known else 0.0
        return np.array([average if nearness is None else nearness for nearness in near])

    def _by_words(self, title: str) -> Scores:
        """BM25 of the title's words over the résumés."""
        total = np.zeros(len(self._people))
        mean = max(float(self._lengths.mean()), 1.0) if len(self._people) else 1.0
        for term in dict.fromkeys(search_terms(read_title(title).title)):
            counts = np.array([words[term] for words in self._words], float)
            holders = int((counts > 0).sum())
            rarity = math.log(1 + (len(self._people) - holders + 0.5) / (holders + 0.5))
            total += rarity * counts * (_K1 + 1) / (counts + _K1 * (1 - _B + _B * self._lengths / mean))
        return total

    def _by_skills(self, job: Opening) -> Scores:
        """The share of the job's skills that each shows; those of its title count thrice, rare ones more."""
        asked: Counter[str] = Counter()
        for weight, text in ((3, job.title), (1, job.text[:20_000])):
            for id in {named.skill.id for named in named_skills(text) if named.skill.kind != "soft"}:
                asked[id] = max(asked[id], weight)
        rarity = {id: math.log((1 + len(self._people)) / (1 + self._holders[id])) + 0.1 for id in asked}
        whole = sum(rarity[id] * weight for id, weight in asked.items()) or 1.0
        return np.array([sum(rarity[id] * weight for id, weight in asked.items() if id in shown) / whole for shown in self._shown])  # fmt: skip


def _names(held: Held) -> tuple[str, ...]:
    """A title and the name of its trade, which says more than an abbreviation: "HR", "HR generalist"."""
    return (held.text, occupation(held.occupation).name) if held.occupation else (held.text,)


def _standardised(scores: Scores) -> Scores:
    """Mean 0 and deviation 1; zero where all are alike."""
    return (scores - scores.mean()) / (scores.std() + 1e-9) if len(scores) else scores
