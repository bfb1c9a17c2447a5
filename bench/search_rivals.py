"""Other engines on the jobs and searches of `search.py`: the same filters, the first 20 and three facets of each.

Each keeps ids, filters and the text to be searched, no more. tantivy is tantivy-py with nothing around it: queries
built by hand for this one schema, the 20 ids read from their column, and one pass of counts over what was found (not
"what if I also tick this", which needs a pass for every facet that is ticked). SQLite has a contentless FTS5 table and
PostgreSQL a column of `tsvector` under GIN, both in the usual way with their settings for much memory and no safety.
CPU is that of this process, and for PostgreSQL that of its backend too.
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

from tests import postgres

REMOTE = 200  # the workload's number for "remote" among its cities
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
    cities: tuple[int, ...]
    pay: int
    levels: tuple[int, ...]
    types: tuple[int, ...]


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
        query = self._query(search)
        result = self._searcher.search(query, limit=20, count=True)
        self._searcher.fast_field_values("id", [address for _, address in result.hits])
        wanted = {name: {"terms": {"field": name, "size": 10}} for name in ("level", "type", "city")}
        found = self._searcher.aggregate(query, wanted)
        return result.count, {
            name: {int(b["key"]): int(b["doc_count"]) for b in found[name]["buckets"]} for name in wanted
        }

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
        places = [("remote", 1) if city == REMOTE else ("city", city) for city in search.cities]
        for alternatives in (places, [("level", n) for n in search.levels], [("type", n) for n in search.types]):
            if alternatives:
                any_of = [(Occur.Should, make.term_query(self._schema, *each)) for each in alternatives]
                clauses.append((must, make.const_score_query(make.boolean_query(any_of), 0.0)))
        if search.pay:
            enough = make.range_query(self._schema, "pay", tantivy.FieldType.Integer, search.pay, 10**9)
            clauses.append((must, make.const_score_query(enough, 0.0)))
        return make.boolean_query(clauses)


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
        facet = "select '{0}', {0}, count(*) from found group by 2"
        rows = self._base.execute(
            f"with found as materialized (select j.level, j.type, j.city {of}) select '', 0, count(*) from found "
            + " ".join("union all " + facet.format(name) for name in ("level", "type", "city")),
            (match,),
        ).fetchall()
        return _read(rows)

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
        rows = self._base.execute(
            f"with found as materialized (select level, type, city {of}) select case when grouping(level) = 0 then "
            "'level' when grouping(type) = 0 then 'type' when grouping(city) = 0 then 'city' else '' end, "
            "coalesce(level, type, city), count(*) from found group by grouping sets ((), (level), (type), (city))",
            {"match": match},
        ).fetchall()
        return _read(rows)

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


def _filters(search: Search, table: str = "") -> str:
    """The filters as SQL: numbers of the workload, nothing typed by anyone."""
    places = [f"{table}city = {city}" for city in search.cities if city != REMOTE]
    places += [f"{table}remote = 1"] if REMOTE in search.cities else []
    clauses = [f"({' or '.join(places)})"] if places else []
    for name, values in (("level", search.levels), ("type", search.types)):
        clauses += [f"{table}{name} in ({', '.join(map(str, values))})"] if values else []
    clauses += [f"{table}pay >= {search.pay}"] if search.pay else []
    return "".join(f" and {clause}" for clause in clauses)


def _read(rows: list[tuple[Any, ...]]) -> tuple[int, Facets]:
    facets: Facets = {"level": {}, "type": {}, "city": {}, "": {}}
    for name, value, count in rows:
        facets[name][value or 0] = count
    return sum(facets.pop("").values()), facets


RIVALS = (Tantivy, Fts5, Postgres)
