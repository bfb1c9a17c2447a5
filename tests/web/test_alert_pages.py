"""The pages of an alert: sleep, last day, hours, one letter for all, feeds and programs; and nobody else's hand on them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from prospect.alerts import actions, feedback
from prospect.alerts.hooks.actions import MOST, add_hook
from prospect.alerts.models import Alert, Hook
from prospect.jobs.models import Job
from prospect.mail.actions import unsubscribe_token
from prospect.mail.models import Letter
from prospect.people.models import Account
from prospect.search.tasks import document_of
from tests.catalogue import board, opening
from tests.persons import Three

SAID = {"name": "Welding", "rhythm": "daily"}


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


def state_of(alert: Alert) -> list[Any]:
    """Everything there is of the alert and its hooks."""
    hooks = Hook.objects.filter(alert=alert).order_by("pk")
    return [*Alert.objects.filter(pk=alert.pk).values(), *hooks.values()]


POSTS = {
    "snooze": {"for": "week"},
    "wake": {},
    "new-feed": {},
    "hooks": {"url": "https://example.org/new"},
    "hooks/{hook}/remove": {},
    "hooks/{gone}/again": {},
    "change": {**SAID, "name": "Taken over"},
    "pause": {},
}


@pytest.mark.parametrize("path", POSTS)
def test_only_its_owner_reaches_an_alert(path: str, three: Three, alert: Alert) -> None:
    now = timezone.now()
    actions.snooze(alert=alert, until=now + timedelta(days=3))
    hook, gone = (add_hook(alert=alert, url=f"https://example.org/{n}", now=now) for n in range(2))
    Hook.objects.filter(pk=gone.pk).update(stopped_at=now)
    address = f"/alerts/{alert.public_id}/{path.format(hook=hook.public_id, gone=gone.public_id)}"
    before = state_of(alert)
    assert three.client_of(three.teammate).post(address, POSTS[path]).status_code == 404
    assert three.client_of(three.stranger).post(address, POSTS[path]).status_code == 404
    signed_out = Client().post(address, POSTS[path])
    assert signed_out.status_code == 302
    assert "/login" in signed_out["Location"]
    assert state_of(alert) == before
    olive = three.client_of(three.owner)
    assert olive.get(address).status_code == (200 if path == "change" else 405)
    assert state_of(alert) == before
    assert olive.post(address, POSTS[path]).status_code in {200, 302}
    assert state_of(alert) != before


def test_a_hook_is_reached_through_its_own_alert_only(three: Three, alert: Alert) -> None:
    hook = add_hook(alert=alert, url="https://example.org/", now=timezone.now())
    other = alert_of(three.stranger)
    address = f"/alerts/{other.public_id}/hooks/{hook.public_id}/remove"
    assert three.client_of(three.stranger).post(address).status_code == 404
    hook.refresh_from_db()
    assert hook.stopped_at is None


def test_it_sleeps_and_wakes(alert: Alert, olive: Client) -> None:
    page = olive.post(f"/alerts/{alert.public_id}/snooze", {"for": "month"}, follow=True).content.decode()
    alert.refresh_from_db()
    assert alert.snoozed_until is not None
    assert timedelta(days=29) < alert.snoozed_until - timezone.now() <= timedelta(days=30)
    assert f'action="/alerts/{alert.public_id}/wake"' in page
    assert "sleeps until" in olive.get("/alerts").content.decode()
    olive.post(f"/alerts/{alert.public_id}/wake")
    olive.post(f"/alerts/{alert.public_id}/snooze", {"for": "ever"})
    alert.refresh_from_db()
    assert alert.snoozed_until is None
    assert "sleeps until" not in olive.get("/alerts").content.decode()


def test_hours_zone_last_day_and_pay_are_kept_and_shown_again(alert: Alert, olive: Client) -> None:
    day = timezone.now().date() + timedelta(days=9)
    more = {"ends_on": f"{day}", "quiet_from": "22", "quiet_until": "7", "time_zone": "America/Denver"}
    assert olive.post(f"/alerts/{alert.public_id}/change", {**SAID, **more}).status_code == 302
    alert.refresh_from_db()
    assert (alert.ends_on, alert.quiet, alert.zone) == (day, (22, 7), "America/Denver")
    assert not alert.says_pay_here
    form = olive.get(f"/alerts/{alert.public_id}/change").context["form"]
    assert f'value="{day}"' in str(form["ends_on"])
    assert re.search('value="22" selected', str(form["quiet_from"]))
    assert re.search('value="America/Denver" selected', str(form["time_zone"]))
    assert "last day:" in olive.get("/alerts").content.decode()
    olive.post(f"/alerts/{alert.public_id}/change", {**SAID, "says_pay_here": "on"})
    alert.refresh_from_db()
    assert (alert.ends_on, alert.quiet, alert.time_zone, alert.says_pay_here) == (None, None, "", True)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"quiet_from": "22"}, "quiet_until"),
        ({"quiet_until": "7"}, "quiet_from"),
        ({"quiet_from": "7", "quiet_until": "7"}, "quiet_until"),
        ({"quiet_from": "24", "quiet_until": "7"}, "quiet_from"),
        ({"ends_on": "2001-01-01"}, "ends_on"),
        ({"ends_on": "someday"}, "ends_on"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(more: dict[str, str], field: str, alert: Alert, olive: Client) -> None:
    before = state_of(alert)
    answer = olive.post(f"/alerts/{alert.public_id}/change", {**SAID, **more})
    assert field in answer.context["form"].errors
    assert '<details class="more" open>' in answer.content.decode()
    assert state_of(alert) == before


def test_one_letter_for_all_is_said_once(three: Three, alert: Alert, olive: Client) -> None:
    second, others = alert_of(three.owner, "cook"), alert_of(three.stranger)
    olive.post(f"/alerts/{alert.public_id}/change", {**SAID, "is_together": "on"})
    assert set(Alert.objects.of(three.owner).values_list("is_together", flat=True)) == {True}
    others.refresh_from_db()
    assert not others.is_together
    assert olive.get("/alerts/new?q=nurse").context["form"]["is_together"].value() is True
    olive.post(f"/alerts/{second.public_id}/change", SAID)
    assert set(Alert.objects.of(three.owner).values_list("is_together", flat=True)) == {False}


def test_a_new_alert_takes_what_is_folded_away(three: Three, olive: Client) -> None:
    more = {"quiet_from": "21", "quiet_until": "6", "says_pay_here": "on"}
    olive.post("/alerts/new?q=welder", {**SAID, **more})
    saved = Alert.objects.get(account=three.owner)
    assert (saved.quiet, saved.says_pay_here, saved.is_together) == ((21, 6), True, False)


def test_who_is_not_signed_in_changes_no_alert_that_runs(three: Three) -> None:
    cache.clear()
    asked = {**SAID, "email": "somebody@example.org", "says_pay_here": "on"}
    Client().post("/alerts/new?q=welder", {**asked, "quiet_from": "21", "quiet_until": "6"})
    saved = Alert.objects.get(email="somebody@example.org")
    assert saved.quiet == (21, 6)
    actions.confirm(alert=saved)
    Client().post("/alerts/new?q=welder", {**asked, "ends_on": f"{timezone.now().date() + timedelta(days=2)}"})
    saved.refresh_from_db()
    assert (saved.quiet, saved.ends_on) == ((21, 6), None)
    assert Alert.objects.filter(email="somebody@example.org").count() == 1


def test_feeds_get_new_addresses_and_the_old_ones_end(alert: Alert, olive: Client) -> None:
    page = olive.get(f"/alerts/{alert.public_id}/change")
    old = [address.split("/", 3)[3] for _name, address in page.context["feeds"]]
    assert len(old) == 3
    assert all(Client().get(f"/{address}").status_code == 200 for address in old)
    assert "no-store" in page["Cache-Control"]
    olive.post(f"/alerts/{alert.public_id}/new-feed")
    assert all(Client().get(f"/{address}").status_code == 404 for address in old)
    _name, new = olive.get(f"/alerts/{alert.public_id}/change").context["feeds"][0]
    assert Client().get("/" + new.split("/", 3)[3]).status_code == 200


def test_the_secret_of_a_hook_is_shown_once(alert: Alert, olive: Client) -> None:
    address = f"/alerts/{alert.public_id}/hooks"
    first = olive.post(address, {"url": "https://example.org/in"})
    hook = Hook.objects.get(alert=alert)
    assert hook.secret in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    again = olive.post(address, {"url": "https://example.org/in"}, follow=True).content.decode()
    assert hook.url in again
    assert hook.secret not in again
    gone = olive.post(f"{address}/{hook.public_id}/remove", follow=True).content.decode()
    assert f'action="{address}/{hook.public_id}/again"' in gone
    assert hook.secret not in gone
    hook.refresh_from_db()
    assert hook.stopped_at
    olive.post(f"{address}/{hook.public_id}/again")
    hook.refresh_from_db()
    assert hook.stopped_at is None


@pytest.mark.parametrize("url", ["", "ftp://example.org/x", "https://u:p@example.org/", "javascript:alert(1)", "x y"])
def test_what_is_no_address_of_a_program_is_refused(url: str, alert: Alert, olive: Client) -> None:
    answer = olive.post(f"/alerts/{alert.public_id}/hooks", {"url": url})
    assert answer.status_code == 422
    assert "url" in answer.context["form"].errors
    assert not alert.hooks.exists()


def test_an_alert_has_so_many_hooks_and_no_more(alert: Alert, olive: Client) -> None:
    for n in range(MOST):
        olive.post(f"/alerts/{alert.public_id}/hooks", {"url": f"https://example.org/{n}"})
    assert olive.post(f"/alerts/{alert.public_id}/hooks", {"url": "https://example.org/more"}).status_code == 422
    assert alert.hooks.count() == MOST


def test_a_pause_can_be_undone(alert: Alert, olive: Client) -> None:
    page = olive.post(f"/alerts/{alert.public_id}/pause", follow=True).content.decode()
    assert "Paused: welder" in page
    olive.post(f"/alerts/{alert.public_id}/pause")
    alert.refresh_from_db()
    assert alert.paused_at is None


def test_without_an_account_the_letter_is_the_key_to_the_alert(three: Three, tmp_path: Path) -> None:
    cache.clear()
    board(tmp_path / "board.json", [opening(1, "Welder")])
    alert = alert_of(None, email="ana@example.org")
    change, held = f"/alerts/{alert.public_id}/change", actions.hold_address(alert.public_id).split("/", 3)[3]
    ana, other = Client(), Client()
    assert "/login" in ana.get(change)["Location"]
    before = state_of(alert)
    assert ana.get(f"/{held}")["Location"] == change
    assert state_of(alert) == before
    page = ana.get(change)
    assert page.status_code == 200
    assert 'name="email"' not in page.content.decode()
    assert ana.post(change, {"asks": "yes", "q": "cook", "rhythm": "weekly"})["Location"] == change
    alert.refresh_from_db()
    assert (alert.query, alert.rhythm, alert.email) == ({"q": ["cook"]}, "weekly", "ana@example.org")
    for act, field in (("pause", "paused_at"), ("snooze", "snoozed_until"), ("stop", "stopped_at")):
        assert ana.post(f"/alerts/{alert.public_id}/{act}", {"for": "week"})["Location"] == change
        alert.refresh_from_db()
        assert getattr(alert, field)
        assert ana.get(change).status_code == 200
    assert "/login" in other.get(change)["Location"]
    assert other.get(f"/{held[:-3]}xyz").status_code == 404
    others = alert_of(three.owner)
    assert ana.get(f"/alerts/{others.public_id}/change").status_code == 302
    assert (
        Client()
        .get("/" + actions.hold_address(others.public_id).split("/", 3)[3], follow=True)
        .redirect_chain[-1][0]
        .startswith("/account/login/")
    )


def test_an_alert_from_before_the_account_is_in_its_owners_list(three: Three, olive: Client, alert: Alert) -> None:
    before = alert_of(None, "cook", email=three.owner.email.upper())
    assert f"/alerts/{before.public_id}/change" not in olive.get("/alerts").content.decode()
    actions.confirm(alert=before)
    assert f"/alerts/{before.public_id}/change" in olive.get("/alerts").content.decode()
    assert olive.post(f"/alerts/{before.public_id}/pause").status_code == 302
    before.refresh_from_db()
    assert before.paused_at
    assert three.client_of(three.stranger).post(f"/alerts/{before.public_id}/stop").status_code == 404


def test_what_was_undone_once_or_changed_since_is_not_undone_again(alert: Alert) -> None:
    actions.say_of_job(alert=alert, saying="not_employer", job=document_of(Job.objects.for_cards().get()))
    alert.refresh_from_db()
    address, key = f"/alerts/{alert.public_id}/take-back", {"key": actions.undo_key(alert)}
    actions.change(alert=alert, query={"q": ["cook"]})
    assert "Nothing is left to take back" in Client().post(address, key).content.decode()
    alert.refresh_from_db()
    assert alert.query == {"q": ["cook"]}


def test_a_name_that_only_says_what_is_asked_follows_what_is_asked(three: Three, alert: Alert) -> None:
    job = Job.objects.get()
    named = alert_of(three.stranger)
    Alert.objects.filter(pk=alert.pk).update(name="“welder” and similar titles")
    for one in (alert, named):
        Client().post("/" + actions.feedback_address(one.public_id, "not_employer", job.public_id).split("/", 3)[3])
        one.refresh_from_db()
    assert named.name == "welder"
    assert alert.name == "“welder” and similar titles, not at Larkspur Mills"
    Client().post(f"/alerts/{alert.public_id}/take-back", {"key": actions.undo_key(alert)})
    alert.refresh_from_db()
    assert alert.name == "“welder” and similar titles"


def test_a_link_that_was_cut_or_came_too_late_says_so(alert: Alert) -> None:
    address = f"/alerts/{alert.public_id}/confirm"
    for cut in (address, f"{address}?key={alert.secret[:-2]}", "/alerts/nobody/confirm?key=x"):
        answer = Client().get(cut)
        assert answer.status_code == 404
        assert "This link is not known" in answer.content.decode()
    actions.stop(alert=alert)
    assert "was stopped" in Client().get(f"{address}?key={alert.secret}").content.decode()


def test_letters_to_who_has_no_account_are_in_the_language_of_the_page(three: Three, tmp_path: Path) -> None:
    cache.clear()
    board(tmp_path / "board.json", [opening(1, "Welder")])
    ana = Client(headers={"accept-language": "es"})
    ana.post("/alerts/new?q=welder", {"email": "ana@example.org", "rhythm": "daily"})
    alert = Alert.objects.get(email="ana@example.org")
    assert alert.language == "es"
    letter = Letter.objects.get(to="ana@example.org")
    assert '<html lang="es"' in letter.html
    assert f"confirm?key={alert.secret}" in letter.html
    assert f"confirm?key={alert.secret}" in letter.text


def test_a_stop_from_a_letter_says_what_it_stops_and_can_be_undone(three: Three, tmp_path: Path) -> None:
    cache.clear()
    alert = alert_of(None, email="ana@example.org")
    actions.confirm(alert=alert)
    address = "/unsubscribe/" + unsubscribe_token(what="alert", key=alert.public_id)
    ana = Client(enforce_csrf_checks=True)
    asked = ana.get(address).content.decode()
    assert '<p class="lead">welder</p>' in asked
    done = ana.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert "Stopped: welder" in done
    alert.refresh_from_db()
    assert alert.stopped_at
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', done)
    assert token is not None
    ana.post(f"/alerts/{alert.public_id}/resume", {"csrfmiddlewaretoken": token[1]})
    alert.refresh_from_db()
    assert alert.stopped_at is None
    assert (
        "stopped already" in ana.get("/unsubscribe/" + unsubscribe_token(what="alert", key="nobody")).content.decode()
    )


def test_the_one_link_of_a_plain_letter_leads_to_all_that_can_be_said(alert: Alert) -> None:
    job = Job.objects.get()
    address = actions.feedback_address(alert.public_id, feedback.CHOOSE, job.public_id).split("/", 3)[3]
    before = state_of(alert)
    page = Client().get(f"/{address}").content.decode()
    assert state_of(alert) == before
    links = re.findall(r'href="(/alerts/say/[^"]+)"', page)
    assert len(links) == 3
    assert "Jobs of Larkspur Mills are left out." in page
    assert Client().post(f"/{address}").status_code == 200
    assert state_of(alert) == before
    assert "The alert now asks:" in Client().post(links[1]).content.decode()
    alert.refresh_from_db()
    assert alert.query["not_employer"]
