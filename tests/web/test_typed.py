"""What readers type that only their page can know: where they are, a place misspelt, a page that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from prospect.jobs.models import Job
from prospect.lexicon.places import find_places
from prospect.lexicon.sentences import say
from prospect.network.models import Network
from prospect.people.actions import change_wishes
from prospect.search.engines.port import Hit
from prospect.search.query import Query
from prospect.search.widening import Wider
from prospect.web.seekers.views import results
from tests.catalogue import board, opening
from tests.persons import Three

TULSA = find_places("Tulsa, OK")[0].id or ""


@pytest.fixture
def many(db: None, tmp_path: Path) -> list[Job]:
    """Forty-five jobs around Tulsa, the region's centre."""
    board(tmp_path / "board.json", [opening(n, f"{('Welder', 'Line Cook', 'Nurse')[n % 3]} {n}") for n in range(1, 46)])
    network = Network.current()
    network.place_id, network.country = TULSA, "US"
    network.save()
    return list(Job.objects.all())


def page(client: Client, **asked: str) -> str:
    answer = client.get("/jobs", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "jobs near me"},
        {"q": "jobs", "near": "near me"},
        {"q": "trabajos cerca de mí"},
        {"q": "74105"},
        {"near": "74105-2210"},
        {"q": "jobs in Tulsa"},
    ],
)
def test_words_for_where_one_is_become_a_place(many: list[Job], client: Client, asked: dict[str, str]) -> None:
    found = page(client, **asked)
    assert "45 jobs" in found
    assert "within 25 miles of Tulsa" in found


def test_a_number_among_the_words_that_is_no_zip_code_from_about_here_stays_a_word(
    many: list[Job], client: Client
) -> None:
    assert "within 25 miles" not in page(client, q="96734")
    assert "within 25 miles of Kailua" in page(client, near="96734")


def test_near_me_keeps_the_trade_and_follows_the_persons_wish(many: list[Job], client: Client, three: Three) -> None:
    client.force_login(three.owner)
    assert "15 jobs" in page(client, q="welder near me")
    change_wishes(account=three.owner, wishes={"near": "Oklahoma City, OK"})
    assert "within 25 miles of Oklahoma City" in page(client, q="welder near me")


def test_nobody_is_placed_where_the_network_has_no_centre(many: list[Job], client: Client) -> None:
    Network.objects.update(place_id="")
    found = page(client, q="welder near me")
    assert "We do not know where you are" in found
    assert "15 jobs" in found


def test_remote_typed_as_a_place_asks_for_remote_jobs(many: list[Job], client: Client) -> None:
    found = page(client, near="Remote")
    assert "left out" not in found
    assert "workplace=remote" in found


def test_namesakes_are_told_apart(many: list[Job], client: Client) -> None:
    found = page(client, near="Dallas")
    assert all(name in found for name in ("within 25 miles of Dallas, TX", ">Dallas, GA</a>", 'value="Dallas, TX"'))
    offered = client.get("/suggest/places", {"near": "dallas"}).content.decode()
    assert offered.index("Dallas, TX") < offered.index("Dallas, OR")


def test_a_misspelt_place_is_offered_as_it_is_written(many: list[Job], client: Client) -> None:
    found = page(client, q="welder", near="Broken Arow")
    assert "No place called “Broken Arow” is known" in found
    assert ">Broken Arrow, OK</a>" in found


def test_a_page_beyond_the_last_is_the_last(many: list[Job], client: Client) -> None:
    assert "41–45 of 45" in page(client, near=TULSA, page="50")
    assert page(client, q="welder", page="3").count('class="job"') == 15
    assert "Nothing open fits all of this" in page(client, q="zeppelin pilot", page="2")


@pytest.mark.parametrize("hits", [0, 2])
def test_jobs_are_announced_only_where_they_stand(
    many: list[Job], client: Client, monkeypatch: pytest.MonkeyPatch, hits: int
) -> None:
    there = tuple(Hit(job.pk, 1.0) for job in many[:hits])
    near = (Wider(say("Any of these words"), Query(words=("cook",)), 30, there),)
    monkeypatch.setattr(results, "asked_near", lambda *_: near)
    found = page(client, q="welder")
    assert "jobs say all of this" in found
    assert ("Below are jobs that say most of it" in found) == bool(hits)
