"""What an operator does with sources: look before adding, read now, lift a hold."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from prospect.config.worker import Worker
from prospect.jobs.models import Board, Job
from prospect.sources.fetching import Answer, Fetcher
from prospect.sources.models import Fetch, Source
from prospect.sources.posting import Request
from prospect.sources.tasks import read_one
from tests.catalogue import board, opening, write_board
from tests.persons import Three

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(three: Three, client: Client) -> Client:
    client.force_login(three.teammate)
    return client


def serve(monkeypatch: pytest.MonkeyPatch, said: object) -> list[str]:
    """Answers every request with this JSON; the addresses that were asked for."""
    asked: list[str] = []

    def get(self: Fetcher, request: Request, *, etag: str = "", last_modified: str = "") -> Answer:
        asked.append(request.url)
        return Answer(200, json.dumps(said).encode(), {}, request.url)

    monkeypatch.setattr(Fetcher, "get", get)
    return asked


def test_looking_shows_what_is_there_and_saves_nothing(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, {"jobs": [opening(1), opening(2, "Welder")], "meta": {"total": 2}})
    page = operator.post(reverse("add_source"), {"address": "https://boards.greenhouse.io/larkspur"})
    assert "Welder" in page.content.decode() and "2 postings" in page.content.decode()
    assert not Source.objects.exists()
    assert page.context["form"]["employer"].value() == "Larkspur Mills", "the board names its employer"


def test_an_employer_that_was_given_is_left_alone(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, {"jobs": [opening(1)], "meta": {"total": 1}})
    said = {"address": "greenhouse:larkspur", "employer": "Larkspur"}
    assert operator.post(reverse("add_source"), said).context["form"]["employer"].value() == "Larkspur"
    operator.post(reverse("add_source"), {**said, "save": "yes"})
    assert Board.objects.get().employer.name == "Larkspur"


def test_a_look_at_a_board_with_pages_of_its_own_asks_for_none(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"title": f"Clerk {n}", "externalPath": f"/job/Tulsa/Clerk_R{n}", "bulletFields": [f"R{n}"]} for n in range(20)
    ]
    asked = serve(monkeypatch, {"total": 1_900, "jobPostings": rows})
    page = operator.post(reverse("add_source"), {"address": "https://acme.wd5.myworkdayjobs.com/External"})
    assert "1900 postings" in page.content.decode().replace(",", "")
    assert len(asked) <= 8 and not any("Clerk_R" in url for url in asked)


def test_a_list_of_pages_is_left_to_the_worker(operator: Client, tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1)])
    later = timezone.now() + timedelta(hours=5)
    Source.objects.filter(pk=source.pk).update(kind="workday", recordings="", due_at=later)
    page = operator.post(reverse("read_source", args=[source.public_id]), follow=True)
    assert "page by page" in page.content.decode()
    source.refresh_from_db()
    assert source.due_at <= timezone.now() and source.fetches.count() == 1


def test_terms_of_a_source_that_is_off_by_default_are_told(operator: Client, tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1)])
    Source.objects.filter(pk=source.pk).update(kind="bamboohr", is_enabled=False)
    page = operator.get(reverse("source", args=[source.public_id])).content.decode()
    assert "BambooHR" in page and "Switch on" in page


def test_an_operator_who_knows_better_lifts_a_hold(operator: Client, tmp_path: Path) -> None:
    openings = [opening(number, f"Welder {number}") for number in range(8)]
    source = board(tmp_path / "board", openings)
    outcomes = []
    for hours in (1, 2, 9):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
            write_board(Path(source.recordings), openings[:2])
            source.refresh_from_db()
            outcomes.append(read_one(source).outcome)
            Worker().drain()
            if hours == 1:
                assert "really shrunk" in operator.get(reverse("source", args=[source.public_id])).content.decode()
                operator.post(reverse("believe_source", args=[source.public_id]))
                assert Job.objects.open().count() == 8, "a word alone closes nothing"
                told = operator.get(reverse("source", args=[source.public_id])).content.decode()
                assert "You have said so" in told and "They are gone" not in told
            if hours == 2:
                told = operator.get(reverse("source", args=[source.public_id])).content.decode()
                assert "Not on the last reading" in told, "six are missing, and none is closed yet"
    assert Job.objects.open().count() == 2
    assert [fetch.outcome for fetch in source.fetches.order_by("at")][1] == Fetch.Outcome.SUSPICIOUS
    source.refresh_from_db()
    assert "really shrunk" not in operator.get(reverse("source", args=[source.public_id])).content.decode()


@pytest.mark.parametrize("typed", ["workday:nothing", "personio:no host at all"])
def test_a_name_that_no_board_can_have_is_said_to_be_one(operator: Client, typed: str) -> None:
    page = operator.post(reverse("add_source"), {"address": typed, "save": "yes"}).content.decode()
    assert "does not name a board of the kind" in page and "unpack" not in page
    assert not Source.objects.exists()
