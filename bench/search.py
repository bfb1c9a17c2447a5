"""Searching beside other engines, in one run: the first 20 with filters and three facets, at any number of jobs.

    python bench/search.py 100000
    python bench/search.py 1000000 --searches 300 [--workload DIR] [--only "tantivy alone"]

The workload is that of the shared rivals where PROSPECT_SHARED names the folder that has them (its generator is run once
and what it makes is kept; or `--workload` says where it lies), and else one of the same kind made here. Jobs are taken
over again where there are fewer than are asked for.

Ours is `find` as the results page asks it, from a Query to ids, scores and facets that say what there would be with a
further value ticked. What the others do is in `search_rivals.py`; tantivy alone is the limit, for it is what ours stands
on. Each of them is measured beside ours, some searches of one and then of the other, so that whatever else the machine
does befalls both and neither finds the processor's caches full of the other's at every search; and with searches of its
own, so that every one is new to ours, its Meaning not yet known. Every engine must find the same jobs for the same
searches: the totals and the facets of all, and all ids of those with few; a difference ends the run.

Apart from that: 20 rows read by id from SQLite, with snippet and marks, as a page shows them; adding 1,000 jobs; and
suggestions as one types.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from alerts import REMOTE, Job, Workload, document
from search_rivals import RIVALS, Facets, PlainTantivy, Row, Search
from search_workload import make

from prospect.config.warming import warm
from prospect.search.document import Document
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.query import Near, PayFloor, Query
from prospect.search.snippets import marked, snippet
from prospect.search.suggestions import suggest
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS

FACETS = ("level", "type", "place")
COLUMNS = ("p50 ms", "p99 ms", "CPU ms", "x ours", "MB", "build s", "CPU s")
TODAY, WARM, TURN, FEW = 740_000, 50, 25, 2_000
TYPED = ("n", "nu", "nur", "nurs", "nurse", "back", "java d", "weld", "tul", "acc", "emp", "employer 1", "regist", "t")


def workload(given: str | None) -> Workload:
    """The shared one where it can be had, or our own."""
    if given:
        return Workload(Path(given))
    kept = Path(tempfile.gettempdir()) / "prospect-bench-workload"
    shared = Path(os.environ.get("PROSPECT_SHARED", "")) / "rivals" / "engines" / "gen.py"
    if not (kept / "meta.json").exists():
        kept.mkdir(exist_ok=True)
        if shared.exists():
            subprocess.run([sys.executable, shared, kept, "102000", "20000", "11"], cwd=kept, check=True)
        else:
            make(kept, 102_000, 20_000)
    return Workload(kept)


def documents(workload: Workload, count: int) -> Iterator[Document]:
    """The workload's jobs, over again from the first where more are wanted than there are."""
    known = len(workload.jobs["city"])
    for n in range(count):
        (row,) = workload.raw(n % known, 1)
        more = {
            "id": n + 1,
            "posted_on": TODAY - n % 60,
            "employer_id": str(n % 3000),
            "employer": f"employer {n % 3000}",
        }
        yield Job(**{**document(row).__dict__, **more})


def rows(workload: Workload, count: int) -> Iterator[Row]:
    """The same for the others: numbers and words."""
    known = len(workload.jobs["city"])
    for n in range(count):
        ((_, title, text, city, remote, level, kind, pay),) = workload.raw(n % known, 1)
        yield Row(n + 1, city, int(remote), level, kind, pay, title, text)


def searches(workload: Workload, count: int) -> Iterator[tuple[Query, Search]]:
    """The first alerts of the workload, asked as searches: as ours takes them and as the others do."""
    columns = [workload.alerts[name][:count].tolist() for name in ("terms", "phrase", "loc", "msal", "lmask", "tmask")]
    size = len(workload.words)
    for words, phrase, place, pay, levels, types in zip(*columns, strict=True):
        named = tuple(f"w{word % size}" for word in words if word >= 0)
        where = "title" if words[0] >= size else "phrase" if phrase and len(named) > 1 else "text"
        cities = tuple(workload.places[place])
        asked = Query(
            words=named if where == "text" else (),
            phrases=(" ".join(named),) if where == "phrase" else (),
            title_words=named if where == "title" else (),
            similar=False,
            near=tuple(Near(str(city), 0) for city in cities if city != REMOTE),
            remote=REMOTE in cities and len(cities) > 1,
            workplaces=("remote",) if cities == (REMOTE,) else (),
            pay=PayFloor(pay) if pay else None,
            levels=tuple(name for n, name in enumerate(LEVELS) if levels >> n & 1),
            employment_types=tuple(name for n, name in enumerate(EMPLOYMENT_TYPES) if types >> n & 1),
        )
        bits = tuple(tuple(n for n in range(8) if mask >> n & 1) for mask in (levels, types))
        yield asked, Search(named, where, cities, pay, *bits)


