"""Pay here on a job, and pay of one place beside another."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from prospect.insights.demand import PayCell
from prospect.jobs.models import Job
from prospect.network.models import Network
from prospect.people.models import Profile
from tests.catalogue import TEXT, board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db
TULSA = "4553433"


@pytest.fixture(autouse=True)
def tulsa(db: None) -> None:
    Network(name="Green Country", place_id=TULSA, region_name="Tulsa").save()


def asked(client: Client, path: str = "/pay", **fields: str) -> str:
    answer = client.get(f"{path}?{urlencode(fields)}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def paying(id: int, pay: str, **more: Any) -> dict[str, Any]:
    return opening(id, text=f"{TEXT}<p>Pay: {pay}</p>", **more)


def test_the_official_example_stands_with_its_source_and_method(client: Client) -> None:
    page = asked(client, occupation="software developer", **{"from": "San Francisco, CA", "to": "Tulsa, OK"})
    assert "$186,640 in San Francisco, CA is like $144,023 in Tulsa, OK." in page
    assert "Regional Price Parities 2024" in page
    assert "May 2025" in page
    assert "price level of Tulsa, OK (89.2) over that of San Francisco-Oakland-Fremont, CA (115.6)" in page
    assert "Taxes, house prices and equity are not in it." in page


def test_the_other_way_round_and_by_the_hour(client: Client) -> None:
    page = asked(client, amount="$52.27/hr", **{"from": "Tulsa, OK", "to": "San Francisco, CA"})
    assert "$108,722 in Tulsa, OK is like $140,893 in San Francisco, CA." in page
    assert "By the hour, $52.27 is like $67.74." in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"amount": "€60,000", "from": "Tulsa, OK"}, "Pay in EUR is not converted"),
        ({"amount": "a lot", "from": "Tulsa, OK"}, "does not read as an amount"),
        ({"amount": "-5", "from": "Tulsa, OK"}, "does not read as an amount"),
        ({"amount": "9" * 39, "from": "Tulsa, OK"}, "is not pay that a person could live on"),
        ({"amount": "0", "from": "Tulsa, OK"}, "is not pay that a person could live on"),
        ({"amount": "90000", "from": "Xyzzyville"}, "We know no place called “Xyzzyville”"),
        ({"amount": "90000", "from": "London"}, "lies outside the United States"),
        ({"amount": "90000", "from": "Guymon, OK"}, "lies in no metropolitan area"),
        ({"occupation": "registered-nurse", "from": "San Juan, PR"}, "Puerto Rico: $"),
        ({"occupation": "registered-nurse", "from": "St. Thomas, VI"}, "this is Virgin Islands."),
        ({"occupation": "registered-nurse", "from": "Boise City, OK"}, "in Boise City: this is Oklahoma."),
        ({"occupation": "<b>wizard</b>"}, "We know no occupation called “&lt;b&gt;wizard&lt;/b&gt;”"),
        ({"occupation": "software-developer", "from": "Alaska"}, "No official figure is published"),
    ],
)
def test_what_cannot_be_told_is_said(client: Client, fields: dict[str, str], said: str) -> None:
    assert said in asked(client, **fields)


def test_a_place_is_not_compared_with_itself(client: Client) -> None:
    page = asked(client, occupation="software-developer", **{"from": "Tulsa, OK", "to": "Tulsa, OK"})
    assert "is like" not in page
    assert "$108,730" in page
    assert "in San Francisco, CA is like" in asked(client, occupation="software-developer")


def test_pay_that_is_official_by_the_hour_alone_is_compared_by_the_hour(client: Client) -> None:
    page = " ".join(client.get("/pay/places", {"occupation": "actor"}).content.decode().split())
    assert "In dollars, an hour; price level" in page
    assert "New York-Newark-Jersey City, NY-NJ" in page


def test_every_area_by_what_the_pay_buys_there(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        page = asked(client, "/pay/places", occupation="software-developer")
    assert "Tulsa, OK is number" in page
    states = asked(client, "/pay/places", occupation="software-developer", kind="state", page="x")
    assert "Oklahoma is number" in states
    assert client.get("/pay/places?occupation=wizard").status_code == 302


def test_stated_pay_needs_five_openings_of_three_employers(client: Client, tmp_path: Path) -> None:
    for n, name in enumerate(("Larkspur Mills", "Ash Freight", "Bell Dairy")):
        openings = [
            paying(10 * n + k, f"${90 + 5 * (n + k)},000 a year", place=("Tulsa, OK", "Owasso, OK")[k]) for k in (0, 1)
        ]
        board(tmp_path / f"{n}.json", openings, token=f"board{n}", employer=name)
        if n == 1:
            assert "too few for a figure" in asked(client, occupation="back-end-developer")
    cache.clear()
    page = asked(client, occupation="back-end-developer")
    assert "6 openings, 3 employers" in page
    assert "$97,500" in page  # the middle of 90, 95, 95, 100, 100 and 105 thousand
    assert "Estimates never enter" in page


def test_a_job_with_pay_says_where_it_stands_and_what_it_is_worth(client: Client, tmp_path: Path) -> None:
    board(tmp_path / "b.json", [paying(1, "$100,000 - $120,000 a year")])
    url = f"/jobs/{Job.objects.get().public_id}"
    page = asked(client, url)
    assert "As stated in the posting." in page
    assert "$48.08–$57.69 an hour" in page
    assert "Its lower end: Between the 25th and the 50th percentile of Software Developers in Tulsa, OK." in page
    assert "$120,000 a year here buys what $134,508 buys in the country on average." in page
    elsewhere = asked(client, url, at="San Francisco")
    assert "$120,000 a year there buys as much as $155,509 a year" in elsewhere
    assert "Regional Price Parities 2024" in elsewhere


def test_a_job_without_pay_shows_the_official_band_as_such(client: Client, tmp_path: Path) -> None:
    board(tmp_path / "b.json", [opening(1)])
    page = asked(client, f"/jobs/{Job.objects.get().public_id}")
    assert "The posting states no pay. Official pay of Software Developers in Tulsa, OK, May 2025." in page
    assert "Official, not this employer’s" in page
    assert "Half of them earn between $87,570 and $133,590 a year; the middle is $108,730." in page


def test_a_remote_job_is_seen_from_the_readers_place_and_others(client: Client, tmp_path: Path) -> None:
    board(tmp_path / "b.json", [paying(1, "$120,000 a year", place="Remote, US")])
    page = asked(client, f"/jobs/{Job.objects.get().public_id}", at="California")
    assert "The job is remote: the official figures are those of California." in page
    for place in ("California", "Tulsa, OK", "New York, NY"):
        assert place in page
    assert "buys what $134,508 buys on average" in page


def test_pay_in_another_currency_is_not_converted(client: Client, tmp_path: Path) -> None:
    board(tmp_path / "b.json", [paying(1, "€60,000 a year", place="Berlin, Germany")])
    page = asked(client, f"/jobs/{Job.objects.get().public_id}")
    assert "Pay in EUR is not converted" in page
    assert "percentile of" not in page


def test_the_place_of_a_persons_wishes_is_where_they_look_from(three: Three, tmp_path: Path) -> None:
    board(tmp_path / "b.json", [paying(1, "$120,000 a year")])
    Profile.objects.create(account=three.owner, data={}, wishes={"near": "Dallas, TX"}, changed_at=timezone.now())
    page = asked(three.client_of(three.owner), f"/jobs/{Job.objects.get().public_id}")
    assert 'value="Dallas, TX"' in page
    assert "in Dallas-Fort Worth-Arlington, TX." in page


def test_a_job_page_asks_the_database_little(
    client: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    board(
        tmp_path / "b.json",
        [paying(n, "$120,000 a year", place=f"{town}, OK") for n, town in enumerate(("Tulsa", "Owasso", "Jenks"))],
    )
    url = f"/jobs/{Job.objects.first().public_id}"  # type: ignore[union-attr]
    client.get(url)
    with django_assert_max_num_queries(20):
        client.get(url)


def test_occupations_on_the_pay_page_have_their_names_in_the_readers_language(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prospect.web.seekers.views import pay

    day = timezone.now().date()
    cell = PayCell(9, 4, "USD", 70_000, 80_000, 90_000, 60_000, 99_000, day, day)
    monkeypatch.setattr(pay, "stated_by_occupation", lambda: {"registered-nurse": cell})
    client.post("/language", {"language": "es"})
    page = asked(client)
    assert "Enfermero titulado" in page
    assert "Registered nurse" not in page
