"""A board that says "unchanged" costs next to nothing, and its jobs are known to be there all the same."""

from __future__ import annotations

import gc
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prospect.jobs import tasks as jobs_tasks
from prospect.jobs.models import Job
from prospect.jobs.tasks import judge_absences, understand_waiting
from prospect.sources import tasks
from prospect.sources.fetching import Answer, Fetcher
from prospect.sources.models import Fetch, Source
from prospect.sources.posting import Request
from tests.catalogue import TEXT, again, board, opening

pytestmark = pytest.mark.django_db


def statements(source: Source, hours: int) -> int:
    """How many statements it takes to read a source again and to apply the reading."""
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
        source.refresh_from_db()
        with CaptureQueriesContext(connection) as asked:
            fetch = tasks.read_one(source)
            judge_absences()
            understand_waiting()
    assert fetch.outcome == Fetch.Outcome.UNCHANGED
    written = [one["sql"] for one in asked if one["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert not [sql for sql in written if "sources_posting" in sql or "jobs_job" in sql]
    return len(asked)


def test_an_unchanged_board_of_any_size_takes_as_many_statements(tmp_path: Path) -> None:
    small = board(tmp_path / "small", [opening(1)])
    large = board(tmp_path / "large", [opening(number, f"Welder {number}") for number in range(2, 150)], token="large")
    assert statements(small, 1) == statements(large, 1) <= 25
    assert large.fetches.first().found == 148


def test_jobs_of_an_unchanged_board_were_seen_when_it_was_read(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1), opening(2, "Welder")])
    statements(source, 30)
    source.refresh_from_db()
    for job in (Job.objects.first(), Job.objects.for_cards().first()):
        assert job is not None and job.checked_at == source.whole_at
        assert job.checked_at - job.last_verified > timedelta(hours=29)


def test_a_job_that_is_missing_was_last_seen_before(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1), opening(2, "Welder")])
    seen = Job.objects.get(title="Welder").checked_at
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=True):
        again(source, [opening(1)])
    assert Job.objects.get(title="Welder").checked_at == seen
    assert Job.objects.for_cards().get(title="Welder").checked_at == seen


def test_what_is_missing_from_an_unchanged_board_closes_when_it_was_missing_long_enough(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1), opening(2, "Welder")])
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=True):
        again(source, [opening(1)])
    for hours, closed in ((3, 0), (9, 1)):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
            source.refresh_from_db()
            assert tasks.read_one(source).outcome == Fetch.Outcome.UNCHANGED
            judge_absences()
        assert Job.objects.filter(closed_at__isnull=False).count() == closed


def test_a_server_that_says_unchanged_is_asked_for_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = board(tmp_path / "board", [opening(1)])
    Source.objects.filter(pk=source.pk).update(recordings="", etag='"v1"')
    source.refresh_from_db()
    asked: list[tuple[str, str]] = []

    def get(self: Fetcher, request: Request, *, etag: str = "", last_modified: str = "") -> Answer:
        asked.append((request.url, etag))
        return Answer(304, b"", {}, request.url)

    monkeypatch.setattr(Fetcher, "get", get)
    fetch = tasks.read_one(source)
    assert (fetch.outcome, fetch.bytes, fetch.found) == (Fetch.Outcome.UNCHANGED, 0, 1)
    assert len(asked) == 1 and asked[0][1] == '"v1"'


def test_a_long_reading_keeps_its_source_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = board(tmp_path / "board", [opening(1)])
    Source.objects.filter(pk=source.pk).update(recordings="", due_at=timezone.now())
    (held,) = Source.objects.due(timezone.now()).claim(now=timezone.now(), limit=1, seconds=tasks.LEASE)
    monkeypatch.setattr(Fetcher, "get", lambda self, request, **more: Answer(200, TEXT.encode(), {}, request.url))
    reading = tasks.ConditionalFetches(held)
    for minutes in range(0, 60, 10):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=True):
            reading.body(Request("https://boards.example/1"))
            assert not Source.objects.due(timezone.now()).claim(now=timezone.now(), limit=1, seconds=60)


@pytest.mark.parametrize("was", [True, False])
def test_a_batch_leaves_the_search_for_garbage_as_it_found_it(monkeypatch: pytest.MonkeyPatch, was: bool) -> None:
    seen = []

    def batch(limit: int) -> int:
        seen.append(gc.isenabled())
        raise ValueError

    monkeypatch.setattr(jobs_tasks, "_understand_batch", batch)
    (gc.enable if was else gc.disable)()
    try:
        with pytest.raises(ValueError):
            understand_waiting()
        assert (seen, gc.isenabled()) == ([False], was)
    finally:
        gc.enable()
