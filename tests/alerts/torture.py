"""Workers that are killed, a mail server that misbehaves, and the count afterwards. Run by `test_torture.py`.

    python -m tests.alerts.torture smtp PORT LOG SECONDS     a real SMTP server: refuses, drops, forgets to answer
    python -m tests.alerts.torture run SECONDS SEED          feeds and kills for SECONDS, then lets the queues run empty

Workers are forked from one warmed process, so that hundreds can be killed in a minute. Half die after a chosen number of
database statements, so that every step is hit; the others by the clock. Their pauses and leases are seconds, not minutes.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import signal
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

WORKERS, ALERTS, STATEMENTS = 3, 36, 260
WORDS = ("welder", "nurse", "electrician", "accountant", "plumber", "teacher")


class Handler:
    """Accepts and writes down, or fails in one of the ways in which servers do."""

    def __init__(self, log: Path, bad_until: float) -> None:
        self.log, self.bad_until, self.random = log, bad_until, random.Random(5)

    def _is(self, chance: float) -> bool:
        return time.time() < self.bad_until and self.random.random() < chance

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self._is(0.03):
            return "421 4.3.2 closing"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self._is(0.06):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self._is(0.05):
            return "554 5.6.0 not now"
        if self._is(0.04):
            server.transport.abort()
            return "451 4.3.0 gone"
        message = message_from_bytes(envelope.content, policy=policy.default)
        body = message.get_body(("plain",))
        text = body.get_content().replace("\r\n", "\n") if body else ""
        jobs = re.findall(r"/jobs/([\w-]+)$", text, re.MULTILINE)
        line = {
            "id": message["Message-ID"],
            "to": envelope.rcpt_tos[0],
            "jobs": jobs,
            "at": time.time(),
            "said": "" if jobs else text,
        }
        with self.log.open("a") as file:
            file.write(json.dumps(line) + "\n")
        if self._is(0.06):
            server.transport.abort()  # taken, and the answer is lost
        return "250 OK"


async def serve(port: int, log: Path, seconds: float) -> None:
    from aiosmtpd.smtp import SMTP

    handler = Handler(log, time.time() + seconds)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, hostname="test"), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


def worker(seed: int, dies: bool) -> None:
    """One worker process. If it `dies`, it kills itself (-9) before or after a statement that chance names."""
    from django.db import connection

    from prospect.config import worker as working

    rng = random.Random(seed)
    left = rng.randint(1, STATEMENTS) if dies else -1

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = execute(sql, params, many, context)
        if left == 1 and rng.random() < 0.5:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    working.PAUSE = 0.05
    connection.execute_wrappers.append(count)
    working.Worker().run()


def hasten() -> None:
    """Back-off and leases in fractions of what they are, so that a minute holds a day."""
    from prospect.alerts import tasks as alerts
    from prospect.mail import actions as mail
    from prospect.mail import tasks as sending

    mail.BACK_OFF = (0.01,) * 60  # type: ignore[assignment]
    alerts.LEASE = sending.LEASE = 1
    sending.send_due.__defaults__ = (6,)


def seed_alerts() -> None:
    from django.utils import timezone

    from prospect.alerts.models import Alert
    from prospect.search.query import Query

    now = timezone.now()
    rows = []
    for number in range(ALERTS):
        query = Query.from_words(WORDS[number % len(WORDS)]).canonical().to_params()
        rows.append(
            Alert(
                email=f"p{number}@example.org",
                name=f"alert {number}",
                query=query,
                rhythm="at_once",
                created_at=now,
                confirmed_at=now,
                changed_at=now,
            )
        )
    Alert.objects.bulk_create(rows)


def feed(seconds: float, seed: int) -> None:
    """New jobs, closings, copies, pauses and one erasure, while the others work and die."""
    from django.utils import timezone

    from prospect.alerts import actions
    from prospect.alerts.models import Alert
    from prospect.jobs import actions as jobs
    from prospect.jobs.models import Employer, Job

    rng, until, number = random.Random(seed), time.time() + seconds, 0
    while time.time() < until:
        number += 1
        now = timezone.now()
        employer = Employer.objects.create(name=f"Firm {number}", key=f"firm-{number}", slug=f"firm-{number}")
        title = f"{rng.choice(WORDS).title()} {number}"
        job = Job.objects.create(
            employer=employer, title=title, text=title, first_seen=now, last_verified=now, changed_at=now
        )
        if rng.random() < 0.15:
            old = Job.objects.open().exclude(pk=job.pk).order_by("?").first()
            if old is not None:
                jobs.close(job=old, why="Filled.", now=timezone.now())
        if number % 40 == 20:
            last = Alert.objects.order_by("-pk").first()
            if last is not None and last.email == f"p{ALERTS - 1}@example.org":
                last.delete()
        if number % 15 == 0:
            alert = Alert.objects.get(email="p0@example.org")
            actions.pause(alert=alert, paused=alert.paused_at is None)
        time.sleep(rng.uniform(0.01, 0.06))


def start(work: Any, *args: Any) -> int:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work(*args)
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    return pid


def is_idle() -> bool:
    from prospect.alerts.models import Alert, Match
    from prospect.jobs.models import Job
    from prospect.mail.models import Letter

    waiting = Match.objects.waiting().filter(alert__in=Alert.objects.live()).exists()
    return not (Job.objects.to_index().exists() or Job.objects.to_match().exists() or waiting) and not (
        Letter.objects.waiting().exists()
    )


def run(seconds: float, seed: int) -> None:
    """Steps: 1 alerts, 2 a feeder and workers, 3 kill and start anew, 4 calm until the queues are empty. Prints kills."""
    from django.db import connections

    hasten()
    seed_alerts()
    connections.close_all()
    rng, kills, number = random.Random(seed), 0, 0
    feeder = start(feed, seconds, seed)
    live: dict[int, None] = {}
    until = time.time() + seconds
    while time.time() < until:
        while len(live) < WORKERS:
            number += 1
            live[start(worker, seed * 1000 + number, rng.random() < 0.6)] = None
        time.sleep(rng.uniform(0.0, 0.25))
        if rng.random() < 0.35:
            os.kill(rng.choice(list(live)), signal.SIGKILL)
        while (ended := os.waitpid(-1, os.WNOHANG)) and ended[0]:
            if ended[0] in live:
                kills += os.WTERMSIG(ended[1]) == signal.SIGKILL
                del live[ended[0]]
            if not live:
                break
    for pid in live:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    calm = [start(worker, number, False) for number in range(2)]
    deadline = time.time() + 240  # ends as soon as they are empty
    while time.time() < deadline and not is_idle():
        time.sleep(0.3)
    for pid in calm:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    print(json.dumps({"kills": kills + len(live), "idle": is_idle(), "feeder": feeder}))  # noqa: T201


def main(argv: list[str]) -> None:
    if argv[0] == "smtp":
        asyncio.run(serve(int(argv[1]), Path(argv[2]), float(argv[3])))
        return
    import django

    django.setup()
    from prospect.lexicon import skills
    from prospect.search.meaning import meaning
    from prospect.search.query import Query

    for word in WORDS:
        meaning(Query.from_words(word))
    skills.find_skills("Python")
    run(float(argv[1]), int(argv[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
