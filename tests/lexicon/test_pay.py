"""Reading pay, against sentences labelled before the code was run on them; no pay where there is none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from prospect.lexicon.pay import Pay, per_year, read_pay, read_pay_of_title

DATA = Path(__file__).parent / "data"
SHARED = os.environ.get("PROSPECT_SHARED")


def shown(pay: Pay) -> str:
    low, high = ("?" if end is None else f"{end:.10g}" for end in (pay.min, pay.max))
    return f"{low}-{high} {pay.currency} {pay.period}"


def labelled(file: str = "pay_strings.tsv") -> list[tuple[str, str]]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [(text.replace("\\n", "\n"), pay) for text, pay in rows]


def test_labelled_sentences_are_read_as_labelled() -> None:
    read = [(text, want, "|".join(shown(pay) for pay in read_pay(text))) for text, want in labelled()]
    wrong = [row for row in read if row[1] != row[2]]
    assert len(read) > 120
    assert len(wrong) <= 1, (
        wrong
    )  # "Pays $2,300/week plus housing": whether it pays or costs, the words alone do not say
    assert [row for row in wrong if not row[1]] == []


def test_fields_labelled_later_are_read_as_labelled() -> None:
    rows = labelled("pay_strings_more.tsv")
    assert [row for row in rows if "|".join(shown(pay) for pay in read_pay(row[0])) != row[1]] == []


@pytest.mark.shared
@pytest.mark.skipif(SHARED is None, reason="PROSPECT_SHARED is unset")
def test_gold_set_has_at_most_one_wrong_and_no_pay_where_none_is() -> None:
    assert SHARED is not None
    wrong = []
    for line in (Path(SHARED) / "samples/gold/labelled_salaries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stated = row["min"] is not None or row["max"] is not None
        want = [(row["min"], row["max"], row["currency"], row["period"].upper())] if stated else []
        got = [(pay.min, pay.max, pay.currency, pay.period) for pay in read_pay(row["text"])]
        if got != want:
            wrong.append((row["text"], want, got))
        assert stated or not got, row["text"]
    assert len(wrong) <= 1, wrong


def test_pay_carries_the_words_it_was_read_from() -> None:
    text = "We are a bakery in Tulsa.\nPay: $17 - $19 per hour. We raised $4M."
    (pay,) = read_pay(text)
    assert pay.as_json() == {
        "min": 17,
        "max": 19,
        "currency": "USD",
        "period": "HOUR",
        "origin": "text",
        "quote": "Pay: $17 - $19 per hour.",
    }


def test_each_tier_is_kept_and_none_twice() -> None:
    text = "Zone 1 salary range: $120,000 - $150,000\nZone 2 salary range: $100,000 - $130,000\n" * 2
    assert [shown(pay) for pay in read_pay(text)] == ["120000-150000 USD YEAR", "100000-130000 USD YEAR"]


def test_the_year_has_2080_hours_260_days_52_weeks_12_months() -> None:
    assert per_year(47.36, "HOUR") == pytest.approx(98_508.8)
    assert per_year(400, "DAY") == 104_000
    assert per_year(1_000, "WEEK") == 52_000
    assert per_year(5_000, "MONTH") == 60_000
    assert per_year(1, "YEAR") == 1
    with pytest.raises(KeyError):
        per_year(1, "ONCE")


@pytest.mark.parametrize(
    "text", ["", "$", "$$$$", "$-$", "$1,,2", "9" * 5000, "$1-" * 3000, "salary " * 5000, "<p" * 5000, "€1.1.1.1"]
)
def test_junk_states_no_pay(text: str) -> None:
    assert read_pay(text) == ()


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Manager, Sales - $84K-$120K", ["84000-120000 USD YEAR"]),
        ("Weekend Warrior - $16.50/hr", ["16.5-16.5 USD HOUR"]),
        ("CDL A Driver - $1,500/week", ["1500-1500 USD WEEK"]),
        ("Nurse - $75k", ["75000-75000 USD YEAR"]),
        ("Registered Nurse - $60,000 sign-on bonus", []),
        ("Sign-On Bonus $20,000 - Travel RN", []),
        ("Growth Lead, $50M fund", []),
    ],
)
def test_pay_at_the_end_of_a_title(title: str, want: list[str]) -> None:
    assert [shown(pay) for pay in read_pay_of_title(title)] == want


@pytest.mark.parametrize("title", ["Travel RN 13 wks $2,150/wk", "Travel ICU Nurse, 13 weeks, $2,150/wk"])
def test_a_travel_nurse_is_paid_and_no_travel_is(title: str) -> None:
    assert [shown(pay) for pay in read_pay_of_title(title)] == ["2150-2150 USD WEEK"]
    assert read_pay("Travel stipend $2,150/wk") == ()
