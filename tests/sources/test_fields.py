"""Fields and dates in every form that boards use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from prospect.sources import fields
from prospect.sources.dates import read_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1779223091267, date(2026, 5, 19)),
        (1783731532, date(2026, 7, 11)),
        ("1783731532", date(2026, 7, 11)),
        ("2026-08-05 09:41:37 UTC", date(2026, 8, 5)),
        ("2026-07-29T23:50:01-04:00", date(2026, 7, 29)),
        ("2026-07-09T08:01:56", date(2026, 7, 9)),
        ("2026-8-5", date(2026, 8, 5)),
        ("2026/08/05", date(2026, 8, 5)),
        ("20260805", date(2026, 8, 5)),
        ("Tue, 11 Aug 2026 07:30:41 +0000", date(2026, 8, 11)),
        ("Wed, 19 Aug 2026 23:10:38 GMT", date(2026, 8, 19)),
        ("Sun, 20 Sep 2026 04:59:00:0", date(2026, 9, 20)),
        ("August 5, 2026", date(2026, 8, 5)),
        ("5 Aug 2026", date(2026, 8, 5)),
        ("05.08.2026", date(2026, 8, 5)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("0001-01-01T00:00:00", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("01/09/2043 12:00:00", None),
        ("2026-13-40", None),
        ("soon", None),
        ("", None),
        (0, None),
        (None, None),
        (True, None),
        (1e300, None),
        (["2026-01-01"], None),
    ],
)
def test_dates(value: Any, day: date | None) -> None:
    assert read_date(value) == day


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("75000", 75000), ("120,000.50", 120000.5), ("$ 1 200", 1200), ("50.000", 50000), ("1.234.567,89", 1234567.89),
        ("120'000", 120000), (0, None), ("0", None), ("", None), (None, None), (True, None), ("n/a", None), (70.5, 70.5),
        (float("nan"), None), (-5, None),
    ],
)  # fmt: skip
def test_numbers(value: Any, number: float | None) -> None:
    assert fields.number(value) == number


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("per-year-salary", "YEAR"), ("per-hour-wage", "HOUR"), ("per-month-salary", "MONTH"), ("1 YEAR", "YEAR"),
        ("1 MONTH", "MONTH"), ("Per Year", "YEAR"), ("PA", "YEAR"), ("PH", "HOUR"), ("annual", "YEAR"), ("weekly", "WEEK"),
        ("day", "DAY"), ("BW", None), ("NONE", None), ("", None), (None, None), ("WC", None),
    ],
)  # fmt: skip
def test_periods(said: Any, period: str | None) -> None:
    assert fields.period(said) == period


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Data \n Engineer\u200b ", "Data Engineer"), ("R&amp;D", "R&D"), ("Engi\u200bneer\u00a0\u200eII", "Engineer II"), (None, ""), (7, "7"), (["", "x"], "x"),
        ({"label": "Full time"}, "Full time"), (["USA"] * 10, "USA"), (True, ""), ({"no": 1}, ""),
    ],
)  # fmt: skip
def test_texts(value: Any, text: str) -> None:
    assert fields.text(value) == text


def test_swapped_ends_are_put_in_order_and_zero_is_unknown() -> None:
    (pay,) = fields.pay("90000", 70000, currency="usd", per="year")
    assert (pay.min, pay.max, pay.currency, pay.period, pay.origin) == (70000, 90000, "USD", "YEAR", "stated")
    assert fields.pay(0, 0, currency="USD", per="year") == ()
