"""Other engines on the jobs and searches of `search.py`: the same filters, the first 20 and three facets of each.

Each keeps ids, filters and the text to be searched, no more. tantivy is tantivy-py with nothing around it: queries
built by hand for this one schema, and the 20 ids read from their column. SQLite has a contentless FTS5 table and
PostgreSQL a column of `tsvector` under GIN, both in the usual way with their settings for much memory and no safety.
CPU is that of this process, and for PostgreSQL that of its backend too.

All answer one question: a facet's counts say "what if I also tick this", so they leave its own filter out and keep the
others. "tantivy, plain" answers a lesser one, with one pass of counts over what was found, and is there as a floor.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import tantivy
from tantivy import Occur

from prospect.search.facets import MOST_VALUES
from tests import postgres

REMOTE = 200  # the workload's number for "remote" among its cities
FACETS = ("level", "type", "city")
Facets = dict[str, dict[int, int]]
_SETTINGS = (
    "-c shared_buffers=2GB -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=8GB"
    " -c effective_cache_size=8GB -c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"
)


class Row(NamedTuple):
    """A job: numbers, and its words parted by spaces."""

    id: int
    city: int
    remote: int
    level: int
    type: int
    pay: int
    title: str
    text: str


class Search(NamedTuple):
    """A search: words anywhere, in the title or in a row; then the filters, each empty where it is off."""

    words: tuple[str, ...]
    where: str  # "text", "title" or "phrase"
    city: tuple[int, ...]
    pay: int
    level: tuple[int, ...]
    type: tuple[int, ...]

    def without(self, *facets: str) -> Search:
        """The same without the filters of some facets; "remote" alone is no place and stays."""
        off = [name for name in facets if name != "city" or self.city != (REMOTE,)]
        return self._replace(**dict.fromkeys(off, ()))


def top(counts: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The counts of a facet that are shown: the greatest, of equal ones those whose number comes first as text."""
    return dict(sorted(counts, key=lambda pair: (-pair[1], str(pair[0])))[:MOST_VALUES])


class Tantivy:
    """tantivy-py alone."""

    name = "tantivy alone"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", fast=True)
        for name in ("city", "remote", "level", "type", "pay"):
            builder.add_integer_field(name, indexed=True, fast=True)
        for name in ("title", "text"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        self._schema, self._folder = builder.build(), folder

    def build(self, rows: Iterable[Row]) -> None:
        index = tantivy.Index(self._schema, path=str(self._folder))
        writer = index.writer(400_000_000, 2)
        for row in rows:
            numbers = {name: getattr(row, name) for name in ("id", "city", "remote", "level", "type", "pay")}
            writer.add_document(tantivy.Document(title=row.title, text=f"{row.title} {row.text}", **numbers))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._folder.iterdir())

    def cpu(self) -> float:
        return time.process_time()

    def ask(self, search: Search) -> tuple[int, Facets]:
        """How many are found, and the facets; the first 20 are read and left."""
        result = self._searcher.search(self._query(search), limit=20, count=True)
        self._searcher.fast_field_values("id", [address for _, address in result.hits])
        facets: Facets = {}
        for asked, names in self._passes(search).items():
            wanted = {name: {"terms": {"field": name, "size": MOST_VALUES, "segment_size": 5_000}} for name in names}
            found = self._searcher.aggregate(self._query(asked), wanted)
            facets |= {name: {int(b["key"]): int(b["doc_count"]) for b in found[name]["buckets"]} for name in names}
        return result.count, facets

    def _passes(self, search: Search) -> dict[Search, list[str]]:
        """The facets that are left with one question are counted in one pass."""
        passes: dict[Search, list[str]] = {}
        for name in FACETS:
            passes.setdefault(search.without(name), []).append(name)
        return passes

    def ids(self, search: Search, most: int) -> set[int]:
        hits = self._searcher.search(self._query(search), limit=most, count=False).hits
        return set(self._searcher.fast_field_values("id", [address for _, address in hits]))

    def close(self) -> None:
        del self._searcher

    def _query(self, search: Search) -> Any:
        make, must = tantivy.Query, Occur.Must
        if search.where == "phrase":
            clauses = [(must, make.phrase_query(self._schema, "text", list(search.words)))]
        else:
            clauses = [(must, make.term_query(self._schema, search.where, word)) for word in search.words]
        places = [("remote", 1) if city == REMOTE else ("city", city) for city in search.city]
        for alternatives in (places, [("level", n) for n in search.level], [("type", n) for n in search.type]):
            if alternatives:
                any_of = [(Occur.Should, make.term_query(self._schema, *each)) for each in alternatives]
                clauses.append((must, make.const_score_query(make.boolean_query(any_of), 0.0)))
        if search.pay:
            enough = make.range_query(self._schema, "pay", tantivy.FieldType.Integer, search.pay, 10**9)
            clauses.append((must, make.const_score_query(enough, 0.0)))
        return make.boolean_query(clauses)


class PlainTantivy(Tantivy):
    """The same with its facets counted over what was found."""

    name = "tantivy, plain"

    def _passes(self, search: Search) -> dict[Search, list[str]]:
        return {search: list(FACETS)}


