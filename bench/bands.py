"""How many jobs get an official wage band, of which area, and how often of the wrong occupation.

The demo's own postings, and recorded ones where PROSPECT_SHARED names a folder of them; errors on a hundred titles
judged by hand (bench/judged/bands.tsv) and a hundred drawn later (bands_fresh.tsv). python bench/bands.py
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from prospect.config.demo.boards import catalogue
from prospect.insights.prices import price_level
from prospect.insights.wages import joint_codes, wage_band
from prospect.lexicon.places import read_places
from prospect.lexicon.titles import read_title

JUDGED = [Path(__file__).parent / "judged" / name for name in ("bands.tsv", "bands_fresh.tsv")]


def demo() -> Iterator[tuple[str, str]]:
    """Title and place of every opening of the demo."""
    for openings in catalogue().values():
        for opening in openings:
            yield opening.title, "; ".join(place.text for place in opening.places)


def recorded(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            job = json.loads(line)
            yield job["title"], job["location"] or ""


def shares(name: str, jobs: Iterable[tuple[str, str]]) -> None:
    """Prints what became of the jobs, as counts and as shares of those in the United States."""
    seen: Counter[str] = Counter()
    spent = 0.0
    for title, where in jobs:
        reading = read_places(where)
        home = next((place for place in reading.places if place.country == "US"), None)
        if home is None and "US" not in reading.remote_scope:
            seen["not in the United States, or place unknown"] += 1
            continue
        seen["in the United States"] += 1
        occupation = read_title(title).occupation
        if occupation is None:
            seen["  no occupation read from the title"] += 1
            continue
        start = time.perf_counter()
        band = wage_band(occupation.soc, home)
        level = price_level(home) if home else None
        spent += time.perf_counter() - start
        if band is None:
            seen[f"  no band for {occupation.soc}"] += 1
            continue
        seen["  with a band"] += 1
        seen[f"    of the {band.kind}{', said to stand in' if band.fallback else ''}"] += 1
        seen[f"    price level: {level.kind if level else 'none, anywhere in the country'}"] += 1
    total = seen["in the United States"] or 1
    print(f"\n{name}")
    for line, count in sorted(seen.items(), key=lambda entry: (len(entry[0]) - len(entry[0].lstrip()), -entry[1])):
        print(f"{line:60} {count:7} {count / total:7.1%}")
    print(f"{'band and price level of a job':60} {spent / total * 1e6:7.0f} µs")


def errors(path: Path) -> None:
    """Prints how many of the judged titles get the band of the code they were judged to have, and those that get another."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    print(f"\n{path.stem:14} {'right':>6} {'wrong':>6} {'silent':>7} {'rightly silent':>15}")
    for origin in (*dict.fromkeys(row["from"] for row in rows), "all"):
        of = [row for row in rows if origin in ("all", row["from"])]
        verdicts = Counter(_verdict(row["title"], row["soc"]) for row in of)
        print(
            f"{origin:14} {verdicts['right']:6} {verdicts['wrong']:6} {verdicts['silent']:7} {verdicts['rightly silent']:15}"
        )
    for row in rows:
        if _verdict(row["title"], row["soc"]) == "wrong":
            read = read_title(row["title"]).occupation
            print(f"  {row['title'][:60]:60} {read.soc if read else '-':8} judged {row['soc']}")


def _verdict(title: str, judged: str) -> str:
    occupation = read_title(title).occupation
    if occupation is None:
        return "silent" if judged != "-" else "rightly silent"
    published = joint_codes()
    return "right" if published.get(occupation.soc, occupation.soc) == published.get(judged, judged) else "wrong"


def main() -> None:
    shares("Openings of the demo", demo())
    if folder := os.environ.get("PROSPECT_SHARED"):
        shares("Recorded boards", recorded(Path(folder) / "eval/postings/ats_tech.jsonl.gz"))
    for path in JUDGED:
        errors(path)


if __name__ == "__main__":
    main()
