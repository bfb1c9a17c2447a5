"""Between the profile and the forms of the check page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from prospect.people.profiles import Profile
from prospect.web.seekers.forms import BasicsForm, EducationForms, WorkForms

BASICS = ("name", "label", "email", "phone", "summary")
SURE = 0.9


class ProfileForms:
    """The forms of one profile, bound or not. Entries keep what the forms do not show (`at` names the entry)."""

    def __init__(self, profile: Mapping[str, Any], posted: QueryDict | None = None) -> None:
        self.profile = profile
        basics = dict(profile.get("basics") or {})
        skills = ", ".join(skill_names(profile))
        self.basics = BasicsForm(
            posted, initial={**{name: basics.get(name) for name in BASICS}, "skills": skills}, prefix="basics"
        )
        self.work = WorkForms(posted, initial=_entries(profile, "work"), prefix="work")
        self.education = EducationForms(posted, initial=_entries(profile, "education"), prefix="education")

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


def doubtful(profile: Mapping[str, Any]) -> set[str]:
    """JSON pointers of fields that were read without being sure."""
    marks = dict(profile.get("meta", {}).get("provenance", {}))
    return {pointer for pointer, mark in marks.items() if float(mark.get("confidence") or 0) < SURE}
