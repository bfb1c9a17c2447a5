"""Reading a résumé in a separate, limited process: the only way the house reads a file that a person sent."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import subprocess  # the interpreter itself, with fixed arguments
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

from prospect.lexicon.sentences import say
from prospect.people.resume.content import MAX_BYTES
from prospect.people.resume.worker import failure, frame, take

SECONDS = 45.0
"""Wall clock for one file; scans of several pages take the longest."""
WORKERS = 3
GRACE = 10.0


class ResumeRefused(Exception):
    """The file was not read; the message is a sentence for the person. The file itself is untouched."""


class Worker:
    """One warm reading process and the pipe to it."""

    def __init__(self) -> None:
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX") if key in os.environ}
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "prospect.people.resume.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept | {"OMP_THREAD_LIMIT": "1", "PYTHONSAFEPATH": "1"},
            start_new_session=True,
        )

    def ask(self, request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        """Sends one request and waits for its answer; raises ResumeRefused when none comes."""
        assert self.process.stdin and self.process.stdout
        deadline = time.monotonic() + float(request["seconds"]) + GRACE
        try:
            self.process.stdin.write(frame(json.dumps(request).encode()) + frame(data))
            self.process.stdin.flush()
        except OSError as error:
            raise ResumeRefused(failure(b"")) from error
        ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise ResumeRefused(failure(None))
        head, extra = take(self.process.stdout), take(self.process.stdout)
        if head is None or extra is None:
            raise ResumeRefused(failure(b""))
        answer = json.loads(head)
        if not isinstance(answer, dict):
            raise ResumeRefused(failure(b""))
        return answer, extra

    @property
    def alive(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def stop(self) -> None:
        """Ends the process at once; a fork that inherited it only lets go of it."""
        if self.owner != os.getpid():
            self.process.returncode = 0  # not ours to wait for, and `Popen` would warn that it still runs
            return
        with contextlib.suppress(OSError):
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


class Pool:
    """At most ``WORKERS`` warm processes; one that failed is thrown away."""

    def __init__(self) -> None:
        self.idle: list[Worker] = []
        self.busy: set[Worker] = set()
        self.lock = threading.Lock()
        self.room = threading.BoundedSemaphore(WORKERS)

    def ask(self, request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        with self.room:
            worker = self.borrow()
            try:
                answer = worker.ask(request, data)
            except BaseException:
                worker.stop()
                raise
            finally:
                with self.lock:
                    self.busy.discard(worker)
            with self.lock:
                self.idle.append(worker)
            return answer

    def borrow(self) -> Worker:
        with self.lock:
            while self.idle:
                worker = self.idle.pop()
                if worker.alive:
                    self.busy.add(worker)
                    return worker
                worker.stop()
            worker = Worker()
            self.busy.add(worker)
            return worker

    def close(self) -> None:
        """Ends all idle processes."""
        with self.lock:
            idle, self.idle = self.idle, []
        for worker in idle:
            worker.stop()

    def end(self) -> None:
        """Ends all processes, those at work too: the interpreter exits."""
        self.close()
        for worker in list(self.busy):
            worker.stop()


POOL = Pool()
atexit.register(POOL.end)


def close() -> None:
    """Ends the warm processes of this one; the next reading starts afresh."""
    POOL.close()


def ask(task: str, data: bytes, **values: Any) -> tuple[dict[str, Any], bytes]:
    """One task in a limited process; a refusal is raised as ResumeRefused with its sentence."""
    request = {"task": task, "seconds": SECONDS, **values}
    answer, extra = POOL.ask(request, data)
    if "refused" in answer:
        raise ResumeRefused(str(answer["refused"]))
    return answer, extra


def load(path: Path | str) -> bytes:
    """The file's bytes, under the cap."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ResumeRefused(
                str(
                    say(
                        "This file is larger than {most} megabytes; save it without pictures and try again.",
                        most=MAX_BYTES // 1_000_000,
                    )
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise ResumeRefused(str(say("The file could not be opened."))) from error


def read_safely(path: Path | str, *, filename: str = "", today: date | None = None) -> dict[str, Any]:
    """JSON Resume of a file (see ``reading.read_resume``), read in the limited process; raises ResumeRefused."""
    day = (today or date.today()).isoformat()
    answer, _ = ask("read", load(path), filename=filename or Path(path).name, today=day)
    resume = answer["resume"]
    if not isinstance(resume, dict):
        raise ResumeRefused(failure(b""))
    return resume


def page_image(path: Path | str, *, page: int, width: int = 1000) -> bytes:
    """A page (1-based) of a PDF or picture as PNG, drawn in the limited process; raises ResumeRefused."""
    _, png = ask("page", load(path), page=page, width=width)
    return png


def limits_in_force() -> dict[str, bool]:
    """Which guards hold in the limited process on this machine, by name; `prospect check` shows them."""
    answer, _ = ask("limits", b"")
    return {str(name): bool(value) for name, value in answer["limits"].items()}
