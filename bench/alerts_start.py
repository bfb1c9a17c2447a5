"""How long a worker takes from the database to its first answer, and what its matcher weighs.

    python bench/alerts_start.py DIR ALERTS [--database postgres://…]

DIR is the workload's folder (`bench/alerts.py`). Its alerts are written as people's are: words, phrases and title words
as typed, real towns within a radius, pay, levels and types. Each start is a process of its own; the first after an
upgrade reads every alert from its parameters, the others from what was kept; keeping it is the worker's work between.
Targets for 1,000,000: 20 s, 600 MB, and 60 CPU seconds for the keeping, in transactions of less than 0.1 s (the longest
but for one in a hundred is printed).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from alerts import REMOTE, Workload  # noqa: E402

from prospect.lexicon.places import suggest_places  # noqa: E402
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS  # noqa: E402

if TYPE_CHECKING:
    from prospect.alerts.readings.tasks import LiveMatcher
    from prospect.search.document import Document

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def towns(count: int) -> list[str]:
    """Ids of places that have a town's name, in the order of the alphabet."""
    found: dict[str, None] = {}
    for first in "abcdefghijklmnoprstuvwyz":
        for second in "aeioulrh":
            for place in suggest_places(first + second, 8):
                if place.city and place.id:
                    found[place.id] = None
    return list(found)[:count]


def saved(workload: Workload, count: int) -> Iterator[dict[str, list[str]]]:
    """The first alerts as parameters; a set of several towns is a radius around the first of them."""
    columns = [workload.alerts[name][:count].tolist() for name in ("terms", "phrase", "loc", "msal", "lmask", "tmask")]
    size, known = len(workload.words), towns(REMOTE)
    for words, phrase, place, pay, levels, types in zip(*columns, strict=True):
        typed = [workload.words[word % size] for word in words if word >= 0]
        cities = [city for city in workload.places[place] if city != REMOTE]
        out = {
            "title" if words[0] >= size else "q": [f'"{" ".join(typed)}"' if phrase else " ".join(typed)],
            "near": [f"{known[cities[0] % len(known)]}~{10 if len(cities) == 1 else 50}"] if cities else [],
            "remote": ["yes"] if cities and REMOTE in workload.places[place] else [],
            "pay": [str(pay)] if pay else [],
            "level": [name for n, name in enumerate(LEVELS) if levels >> n & 1],
            "type": [name for n, name in enumerate(EMPLOYMENT_TYPES) if types >> n & 1],
        }
        yield {name: values for name, values in out.items() if values}


def fill(folder: str, count: int) -> None:
    """A network with so many saved alerts and a few hundred jobs."""
    from django.core.management import call_command

    from prospect.alerts.models import Alert
    from prospect.jobs.models import Employer, Job

    call_command("migrate", verbosity=0)
    workload = Workload(Path(folder))
    firm = Employer.objects.create(name="Firm", key="firm", slug="firm")
    moments = {"first_seen": MADE, "last_verified": MADE, "changed_at": MADE, "indexed_at": MADE, "matched_at": MADE}
    jobs = [Job(employer=firm, title=row[1], text=row[2], **moments) for row in workload.raw(0, 500)]
    Job.objects.bulk_create(jobs)
    rows = (
        Alert(email=f"p{n}@example.org", name="An alert", query=query, created_at=at, confirmed_at=at, changed_at=at)
        for n, query in enumerate(saved(workload, count)) for at in [MADE + timedelta(seconds=n)]
    )  # fmt: skip
    while batch := list(itertools.islice(rows, 20_000)):
        Alert.objects.bulk_create(batch, batch_size=2_000)


def start() -> None:
    """What a worker does before its first answer. The lexicon, which every process loads at first use, is not counted."""
    from prospect.alerts.matcher_parts import parts_of_params
    from prospect.alerts.readings.tasks import LiveMatcher
    from prospect.jobs.models import Job
    from prospect.search.tasks import document_of

    document = document_of(Job.objects.for_cards()[0])
    assert document.keys and parts_of_params({"q": ["nurse"], "near": ["Tulsa, OK~50"], "remote": ["yes"]}).expression
    before, began, clock = rss(), time.process_time(), time.perf_counter()
    live = LiveMatcher()
    live.refresh(datetime.now(UTC))
    found = live.matcher.match(document)
    seconds, wall = time.process_time() - began, time.perf_counter() - clock
    more = {"read_anew": len(live.unread), "found": len(found), "start_cpu_s": round(seconds, 1)}
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10) - before
    print(json.dumps({"alerts": len(live.matcher), **more, "wall_s": round(wall, 1), "memory_mb": rss() - before, "peak_mb": peak}))  # fmt: skip
    print(json.dumps({"edited_counts_after_s": [round(edited(live, document, n), 3) for n in range(5)]}))


def edited(live: LiveMatcher, document: Document, n: int) -> float:
    """Seconds from the moment in which a person's edit is in the table to the first match that knows it."""
    from prospect.alerts.models import Alert

    alert = Alert.objects.order_by("pk")[n]
    before = alert.query, alert.changed_at
    query = {"q": [f'"{document.title}"']}
    Alert.objects.filter(pk=alert.pk).update(query=query, changed_at=datetime.now(UTC))
    clock = time.perf_counter()
    live.refresh(datetime.now(UTC))
    assert alert.pk in live.matcher.match(document)
    took = time.perf_counter() - clock
    Alert.objects.filter(pk=alert.pk).update(query=before[0], changed_at=before[1])
    return took


def rss() -> int:
    """Megabytes in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20


def keep() -> None:
    """What the worker does in the background after an upgrade."""
    from prospect.alerts.readings.tasks import LiveMatcher, keep_unread

    live = LiveMatcher()
    live.refresh(datetime.now(UTC))
    began, count, walls = time.process_time(), len(live.unread), [0.0]
    clock = time.perf_counter()
    while keep_unread(live):
        walls.append(time.perf_counter() - clock)
        clock = time.perf_counter()
    seconds, longest = time.process_time() - began, sorted(walls)[int(len(walls) * 0.99)]
    per_million = seconds / max(count, 1) * 1_000_000
    print(json.dumps({"kept": count, "keep_cpu_s": round(seconds, 1), "a_million_cpu_s": round(per_million, 1), "transaction_s": round(longest, 3)}))  # fmt: skip


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder")
    reader.add_argument("alerts", type=int)
    reader.add_argument("--database", default="")
    reader.add_argument("--step", choices=["fill", "start", "keep"])
    args = reader.parse_args()
    if args.step:
        import django

        django.setup()
        {"fill": lambda: fill(args.folder, args.alerts), "start": start, "keep": keep}[args.step]()
        return
    with tempfile.TemporaryDirectory() as data:
        environment = {
            **os.environ, "PROSPECT_DATA": data, "PROSPECT_DATABASE": args.database, "PROSPECT_DEMO": "on",
            "PROSPECT_URL": "http://localhost", "DJANGO_SETTINGS_MODULE": "prospect.config.settings",
        }  # fmt: skip
        for step in ("fill", "start", "keep", "start"):
            print(f"{step}:", flush=True)
            subprocess.run([sys.executable, *sys.argv, "--step", step], env=environment, check=True)


if __name__ == "__main__":
    main()
