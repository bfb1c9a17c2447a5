"""Official pay of an occupation in an area: BLS Occupational Employment and Wage Statistics (OEWS).

Base pay of employees of all levels of experience together, without bonus or equity; a percentile is no level.
Where an area has no released figure its state's stands in, then the nation's, and the band says so.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from sys import intern

from prospect.lexicon.pay import PER_YEAR, per_year
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence, say

FOLDER = Path(__file__).parent / "data" / "wages"
TERRITORIES = frozenset({"PR", "GU", "VI"})  # countries of their own to GeoNames, states to BLS
POINTS = (10, 25, 50, 75, 90)
TOP_CODE = {"HOUR": 115.0, "YEAR": 239_200.0}  # BLS publishes no wage above; such a figure is "at least" this


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Percentiles of pay in dollars, None where not released; from the `top_coded`-th point on they are lower bounds."""

    p10: float | None
    p25: float | None
    median: float | None
    p75: float | None
    p90: float | None
    top_coded: int = 5

    def values(self) -> tuple[float | None, ...]:
        return self.p10, self.p25, self.median, self.p75, self.p90


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an amount stands in a band: its percentile where that can be told, and the same in words."""

    percentile: float | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class WageBand:
    """Official pay of an occupation in an area. `kind`: metro, state or nation; `employment` is people employed."""

    soc: str
    occupation: str
    area: str
    area_name: str
    kind: str
    employment: int | None
    hourly: Quantiles
    annual: Quantiles
    year: int
    release: str
    fallback: Sentence | None = None

    @property
    def source(self) -> Sentence:
        return say(
            "Occupational Employment and Wage Statistics, {release}, U.S. Bureau of Labor Statistics.",
            release=self.release,
        )

    @property
    def leaves_out(self) -> Sentence:
        return say("Base pay of employees of all levels of experience; bonus and equity are not in it.")

    def standing(self, amount: float, period: str) -> Standing:
        """Where a dollar amount for an HOUR, DAY, WEEK, MONTH or YEAR stands, between the published percentiles by line.

        By the hour against hourly figures where they are published, else by the full-time year.
        """
        hourly = period == "HOUR" and self.hourly.median is not None
        quantiles = self.hourly if hourly or self.annual.median is None else self.annual
        yearly = per_year(amount, period)
        value = amount if hourly else yearly / PER_YEAR["HOUR"] if quantiles is self.hourly else yearly
        return _standing(value, quantiles, self)


def wage_band(soc: str, place: Place | None = None) -> WageBand | None:
    """The band of an occupation at a place, or of its state or the nation where the place has none.

    `soc` as 15-1252, also with an O*NET suffix. None outside the United States and for a code without figures.
    """
    place = at_home(place) if place is not None else None
    if place is not None and place.country != "US":
        return None
    code = _published(soc)
    if code is None:
        return None
    wanted = areas_of(place)
    for area in wanted:
        cells = _group(code[:2]).get((code, area), "").split("\t")
        if len(cells) > 1 and (cells[5] or cells[10]):
            return _band(code, area, cells, _instead(place, area, wanted, code))
    return None


def at_home(place: Place) -> Place:
    """The place as BLS counts it: a territory of the United States is one of its states."""
    return replace(place, country="US", region=place.country) if place.country in TERRITORIES else place


def areas_of(place: Place | None) -> tuple[str, ...]:
    """The codes of the areas a place lies in, narrowest first: its metropolitan area, its state, the nation."""
    found = []
    if place is not None and place.metro in area_names():
        found.append(str(place.metro))
    if place is not None and f"US-{place.region}" in area_names():
        found.append(f"US-{place.region}")
    return (*found, "US")


def bands_of(soc: str) -> tuple[WageBand, ...]:
    """The bands of an occupation in every area that has one, in order of the area's code."""
    code = _published(soc)
    if code is None:
        return ()
    rows = sorted((area, cells.split("\t")) for (of, area), cells in _group(code[:2]).items() if of == code)
    return tuple(_band(code, area, cells, None) for area, cells in rows if cells[5] or cells[10])


@lru_cache(maxsize=1)
def area_names() -> Mapping[str, str]:
    """Names by area code: "US", "US-OK", CBSA codes."""
    return _pairs("areas.tsv")


