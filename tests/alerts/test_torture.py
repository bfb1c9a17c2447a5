"""Law 2 under kill -9, lost connections and refusals, on both databases: nothing lost, nothing twice, nothing empty.

`PROSPECT_TORTURE` in the environment is how many seconds are spent killing (8 by default); `bench/letters.py --torture
120` runs it for two minutes on each database.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("PROSPECT_TORTURE", "8"))
READ = """
import json, django; django.setup()
from prospect.alerts.models import Alert, Match
from prospect.alerts.tasks import query_of
from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.search.matching import matches
from prospect.search.tasks import document_of
jobs = list(Job.objects.for_cards())
documents = {job.pk: document_of(job) for job in jobs}
live = list(Alert.objects.live())
print(json.dumps({
    "jobs": {job.public_id: job.closed_at and job.closed_at.timestamp() for job in jobs},
    "owed": [[alert.email, job.public_id] for alert in live if alert.email != "p0@example.org" for job in jobs
             if job.closed_at is None and matches(query_of(alert), documents[job.pk])],
    "told": [[m.alert.email, m.job.public_id, m.letter.message_id, bool(m.letter.sent_at or m.letter.failed_at)]
             for m in Match.objects.filter(letter__isnull=False).select_related("alert", "job", "letter")],
    "matches": Match.objects.count(),
    "untold": Match.objects.waiting().filter(alert__in=live).count(),
    "letters": Letter.objects.count(), "void": Letter.objects.filter(void_at__isnull=False).count(),
    "given_up": Letter.objects.filter(failed_at__isnull=False).count(),
    "unanswered": Letter.objects.filter(unanswered__gt=0).count(),
    "doubtful": list(Letter.objects.filter(failed_at__isnull=False, unanswered=2).values_list("message_id", flat=True)),
}))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
        return
    with postgres.server() as address:
        if address is None:
            pytest.skip("PostgreSQL is not installed")
        yield address


def python(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return done.stdout.decode()


def tortured(kind: str, folder: Path, seconds: float) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """What the driver says, what the mail server took, and what the database holds afterwards."""
    port, log = free_port(), folder / "taken"
    log.touch()
    with database(kind) as address:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PROSPECT_")} | {
            "PROSPECT_DATA": str(folder / "data"),
            "PROSPECT_DATABASE": address,
            "PROSPECT_DEMO": "on",
            "PROSPECT_URL": "http://testserver",
            "PROSPECT_SMTP": f"smtp://127.0.0.1:{port}?tls=none",
            "DJANGO_SETTINGS_MODULE": "prospect.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        python(environment, "-m", "django", "migrate", "-v", "0")
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.alerts.torture", "smtp", str(port), str(log), str(seconds + 6)], cwd=ROOT
        )
        try:
            driver = json.loads(
                python(environment, "-m", "tests.alerts.torture", "run", str(seconds), "11").splitlines()[-1]
            )
        finally:
            server.terminate()
            server.wait()
        held = json.loads(python(environment, "-c", READ).splitlines()[-1])
    return driver, [json.loads(line) for line in log.read_text().splitlines()], held


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_letter_once_whatever_dies(kind: str, tmp_path: Path) -> None:
    began = time.time()
    driver, taken, held = tortured(kind, tmp_path, SECONDS)
    copies = Counter(letter["id"] for letter in taken)
    letters_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for letter in taken:
        for job in letter["jobs"]:
            letters_of[letter["to"], job].add(letter["id"])
    told = {(to, job): (id, over) for to, job, id, over in held["told"]}
    repeats = {id: count for id, count in copies.items() if count > 1}
    report = {
        **driver,
        "jobs": len(held["jobs"]),
        "letters taken": len(copies),
        "repeats": len(repeats),
        "void": held["void"],
        "given up": held["given_up"],
        "given up unanswered": len(held["doubtful"]),
        "owed": len(held["owed"]),
        "seconds": round(time.time() - began),
    }
    print(f"\n{kind}: {report}")  # noqa: T201 (the figures, with -s)

    assert driver["kills"] >= SECONDS, report
    assert driver["idle"], (report, held["untold"])
    # Every due letter delivered, none lost. Of a letter handed over twice whole without an answer nobody can know
    # whether it came, and law 2 forbids a third time: it is kept, counted and shown to the operator as given up.
    missing = [pair for pair in held["owed"] if tuple(pair) not in told]
    assert not missing, (report, missing[:5])
    undelivered = {told[tuple(pair)][0] for pair in held["owed"]} - set(copies)
    assert undelivered <= set(held["doubtful"]), (report, undelivered)
    assert len(held["doubtful"]) <= 1 + len(copies) / 20, report
    assert held["owed"], report
    # None twice: a job is in one letter of an alert, and that letter came once, or twice where its answer was lost.
    twice = {pair: ids for pair, ids in letters_of.items() if len(ids) > 1}
    assert not twice, (report, list(twice.items())[:3])
    assert all(count <= 2 for count in copies.values()), (report, repeats)
    assert len(repeats) <= held["unanswered"] + held["given_up"], report
    # None empty, none with a closed job (it was written a moment before it was taken).
    empty = [letter for letter in taken if not letter["jobs"]]
    assert not empty, (report, empty[:2])
    late = [job for letter in taken for job in letter["jobs"] if (held["jobs"][job] or 9e12) < letter["at"] - 1.5]
    assert not late, (report, late[:5])
