"""What a job pays here, against the official band, and at the reader's place."""

from __future__ import annotations

import pytest

from prospect.insights.offers import across_places, offer
from prospect.lexicon.pay import Pay
from prospect.lexicon.places import Place, find_places, place

DEVELOPER = "15-1252"


def city(name: str) -> Place:
    return next(found for found in find_places(name) if found.country == "US")


def test_stated_pay_has_a_standing_here_and_a_worth_there() -> None:
    found = offer((Pay(108_730, 186_640, "USD", "YEAR"),), DEVELOPER, city("San Francisco"), city("Tulsa"))
    assert found.low is not None and found.high is not None and found.high.worth is not None
    assert round(found.high.worth.worth) == 144_023
    assert found.high.standing is not None and found.high.standing.percentile == 50
    assert found.low.standing is not None and "Below the 10th" in str(found.low.standing.sentence)
    assert found.low.hourly == pytest.approx(52.27, abs=0.01)
    assert str(found.label) == "As stated in the posting."


def test_hourly_pay_is_shown_by_the_year_too() -> None:
    found = offer((Pay(47.36, None, "USD", "HOUR"),), DEVELOPER, city("Tulsa"))
    assert found.low is not None and found.high is None
    assert (found.low.yearly, found.low.hourly) == (pytest.approx(98_508.8), pytest.approx(47.36))
    assert found.low.worth is None  # no reader


def test_the_same_remote_job_seen_from_three_places() -> None:
    pay, nation = (Pay(120_000, 120_000, "USD", "YEAR"),), place("US")
    seen = [offer(pay, DEVELOPER, nation, where) for where in (place("US-CA"), city("New York"), city("Tulsa"))]
    worths = [round(one.low.worth.worth) for one in seen if one.low is not None and one.low.worth is not None]
    assert worths == [132_864, 135_076, 107_057]


def test_without_stated_pay_the_official_band_is_labelled() -> None:
    found = offer((), DEVELOPER, city("Tulsa"), city("Denver"))
    assert (found.pay, found.low, found.high) == (None, None, None)
    assert found.band is not None and found.band.annual.median == 108_730
    assert "states no pay" in str(found.label) and "Tulsa" in str(found.label) and "May 2025" in str(found.label)
    nothing = offer((), None, None)
    assert nothing.band is None and "no official figure" in str(nothing.label)


def test_another_currency_is_not_converted() -> None:
    found = offer((Pay(80_000, 90_000, "EUR", "YEAR"),), DEVELOPER, city("Tulsa"), city("Denver"))
    assert found.low is not None and (found.low.standing, found.low.worth) == (None, None)


def test_of_several_tiers_the_one_in_dollars_is_shown() -> None:
    tiers = (Pay(80_000, 90_000, "CAD", "YEAR"), Pay(5, 9, "USD", None), Pay(70_000, 75_000, "USD", "YEAR"))
    assert offer(tiers, DEVELOPER, city("Tulsa")).pay == tiers[2]
    unclear = offer((Pay(20, 25, "USD", None),), DEVELOPER, city("Tulsa"))
    assert unclear.pay is not None and unclear.low is None


def test_places_by_what_the_pay_buys() -> None:
    places = across_places(DEVELOPER)
    national = {found.band.area: round(found.national) for found in places}
    assert (national["41940"], national["12420"], national["46140"]) == (192_994, 136_765, 121_875)
    assert [found.national for found in places] == sorted((found.national for found in places), reverse=True)
    assert {found.band.kind for found in across_places(DEVELOPER, "state")} == {"state"}
    assert across_places("99-9999") == ()
