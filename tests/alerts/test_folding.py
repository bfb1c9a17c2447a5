"""What a letter shows of many jobs and of many alerts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from prospect.alerts import actions
from prospect.alerts.letters import actions as telling
from prospect.alerts.letters.folding import IN_A_LETTER, OF_AN_ALERT, SECTIONS, Item, laid_out, shares
from prospect.alerts.letters.tasks import compose
from prospect.alerts.letters.usual_pay import usual_pay
from prospect.alerts.models import Alert, Match
from prospect.jobs.models import Job
from prospect.lexicon.places import find_places
from prospect.search.query import Query
from tests.catalogue import board, opening
from tests.persons import Three


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Registered Nurse (RN), Days (R-40254)", "Registered Nurse (RN), Days (R-58688)", True),
        ("Welder REQ 991", "Welder", True),
        ("Cook #123456", "Cook #123457", True),
        ("Intern 2026", "Intern 2027", False),
        ("Welder 2", "Welder 3", False),
        ("Senior Welder", "Welder", False),
    ],
)
def test_titles_are_the_same_but_for_the_employers_own_number(one: str, other: str, same: bool) -> None:
    entries, _left = laid_out([Item(1, "acme", one), Item(2, "acme", other)])
    assert (len(entries) == 1) is same


@pytest.mark.parametrize("alerts", [1, 2, 3, 7, 8, 9, 40, 500])
def test_many_alerts_share_the_room_of_one_letter(alerts: int) -> None:
    each = shares(alerts)
    assert len(each) == alerts
    assert sum(each) <= IN_A_LETTER
    assert IN_A_LETTER - sum(each) < max(alerts, OF_AN_ALERT)
    assert each[0] >= OF_AN_ALERT
    assert each == sorted(each, reverse=True)


@pytest.mark.django_db
def test_a_letter_of_many_alerts_stays_whole_in_every_mail_program(three: Three, tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(n, f"Welder {n}", text=f"<p>Crew {n}</p>") for n in range(60)])
    now, jobs = timezone.now(), list(Job.objects.order_by("pk"))
    alerts = Alert.objects.bulk_create(
        Alert(account=three.owner, email=three.owner.email, name=f"Welding {n}", query=Query.from_words(f"welder {n}").to_params(),
              created_at=now, changed_at=now, confirmed_at=now, due_at=now, is_together=True)
        for n in range(SECTIONS + 5)
    )  # fmt: skip
    Match.objects.bulk_create(Match(alert=alert, job=job, at=now) for alert, job in zip(alerts, jobs, strict=False))
    letter = telling.make_letter(alert=alerts[0], now=now)
    content = compose(letter) if letter else None
    assert content is not None
    assert content.subject == f"{SECTIONS + 5} new jobs: Welding 0 +{SECTIONS + 4}"
    assert len(content.html) < 100_000
    for words in (content.html, content.text):
        assert "Welding 0" in words
        assert f"Welding {SECTIONS - 1}" in words
        assert f"Welding {SECTIONS}" not in words
        assert "And 5 more of your alerts have new jobs" in words
        assert "because you asked for these alerts" in words
        assert "See the search" not in words


@pytest.mark.django_db
def test_plain_text_has_one_address_a_job_for_all_that_can_be_said_of_it(three: Three, tmp_path: Path) -> None:
    alert = actions.save_alert(
        email=three.owner.email, query={"q": ["welder"]}, name="Welding", rhythm="daily", account=three.owner
    )
    board(tmp_path / "board", [opening(1, "Welder", text="<p>Weld.</p>")])
    letter = telling.make_letter(alert=Alert.objects.get(), now=timezone.now() + timedelta(days=1))
    content = compose(letter) if letter else None
    assert content is not None
    assert content.text.count("/alerts/say/") == 1
    assert content.html.count("/alerts/say/") == 3
    assert "Usual pay in Tulsa, OK: $" in content.text
    assert alert.name in content.subject


def test_usual_pay_is_the_official_band_of_the_place() -> None:
    tulsa = find_places("Tulsa, OK")[0].id or ""
    yearly, hourly = usual_pay("welder", tulsa), usual_pay("welder", tulsa, by_the_hour=True)
    assert yearly is not None and hourly is not None
    assert yearly.area == "Tulsa, OK"
    assert 25_000 < yearly.low < yearly.high < 150_000
    assert (yearly.is_hourly, hourly.is_hourly) == (False, True)
    assert hourly.high < 100
    assert usual_pay("no-such-trade", tulsa) is None
