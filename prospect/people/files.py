"""Where uploaded originals lie: outside the web root, under random names, readable by the service alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def keep(folder: Path, data: bytes) -> str:
    """Writes the bytes under a new random name and answers the name.

    Raises OSError when the disk is full; nothing half-written is left.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(20)
    path = folder / name
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def drop(folder: Path, name: str) -> None:
    (folder / Path(name).name).unlink(missing_ok=True)


def path_of(folder: Path, name: str) -> Path:
    """The file's path; the name is taken without any folders it may claim."""
    return folder / Path(name).name
