"""Killing the writer at any moment loses nothing that was committed, and search stays up; two processes take turns."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from prospect.search.document import Document
from prospect.search.engines.port import IndexBusy
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.query import Query

EVERYTHING = Query()
PUT, BATCH = 300, 20
_SPAWN = multiprocessing.get_context("spawn")


def job(id: int, version: int) -> Document:
    return Document(id=id, title=f"Welder {version}", text="tig mig " * 20, employer_id=str(id % 7), employer="Acme")


def _puts(folder: str, told: Connection) -> None:
    """Puts batches for ever; tells after each that it was committed."""
    engine = TantivyEngine(folder)
    version = 0
    while True:
        version += 1
        for start in range(0, PUT, BATCH):
            engine.put([job(id, version) for id in range(start, start + BATCH)])
            told.send((start, version))


def _rebuilds(folder: str, told: Connection) -> None:
    engine = TantivyEngine(folder)
    while True:
        engine.rebuild(job(id, 0) for id in range(PUT))
        told.send((0, 0))


def _killed(target: object, folder: Path, after: float) -> list[tuple[int, int]]:
    """What a process said before it was killed so many seconds after its first word."""
    here, there = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=target, args=(str(folder), there), daemon=True)  # type: ignore[arg-type]
    process.start()
    there.close()
    said = [here.recv()]
    time.sleep(after)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    try:
        while True:
            said.append(here.recv())
    except EOFError:
        return said


@pytest.mark.slow
def test_ten_kills_during_puts_lose_nothing_committed(tmp_path: Path) -> None:
    chance = random.Random(5)
    TantivyEngine(tmp_path).rebuild(job(id, 0) for id in range(PUT))
    for _ in range(10):
        said = _killed(_puts, tmp_path, chance.uniform(0, 0.4))
        engine = TantivyEngine(tmp_path)
        found = engine.find(EVERYTHING, limit=PUT)
        assert found.total == len({hit.id for hit in found.hits}) == PUT
        start, version = said[-1]
        assert engine.find(Query(title_words=(str(version),))).total >= BATCH, f"batch {start} of {version} was lost"
        engine.put([job(0, 0)])
        engine.close()


@pytest.mark.slow
def test_ten_kills_during_a_rebuild_leave_a_whole_index(tmp_path: Path) -> None:
    chance = random.Random(6)
    TantivyEngine(tmp_path).rebuild(job(id, 0) for id in range(PUT))
    reader = TantivyEngine(tmp_path)
    for _ in range(10):
        _killed(_rebuilds, tmp_path, chance.uniform(0, 0.4))
        assert reader.find(EVERYTHING).total == PUT
        assert TantivyEngine(tmp_path).find(EVERYTHING).total == PUT
    TantivyEngine(tmp_path).rebuild(job(id, 1) for id in range(PUT))
    assert reader.find(Query(title_words=("1",))).total == PUT
    assert len(list(tmp_path.glob("index-*"))) == 1


MANY, MANY_BATCH = 100_000, 1_000


def _puts_many(folder: str, told: Connection) -> None:
    engine = TantivyEngine(folder)
    for version in count(1):
        for start in range(0, MANY, MANY_BATCH):
            engine.put([job(id, version) for id in range(start, start + MANY_BATCH)])
            told.send((start, version))


def _rebuilds_many(folder: str, told: Connection) -> None:
    told.send((0, 0))
    TantivyEngine(folder).rebuild(job(id, 0) for id in range(MANY))


class _Searching:
    """Somebody who searches all the while, and keeps what was found each time."""

    def __init__(self, folder: Path) -> None:
        self._engine, self._stop = TantivyEngine(folder), threading.Event()
        self.totals: list[int] = []
        self._thread = threading.Thread(target=self._search)

    def __enter__(self) -> _Searching:
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._stop.set()
        self._thread.join()

    def _search(self) -> None:
        while not self._stop.wait(0.01):
            self.totals.append(self._engine.find(Query(title_words=("welder",)), facets=("employer",)).total)


@pytest.mark.slow
def test_a_hundred_thousand_jobs_survive_kills_while_they_are_put_and_rebuilt(tmp_path: Path) -> None:
    chance = random.Random(7)
    TantivyEngine(tmp_path).rebuild(job(id, 0) for id in range(MANY))
    with _Searching(tmp_path) as searching:
        for _ in range(4):
            said = _killed(_puts_many, tmp_path, chance.uniform(0.2, 2))
            engine = TantivyEngine(tmp_path)
            for start, version in said:
                for id in (start, start + MANY_BATCH // 2, start + MANY_BATCH - 1):
                    assert engine.explain(Query(title_words=(str(version),)), id) is not None, f"{id} was lost"
        for _ in range(4):
            _killed(_rebuilds_many, tmp_path, chance.uniform(0.2, 4))
        TantivyEngine(tmp_path).rebuild(job(id, 9) for id in range(MANY))
    assert set(searching.totals) == {MANY}
    assert TantivyEngine(tmp_path).find(Query(title_words=("9",))).total == MANY
    assert len(list(tmp_path.glob("index-*"))) == 1


def _puts_once(folder: str, told: Connection) -> None:
    try:
        TantivyEngine(folder).put([job(1, 2)])
    except IndexBusy:
        told.send("busy")
    else:
        told.send("put")


def _another_puts(folder: Path) -> str:
    here, there = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_puts_once, args=(str(folder), there), daemon=True)
    process.start()
    said = str(here.recv())
    process.join()
    return said


def test_another_process_writes_once_the_writer_is_let_go(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.put([job(1, 1)])
    assert _another_puts(tmp_path) == "busy"
    engine.close()
    assert _another_puts(tmp_path) == "put"
    assert engine.find(Query(title_words=("2",))).total == 1
    engine.put([job(2, 2)])
    assert engine.find(Query(title_words=("2",))).total == 2
