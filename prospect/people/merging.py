"""A new reading laid over a profile, and what differs between two profiles; entries are followed, not their places."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from prospect.lexicon.skills import skill_named
from prospect.people.profiles import SECTIONS, Profile, entry_key, is_empty, leaves, provenance, typed
from prospect.people.resume.dates import PRESENT, Dates
from prospect.people.resume.experience import years_of

Marks = dict[str, Any]
DATED = ("work", "volunteer", "education", "projects")


class Held(NamedTuple):
    """An entry with its own marks, whose pointers start at the entry (``/position``); ``current`` when it goes on."""

    entry: Any
    marks: Marks
    current: bool = False


def held(profile: Mapping[str, Any], section: str) -> list[Held]:
    """A section's entries, each with its marks."""
    marks = provenance(profile)
    going_on = set(profile.get("meta", {}).get("current") or [])
    found = []
    for number, entry in enumerate(profile.get(section) or []):
        here = f"/{section}/{number}"
        own = {pointer.removeprefix(here): mark for pointer, mark in marks.items() if pointer.startswith(f"{here}/")}
        found.append(Held(copy.deepcopy(entry), own, here in going_on))
    return found


def with_section(profile: Mapping[str, Any], section: str, entries: Iterable[Held]) -> Profile:
    """The profile with a section's entries replaced, their marks with them."""
    entries = list(entries)
    result = {**profile, section: [one.entry for one in entries]}
    marks = {p: mark for p, mark in provenance(profile).items() if not p.startswith(f"/{section}/")}
    meta = dict(profile.get("meta") or {})
    for number, one in enumerate(entries):
        marks |= {f"/{section}/{number}{pointer}": mark for pointer, mark in one.marks.items()}
    meta["provenance"] = marks
    if section == "work":
        meta["current"] = [f"/work/{number}" for number, one in enumerate(entries) if one.current]
    result["meta"] = meta
    if not result[section] and section not in ("work", "education", "skills"):
        del result[section]
    return result


def merged(profile: Mapping[str, Any], reading: Mapping[str, Any], not_skills: Iterable[str] = ()) -> Profile:
    """A new reading laid over the profile: what the person typed stays, what only the profile has stays too.

    Entries the person removed and skills they said are none of theirs (``not_skills``, ids of the lexicon) do not
    come back. Marks of what was kept say no page, for their page was another file's.
    """
    result = copy.deepcopy(dict(reading))
    if not is_empty(profile) or profile.get("meta", {}).get("removed"):
        result = with_basics(result, profile)
        gone = {tuple(one) for one in profile.get("meta", {}).get("removed") or []}
        for section in SECTIONS:
            if profile.get(section) or result.get(section):
                entries = merged_entries(section, held(profile, section), held(result, section), gone)
                result = with_section(result, section, entries)
        result.setdefault("meta", {})["removed"] = [list(one) for one in sorted(gone)]
    return counted(without_skills(result, not_skills))


def with_basics(result: Profile, profile: Mapping[str, Any]) -> Profile:
    """The basics: typed fields stay, fields that only the profile has stay, links of both are kept once."""
    old, new = dict(profile.get("basics") or {}), dict(result.get("basics") or {})
    marks = {p: mark for p, mark in provenance(result).items() if not p.startswith("/basics/")}
    fresh = Held(new, {p[7:]: mark for p, mark in provenance(result).items() if p.startswith("/basics/")})
    kept = Held(old, {p[7:]: mark for p, mark in provenance(profile).items() if p.startswith("/basics/")})
    links = with_links(kept, fresh)
    for key in set(old) | set(new):
        if (
            (key == "location" and any(typed(f"/basics/location/{part}", profile) for part in old.get(key) or {}))
            or (key not in ("location", "profiles") and (typed(f"/basics/{key}", profile) or not new.get(key)))
            or (key == "location" and not new.get(key))
        ):
            take(kept, fresh, key)
    if links:
        fresh.entry["profiles"] = [one.entry for one in links]
        for number, one in enumerate(links):
            fresh.marks.update({f"/profiles/{number}{p}": mark for p, mark in one.marks.items()})
    marks |= {f"/basics{pointer}": mark for pointer, mark in fresh.marks.items()}
    return {**result, "basics": fresh.entry, "meta": {**(result.get("meta") or {}), "provenance": marks}}


