"""Dates in every form that sources use, as days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_ISO_SLASHES = re.compile(r"^\s*(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_SLASHES = re.compile(r"^\s*(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?\s*$")
_DIGITS = re.compile(r"^\s*-?\d{9,14}(?:\.\d+)?\s*$")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s*(?:(\d{1,2})(?:st|nd|rd|th)?)?,?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(value: Any) -> date | None:
    """The day that a value names, in the time zone that it states (UTC for epochs), or None.

    Reads epoch seconds and milliseconds, ISO 8601 with or without time and zone, "2026-08-05 09:41:37 UTC", RFC 822,
    "20260805", "August 5, 2026", "5 Aug 2026". Of "01/09/2043" the day is read only where it cannot be mistaken
    (one number above 12, or dots, which are written day first).
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return _of_epoch(float(value))
    if not isinstance(value, str) or not value.strip():
        return None
    if _DIGITS.match(value):
        return _of_epoch(float(value))
    for form in (_ISO, _ISO_SLASHES, _COMPACT):
        if found := form.match(value):
            return _day(*map(int, found.groups()))
    if found := _SLASHES.match(value):
        return _of_slashes(found)
    return _of_rfc_822(value) or _of_words(value)


def _of_epoch(value: float) -> date | None:
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 0 < seconds < 253_402_300_800:  # the end of the year 9999
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_slashes(found: re.Match[str]) -> date | None:
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    if mark == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _of_rfc_822(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _of_words(value: str) -> date | None:
    found = _WORDS.search(value)
    if found is None or found[2][:3].casefold() not in _MONTHS or not (found[1] or found[3]):
        return None
    return _day(int(found[4]), _MONTHS.index(found[2][:3].casefold()) + 1, int(found[1] or found[3]))
