"""Careers: every trade, and one trade from its openings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prospect.network.models import Network
from prospect.people.models import Profile
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db
TOWNS = ("Tulsa", "Owasso", "Jenks", "Bixby", "Broken Arrow", "Claremore")


@pytest.fixture(autouse=True)
def tulsa(db: None) -> None:
    Network(name="Green Country", place_id="4553433", region_name="Tulsa").save()


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def fill(folder: Path, n: int = 6) -> None:
    board(folder / "b.json", [opening(k, place=f"{town}, OK") for k, town in enumerate(TOWNS[:n])])


def test_a_title_leads_to_its_trade(client: Client) -> None:
    assert client.get("/careers", {"q": "backend engineer"})["Location"] == "/careers/back-end-developer"
    unknown = page(client, "/careers?q=<b>wizard")
    assert "We know no trade called “&lt;b&gt;wizard”" in unknown
    assert client.get("/careers/wizard").status_code == 404


def test_every_trade_is_listed_those_with_openings_first(
    client: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    fill(tmp_path)
    with django_assert_max_num_queries(8):
        whole = page(client, "/careers")
    assert whole.index("/careers/back-end-developer") < whole.index("/careers/welder")


def test_a_trade_says_what_its_openings_ask(client: Client, tmp_path: Path, django_assert_max_num_queries: Any) -> None:
    fill(tmp_path)
    with django_assert_max_num_queries(20):
        whole = page(client, "/careers/back-end-developer")
    assert "6 openings today" in whole
    assert "Python: 6 of 6" in whole
    assert "A bachelor&#x27;s degree: 6 of 6, required in 6" in whole
    assert "Experience in place of a degree: 6 of 6" in whole
    assert "Half of them earn between $87,570 and $133,590 a year; the middle is $108,730." in whole
    assert "Senior back-end developer" in whole
    assert "/careers/database-administrator" in whole
    assert "6 openings name no level" in whole


def test_too_few_openings_tell_nothing_of_the_trade(client: Client, tmp_path: Path) -> None:
    fill(tmp_path, 4)
    whole = page(client, "/careers/back-end-developer")
    assert "With fewer than 5 openings we do not say what the trade asks." in whole
    assert "Python: " not in whole


def test_a_trade_without_openings_or_ladder_has_a_page_all_the_same(client: Client) -> None:
    for trade in ("truck-driver", "astronomer", "funeral-director"):
        assert client.get(f"/careers/{trade}").status_code in {200, 404}
    assert "no openings today" in page(client, "/careers/truck-driver")


def test_a_place_without_figures_says_so(client: Client) -> None:
    assert "We know no place called “Xyzzy”" in page(client, "/careers/back-end-developer?at=Xyzzy")


def test_a_person_sees_how_far_it_is_and_what_opens_doors(three: Three, tmp_path: Path) -> None:
    text = "<h3>Requirements</h3><ul><li>Python</li><li>PostgreSQL</li><li>Terraform</li></ul>"
    board(tmp_path / "b.json", [opening(k, place=f"{town}, OK", text=text) for k, town in enumerate(TOWNS)])
    skills = [{"name": "Python"}, {"name": "PostgreSQL"}]
    work = [
        {
            "position": "Back-end Developer",
            "name": "A",
            "startDate": "2020-01",
            "summary": "Python and PostgreSQL services.",
        }
    ]
    Profile.objects.create(account=three.owner, data={"skills": skills, "work": work, "basics": {"label": "Back-end Developer"}},
                           changed_at=timezone.now())  # fmt: skip
    own = page(three.client_of(three.owner), "/careers/back-end-developer")
    assert "What would open the most doors to you" in own
    assert '<strong>Terraform</strong><span class="count">6 more openings</span>' in own
    assert "Python (you show it): 6 of 6" in own
    other = page(three.client_of(three.stranger), "/careers/back-end-developer")
    assert "you show it" not in other


def test_skills_of_which_one_is_enough_are_one_bar(client: Client, tmp_path: Path) -> None:
    text = "<h3>Requirements</h3><ul><li>Experience with Python, Java or C#</li><li>PostgreSQL</li></ul>"
    board(tmp_path / "board", [opening(n, "Back-end Developer", text=text) for n in range(1, 7)])
    whole = page(client, "/careers/back-end-developer")
    assert "One of C#, Java, Python: 6 of 6" in whole
    assert "PostgreSQL: 6 of 6" in whole
    assert "Java: 6 of 6" not in whole
