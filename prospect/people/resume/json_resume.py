"""JSON Resume as it comes from other programs: checked, trimmed to what the standard names, never obeyed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from prospect.lexicon.sentences import say
from prospect.people.resume.content import decode
from prospect.people.resume.dates import PRESENT, Dates
from prospect.people.resume.experience import years_of
from prospect.people.resume.page import UnreadableError

LISTS = {
    "work": ("name", "position", "url", "startDate", "endDate", "summary", "highlights", "location", "description"),
    "volunteer": ("organization", "position", "url", "startDate", "endDate", "summary", "highlights"),
    "education": ("institution", "url", "area", "studyType", "startDate", "endDate", "score", "courses"),
    "awards": ("title", "date", "awarder", "summary"),
    "certificates": ("name", "date", "url", "issuer"),
    "publications": ("name", "publisher", "releaseDate", "url", "summary"),
    "skills": ("name", "level", "keywords"),
    "languages": ("language", "fluency"),
    "interests": ("name", "keywords"),
    "references": ("name", "reference"),
    "projects": (
        "name",
        "startDate",
        "endDate",
        "description",
        "highlights",
        "url",
        "keywords",
        "roles",
        "entity",
        "type",
    ),
}
BASICS = ("name", "label", "image", "email", "phone", "url", "summary")
LOCATION = ("address", "postalCode", "city", "countryCode", "region", "country")
MOST = 400


def read(data: bytes, today: date) -> dict[str, Any]:
    """The standard's own fields of a JSON Resume file; raises UnreadableError when it is none."""
    try:
        given = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(say("This JSON file is damaged; export it again and retry.")) from error
    if not isinstance(given, dict) or not (
        isinstance(given.get("basics"), dict) or any(isinstance(given.get(key), list) for key in LISTS)
    ):
        raise UnreadableError(say("This JSON file is not a JSON Resume."))
    resume: dict[str, Any] = {}
    given_basics = given.get("basics")
    basics = given_basics if isinstance(given_basics, dict) else {}
    resume["basics"] = {key: text(basics[key]) for key in BASICS if text(basics.get(key))}
    place = basics.get("location")
    if isinstance(place, dict):
        resume["basics"]["location"] = {key: text(place[key]) for key in LOCATION if text(place.get(key))}
    profiles = [kept(p, ("network", "username", "url")) for p in items(basics.get("profiles"))]
    if any(profiles):
        resume["basics"]["profiles"] = [profile for profile in profiles if profile]
    for key, names in LISTS.items():
        found = [one for one in (kept(item, names) for item in items(given.get(key))) if one]
        if found:
            resume[key] = found
    resume["meta"] = meta(resume, today)
    return resume


def items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value[:MOST] if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """A value as trimmed text; older forms' numbers too; nothing for the rest."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()[:20_000]


def kept(item: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The named fields; ``company`` and ``website`` of older versions under today's names."""
    renamed = {"company": "name", "website": "url"}
    found: dict[str, Any] = {}
    for key, value in item.items():
        name = renamed.get(key, key) if renamed.get(key, key) in names else key
        if name not in names:
            continue
        if isinstance(value, list):
            found[name] = [text(part) for part in value[:MOST] if text(part)]
        elif text(value):
            found[name] = text(value)
    return found


def meta(resume: dict[str, Any], today: date) -> dict[str, Any]:
    """Every text is certain: the person or their program wrote it into this very field."""
    provenance = {}
    for pointer, value in leaves("", resume):
        provenance[pointer] = {
            "page": None,
            "box": None,
            "text": value,
            "confidence": 0.99,
            "rule": "field of the file",
        }
    ranges = []
    for job in resume.get("work", []):
        if start := str(job.get("startDate", ""))[:7]:
            ranges.append(Dates(0, 0, start, str(job.get("endDate", ""))[:7] or PRESENT))
    current = [
        f"/work/{n}" for n, job in enumerate(resume.get("work", [])) if job.get("startDate") and not job.get("endDate")
    ]
    valid = [r for r in ranges if r.start and r.start[:4].isdigit() and (r.end == PRESENT or str(r.end)[:4].isdigit())]
    return {
        "version": "v1.0.0", "lastModified": today.isoformat(), "current": current,
        "experience": years_of(valid, today), "pages": [], "provenance": provenance, "warnings": [],
    }  # fmt: skip


def leaves(path: str, value: Any) -> list[tuple[str, str]]:
    """Every text of a tree with its JSON pointer."""
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(f"{path}/{key}", part)]
    if isinstance(value, list):
        return [leaf for n, part in enumerate(value) for leaf in leaves(f"{path}/{n}", part)]
    return [(path, str(value))]
