"""The title families: occupations with their official code, the titles people use, their neighbours and ladders.

The data is `data/occupations/*.tsv` (one file a sector), `data/near.tsv` and `data/ladders.tsv`, each with its source
in its head. `soc` is the detailed code of the 2018 Standard Occupational Classification.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Occupation:
    """One family of titles; `titles` are the other names for it that people and employers use."""

    id: str
    name: str
    soc: str
    family: str
    titles: tuple[str, ...] = field(repr=False)
    sector: str = ""


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header; lines that begin with `#` are remarks."""
    with path.open(encoding="utf-8", newline="") as file:
        remarks_off = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(remarks_off, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def _by_id() -> dict[str, Occupation]:
    found: dict[str, Occupation] = {}
    for path in sorted((DATA / "occupations").glob("*.tsv")):
        for row in rows_of(path):
            titles = tuple(title for title in row["titles"].split("; ") if title)
            if row["id"] in found:
                raise ValueError(f"{path.name}: occupation {row['id']!r} is written twice")
            found[row["id"]] = Occupation(row["id"], row["name"], row["soc"], row["family"], titles, path.stem)
    return found


def occupation(id: str) -> Occupation:
    """The occupation with this id; KeyError if there is none."""
    return _by_id()[id]


def all_occupations() -> tuple[Occupation, ...]:
    """Every occupation, by sector and in the order of its file."""
    return tuple(_by_id().values())
