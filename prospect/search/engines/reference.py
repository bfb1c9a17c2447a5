"""The engine that anyone can read: every job in memory, `matching` asked of each. The other engines are held to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from prospect.search import facets as facet_counts
from prospect.search import ranking
from prospect.search.document import Document
from prospect.search.engines.port import Found, Hit
from prospect.search.matching import holds, matches
from prospect.search.meaning import Meaning, Titled, meaning
from prospect.search.query import Query

_K1, _B = 1.2, 0.75  # the usual constants of BM25


class ReferenceEngine:
    """Jobs in a dictionary. Fit for tests and for a town's few hundred jobs."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._jobs = {document.id: document for document in documents}

    def put(self, documents: Iterable[Document]) -> None:
        self._jobs |= {document.id: document for document in documents}

    def remove(self, ids: Iterable[int]) -> None:
        for id in ids:
            self._jobs.pop(id, None)

    def rebuild(self, documents: Iterable[Document]) -> int:
        self._jobs = {document.id: document for document in documents}
        return len(self._jobs)

    def find(
        self, query: Query, *, limit: int = 20, offset: int = 0, facets: tuple[str, ...] = (), today: int | None = None
    ) -> Found:
        meant, today = meaning(query), today or date.today().toordinal()
        found = [job for job in self._jobs.values() if matches(meant, job, today=today)]
        ordered = self._ordered(query, meant, found, today)
        page = ordered[max(offset, 0) : max(offset, 0) + max(limit, 0)]
        weights = dict(meant.searched)
        hits = tuple(
            Hit(job.id, round(score, 6), weights.get(self._jobs[job.id].occupation or "")) for score, job in page
        )
        return Found(len(found), hits, {name: self._counted(query, name, today) for name in facets})

    def explain(self, query: Query, id: int, *, today: int | None = None) -> Mapping[str, float] | None:
        meant, job, today = meaning(query), self._jobs.get(id), today or date.today().toordinal()
        if job is None or not matches(meant, job, today=today):
            return None
        fresh = ranking.fresh(job.posted_on or 0, today)
        return self._relevance(meant, job) | {"fresh": fresh, "quality": _standing(job).quality / 1000}

    def employers(self, prefix: str, limit: int = 8) -> list[tuple[str, str, int]]:
        counts = Counter((job.employer_id, job.employer) for job in self._jobs.values() if job.employer_id)
        found = [pair for pair in counts if pair[1].casefold().startswith(prefix.casefold())]
        best = sorted(found, key=lambda pair: (-counts[pair], pair[1].casefold(), pair))[:limit]
        return [(*pair, counts[pair]) for pair in best]

    def jobs_with(self, kind: str, values: Sequence[str]) -> list[int]:
        return [sum(f"{kind}:{value}" in job.keys for job in self._jobs.values()) for value in values]

    def _ordered(
        self, query: Query, meant: Meaning, found: list[Document], today: int
    ) -> list[tuple[float, ranking.Standing]]:
        if query.sort == "newest":
            return sorted(((0.0, _standing(job)) for job in found), key=lambda pair: (-pair[1].posted_on, pair[1].id))
        scored = [(sum(self._relevance(meant, job).values()), _standing(job)) for job in found]
        return ranking.spread((relevance + ranking.standing(job, today), job) for relevance, job in scored)

    def _relevance(self, meant: Meaning, job: Document) -> dict[str, float]:
        terms = meant.asked_terms
        weight = dict(meant.searched).get(job.occupation or "", 0.0)
        titled = meant.titled
        in_title = bool(titled) and all(_shows(job, one) for one in titled)
        atoms = [atom for group in meant.all_of for atom in group if atom.kind in ("words", "phrase")]
        text = sum(self._bm25(atom.value, job) for atom in atoms if holds(atom, job))
        return {
            "occupation": ranking.OCCUPATION * weight,
            "title": ranking.TITLE * in_title,
            "text": ranking.TEXT * (text + self._bm25(terms, job, title=True)),
        }

    def _bm25(self, terms: Iterable[str], job: Document, *, title: bool = False) -> float:
        words = job.title_terms if title else job.terms
        jobs = self._jobs.values()
        score = 0.0
        for term in terms:
            if frequency := words.count(term):
                having = sum(
                    term in (other.title_term_set if title else other.term_set) for other in self._jobs.values()
                )
                rarity = math.log(1 + (len(jobs) - having + 0.5) / (having + 0.5))
                score += rarity * frequency * (_K1 + 1) / (frequency + _K1 * (1 - _B + _B * len(words) / 200))
        return score

    def _counted(self, query: Query, facet: str, today: int) -> dict[str, int]:
        meant = meaning(facet_counts.without(query, facet))
        counts: Counter[str] = Counter()
        for job in self._jobs.values():
            if matches(meant, job, today=today):
                counts.update(_values(job, facet, query, today))
        if facet == "pay":
            return {str(floor): counts[str(floor)] for floor in facet_counts.PAY_FLOORS if counts[str(floor)]}
        if facet == "since":
            return {str(days): counts[str(days)] for days in reversed(facet_counts.DAYS) if counts[str(days)]}
        return facet_counts.ordered(counts.items())


def _shows(job: Document, one: Titled) -> bool:
    """Whether a job's title shows what was asked for."""
    return job.occupation in one.occupations or any(job.title_term_set.issuperset(words) for words in one.words)


def _standing(job: Document) -> ranking.Standing:
    return ranking.Standing(
        job.id, job.posted_on or 0, ranking.quality(job.completeness, job.own_board), hash(job.employer_id)
    )


def _values(job: Document, facet: str, query: Query, today: int) -> Iterator[str]:
    if facet == "pay":
        top = job.top_pay.get(query.pay.currency if query.pay else "USD", 0)
        yield from (str(floor) for floor in facet_counts.PAY_FLOORS if top >= floor)
    elif facet == "since":
        yield from (str(days) for days in facet_counts.DAYS if job.posted_on and job.posted_on >= today - days)
    else:
        yield from (key.partition(":")[2] for key in job.keys if key.startswith(facet + ":"))