class Fts5:
    """SQLite with a table for the filters and a contentless FTS5 table for the words."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "jobs.sqlite"
        self._base = sqlite3.connect(self._file)
        for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-1000000", "mmap_size=4000000000"):
            self._base.execute(f"pragma {pragma}")

    def build(self, rows: Iterable[Row]) -> None:
        self._base.execute("create table jobs (id integer primary key, city, remote, level, type, pay)")
        self._base.execute("create virtual table words using fts5(title, body, content='')")
        for row in rows:
            self._base.execute("insert into jobs values (?, ?, ?, ?, ?, ?)", row[:6])
            self._base.execute("insert into words (rowid, title, body) values (?, ?, ?)", (row.id, row.title, row.text))
        self._base.execute("insert into words (words) values ('optimize')")
        self._base.commit()
        self._base.execute("analyze")

    def size(self) -> int:
        return self._file.stat().st_size

    def cpu(self) -> float:
        return time.process_time()

    def ask(self, search: Search) -> tuple[int, Facets]:
        of, match = self._of(search)
        self._base.execute(f"select j.id {of} order by bm25(words) limit 20", (match,)).fetchall()
        of_all, _ = self._of(search.without(*FACETS))
        return _read(self._base.execute(_counts(search, of_all), (match,)).fetchall())

    def ids(self, search: Search, most: int) -> set[int]:
        of, match = self._of(search)
        return {id for (id,) in self._base.execute(f"select j.id {of}", (match,))}

    def close(self) -> None:
        self._base.close()

    def _of(self, search: Search) -> tuple[str, str]:
        quoted = [f'"{word}"' for word in search.words]
        match = {
            "phrase": f'"{" ".join(search.words)}"',
            "title": " AND ".join(f"title : {word}" for word in quoted),
            "text": " AND ".join(quoted),
        }[search.where]
        return f"from words join jobs j on j.id = words.rowid where words match ? {_filters(search, 'j.')}", match


class Postgres:
    """A fresh PostgreSQL server on a Unix socket."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self._stack = ExitStack()
        address = self._stack.enter_context(postgres.server(_SETTINGS))
        if address is None:
            raise SystemExit("PostgreSQL is not installed")
        self._base = psycopg.connect(address, autocommit=True)
        self._base.execute("set work_mem = '256MB'")
        self._base.execute("set maintenance_work_mem = '1GB'")
        self._backend = self._base.info.backend_pid

    def build(self, rows: Iterable[Row]) -> None:
        numbers = "id int, city smallint, remote smallint, level smallint, type smallint, pay int"
        self._base.execute(f"create unlogged table given ({numbers}, title text, body text)")
        with self._base.cursor() as cursor, cursor.copy("copy given from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        words = "setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body)"
        self._base.execute(
            f"create unlogged table jobs as select id, city, remote, level, type, pay, {words} words from given"
        )
        self._base.execute("drop table given")
        self._base.execute("create index on jobs using gin (words)")
        self._base.execute("vacuum analyze jobs")

    def size(self) -> int:
        row = self._base.execute("select pg_total_relation_size('jobs')").fetchone()
        return int(row[0]) if row else 0

    def cpu(self) -> float:
        fields = Path(f"/proc/{self._backend}/stat").read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def ask(self, search: Search) -> tuple[int, Facets]:
        of, match = self._of(search)
        best = "order by ts_rank(words, %(match)s::tsquery) desc limit 20"
        self._base.execute(f"select id {of} {best}", {"match": match}).fetchall()
        of_all, _ = self._of(search.without(*FACETS))
        return _read(self._base.execute(_counts(search, of_all), {"match": match}).fetchall())

    def ids(self, search: Search, most: int) -> set[int]:
        of, match = self._of(search)
        return {id for (id,) in self._base.execute(f"select id {of}", {"match": match})}

    def close(self) -> None:
        self._base.close()
        self._stack.close()

    def _of(self, search: Search) -> tuple[str, str]:
        mark, by = (":A" if search.where == "title" else ""), (" <-> " if search.where == "phrase" else " & ")
        match = by.join(f"'{word}'{mark}" for word in search.words)
        return f"from jobs where words @@ %(match)s::tsquery {_filters(search)}", match


def _counts(search: Search, of_all: str) -> str:
    """The total and the facets in one statement: what is found with no facet ticked, looked at once for each."""
    counts = [f"select '', 0, count(*) from found where true {_filters(search)}"]
    counts += [
        f"select '{name}', {name}, count(*) from found where true {_filters(search.without(name))} group by 2"
        for name in FACETS
    ]
    return f"with found as materialized (select city, remote, level, type, pay {of_all}) " + " union all ".join(counts)


def _filters(search: Search, table: str = "") -> str:
    """The filters as SQL: numbers of the workload, nothing typed by anyone."""
    places = [f"{table}city = {city}" for city in search.city if city != REMOTE]
    places += [f"{table}remote = 1"] if REMOTE in search.city else []
    clauses = [f"({' or '.join(places)})"] if places else []
    for name, values in (("level", search.level), ("type", search.type)):
        clauses += [f"{table}{name} in ({', '.join(map(str, values))})"] if values else []
    clauses += [f"{table}pay >= {search.pay}"] if search.pay else []
    return "".join(f" and {clause}" for clause in clauses)


def _read(rows: list[tuple[Any, ...]]) -> tuple[int, Facets]:
    counts: dict[str, list[tuple[int, int]]] = {name: [] for name in ("", *FACETS)}
    for name, value, count in rows:
        counts[name].append((value, count))
    return counts[""][0][1], {name: top(counts[name]) for name in FACETS}


RIVALS: tuple[Any, ...] = (PlainTantivy, Tantivy, Fts5, Postgres)