def take(kept: Held, fresh: Held, key: str) -> None:
    """One field of the profile into the reading, with its marks; a field taken out on purpose is taken out."""
    for pointer in [p for p in fresh.marks if under(p, key)]:
        del fresh.marks[pointer]
    fresh.marks.update({p: unplaced(m) for p, m in kept.marks.items() if under(p, key)})
    if kept.entry.get(key):
        fresh.entry[key] = copy.deepcopy(kept.entry[key])
    else:
        fresh.entry.pop(key, None)


def with_links(kept: Held, fresh: Held) -> list[Held]:
    """The profile's links, then the reading's that it lacks; their marks are taken out of both."""
    found: dict[str, Held] = {}
    for source in (kept, fresh):
        for number, link in enumerate(source.entry.get("profiles") or []):
            here = f"/profiles/{number}/"
            own = {p.removeprefix(here[:-1]): m for p, m in source.marks.items() if p.startswith(here)}
            address = str(link.get("url") or link.get("username") or "").casefold().split("//")[-1]
            found.setdefault(address.removeprefix("www.").rstrip("/"), Held(copy.deepcopy(link), own))
        for pointer in [p for p in source.marks if p.startswith("/profiles/")]:
            del source.marks[pointer]
    return list(found.values())


def merged_entries(section: str, old: list[Held], new: list[Held], gone: set[tuple[str, ...]]) -> list[Held]:
    """The reading's entries with the person's words in them, then the profile's others at their place in time."""
    new = [one for one in new if (section, *entry_key(section, one.entry)) not in gone]
    pairs = matched(section, old, new)
    found = [over(old[pairs[n]], one) if n in pairs else one for n, one in enumerate(new)]
    for number, one in enumerate(old):
        if number in pairs.values():
            continue
        kept = one._replace(marks={p: unplaced(mark) for p, mark in one.marks.items()})
        found.insert(place_for(kept, found) if section in DATED else len(found), kept)
    return found


def place_for(one: Held, found: list[Held]) -> int:
    """Before the first entry that began earlier, at the end when none did."""
    start = str(one.entry.get("startDate") or one.entry.get("endDate") or "")
    return next(
        (n for n, other in enumerate(found) if start and str(other.entry.get("startDate") or "9999") < start),
        len(found),
    )


def over(old: Held, new: Held) -> Held:
    """One entry: the reading's fields, those the person typed as they typed them, those only the profile has kept."""
    typed_keys = {p.split("/")[1] for p, mark in old.marks.items() if mark.get("rule") == "typed"}
    entry, marks = dict(new.entry), dict(new.marks)
    for pointer, mark in old.marks.items():
        if (
            mark.get("rule") == "confirmed"
            and pointer in marks
            and old.entry.get(pointer[1:]) == new.entry.get(pointer[1:])
        ):
            marks[pointer] = {**marks[pointer], "rule": "confirmed"}
    for key, value in old.entry.items():
        absent = not entry.get(key) and not (key == "endDate" and entry.get("startDate"))
        if key not in typed_keys and not absent and not finer(key, value, entry.get(key)):
            continue
        entry[key] = value
        marks = {p: m for p, m in marks.items() if not under(p, key)}
        marks |= {p: unplaced(m) for p, m in old.marks.items() if under(p, key)}
    return Held(entry, marks, new.current and not ("endDate" in typed_keys and entry.get("endDate")))


def finer(key: str, kept: Any, read: Any) -> bool:
    """Whether the date kept says the month of the year that a coarser file gives alone."""
    return key in ("startDate", "endDate") and len(str(kept)) > len(str(read)) and str(kept).startswith(str(read))


def under(pointer: str, key: str) -> bool:
    """Whether a pointer leads to a field or into it."""
    return pointer == f"/{key}" or pointer.startswith(f"/{key}/")


