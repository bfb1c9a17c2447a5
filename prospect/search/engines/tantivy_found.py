"""What tantivy finds, as a page and as counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np

from prospect.search import facets as facet_counts
from prospect.search import ranking
from prospect.search.engines.port import Hit
from prospect.search.engines.tantivy_query import Compiled
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
    compiled: Compiled
    query: Query
    meant: Meaning
    today: int
    everything: list[Any] | None = field(default=None)


def page(asking: Asking, limit: int, offset: int) -> tuple[int, tuple[Hit, ...]]:
    """How many are found in all, and the hits of one page: stretch after stretch of results, until it is full."""
    meant, sort = asking.meant, asking.query.sort
    scored = sort == "best" and bool(meant.searched or meant.asked_terms)
    query = asking.compiled.query(scored=scored)
    by = None if scored else "posted" if sort == "newest" else "standing"
    total: int | None = None
    hits: list[Hit] = []
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


def _in_order(asking: Asking, found: list[tuple[float, Any]], here: slice, *, scored: bool) -> Iterable[Hit]:
    """The part `here` of one stretch of results by the whole of their score."""
    relevance, addresses = zip(*found, strict=True)
    if asking.query.sort == "newest":
        shown = list(addresses[here])
        jobs = columns(asking.searcher, shown)
        ids, scores = jobs.ids.tolist(), [0.0] * len(shown)
    else:
        jobs = columns(asking.searcher, list(addresses))
        order, all_scores = ranking.spread_columns(np.array(relevance if scored else [0.0]), jobs, asking.today)
        order = order[here]
        shown = [addresses[n] for n in order]
        ids, scores = jobs.ids[order].tolist(), all_scores[order].tolist()
    if not asking.meant.searched:
        return map(Hit, ids, scores)
    weights = {number(id): weight for id, weight in asking.meant.searched}
    return map(Hit, ids, scores, map(weights.get, asking.searcher.fast_field_values("occupation_number", shown)))


def columns(searcher: Any, addresses: list[Any]) -> ranking.Columns:
    """What orders the jobs at these addresses besides relevance."""
    dates = np.array(searcher.fast_field_values("posted", addresses), np.int64)
    merits = np.array(searcher.fast_field_values("merit", addresses), np.int64)
    within, employers = (1 << ID_BITS) - 1, (1 << EMPLOYER_BITS) - 1
    return ranking.Columns(within - (dates & within), dates >> ID_BITS, merits >> EMPLOYER_BITS, merits & employers)


def counted(asking: Asking, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """The counts of facets, each without its own filter; those that are left with one question in one pass."""
    passes: dict[frozenset[str], dict[str, Any]] = {}
    for name in names:
        if name not in LISTED:
            off = asking.meant.filters & {facet_counts.PLACES.get(name, name)}
            passes.setdefault(off, {})[name] = _wanted(asking, name)
    listed = _Listed(asking) if any(name in LISTED for name in names) else None
    if listed and (listed.ticked or asking.everything is None or frozenset() in passes):
        passes.setdefault(listed.ticked, {})["facts"] = _FACTS
    buckets: dict[str, list[dict[str, Any]]] = {}
    for off, wanted in passes.items():
        found = asking.searcher.aggregate(asking.compiled.query(off), wanted)
        buckets |= {name: found[name]["buckets"] for name in wanted}
    if listed:
        listed.read(buckets.get("facts"))
    return {name: listed.counts(name) if listed and name in LISTED else _read(name, buckets[name]) for name in names}


class _Listed:
    """Facets of the fixed lists. They are counted together, whichever of them are ticked: how many jobs there are of
    each combination of their values, with none of them ticked, answers for all."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.ticked = asking.meant.filters.intersection(LISTED)

    def read(self, combinations: list[dict[str, Any]] | None) -> None:
        """Takes the buckets of all combinations; without them they are those of all that the page's search found."""
        if combinations is None:
            values = self._asking.searcher.fast_field_values("facts", self._asking.everything or [])
            self._jobs = np.ones(len(values))
        else:
            values = [bucket["key"] for bucket in combinations]
            self._jobs = np.array([bucket["doc_count"] for bucket in combinations], np.float64)
        self._packed = np.array(values, np.int64)
        self._let_in = {name: self._lets_in(name)[self._places(name)] for name in self.ticked}

    def counts(self, name: str) -> dict[str, int]:
        """The counts of one facet, with all the others as they are ticked."""
        jobs = self._jobs
        for other, let_in in self._let_in.items():
            if other != name:
                jobs = jobs * let_in
        by_place = np.bincount(self._places(name), jobs, 1 << LIST_BITS).astype(np.int64).tolist()
        return facet_counts.ordered(zip(LISTED[name], by_place, strict=False))

    def _lets_in(self, name: str) -> Any:
        """For each place in a list, whether the ticked filter of that name lets it in."""
        let_in = np.zeros(1 << LIST_BITS, bool)
        keys = self._asking.meant.ticked(name)
        let_in[[place for place, value in enumerate(LISTED[name]) if f"{name}:{value}" in keys]] = True
        return ~let_in if name == "agency" else let_in

    def _places(self, name: str) -> Any:
        return self._packed >> LIST_BITS * _LISTS[name] & (1 << LIST_BITS) - 1


_LISTS = {name: n for n, name in enumerate(LISTED)}
_FACTS: Final = {"terms": {"field": "facts", "size": _ALL, "segment_size": _ALL}}


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