class Ours:
    """Prospect's engine."""

    name = "prospect"

    def __init__(self, folder: Path) -> None:
        self.engine, self._folder = TantivyEngine(folder), folder

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._folder.rglob("*") if file.is_file())

    def cpu(self) -> float:
        return time.process_time()

    def ask(self, query: Query) -> tuple[int, Facets]:
        found = self.engine.find(query, limit=20, facets=FACETS, today=TODAY)
        level, kind, place = (found.facets[name] for name in FACETS)
        return found.total, {
            "level": {LEVELS.index(name): count for name, count in level.items()},
            "type": {EMPLOYMENT_TYPES.index(name): count for name, count in kind.items()},
            "city": {int(name): count for name, count in place.items()},
        }

    def ids(self, query: Query, most: int) -> set[int]:
        return {hit.id for hit in self.engine.find(query, limit=most, today=TODAY).hits}

    def close(self) -> None:
        self.engine.close()


def equal(one: dict[int, int], other: dict[int, int]) -> bool:
    """Whether two facets say the same; of values with equal counts any may be the last that is shown."""
    shared = one.keys() & other.keys()
    return sorted(one.values()) == sorted(other.values()) and all(one[value] == other[value] for value in shared)


def same(ours: Ours, rival: Any, asked: list[tuple[Query, Search]]) -> int:
    """How many jobs both find in all; ends the run where they find others."""
    everything, compared = 0, 0
    for query, search in asked:
        (total, facets), (theirs, their_facets) = ours.ask(query), rival.ask(search)
        alike = total == theirs
        if rival.name != PlainTantivy.name:
            alike = alike and all(equal(facets[name], their_facets[name]) for name in facets)
        if total <= FEW and compared < 100:
            alike = alike and ours.ids(query, FEW) == rival.ids(search, FEW)
            compared += 1
        if not alike:
            raise SystemExit(f"{rival.name} finds {theirs} and ours {total} for {search}")
        everything += total
    return everything


class Stopwatch:
    """Wall milliseconds by search, and milliseconds of CPU by search."""

    def __init__(self, engine: Any) -> None:
        self._engine, self._cpu = engine, 0.0
        self._wall: list[float] = []

    def ask(self, what: Any) -> None:
        cpu, begun = self._engine.cpu(), time.perf_counter()
        self._engine.ask(what)
        self._wall.append((time.perf_counter() - begun) * 1e3)
        self._cpu += (self._engine.cpu() - cpu) * 1e3

    def figures(self) -> dict[str, float]:
        p50, p99 = (float(np.percentile(self._wall, q)) for q in (50, 99))
        return {"p50": p50, "p99": p99, "cpu": self._cpu / len(self._wall)}


def timed(ours: Ours, rival: Any, asked: list[tuple[Query, Search]]) -> tuple[dict[str, float], dict[str, float]]:
    """The figures of ours and of another, some searches in turn; the first few searches are not counted."""
    for query, search in asked[:WARM]:
        ours.ask(query), rival.ask(search)
    mine, theirs = Stopwatch(ours), Stopwatch(rival)
    for begin in range(WARM, len(asked), TURN):
        turn = asked[begin : begin + TURN]
        for query, _ in turn:
            mine.ask(query)
        for _, search in turn:
            theirs.ask(search)
    return mine.figures(), theirs.figures()


def timed_again(ours: Ours, asked: list[tuple[Query, Search]]) -> dict[str, float]:
    """The figures of ours where it has read the words before, as it has those that many people type."""
    again = Stopwatch(ours)
    for query, _ in asked[WARM:]:
        again.ask(query)
    return again.figures()


