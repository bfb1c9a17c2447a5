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
from prospect.web.seekers.profile_forms import ProfileForms, edited, fields_of
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
    parted = edited(READING, "split", "work-0")["work"]
    assert [entry.get("summary") for entry in parted] == ["Grill.", "Bread and pastry.", None]
    assert parted[1]["name"] == "The Griddle"
    assert edited(READING, "split", "work-9") == READING
    assert edited(READING, "split", "skills-0") == READING
    assert [entry["name"] for entry in edited(READING, "remove", "work-0")["work"]] == ["Brass Fork"]


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


def sent_meanwhile(client: Client, form: dict[str, Any], sitting: str = "a") -> str:
    return client.post("/profile", form | {"sitting": sitting}, headers={"HX-Request": "true"}).content.decode()


def test_what_is_typed_is_saved_as_one_goes_and_undone_as_one(three: Three, read: Resume, client: Client) -> None:
    client.force_login(three.owner)
    data = profile_of(three.owner).data
    form = posted(data).dict()
    assert sent_meanwhile(client, form | {"basics-label": "Chef"}) == "Saved as you go."
    more = {"work-TOTAL_FORMS": "3", "work-2-position": "Baker", "work-2-name": "Rye & Co"}
    for _again in range(2):
        assert sent_meanwhile(client, form | {"basics-label": "Chef"} | more) == "Saved as you go."
    changed = profile_of(three.owner).data
    assert changed["basics"]["label"] == "Chef"
    assert [entry["position"] for entry in changed["work"]] == ["Cook", "Dishwasher", "Baker"]
    client.post("/profile/undo")
    assert profile_of(three.owner).data == data


def test_what_cannot_be_saved_as_one_goes_waits(three: Three, read: Resume, client: Client) -> None:
    client.force_login(three.owner)
    data = profile_of(three.owner).data
    form = posted(data).dict()
    assert "cannot be understood" in sent_meanwhile(client, form | {"work-0-startDate": "soon"})
    emptied = {name: "" for name in form if name.startswith("work-1-")}
    assert "an entry is empty" in sent_meanwhile(client, form | emptied)
    assert profile_of(three.owner).data == data


def test_saving_confirms_what_was_in_doubt(three: Three, read: Resume, client: Client) -> None:
    client.force_login(three.owner)
    data = profile_of(three.owner).data
    assert check(ProfileForms(data), data, read).doubts == 1
    client.post("/profile", posted(data).dict())
    data = profile_of(three.owner).data
    assert check(ProfileForms(data), data, read).doubts == 0
    again = Resume.objects.create(
        account=three.owner, file="y", original_name="cv.pdf", size=1, uploaded_at=timezone.now()
    )
    take_reading(resume=again, reading=READING, now=timezone.now())
    data = profile_of(three.owner).data
    assert check(ProfileForms(data), data, again).doubts == 0


def test_a_file_can_take_the_profiles_place(three: Three, read: Resume, client: Client) -> None:
    now = timezone.now()
    other = Resume.objects.create(
        account=three.owner, file="y", original_name="new.pdf", size=1, uploaded_at=now, replaces=True
    )
    reading = {"basics": {"name": "Olive O."}, "work": [{"name": "Heron Creek", "position": "Chef"}], "meta": {}}
    take_reading(resume=other, reading=reading, now=now)
    assert [entry["name"] for entry in profile_of(three.owner).data["work"]] == ["Heron Creek"]
    client.force_login(three.owner)
    assert "in your profile’s place" in client.get("/profile").content.decode()
    client.post("/profile/undo")
    assert [entry["name"] for entry in profile_of(three.owner).data["work"]] == ["The Griddle", "Brass Fork"]


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


def test_a_second_file_shows_what_it_changed(three: Three) -> None:
    from django.utils import timezone

    from prospect.people import actions
    from prospect.people.models import Resume

    now = timezone.now()
    first = {
        "basics": {"name": "Olive Owner"},
        "work": [{"name": "Larkspur Mills", "position": "Miller", "startDate": "2020"}],
    }
    actions.change_profile(account=three.owner, data=first, now=now)
    resume = Resume.objects.create(account=three.owner, file="x", original_name="cv.pdf", size=1, uploaded_at=now)
    work = [
        {"name": "Larkspur Mills", "position": "Miller", "startDate": "2020"},
        {"name": "Heron Creek", "position": "Foreman"},
    ]
    actions.take_reading(
        resume=resume, reading={"basics": {"name": "Olive Owner"}, "work": work, "meta": {}}, now=timezone.now()
    )
    page = three.client_of(three.owner).get("/profile").content.decode()
    assert "What your new file changed" in page
    assert "<ins>Foreman</ins>" in page


def test_two_entries_are_joined_by_a_button(three: Three) -> None:
    from django.utils import timezone

    from prospect.people import actions

    work = [{"name": "Larkspur Mills", "position": "Miller", "startDate": "2020", "endDate": "2021"},
            {"name": "Larkspur Mills", "position": "Miller", "startDate": "2018", "endDate": "2020"}]  # fmt: skip
    actions.change_profile(account=three.owner, data={"basics": {"name": "Olive"}, "work": work}, now=timezone.now())
    form = {"basics-name": "Olive", "work-TOTAL_FORMS": "2", "work-INITIAL_FORMS": "2", "education-TOTAL_FORMS": "0",
            "education-INITIAL_FORMS": "0", "join": "work-0"}  # fmt: skip
    form |= {f"work-{number}-{key}": value for number, entry in enumerate(work) for key, value in entry.items()}
    three.client_of(three.owner).post("/profile", form)
    [joined] = actions.profile_of(three.owner).data["work"]
    assert (joined["startDate"], joined["endDate"]) == ("2018", "2021")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("April 2023", "2023-04"),
        ("04/2023", "2023-04"),
        ("2023", "2023"),
        ("", ""),
        ("present", ""),
        ("abril de 2023", "2023-04"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, kept: str) -> None:
    from prospect.web.seekers.date_fields import MonthField

    assert MonthField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["13/2023", "yesterday-ish", "2023-13", "soon", "2019 - 2021"])
def test_what_is_no_date_is_refused_and_kept_in_view(typed: str) -> None:
    from django import forms

    from prospect.web.seekers.date_fields import MonthField

    with pytest.raises(forms.ValidationError, match="not a date"):
        MonthField().clean(typed)
