"""Postings of lists that prove no absence, looked up on their own pages."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from prospect.config.worker import Worker
from prospect.jobs import tasks
from prospect.jobs.actions import add_board
from prospect.jobs.models import Job
from prospect.lexicon.sentences import say
from prospect.sources.fetching import Answer, FetchRefused
from prospect.sources.models import Posting, Source
from prospect.sources.posting import Request

pytestmark = pytest.mark.django_db
PLACE = "https://remote.example"


class Pages:
    """A network of pages: what each address answers, a status or the address it leads to."""

    def __init__(self, answers: dict[str, int | str]) -> None:
        self.answers, self.asked = answers, []

    def get(self, request: Request) -> Answer:
        self.asked.append(request.url)
        said = self.answers.get(request.url, 200)
        if isinstance(said, str):
            return Answer(200, b"", {}, said)
        if said >= 400:
            raise FetchRefused("gone" if said == 410 else "refused", say("No."), status=said)
        return Answer(said, b"<html>", {}, request.url)


@pytest.fixture
def listed(tmp_path: Path) -> Source:
    """Six jobs of a list of the newest, read a while ago."""
    rows = [
        {"id": n, "title": f"Welder {n}", "url": f"{PLACE}{n % 3}/jobs/{n}", "company_name": f"Firm {n}",
         "description": "<p>Weld.</p>", "publication_date": "2026-06-01T00:00:00"}
        for n in range(6)
    ]  # fmt: skip
    path = tmp_path / "remotive.json"
    path.write_text(json.dumps({"jobs": rows}))
    source = add_board(kind="remotive", token="", recordings=str(path))
    Worker().drain()
    Source.objects.update(recordings="")
    Posting.objects.update(last_seen=timezone.now() - timedelta(days=5))
    assert Job.objects.open().count() == 6
    return source


def asked(monkeypatch: pytest.MonkeyPatch, answers: dict[str, int | str]) -> list[str]:
    pages = Pages(answers)
    monkeypatch.setattr(tasks, "fetcher", lambda: pages)
    tasks.verify_pages()
    return pages.asked


@pytest.mark.parametrize(("status", "closes"), [(404, True), (410, True), (403, False), (429, False), (503, False)])
def test_only_a_page_that_is_gone_closes(
    listed: Source, monkeypatch: pytest.MonkeyPatch, status: int, closes: bool
) -> None:
    asked(monkeypatch, {f"{PLACE}1/jobs/1": status})
    job = Job.objects.get(title="Welder 1")
    assert job.is_open is not closes
    assert Job.objects.open().count() == (5 if closes else 6)
    assert (str(status) in job.closed_why) is closes


def test_a_page_that_is_there_verifies_and_is_not_asked_again(listed: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(asked(monkeypatch, {})) == 6
    assert Job.objects.filter(last_verified__gte=timezone.now() - timedelta(minutes=5)).count() == 6
    assert asked(monkeypatch, {}) == []


def test_a_page_that_sends_elsewhere_tells_nothing(listed: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{PLACE}2/jobs/2"
    asked(monkeypatch, {url: f"{PLACE}2/jobs"})
    posting = Posting.objects.get(url=url)
    assert posting.job.is_open
    assert posting.last_seen < timezone.now() - timedelta(days=4)
    assert url not in asked(monkeypatch, {})  # tried again after a day


def test_a_host_is_asked_for_two_pages_a_round(listed: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    for posting in Posting.objects.all():
        Posting.objects.filter(pk=posting.pk).update(url=f"{PLACE}/jobs/{posting.key}")
    assert len(asked(monkeypatch, {})) == 2
    assert len(asked(monkeypatch, {})) == 2


def test_boards_that_are_read_whole_are_not_asked_page_by_page(listed: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    Source.objects.update(kind="greenhouse")
    assert asked(monkeypatch, {}) == []