def built(engine: Any, build: Callable[[], object]) -> str:
    start, cpu = time.perf_counter(), engine.cpu()
    build()
    seconds, spent = time.perf_counter() - start, engine.cpu() - cpu
    return f"{engine.size() / 2**20:10.0f}{seconds:10.0f}{spent:10.0f}"


def show(name: str, figures: dict[str, float], ours: float, more: str) -> None:
    columns = [f"{figures[key]:10.2f}" for key in ("p50", "p99", "cpu")]
    print(f"{name:16}" + "".join(columns) + f"{figures['cpu'] / ours:10.2f}{more}", flush=True)


def shown_rows(ours: Ours, workload: Workload, asked: list[Query]) -> str:
    """What a page costs after the search: 20 rows by id, a snippet and the marks in the title of each."""
    base, known = sqlite3.connect(":memory:"), len(workload.jobs["city"])
    base.execute("create table jobs (id integer primary key, title, text)")
    base.executemany("insert into jobs values (?, ?, ?)", ((n, *workload.raw(n, 1)[0][1:3]) for n in range(known)))
    pages = [[hit.id for hit in ours.engine.find(query, limit=20, today=TODAY).hits] for query in asked]
    start, count = time.process_time(), 0
    for query, ids in zip(asked, pages, strict=True):
        marks = ", ".join("?" * len(ids))
        wanted = [(id - 1) % known for id in ids]
        for title, text in base.execute(f"select title, text from jobs where id in ({marks})", wanted):
            marked(title, query), snippet(text, query)
            count += 1
    seconds = time.process_time() - start
    return f"{seconds * 1e3 / len(asked):.2f} ms of CPU a page, {count / len(asked):.1f} rows a page"


def measure_ours(ours: Ours, workload: Workload, asked: list[Query]) -> None:
    """What is measured of ours alone."""
    print("rows, snippets and marks:", shown_rows(ours, workload, asked[:100]))
    typing = []
    for typed in TYPED * 5:
        begun = time.perf_counter()
        suggest(typed, ours.engine)
        typing.append((time.perf_counter() - begun) * 1e3)
    p50, p99 = (np.percentile(typing[len(TYPED) :], q) for q in (50, 99))
    print(f"suggestions: p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    more = [replace(job, id=job.id + 500) for job in documents(workload, 1_000)]
    start, cpu = time.perf_counter(), time.process_time()
    ours.engine.put(more)
    spent = time.process_time() - cpu
    print(f"adding 1,000 jobs: {time.perf_counter() - start:.2f} s, {spent:.2f} s of CPU")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB at most", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("jobs", type=int, nargs="?", default=100_000)
    parser.add_argument("--searches", type=int, default=500)
    parser.add_argument("--workload", help="the folder of jobs.npz, alerts.npz and meta.json")
    parser.add_argument("--only", action="append", help="only these rivals")
    args = parser.parse_args()
    known = workload(args.workload)
    each = args.searches + WARM
    pairs = list(searches(known, each * len(RIVALS)))
    print(f"{args.jobs:,} jobs, {args.searches} searches of each pair\n")
    print("".join(f"{name:>{26 if n == 0 else 10}}" for n, name in enumerate(COLUMNS)), flush=True)
    where = Path(tempfile.mkdtemp(prefix="prospect-bench-"))
    try:
        ours = Ours(where / "ours")
        about = built(ours, lambda: ours.engine.rebuild(documents(known, args.jobs)))
        warm()
        for n, kind in enumerate(RIVALS):
            if args.only and kind.name not in args.only:
                continue
            folder, asked = where / kind.__name__, pairs[n * each : (n + 1) * each]
            folder.mkdir()
            rival = kind(folder)
            about_it = built(rival, lambda rival=rival: rival.build(rows(known, args.jobs)))
            mine, theirs = timed(ours, rival, asked)
            show(ours.name, mine, mine["cpu"], about)
            show("  asked again", timed_again(ours, asked), mine["cpu"], "")
            show(rival.name, theirs, mine["cpu"], about_it)
            print(f"{'':16}the same {same(ours, rival, asked):,} jobs are found by both\n", flush=True)
            rival.close()
        measure_ours(ours, known, [query for query, _ in pairs])
        ours.close()
    finally:
        shutil.rmtree(where, ignore_errors=True)


if __name__ == "__main__":
    main()
