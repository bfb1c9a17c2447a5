"""Pay, times and sentences as people read them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.utils import timezone, translation

from prospect.lexicon.sentences import say
from prospect.web.parts import wording

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


def pay(**given: Any) -> dict[str, Any]:
    return {"min": None, "max": None, "currency": "USD", "period": "YEAR", "origin": "stated", **given}


@pytest.mark.parametrize(
    ("given", "amount", "unit"),
    [
        (pay(min=62000, max=78000), "$62,000–$78,000", "a year"),
        (pay(min=31.5, max=38, period="HOUR"), "$31.50–$38", "an hour"),
        (pay(min=50000, max=50000), "$50,000", "a year"),
        (pay(min=50000), "from $50,000", "a year"),
        (pay(max=90000), "up to $90,000", "a year"),
        (pay(min=4000, currency="CHF", period="MONTH"), "from CHF\u00a04,000", "a month"),
        (pay(min=1200, max=1500, currency="CAD", period="WEEK"), "CA$1,200–CA$1,500", "a week"),
        (pay(min=200, max=200, period=None), "$200", ""),
    ],
)
def test_pay_is_said_with_its_currency_and_period(given: dict[str, Any], amount: str, unit: str) -> None:
    words = wording.pay_words(given)
    assert (words.amount, words.unit) == (amount, unit)


def test_where_a_pay_comes_from_is_said() -> None:
    assert wording.pay_words(pay(min=1)).source == "stated by the employer"
    assert wording.pay_words(pay(min=1, origin="text")).source == "read from the posting"
    assert wording.pay_words(pay(min=1, origin=None)).source == ""


@override_settings(FORMAT_MODULE_PATH="prospect.web.parts.formats")
def test_thousands_are_parted_in_spanish_as_readers_here_write_them() -> None:
    with translation.override("es"):
        assert wording.money(62000.5) == "$62,000.50"


def test_a_stated_pay_is_shown_before_one_that_was_read() -> None:
    read, stated = pay(min=1, origin="text"), pay(min=2)
    assert wording.best_pay([read, stated]) is stated
    assert wording.best_pay([read]) is read
    assert wording.best_pay([pay()]) is None
    assert wording.best_pay([]) is None


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5\u00a0minutes ago"),
        (timedelta(hours=26), "1\u00a0day ago"),
        (timedelta(days=20), "2\u00a0weeks ago"),
        (timedelta(days=40), "Jan. 23, 2026"),
    ],
)
def test_times_are_relative_for_a_month(passed: timedelta, words: str) -> None:
    assert wording.ago(NOW - passed, NOW) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 4), "today"),
        (date(2026, 3, 3), "yesterday"),
        (date(2026, 2, 27), "5\u00a0days ago"),
        (date(2026, 2, 20), "1\u00a0week ago"),
        (date(2026, 3, 5), "today"),
        (date(2026, 1, 2), "Jan. 2, 2026"),
        (date(2026, 3, 9), "March 9, 2026"),
    ],
)
def test_days_are_said_as_days(day: date, words: str) -> None:
    with timezone.override("UTC"):
        assert wording.ago(day, NOW) == words


def rendered(template: str, **context: Any) -> str:
    return Template("{% load parts %}" + template).render(Context(context)).strip()


def test_the_exact_moment_is_on_hover() -> None:
    with timezone.override("America/Chicago"):
        markup = rendered("{{ at|ago }}", at=NOW)
    assert 'datetime="2026-03-04T15:00:00+00:00"' in markup
    assert 'title="March 4, 2026, 9 a.m."' in markup


def test_a_sentence_is_said_and_escaped() -> None:
    assert rendered("{{ words|said }}", words=say("Asked: {skill}", skill="<b>SQL")) == "Asked: &lt;b&gt;SQL"
    assert rendered("{{ words|said }}", words=None) == ""


@pytest.mark.parametrize(("name", "steps"), [("strong", 4), ("good", 3), ("stretch", 2), ("far", 1)])
def test_a_band_is_a_word_and_that_many_steps(name: str, steps: int) -> None:
    markup = rendered("{% band name %}", name=name)
    assert markup.count('class="on"') == steps
    assert f"band--{name}" in markup


@override_settings(STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}})
def test_an_icon_is_hidden_from_screen_readers_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "save" %}')
    assert 'role="img" aria-label="Saved &amp; kept"' in rendered('{% icon "save" label %}', label="Saved & kept")
