"""What a newly uploaded file changed in a profile that there was before, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prospect.people.models import Profile, Resume
from prospect.people.profiles import changes, is_empty
from prospect.web.seekers.forms import BasicsForm, EducationForm, WorkForm

SHOWN = 12
FORMS = {"basics": BasicsForm, "work": WorkForm, "education": EducationForm}


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: its name as the form has it, and its words before and after (empty where there were none)."""

    name: str
    before: str
    after: str


def changes_of(resume: Resume | None, profile: Profile) -> list[Changed]:
    """At most `SHOWN` changes, where the last thing that happened to a filled profile is the reading of that file."""
    if resume is None or profile.changed_at != resume.read_at:
        return []
    if not profile.earlier or is_empty(profile.earlier[-1]):
        return []
    found = [
        Changed(name, _cut(before), _cut(after))
        for pointer, before, after in changes(profile.earlier[-1], profile.data)
        if (name := _name(pointer))
    ]
    return found[:SHOWN]


def _name(pointer: str) -> str:
    """The label of the field at a JSON pointer; skills by their section; empty for what no form shows."""
    parts = pointer.strip("/").split("/")
    if parts[0] == "skills":
        return _("Skills")
    form, field = FORMS.get(parts[0]), "summary" if parts[-2:-1] == ["highlights"] else parts[-1]
    label: Any = form.base_fields[field].label if form and field in form.base_fields else ""
    return str(label)


def _cut(value: Any) -> str:
    text = str(value or "")
    return text if len(text) <= 120 else text[:119] + "…"
