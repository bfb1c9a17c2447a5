"""Taking postings in, through the tables: a second for first reading, unchanged re-reading and 1% changed.

    python bench/intake.py [--postings 20000] [--workers 2] [--database sqlite|postgresql|both]
    python bench/intake.py --postings 20000 --texts FILE...   (JSON Lines of title and description: real texts)
    python bench/intake.py --postings 1000000 --understand 100000   (all are kept and read again, the first understood)

The boards are invented (`openings`) unless texts are given. What is measured is what workers do, each in a process of
its own as `prospect worker` is: `read_due` (a recording in place of the network; parse, keep), `judge_absences`,
`understand_waiting` (understand, store, settle duplicates). The limit beside our figures is `json.loads` of the same
bytes in one process. Memory is the largest worker's own: what it had before the step, and the most it had in it. (What
the system shows for it is up to 128 MB more with SQLite, which maps so much of the database's file.)
Each line is printed when its step ends; how a long step goes is told every minute on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from html import escape
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import openings

TOLD_EVERY = 60  # seconds between two lines about a long step, on standard error
WARMING = 40  # openings understood before the clock starts: loading the lexicon is not what is measured


def main() -> None:
    asked = arguments()
    if asked.step:
        work(asked.step, asked.upto)
        return
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests import postgres

    for name in ("sqlite", "postgresql") if asked.database == "both" else (asked.database,):
        database = postgres.server() if name == "postgresql" else nullcontext("")
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder, database as address:
            if address is None:
                print(f"\n== {name}: not installed here")
                continue
            os.environ["PROSPECT_DATA"] = folder
            os.environ["DJANGO_SETTINGS_MODULE"] = "prospect.config.settings"
            os.environ.pop("PROSPECT_DATABASE", None)
            if address:
                os.environ["PROSPECT_DATABASE"] = address
            print(f"\n== {name}, {asked.postings:,} postings, {asked.workers} workers", flush=True)
            measure(asked, Path(folder))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Postings taken in per second.")
    parser.add_argument("--postings", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="sqlite")
    parser.add_argument("--texts", nargs="*", default=(), help="JSON Lines with title and description")
    parser.add_argument("--understand", type=int, help="understand only so many, and what changes of them")
    parser.add_argument("--folder", help="where the database and the boards are kept meanwhile")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--upto", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


# -- the boards --------------------------------------------------------------------------------------------------------


def write(boards: Path, asked: argparse.Namespace) -> None:
    """Writes every board."""
    boards.mkdir()
    counts = [min(openings.BOARD, asked.postings - first) for first in range(0, asked.postings, openings.BOARD)]
    if asked.texts:
        texts = cycle(recorded(asked.texts))
        for number, count in enumerate(counts):
            rows = [told(number, number * openings.BOARD + at, next(texts)) for at in range(count)]
            said = {"jobs": rows, "meta": {"total": len(rows)}}
            (boards / f"firm{number:05}.json").write_text(json.dumps(said))
        return
    openings.drawn()
    with ProcessPoolExecutor(asked.workers) as pool:
        names = [f"{'feed' if openings.is_feed(number) else 'firm'}{number:05}.json" for number in range(len(counts))]
        paths = [boards / name for name in names]
        list(pool.map(openings.write_board, paths, range(len(counts)), counts, chunksize=20))


def later(boards: Path, asked: argparse.Namespace, *, day: int, changed: int = 0) -> None:
    """The boards as they are on a later day, when each is due again."""
    with ProcessPoolExecutor(asked.workers) as pool:
        again = partial(openings.write_again, day=day, changed=changed)
        list(pool.map(again, sorted(boards.iterdir()), chunksize=20))
    due_again()


def recorded(files: list[str]) -> list[dict[str, str]]:
    import gzip

    rows = []
    for name in files:
        with (gzip.open if name.endswith(".gz") else open)(name, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in islice(lines, 10_000)]
    return [{"title": row["title"], "text": row["description"]} for row in rows if row.get("description")]


def told(number: int, id: int, row: dict[str, str]) -> dict[str, Any]:
    """A recorded text as an opening of the form Greenhouse serves."""
    return {
        "id": id,
        "title": row["title"],
        "absolute_url": f"https://boards.greenhouse.io/firm{number}/jobs/{id}",
        "location": {"name": openings.Writer(number).homes[0]},
        "content": escape(row["text"]),
        "first_published": "2026-06-02T08:00:00-05:00",
        "updated_at": "2026-07-02T08:00:00-05:00",
    }


# -- the measure -------------------------------------------------------------------------------------------------------


def measure(asked: argparse.Namespace, folder: Path) -> None:
    boards = folder / "boards"
    write(boards, asked)
    set_up()
    size = sum(path.stat().st_size for path in boards.iterdir())
    bare = parsing(boards)
    add_sources(boards)
    rate = asked.postings / bare
    print(
        f"{size / 1e6:,.0f} MB on {len(list(boards.iterdir())):,} boards; the limit, json.loads of it: {rate:,.0f} a second"
    )
    print(HEADING, flush=True)
    for name, step, before in STEPS:
        if before:
            before(boards, asked)
        told = together(step, asked)
        if step == "understand" and asked.understand:
            name = f"{name} (of the first {asked.understand:,})"
        print(row(name, told, asked.postings if step == "read" else int(told["count"]), rate), flush=True)
    tell_catalogue(folder)


Before = Callable[[Path, argparse.Namespace], object]
# What the line says, which queue is drained, and what comes before the clock starts.
STEPS: tuple[tuple[str, str, Before | None], ...] = (
    ("first reading: kept", "read", None),
    ("unchanged, byte for byte", "read", lambda boards, asked: due_again()),
    ("unchanged but for bumped dates", "read", lambda boards, asked: later(boards, asked, day=3)),
    ("first reading: understood", "understand", None),
    ("1% changed: kept", "read", lambda boards, asked: later(boards, asked, day=4, changed=100)),
    ("1% changed: understood again", "understand", None),
    ("once more unchanged", "read", lambda boards, asked: due_again()),
)
HEADING = (
    f"{'':52} {'postings':>10} {'a second':>9} {'of the limit':>12} {'CPU ms each':>12} {'seconds':>8}"
    f" {'MB before':>10} {'MB at most':>10}"
)


def row(name: str, told: dict[str, float], count: int, limit: float) -> str:
    rate = count / told["seconds"]
    return (
        f"{name:52} {count:10,} {rate:9,.0f} {rate / limit:12.1%} {told['cpu'] / max(count, 1) * 1000:12.3f}"
        f" {told['seconds']:8.1f} {told['before']:10.0f} {told['peak']:10.0f}"
    )


def together(step: str, asked: argparse.Namespace) -> dict[str, float]:
    """What the workers did: seconds from the first's beginning to the last's end; count and CPU of all; MB of the largest."""
    command = [sys.executable, __file__, "--step", step]
    if asked.understand:
        command += ["--upto", str(last_of_first(asked.understand))]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(asked.workers)
    ]
    for one in running:
        assert one.stdout and one.stdout.readline() == "ready\n", "a worker did not start"
    for one in running:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [json.loads(one.communicate()[0]) for one in running]
    return {
        "seconds": max(one["end"] for one in told) - min(one["begin"] for one in told),
        **{name: sum(one[name] for one in told) for name in ("cpu", "count")},
        **{name: max(one[name] for one in told) for name in ("before", "peak")},
    }


def last_of_first(count: int) -> int:
    """The id of the last of the first so many postings, which are understood in the order of their ids; 0 for none."""
    from prospect.sources.models import Posting

    ids = Posting.objects.order_by("pk").values_list("pk", flat=True)
    return ids[count - 1 : count].first() or 0


def work(step: str, upto: int | None) -> None:
    """One worker: gets ready, waits for the word, drains its queue, tells what it took."""
    set_up()
    warm()
    print("ready", flush=True)
    sys.stdin.readline()
    memory = Memory()
    memory.start()
    begin, cpu = time.time(), time.process_time()
    count = drain(step, upto, memory)
    told = {"begin": begin, "end": time.time(), "cpu": time.process_time() - cpu, "count": count}
    print(json.dumps({**told, "before": memory.before, "peak": memory.peak}), flush=True)


def drain(step: str, upto: int | None, memory: Memory) -> int:
    """Works until nothing waits (none of the postings up to that id, where one is given); answers how much was done."""
    from django.db import OperationalError
    from django.utils import timezone

    from prospect.jobs.tasks import judge_absences, understand_waiting
    from prospect.sources.models import Posting, Source
    from prospect.sources.tasks import read_due

    waiting = Posting.objects.to_understand()
    if upto:
        waiting = waiting.filter(pk__lte=upto)
    queues: dict[str, tuple[tuple[Callable[[], int], ...], Callable[[], bool]]] = {
        "read": ((read_due, judge_absences), lambda: Source.objects.due(timezone.now()).exists()),
        "understand": ((understand_waiting,), lambda: waiting.exists()),
    }
    steps, is_left = queues[step]
    count, told_at = 0, time.time()
    while is_left():
        try:
            worked = sum(queue() for queue in steps)
        except OperationalError:
            continue  # the other worker holds SQLite; the worker's own loop goes on as well
        count += worked
        if not worked:
            time.sleep(0.02)  # what is left is in another worker's hands
        if time.time() - told_at >= TOLD_EVERY:
            told_at = time.time()
            print(f"  {step}: {count:,} by this worker, {memory.own():.0f} MB", file=sys.stderr, flush=True)
    return count


class Memory(threading.Thread):
    """Watches what memory of its own this process has, in MB: not its libraries, nor the files it has mapped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.before = self.peak = self.own()

    def run(self) -> None:
        while True:
            self.peak = max(self.peak, self.own())
            time.sleep(0.1)

    @staticmethod
    def own() -> float:
        with Path("/proc/self/status").open() as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def set_up() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def warm() -> None:
    """Loads what the first posting of a worker's life loads."""
    from prospect.jobs.understanding import understand
    from prospect.sources.connectors import connector

    jobs = [{**one, "id": -one["id"] - 1} for one in openings.Writer(-1).openings(WARMING)]
    for posting in connector("greenhouse").parse(json.dumps({"jobs": jobs}).encode()).postings:
        understand(posting)