def unplaced(mark: Any) -> dict[str, Any]:
    """A mark of an earlier file: its page is not this one's."""
    return {**mark, "page": None, "box": None} if mark.get("page") else dict(mark)


def matched(section: str, old: list[Held], new: list[Held]) -> dict[int, int]:
    """Which new entry is which old one, by their numbers; the surest first."""
    pairs: dict[int, int] = {}
    for least in (3, 2):
        for number, one in enumerate(new):
            if number in pairs:
                continue
            for before, other in enumerate(old):
                if before not in pairs.values() and likeness(section, other.entry, one.entry) >= least:
                    pairs[number] = before
                    break
    return pairs


def likeness(section: str, a: Any, b: Any) -> int:
    """3 the same names (or the same skill), 2 one name and the same beginning, 0 another entry."""
    if not isinstance(a, Mapping) or not isinstance(b, Mapping):
        return 3 if a == b else 0
    keys = entry_key(section, a), entry_key(section, b)
    start = str(a.get("startDate") or a.get("endDate") or "")[:7], str(b.get("startDate") or b.get("endDate") or "")[:7]
    if keys[0] == keys[1] and any(keys[0]):
        apart = (
            section in DATED and all(start) and start[0][:4] != start[1][:4] and a.get("endDate") != b.get("endDate")
        )
        return 0 if apart else 3
    if section == "skills":
        return 3 if skill_id(a) and skill_id(a) == skill_id(b) else 0
    same = any(x and x == y for x, y in zip(*keys, strict=True))
    return 2 if section in DATED and same and start[0] and start[0] == start[1] else 0


def skill_id(skill: Any) -> str:
    """The lexicon's id of a listed skill, empty where it knows none."""
    known = None if skill.get("id") else skill_named(str(skill.get("name") or ""))
    return str(skill.get("id") or (known.id if known else ""))


def without_skills(profile: Profile, ids: Iterable[str]) -> Profile:
    """The profile without these skills, listed or mentioned."""
    away = set(ids)
    if not away:
        return profile
    kept = [one for one in held(profile, "skills") if skill_id(one.entry) not in away]
    result = with_section(profile, "skills", kept)
    if "mentioned" in result["meta"]:
        result["meta"]["mentioned"] = [one for one in result["meta"]["mentioned"] if one.get("id") not in away]
    return result


def counted(profile: Profile) -> Profile:
    """The profile with its years of experience counted anew, on the day of its reading."""
    day = str(profile.get("meta", {}).get("lastModified") or "")[:10]
    try:
        today = date.fromisoformat(day)
    except ValueError:
        return profile
    spans = [
        Dates(0, 0, str(job["startDate"])[:7], str(job.get("endDate") or "")[:7] or PRESENT)
        for job in profile.get("work") or []
        if str(job.get("startDate") or "")[:4].isdigit()
    ]
    spans = [one for one in spans if one.end == PRESENT or str(one.end)[:4].isdigit()]
    return {**profile, "meta": {**profile["meta"], "experience": years_of(spans, today)}}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """What differs: (JSON pointer, before, after). Pointers are the new profile's; those of what is gone the old one's.

    An entry that only moved has not changed.
    """
    found = differing("/basics", before.get("basics") or {}, after.get("basics") or {})
    for section in SECTIONS:
        old, new = held(before, section), held(after, section)
        pairs = matched(section, old, new)
        for number, one in enumerate(new):
            was = old[pairs[number]].entry if number in pairs else {}
            found += differing(f"/{section}/{number}", was, one.entry)
        for number, one in enumerate(old):
            if number not in pairs.values():
                found += differing(f"/{section}/{number}", one.entry, {})
    return found


def differing(pointer: str, before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    """The plain values under a pointer that differ."""
    old, new = dict(leaves(before, pointer)), dict(leaves(after, pointer))
    return [(p, old.get(p), new.get(p)) for p in [*new, *(p for p in old if p not in new)] if old.get(p) != new.get(p)]
