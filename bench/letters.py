"""New jobs to letters handed to a local mail server: letters per second, step by step.

    python bench/letters.py [--people 10000] [--jobs 40] [--database postgres://…]
    python bench/letters.py --people 100 --jobs 100000
    python bench/letters.py --torture 120

Each person has one alert, asked at once, over one of forty titles. A mail server of its own (another process, so that it
is not counted) takes every letter and counts the Message-IDs: the letters must be as many as alerts that met a job, each
once. CPU seconds are this process's alone: matching, noting, making, writing, handing over.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TITLES = (
    "back end developer", "front end developer", "registered nurse", "welder", "electrician", "plumber", "accountant",
    "truck driver", "data analyst", "project manager", "teacher", "pharmacist", "carpenter", "machinist", "line cook",
    "receptionist", "sales manager", "civil engineer", "mechanical engineer", "paralegal", "dental hygienist",
    "physical therapist", "warehouse associate", "forklift operator", "security guard", "graphic designer",
    "human resources manager", "customer service representative", "medical assistant", "bookkeeper", "chef", "barista",
    "hvac technician", "diesel mechanic", "surveyor", "librarian", "social worker", "veterinarian", "bank teller",
    "roofer",
)  # fmt: skip


async def take(port: int, log: Path) -> None:
    from aiosmtpd.smtp import SMTP

    class Handler:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd calls it)
            head = envelope.content.split(b"\r\n\r\n", 1)[0]
            with log.open("ab") as file:
                file.write(next(line for line in head.split(b"\r\n") if line.startswith(b"Message-ID")) + b"\n")
            return "250 OK"

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), hostname="bench"), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


def fill(people: int, jobs: int) -> None:
    from django.utils import timezone

    from prospect.alerts.models import Alert
    from prospect.jobs.models import Employer, Job
    from prospect.search.query import Query

    now = timezone.now()
    queries = [Query.from_words(title).canonical().to_params() for title in TITLES]
    Alert.objects.bulk_create(
        (
            Alert(
                email=f"p{n}@example.org", name=TITLES[n % 40], query=queries[n % 40], rhythm="at_once",
                created_at=now, confirmed_at=now, changed_at=now,
            )
            for n in range(people)
        ),
        batch_size=500,
    )  # fmt: skip
    firms = [Employer.objects.create(name=f"Firm {n}", key=f"firm-{n}", slug=f"firm-{n}") for n in range(20)]
    text = "We look after our customers and our people. Experience is welcome; training is given. " * 12
    Job.objects.bulk_create(
        Job(
            employer=firms[n % 20], title=TITLES[n % 40].title(), text=text, description=text, first_seen=now,
            last_verified=now, changed_at=now, indexed_at=now,
        )
        for n in range(jobs)
    )  # fmt: skip


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def drained(step: Any) -> tuple[float, float]:
    """Wall and CPU seconds until the queue is empty."""
    began, used = time.perf_counter(), cpu()
    while step():
        pass
    return time.perf_counter() - began, cpu() - used


def measure(people: int, jobs: int, log: Path) -> None:
    from django.db.models import Max
    from django.db.models.functions import Length

    from prospect.alerts import tasks as alerts
    from prospect.alerts.models import Match
    from prospect.mail import tasks as mail
    from prospect.mail.models import Letter

    fill(people, jobs)
    rows = [
        ("jobs matched, meetings noted", *drained(alerts.match_new)),
        ("letters made", *drained(alerts.make_due)),
        ("letters written and handed over", *drained(mail.send_due)),
    ]
    letters = Letter.objects.filter(sent_at__isnull=False).count()
    taken = log.read_bytes().splitlines()
    met = Match.objects.values("alert").distinct().count()
    print(f"{people:,} people, {jobs:,} new jobs, {Match.objects.count():,} meetings, {letters:,} letters")
    print(f"{'step':34}{'wall s':>9}{'CPU s':>9}{'letters/s':>11}")
    for name, wall, used in rows:
        print(f"{name:34}{wall:9.1f}{used:9.1f}{letters / wall:11.0f}")
    wall, used = sum(row[1] for row in rows), sum(row[2] for row in rows)
    print(f"{'the whole path':34}{wall:9.1f}{used:9.1f}{letters / wall:11.0f}")
    sizes = Letter.objects.aggregate(largest=Max(Length("html") + Length("text")))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, "
          f"largest letter {sizes['largest'] / 1024:.0f} kB")  # fmt: skip
    assert letters == met == len(taken) == len(set(taken)), (letters, met, len(taken), len(set(taken)))
    assert not Match.objects.filter(letter=None).exists()  # every meeting is told, in a letter or by its "+n more"


def torture(seconds: int) -> None:
    """Law 2 under kill -9 and a mail server that misbehaves (tests/alerts/test_torture.py), for longer than in a test."""
    environment = {**os.environ, "PROSPECT_TORTURE": str(seconds)}
    command = [sys.executable, "-m", "pytest", "tests/alerts/test_torture.py", "-q", "-s", "-n", "0"]
    raise SystemExit(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)


def main() -> None:
    if sys.argv[1:2] == ["smtp"]:
        asyncio.run(take(int(sys.argv[2]), Path(sys.argv[3])))
        return
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--people", type=int, default=10_000)
    reader.add_argument("--jobs", type=int, default=40)
    reader.add_argument("--database", default="")
    reader.add_argument("--torture", type=int, metavar="SECONDS", help="kill workers for so long on each database")
    args = reader.parse_args()
    if args.torture:
        torture(args.torture)
        return
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port, log = probe.getsockname()[1], Path(folder) / "taken"
        probe.close()
        log.touch()
        os.environ.update(
            PROSPECT_DATA=folder, PROSPECT_DATABASE=args.database, PROSPECT_DEMO="on", PROSPECT_URL="http://localhost",
            PROSPECT_SMTP=f"smtp://127.0.0.1:{port}?tls=none", DJANGO_SETTINGS_MODULE="prospect.config.settings",
        )  # fmt: skip
        server = subprocess.Popen([sys.executable, __file__, "smtp", str(port), str(log)])
        try:
            import django
            from django.core.management import call_command

            django.setup()
            call_command("migrate", verbosity=0)
            measure(args.people, args.jobs, log)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
