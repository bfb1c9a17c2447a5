"""When a letter is next due: at once, every morning, every Monday morning, on the clock of who asked.

Morning is `HOUR` o'clock where the person is. A clock change or a move to another time zone moves the letter with
the clock; a local time that does not exist that day falls on the hour after.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR = 7
MONDAY = 0


def next_due(rhythm: str, now: datetime, zone: str) -> datetime:
    """The first moment after `now` (aware) at which a letter of this rhythm goes out; `at_once` is now.

    Raises ValueError for an unknown rhythm; an unknown zone counts as UTC.
    """
    if rhythm == "at_once":
        return now
    if rhythm not in {"daily", "weekly"}:
        raise ValueError(rhythm)
    place = _zone(zone)
    local = now.astimezone(place)
    day = local.date()
    while True:
        due = datetime.combine(day, time(HOUR), tzinfo=place).astimezone(now.tzinfo)
        if due > now and (rhythm == "daily" or day.weekday() == MONDAY):
            return due
        day += timedelta(days=1)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
