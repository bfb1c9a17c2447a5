"""The region in figures, for everybody and for who runs the network; few people are never told."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prospect.insights.actions import count_day
from prospect.insights.models import DayCount
from prospect.insights.tasks import read_facts
from prospect.jobs.models import Job
from prospect.people.models import Account, Profile
from prospect.search.models import Tally
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db
TOWNS = ("Tulsa", "Owasso", "Jenks", "Bixby", "Broken Arrow", "Claremore")


@pytest.fixture
def counted(tmp_path: Path, db: None) -> None:
    board(tmp_path / "b.json", [opening(k, place=f"{town}, OK") for k, town in enumerate(TOWNS)])
    Job.objects.update(first_seen=timezone.now() - timedelta(days=3), changed_at=timezone.now())
    read_facts()
    today = timezone.localdate()
    for asked, trade, times in (("back-end developer", "back-end-developer", 9), ("welder", "welder", 6),
                                ("nurse", "registered-nurse", 4), ("Jane Roe of Tulsa", "", 7)):  # fmt: skip
        Tally.objects.create(
            day=today, asked=asked, occupation=trade, times=times, found=6 if trade.startswith("back") else 0
        )
    for n in range(2):
        person = Account.objects.create_user(f"p{n}@example.org", "correct horse battery")
        Profile.objects.create(account=person, data={"skills": [{"name": "Python"}]}, changed_at=timezone.now())
    for n in (3, 2, 1, 0):
        count_day(day=today - timedelta(days=n))


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rows(client: Client, url: str) -> list[dict[str, str]]:
    answer = client.get(url)
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_public_page_tells_of_no_few_people(
    counted: None, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(24):
        page = text(client, "/region")
    assert "Back-end developer: 6 openings" in page
    assert "Back-end developer: 9 searches" in page
    assert "Searched for, and not here today" in page and "/careers/welder" in page
    assert "/careers/registered-nurse" not in page  # asked four times only
    assert "Jane Roe" not in page
    assert "Open jobs from" in page  # a line over four days


def test_the_tables_keep_small_counts_silent(counted: None, client: Client) -> None:
    table = {(row["kind"], row["id"]): row for row in rows(client, "/region.csv")}
    assert table["occupation", "back-end-developer"]["searches_30_days"] == "9"
    assert table["occupation", "registered-nurse"]["searches_30_days"] == "<5"
    assert "people_who_show_it" not in table["skill", "python"]
    days = rows(client, "/region/days.csv")
    assert [row["openings"] for row in days if row["occupation"] == "all"] == ["6", "6", "6", "6"]


def test_the_operator_sees_supply_beside_demand(counted: None, three: Three) -> None:
    operator = three.client_of(three.teammate)
    page = text(operator, "/operate/region")
    assert "Python: 6 openings" in page
    assert "Counts of people below 5 are not told" in page
    assert "Jane Roe of Tulsa" in page  # asked often, as typed, for the operator alone
    table = {row["id"]: row for row in rows(operator, "/operate/region.csv") if row["kind"] == "skill"}
    assert table["python"]["people_who_show_it"] == "<5"
    assert {row["asked"] for row in rows(operator, "/operate/region/searches.csv")} == {"welder", "Jane Roe of Tulsa"}


@pytest.mark.parametrize("url", ["/operate/region", "/operate/region.csv", "/operate/region/searches.csv"])
def test_supply_is_for_operators(three: Three, client: Client, url: str) -> None:
    assert three.client_of(three.stranger).get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_a_search_that_begins_like_a_formula_stays_text(three: Three) -> None:
    Tally.objects.create(day=timezone.localdate(), asked="=HYPERLINK(1)", times=9)
    found = rows(three.client_of(three.teammate), "/operate/region/searches.csv")
    assert [row["asked"] for row in found] == ["'=HYPERLINK(1)"]


def test_an_empty_network_has_a_page(client: Client) -> None:
    assert not DayCount.objects.exists()
    assert "Not counted yet" in text(client, "/region")
    assert rows(client, "/region.csv") == []
