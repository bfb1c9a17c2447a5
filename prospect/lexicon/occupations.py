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

from prospect.lexicon.sentences import Sentence, say

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


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour: how near (0 to 1) the work is, and why in a sentence."""

    id: str
    nearness: float
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Rung:
    """A place on a ladder. `kind` is step (the same trade, a level up) or turn (another occupation from here)."""

    kind: str
    title: str
    level: str | None
    occupation: str
    reason: Sentence | None = None


def occupation(id: str) -> Occupation:
    """The occupation with this id; KeyError if there is none."""
    return _by_id()[id]


def all_occupations() -> tuple[Occupation, ...]:
    """Every occupation, by sector and in the order of its file."""
    return tuple(_by_id().values())


# Occupations of one family share most of their work, those of one detailed SOC code nearly all. The figures order
# neighbours; they were set so that written ones (data/near.tsv, 0.5 to 0.9) come before derived ones.
_SAME_CODE, _SAME_FAMILY = 0.45, 0.35


@cache
def _written_near() -> dict[str, list[Near]]:
    found: dict[str, list[Near]] = {}
    for row in rows_of(DATA / "near.tsv"):
        for one, other in ((row["id"], row["near"]), (row["near"], row["id"])):
            found.setdefault(occupation(one).id, []).append(
                Near(occupation(other).id, float(row["nearness"]), Sentence(row["reason"]))
            )
    return found


@cache
def near(id: str) -> tuple[Near, ...]:
    """The occupations near this one, best first: those written down, then those of its code and family."""
    this = occupation(id)
    found = {one.id: one for one in _written_near().get(id, ())}
    for other in all_occupations():
        if other.id == id or other.id in found:
            continue
        if other.family == this.family:
            nearness = _SAME_CODE if other.soc == this.soc else _SAME_FAMILY
            found[other.id] = Near(
                other.id, nearness, say("Both are {family} occupations.", family=this.family.replace("-", " "))
            )
    return tuple(sorted(found.values(), key=lambda one: -one.nearness))


_PROPER = ("Java",)  # names that begin an occupation's and keep their capital inside a title


@cache
def _ladder_rows() -> dict[str, list[dict[str, str]]]:
    """The rows of `data/ladders.tsv` by occupation or `family:*`, a scale written out in its steps."""
    scales: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(DATA / "scales.tsv"):
        scales.setdefault(row["scale"], []).append(
            {"kind": "step", "to": "", "title": row["title"], "level": row["level"], "reason": ""}
        )
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(DATA / "ladders.tsv"):
        found.setdefault(row["from"], []).extend(scales[row["title"]] if row["kind"] == "scale" else [row])
    return found


def _rows_of_kind(kind: str, *owners: str) -> list[dict[str, str]]:
    return [row for owner in owners for row in _ladder_rows().get(owner, ()) if row["kind"] == kind]


@cache
def ladder(id: str) -> tuple[Rung, ...]:
    """The steps of an occupation from its first level up, then the turns that people take from it.

    An occupation's own steps take the place of its family's; its own turns come before the family's.
    """
    this = occupation(id)
    steps = _rows_of_kind("step", id) or _rows_of_kind("step", f"{this.family}:*")
    turns = {row["to"]: row for row in reversed(_rows_of_kind("turn", id, f"{this.family}:*")) if row["to"] != id}
    return tuple(_rung(row, this) for row in (*steps, *reversed(turns.values())))


def _rung(row: dict[str, str], this: Occupation) -> Rung:
    """A row as a rung of this occupation's ladder."""
    if row["to"]:
        to = occupation(row["to"])
        return Rung(row["kind"], row["title"] or to.name, row["level"] or None, to.id, Sentence(row["reason"]))
    first = this.name.split()[0]
    name = this.name if first in _PROPER or first != first.capitalize() else this.name[:1].lower() + this.name[1:]
    title = row["title"].replace("{name}", name)
    return Rung(row["kind"], title[:1].upper() + title[1:], row["level"] or None, this.id)
