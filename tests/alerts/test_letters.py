"""From a new job to its letter: once, never empty, never of a closed job; stopped with one click."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from prospect.alerts import actions, feedback
from prospect.alerts.letters import actions as telling
from prospect.alerts.letters import folding
from prospect.alerts.models import Alert, Match
from prospect.config.worker import Worker
from prospect.jobs import actions as job_actions
from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.search.query import Query
from prospect.search.tasks import document_of
from tests.catalogue import TEXT, again, board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db


def alert(words: str, *, rhythm: str = "at_once", **more: Any) -> Alert:
    query = Query.from_words(words)
    return actions.save_alert(query=query.canonical().to_params(), name=words, rhythm=rhythm, **more)


@pytest.fixture
def developer(three: Three) -> Alert:
    return alert("back end developer", email=three.owner.email, account=three.owner)


def letters() -> list[Letter]:
    return list(Letter.objects.filter(stream="alert", sent_at__isnull=False).order_by("pk"))


def test_a_new_job_makes_one_letter_that_names_it(tmp_path: Path, developer: Alert) -> None:
    board(tmp_path / "board", [opening(1), opening(2, "Welder")])
    [letter] = letters()
    assert letter.to == developer.email
    assert "Back-end Developer" in letter.text
    assert "Welder" not in letter.text
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    job = Job.objects.get(title="Back-end Developer")
    assert job.public_id in letter.html
    Worker().drain()
    assert len(letters()) == 1


def test_letters_that_nobody_types_spoil_no_letter(tmp_path: Path, three: Three) -> None:
    query = Query.from_words("back end developer").canonical().to_params()
    name = "mine \ue000\ue003\ue004 too"
    actions.save_alert(query=query, name=name, rhythm="at_once", email=three.owner.email, account=three.owner)
    board(tmp_path / "board", [opening(1)])
    [letter] = letters()
    assert "Back-end Developer" in letter.text
    assert name in letter.subject


def test_what_was_there_before_the_alert_is_no_news(tmp_path: Path, three: Three) -> None:
    source = board(tmp_path / "board", [opening(1)])
    alert("developer", email=three.owner.email, account=three.owner)
    again(source, [opening(1, text=TEXT + "<p>We have moved.</p>")])
    assert letters() == []
    again(source, [opening(1), opening(5, "Back-end Engineer")])
    [letter] = letters()
    assert "Back-end Engineer" in letter.text
    assert "Back-end Developer" not in letter.text


def test_a_job_that_changes_or_returns_is_not_told_again(tmp_path: Path, developer: Alert) -> None:
    source = board(tmp_path / "board", [opening(1)])
    again(source, [opening(1, "Senior Back-end Developer")])
    assert len(letters()) == 1
    assert Match.objects.count() == 1


def test_a_job_closed_before_the_letter_went_is_not_in_it(tmp_path: Path, three: Three) -> None:
    alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
    board(tmp_path / "board", [opening(1), opening(2, "Front-end Developer", text="<p>CSS</p>")])
    job_actions.close(job=Job.objects.get(title="Back-end Developer"), why="Filled.", now=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
        Worker().drain()
    assert all("Back-end Developer" not in letter.text for letter in letters())


def test_a_letter_whose_every_job_closed_meanwhile_is_never_sent(tmp_path: Path, three: Three) -> None:
    made = alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
    board(tmp_path / "board", [opening(1)])
    made.refresh_from_db()
    letter = telling.make_letter(alert=made, now=timezone.now())
    job_actions.close(job=Job.objects.get(), why="Filled.", now=timezone.now())
    Worker().drain()
    assert letter is not None
    letter.refresh_from_db()
    assert letter.void_at is not None
    assert letters() == []


def test_a_daily_alert_waits_for_its_morning_and_gathers(tmp_path: Path, three: Three) -> None:
    with time_machine.travel("2026-03-03 15:00 +0000", tick=True):
        alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
        source = board(tmp_path / "board", [opening(1)])
        again(source, [opening(1), opening(2, "Java Developer")])
        assert letters() == []
    with time_machine.travel("2026-03-04 13:30 +0000", tick=True):
        Worker().drain()
    [letter] = letters()
    assert "Back-end Developer" in letter.text
    assert "Java Developer" in letter.text


def test_nothing_new_means_no_letter(three: Three) -> None:
    alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        Worker().drain()
    assert not Letter.objects.filter(stream="alert").exists()


def test_one_employer_does_not_fill_a_letter(tmp_path: Path, developer: Alert) -> None:
    many = [opening(number, f"Back-end Developer {number}", text=TEXT + f"<p>Team {number}</p>") for number in range(9)]
    board(tmp_path / "board", many)
    [letter] = letters()
    assert letter.text.count("Larkspur Mills\n") <= folding.OF_ONE_EMPLOYER or letter.text.count("Team") == 0
    assert letter.html.count("/jobs/") <= folding.OF_ONE_EMPLOYER + 1
    assert "5 more" in letter.html


def test_an_alert_without_an_account_begins_only_when_confirmed(tmp_path: Path, client: Client) -> None:
    made = alert("developer", email="new@example.org")
    Worker().drain()
    ask = Letter.objects.get(to="new@example.org")
    assert ask.stream == "account"
    source = board(tmp_path / "board", [opening(1)])
    assert letters() == []
    address = next(line for line in ask.text.splitlines() if "/confirm" in line).removeprefix("http://testserver")
    assert client.get(address).status_code == 200
    made.refresh_from_db()
    assert made.confirmed_at is None
    client.post(address)
    again(source, [opening(1), opening(2, "Java Developer")])
    [letter] = letters()
    assert "Java Developer" in letter.text


def test_one_click_unsubscribe_acts_on_post_and_only_on_post(tmp_path: Path, developer: Alert) -> None:
    source = board(tmp_path / "board", [opening(1)])
    [letter] = letters()
    address = letter.headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(address).status_code == 200
    developer.refresh_from_db()
    assert developer.stopped_at is None
    answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    developer.refresh_from_db()
    assert developer.stopped_at is not None
    again(source, [opening(1), opening(2, "Java Developer")])
    assert len(letters()) == 1
    assert stranger.post("/unsubscribe/made-up").status_code == 404


def test_a_paused_alert_says_nothing(tmp_path: Path, developer: Alert) -> None:
    actions.pause(alert=developer, paused=True)
    board(tmp_path / "board", [opening(1)])
    assert letters() == []


@pytest.mark.parametrize("together", [False, True])
def test_what_the_alert_no_longer_asks_for_is_not_in_the_letter_until_it_is_asked_again(
    together: bool, tmp_path: Path, three: Three
) -> None:
    made = alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
    actions.change(alert=made, is_together=together)
    for employer in ("Acme", "Brown"):
        own = opening(1, "Back-end Developer", text=f"<p>{employer}</p>", company_name=employer)
        board(tmp_path / employer, [own], token=employer.lower(), employer=employer)
    job = Job.objects.get(employer__name="Acme")
    actions.say_of_job(alert=made, saying=feedback.NOT_EMPLOYER, job=document_of(job))
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
        Worker().drain()
        [letter] = letters()
        assert "Brown" in letter.text
        assert "Acme" not in letter.text.replace(made.name, "")
        assert actions.take_back(alert=made)
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=True):
        Worker().drain()
    assert ["Acme" in letter.text for letter in letters()] == [False, True]
    assert "Brown" not in letters()[1].text


def test_a_job_that_changed_into_another_is_not_told(tmp_path: Path, three: Three) -> None:
    made = alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
    source = board(tmp_path / "board", [opening(1)])
    made.refresh_from_db()
    letter = telling.make_letter(alert=made, now=timezone.now())
    again(source, [opening(1, "Welder", text="<p>Weld.</p>")])
    Worker().drain()
    assert letter is not None
    letter.refresh_from_db()
    assert Job.objects.get().title == "Welder"
    assert letter.void_at is not None
    assert letters() == []
