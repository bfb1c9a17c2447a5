"""The pages for people: a bounded number of queries, limits, the tracker, what to do when nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from prospect.alerts.actions import save_alert
from prospect.jobs.actions import close
from prospect.jobs.models import Job
from prospect.people.actions import change_profile, track
from prospect.people.models import Tracked
from prospect.web.parts.limits import Buckets
from tests.catalogue import board, opening
from tests.persons import Three

Queries = Callable[..., AbstractContextManager[Any]]
TITLES = ("Back-end Developer", "Registered Nurse", "Welder", "Accountant", "Truck Driver", "Line Cook")
RESUME = {
    "basics": {"name": "Olive Owner", "label": "Back-end Developer"},
    "work": [
        {"position": "Back-end Developer", "name": "Mills", "startDate": "2020-01", "summary": "Python, PostgreSQL"}
    ],
    "skills": [{"name": name} for name in ("Python", "PostgreSQL", "Django", "Docker", "Git")],
    "education": [],
    "meta": {"provenance": {}, "warnings": []},
}


@pytest.fixture
def many(db: None, tmp_path: Path) -> list[Job]:
    """Sixty-six jobs of one board."""
    board(tmp_path / "board.json", [opening(n, f"{TITLES[n % 6]} {n}") for n in range(1, 67)])
    return list(Job.objects.listed())


@pytest.fixture
def olive(three: Three, many: list[Job], client: Client) -> Client:
    """Signed in, with a profile, thirty jobs tracked and twelve alerts."""
    change_profile(account=three.owner, data=RESUME, now=timezone.now())
    for job in many[:30]:
        track(account=three.owner, job=job, stage=Tracked.Stage.SAVED)
    for n in range(12):
        save_alert(
            email=three.owner.email, query={"q": [f"welder {n}"]}, name=f"{n}", rhythm="daily", account=three.owner
        )
    client.force_login(three.owner)
    return client


PAGES = {
    "/": 20,
    "/jobs?q=developer": 16,
    "/jobs?q=zzzz": 16,
    "/for-you": 24,
    "/saved": 12,
    "/alerts": 10,
    "/alerts/new?q=developer": 11,
    "/employers": 12,
    "/profile": 14,
    "/account": 14,
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_a_bounded_number_of_times(
    path: str, olive: Client, django_assert_max_num_queries: Queries
) -> None:
    cache.clear()
    with django_assert_max_num_queries(PAGES[path]):
        assert olive.get(path).status_code == 200


def test_a_look_back_at_closed_jobs_reads_them_together(
    olive: Client, many: list[Job], django_assert_max_num_queries: Queries
) -> None:
    for job in many[:30]:
        close(job=job, why="Filled.", now=timezone.now())
    cache.clear()
    with django_assert_max_num_queries(PAGES["/alerts/new?q=developer"] + 2):
        assert olive.get("/alerts/new?q=developer").context["back"].closed == 5


def test_a_job_page_asks_a_bounded_number_of_times(
    olive: Client, many: list[Job], django_assert_max_num_queries: Queries
) -> None:
    with django_assert_max_num_queries(24):
        assert olive.get(f"/jobs/{many[0].public_id}").status_code == 200


def test_an_opened_job_is_marked_for_its_reader_only(olive: Client, many: list[Job]) -> None:
    olive.get(f"/jobs/{many[0].public_id}")
    mark = f'job--seen" id="job-{many[0].public_id}"'
    assert mark in olive.get(f"/jobs?q={many[0].title.replace(' ', '+')}").content.decode()
    assert "job--seen" not in Client().get("/jobs").content.decode()


def test_nothing_found_leads_on(many: list[Job], client: Client) -> None:
    words = client.get("/jobs?q=welder&pay=900000").content.decode()
    assert "0 jobs" in words
    assert "Without “from $900,000 a year”" in words
    assert "/alerts/new?" in words


def test_few_found_are_followed_by_near_questions_apart(many: list[Job], client: Client) -> None:
    answer = client.get(f"/jobs?q={many[0].title.replace(' ', '+')}")
    words = answer.content.decode()
    assert answer.context["total"] < 10
    assert "of this</h2>" in words.partition('id="near">')[2]
    assert str(answer.context["near"][0].name).startswith("Without “")
    found = {card.job.pk for card in answer.context["cards"]}
    below = [card.job.pk for one in answer.context["near"] for card in one.cards]
    assert below
    assert not found & set(below)


def test_the_front_page_shows_no_employer_twice(many: list[Job], client: Client) -> None:
    cache.clear()
    assert client.get("/").content.decode().count('<article class="job') == 1


def test_the_tracker_keeps_stage_day_and_note(olive: Client, three: Three, many: list[Job]) -> None:
    address = f"/jobs/{many[0].public_id}/track"
    olive.post(address, {"stage": "talking", "applied_on": "2026-02-03", "note": "Call Tess"})
    row = Tracked.objects.get(account=three.owner, job=many[0])
    assert (row.stage, str(row.applied_on), row.note) == ("talking", "2026-02-03", "Call Tess")
    olive.post(address, {"stage": "offer"})
    row.refresh_from_db()
    assert (row.stage, str(row.applied_on), row.note) == ("offer", "2026-02-03", "Call Tess")
    olive.post(address, {"stage": "nonsense", "applied_on": "2026-13-40"})
    row.refresh_from_db()
    assert row.stage == "offer"


def test_a_bucket_empties_and_fills_again() -> None:
    buckets = Buckets(amount=3, seconds=30)
    assert [buckets.take("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert buckets.take("b", 0.0)
    assert not buckets.take("a", 9.0)
    assert buckets.take("a", 20.0)


def test_too_many_uploads_are_refused_with_a_page(olive: Client) -> None:
    cache.clear()
    answers = [olive.post("/profile/upload").status_code for _ in range(21)]
    assert answers[:20] == [302] * 20
    last = olive.post("/profile/upload")
    assert last.status_code == 429
    assert last["Retry-After"]
    assert "too often" in last.content.decode()


def test_letters_to_strangers_are_limited_by_address_but_this_machine_is_not(many: list[Job]) -> None:
    cache.clear()
    asked = {"name": "x", "rhythm": "daily", "email": "not an address"}
    far = [Client(REMOTE_ADDR="203.0.113.9").post("/alerts/new?q=welder", asked).status_code for _ in range(31)]
    assert far == [200] * 30 + [429]
    assert Client(REMOTE_ADDR="203.0.113.10").post("/alerts/new?q=welder", asked).status_code == 200
    assert Client().post("/alerts/new?q=welder", asked).status_code == 200


def test_employers_are_found_by_letter_and_words(many: list[Job], client: Client) -> None:
    assert "Larkspur Mills" in client.get("/employers?letter=L").content.decode()
    assert "Larkspur Mills" not in client.get("/employers?letter=Z").content.decode()
    assert "Larkspur Mills" in client.get("/employers?q=mills").content.decode()
