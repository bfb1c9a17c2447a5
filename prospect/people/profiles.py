"""Changing a profile: JSON Resume with provenance, as plain data.

A field a person corrects is theirs from then on: its provenance says so, and no later reading overwrites it. What a
person takes out is remembered under ``meta.removed``, so that the same file read again does not bring it back.
``merging`` lays readings over profiles; ``editing`` parts, joins and removes entries.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Profile = dict[str, Any]

SECTIONS = (
    "work", "education", "skills", "languages", "certificates", "projects", "volunteer", "awards", "publications",
    "interests", "references", "links",
)  # fmt: skip
BASICS = ("name", "label", "email", "phone", "url", "summary")
TYPED: dict[str, Any] = {"rule": "typed", "confidence": 1.0}
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
            marks[pointer] = TYPED
    for pointer, _ in leaves(dict(profile.get("basics") or {}), "/basics"):
        if not is_listed(pointer) and pointer not in dict(leaves(result)):
            marks[pointer] = TYPED  # taken out on purpose: typed as nothing
    meta = {key: value for key, value in dict(profile.get("meta", {})).items() if key not in ("provenance", "removed")}
    result["meta"] = {**meta, "provenance": marks, "removed": removed(profile, result)}
    return result


def confirmed(profile: Mapping[str, Any]) -> Profile:
    """The profile after its person looked it through: what was read is sure, and is still known to have been read."""
    marks = {
        pointer: mark if mark.get("rule") == "typed" else {**mark, "rule": "confirmed"}
        for pointer, mark in provenance(profile).items()
    }
    return {**profile, "meta": {**profile.get("meta", {}), "provenance": marks}}


def is_listed(pointer: str) -> bool:
    """Whether a pointer leads into a list."""
    return any(part.isdigit() for part in pointer.split("/"))


def removed(profile: Mapping[str, Any], stated: Mapping[str, Any]) -> list[list[str]]:
    """What entries of the profile, now and before, the person no longer states: ``[section, name, ...]`` each."""
    found = [list(map(str, one)) for one in profile.get("meta", {}).get("removed") or []]
    for section in SECTIONS:
        found += [[section, *entry_key(section, entry)] for entry in profile.get(section) or []]
    kept = {(section, *entry_key(section, entry)) for section in SECTIONS for entry in stated.get(section) or []}
    gone = dict.fromkeys(tuple(one) for one in found if any(one[1:]))
    return [list(one) for one in gone if one not in kept]


NAMES = {
    "work": ("name", "position"), "volunteer": ("organization", "position"), "education": ("institution", "studyType"),
    "languages": ("language",), "awards": ("title",),
}  # fmt: skip
"""By which fields an entry of a section is known; ``name`` for the rest."""


def entry_key(section: str, entry: Any) -> tuple[str, ...]:
    """What makes two entries of a section the same one."""
    found = entry if isinstance(entry, Mapping) else {}
    return tuple(" ".join(str(found.get(name) or "").casefold().split()) for name in NAMES.get(section, ("name",)))


def remembering(earlier: list[Any], state: Mapping[str, Any]) -> list[Any]:
    return [*earlier, copy.deepcopy(dict(state))][-EARLIER:]


def merged(profile: Mapping[str, Any], reading: Mapping[str, Any], not_skills: Iterable[str] = ()) -> Profile:
    """See ``merging.merged``."""
    from prospect.people import merging

    return merging.merged(profile, reading, not_skills)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """See ``merging.changes``."""
    from prospect.people import merging

    return merging.changes(before, after)
