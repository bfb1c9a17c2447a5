"""schema.org JobPosting, in whatever shape pages state it.

Terms: https://schema.org/JobPosting; Google's rules for it:
https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import Sentence
from prospect.sources import documents
from prospect.sources.dates import read_date
from prospect.sources.fields import markup, pay, rows, text, texts
from prospect.sources.posting import PostingData, RawPlace

_BLOCK = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)(?:</script\s*>|\Z)", re.I | re.S)
_WRAPPING = re.compile(
    r"^\s*(?:/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[|<!--)|(?:/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|-->)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MARKUP = re.compile(r"<[a-z!/]", re.I)


def blocks(page: str) -> Iterator[tuple[Any, Sentence | None]]:
    """Each JSON-LD block of a page: its value, and why it is not whole."""
    for found in _BLOCK.finditer(page):
        written = _WRAPPING.sub("", _WRAPPING.sub("", found.group(1))).strip()
        if not written:
            continue
        document = documents.read_json(written)
        if document.damaged is not None:
            document = _second_try(written, document)
        yield document.value, document.damaged


def _second_try(written: str, first: documents.Document) -> documents.Document:
    """A block that was escaped for HTML, or has commas too many."""
    for attempt in (_TRAILING_COMMA.sub(r"\1", written), _TRAILING_COMMA.sub(r"\1", html.unescape(written))):
        document = documents.read_json(attempt)
        if document.damaged is None:
            return document
    return first


def job_postings(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every JobPosting in a JSON-LD value: on top, in lists, in @graph or nested anywhere in another object."""
    if depth > 40:
        return
    if isinstance(value, list):
        for one in value:
            yield from job_postings(one, depth + 1)
    elif isinstance(value, Mapping):
        if any(name.rpartition("/")[2].casefold() == "jobposting" for name in texts(value.get("@type"))):
            yield value
        else:
            for one in value.values():
                if isinstance(one, list | Mapping):
                    yield from job_postings(one, depth + 1)


def posting(found: Mapping[str, Any], *, source: str, page: str) -> PostingData:
    """What one JobPosting says. `page` is the address it was read from, "" where that is not known."""
    row = {key.casefold(): value for key, value in found.items()}
    url = _address(row.get("url"), page) or page
    identifier = _identifier(row.get("identifier"))
    return PostingData(
        source=source,
        id=identifier or url or text(row.get("@id")),
        title=text(row.get("title")) or text(row.get("name")),
        url=url,
        apply_url=_address(_get(row.get("applicationcontact"), "url"), page) or url,
        employer=text(row.get("hiringorganization")),
        description=_description(row),
        places=(*_places(row.get("joblocation")), *_scope(row.get("applicantlocationrequirements"))),
        workplace="remote" if "telecommute" in text(row.get("joblocationtype")).casefold() else None,
        employment_type=", ".join(texts(row.get("employmenttype"))),
        pay=_pay(row.get("basesalary")) or _pay(row.get("estimatedsalary")),
        pay_text=_pay_text(row.get("basesalary")),
        posted_on=read_date(text(row.get("dateposted"))),
        closes_on=read_date(text(row.get("validthrough"))),
        updated_on=read_date(text(row.get("datemodified"))),
        language=text(row.get("inlanguage")),
        department=text(row.get("occupationalcategory")),
        requisition=identifier,
        skills=tuple(
            part.strip() for part in re.split(r"[,;\n]", text(row.get("skills"))) if 1 < len(part.strip()) < 60
        ),
        raw=found,
    )


def _get(value: Any, name: str) -> Any:
    """A property of an object, or of the first object of a list, whatever its capitals."""
    for one in rows(value):
        if isinstance(one, Mapping):
            for key, found in one.items():
                if isinstance(key, str) and key.casefold() == name:
                    return found
    return None


def _address(value: Any, page: str) -> str:
    said = text(value)
    return urljoin(page, said) if said and (page or re.match(r"https?://", said, re.I)) else ""


def _identifier(value: Any) -> str:
    """The number of a PropertyValue (its `name` is the employer's), or the plain text."""
    return (
        text(_get(value, "value"))
        if _get(value, "@type") is not None or _get(value, "value") is not None
        else text(value)
    )


def _description(row: Mapping[str, Any]) -> str:
    """The text with the parts that schema.org keeps apart; entities and literal "\\n" undone where they stand for markup."""
    parts = [_unescaped(markup(row.get("description")))]
    for name, heading in (("responsibilities", "Responsibilities"), ("qualifications", "Qualifications"),
                          ("skills", "Skills"), ("jobbenefits", "Benefits"), ("incentivecompensation", "Compensation")):  # fmt: skip
        said = _unescaped(markup(row.get(name)) or text(row.get(name)))
        if said and said not in parts[0]:
            parts.append(f"<h3>{heading}</h3>\n{said}")
    return "\n".join(part for part in parts if part)


def _unescaped(said: str) -> str:
    if "&lt;" in said and not _MARKUP.search(said):
        said = html.unescape(said)
    if "\\n" in said:
        said = re.sub(r"\\r?\\n|\\n", "\n", said)
    return said


def _places(value: Any) -> tuple[RawPlace, ...]:
    found = list(dict.fromkeys(_place(one) for one in rows(value)))
    named = [place for place in found if place.text]
    # Some pages put one wrong address into every Place: then only the names differ, and they are right.
    if len(named) > 1 and len({(place.city, place.region, place.country) for place in named}) == 1:
        found = [RawPlace(text=place.text) for place in named]
    return tuple(place for place in dict.fromkeys(found) if place != RawPlace())


def _place(one: Any) -> RawPlace:
    if not isinstance(one, Mapping):
        return RawPlace(text=text(one))
    address = _get(one, "address")
    if address is not None and not isinstance(address, Mapping | list):
        return RawPlace(text=text(address))
    geo = _get(one, "geo")
    city = text(_get(address, "addresslocality"))
    return RawPlace(
        text=text(_get(one, "name")),
        city=city,
        region=text(_get(address, "addressregion")),
        country=text(_get(address, "addresscountry")),
        lat=_degrees(_get(geo, "latitude")),
        lon=_degrees(_get(geo, "longitude")),
    )


def _degrees(value: Any) -> float | None:
    try:
        return float(value) or None
    except (TypeError, ValueError):
        return None


def _scope(value: Any) -> tuple[RawPlace, ...]:
    """From where a remote job may be done."""
    return tuple(RawPlace(text=name, workplace="remote") for one in rows(value) for name in texts(one))


def _pay(value: Any) -> tuple[Pay, ...]:
    found: list[Pay] = []
    for one in rows(value):
        if not isinstance(one, Mapping):
            continue
        amount = _get(one, "value")
        inner = amount if isinstance(amount, Mapping | list) else one
        low = _get(inner, "minvalue") or _get(inner, "value")
        high = _get(inner, "maxvalue") or _get(inner, "value")
        per = _get(inner, "unittext") or _get(one, "unittext") or _get(one, "duration")
        found += pay(low, high, currency=_get(one, "currency") or _get(inner, "currency"), per=per)
    return tuple(dict.fromkeys(found))


def _pay_text(value: Any) -> str:
    return text(value) if isinstance(value, str) else ""
