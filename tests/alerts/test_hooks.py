"""Webhooks: signed, once, tried again, stopped when they are gone; and never into a private network."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from prospect.alerts.hooks import actions, tasks
from prospect.alerts.hooks.signing import HEADER, is_genuine
from prospect.alerts.models import Alert, Delivery, Hook
from prospect.config.worker import Worker
from prospect.jobs import actions as jobs
from prospect.jobs.models import Job
from prospect.sources.fetching import Fetcher, Hosts
from tests.alerts.test_letters import alert
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db


class Receiver(HTTPServer):
    taken: list[tuple[dict[str, str], bytes]]
    status = 200
    location = ""


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        server.taken.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(server.status)
        self.send_header("Content-Length", "0")
        if server.location:
            self.send_header("Location", server.location)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    server = Receiver(("127.0.0.1", 0), Handler)
    server.taken = []
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    fetcher = Fetcher(allow_private=True, hosts=Hosts(), sleep=lambda _seconds: None)
    monkeypatch.setattr(tasks, "fetcher", lambda: fetcher)
    yield server
    fetcher.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hook(three: Three, receiver: Receiver) -> Hook:
    made = alert("developer", email=three.owner.email, account=three.owner, rhythm="weekly")
    return actions.add_hook(alert=made, url=f"http://127.0.0.1:{receiver.server_port}/jobs", now=timezone.now())


def test_a_hook_is_told_once_and_can_check_who_says_it(tmp_path: Path, receiver: Receiver, hook: Hook) -> None:
    board(tmp_path / "board", [opening(1), opening(2, "Welder", text="<p>Steel</p>")])
    [(headers, body)] = receiver.taken
    assert is_genuine(headers[HEADER], hook.secret, body, int(time.time()))
    assert not is_genuine(headers[HEADER], hook.secret, body + b" ", int(time.time()))
    assert not is_genuine(headers[HEADER], hook.secret, body, int(time.time()) + 3600)
    assert not is_genuine("nonsense", hook.secret, body, 0)
    said = json.loads(body)
    assert said["job"]["title"] == "Back-end Developer"
    assert said["id"] == headers["Prospect-Delivery"]
    Job.objects.update(matched_at=None)
    Worker().drain()
    assert len(receiver.taken) == 1


def test_a_failing_hook_is_tried_again_later(tmp_path: Path, receiver: Receiver, hook: Hook) -> None:
    receiver.status = 500
    board(tmp_path / "board", [opening(1)])
    delivery = Delivery.objects.get()
    assert delivery.attempts == 1
    assert delivery.due_at > timezone.now()
    receiver.status, receiver.taken = 200, []
    Delivery.objects.update(due_at=timezone.now())
    Worker().drain()
    assert len(receiver.taken) == 1
    delivery.refresh_from_db()
    assert delivery.done_at is not None


def test_a_hook_that_is_gone_is_stopped(tmp_path: Path, receiver: Receiver, hook: Hook) -> None:
    receiver.status = 410
    board(tmp_path / "board", [opening(1)])
    hook.refresh_from_db()
    assert hook.stopped_at is not None


def test_a_closed_job_is_not_told(tmp_path: Path, receiver: Receiver, hook: Hook) -> None:
    receiver.status = 500
    board(tmp_path / "board", [opening(1)])
    receiver.taken = []
    jobs.close(job=Job.objects.get(), why="Filled.", now=timezone.now())
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    Worker().drain()
    assert receiver.taken == []


@pytest.mark.parametrize("url", ["ftp://x.example/", "javascript:alert(1)", "http://me:pw@x.example/", "http:///x"])
def test_what_is_no_address_is_no_hook(three: Three, url: str) -> None:
    made = alert("developer", email=three.owner.email, account=three.owner)
    with pytest.raises(actions.NoHook):
        actions.add_hook(alert=made, url=url, now=timezone.now())


def test_a_private_network_is_never_told(tmp_path: Path, three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    fetcher = Fetcher(allow_private=False, hosts=Hosts())
    monkeypatch.setattr(tasks, "fetcher", lambda: fetcher)
    made = alert("developer", email=three.owner.email, account=three.owner, rhythm="weekly")
    hook = actions.add_hook(alert=made, url="http://127.0.0.1:9/jobs", now=timezone.now())
    board(tmp_path / "board", [opening(1)])
    fetcher.close()
    hook.refresh_from_db()
    assert hook.stopped_at is not None
    assert Alert.objects.get(pk=made.pk).due_at is not None


def test_a_trial_is_told_once_signed_and_of_no_job(receiver: Receiver, hook: Hook) -> None:
    first = actions.try_hook(hook=hook, now=timezone.now())
    assert actions.try_hook(hook=hook, now=timezone.now()) == first
    Worker().drain()
    [(headers, body)] = receiver.taken
    assert is_genuine(headers[HEADER], hook.secret, body, int(time.time()))
    said = json.loads(body)
    assert (said["event"], "job" in said) == ("trial", False)
    first.refresh_from_db()
    assert first.done_at is not None


def test_a_trial_that_fails_is_not_tried_again_and_stops_nothing(
    tmp_path: Path, receiver: Receiver, hook: Hook
) -> None:
    receiver.status = 500
    for _n in range(actions.FAILED + 1):
        actions.try_hook(hook=hook, now=timezone.now())
        Worker().drain()
    trial = hook.latest
    assert trial is not None
    assert trial.failed_at is not None
    assert "500" in trial.last_error
    hook.refresh_from_db()
    assert hook.stopped_at is None


def test_a_redirect_loses_no_job_and_says_where_it_leads(tmp_path: Path, receiver: Receiver, hook: Hook) -> None:
    receiver.status, receiver.location = 301, "https://example.org/in"
    board(tmp_path / "board", [opening(1)])
    delivery = Delivery.objects.get()
    assert delivery.done_at is None
    assert "https://example.org/in" in delivery.last_error


def test_programs_that_hang_keep_no_letter_waiting(
    tmp_path: Path, receiver: Receiver, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    clock = iter(range(0, 10_000, 10))
    ticking = SimpleNamespace(monotonic=lambda: next(clock), time=time.time)
    monkeypatch.setattr("prospect.alerts.hooks.tasks.time", ticking)
    monkeypatch.setattr(tasks, "deliver", lambda delivery: told.append(delivery.pk))
    now = timezone.now()
    waiting = [Delivery.objects.create(hook=hook, created_at=now, due_at=now).pk for _n in range(5)]
    assert tasks.deliver_due() == len(told) == 1
    assert Delivery.objects.filter(pk__in=waiting, leased_until=None).count() == 4


def test_what_a_program_is_told_is_documented(tmp_path: Path, receiver: Receiver, hook: Hook) -> None:
    page = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()
    pay = {"content": "&lt;p&gt;$52,000 - $61,000 a year. Full-time, remote.&lt;/p&gt;"}
    board(tmp_path / "board", [opening(1, **pay)])
    [(headers, body)] = receiver.taken
    said = json.loads(body)
    for name in (*said, *said["alert"], *said["job"], *said["job"].get("pay", {})):
        assert f'"{name}":' in page, name
    assert "`trial`" in page
    shown = page.partition("    import hashlib")[2].partition("\n## ")[0].replace("\n    ", "\n")
    spaces: dict[str, Any] = {}
    exec(f"import hashlib{shown}", spaces)
    assert spaces["is_genuine"](headers[HEADER], hook.secret, body)
    assert not spaces["is_genuine"](headers[HEADER], "another", body)
