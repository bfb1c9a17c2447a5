"""When a letter is due: on the reader's clock, also when that clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.alerts.rhythm import HOUR, Quiet, loud_from, next_due

ZONES = ("America/Chicago", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "UTC")
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
quiets = st.builds(Quiet, st.integers(0, 23), st.integers(0, 23)).filter(lambda quiet: quiet.start != quiet.end)


@pytest.mark.parametrize(
    ("day", "hour"), [("2026-03-07", 13), ("2026-03-08", 12), ("2026-10-31", 12), ("2026-11-01", 13)]
)
def test_seven_in_the_morning_is_seven_on_either_side_of_a_clock_change(day: str, hour: int) -> None:
    midnight = datetime.fromisoformat(f"{day}T06:00+00:00") - timedelta(hours=1)
    assert next_due("daily", midnight, "America/Chicago").hour == hour


@given(now=moments, zone=st.sampled_from(ZONES), rhythm=st.sampled_from(["daily", "weekly"]))
def test_a_letter_is_due_in_the_morning_within_its_rhythm(now: datetime, zone: str, rhythm: str) -> None:
    due = next_due(rhythm, now, zone)
    assert now < due <= now + timedelta(days=8 if rhythm == "weekly" else 2)
    local = due.astimezone(ZoneInfo(zone))
    assert local.hour == HOUR
    assert rhythm == "daily" or local.weekday() == 0


@given(now=moments, zone=st.sampled_from(ZONES), quiet=quiets)
def test_nothing_is_due_in_quiet_hours(now: datetime, zone: str, quiet: Quiet) -> None:
    due = next_due("at_once", now, zone, quiet)
    assert now <= due <= now + timedelta(hours=26)
    local = due.astimezone(ZoneInfo(zone))
    assert not quiet.has(local.hour)
    assert loud_from(due, zone, quiet) == due


def test_a_person_who_moves_gets_the_letter_at_their_new_morning() -> None:
    now = datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert next_due("daily", now, "America/Chicago").hour == 13
    assert next_due("daily", now, "Europe/Berlin").hour == 6


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert next_due("daily", datetime(2026, 3, 3, 8, tzinfo=UTC), "Mars/Olympus").hour == HOUR
