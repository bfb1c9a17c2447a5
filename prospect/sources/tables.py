"""CSV files, whatever their encoding, delimiter and state."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from prospect.lexicon.sentences import Sentence, say
from prospect.sources.documents import decode

# The longest cell; a posting's text is seldom above 40,000 characters.
_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file by the names of its columns, and why the file is not whole (None when it is)."""

    rows: list[dict[str, Any]]
    damaged: Sentence | None = None


def read_csv(data: bytes) -> Table:
    """Rows up to the first that cannot be read. Cells beyond the header's are left out, missing ones are ""."""
    text = decode(data).replace("\x00", "")
    if not text.strip():
        return Table([])
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[dict[str, Any]] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                padded = cells + [""] * (len(header) - len(cells))
                rows.append(dict(zip(header, padded, strict=False)))
    except csv.Error as error:
        return Table(rows, say("Line {line} of the file is broken ({error}).", line=reader.line_num, error=str(error)))
    return Table(rows)


def _delimiter(text: str) -> str:
    """The mark that parts the header most often."""
    header = text.lstrip().splitlines()[0]
    return max((",", ";", "\t", "|"), key=header.count)
