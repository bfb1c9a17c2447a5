"""One demo network for all who test at once: the first to ask starts it, and ends it when the last has left."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START, END = 240, 40  # seconds


@contextmanager
def shared_network(folder: Path) -> Iterator[str]:
    """The address of the network that keeps its things in `folder`, running as long as anyone is inside."""
    folder.mkdir(exist_ok=True)
    mine = folder / f"guest-{os.getpid()}"
    with _alone(folder):
        started = None if (folder / "address").exists() else _start(folder)
        mine.touch()
    yield (folder / "address").read_text()
    mine.unlink()
    if started is None:
        return
    while True:
        with _alone(folder):
            if not list(folder.glob("guest-*")):
                (folder / "address").unlink()
                break
        time.sleep(0.3)
    started.send_signal(signal.SIGTERM)
    started.wait(timeout=END)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """Starts web, worker and all as a person does; returns when it answers, its address written down."""
    port = _free_port()
    address, log, data = f"http://127.0.0.1:{port}", folder / "log", folder / f"data-{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PROSPECT_")}
    environment |= {"PROSPECT_DATA": str(data), "PROSPECT_URL": address}
    program = [sys.executable, "-m", "prospect.config.command", "up", "--demo", "--port", str(port)]
    with log.open("w") as said:
        running = subprocess.Popen(program, env=environment, cwd=ROOT, stdout=said, stderr=said)
    until = time.monotonic() + START
    while not _answers(address):
        if running.poll() is not None or time.monotonic() > until:
            running.kill()
            raise RuntimeError("Prospect did not start:\n" + log.read_text())
        time.sleep(0.3)
    (folder / "address").write_text(address)
    return running


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
