"""`prospect up`: everything one machine needs, in one command.

1. Make the data folder ready (migrations, static files, messages). 2. Fill the demo, the first time. 3. Find a port.
4. Start the web server and the worker. 5. Say the address. 6. Wait; when one ends, end the other.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from prospect.config import environment
from prospect.config.commands import streams

TRIES = 50  # ports tried after the one asked for
READY = 60  # seconds to wait for the first answer


def up(*, port: int | None, demo: bool) -> int:
    folder = environment.data_folder()
    already = running(folder)
    if already:
        streams.tell(f"Prospect already runs at {already}")
        return streams.OK
    if demo:
        os.environ.setdefault("PROSPECT_DEMO", "on")
    wanted = port or int(environment.read("PORT", "8000"))
    free = free_port(wanted)
    if free is None:
        return streams.refuse(f"No port from {wanted} to {wanted + TRIES} is free; name another with --port.")
    if free != wanted:
        streams.tell(f"Port {wanted} is taken; using {free}.")
    os.environ["PORT"] = str(free)
    prepare(demo=demo)
    return serve(folder, free)


def free_port(wanted: int) -> int | None:
    """`wanted`, or the first free one after it, on the loopback address."""
    for port in range(wanted, min(wanted + TRIES, 65535) + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return None


def running(folder: Path) -> str | None:
    """The address of the Prospect that already runs on this data folder, if it answers."""
    try:
        noted = json.loads((folder / "running.json").read_text(encoding="utf-8"))
        os.kill(int(noted["pid"]), 0)
        address = str(noted["address"])
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 (our own address)
            return address if answer.status == 200 else None
    except (OSError, ValueError, KeyError, ProcessLookupError, urllib.error.URLError):
        return None


def prepare(*, demo: bool) -> None:
    environment.set_up_django()
    from django.conf import settings
    from django.core.management import call_command

    from prospect.config.messages import compile_messages

    call_command("migrate", verbosity=0, interactive=False)
    for locale in settings.LOCALE_PATHS:
        compile_messages(Path(locale))
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.db import connections

    if not demo:
        _ask_for_an_operator()
    connections.close_all()
    if demo:
        # A process of its own: what it holds (memory, the index's lock) is free again when it ends.
        subprocess.run([sys.executable, "-m", "prospect.config.command", "demo", "fill"], check=True)


def _ask_for_an_operator() -> None:
    from prospect.people.models import Account

    if not Account.objects.filter(is_operator=True).exists():
        streams.tell("Nobody runs this network yet. In another terminal: prospect operator you@example.org")


def serve(folder: Path, port: int) -> int:
    """Runs the web server and the worker until one of them, or the person, ends it."""
    address = f"http://127.0.0.1:{port}"
    web = [sys.executable, "-m", "gunicorn", "prospect.config.wsgi", "--bind", f"127.0.0.1:{port}",
           "--preload", "--worker-class", "gthread", "--workers", "2", "--threads", "4",
           "--limit-request-line", "16384", "--log-level", "warning"]  # fmt: skip
    worker = [sys.executable, "-m", "prospect.config.command", "worker"]
    children = [subprocess.Popen(web), subprocess.Popen(worker)]

    def stop(number: int, frame: FrameType | None) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    note = folder / "running.json"
    note.write_text(json.dumps({"pid": os.getpid(), "address": address}), encoding="utf-8")
    try:
        if wait_until_ready(address, children):
            streams.tell(f"Prospect is ready: {address}   (Ctrl-C ends it)")
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    finally:
        note.unlink(missing_ok=True)
        for child in children:
            child.terminate()
        codes = [child.wait(timeout=30) for child in children]
    return streams.OK if all(code in (0, -signal.SIGTERM) for code in codes) else streams.REFUSED


def wait_until_ready(address: str, children: list[subprocess.Popen[bytes]]) -> bool:
    until = time.monotonic() + READY
    while time.monotonic() < until and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 (our own address)
                return True
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    return False
