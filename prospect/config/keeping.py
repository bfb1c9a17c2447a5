"""Backup and restore: the data folder in one archive.

SQLite is copied with its own backup, so that a backup of a running network is whole; a PostgreSQL database is dumped
with `pg_dump` by the operator's own means and is not in the archive. The index is left out: it is rebuilt.
"""

from __future__ import annotations

import errno
import gzip
import sqlite3
import tarfile
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from prospect.config import environment

LEFT_OUT = {"index", "static", "prospect.sqlite3", "prospect.sqlite3-wal", "prospect.sqlite3-shm", "running.json"}


class NotKept(Exception):
    """What stood in the way, as one sentence."""


PLAIN = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "this user may not read or write there",
    errno.EPERM: "this user may not read or write there",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "that disk is read-only",
    errno.EISDIR: "that is a folder, not a file",
    errno.ENOTDIR: "a part of that path is a file, not a folder",
    errno.ENAMETOOLONG: "that name is too long",
}
"""What the system says by number, in words."""


def in_words(error: Exception) -> str:
    """Why something could not be read or written, without numbers."""
    if isinstance(error, OSError) and error.errno in PLAIN:
        return PLAIN[error.errno]
    if isinstance(error, (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error)):
        return "it is damaged, or not a .tar.gz archive"
    if isinstance(error, sqlite3.Error):
        return f"the database said: {error}"
    return (getattr(error, "strerror", "") or str(error)).lower()


def backup(target: Path, *, force: bool = False) -> int:
    """Writes the archive beside its final name first, then names it; answers its size in bytes. Raises NotKept, also
    where the file is there already and `force` does not say that it may go."""
    folder = environment.data_folder()
    if target.exists() and not force:
        raise NotKept(f"{target} is there already: take another name, or write over it with --force.")
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
        with suppress(OSError):  # there may be nothing to take away, and no folder to take it from
            part.unlink()
        raise NotKept(f"The backup could not be written to {target}: {in_words(error)}.") from error
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
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise NotKept(f"{source} could not be read: {in_words(error)}.") from error
