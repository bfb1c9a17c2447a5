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
            here = slice(max(offset - begin, 0), max(offset + limit - begin, 0))
            hits += _in_order(asking, found, here, scored=scored)
    return total or 0, tuple(hits)


def _in_order(asking: Asking, found: list[tuple[float, Any]], here: slice, *, scored: bool) -> list[Hit]:
    """The part `here` of one stretch of results by the whole of their score."""
    addresses = [address for _, address in found]
    jobs = columns(asking.searcher, addresses)
    if asking.query.sort == "newest":
        order, scores = list(range(len(found)))[here], np.zeros(len(found))
    else:
        relevance = [score for score, _ in found] if scored else [0.0] * len(found)
        order, scores = ranking.spread_columns(np.array(relevance), jobs, asking.today)
        order = order[here]
    shown = [(int(jobs.ids[n]), round(float(scores[n]), 6)) for n in order]
    if not asking.meant.searched:
        return [Hit(id, score) for id, score in shown]
    weights = {number(id): weight for id, weight in asking.meant.searched}
    of = asking.searcher.fast_field_values("occupation_number", [addresses[n] for n in order])
    return [Hit(id, score, weights.get(occupation)) for (id, score), occupation in zip(shown, of, strict=True)]


def columns(searcher: Any, addresses: list[Any]) -> ranking.Columns:
    """What orders the jobs at these addresses besides relevance."""
    dates = np.array(searcher.fast_field_values("posted", addresses), np.int64)
    merits = np.array(searcher.fast_field_values("merit", addresses), np.int64)
    within, employers = (1 << ID_BITS) - 1, (1 << EMPLOYER_BITS) - 1
    return ranking.Columns(within - (dates & within), dates >> ID_BITS, merits >> EMPLOYER_BITS, merits & employers)


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
        self._ticked = tuple(name for name in asking.meant.filters if name in LISTED)
        self.wide = asking.meant.without(*self._ticked)
        self.known = not self._ticked and asking.everything is not None

    def counts(self, combinations: Mapping[int, int] | None) -> dict[str, dict[str, int]]:
        """The counts by facet. Without `combinations` they are counted from all that the page's search found."""
        if combinations is None:
            combinations = Counter(self._asking.searcher.fast_field_values("facts", self._asking.everything or []))
        packed = np.fromiter(combinations.keys(), np.int64, len(combinations))
        jobs = np.fromiter(combinations.values(), np.int64, len(combinations))
        let_in = {name: self._let_in(name)[_places(packed, name)] for name in self._ticked}
        counts = {}
        for name in self.names:
            counting = jobs
            for other in self._ticked:
                if other != name:
                    counting = counting * let_in[other]
            by_place = np.bincount(_places(packed, name), counting, 1 << LIST_BITS).tolist()
            values = ((value, int(count)) for value, count in zip(LISTED[name], by_place, strict=False))
            counts[name] = facet_counts.ordered(values)
        return counts

    def _let_in(self, name: str) -> Any:
        """For each place in a list, whether the ticked filter of that name lets it in."""
        let_in = np.zeros(1 << LIST_BITS, bool)
        keys = self._asking.meant.ticked(name)
        let_in[[place for place, value in enumerate(LISTED[name]) if f"{name}:{value}" in keys]] = True
        return ~let_in if name == "agency" else let_in


def _places(packed: Any, name: str) -> Any:
    return packed >> LIST_BITS * _LISTS[name] & (1 << LIST_BITS) - 1


_LISTS = {name: n for n, name in enumerate(LISTED)}


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
