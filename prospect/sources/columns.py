"""Postings in rows whose fields have no agreed names: CSV, JSON, XML and feeds of all kinds.

The names that each field goes by are in ``data/columns.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from prospect.lexicon.pay import Pay
from prospect.sources import xml
from prospect.sources.dates import read_date
from prospect.sources.fields import at, flag, markup, number, pay, text, texts
from prospect.sources.posting import PostingData, RawPlace, made_id

NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names)
    for field, names in tomllib.loads(
        Path(__file__).with_name("data").joinpath("columns.toml").read_text(encoding="utf-8")
    ).items()
}
_FURTHER = (
    ("examplesofduties", "Duties"),
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("requirements", "Requirements"),
    ("benefits", "Benefits"),
    ("supplementalinformation", ""),
)
_KEY = re.compile(r"[^a-z0-9]")


def posting(row: Mapping[str, Any], *, source: str) -> PostingData:
    """The posting that a row describes, as far as its fields have names that are known."""
    fields = _folded(row)
    place_said, workplace = _first(fields, "place"), _workplace(fields)
    return PostingData(
        source=source,
        id=_line(fields, "id"),
        title=_line(fields, "title"),
        url=_address(fields, "url"),
        apply_url=_address(fields, "apply_url") or _address(fields, "url"),
        employer=_line(fields, "employer"),
        description=next((said for name in NAMES["description"] if (said := markup(fields.get(name)))), ""),
        places=_places(fields, place_said),
        workplace=workplace,
        employment_type=_types(fields),
        level=_line(fields, "level"),
        pay=_pay(fields),
        pay_text=_line(fields, "pay_text"),
        posted_on=_day(fields, "posted_on"),
        closes_on=_day(fields, "closes_on"),
        updated_on=_day(fields, "updated_on"),
        language=_line(fields, "language"),
        department=_line(fields, "department"),
        requisition=_line(fields, "requisition"),
        skills=_skills(_first(fields, "skills")),
        raw=row,
    )


def own_ids(postings: list[PostingData]) -> list[PostingData]:
    """Postings without an id take their address as one, or one made of what they say."""
    return [one if one.id else replace(one, id=one.url or made_id(one)) for one in postings]


def has_title(row: Mapping[str, Any]) -> bool:
    """Whether a row has a field for titles at all."""
    return any(name in NAMES["title"] for name in map(_fold, row))


def leaves(element: Any) -> dict[str, Any]:
    """All texts inside an XML element by local name, the first of each; those of the element's own children first."""
    found: dict[str, Any] = {}
    for one in [*element, *(inner for child in element for inner in child.iter())]:
        name, said = xml.name_of(one), (one.text or "").strip()
        if name and said and not len(one):
            found.setdefault(name, said)
    return found


def further_parts(item: Any) -> list[str]:
    """Parts of the text that a feed keeps in elements of their own."""
    parts = []
    for name, heading in _FURTHER:
        body = xml.markup(item, name)
        if body:
            parts.append((f"<h3>{escape(heading)}</h3>" if heading else "") + body)
    return parts


def _fold(name: Any) -> str:
    return _KEY.sub("", str(name).rpartition(":")[2].casefold())


def _folded(row: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in row.items():
        if value not in (None, "", [], {}):
            fields.setdefault(_fold(name), value)
    return fields


def _first(fields: Mapping[str, Any], field: str) -> Any:
    return next((fields[name] for name in NAMES[field] if name in fields), None)


def _line(fields: Mapping[str, Any], field: str) -> str:
    """The first of a field's names with a text; of an object its name."""
    found = (text(fields[name]) or text(at(fields[name], "display_name")) for name in NAMES[field] if name in fields)
    return next((said for said in found if said), "")


def _address(fields: Mapping[str, Any], field: str) -> str:
    found = (text(fields.get(name)) for name in NAMES[field])
    return next((said for said in found if re.match(r"https?://", said, re.I)), "")


def _day(fields: Mapping[str, Any], field: str) -> Any:
    found = (read_date(fields[name]) for name in NAMES[field] if name in fields)
    return next((day for day in found if day), None)


def _places(fields: Mapping[str, Any], said: Any) -> tuple[RawPlace, ...]:
    city, region, country = (_line(fields, name) for name in ("city", "region", "country"))
    if city or (region and not said):
        lat, lon = (number_or_none(_first(fields, name)) for name in ("lat", "lon"))
        if not city:
            return (RawPlace(text=region, country=country, lat=lat, lon=lon),)
        return (RawPlace(city=city, region=region, country=country, lat=lat, lon=lon),)
    listed = said if isinstance(said, list) else [said]
    found = [_place(one, country) for one in listed if one]
    if not found and country:
        found = [RawPlace(country=country)]
    return tuple(dict.fromkeys(place for place in found if place != RawPlace()))


def _place(one: Any, country: str) -> RawPlace:
    if not isinstance(one, Mapping):
        return RawPlace(text=text(one).replace("_", " "), country=country)
    inner = _folded(one)
    return RawPlace(
        text=text(one) or text(at(one, "display_name")),
        city=_line(inner, "city"),
        region=_line(inner, "region"),
        country=_line(inner, "country") or country,
    )


def number_or_none(value: Any) -> float | None:
    """A coordinate, in degrees."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _types(fields: Mapping[str, Any]) -> str:
    """Every field for the term or the hours: "permanent" and "part-time" are often two."""
    said = (one for name in NAMES["employment_type"] if name in fields for one in texts(fields[name]))
    return ", ".join(dict.fromkeys(one.replace("_", "-") for one in said))


def _workplace(fields: Mapping[str, Any]) -> str | None:
    said = " ".join(texts(_first(fields, "workplace"))).casefold().replace("-", "").replace(" ", "").replace("_", "")
    for mark, name in (
        ("hybrid", "hybrid"),
        ("onsite", "onsite"),
        ("inoffice", "onsite"),
        ("remote", "remote"),
        ("fully", "remote"),
    ):
        if mark in said and not said.startswith("not"):
            return name
    return "remote" if flag(_first(fields, "remote")) else None


def _pay(fields: Mapping[str, Any]) -> tuple[Pay, ...]:
    low, high = number(_first(fields, "pay_min")), number(_first(fields, "pay_max"))
    return pay(low, high, currency=_first(fields, "currency"), per=_first(fields, "period"))


def _skills(value: Any) -> tuple[str, ...]:
    """A list, or a text with commas."""
    if isinstance(value, str):
        return tuple(part.strip() for part in re.split(r"[,;|]", value) if part.strip())
    return texts(value)
