"""The folder of recordings and labelled sets that some figures are measured on; PROSPECT_SHARED names it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def named() -> Path | None:
    path = Path(os.environ.get("PROSPECT_SHARED") or "missing")
    return path if path.is_dir() else None


def folder() -> Path:
    """The folder; ends the program with a sentence where there is none."""
    return named() or sys.exit("This measures on recordings: set PROSPECT_SHARED to the folder that holds them.")
