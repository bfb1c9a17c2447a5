"""Changing a profile: JSON Resume with provenance, as plain data.

A field a person corrects is theirs from then on: its provenance says so, and no later reading overwrites it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

Profile = dict[str, Any]

SECTIONS = ("work", "education", "skills", "languages", "certificates", "projects", "volunteer", "links")
BASICS = ("name", "label", "email", "phone", "url", "summary")
EARLIER = 20  # states kept for undo


def empty() -> Profile:
    return {"basics": {}, "work": [], "education": [], "skills": [], "meta": {"provenance": {}, "warnings": []}}


def is_empty(profile: Mapping[str, Any]) -> bool:
    return not any(profile.get(section) for section in ("basics", *SECTIONS))


def provenance(profile: Mapping[str, Any]) -> dict[str, Any]:
    found = profile.get("meta", {}).get("provenance", {})
    return dict(found) if isinstance(found, Mapping) else {}


def typed(pointer: str, profile: Mapping[str, Any]) -> bool:
    """Whether the person typed the field themselves."""
    return bool(provenance(profile).get(pointer, {}).get("rule") == "typed")


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain value under a JSON pointer, with its pointer; `meta` left out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if pointer or key != "meta":
                yield from leaves(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{number}")
    elif value not in (None, ""):
        yield pointer, value


def corrected(profile: Mapping[str, Any], stated: Mapping[str, Any]) -> Profile:
    """The profile as the person now states it: changed values are marked as typed, unchanged keep where they were read.

    Entries are followed by value, not by place in the list, so that removing one does not unsettle the others.
    """
    before = {value: mark for pointer, value in leaves(profile) if (mark := provenance(profile).get(pointer))}
    at_pointer = {pointer: (value, provenance(profile).get(pointer)) for pointer, value in leaves(profile)}
    result = copy.deepcopy(dict(stated))
    marks: dict[str, Any] = {}
    for pointer, value in leaves(result):
        was, mark = at_pointer.get(pointer, (None, None))
        if was == value and mark:
            marks[pointer] = mark
        elif value in before:
            marks[pointer] = before[value]
        else:
            marks[pointer] = {"rule": "typed", "confidence": 1.0}
    meta = {key: value for key, value in dict(profile.get("meta", {})).items() if key != "provenance"}
    result["meta"] = {**meta, "provenance": marks}
    return result


def merged(profile: Mapping[str, Any], reading: Mapping[str, Any]) -> Profile:
    """A new reading laid over the profile: what the person typed stays, entries only the profile has stay too."""
    if is_empty(profile):
        return copy.deepcopy(dict(reading))
    result = copy.deepcopy(dict(reading))
    marks = provenance(result)
    for field, value in dict(profile.get("basics", {})).items():
        if typed(f"/basics/{field}", profile) or not result.setdefault("basics", {}).get(field):
            result.setdefault("basics", {})[field] = value
            marks[f"/basics/{field}"] = provenance(profile).get(f"/basics/{field}", {"rule": "kept"})
    for section in SECTIONS:
        _keep_entries(section, profile, result, marks)
    result.setdefault("meta", {})["provenance"] = marks
    return result


def _keep_entries(section: str, profile: Mapping[str, Any], result: Profile, marks: dict[str, Any]) -> None:
    """Entries of the profile stay: those the reading has too once, with the person's words; the others are added."""
    known = {entry_key(section, entry): number for number, entry in enumerate(result.get(section) or [])}
    for number, entry in enumerate(profile.get(section) or []):
        place = known.get(entry_key(section, entry))
        has_typed = any(typed(pointer, profile) for pointer, _ in leaves(entry, f"/{section}/{number}"))
        if place is None:
            result.setdefault(section, []).append(copy.deepcopy(entry))
            place = len(result[section]) - 1
        elif has_typed:
            result[section][place] = copy.deepcopy(entry)
        else:
            continue
        for pointer, _ in leaves(entry, f"/{section}/{number}"):
            moved = pointer.replace(f"/{section}/{number}", f"/{section}/{place}", 1)
            marks[moved] = provenance(profile).get(pointer, {"rule": "kept"})


def entry_key(section: str, entry: Any) -> tuple[str, ...]:
    """What makes two entries of a section the same one."""
    names = {"work": ("name", "position"), "education": ("institution", "studyType")}.get(section, ("name", "language"))
    found = entry if isinstance(entry, Mapping) else {}
    return tuple(str(found.get(name) or "").casefold().strip() for name in names)


def remembering(earlier: list[Any], state: Mapping[str, Any]) -> list[Any]:
    return [*earlier, copy.deepcopy(dict(state))][-EARLIER:]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """What differs: (JSON pointer, before, after), in the order of the new profile."""
    old, new = dict(leaves(before)), dict(leaves(after))
    pointers = [*new, *(pointer for pointer in old if pointer not in new)]
    return [(p, old.get(p), new.get(p)) for p in pointers if old.get(p) != new.get(p)]
