"""Openings beside the planned ones: written by hand, copied from another board, and those that arrive later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from prospect.config.demo.material import Employer, Place, Section, Variant, draw, employers, occupations, places, read
from prospect.config.demo.openings import Offer, Opening, opening
from prospect.config.demo.writing import parsed


def by_token() -> dict[str, Employer]:
    return {employer.token: employer for employer in employers()}


def one_offs() -> Iterator[Opening]:
    """Postings written by hand in `one_offs.toml`."""
    known = by_token()
    for row in read("one_offs.toml")["posting"]:
        employer = known[row["employer"]]
        key = f"{employer.token}:by-hand:{row['title']}"
        yield Opening(
            key=key,
            employer=employer,
            company=employer.name,
            title=row["title"],
            department=row["department"],
            places=_places(row),
            type=row.get("type", "full-time"),
            pay=_pay(row, employer),
            posted_days_ago=row["days_ago"],
            requisition=f"{employer.token[:3].upper()}-{draw(key).randrange(1000, 9999)}",
            sections=parsed(row["text"]),
            language=row.get("language", "en"),
        )


def _places(row: Mapping[str, Any]) -> tuple[Place, ...]:
    return tuple(places()[name] for name in row["places"])


def _pay(row: Mapping[str, Any], employer: Employer) -> Offer | None:
    """The row's pay where it stands in a field; pay that is only in the text says so itself."""
    if "pay" not in row:
        return None
    period, low, high, shown = row["pay"]
    return Offer(period, float(low), float(high), shown)


def copies(planned: Mapping[str, tuple[Opening, ...]]) -> Iterator[Opening]:
    """What aggregators and agencies copied, a day or more after the original; `planned` is by token."""
    known = by_token()
    for row in read("copies.toml")["copy"]:
        copier = known[row["by"]]
        for token in row["boards"]:
            fresh = [original for original in planned[token] if 2 < original.posted_days_ago < 45]
            for original in draw(f"{row['by']}:{token}").sample(fresh, row["count"]):
                yield _copy(original, copier, row.get("names", {}).get(token, original.company))


def _copy(original: Opening, copier: Employer, company: str) -> Opening:
    chance = draw(f"copy:{copier.token}:{original.key}")
    copied = replace(
        original,
        key=f"{copier.token}:copy:{original.key}",
        employer=copier,
        company=copier.name if copier.agency else company,
        title=original.title.strip(),
        pay=original.pay if original.pay and original.pay.shown != "structured" else None,
        posted_days_ago=max(1, original.posted_days_ago - chance.randrange(1, 4)),
        requisition=f"{chance.randrange(100000, 999999)}",
    )
    if copier.agency:
        # Agencies keep the text and put a paragraph of their own where the client spoke of itself.
        about = Section("", (chance.choice(copier.intros),))
        return replace(copied, sections=(about, *(part for part in original.sections[1:])))
    if chance.random() < 0.5:
        return replace(copied, copied_link=original.link)
    cut = Section("", ("Read the full description on the employer's site.",))
    return replace(copied, sections=(*original.sections[:3], cut))


def later() -> Iterator[Opening]:
    """The openings of `arrivals.toml`, in their order; each is posted on the day of the demo."""
    known = by_token()
    for row in read("arrivals.toml")["arrival"]:
        variant = Variant(row["title"], row["line"], row.get("level", "mid"), row.get("type", ""))
        occupation = occupations()[row["occupation"]]
        yield opening(known[row["employer"]], occupation, variant, turn=0, places=_places(row), days_ago=0)
