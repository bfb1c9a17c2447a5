"""What tantivy finds, as a page and as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np

from prospect.search import facets as facet_counts
from prospect.search import ranking
from prospect.search.engines.port import Hit
from prospect.search.engines.tantivy_query import Compiler
from prospect.search.engines.tantivy_stored import (
    EMPLOYER_BITS,
    ID_BITS,
    KEY_KINDS,
    LIST_BITS,
    LISTED,
    MOST_PAY,
    currency_offset,
    number,
)
from prospect.search.meaning import Meaning
from prospect.search.query import Query

_ALL: Final = 30_000  # more than there are combinations of the values of the lists


@dataclass(slots=True)
class Asking:
    """One question while it is answered. `everything` has the addresses of all that was found where one stretch of
    results holds them."""

    searcher: Any
    compiler: Compiler
    query: Query
    meant: Meaning
    today: int
    everything: list[Any] | None = field(default=None)


def page(asking: Asking, limit: int, offset: int) -> tuple[int, tuple[Hit, ...]]:
    """How many are found in all, and the hits of one page: stretch after stretch of results, until it is full."""
    meant, sort = asking.meant, asking.query.sort
    scored = sort == "best" and bool(meant.searched or meant.asked_terms)
    query = asking.compiler.query(meant, scored=scored, today=asking.today)
    by = None if scored else "posted" if sort == "newest" else "standing"
    total, hits = None, []
    for begin in range(offset - offset % ranking.STRETCH, max(offset + limit, 1), ranking.STRETCH):
        result = asking.searcher.search(
            query, limit=ranking.STRETCH, count=total is None, offset=begin, order_by_field=by
        )
        found = result.hits
        total = result.count if total is None else total
        if begin == 0 and len(found) == total:
            asking.everything = [address for _, address in found]
        if limit and found:
            hits += _in_order(asking, found, scored=scored)[max(offset - begin, 0) : max(offset + limit - begin, 0)]
    return total or 0, tuple(hits)


def _in_order(asking: Asking, found: list[tuple[float, Any]], *, scored: bool) -> list[Hit]:
    """One stretch of results by the whole of their score."""
    addresses = [address for _, address in found]
    jobs = standings(asking.searcher, addresses)
    if asking.query.sort == "newest":
        ordered = [(0.0, job) for job in jobs]
    else:
        relevance = [score for score, _ in found] if scored else [0.0] * len(jobs)
        ordered = ranking.spread(
            (score + ranking.standing(job, asking.today), job) for score, job in zip(relevance, jobs, strict=True)
        )
    weights = {number(id): weight for id, weight in asking.meant.searched}
    if not weights:
        return [Hit(job.id, round(score, 6)) for score, job in ordered]
    occupations = asking.searcher.fast_field_values("occupation_number", addresses)
    weight = {job.id: weights.get(of) for job, of in zip(jobs, occupations, strict=True)}
    return [Hit(job.id, round(score, 6), weight[job.id]) for score, job in ordered]


def standings(searcher: Any, addresses: list[Any]) -> list[ranking.Standing]:
    """What orders the jobs at these addresses besides relevance."""
    dates = searcher.fast_field_values("posted", addresses)
    merits = searcher.fast_field_values("merit", addresses)
    within, employers = (1 << ID_BITS) - 1, (1 << EMPLOYER_BITS) - 1
    return [
        ranking.Standing(within - (date & within), date >> ID_BITS, merit >> EMPLOYER_BITS, merit & employers)
        for date, merit in zip(dates, merits, strict=True)
    ]


def counted(asking: Asking, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """The counts of facets, each without its own filter; those that are left with one question in one pass."""
    listed, passes = _Listed(asking, tuple(name for name in names if name in LISTED)), _Passes(asking)
    for name in names:
        if name not in LISTED:
            passes.add(asking.meant.without(name), name, _wanted(asking, name))
    if listed.names and not (listed.known and asking.meant not in passes.wanted):
        passes.add(listed.wide, "facts", {"terms": {"field": "facts", "size": _ALL, "segment_size": _ALL}})
    found = passes.run()
    counts = {name: _read(name, found[name]) for name in names if name not in LISTED}
    counts |= listed.counts({int(b["key"]): int(b["doc_count"]) for b in found["facts"]} if "facts" in found else None)
    return {name: counts[name] for name in names}


class _Passes:
    """Aggregations by the question that they are over."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.wanted: dict[Meaning, dict[str, Any]] = {}

    def add(self, meant: Meaning, name: str, aggregation: dict[str, Any]) -> None:
        self.wanted.setdefault(meant, {})[name] = aggregation

    def run(self) -> dict[str, list[dict[str, Any]]]:
        """The buckets by name."""
        buckets: dict[str, list[dict[str, Any]]] = {}
        for meant, wanted in self.wanted.items():
            query = self._asking.compiler.query(meant, scored=False, today=self._asking.today)
            found = self._asking.searcher.aggregate(query, wanted)
            buckets |= {name: found[name]["buckets"] for name in wanted}
        return buckets


