"""Between the profile and the forms of the check page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from prospect.people import editing
from prospect.people.profiles import Profile
from prospect.web.seekers.forms import BasicsForm, EducationForm, EducationForms, WorkForm, WorkForms

BASICS = ("name", "label", "email", "phone", "summary")
SURE = 0.9


class ProfileForms:
    """The forms of one profile, bound or not. Entries keep what the forms do not show.

    `more` ("work" or "education") has an empty entry at its end; so has a section that has none.
    """

    def __init__(self, profile: Mapping[str, Any], posted: QueryDict | None = None, more: str = "") -> None:
        self.profile = profile
        basics = dict(profile.get("basics") or {})
        skills = ", ".join(skill_names(profile))
        self.basics = BasicsForm(
            posted, initial={**{name: basics.get(name) for name in BASICS}, "skills": skills}, prefix="basics"
        )
        self.work = _forms(WorkForms, posted, _entries(profile, "work"), "work", more)
        self.education = _forms(EducationForms, posted, _entries(profile, "education"), "education", more)

    def are_valid(self) -> bool:
        return all([self.basics.is_valid(), self.work.is_valid(), self.education.is_valid()])

    def stated(self) -> Profile:
        """The profile as the forms now state it."""
        said = self.basics.cleaned_data
        basics = dict(self.profile.get("basics") or {})
        for name in BASICS:
            basics[name] = said[name]
        return {
            **self.profile,
            "basics": {name: value for name, value in basics.items() if value not in (None, "", [], {})},
            "work": _stated(self.work, self.profile.get("work") or []),
            "education": _stated(self.education, self.profile.get("education") or []),
            "skills": _skills(said["skills"], self.profile),
        }


def loses_entries(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether an entry went: the places of those after it are then no longer those of the page."""
    return any(len(after.get(name) or []) < len(before.get(name) or []) for name in ("work", "education"))


def _forms(kind: Any, posted: QueryDict | None, entries: list[dict[str, Any]], prefix: str, more: str) -> Any:
    made = kind(posted, initial=entries, prefix=prefix)
    made.extra = int(more == prefix or not entries)
    for form in made.forms[: len(entries)] if posted else ():
        form.empty_permitted = False  # one that was added and saved as the person went: it has words, though unchanged
    return made


def skill_names(profile: Mapping[str, Any]) -> list[str]:
    """Every skill once: the names of the entries, or their keywords where an entry is a group."""
    found: dict[str, None] = {}
    for entry in profile.get("skills") or []:
        for name in entry.get("keywords") or [entry.get("name")]:
            if name:
                found.setdefault(str(name))
    return list(found)


def _skills(typed: str, profile: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = [name.strip() for name in typed.replace("\n", ",").split(",") if name.strip()]
    if names == skill_names(profile):
        return list(profile.get("skills") or [])
    return [{"name": name} for name in dict.fromkeys(names)]


def _entries(profile: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    entries = []
    for entry in profile.get(section) or []:
        shown = dict(entry)
        shown["summary"] = "\n".join(filter(None, [entry.get("summary"), *(entry.get("highlights") or [])]))
        entries.append(shown)
    return entries


def _stated(forms: Any, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries as stated, those deleted or left empty dropped; what a form does not show stays as it was."""
    found = []
    for number, form in enumerate(forms.forms):
        said = {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
        if form.cleaned_data.get("DELETE") or not any(said.values()):
            continue
        known = dict(before[number]) if number < len(before) else {}
        if "summary" in said:
            shown = "\n".join(filter(None, [known.get("summary"), *(known.get("highlights") or [])]))
            if said["summary"].replace("\r\n", "\n").strip() == shown.strip():
                del said["summary"]
            else:
                known.pop("highlights", None)
        known.update(said)
        found.append({name: value for name, value in known.items() if value not in (None, "")})
    return found


def is_doubtful(state: Mapping[str, Any]) -> bool:
    """Whether a field with this provenance was read without being sure."""
    return state.get("rule") not in {"typed", "confirmed"} and float(state.get("confidence") or 0) < SURE


def fields_of(pointer: str) -> str:
    """The id of the form's field that shows the value at a JSON pointer; empty where none does."""
    parts = pointer.strip("/").split("/")
    if parts[0] == "basics" and len(parts) > 1 and parts[1] in BASICS:
        return f"id_basics-{parts[1]}"
    if parts[0] == "skills":
        return "id_basics-skills"
    if parts[0] in {"work", "education"} and len(parts) > 2:
        name = "summary" if parts[2] == "highlights" else parts[2]
        shown = WorkForm if parts[0] == "work" else EducationForm
        return f"id_{parts[0]}-{parts[1]}-{name}" if name in shown.base_fields else ""
    return ""


def edited(profile: Profile, verb: str, place: str) -> Profile:
    """The profile with the entry of that place ("work-0") removed, split or joined with the next one.

    It is split at the first empty line of its text; without one the new entry waits for its words. Unchanged where
    there is no such entry.
    """
    section, _dash, number = place.partition("-")
    known = section in {"work", "education"} and number.isascii() and number.isdigit()
    if not known or int(number) >= len(profile.get(section) or []):
        return profile
    at = int(number)
    if verb == "remove":
        return editing.without_entry(profile, section, at)
    if verb == "join":
        return editing.with_entries_joined(profile, section, at, at + 1) if at + 1 < len(profile[section]) else profile
    lines = str(profile[section][at].get("summary") or "").replace("\r\n", "\n").split("\n")
    if "" not in lines:
        points = profile[section][at].get("highlights") or lines
        return editing.with_entry_split(profile, section, at, len(points))
    gap = lines.index("")
    joined = "\n".join(lines[:gap] + lines[gap + 1 :])
    entries = [{**entry, "summary": joined} if place == at else entry for place, entry in enumerate(profile[section])]
    return editing.with_entry_split({**profile, section: entries}, section, at, gap)
