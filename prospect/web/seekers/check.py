"""The check of what was read: each field beside the line of the page it was read from.

A mark is a rectangle on a page's picture, in the page's own points; a field without one was typed, or its file has no
pages. What was read without being sure is doubtful, and says what it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField

from prospect.people.models import Resume
from prospect.people.profiles import provenance
from prospect.web.seekers.profile_forms import ProfileForms, fields_of, is_doubtful

PADDING = 1.5  # points round a mark


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field was read: `id` of the mark, and of the field it belongs to."""

    id: str
    field_id: str
    page: int
    x: float
    y: float
    width: float
    height: float
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size in points and the marks on it."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the form, what it was read from if there is a doubt, and its first mark."""

    bound: BoundField
    read: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One job or degree of the form. `place` names it to the buttons: "work-0"; empty for one not saved yet."""

    form: BaseForm
    place: str
    rows: tuple[Row, ...]

    @property
    def has_doubts(self) -> bool:
        return any(row.read for row in self.rows)


@dataclass(frozen=True, slots=True)
class Check:
    basics: tuple[Row, ...]
    work: tuple[Entry, ...]
    education: tuple[Entry, ...]
    leaves: tuple[Leaf, ...]
    doubts: int


def check(forms: ProfileForms, profile: Mapping[str, Any], resume: Resume | None) -> Check:
    """The forms with the marks of the résumé last read; marks of earlier files are left out."""
    read = dict((resume.reading or {}).get("meta", {})) if resume else {}
    known = {_spot(mark) for mark in dict(read.get("provenance") or {}).values() if mark.get("box")}
    states = provenance(profile)
    marks = {
        pointer: _mark(pointer, state)
        for pointer, state in states.items()
        if state.get("box") and _spot(state) in known and fields_of(pointer)
    }
    rows = _Rows(states, marks)
    pages = [(float(size[0]), float(size[1])) for size in read.get("pages") or []]
    found = Check(
        tuple(rows.of(forms.basics)),
        tuple(_entries("work", forms.work, rows)),
        tuple(_entries("education", forms.education, rows)),
        tuple(
            Leaf(number, *size, tuple(mark for mark in marks.values() if mark.page == number))
            for number, size in enumerate(pages, start=1)
        ),
        0,
    )
    doubts = sum(
        bool(row.read) for row in (*found.basics, *(r for e in (*found.work, *found.education) for r in e.rows))
    )
    return Check(found.basics, found.work, found.education, found.leaves, doubts)


class _Rows:
    """Rows of a form, from the marks and states of every field."""

    def __init__(self, states: Mapping[str, Any], marks: Mapping[str, Mark]) -> None:
        self.first: dict[str, Mark] = {}
        self.doubtful: dict[str, str] = {}
        for mark in marks.values():
            self.first.setdefault(mark.field_id, mark)
        for pointer, state in states.items():
            field = fields_of(pointer)
            if field and is_doubtful(state):
                self.doubtful.setdefault(field, str(state.get("text") or ""))

    def of(self, form: BaseForm) -> Iterator[Row]:
        for bound in form:
            yield Row(
                bound, self.doubtful.get(bound.auto_id, "") if bound.value() else "", self.first.get(bound.auto_id)
            )


def _entries(section: str, forms: Iterable[BaseForm], rows: _Rows) -> Iterator[Entry]:
    for number, form in enumerate(forms):
        yield Entry(form, f"{section}-{number}" if form.initial else "", tuple(rows.of(form)))


def _spot(state: Mapping[str, Any]) -> tuple[Any, ...]:
    return (state.get("page"), *(state.get("box") or ()))


def _mark(pointer: str, state: Mapping[str, Any]) -> Mark:
    left, top, right, bottom = (float(side) for side in state["box"])
    return Mark(
        "at" + pointer.replace("/", "-"),
        fields_of(pointer),
        int(state["page"]),
        round(left - PADDING, 1),
        round(top - PADDING, 1),
        round(right - left + 2 * PADDING, 1),
        round(bottom - top + 2 * PADDING, 1),
        is_doubtful(state),
    )
