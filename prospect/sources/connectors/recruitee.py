"""Recruitee careers sites: a whole board in one answer, the text in two parts, numbers as strings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.addresses import host_of
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, pay, rows, text, texts
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "recruitee"
NAME = "Recruitee"
CLOSING = "complete"
TERMS = say("Recruitee publishes careers sites for reading; from 10 February 2027 it asks for a token in a header.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 2
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is the name before .recruitee.com, or the employer's own careers host."""
    return Request(f"https://{host_of(token, 'recruitee.com')}/api/offers/")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    listed = at(found, "offers") if at(found, "offers") is not None else at(found, "offer")
    if document.damaged is None and not isinstance(listed, list | Mapping):
        return Gathering(damaged=say("Recruitee knows no careers site of this name.")).reading()
    gathering = Gathering(damaged=document.damaged)
    published = []
    for row in rows(listed):
        status = text(at(row, "status"))
        if status and status != "published":
            gathering.refuse(text(at(row, "id")), say("The posting is not published ({status}).", status=status))
        else:
            published.append(row)
    return gathering.each(published, _posting).reading()


def _posting(row: Mapping[str, Any]) -> PostingData:
    band = row.get("salary")
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("title")),
        url=text(row.get("careers_url")),
        apply_url=text(row.get("careers_apply_url")),
        employer=text(row.get("company_name")),
        description="\n".join(
            part for part in (markup(row.get("description")), markup(row.get("requirements"))) if part
        ),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(row.get("employment_type_code")),
        level=text(row.get("experience_code")),
        pay=pay(at(band, "min"), at(band, "max"), currency=at(band, "currency"), per=at(band, "period")),
        posted_on=read_date(row.get("published_at")) or read_date(row.get("created_at")),
        closes_on=read_date(row.get("close_at")),
        updated_on=read_date(row.get("updated_at")),
        language=_language(row.get("translations")),
        department=text(row.get("department")),
        skills=texts(row.get("tags")),
        raw=row,
    )


def _language(translations: Any) -> str:
    """The language of the text, where it is offered in one alone."""
    return next(iter(translations)) if isinstance(translations, Mapping) and len(translations) == 1 else ""


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    listed = rows(row.get("locations")) or [row]
    places = (
        RawPlace(
            text="" if one is row else text(at(one, "name")),
            city=text(at(one, "city")),
            region=text(at(one, "state_code")) or text(at(one, "state")) or text(at(one, "state_name")),
            country=text(at(one, "country_code")) or text(at(one, "country")),
        )
        for one in listed
    )
    found = tuple(dict.fromkeys(place for place in places if place != RawPlace()))
    return found or tuple(RawPlace(text=name) for name in texts(row.get("location")))


def _workplace(row: Mapping[str, Any]) -> str | None:
    """Several may be true; remote where it is offered at all, as then nobody has to come."""
    names = (("remote", "remote"), ("hybrid", "hybrid"), ("on_site", "onsite"))
    return next((name for key, name in names if flag(row.get(key))), None)
