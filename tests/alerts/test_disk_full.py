"""A disk that is full: the worker says so and loses nothing, and when there is room again everything goes out once."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from prospect.alerts.models import Match
from prospect.config import worker
from prospect.config.worker import FULL, Worker
from prospect.jobs.models import Employer, Job
from prospect.mail.models import Letter
from tests.alerts.test_letters import alert
from tests.persons import Three

pytestmark = pytest.mark.django_db(transaction=True)
JOBS = 40


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite is given not one page more, and answers every write that needs one as on a full disk."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        [pages] = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute(f"PRAGMA max_page_count = {1 << 30}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the disk of PostgreSQL is not ours to fill")
@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_full_disk_loses_nothing(three: Three, caplog: pytest.LogCaptureFixture, steps: int) -> None:
    """`steps` of the way from job to letter are done before the disk is full."""
    from prospect.alerts import tasks

    made = alert("welder", email=three.owner.email, account=three.owner)
    now, firm = timezone.now(), Employer.objects.create(name="Firm", key="firm", slug="firm")
    moments = {"first_seen": now, "last_verified": now, "changed_at": now, "indexed_at": now}
    Job.objects.bulk_create(
        Job(employer=firm, title=f"Welder {n}", text="Steel. " * 500, **moments) for n in range(JOBS)
    )
    for step in (tasks.match_new, tasks.make_due)[:steps]:
        step()
    with full_disk(), caplog.at_level(logging.WARNING):
        with pytest.raises(OperationalError, match="full"):
            Job.objects.create(employer=firm, title="Too much", text="x" * 100_000, **moments)
        for _ in range(3):
            Worker().round()
        assert any(getattr(record, "why", "") == FULL for record in caplog.records)
        assert not Letter.objects.filter(stream="alert", sent_at__isnull=False).exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=True):
        Worker().drain()
    [letter] = Letter.objects.filter(stream="alert", sent_at__isnull=False)
    assert letter.subject.startswith(f"{JOBS} new jobs")
    assert Match.objects.filter(alert=made, letter=letter).count() == JOBS


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OperationalError("could not extend file: No space left on device"), FULL),
        (OperationalError("database is locked"), "database is locked"),
        (OSError(errno.EIO, "Input/output error"), ""),
    ],
)
def test_the_worker_tells_a_full_disk_from_other_trouble(
    error: Exception, why: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def step() -> int:
        raise error

    monkeypatch.setattr(worker, "STEPS", (("a step", step),))
    assert Worker().round() == {}
    [record] = caplog.records
    assert getattr(record, "why", "") == why
    assert (record.exc_info is not None) == (why == "")
