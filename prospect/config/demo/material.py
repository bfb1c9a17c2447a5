"""The demo's raw material, read from `data/`: places, employers, occupations and the voices they are written in."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
ADDRESSES = {
    "csv": "https://{domain}/openings.csv",
    "feed": "https://{domain}/jobs.rss",
    "indeed_xml": "https://{domain}/jobs.xml",
    "jsonld": "https://{domain}/careers",
    "personio": "careers.{domain}",
}


@dataclass(frozen=True)
class Place:
    """Where the work is done: `text` as the board says it, the rest as boards with structured fields hold it."""

    text: str
    city: str = ""
    region: str = ""
    country: str = "US"
    postal: str = ""
    workplace: str = "onsite"


@dataclass(frozen=True)
class Variant:
    """One way this occupation is advertised: a title, and the sentence that only this opening says.

    `asks` are requirements of its own, which come first; `skips` are words of the common ones that do not hold for it.
    """

    title: str
    line: str
    level: str = "mid"
    type: str = ""
    asks: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading (may be empty), then paragraphs, then a list; plain text throughout."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occupation:
    """Building blocks of a posting. `pay` is (period, low, high) in US dollars for the middle level in Tulsa.

    The first two of `requires` always stand in the posting; `{years}` is filled from the level.
    """

    id: str
    family: str
    department: str
    pay: tuple[str, float, float]
    years: int
    desk: bool
    summaries: tuple[str, ...]
    variants: tuple[Variant, ...]
    duties: tuple[str, ...]
    requires: tuple[str, ...]
    prefers: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """So many openings of one occupation at one employer; `only` keeps variants whose title holds one of its words."""

    occupation: str
    count: int
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Employer:
    """An invented employer and the board it hires on. `pays` scales pay bands, `states_pay` is a share of postings."""

    name: str
    token: str
    kind: str
    website: str
    about: str
    intros: tuple[str, ...]
    benefits: tuple[str, ...]
    voice: str
    places: tuple[tuple[Place, ...], ...]
    plans: tuple[Plan, ...]
    pays: float = 1.0
    states_pay: float = 0.5
    agency: bool = False
    aggregator: bool = False
    habits: frozenset[str] = frozenset()

    @property
    def domain(self) -> str:
        return self.website.removeprefix("https://").removeprefix("www.").strip("/")

    @property
    def board(self) -> str:
        """What a source is told to read: the board's name, or an address for kinds that are read by address."""
        return ADDRESSES.get(self.kind, "{token}").format(token=self.token, domain=self.domain)


@dataclass(frozen=True)
class Voice:
    """Headings and set phrases of one style of posting."""

    about: str
    role: str
    duties: str
    requires: str
    prefers: str
    benefits: str
    pay: tuple[str, ...]
    closings: tuple[str, ...]


def draw(key: str) -> random.Random:
    """A generator that gives the same numbers for the same key, on every machine (seeding by text is specified)."""
    return random.Random(key)  # noqa: S311 (chooses wording, guards nothing)


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def places() -> Mapping[str, Place]:
    return {key: Place(**row) for key, row in read("places.toml").items()}


@cache
def voices() -> Mapping[str, Voice]:
    return {
        key: Voice(**row | {"pay": tuple(row["pay"]), "closings": tuple(row["closings"])})
        for key, row in read("voices.toml").items()
    }


@cache
def extras() -> Mapping[str, tuple[Section, ...]]:
    """Further parts of a posting, by family of occupations."""
    return {
        family: tuple(
            Section(row["heading"], (row["text"],) if "text" in row else (), tuple(row.get("points", ())))
            for row in rows
        )
        for family, rows in read("extras.toml").items()
    }


@cache
def occupations() -> Mapping[str, Occupation]:
    found: dict[str, Occupation] = {}
    for path in sorted((DATA / "occupations").glob("*.toml")):
        for key, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            period, low, high = row["pay"]
            found[key] = Occupation(
                id=key,
                family=path.stem,
                department=row["department"],
                pay=(period, float(low), float(high)),
                years=row.get("years", 3),
                desk=row.get("desk", False),
                summaries=tuple(row["summary"]),
                variants=tuple(_variant(variant) for variant in row["variants"]),
                duties=tuple(row["duties"]),
                requires=tuple(row["requires"]),
                prefers=tuple(row["prefers"]),
            )
    return found


def _variant(row: dict[str, Any]) -> Variant:
    return Variant(**row | {name: tuple(row.get(name, ())) for name in ("asks", "skips")})


@cache
def employers() -> tuple[Employer, ...]:
    rows = [row for path in sorted((DATA / "employers").glob("*.toml")) for row in _rows(path)]
    return tuple(sorted((_employer(row) for row in rows), key=lambda employer: (employer.kind, employer.token)))


def _rows(path: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["employer"])


def _employer(row: dict[str, Any]) -> Employer:
    known = places()
    return Employer(
        name=row["name"],
        token=row["token"],
        kind=row["kind"],
        website=row["website"],
        about=row["about"],
        intros=tuple(row["intros"]),
        benefits=tuple(row["benefits"]),
        voice=row["voice"],
        places=tuple(tuple(known[name] for name in entry.split("+")) for entry in row["places"]),
        plans=tuple(_plan(text) for text in row["openings"]),
        pays=row.get("pays", 1.0),
        states_pay=row.get("states_pay", 0.5),
        agency=row.get("agency", False),
        aggregator=row.get("aggregator", False),
        habits=frozenset(row.get("habits", ())),
    )


def _plan(text: str) -> Plan:
    """`registered-nurse 4 ICU|Emergency`: occupation, how many, and words of which a title must hold one."""
    occupation, count, *only = text.split(" ", 2)
    return Plan(occupation, int(count), tuple(only[0].split("|")) if only else ())
