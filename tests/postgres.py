"""A real PostgreSQL for the tests: a fresh cluster in a temporary folder, on a Unix socket, ended afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`; Debian keeps it off the PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in versions if (folder / "initdb").exists()), None)


@contextmanager
def server(more: str = "") -> Iterator[str | None]:
    """The address of an empty database of a fresh server; None where PostgreSQL is not installed. `more` are settings
    for it besides ours ("-c name=value").

    PostgreSQL refuses to run as root, so root starts it as the user `postgres`.
    """
    folder = programs()
    if folder is None:
        yield None
        return
    base = Path(tempfile.mkdtemp(prefix="prospect-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(base, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    cluster = base / "cluster"
    settings = f"-c listen_addresses='' -c unix_socket_directories='{base}' -c fsync=off -c max_connections=60 {more}"

    def run(*command: object) -> None:
        words = [*as_user, *map(str, command)]
        subprocess.run(words, check=True, cwd=base, stdout=subprocess.DEVNULL)

    run(folder / "initdb", "-D", cluster, "-U", "prospect", "-A", "trust", "-E", "UTF8", "--no-sync")
    run(folder / "pg_ctl", "-D", cluster, "-o", settings, "-l", base / "log", "-w", "start")
    try:
        run(folder / "createdb", "-h", base, "-U", "prospect", "prospect")
        yield f"postgres://prospect@/prospect?host={base}"
    finally:
        run(folder / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")
        shutil.rmtree(base, ignore_errors=True)