@lru_cache(maxsize=1)
def occupation_names() -> Mapping[str, str]:
    """Official names by SOC code."""
    return _pairs("occupations.tsv")


@lru_cache(maxsize=1)
def joint_codes() -> Mapping[str, str]:
    """Detailed SOC codes to the code of OEWS alone under which BLS publishes several of them together."""
    lines = (FOLDER.parent / "joint_codes.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith(("#", "soc")))
    return {soc: code for code, members in pairs for soc in members.split()}


def release() -> tuple[int, str]:
    """The year of the figures and the name of the release ("May 2025")."""
    facts = _pairs("release.tsv")
    return int(facts["year"]), facts["release"]


def _published(soc: str) -> str | None:
    """The code the figures are published under: the detailed one, else the broad one that BLS publishes in its place."""
    code = soc.partition(".")[0].strip()
    for candidate in (code, joint_codes().get(code, code), f"{code[:-1]}0"):
        if candidate in occupation_names():
            return candidate
    return None


def _band(code: str, area: str, cells: list[str], fallback: Sentence | None) -> WageBand:
    kind = "nation" if area == "US" else "state" if area.startswith("US-") else "metro"
    year, name = release()
    return WageBand(
        code,
        occupation_names()[code],
        area,
        area_names()[area],
        kind,
        int(cells[0]) if cells[0] else None,
        _quantiles(cells[1:6], "HOUR"),
        _quantiles(cells[6:11], "YEAR"),
        year,
        name,
        fallback,
    )


def _quantiles(cells: list[str], period: str) -> Quantiles:
    values = [TOP_CODE[period] if cell == "#" else float(cell) if cell else None for cell in cells]
    p10, p25, median, p75, p90 = values
    return Quantiles(p10, p25, median, p75, p90, top_coded=cells.index("#") if "#" in cells else len(cells))


def _instead(place: Place | None, area: str, wanted: tuple[str, ...], code: str) -> Sentence | None:
    """What to say when the band is not of the narrowest area one could ask for."""
    if place is None or (
        area == wanted[0] and (area != "US" or not place.region) and (not place.city or "-" not in area)
    ):
        return None
    return say(
        "No official figure is published for {occupation} in {place}: this is {area}.",
        occupation=occupation_names()[code],
        place=area_names()[wanted[0]] if area != wanted[0] else place.city or place.text,
        area=area_names()[area],
    )


def _standing(value: float, quantiles: Quantiles, band: WageBand) -> Standing:
    known = [(point, q) for point, q in zip(POINTS, quantiles.values(), strict=True) if q is not None]
    exact = known[: quantiles.top_coded]
    at = bisect_right([q for _, q in exact], value)
    words = {"occupation": band.occupation, "area": band.area_name}
    if not exact and value >= known[0][1]:
        return Standing(None, say("BLS does not tell high pay of {occupation} in {area} apart.", **words))
    if at == 0:
        return Standing(
            None, say("Below the {point}th percentile of {occupation} in {area}.", point=known[0][0], **words)
        )
    low, low_pay = exact[at - 1]
    if at == len(exact):
        if value == low_pay:
            return Standing(
                float(low), say("At the {point}th percentile of {occupation} in {area}.", point=low, **words)
            )
        return Standing(None, say("Above the {point}th percentile of {occupation} in {area}.", point=low, **words))
    high, high_pay = exact[at]
    percentile = low + (high - low) * (value - low_pay) / (high_pay - low_pay)
    if value == low_pay:
        return Standing(percentile, say("At the {point}th percentile of {occupation} in {area}.", point=low, **words))
    return Standing(
        percentile,
        say("Between the {low}th and the {high}th percentile of {occupation} in {area}.", low=low, high=high, **words),
    )


def _pairs(name: str) -> dict[str, str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=22)
def _group(major: str) -> dict[tuple[str, str], str]:
    """The rows of a major group by occupation and area; the cells are employment, then the hourly and annual points.

    The cells stay together until they are asked for: there are two million, and a page asks for a row or two.
    """
    path = FOLDER / f"{major}.tsv.gz"
    rows: dict[tuple[str, str], str] = {}
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            next(file)
            for line in file:
                soc, area, cells = line.rstrip("\n").split("\t", 2)
                rows[intern(soc), intern(area)] = cells
    return rows
