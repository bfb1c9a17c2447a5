"""Message catalogues (gettext), compiled and gathered without the system's tools."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_messages(folder: Path) -> int:
    """Compiles every catalogue under a locale folder whose text is newer than its compiled form; answers how many."""
    count = 0
    for text in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = text.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
            continue
        with text.open("rb") as source:
            catalogue = read_po(source, locale=text.parents[1].name)
        part = compiled.with_suffix(f".{os.getpid()}.part")  # two that start at once each have their own
        with part.open("wb") as target:
            write_mo(target, catalogue)
        part.replace(compiled)
        count += 1
    return count
