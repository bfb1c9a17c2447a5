"""What people complain about in the alerts of other boards, each as a test that names where it was said."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from prospect.alerts import actions, tasks
from prospect.alerts.letters import actions as telling
from prospect.alerts.models import Alert, Match
from prospect.config.worker import Worker
from prospect.jobs import actions as jobs
from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.mail.tasks import send_due
from prospect.search.query import Query
from tests.alerts.test_letters import alert, letters
from tests.catalogue import TEXT, again, board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db


@pytest.fixture
def developer(three: Three) -> Alert:
    return alert("back end developer", email=three.owner.email, account=three.owner)


def asked(words: str) -> dict[str, Any]:
    return Query.from_words(words).canonical().to_params()


def here(address: str) -> str:
    return address.removeprefix("http://testserver")


def link(letter: Letter, label: str) -> str:
    """Where a link of the letter leads, by its words; the first of several."""
    address = re.search(rf'href="([^"]+)"[^>]*>{label}</a>', letter.html)
    assert address is not None
    return here(address[1])


class TestRepeats:
    def test_the_same_jobs_every_day(self, tmp_path: Path, three: Three) -> None:
        """WP-Job-Manager 2781: the same fifty jobs daily."""
        with time_machine.travel("2026-03-02 15:00 +0000", tick=True):
            alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
            source = board(tmp_path / "board", [opening(n, f"Developer {n}") for n in range(8)])
        for day in range(3, 7):
            with time_machine.travel(f"2026-03-0{day} 15:00 +0000", tick=True):
                again(source, [opening(n, f"Developer {n}") for n in range(8)])
                Worker().drain()
        assert len(letters()) == 1

    def test_one_vacancy_thirty_times_one_a_city(self, tmp_path: Path, developer: Alert) -> None:
        """freehire 1352: thirty copies because duplicates were found after alerting."""
        cities = ["Tulsa, OK", "Dallas, TX", "Austin, TX", "Denver, CO", "Boise, ID", "Omaha, NE"]
        board(tmp_path / "board", [opening(n, place=cities[n % 6], text=TEXT + f"<p>Team {n}</p>") for n in range(30)])
        [letter] = letters()
        assert letter.text.count("\nBack-end Developer\n") == 1
        assert "29 more that read the same" in letter.text
        assert Match.objects.filter(letter=letter).count() == 30

    def test_a_retry_that_sends_many_copies(self, tmp_path: Path, developer: Alert) -> None:
        """gc-digital-talent 15744. Two letters of one alert wait at once: each tells of its own jobs."""
        Job.objects.all().delete()
        source = board(tmp_path / "a", [opening(1)])
        [first] = letters()
        Letter.objects.filter(pk=first.pk).update(sent_at=None, attempts=1, due_at=timezone.now() + timedelta(hours=1))
        again(source, [opening(1), opening(2, "Back-end Engineer")])
        Letter.objects.filter(pk=first.pk).update(due_at=timezone.now())
        Worker().drain()
        one, two = letters()
        assert "Back-end Developer" in one.text
        assert "Back-end Engineer" not in one.text
        assert "Back-end Engineer" in two.text
        assert "Back-end Developer" not in two.text

    def test_deduplication_that_was_turned_off(self, tmp_path: Path, developer: Alert) -> None:
        """career-pilot 2574. However often workers match the same jobs, a meeting is one."""
        board(tmp_path / "board", [opening(1)])
        for _ in range(3):
            Job.objects.update(matched_at=None)
            Worker().drain()
        assert len(letters()) == 1


class TestEmptyAndExpired:
    def test_an_empty_mail(self, tmp_path: Path, developer: Alert) -> None:
        """WP-Job-Manager 2817."""
        board(tmp_path / "board", [opening(1, "Welder", text="<p>Steel</p>")])
        assert not Letter.objects.filter(stream="alert").exists()

    def test_expired_jobs_in_a_mail_and_back_again(self, tmp_path: Path, three: Three) -> None:
        """WP-Job-Manager 2142. A job that closes before it was told waits; if it comes back, it is told."""
        made = alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
        source = board(tmp_path / "board", [opening(1)])
        made.refresh_from_db()
        telling.make_letter(alert=made, now=timezone.now())
        jobs.close(job=Job.objects.get(), why="Filled.", now=timezone.now())
        Worker().drain()
        assert letters() == []
        again(source, [opening(1, text=TEXT + "<p>Open again.</p>")])
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
            Worker().drain()
        [letter] = letters()
        assert "Back-end Developer" in letter.text

    def test_a_letter_that_was_never_sent(self, tmp_path: Path, developer: Alert) -> None:
        """WP-Job-Manager 2768. A job noted while a letter is being made gets a letter of its own."""
        source = board(tmp_path / "board", [opening(1)])
        again(source, [opening(1), opening(2, "Back-end Engineer")])
        assert len(letters()) == 2
        assert not Match.objects.filter(letter__isnull=True).exists()


class TestFlood:
    def test_one_employer_fills_the_mail(self, tmp_path: Path, developer: Alert) -> None:
        """job-agent 426: a cap for each company, and "+N more"."""
        board(
            tmp_path / "board",
            [opening(n, f"Back-end Developer {n} Team", text=TEXT + f"<p>{n}</p>") for n in range(9)],
        )
        [letter] = letters()
        assert letter.text.count("\nLarkspur Mills ·") == 4
        assert "+5 more of Larkspur Mills" in letter.text

    def test_a_hundred_thousand_matches_do_not_fill_memory(
        self, tmp_path: Path, three: Three, django_assert_max_num_queries: Any
    ) -> None:
        """A letter reads the newest `READ` jobs of an alert, whatever there is; the others are counted."""
        made = alert("", email=three.owner.email, account=three.owner)
        board(tmp_path / "board", [opening(1)])
        first = Job.objects.select_related("employer").get()
        now = timezone.now()
        Job.objects.bulk_create(
            Job(
                employer=first.employer,
                title=f"Job {n}",
                first_seen=now,
                last_verified=now,
                changed_at=now,
                indexed_at=now,
            )
            for n in range(700)
        )
        while tasks.match_new():
            pass
        made.refresh_from_db()
        letter = telling.make_letter(alert=made, now=timezone.now())
        assert letter is not None
        with django_assert_max_num_queries(30):
            assert send_due() == 1
        letter.refresh_from_db()
        assert letter.subject.startswith("700 new jobs")
        assert len(letter.html) < 100_000


class TestStopping:
    def test_mails_after_asking_to_stop(self, tmp_path: Path, developer: Alert) -> None:
        """recruiterweb: eighteen mails after asking to stop. A letter already made does not go either."""
        board(tmp_path / "board", [opening(1)])
        Letter.objects.filter(stream="alert").update(sent_at=None, due_at=timezone.now())
        actions.stop(alert=developer)
        Worker().drain()
        assert letters() == []

    def test_the_unsubscribe_link_was_a_404(self, tmp_path: Path, developer: Alert, client: Client) -> None:
        """recruiterweb: the link of an old letter works years later, and for an alert that is gone already."""
        board(tmp_path / "board", [opening(1)])
        [letter] = letters()
        address = here(letter.headers["List-Unsubscribe"].strip("<>"))
        with time_machine.travel(timezone.now() + timedelta(days=900), tick=True):
            assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
            assert client.post(address).status_code == 200
        assert letter.headers["List-Id"].endswith("<alerts.testserver>")

    @pytest.mark.parametrize("ends", ["alert", "account"])
    def test_a_letter_in_flight_while_alert_or_account_is_erased(
        self, tmp_path: Path, three: Three, developer: Alert, ends: str
    ) -> None:
        board(tmp_path / "board", [opening(1)])
        Letter.objects.filter(stream="alert").update(sent_at=None, due_at=timezone.now())
        if ends == "alert":
            developer.delete()
        else:
            from prospect.people.actions import erase

            erase(account=three.owner)
        Worker().drain()
        assert letters() == []


class TestWishes:
    """nem-per-feina 194, lumbergh 696, InternHack 32: a rhythm each, pauses, feeds; and exclusions from the letter."""

    def test_not_this_employer_acts_on_post_and_can_be_undone(
        self, tmp_path: Path, developer: Alert, client: Client
    ) -> None:
        source = board(tmp_path / "board", [opening(1)])
        [letter] = letters()
        before, address = developer.query, link(letter, "Not this employer")
        page = client.get(address)
        assert page.status_code == 200
        assert "Larkspur Mills" in page.content.decode()
        developer.refresh_from_db()
        assert developer.query == before
        page = client.post(address)
        developer.refresh_from_db()
        assert Query.from_params(developer.query).not_employers == ("larkspur-mills",)
        again(source, [opening(1), opening(2, "Back-end Engineer")])
        assert len(letters()) == 1
        key = page.context["key"]
        for guess in ("guess", actions.feed_key(developer)):
            assert client.post(f"/alerts/{developer.public_id}/take-back", {"key": guess}).status_code == 404
        assert client.post(f"/alerts/{developer.public_id}/take-back", {"key": key}).status_code == 200
        developer.refresh_from_db()
        assert developer.query == before

    def test_not_this_kind_leaves_out_similar_titles(self, tmp_path: Path, developer: Alert, client: Client) -> None:
        board(tmp_path / "board", [opening(1, "Java Developer")])
        [letter] = letters()
        client.post(link(letter, "Not this kind"))
        developer.refresh_from_db()
        assert Query.from_params(developer.query).similar is False

    def test_more_like_this_widens_and_loses_nothing(self, tmp_path: Path, three: Three, client: Client) -> None:
        made = alert("back end developer", email=three.owner.email, account=three.owner)
        board(tmp_path / "board", [opening(2, "Java Developer")])
        [letter] = letters()
        client.post(link(letter, "More like this"))
        made.refresh_from_db()
        assert made.earlier == [asked("back end developer")]
        assert "java developer" in Query.from_params(made.query).any_of[0]

    def test_what_would_change_nothing_offers_no_button_and_takes_nothing_back(
        self, tmp_path: Path, developer: Alert, client: Client
    ) -> None:
        board(tmp_path / "board", [opening(1)])
        [letter] = letters()
        client.post(link(letter, "Not this employer"))
        developer.refresh_from_db()
        changed = developer.query
        twice = client.post(link(letter, "Not this employer")).content.decode()
        assert f"not at {Job.objects.get().employer.name}" in twice
        for ask in (client.get, client.post):
            page = ask(link(letter, "Not this kind")).content.decode()
            assert "Stop it instead" in page and "/unsubscribe/" in page
            assert "Change the alert" not in page and "Undo" not in page
            assert "Undo" not in ask(link(letter, "More like this")).content.decode()
        developer.refresh_from_db()
        assert developer.query == changed

    def test_a_made_up_link_does_nothing(self, client: Client) -> None:
        assert client.get("/alerts/say/made-up").status_code == 404

    @pytest.mark.parametrize("form", ["rss", "atom", "json"])
    def test_the_alert_as_a_feed_at_a_secret_address(
        self, tmp_path: Path, developer: Alert, client: Client, form: str
    ) -> None:
        board(tmp_path / "board", [opening(1), opening(2, "Java Developer & Friend <b>\x07")])
        address = f"/alerts/{developer.public_id}/feed.{form}"
        assert client.get(address, {"key": "guess"}).status_code == 404
        answer = client.get(address, {"key": actions.feed_key(developer)})
        assert answer.status_code == 200
        titles = _titles(answer.content, form)
        assert any("Back-end Developer" in title for title in titles)
        assert len(titles) == 2
        jobs.close(job=Job.objects.get(title="Back-end Developer"), why="Filled.", now=timezone.now())
        assert len(_titles(client.get(address, {"key": actions.feed_key(developer)}).content, form)) == 1

    def test_quiet_hours_snooze_and_the_last_day(self, tmp_path: Path, three: Three) -> None:
        with time_machine.travel("2026-03-03 04:00 +0000", tick=True):  # 22:00 in Tulsa
            made = alert("developer", email=three.owner.email, account=three.owner)
            actions.change(alert=made, quiet_from=21, quiet_until=8, ends_on=datetime(2026, 3, 5).date())
            source = board(tmp_path / "board", [opening(1)])
            assert letters() == []
        with time_machine.travel("2026-03-03 14:01 +0000", tick=True):  # 8:01
            Worker().drain()
            assert len(letters()) == 1
            actions.snooze(alert=made, until=datetime(2026, 3, 4, 18, tzinfo=UTC))
            again(source, [opening(1), opening(2, "Java Developer")])
            assert len(letters()) == 1
        with time_machine.travel("2026-03-04 18:01 +0000", tick=True):
            Worker().drain()
            assert len(letters()) == 2
        with time_machine.travel("2026-03-06 07:00 +0000", tick=True):
            Worker().drain()
        made.refresh_from_db()
        assert made.stopped_at is not None

    def test_after_a_year_it_asks_and_then_pauses(self, three: Three, client: Client) -> None:
        made = alert("developer", email=three.owner.email, account=three.owner)
        with time_machine.travel(timezone.now() + timedelta(days=366), tick=True):
            Worker().drain()
            [letter] = letters()
            assert "still want" in letter.text
            Worker().drain()
            assert len(letters()) == 1
        with time_machine.travel(timezone.now() + timedelta(days=400), tick=True):
            Worker().drain()
            made.refresh_from_db()
            assert made.paused_at is not None
            client.get(link(letter, "Yes, keep it"))
            made.refresh_from_db()
            assert made.paused_at is not None
            client.post(link(letter, "Yes, keep it"))
            made.refresh_from_db()
            assert made.paused_at is None

    def test_one_letter_for_several_alerts(self, tmp_path: Path, three: Three) -> None:
        one = alert("back end developer", email=three.owner.email, account=three.owner)
        two = alert("welder", email=three.owner.email, account=three.owner)
        for each in (one, two):
            actions.change(alert=each, is_together=True)
        board(tmp_path / "board", [opening(1), opening(2, "Welder", text="<p>Steel</p>")])
        [letter] = letters()
        assert "Back-end Developer" in letter.text
        assert "\nWelder\n" in letter.text
        assert Match.objects.filter(letter=letter).count() == 2

    def test_two_people_may_give_an_alert_the_same_name(self, tmp_path: Path, three: Three) -> None:
        """MicroPyramid opensource-job-portal: the name of an alert is unique among all people."""
        for person in (three.owner, three.teammate):
            made = alert("back end developer", email=person.email, account=person)
            assert made.name == "back end developer"
        board(tmp_path / "board", [opening(1)])
        assert {letter.to for letter in letters()} == {three.owner.email, three.teammate.email}

    def test_the_clock_changes_over_night(self, tmp_path: Path, three: Three) -> None:
        """In Tulsa seven o'clock is 13:00 UTC until 8 March 2026, when clocks go forward, and 12:00 from then on."""
        with time_machine.travel("2026-03-06 20:00 +0000", tick=True):
            alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
            source = board(tmp_path / "board", [opening(1)])
        for at, sent in (("07 12:58", 0), ("07 13:01", 1), ("08 11:58", 1), ("08 12:01", 2), ("08 13:01", 2)):
            with time_machine.travel(f"2026-03-{at} +0000", tick=True):
                again(source, [opening(n, f"Developer {n}") for n in range(1 + int(at[:2]) - 6)])
                Worker().drain()
                assert len(letters()) == sent, at

    def test_a_time_zone_moves_while_a_letter_waits(self, tmp_path: Path, three: Three) -> None:
        """It comes at seven of the new clock, once; also when the move puts the old hour into the past."""
        with time_machine.travel("2026-03-03 04:00 +0000", tick=True):
            made = alert("developer", email=three.owner.email, account=three.owner, rhythm="daily")
            board(tmp_path / "board", [opening(1)])
            for zone, due in (("Asia/Tokyo", "22:00"), ("Europe/Madrid", "06:00"), ("Nowhere/Atlantis", "07:00")):
                actions.change(alert=made, time_zone=zone)
                assert made.due_at is not None and f"{made.due_at:%d %H:%M}" == f"03 {due}", zone
            assert letters() == []
        with time_machine.travel("2026-03-03 07:01 +0000", tick=True):
            Worker().drain()
            assert len(letters()) == 1
        with time_machine.travel("2026-03-04 23:00 +0000", tick=True):
            Worker().drain()
            assert len(letters()) == 1

    def test_five_hundred_alerts_of_one_person(self, three: Three) -> None:
        values = {"email": three.owner.email, "account": three.owner, "created_at": timezone.now()}
        Alert.objects.bulk_create(Alert(name=str(n), changed_at=timezone.now(), **values) for n in range(actions.LIMIT))
        with pytest.raises(actions.TooManyAlerts):
            alert("developer", email=three.owner.email, account=three.owner)


def _titles(content: bytes, form: str) -> list[str]:
    if form == "json":
        return [item["title"] for item in json.loads(content)["items"]]
    root = ElementTree.fromstring(content)
    space = "{http://www.w3.org/2005/Atom}"
    items = root.iter("item") if form == "rss" else root.iter(f"{space}entry")
    return [item.findtext("title" if form == "rss" else f"{space}title") or "" for item in items]
