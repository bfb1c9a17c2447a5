"""An alert's feeds and programs, the list of many alerts, and what is said where letters come back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from prospect.alerts import actions
from prospect.alerts.hooks.actions import add_hook
from prospect.alerts.hooks.actions import mark_refused as refuse
from prospect.alerts.models import Alert
from prospect.mail.actions import record_bounce
from prospect.mail.models import Bounce
from prospect.people.models import Account
from tests.catalogue import board, opening
from tests.persons import Three


def alert_of(person: Account | None, words: str = "welder", email: str = "") -> Alert:
    return actions.save_alert(
        email=person.email if person else email, query={"q": [words]}, name=words, rhythm="daily", account=person
    )


@pytest.fixture
def alert(three: Three, tmp_path: Path) -> Alert:
    cache.clear()
    board(tmp_path / "board.json", [opening(1, "Welder")])
    return alert_of(three.owner)


@pytest.fixture
def olive(three: Three) -> Client:
    return three.client_of(three.owner)


def test_an_owner_tries_a_program_and_sees_what_came_of_it(alert: Alert, olive: Client) -> None:
    hook = add_hook(alert=alert, url="https://example.org/in", now=timezone.now())
    address = f"/alerts/{alert.public_id}"
    page = olive.post(f"{address}/hooks/{hook.public_id}/try", follow=True).content.decode()
    assert "A message waits to be sent." in page
    trial = hook.deliveries.get()
    refuse(delivery=trial, now=timezone.now(), why="It answered 500.", for_good=False)
    assert "It answered 500." in olive.get(f"{address}/change").content.decode()
    assert "told" not in olive.get(f"{address}/change").context["hooks"][0].stopped_why


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_two_feeds_of_one_search_are_two_feeds_of_the_same_jobs(form: str, three: Three, tmp_path: Path) -> None:
    cache.clear()
    owners = [alert_of(three.owner), alert_of(three.stranger)]
    board(tmp_path / "board.json", [opening(1, "Welder")])
    first, second = (Client().get(*feed_of(one, form)).content.decode() for one in owners)
    before, _jobs = ids_of(first, form)
    assert before != ids_of(second, form)[0]
    assert ids_of(first, form)[1] == ids_of(second, form)[1] != []
    actions.new_feed_key(alert=owners[0])
    owners[0].refresh_from_db()
    again = Client().get(*feed_of(owners[0], form)).content.decode()
    assert ids_of(again, form)[1] == ids_of(first, form)[1]
    if form == "atom":
        assert ids_of(again, form)[0] == before


def test_a_feed_answers_nothing_new_briefly_and_ends_with_its_alert(alert: Alert) -> None:
    path, key = feed_of(alert, "atom")
    first = Client().get(path, key)
    assert Client().get(path, key, headers={"if-none-match": first["ETag"]}).status_code == 304
    actions.pause(alert=alert, paused=True)
    assert Client().get(path, key).status_code == 200
    actions.stop(alert=alert)
    assert Client().get(path, key).status_code == 410
    assert Client().get(path, {"key": "guess"}).status_code == 404


def feed_of(alert: Alert, form: str) -> tuple[str, dict[str, str]]:
    return f"/alerts/{alert.public_id}/feed.{form}", {"key": actions.feed_key(alert)}


def ids_of(feed: str, form: str) -> tuple[str, list[str]]:
    """What tells a feed from others (its id, or where it lies), and the ids of its entries."""
    if form == "json":
        said = json.loads(feed)
        return said["feed_url"], [item["id"] for item in said["items"]]
    found = re.findall(r"<(?:id|guid[^>]*)>([^<]+)<", feed)
    own = re.search(r'<(?:atom:)?link [^>]*rel="self"[^>]*>', feed)
    assert own is not None
    return (found[0], found[1:]) if form == "atom" else (own[0], found)


def test_five_hundred_alerts_are_paged_searched_and_the_limit(three: Three, olive: Client, tmp_path: Path) -> None:
    cache.clear()
    board(tmp_path / "board.json", [opening(1, "Welder")])
    now = timezone.now()
    Alert.objects.bulk_create(
        Alert(account=three.owner, email=three.owner.email, name=f"Welder {n}", query={"q": [f"welder {n}"]},
              created_at=now, changed_at=now, confirmed_at=now)
        for n in range(actions.LIMIT)
    )  # fmt: skip
    page = olive.get("/alerts")
    assert page.content.decode().count('<article class="card alert') == 50
    assert "1–50 of 500" in page.content.decode()
    assert olive.get("/alerts?page=10").context["after_url"] == ""
    assert len(olive.get("/alerts?q=welder+77").context["alerts"]) == 1
    Alert.objects.filter(name="Welder 300").update(name="Mine")
    assert [row["alert"].name for row in olive.get("/alerts?q=Welder+300").context["alerts"]] == ["Mine"]
    none = olive.get("/alerts?q=zebra").content.decode()
    assert "No alert of yours has these words" in none
    full = olive.post("/alerts/new?q=cook", {"rhythm": "daily"}).content.decode()
    assert "as many alerts as one may have" in full
    assert Alert.objects.count() == actions.LIMIT


def test_a_letter_that_came_back_is_said_where_alerts_are_and_can_be_forgotten(
    three: Three, alert: Alert, olive: Client
) -> None:
    record_bounce(email=three.owner.email, reason="550 5.1.1 no such user")
    page = olive.get("/alerts").content.decode()
    assert "a letter came back" in page
    assert "550 5.1.1 no such user" in page
    assert "a letter came back" not in three.client_of(three.stranger).get("/alerts").content.decode()
    three.client_of(three.stranger).post("/alerts/write-again")
    assert Bounce.objects.count() == 1
    olive.post("/alerts/write-again")
    assert not Bounce.objects.exists()


def test_who_confirms_from_an_address_has_it(three: Three) -> None:
    record_bounce(email="ana@example.org", reason="550 5.1.1 no such user")
    actions.confirm(alert=alert_of(None, email="ana@example.org"))
    assert not Bounce.objects.exists()


def test_who_has_no_account_is_told_too_that_letters_came_back(alert: Alert) -> None:
    own = alert_of(None, email="ana@example.org")
    actions.confirm(alert=own)
    record_bounce(email="ana@example.org", reason="550 5.1.1 no such user")
    ana = Client()
    page = ana.get("/" + actions.hold_address(own.public_id).split("/", 3)[3], follow=True).content.decode()
    assert "a letter came back" in page
    ana.post(f"/alerts/{own.public_id}/write-again")
    assert not Bounce.objects.exists()
