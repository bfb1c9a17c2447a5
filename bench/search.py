"""Forward search on the seeded workload of the other engines: top 20, the total and three facets.

    python bench/search.py DIR JOBS QUERIES

DIR holds jobs.npz, alerts.npz and meta.json, made by the workload's own generator; its `forward.py` runs tantivy bare,
SQLite FTS5 and PostgreSQL on the same queries. Prints one JSON line for our `find`, and one for the same index asked
for the same terms by tantivy with nothing of ours around it (20 ids, a count, one pass of facets): the limit.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from alerts import REMOTE, Job, Workload, document

from prospect.search.document import Document
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.meaning import meaning
from prospect.search.query import Near, PayFloor, Query
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS

FACETS = ("level", "type", "place")
TODAY = 740_000


def documents(workload: Workload, count: int) -> Iterator[Document]:
    """The workload's jobs, over again from the first where more are wanted than there are."""
    known = len(workload.jobs["city"])
    for start in range(0, count, 1_000):
        for n in range(start, min(start + 1_000, count)):
            (row,) = workload.raw(n % known, 1)
            job = document(row)
            yield Job(**{**job.__dict__, "id": n + 1, "posted_on": TODAY - n % 60, "employer_id": str(n % 3000)})


def queries(workload: Workload, count: int) -> list[Query]:
    """The first alerts of the workload, asked as searches."""
    columns = [workload.alerts[name][:count].tolist() for name in ("terms", "phrase", "loc", "msal", "lmask", "tmask")]
    size, found = len(workload.words), []
    for words, phrase, place, pay, levels, types in zip(*columns, strict=True):
        named = [f"w{word % size}" for word in words if word >= 0]
        titled = bool(words[0] >= size)
        cities = workload.places[place]
        found.append(
            Query(
                words=() if phrase or titled else tuple(named),
                phrases=(" ".join(named),) if phrase else (),
                title_words=tuple(named) if titled else (),
                similar=False,
                near=tuple(Near(str(city), 0) for city in cities if city != REMOTE),
                remote=REMOTE in cities and len(cities) > 1,
                workplaces=("remote",) if cities == [REMOTE] else (),
                pay=PayFloor(pay) if pay else None,
                levels=tuple(name for n, name in enumerate(LEVELS) if levels >> n & 1),
                employment_types=tuple(name for n, name in enumerate(EMPLOYMENT_TYPES) if types >> n & 1),
            )
        )
    return found


def timed(ask: Callable[[Query], int], asked: list[Query]) -> dict[str, Any]:
    """Wall milliseconds by query, CPU milliseconds by query, and how many were found in all."""
    for query in asked[:50]:
        ask(query)
    wall, total, start = [], 0, time.process_time()
    for query in asked:
        begun = time.perf_counter()
        total += ask(query)
        wall.append((time.perf_counter() - begun) * 1e3)
    cpu = (time.process_time() - start) * 1e3 / len(asked)
    p50, p99 = (round(float(np.percentile(wall, q)), 3) for q in (50, 99))
    return {"p50_ms": p50, "p99_ms": p99, "cpu_ms_per_query": round(cpu, 3), "total_hits": total}


def bare(engine: TantivyEngine) -> Callable[[Query], int]:
    """The same questions asked of tantivy itself."""
    searcher, compiler = engine._searcher()
    wanted = {name: {"terms": {"field": name, "size": 10}} for name in FACETS}

    def ask(query: Query) -> int:
        compiled = compiler.query(meaning(query), scored=True, today=TODAY)
        result = searcher.search(compiled, limit=20, count=True)
        searcher.fast_field_values("id", [address for _, address in result.hits])
        searcher.aggregate(compiled, wanted)
        return int(result.count)

    return ask


def main(folder: str, jobs: str, count: str) -> None:
    workload, where = Workload(Path(folder)), Path(tempfile.mkdtemp(prefix="prospect-bench-"))
    try:
        engine = TantivyEngine(where)
        start, cpu = time.perf_counter(), time.process_time()
        engine.rebuild(documents(workload, int(jobs)))
        built = {"build_s": round(time.perf_counter() - start, 1), "build_cpu_s": round(time.process_time() - cpu, 1)}
        built["index_mb"] = sum(file.stat().st_size for file in where.rglob("*") if file.is_file()) >> 20
        asked = queries(workload, int(count))
        ours = timed(lambda query: engine.find(query, limit=20, facets=FACETS, today=TODAY).total, asked)
        print(json.dumps({"engine": "prospect", "jobs": int(jobs), **ours, **built}))
        print(json.dumps({"engine": "tantivy alone, same index", "jobs": int(jobs), **timed(bare(engine), asked)}))
        more = list(documents(workload, 1_000))
        start = time.perf_counter()
        engine.put(more)
        seconds = round(time.perf_counter() - start, 2)
        engine.close()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(json.dumps({"put_1000_s": seconds, "memory_mb": memory}))
    finally:
        shutil.rmtree(where)


if __name__ == "__main__":
    main(*sys.argv[1:])
