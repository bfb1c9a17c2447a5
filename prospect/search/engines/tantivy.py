"""tantivy, embedded: a folder of files on this machine that any number of processes read and one at a time writes.

The folder holds one index in a subfolder, and `CURRENT` with that subfolder's name. A rebuild fills another subfolder
and then replaces `CURRENT`, so search never goes empty; readers look at `CURRENT` and at the index's own `meta.json`
before each question, so a commit is seen at once. tantivy's commit is atomic: a process killed while writing leaves
the index as it was, and whoever keeps the queue of jobs to be indexed puts them again.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy

from prospect import lexicon
from prospect.search import facets as facet_counts
from prospect.search import ranking
from prospect.search.document import Document
from prospect.search.engines.port import Found, Hit, IndexBusy, IndexUnavailable
from prospect.search.engines.tantivy_query import (
    ID_BITS,
    KEY_KINDS,
    MOST_PAY,
    SCHEMA_VERSION,
    Compiler,
    currency_offset,
    schema,
)
from prospect.search.meaning import Meaning, meaning
from prospect.search.query import Query

_HEAP = 64_000_000
_NAME_END = "\x1f"


class TantivyEngine:
    """An index in `folder`, made when first written to."""

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        self._reading = threading.Lock()
        self._writing = threading.RLock()
        self._seen: tuple[str, int, int] | None = None
        self._index: Any = None
        self._writer: tuple[str, Any] | None = None

    # Reading

    def find(
        self, query: Query, *, limit: int = 20, offset: int = 0, facets: tuple[str, ...] = (), today: int | None = None
    ) -> Found:
        searcher, compiler = self._searcher()
        meant, today = meaning(query), today or date.today().toordinal()
        total, hits = _Page(searcher, compiler, query, meant, today).hits(max(limit, 0), max(offset, 0))
        counts = _Facets(searcher, compiler, query, today).counts(facets) if facets else {}
        return Found(total, hits, counts)

    def explain(self, query: Query, id: int, *, today: int | None = None) -> Mapping[str, float] | None:
        searcher, compiler = self._searcher()
        meant, today = meaning(query), today or date.today().toordinal()
        this = (tantivy.Occur.Must, tantivy.Query.const_score_query(compiler.ids([id]), 0.0))
        found = (tantivy.Occur.Must, compiler.query(meant, scored=False, today=today))
        if not searcher.search(tantivy.Query.boolean_query([this, found]), limit=1).hits:
            return None
        parts = {}
        address = None
        for name in ("occupation", "title", "text"):
            part = tantivy.Query.boolean_query([this, (tantivy.Occur.Should, compiler.part(name, meant))])
            ((score, address),) = searcher.search(part, limit=1).hits
            parts[name] = round(score, 6)
        (job,) = _standings(searcher, [address])
        parts["fresh"] = ranking.fresh(job.posted_on, today)
        return parts | {"quality": job.quality / 1000}

    def employers(self, prefix: str, limit: int = 8) -> list[tuple[str, str]]:
        searcher, _ = self._searcher()
        found = searcher.terms_with_prefix("employer_name", prefix.casefold(), limit=max(limit * 4, limit))
        names = []
        for term, count in sorted(found, key=lambda pair: (-pair[1], pair[0])):
            _, name, id = term.split(_NAME_END)
            names.append((count, id, name))
        return [(id, name) for _, id, name in names[:limit]]

    def count(self) -> int:
        """How many jobs there are in the index."""
        return int(self._searcher()[0].num_docs)

    # Writing

    def put(self, documents: Iterable[Document]) -> None:
        self._write(add=documents)

    def remove(self, ids: Iterable[int]) -> None:
        self._write(remove=ids)

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self._alone():
            self.close()
            current = self._current()
            name = f"index-{int(current.rpartition('-')[2]) + 1 if current else 1:06d}"
            for left in self._folder.glob("index-*"):
                if left.name != current:
                    shutil.rmtree(left)
            count = self._fill(self._folder / name, documents)
            self._replace_current(name)
            if current:
                shutil.rmtree(self._folder / current, ignore_errors=True)
        return count

    def close(self) -> None:
        """Lets go of the writer once its merges are done."""
        with self._writing:
            if self._writer is not None:
                _, writer = self._writer
                self._writer = None
                writer.wait_merging_threads()

    def _write(self, add: Iterable[Document] = (), remove: Iterable[int] = ()) -> None:
        with self._writing, self._alone():
            writer = self._open_writer()
            try:
                for id in remove:
                    writer.delete_documents_by_term("id", id)
                for document in add:
                    writer.delete_documents_by_term("id", document.id)
                    writer.add_document(stored(document))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise

    def _open_writer(self) -> Any:
        name = self._current()
        if not name:
            self._fill(self._folder / "index-000001", ())
            self._replace_current("index-000001")
            name = "index-000001"
        if self._writer is not None and self._writer[0] != name:
            self.close()
        if self._writer is None:
            try:
                self._writer = name, self._open(name).writer(_HEAP, 1)
            except ValueError as error:
                raise IndexBusy("another process is writing to the search index") from error
        return self._writer[1]

    def _fill(self, folder: Path, documents: Iterable[Document]) -> int:
        folder.mkdir(parents=True)
        about = {"schema": SCHEMA_VERSION, "lexicon": lexicon.VERSION}
        (folder / "prospect.json").write_text(json.dumps(about), encoding="utf-8")
        writer = tantivy.Index(schema(), path=str(folder)).writer(_HEAP * 2, 2)
        count = 0
        for document in documents:
            writer.add_document(stored(document))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        return count

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds the lock that parts puts from a rebuild; the system frees it when its process dies."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "LOCK").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise IndexBusy("another process is writing to the search index") from error
            yield

    def _replace_current(self, name: str) -> None:
        new = self._folder / "CURRENT.new"
        with new.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._folder / "CURRENT")
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _current(self) -> str:
        try:
            return (self._folder / "CURRENT").read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _searcher(self) -> tuple[Any, Compiler]:
        """A searcher of what was last committed by any process."""
        with self._reading:
            for _ in range(3):  # a rebuild may take the old folder away between the look and the opening
                name = self._current()
                if not name:
                    raise IndexUnavailable("there is no search index yet; `prospect index rebuild` makes it")
                try:
                    changed = (self._folder / name / "meta.json").stat()
                    seen = (name, changed.st_mtime_ns, changed.st_ino)
                    if self._seen is None or self._seen[0] != name:
                        self._index = self._open(name)
                    elif self._seen != seen:
                        self._index.reload()
                except FileNotFoundError:
                    continue
                self._seen = seen
                return self._index.searcher(), Compiler(self._index.schema)
        raise IndexUnavailable("the search index changes too fast to be read")

    def _open(self, name: str) -> Any:
        about = json.loads((self._folder / name / "prospect.json").read_text(encoding="utf-8"))
        if about.get("schema") != SCHEMA_VERSION:
            raise IndexUnavailable(
                "the search index was made by another version of this program; `prospect index rebuild` makes it anew"
            )
        index = tantivy.Index.open(str(self._folder / name))
        index.config_reader("manual", 0)
        index.reload()
        return index


def stored(document: Document) -> Any:
    """A job as tantivy keeps it."""
    out = tantivy.Document()
    out.add_integer("id", document.id)
    out.add_text("text", " ".join(document.terms))
    out.add_text("title", " ".join(document.title_terms))
    for key in document.keys:
        kind, _, value = key.partition(":")
        out.add_text(kind, value)
    if document.employer_id:
        out.add_text(
            "employer_name", _NAME_END.join((document.employer.casefold(), document.employer, document.employer_id))
        )
    for currency, top in document.top_pay.items():
        out.add_text("currency", currency)
        out.add_integer("pay", currency_offset(currency) + min(top, MOST_PAY - 1))
    within = (1 << ID_BITS) - 1 - document.id
    standing = ranking.timeless(document.posted_on, document.completeness, document.own_board)
    out.add_integer("posted", ((document.posted_on or 0) << ID_BITS) | within)
    out.add_integer("standing", standing)
    out.add_integer("quality", ranking.quality(document.completeness, document.own_board))
    out.add_integer("employer_number", number(document.employer_id))
    out.add_integer("occupation_number", number(document.occupation or ""))
    return out


def number(id: str) -> int:
    """An id as a whole number of 62 bits, for fields that hold numbers only."""
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest()) >> 2


def _standings(searcher: Any, addresses: list[Any]) -> list[ranking.Standing]:
    ids, posted, quality, employer = (
        searcher.fast_field_values(name, addresses) for name in ("id", "posted", "quality", "employer_number")
    )
    return [ranking.Standing(i, p >> ID_BITS, q, e) for i, p, q, e in zip(ids, posted, quality, employer, strict=True)]


class _Page:
    """One stretch of results after another, until the page is full."""

    def __init__(self, searcher: Any, compiler: Compiler, query: Query, meant: Meaning, today: int) -> None:
        self._searcher, self._meant, self._today, self._sort = searcher, meant, today, query.sort
        self._relevant = query.sort == "best" and bool(meant.searched or meant.asked_terms)
        self._query = compiler.query(meant, scored=self._relevant, today=today)

    def hits(self, limit: int, offset: int) -> tuple[int, tuple[Hit, ...]]:
        total, found = None, []
        for stretch in range(offset // ranking.STRETCH, (max(offset + limit, 1) - 1) // ranking.STRETCH + 1):
            counted, ordered = self._stretch(stretch * ranking.STRETCH, count=total is None)
            total = counted if total is None else total
            start = max(offset - stretch * ranking.STRETCH, 0)
            end = offset + limit - stretch * ranking.STRETCH
            found += ordered[start : max(end, 0)]
        return total or 0, tuple(self._hit(*pair) for pair in found)

    def _stretch(self, offset: int, *, count: bool) -> tuple[int, list[tuple[float, ranking.Standing, int]]]:
        by = None if self._relevant else "posted" if self._sort == "newest" else "standing"
        result = self._searcher.search(
            self._query, limit=ranking.STRETCH, count=count, offset=offset, order_by_field=by
        )
        addresses = [address for _, address in result.hits]
        if not addresses:
            return (result.count or 0) if count else 0, []
        jobs = _standings(self._searcher, addresses)
        occupations = self._searcher.fast_field_values("occupation_number", addresses)
        of = {job.id: number for job, number in zip(jobs, occupations, strict=True)}
        if self._sort == "newest":
            ordered = [(0.0, job) for job in jobs]
        else:
            relevance = [score for score, _ in result.hits] if self._relevant else [0.0] * len(jobs)
            ordered = ranking.spread(
                (r + ranking.standing(job, self._today), job) for r, job in zip(relevance, jobs, strict=True)
            )
        return (result.count if count else 0), [(score, job, of[job.id]) for score, job in ordered]

    def _hit(self, score: float, job: ranking.Standing, occupation: int) -> Hit:
        weights = {number(id): weight for id, weight in self._meant.searched}
        return Hit(job.id, round(score, 6), weights.get(occupation))


class _Facets:
    """The counts of facets: those whose own filter is off are counted in one pass."""

    def __init__(self, searcher: Any, compiler: Compiler, query: Query, today: int) -> None:
        self._searcher, self._compiler, self._query, self._today = searcher, compiler, query, today

    def counts(self, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
        passes: dict[Meaning, list[str]] = {}
        for name in names:
            passes.setdefault(meaning(facet_counts.without(self._query, name)), []).append(name)
        counts: dict[str, dict[str, int]] = {}
        for meant, together in passes.items():
            wanted = {name: self._wanted(name) for name in together}
            found = self._searcher.aggregate(self._compiler.query(meant, scored=False, today=self._today), wanted)
            counts |= {name: self._read(name, found[name]["buckets"]) for name in together}
        return {name: counts[name] for name in names}

    def _wanted(self, name: str) -> dict[str, Any]:
        if name == "pay":
            offset = currency_offset(self._query.pay.currency if self._query.pay else "USD")
            edges = [offset + floor for floor in (*facet_counts.PAY_FLOORS, MOST_PAY)]
            return {"range": {"field": "pay", "ranges": _between(edges)}}
        if name == "since":
            edges = [(self._today - days) << ID_BITS for days in reversed(facet_counts.DAYS)]
            return {"range": {"field": "posted", "ranges": _between([*edges, 1 << 62])}}
        return {"terms": {"field": name, "size": facet_counts.MOST_VALUES, "segment_size": 5_000}}

    def _read(self, name: str, buckets: list[dict[str, Any]]) -> dict[str, int]:
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
