"""When a demo posting was published: a moment of the working day, so many days before the day of the demo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from prospect.config.demo.material import draw
from prospect.config.demo.openings import Opening

CENTRAL = timezone(timedelta(hours=-6))


def posted_at(opening: Opening, today: date) -> datetime:
    """In US Central Standard Time; what is posted today appeared in the first minute of the day."""
    chance = draw("clock:" + opening.key)
    minute = chance.randrange(7 * 60, 18 * 60) if opening.posted_days_ago else 1
    day = datetime.combine(today - timedelta(days=opening.posted_days_ago), time(), CENTRAL)
    return day + timedelta(minutes=minute, seconds=chance.randrange(60))


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def iso_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