class _Listed:
    """Facets of the fixed lists. They are counted together, whichever of them are ticked: `wide` is the question with
    none of them ticked, and how many jobs there are of each combination of their values answers for all."""

    def __init__(self, asking: Asking, names: tuple[str, ...]) -> None:
        self._asking, self.names = asking, names
        self._ticked = tuple(name for name in LISTED if asking.meant.without(name) is not asking.meant)
        self.wide = asking.meant.without(*self._ticked)
        self.known = not self._ticked and asking.everything is not None

    def counts(self, combinations: Mapping[int, int] | None) -> dict[str, dict[str, int]]:
        """The counts by facet. Without `combinations` they are counted from all that the page's search found."""
        if combinations is None:
            combinations = Counter(self._asking.searcher.fast_field_values("facts", self._asking.everything or []))
        packed = np.fromiter(combinations.keys(), np.int64, len(combinations))
        jobs = np.fromiter(combinations.values(), np.int64, len(combinations))
        places = {name: packed >> LIST_BITS * n & (1 << LIST_BITS) - 1 for n, name in enumerate(LISTED)}
        let_in = {name: np.isin(places[name], self._let_in(name)) for name in self._ticked}
        counts = {}
        for name in self.names:
            counting = jobs.copy()
            for other in self._ticked:
                if other != name:
                    counting[~let_in[other]] = 0
            by_place = np.bincount(places[name], counting, len(LISTED[name]) + 1).tolist()
            counts[name] = facet_counts.ordered(zip(LISTED[name], map(int, by_place), strict=False))
        return counts

    def _let_in(self, name: str) -> list[int]:
        """The places in the list that its ticked filter lets in."""
        keys = self._asking.meant.ticked(name)
        if name == "agency":
            return [len(LISTED[name])]
        return [place for place, value in enumerate(LISTED[name]) if f"{name}:{value}" in keys]


def _wanted(asking: Asking, name: str) -> dict[str, Any]:
    if name == "pay":
        offset = currency_offset(asking.query.pay.currency if asking.query.pay else "USD")
        edges = [offset + floor for floor in (*facet_counts.PAY_FLOORS, MOST_PAY)]
        return {"range": {"field": "pay", "ranges": _between(edges)}}
    if name == "since":
        edges = [(asking.today - days) << ID_BITS for days in reversed(facet_counts.DAYS)]
        return {"range": {"field": "posted", "ranges": _between([*edges, 1 << 62])}}
    return {"terms": {"field": name, "size": facet_counts.MOST_VALUES, "segment_size": 5_000}}


def _read(name: str, buckets: list[dict[str, Any]]) -> dict[str, int]:
    """Counts by value; of pay and of days since, how many reach each step."""
    if name not in ("pay", "since"):
        return facet_counts.ordered((str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)
    steps = facet_counts.PAY_FLOORS if name == "pay" else tuple(reversed(facet_counts.DAYS))
    inside = sorted((b for b in buckets if "from" in b and "to" in b), key=lambda bucket: float(bucket["from"]))
    counts = [int(bucket["doc_count"]) for bucket in inside]
    return {str(step): sum(counts[n:]) for n, step in enumerate(steps) if any(counts[n:])}


def _between(edges: list[int]) -> list[dict[str, int]]:
    return [{"from": low, "to": high} for low, high in pairwise(edges)]


assert set(facet_counts.KEY_FACETS) <= set(KEY_KINDS)
