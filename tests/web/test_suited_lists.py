"""The list of suited jobs that is made over night: kept, followed by what changes, void where it no longer holds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from prospect.fit.actions import next_night
from prospect.fit.models import SuitedList
from prospect.jobs.models import Job
from prospect.people import actions as people
from prospect.web.seekers import for_you
from tests.catalogue import board, opening
from tests.persons import Three
from tests.web.test_for_you import PYTHON, WELD, give_profile, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(tmp_path: Path, three: Three) -> Three:
    board(tmp_path / "one", [opening(1, "Back-end Developer", text=PYTHON), opening(2, "Welder", text=WELD)])
    give_profile(three.owner)
    return three


def made_of(three: Three) -> SuitedList:
    return SuitedList.objects.get(account=three.owner)


def test_the_worker_makes_a_list_for_each_person_once_a_night(catalogue: Three) -> None:
    assert for_you.refresh() == 1
    made = made_of(catalogue)
    assert Job.objects.get(pk=made.jobs[0]).title == "Back-end Developer"
    assert made.due_at == next_night(catalogue.owner, made.made_at or timezone.now())
    assert for_you.refresh() == 0


def test_the_page_takes_the_list_that_was_made(catalogue: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    for_you.refresh()
    monkeypatch.setattr(for_you, "candidates", lambda *_: pytest.fail("the index was asked"))
    assert "Back-end Developer" in titles(catalogue.owner)


def test_a_list_of_another_state_is_void(catalogue: Three) -> None:
    for_you.refresh()
    before = made_of(catalogue).state
    people.change_wishes(account=catalogue.owner, wishes={"titles": "Welder"})
    assert "Welder" in titles(catalogue.owner)
    assert made_of(catalogue).state != before


def test_a_job_that_came_since_is_among_them_and_one_that_closed_is_not(catalogue: Three, tmp_path: Path) -> None:
    for_you.refresh()
    board(tmp_path / "two", [opening(3, "Senior Back-end Developer", text=PYTHON)], token="kestrel", employer="Kestrel")
    Job.objects.filter(title="Back-end Developer").update(closed_at=timezone.now())
    assert titles(catalogue.owner)[0] == "Senior Back-end Developer"
    assert "Back-end Developer" not in titles(catalogue.owner)


def test_a_list_of_a_worker_that_rests_is_made_anew(catalogue: Three) -> None:
    for_you.refresh()
    long_ago = timezone.now() - for_you.OLDEST - timedelta(hours=1)
    SuitedList.objects.update(made_at=long_ago)
    titles(catalogue.owner)
    assert made_of(catalogue).made_at != long_ago


def test_the_list_is_exported_and_erased_with_the_person(catalogue: Three) -> None:
    for_you.refresh()
    assert "Back-end Developer" in people.export_everything(catalogue.owner)
    people.erase(account=catalogue.owner)
    assert not SuitedList.objects.exists()


def test_the_page_and_its_alert_go_by_the_trade_wished_for(catalogue: Three) -> None:
    people.change_wishes(account=catalogue.owner, wishes={"titles": "Welder"})
    page = catalogue.client_of(catalogue.owner).get("/for-you")
    assert "Welder" in str(page.context["wished"])
    assert "occupation=welder" in page.context["alert_url"]
    assert "back-end" not in page.context["alert_url"]
