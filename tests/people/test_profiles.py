"""Changing, merging and editing profiles as plain data; and taking a reading over a profile that was corrected."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.utils import timezone

from prospect.people import actions, profiles
from prospect.people.editing import with_entries_joined, with_entry_split, without_entry
from prospect.people.models import Resume
from tests.persons import Three

Json = dict[str, Any]


def mark(page: int = 1) -> Json:
    return {"page": page, "box": [1, 2, 3, 4], "text": "x", "confidence": 0.9, "rule": "words"}


def reading(**sections: Any) -> Json:
    """A reading with a mark for each of its values."""
    made: Json = {"basics": {}, "work": [], "education": [], "skills": [], **copy.deepcopy(sections)}
    marks = {pointer: mark() for pointer, _ in profiles.leaves(made)}
    return {**made, "meta": {"lastModified": "2026-11-22", "provenance": marks, "warnings": [], "current": []}}


FIRST = reading(
    basics={"name": "Ines Okoro", "phone": "(918) 555-0108", "location": {"city": "Tulsa", "region": "OK"}},
    work=[
        {"name": "Juniper Mills", "position": "Millwright", "startDate": "2019-04", "highlights": ["Kept looms", "Taught two", "Wrote plans"]},
        {"name": "Coyote Foundry", "position": "Helper", "startDate": "2016-01", "endDate": "2019-03"},
    ],
    skills=[{"name": "Welding", "id": "welding"}, {"name": "Docker", "id": "docker"}],
)  # fmt: skip


def stating(profile: Json, change: Any) -> Json:
    """The profile after the person changed it."""
    stated = copy.deepcopy(profile)
    change(stated)
    return profiles.corrected(profile, stated)


def test_typed_values_outlive_a_new_reading() -> None:
    def change(stated: Json) -> None:
        stated["basics"]["phone"] = "(918) 555-0199"
        stated["work"][0]["position"] = "Lead millwright"

    mine = stating(FIRST, change)
    found = profiles.merged(mine, FIRST)
    assert found["basics"]["phone"] == "(918) 555-0199"
    assert [job["position"] for job in found["work"]] == ["Lead millwright", "Helper"]
    assert profiles.typed("/work/0/position", found)
    assert not profiles.typed("/work/0/name", found)
    assert profiles.changes(mine, found) == []


def test_a_field_taken_out_stays_out() -> None:
    mine = stating(FIRST, lambda stated: stated["basics"].pop("phone"))
    assert "phone" not in profiles.merged(mine, FIRST)["basics"]


def test_new_entries_come_and_old_ones_stay_in_time() -> None:
    newer = reading(
        basics={"name": "Ines Okoro"},
        work=[
            {"name": "Larkspur Robotics", "position": "Technician", "startDate": "2025-02"},
            {"name": "Juniper Mills", "position": "Millwright", "startDate": "2019-04", "endDate": "2025-01"},
        ],
    )
    newer["meta"]["current"] = ["/work/0"]
    found = profiles.merged(FIRST, newer)
    assert [job["name"] for job in found["work"]] == ["Larkspur Robotics", "Juniper Mills", "Coyote Foundry"]
    assert found["work"][1]["endDate"] == "2025-01"
    assert found["basics"]["location"] == {"city": "Tulsa", "region": "OK"}
    assert found["meta"]["provenance"]["/work/2/name"]["page"] is None
    assert found["meta"]["provenance"]["/work/0/name"]["page"] == 1
    assert found["meta"]["current"] == ["/work/0"]
    assert found["meta"]["experience"]["years"] == 10.9
    assert profiles.changes(FIRST, found) == [
        ("/work/0/name", None, "Larkspur Robotics"),
        ("/work/0/position", None, "Technician"),
        ("/work/0/startDate", None, "2025-02"),
        ("/work/1/endDate", None, "2025-01"),
    ]


def test_a_removed_entry_does_not_come_back_with_the_same_file() -> None:
    slim = without_entry(FIRST, "work", 1)
    assert [job["name"] for job in slim["work"]] == ["Juniper Mills"]
    again = profiles.merged(slim, FIRST)
    assert [job["name"] for job in again["work"]] == ["Juniper Mills"]
    back = stating(again, lambda stated: stated["work"].append(FIRST["work"][1]))
    assert len(profiles.merged(back, FIRST)["work"]) == 2


def test_a_corrected_employer_is_not_doubled_by_reading_again() -> None:
    def change(stated: Json) -> None:
        stated["work"][1].update(name="Coyote Foundry of Tulsa", position="Foundry helper")

    again = profiles.merged(stating(FIRST, change), FIRST)
    assert [job["name"] for job in again["work"]] == ["Juniper Mills", "Coyote Foundry of Tulsa"]


def test_not_a_skill_stays_away() -> None:
    meta = {**FIRST["meta"], "mentioned": [{"id": "docker"}, {"id": "rigging"}]}
    found = profiles.merged(profiles.empty(), {**FIRST, "meta": meta}, ["docker"])
    assert [skill["name"] for skill in found["skills"]] == ["Welding"]
    assert found["meta"]["mentioned"] == [{"id": "rigging"}]
    assert "/skills/1/name" not in found["meta"]["provenance"]


def test_links_of_both_are_kept_once() -> None:
    old = reading(basics={"name": "I", "profiles": [{"network": "GitHub", "url": "https://github.com/ines"}]})
    new = reading(basics={"name": "I", "profiles": [{"network": "LinkedIn", "url": "https://linkedin.com/in/ines"}, {"network": "GitHub", "url": "https://www.github.com/ines/"}]})  # fmt: skip
    found = profiles.merged(old, new)
    assert [one["network"] for one in found["basics"]["profiles"]] == ["GitHub", "LinkedIn"]
    assert found["meta"]["provenance"]["/basics/profiles/1/url"]["rule"] == "words"


def test_an_entry_is_parted_and_joined_with_its_marks() -> None:
    parted = with_entry_split(FIRST, "work", 0, 1)
    assert parted["work"][0]["highlights"] == ["Kept looms"]
    assert parted["work"][1] == {"name": "Juniper Mills", "highlights": ["Taught two", "Wrote plans"]}
    assert "/work/1/highlights/1" in parted["meta"]["provenance"]
    assert "/work/2/endDate" in parted["meta"]["provenance"]
    joined = with_entries_joined(parted, "work", 0, 1)
    assert joined["work"] == FIRST["work"]
    assert set(joined["meta"]["provenance"]) == set(FIRST["meta"]["provenance"])


def test_joined_jobs_last_from_first_to_last() -> None:
    joined = with_entries_joined(FIRST, "work", 0, 1)["work"]
    assert len(joined) == 1
    assert joined[0]["startDate"] == "2016-01"
    assert "endDate" not in joined[0]


def test_there_is_no_such_entry() -> None:
    with pytest.raises(IndexError):
        without_entry(FIRST, "work", 9)
    with pytest.raises(IndexError):
        with_entry_split(FIRST, "work", 9, 1)
    with pytest.raises(IndexError):
        with_entries_joined(FIRST, "work", 0, 9)


@pytest.mark.django_db
def test_reading_again_can_be_undone(three: Three) -> None:
    resume = Resume.objects.create(
        account=three.owner, file="x", original_name="x.pdf", size=1, uploaded_at=timezone.now()
    )
    actions.take_reading(resume=resume, reading=FIRST, now=timezone.now())
    actions.set_not_skill(account=three.owner, skill="docker")
    newer = reading(basics={"name": "Ines Okoro-Hill"}, skills=[{"name": "Docker"}, {"name": "Rigging"}])
    actions.take_reading(resume=resume, reading=newer, now=timezone.now())
    data = actions.profile_of(three.owner).data
    assert data["basics"]["name"] == "Ines Okoro-Hill"
    assert [skill["name"] for skill in data["skills"]] == ["Rigging", "Welding"]
    assert actions.undo_profile(account=three.owner, now=timezone.now()).data["basics"]["name"] == "Ines Okoro"


@pytest.mark.parametrize(("read", "kept"), [("2015", "2015-09"), ("2015-08", "2015-08"), ("2016", "2016")])
def test_a_coarser_date_does_not_take_the_month_away(read: str, kept: str) -> None:
    job = {"name": "Larkspur Hotel", "position": "Baker", "endDate": "2018-06"}
    old, new = reading(work=[{**job, "startDate": "2015-09"}]), reading(work=[{**job, "startDate": read}])
    assert profiles.merged(old, new)["work"][0]["startDate"] == kept
