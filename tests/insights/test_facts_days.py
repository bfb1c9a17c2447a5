"""The network's history, counted through the catalogue's own doors."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from prospect.insights.actions import count_day
from prospect.insights.models import DayCount, JobFact
from prospect.insights.tasks import count_today, days_to_count, read_facts
from prospect.jobs.actions import close
from prospect.jobs.models import Job
from prospect.people.models import Account, Profile
from prospect.search.tasks import tally
from tests.catalogue import again, board, opening

pytestmark = pytest.mark.django_db


def count(kind: str, key: str = "", days_ago: int = 0) -> DayCount:
    return DayCount.objects.get(day=timezone.localdate() - timedelta(days=days_ago), kind=kind, key=key)


def test_a_day_counts_openings_newcomers_searches_and_holders(tmp_path: Path, db: None) -> None:
    board(tmp_path / "board.json", [opening(1), opening(2, title="Senior Back-end Developer", place="Owasso, OK")])
    tally(asked="back-end developer", occupation="back-end-developer", found=2)
    tally(asked="jobs asking for Python", occupation="", found=2)
    person = Account.objects.create_user("p@example.org", "correct horse battery")
    skills = [{"name": "Django"}, {"name": "Something Unheard Of"}]
    Profile.objects.create(account=person, data={"skills": skills}, changed_at=timezone.now())
    count_day(day=timezone.localdate())
    whole, trade, python = count("all"), count("occupation", "back-end-developer"), count("skill", "python")
    assert (whole.openings, whole.newcomers, whole.searches) == (2, 2, 2)
    assert (trade.openings, trade.searches) == (2, 1)
    assert (python.openings, python.searches, python.holders) == (2, 1, 1)  # Django shows Python


def test_missed_days_follow_from_first_seen_and_closed(tmp_path: Path) -> None:
    board(tmp_path / "board.json", [opening(1), opening(2, title="Nurse", place="Owasso, OK")])
    now = timezone.now()
    Job.objects.update(first_seen=now - timedelta(days=5), changed_at=now)
    Job.objects.filter(title="Nurse").update(closed_at=now - timedelta(days=2))
    assert read_facts() == 2
    DayCount.objects.all().delete()
    days = list(days_to_count(timezone.localdate()))
    assert len(days) == 6
    for day in days:
        count_day(day=day)
    assert [count("all", days_ago=n).openings for n in (5, 3, 2, 0)] == [2, 2, 1, 1]
    assert count("all", days_ago=5).newcomers == 2
    assert count("all").newcomers == 0


def test_a_past_day_counted_again_keeps_its_people(db: None) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    DayCount.objects.create(day=yesterday, kind="skill", key="python", holders=7)
    count_day(day=yesterday)
    assert count("skill", "python", days_ago=1).holders == 7


def test_the_worker_counts_a_day_now_and_then(tmp_path: Path) -> None:
    assert count_today() == 0  # there is nothing to count yet
    board(tmp_path / "board.json", [opening(1)])
    cache.delete("day-counted")  # the worker of the board may have counted already
    assert count_today() == 1
    assert count_today() == 0
    assert count("all").openings == 1


def test_the_worker_makes_up_for_days_a_few_at_a_time(tmp_path: Path) -> None:
    board(tmp_path / "board.json", [opening(1)])
    now = timezone.now()
    Job.objects.update(first_seen=now - timedelta(days=4), changed_at=now)
    assert count_today() == 0  # what changed is not read yet
    read_facts()
    DayCount.objects.all().delete()
    cache.delete("day-counted")
    rounds = []
    while n := count_today():
        rounds.append(n)
        assert len(rounds) < 10
    assert max(rounds) == 2
    assert DayCount.objects.filter(kind="all", openings=1).count() == 5


def test_facts_follow_the_jobs(tmp_path: Path) -> None:
    source = board(tmp_path / "board.json", [opening(1), opening(2, title="Nurse", place="Owasso, OK")])
    assert JobFact.objects.standing().count() == 2
    fact = JobFact.objects.get(occupation="back-end-developer")
    assert (fact.metro, fact.region, fact.pay_low) == ("46140", "US-OK", None)
    assert "python" in fact.said["skills"]
    assert ["instead", False] in [way[:2] for way in fact.said["ways"]]
    again(source, [opening(1, title="Senior Welder"), opening(2, title="Nurse", place="Owasso, OK")])
    assert JobFact.objects.get(pk=fact.pk).occupation == "welder"
    job = Job.objects.get(pk=fact.pk)
    close(job=job, why="the employer said so", now=timezone.now())
    assert read_facts() == 1
    assert JobFact.objects.standing().count() == 1
    assert read_facts() == 0


def test_facts_that_another_version_read_are_read_anew(tmp_path: Path) -> None:
    board(tmp_path / "board.json", [opening(1)])
    JobFact.objects.update(version="facts 0", said={})
    assert read_facts() == 1
    assert JobFact.objects.get().said["skills"]
    assert read_facts() == 0
