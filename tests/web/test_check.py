"""The check of a résumé: marks, doubts, entries that come and go, skills that are not one's own."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from prospect.people.actions import change_profile, profile_of, take_reading
from prospect.people.models import Resume
from prospect.web.seekers.check import check
from prospect.web.seekers.profile_forms import ProfileForms, fields_of, with_entry_split, without_entry
from tests.persons import Three

READING: dict[str, Any] = {
    "basics": {"name": "Olive Owner", "label": "Cook"},
    "work": [
        {"name": "The Griddle", "position": "Cook", "startDate": "2020-01", "summary": "Grill.\n\nBread and pastry."},
        {"name": "Brass Fork", "position": "Dishwasher", "startDate": "2018-03"},
    ],
    "education": [],
    "skills": [{"name": "Docker"}],
    "meta": {
        "pages": [[612.0, 792.0]],
        "warnings": [],
        "provenance": {
            "/basics/name": {
                "page": 1,
                "box": [50, 40, 200, 60],
                "text": "Olive Owner",
                "confidence": 0.97,
                "rule": "look",
            },
            "/work/0/position": {
                "page": 1,
                "box": [50, 90, 120, 100],
                "text": "Cook",
                "confidence": 0.6,
                "rule": "words",
            },
            "/work/0/highlights/0": {
                "page": 1,
                "box": [50, 110, 300, 120],
                "text": "x",
                "confidence": 0.9,
                "rule": "bullet",
            },
        },
    },
}


@pytest.fixture
def read(three: Three) -> Resume:
    now = timezone.now()
    resume = Resume.objects.create(account=three.owner, file="x", original_name="cv.pdf", size=1, uploaded_at=now)
    take_reading(resume=resume, reading=READING, now=now)
    return resume


def test_a_mark_lies_where_the_field_was_read_and_doubts_are_said(read: Resume) -> None:
    shown = check(ProfileForms(READING), READING, read)
    (leaf,) = shown.leaves
    assert (leaf.width, leaf.height) == (612.0, 792.0)
    marks = {mark.field_id: mark for mark in leaf.marks}
    assert marks["id_basics-name"].x == 48.5
    assert marks["id_basics-name"].width == 153.0
    assert not marks["id_basics-name"].is_doubtful
    assert marks["id_work-0-position"].is_doubtful
    assert shown.doubts == 1
    rows = {row.bound.auto_id: row for row in shown.work[0].rows}
    assert rows["id_work-0-position"].read == "Cook"
    assert rows["id_work-0-summary"].mark is not None


def test_marks_of_an_earlier_file_are_left_out(read: Resume) -> None:
    other = Resume(reading={"meta": {"pages": [[600, 800]], "provenance": {}}})
    assert check(ProfileForms(READING), READING, other).leaves[0].marks == ()


def test_fields_of_pointers() -> None:
    assert fields_of("/work/3/highlights/0") == "id_work-3-summary"
    assert fields_of("/education/0/area") == "id_education-0-area"
    assert fields_of("/skills/2/name") == "id_basics-skills"
    assert fields_of("/languages/0/language") == ""


def test_an_entry_is_parted_at_its_empty_line() -> None:
    parted = with_entry_split(READING, "work-0")["work"]
    assert [entry.get("summary") for entry in parted] == ["Grill.", "Bread and pastry.", None]
    assert parted[1]["name"] == "The Griddle"
    assert with_entry_split(READING, "work-9") == READING
    assert with_entry_split(READING, "skills-0") == READING
    assert [entry["name"] for entry in without_entry(READING, "work-0")["work"]] == ["Brass Fork"]


def posted(data: dict[str, Any], **more: str) -> QueryDict:
    """What a browser sends of the check page as it stands."""
    forms = ProfileForms(data)
    sent = QueryDict(mutable=True)
    for part in (
        forms.basics,
        forms.work.management_form,
        forms.education.management_form,
        *forms.work,
        *forms.education,
    ):
        for bound in part:
            sent[bound.html_name] = "" if bound.value() is None else str(bound.value())
    sent.update(more)
    return sent


def test_buttons_of_the_check_add_part_and_remove(three: Three, read: Resume, client: Client) -> None:
    client.force_login(three.owner)
    data = profile_of(three.owner).data
    answer = client.post("/profile", posted(data, add="work").dict())
    assert answer["Location"] == "/profile?add=work#work"
    assert "id_work-2-position" in client.get("/profile?add=work").content.decode()
    assert "id_work-2-position" not in client.get("/profile").content.decode()
    client.post("/profile", posted(data, remove="work-1").dict())
    assert [entry["position"] for entry in profile_of(three.owner).data["work"]] == ["Cook"]
    client.post("/profile/undo")
    assert len(profile_of(three.owner).data["work"]) == 2


def test_a_skill_taken_away_stays_away_until_taken_back(three: Three, read: Resume, client: Client) -> None:
    client.force_login(three.owner)
    client.post("/profile/not-a-skill", {"skill": "docker"})
    assert profile_of(three.owner).not_skills == ["docker"]
    client.post("/profile/not-a-skill", {"skill": "no such skill at all"})
    assert profile_of(three.owner).not_skills == ["docker"]
    client.post("/profile/not-a-skill", {"skill": "docker", "back": "yes"})
    assert profile_of(three.owner).not_skills == []


def test_the_check_page_of_a_stranger_is_his_own(three: Three, read: Resume, client: Client) -> None:
    client.force_login(three.stranger)
    assert "Olive" not in client.get("/profile").content.decode()
    assert client.get(f"/profile/resumes/{read.public_id}/page/1").status_code == 404
    assert client.get(f"/profile/resumes/{read.public_id}/original").status_code == 404


def test_a_typed_correction_is_no_longer_in_doubt(three: Three, read: Resume) -> None:
    data = {**profile_of(three.owner).data}
    data["meta"] = {**data["meta"], "provenance": {"/work/0/position": {"rule": "typed", "confidence": 1.0}}}
    change_profile(account=three.owner, data=data, now=timezone.now())
    assert check(ProfileForms(data), data, read).doubts == 0
