"""What the check page does to a profile's entries: parted, joined, removed, their marks going with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.people.merging import Held, held, with_section
from prospect.people.profiles import TYPED, Profile, corrected

SHARED = ("name", "organization", "institution", "location", "url")
"""What both halves of a parted entry keep: who, and where."""


def without_entry(profile: Mapping[str, Any], section: str, number: int) -> Profile:
    """The profile without an entry; it is remembered as removed. IndexError when there is none."""
    entries = held(profile, section)
    del entries[number]
    slim = with_section(profile, section, entries)
    return {**slim, "meta": {**slim["meta"], "removed": corrected(profile, slim)["meta"]["removed"]}}


def with_entry_split(profile: Mapping[str, Any], section: str, number: int, at: int) -> Profile:
    """The profile with an entry parted before its point ``at`` (or, where it has none, its paragraph ``at``).

    The second half keeps employer or school and place, and waits for its own title and dates. IndexError when there
    is no such entry.
    """
    entries = held(profile, section)
    whole = entries[number]
    key = "highlights" if whole.entry.get("highlights") else "summary"
    parts = list(whole.entry.get(key) or []) if key == "highlights" else str(whole.entry.get(key) or "").splitlines()
    halves = parts[:at], parts[at:]
    first, second = dict(whole.entry), {k: whole.entry[k] for k in SHARED if k in whole.entry}
    for half, said in zip((first, second), halves, strict=True):
        half.pop(key, None)
        if said:
            half[key] = said if key == "highlights" else "\n".join(said)
    marks: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for pointer, mark in whole.marks.items():
        top, _, place = pointer[1:].partition("/")
        if key == "highlights" and top == key:
            late = int(place) >= at
            marks[late][f"/{key}/{int(place) - at * late}"] = mark
            continue
        for side, half in enumerate((first, second)):
            if top in half:
                marks[side][pointer] = mark
    entries[number : number + 1] = [Held(first, marks[0], whole.current), Held(second, marks[1])]
    return with_section(profile, section, entries)


def with_entries_joined(profile: Mapping[str, Any], section: str, first: int, second: int) -> Profile:
    """The profile with the second entry joined to the first: the first's words win, texts follow one another.

    The joined entry lasts from the earlier beginning to the later end. IndexError when one of them does not exist.
    """
    entries = held(profile, section)
    a, b = entries[first], entries[second]
    entry = {**b.entry, **a.entry}
    marks = {p: m for p, m in b.marks.items() if p[1:].split("/")[0] not in a.entry} | a.marks
    if "summary" in a.entry and "summary" in b.entry:
        entry["summary"], marks["/summary"] = f"{a.entry['summary']}\n{b.entry['summary']}", TYPED
    points = list(a.entry.get("highlights") or [])
    entry["highlights"] = [*points, *(b.entry.get("highlights") or [])]
    marks |= {
        f"/highlights/{int(p.rpartition('/')[2]) + len(points)}": m
        for p, m in b.marks.items()
        if p.startswith("/highlights/")
    }
    if not entry["highlights"]:
        del entry["highlights"]
    going_on = a.current or b.current
    set_span(entry, marks, a, b, going_on)
    entries[first] = Held(entry, marks, going_on)
    del entries[second]
    return with_section(profile, section, entries)


def set_span(entry: dict[str, Any], marks: dict[str, Any], a: Held, b: Held, going_on: bool) -> None:
    """The dates of a joined entry."""
    for key, choose in (("startDate", min), ("endDate", max)):
        dated = [one for one in (a, b) if one.entry.get(key)]
        if not dated:
            continue
        chosen = choose(dated, key=lambda one: str(one.entry[key]))
        entry[key] = chosen.entry[key]
        marks.pop(f"/{key}", None)
        if f"/{key}" in chosen.marks:
            marks[f"/{key}"] = chosen.marks[f"/{key}"]
    unended = going_on or any(one.entry.get("startDate") and not one.entry.get("endDate") for one in (a, b))
    if unended:
        entry.pop("endDate", None)
        marks.pop("/endDate", None)