def parsing(boards: Path) -> float:
    """Seconds to parse every board as JSON, and nothing else."""
    took = 0.0
    for path in boards.iterdir():
        data = path.read_bytes()
        start = time.perf_counter()
        json.loads(data)
        took += time.perf_counter() - start
    return took


def add_sources(boards: Path) -> None:
    from prospect.jobs.actions import add_board

    for path in sorted(boards.glob("*.json")):
        kind, name = (
            ("greenhouse", openings.Writer(int(path.stem[4:])).firm) if path.stem.startswith("firm") else ("json", "")
        )
        add_board(kind=kind, token=path.stem, employer_name=name, recordings=str(path))


def due_again() -> None:
    from django.utils import timezone

    from prospect.sources.models import Source

    Source.objects.update(due_at=timezone.now())


def tell_catalogue(folder: Path) -> None:
    from prospect.jobs.models import Job

    jobs, copies = Job.objects.count(), Job.objects.filter(copy_of__isnull=False).count()
    size = sum(path.stat().st_size for path in folder.glob("prospect.sqlite3*"))
    print(
        f"{jobs:,} jobs, {copies:,} of them copies of others"
        + (f"; database {size / 1e9:.1f} GB" if size > 1e6 else "")
    )


if __name__ == "__main__":
    main()
