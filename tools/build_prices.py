"""Builds prospect/insights/data/prices.tsv from BEA's Regional Price Parities; run it when BEA publishes a new year.

    python tools/build_prices.py YEAR RELEASED FILE...

FILEs: the tables SARPP (states), MARPP (metropolitan areas) and PARPP (portions of states) as BEA serves them
(SARPP_STATE_2008_2024.csv ...), or tables with one row an area and columns rpp_<measure>_<year>. RELEASED: the date
of BEA's release, ISO 8601; all files must be of that one release. Lines of BEA's files are known by their
description, never by their code: codes moved between releases. The old table stays where a check fails.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "prospect" / "insights" / "data" / "prices.tsv"
MEASURES = {
    "all": "all items",
    "goods": "goods",
    "housing": "housing",
    "utilities": "utilities",
    "other_services": "other",
}
STATES = dict(zip(
    ["01", "02", "04", "05", "06", "08", "09", "10", "11", "12", "13", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "44", "45", "46", "47", "48", "49", "50", "51", "53", "54", "55", "56"],
    ["AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY"],
    strict=True,
))  # fmt: skip
Row = tuple[str, str, str, dict[str, float]]  # kind, code, name, measures


def area(code: str, name: str) -> tuple[str, str]:
    """Kind and our code of an area by BEA's five digits: a state, a portion of a state, the nation, a metropolitan area."""
    if code in ("00000", "00999", "00998"):
        return {"00000": ("nation", "US"), "00999": ("nonmetro", "US"), "00998": ("metro-portion", "US")}[code]
    if code.endswith("000") and code[:2] in STATES and "Metropolitan" not in name:
        return "state", f"US-{STATES[code[:2]]}"
    if code.endswith("998") and code[:2] in STATES:
        return "metro-portion", f"US-{STATES[code[:2]]}"
    if code.endswith("999") and code[:2] in STATES:
        return "nonmetro", f"US-{STATES[code[:2]]}"
    return "metro", code


def clean(name: str) -> str:
    return re.sub(r"\s*(\(Metropolitan Statistical Area\)|\((Non)?[Mm]etropolitan Portion\)|\*)\s*", " ", name).strip()


def read_bea(rows: list[dict[str, str]], year: str) -> Iterator[Row]:
    """BEA's layout: a row for each area and line; footnotes behind the data have no description."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows:
        description = (row.get("Description") or "").strip().lower()
        measure = next((m for m, words in MEASURES.items() if re.match(rf"rpps?:.*{words}", description)), None)
        if measure and re.fullmatch(r"[\d.]+", (row.get(year) or "").strip()):
            code = row["GeoFIPS"].strip(' "')
            found.setdefault((code, row["GeoName"].strip()), {})[measure] = float(row[year])
    for (code, name), measures in found.items():
        yield (*area(code, name), clean(name), measures)


def read_plain(rows: list[dict[str, str]], year: str) -> Iterator[Row]:
    for row in rows:
        code = row.get("cbsa") or row.get("geofips") or f"{row['fips']:0>2}000"
        measures = {m: float(row[f"rpp_{m}_{year}"]) for m in MEASURES if row.get(f"rpp_{m}_{year}")}
        yield (*area(code, row["name"]), clean(row["name"]), measures)


def read(path: str, year: str) -> list[Row]:
    text = Path(path).read_bytes()
    for encoding in ("utf-8-sig", "latin-1"):
        try:
            rows = list(csv.DictReader(text.decode(encoding).splitlines()))
            break
        except UnicodeDecodeError:
            continue
    return list(read_bea(rows, year) if "Description" in rows[0] else read_plain(rows, year))


def check(rows: dict[tuple[str, str], Row]) -> None:
    """Stops where the table is not whole, or a state lies outside its own portions, as in a mix of releases."""
    counts = {kind: sum(k == kind for k, _ in rows) for kind in ("state", "metro")}
    if counts["state"] != 51 or counts["metro"] < 380 or rows["nation", "US"][3]["all"] != 100:
        sys.exit(f"Not replaced: {counts} is not the whole table.")
    for (kind, code), row in rows.items():
        parts = [rows[k, code][3]["all"] for k in ("metro-portion", "nonmetro") if (k, code) in rows]
        if kind == "state" and parts and not min(parts) - 0.1 <= row[3]["all"] <= max(parts) + 0.1:
            sys.exit(f"Not replaced: {row[2]} lies outside its metropolitan and nonmetropolitan portions.")


def main(year: str, released: str, *paths: str) -> None:
    rows = {(row[0], row[1]): row for path in paths for row in read(path, year)}
    check(rows)
    lines = [
        f"# Regional Price Parities {year}, United States = 100. U.S. Bureau of Economic Analysis, released {released}.",
        "# Public domain. A price level: no taxes, no house prices; compare only within this one year and release.",
        "\t".join(("kind", "code", "name", *MEASURES)),
        *(
            "\t".join((*row[:3], *(f"{row[3][m]:.3f}" if m in row[3] else "" for m in MEASURES)))
            for _, row in sorted(rows.items())
        ),
    ]
    fresh = TABLE.with_suffix(".fresh")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(TABLE)
    sys.stdout.write(f"{len(rows)} areas of {year}\n")


if __name__ == "__main__":
    if len(sys.argv) > 3:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
