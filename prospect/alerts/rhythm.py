"""When a letter is next due: at once, every morning, every Monday morning, on the clock of who asked.

Morning is `HOUR` o'clock where the person is, or the end of their quiet hours where that is later. A clock change or a
move to another time zone moves the letter with the clock; a local time that does not exist that day falls on the hour
after.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

HOUR = 7
MONDAY = 0
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class Quiet(NamedTuple):
    """Hours of the local day, from `start` until `end` (0 to 23), in which no letter goes out; may span midnight."""

    start: int
    end: int

    def has(self, hour: int) -> bool:
        if self.start < self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def next_due(rhythm: str, now: datetime, zone: str, quiet: Quiet | None = None) -> datetime:
    """The first moment after `now` (aware) at which a letter of this rhythm goes out; `at_once` is now.

    Raises ValueError for an unknown rhythm; an unknown zone counts as UTC.
    """
    if rhythm == "at_once":
        return loud_from(now, zone, quiet)
    if rhythm not in {"daily", "weekly"}:
        raise ValueError(rhythm)
    place = zone_named(zone)
    local = now.astimezone(place)
    day = local.date()
    while True:
        due = loud_from(datetime.combine(day, time(HOUR), tzinfo=place).astimezone(now.tzinfo), zone, quiet)
        if due > now and (rhythm == "daily" or day.weekday() == MONDAY):
            return due
        day += DAY


def loud_from(moment: datetime, zone: str, quiet: Quiet | None) -> datetime:
    """`moment`, or the end of the quiet hours that it falls into."""
    if quiet is None:
        return moment
    place = zone_named(zone)
    local = moment.astimezone(place)
    if not quiet.has(local.hour):
        return moment
    day = local.date() if local.hour < quiet.end else local.date() + DAY
    end = datetime.combine(day, time(quiet.end), tzinfo=place).astimezone(moment.tzinfo)
    # An hour that the clock skips or repeats may put the end before the moment: then quiet is over already.
    return max(end, moment)


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name; UTC for one that nobody knows."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
