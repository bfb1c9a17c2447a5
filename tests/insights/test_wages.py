"""Official wage bands: the published figures, what stands in for a missing one, and where an offer stands."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from prospect.insights.wages import (
    TOP_CODE,
    area_names,
    bands_of,
    occupation_names,
    release,
    wage_band,
)
from prospect.lexicon.places import Place, find_places, place

SHARED = os.environ.get("PROSPECT_SHARED")
# BLS, OEWS May 2025, Software Developers: annual 25th, median, 75th, 90th.
DEVELOPERS = {
    "US": (105_210, 135_980, 171_980, 214_670), "US-CA": (136_990, 174_410, 216_670, 272_670),
    "US-OK": (94_360, 118_100, 138_940, 169_700), "Tulsa": (87_570, 108_730, 133_590, 166_580),
    "San Francisco": (163_500, 186_640, 219_670, 273_400), "San Jose": (173_650, 213_110, 226_080, 289_150),
    "Seattle": (132_800, 167_280, 211_860, 257_960), "New York": (130_650, 166_830, 205_970, 224_590),
    "Austin": (104_000, 134_120, 168_730, 209_890), "Denver": (123_640, 137_610, 171_350, 209_300),
    "Los Angeles": (127_530, 160_920, 191_540, 223_150), "San Diego": (128_590, 163_270, 193_980, 223_260),
}  # fmt: skip
NATIONAL_MEDIANS = {
    "15-1251": 100_390, "15-1252": 135_980, "15-1253": 104_300, "15-1254": 92_650, "15-1255": 104_000, "15-1242": 104_620,
    "15-1243": 139_500, "15-1244": 99_130, "15-1241": 134_050, "15-1212": 129_180, "15-1211": 105_850, "15-2051": 120_230,
    "11-3021": 175_140,
}  # fmt: skip


def where(name: str) -> Place:
    known = place(name)
    return known or next(found for found in find_places(name) if found.country == "US")


@pytest.mark.parametrize(("name", "figures"), DEVELOPERS.items())
def test_official_band(name: str, figures: tuple[int, ...]) -> None:
    band = wage_band("15-1252", where(name))
    assert band is not None
    assert (band.year, band.release, band.fallback) == (2025, "May 2025", None)
    assert (band.annual.p25, band.annual.median, band.annual.p75, band.annual.p90) == figures


@pytest.mark.parametrize(("soc", "median"), NATIONAL_MEDIANS.items())
def test_national_median(soc: str, median: int) -> None:
    band = wage_band(soc)
    assert band is not None and band.annual.median == median
    assert band.area_name == "United States" and band.fallback is None


def test_hourly_figures_and_source() -> None:
    band = wage_band("15-1252", where("Tulsa"))
    assert band is not None
    assert band.hourly.values() == (36.61, 42.10, 52.28, 64.23, 80.09)
    assert "May 2025" in str(band.source) and "Bureau of Labor Statistics" in str(band.source)
    assert "bonus" in str(band.leaves_out)


def test_a_missing_figure_falls_back_to_state_then_nation_and_says_so() -> None:
    alaska = wage_band("15-1252", where("US-AK"))
    assert alaska is not None and alaska.kind == "nation"
    assert "Alaska" in str(alaska.fallback) and "United States" in str(alaska.fallback)
    rural = wage_band("15-1252", where("Stillwater, OK"))
    assert rural is not None and (rural.kind, rural.area) == ("state", "US-OK")
    assert "Stillwater" in str(rural.fallback) and "Oklahoma" in str(rural.fallback)


def test_there_is_no_band_abroad_or_without_a_code() -> None:
    assert wage_band("15-1252", find_places("Berlin")[0]) is None
    assert wage_band("99-9999") is None
    assert wage_band("") is None
    assert wage_band("55-3019") is None  # the military is not surveyed


def test_codes_published_together_are_found() -> None:
    for soc, name in (("31-1121", "Home Health"), ("25-9042", "Teaching Assistants"), ("13-1022.00", "Buyers")):
        band = wage_band(soc)
        assert band is not None and band.occupation.startswith(name)


def test_an_offer_stands_between_percentiles() -> None:
    band = wage_band("15-1252", where("Tulsa"))
    assert band is not None
    median = band.standing(108_730, "YEAR")
    assert median.percentile == 50 and "At the 50th" in str(median.sentence)
    assert band.standing(121_160, "YEAR").percentile == pytest.approx(62.5)
    assert band.standing(52.28, "HOUR").percentile == 50
    assert band.standing(108_730 / 12, "MONTH").percentile == pytest.approx(50)
    low, high = band.standing(40_000, "YEAR"), band.standing(400_000, "YEAR")
    assert (low.percentile, high.percentile) == (None, None)
    assert str(low.sentence).startswith("Below the 10th") and str(high.sentence).startswith("Above the 90th")


def test_occupations_paid_by_the_year_alone_have_a_standing_for_hourly_offers() -> None:
    band = wage_band("25-2021")  # elementary school teachers
    assert band is not None
    assert band.hourly.median is None and band.annual.median is not None
    assert band.standing(band.annual.median / 2080, "HOUR").percentile == pytest.approx(50)


def test_a_top_coded_figure_is_a_lower_bound() -> None:
    band = wage_band("29-1222", where("Tulsa"))  # physicians of pathology
    assert band is not None and band.kind == "metro"
    assert (band.annual.top_coded, band.annual.median) == (0, TOP_CODE["YEAR"])
    assert "apart" in str(band.standing(300_000, "YEAR").sentence)
    assert str(band.standing(100_000, "YEAR").sentence).startswith("Below the 10th")


def test_the_table_is_whole() -> None:
    assert release() == (2025, "May 2025")
    assert len(occupation_names()) == 830
    assert len(area_names()) == 448
    everywhere = {code: wage_band(code) for code in occupation_names()}
    assert [code for code, band in everywhere.items() if band is None] == []
    areas = [band.area for band in bands_of("29-1141")]
    assert len(areas) > 400 and areas == sorted(areas)


@pytest.mark.shared
@pytest.mark.skipif(SHARED is None, reason="PROSPECT_SHARED is unset")
def test_every_figure_of_the_computing_occupations_as_published() -> None:
    assert SHARED is not None
    bands = {
        (band.soc, band.area): band
        for code in occupation_names()
        for band in bands_of(code)
        if code[:2] in ("11", "15")
    }
    codes = {name: code for code, name in area_names().items()} | {"National": "US"}
    seen = 0
    with (Path(SHARED) / "facts/oews_2025_software.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            area = codes.get(row["area_name"], row["cbsa"])
            band = bands.get((row["soc"], area))
            if band is None or row["h_median"] in ("", "-"):
                continue
            seen += 1
            annual = [row[f"a_{p}"] for p in ("p10", "p25", "median", "p75", "p90")]
            assert [str(int(v)) if v is not None else "-" for v in band.annual.values()] == [v or "-" for v in annual]
    assert seen > 5_000
