"""Backup and restore: the data folder in one archive.

SQLite is copied with its own backup, so that a backup of a running network is whole; a PostgreSQL database is dumped
with `pg_dump` by the operator's own means and is not in the archive. The index is left out: it is rebuilt.
"""

from __future__ import annotations

import sqlite3
import tarfile
import tempfile
from pathlib import Path

from prospect.config import environment

LEFT_OUT = {"index", "static", "prospect.sqlite3", "prospect.sqlite3-wal", "prospect.sqlite3-shm", "running.json"}


class NotKept(Exception):
    """What stood in the way, as one sentence."""


def backup(target: Path) -> int:
    """Writes the archive beside its final name first, then names it; answers its size in bytes. Raises NotKept."""
    folder = environment.data_folder()
    if environment.read("PROSPECT_DATABASE"):
        raise NotKept("The database is PostgreSQL: dump it with pg_dump, and copy the data folder beside the dump.")
    part = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=folder) as scratch, tarfile.open(part, "w:gz") as archive:
            copy = Path(scratch) / "prospect.sqlite3"
            with sqlite3.connect(folder / "prospect.sqlite3") as live, sqlite3.connect(copy) as kept:
                live.backup(kept)
            archive.add(copy, "prospect.sqlite3")
            for path in sorted(folder.iterdir()):
                if path.name not in LEFT_OUT and path != Path(scratch):
                    archive.add(path, path.name)
        part.chmod(0o600)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise NotKept(f"The backup could not be written: {error}") from error
    return target.stat().st_size


def restore(source: Path) -> None:
    """Unpacks an archive into the data folder, which must hold no database yet. Raises NotKept."""
    folder = environment.data_folder()
    if (folder / "prospect.sqlite3").exists():
        raise NotKept(f"{folder} already holds a network; name an empty folder with PROSPECT_DATA.")
    try:
        with tarfile.open(source, "r:gz") as archive:
            if "prospect.sqlite3" not in archive.getnames():
                raise NotKept(f"{source} is not a backup of Prospect.")
            archive.extractall(folder, filter="data")
    except (OSError, EOFError, tarfile.TarError) as error:
        raise NotKept(f"{source} could not be read: {error}") from error
