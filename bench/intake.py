"""Taking postings in, through the tables: a second for first reading, unchanged re-reading and 1% changed.

    python bench/intake.py [--postings 5000] [--database sqlite|postgresql|both] [--profile]

Boards of 500 openings each, in the form Greenhouse serves; the texts are those of PROSPECT_SHARED/eval where it is
set, else written here. The limit beside our figures is `json.loads` of the same bytes. Every measured step is what
the worker does: `read_one` (fetch from a recording, parse, keep) and `understand_waiting` (understand, store, settle
duplicates).
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import cycle, islice
from pathlib import Path
from typing import Any

BOARD = 500  # openings a board
WORDS = [
    "grain",
    "mill",
    "care",
    "repair",
    "order",
    "deliver",
    "build",
    "measure",
    "teach",
    "answer",
    "plan",
    "stock",
    "weld",
    "drive",
    "cook",
    "test",
]
PLACES = ("Tulsa, OK", "Norman, OK", "Dallas, TX", "Remote - US", "Wichita, KS", "Oklahoma City, OK")


def main() -> None:
    parser = argparse.ArgumentParser(description="Postings taken in per second.")
    parser.add_argument("--postings", type=int, default=5_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="sqlite")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        measure(asked.postings, profile=asked.profile)
        return
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests import postgres

    wanted = ("sqlite", "postgresql") if asked.database == "both" else (asked.database,)
    for name in wanted:
        database = postgres.server() if name == "postgresql" else nullcontext("")
        with tempfile.TemporaryDirectory() as folder, database as address:
            if address is None:
                print(f"\n== {name}: not installed here")
                continue
            print(f"\n== {name}, {asked.postings} postings", flush=True)
            env = os.environ | {"PROSPECT_DATA": folder, "DJANGO_SETTINGS_MODULE": "prospect.config.settings"}
            env |= {"PROSPECT_DATABASE": address} if address else {}
            subprocess.run([sys.executable, __file__, "--inside", *sys.argv[1:]], check=True, env=env)


# -- the material ------------------------------------------------------------------------------------------------------


def texts() -> Iterator[tuple[str, str]]:
    """Titles and descriptions without end."""
    shared = os.environ.get("PROSPECT_SHARED")
    if shared:
        rows = []
        for name in ("ats_tech", "nhs_jobs"):
            with gzip.open(Path(shared) / "eval/postings" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                rows += [json.loads(line) for line in islice(lines, 4_000)]
        yield from cycle((row["title"], row["description"]) for row in rows if row["description"])
    for n in cycle(range(9_973)):
        said = " ".join(WORDS[(n * k) % len(WORDS)] for k in range(1, 400))
        yield (
            f"{WORDS[n % len(WORDS)].title()} specialist {n}",
            f"<p>{said}.</p><ul><li>{n % 7 + 1} years of Python</li></ul>",
        )


def boards(postings: int) -> list[list[dict[str, Any]]]:
    """The openings of each board, as Greenhouse serves them."""
    material = texts()
    made = []
    for first in range(0, postings, BOARD):
        board = []
        for id in range(first, min(first + BOARD, postings)):
            title, said = next(material)
            board.append({
                "id": id,
                "title": title,
                "absolute_url": f"https://boards.greenhouse.io/firm{first}/jobs/{id}",
                "location": {"name": PLACES[id % len(PLACES)]},
                "content": html.escape(said),
                "first_published": "2026-06-02T08:00:00-05:00",
                "updated_at": "2026-07-02T08:00:00-05:00",
            })  # fmt: skip
        made.append(board)
    return made


# -- the measure -------------------------------------------------------------------------------------------------------


def measure(postings: int, *, profile: bool) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    folder = Path(os.environ["PROSPECT_DATA"]) / "boards"
    made = boards(postings)
    sources = _add(folder, made)
    size = sum(path.stat().st_size for path in folder.glob("*.json"))
    bare = _seconds(lambda: [json.loads(path.read_bytes()) for path in folder.glob("*.json")])
    print(f"{size / 1e6:.0f} MB; the limit, json.loads of it: {postings / bare:,.0f} postings a second")
    print(f"{'':34} {'postings/s':>11} {'ms each':>9} {'of json.loads':>14} {'queries each':>13} {'peak MB':>8}")
    step = _profiled if profile else _row
    step("first reading: kept", postings, bare, lambda: _read(sources))
    step("first reading: understood", postings, bare, _understand)
    step("unchanged, byte for byte", postings, bare, lambda: (_read(sources), _understand()))
    _write(folder, [[{**job, "updated_at": "2026-07-03T09:00:00-05:00"} for job in board] for board in made])
    step("unchanged but for bumped dates", postings, bare, lambda: (_read(sources), _understand()))
    changed = [[_changed(job) if job["id"] % 100 == 0 else job for job in board] for board in made]
    _write(folder, changed)
    step("1% changed", postings, bare, lambda: (_read(sources), _understand()))
    step("1% changed, once more unchanged", postings, bare, lambda: (_read(sources), _understand()))


def _changed(job: dict[str, Any]) -> dict[str, Any]:
    return {**job, "content": job["content"] + html.escape("<p>Starts in autumn.</p>")}


def _add(folder: Path, made: list[list[dict[str, Any]]]) -> list[int]:
    from prospect.jobs.actions import add_board

    _write(folder, made)
    return [
        add_board(kind="greenhouse", token=path.stem, employer_name=f"Firm {path.stem}", recordings=str(path)).pk
        for path in sorted(folder.glob("*.json"))
    ]


def _write(folder: Path, made: list[list[dict[str, Any]]]) -> None:
    folder.mkdir(exist_ok=True)
    for n, board in enumerate(made):
        (folder / f"b{n:04}.json").write_text(json.dumps({"jobs": board, "meta": {"total": len(board)}}))


def _read(sources: list[int]) -> None:
    from prospect.jobs.tasks import judge_absences
    from prospect.sources.models import Source
    from prospect.sources.tasks import read_one

    for pk in sources:
        read_one(Source.objects.get(pk=pk))
    while judge_absences():
        pass


def _understand() -> None:
    from prospect.jobs.tasks import understand_waiting

    while understand_waiting():
        pass


def _row(name: str, postings: int, bare: float, work: Callable[[], object]) -> None:
    from django.db import connection

    counted = [0]

    def count(execute: Callable[..., object], *said: Any) -> object:
        counted[0] += 1
        return execute(*said)

    with connection.execute_wrapper(count):
        took = _seconds(work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:34} {postings / took:11,.0f} {took / postings * 1000:9.3f} {bare / took:14.1%} "
          f"{counted[0] / postings:13.3f} {peak:8.0f}", flush=True)  # fmt: skip


def _profiled(name: str, postings: int, bare: float, work: Callable[[], object]) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.enable()
    _row(name, postings, bare, work)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(18)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
