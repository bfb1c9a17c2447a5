"""How many real postings get an official wage band, and of which area; needs PROSPECT_SHARED.

PROSPECT_SHARED=... python bench/bands.py
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections import Counter
from pathlib import Path

from prospect.insights.prices import price_level
from prospect.insights.wages import wage_band
from prospect.lexicon.places import read_places
from prospect.lexicon.titles import read_title

POSTINGS = Path(os.environ["PROSPECT_SHARED"]) / "eval/postings/ats_tech.jsonl.gz"


def main() -> None:
    seen: Counter[str] = Counter()
    spent = 0.0
    with gzip.open(POSTINGS, "rt", encoding="utf-8") as lines:
        for line in lines:
            job = json.loads(line)
            reading = read_places(job["location"] or "")
            home = next((place for place in reading.places if place.country == "US"), None)
            if home is None and "US" not in reading.remote_scope:
                seen["not in the United States, or place unknown"] += 1
                continue
            seen["in the United States"] += 1
            occupation = read_title(job["title"]).occupation
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
            seen[f"  band of the {band.kind}{', said to stand in' if band.fallback else ''}"] += 1
            if level is not None:
                seen[f"  price level: {level.kind}"] += 1
    total = seen["in the United States"]
    for name, count in sorted(seen.items(), key=lambda entry: (entry[0].startswith("  "), -entry[1])):
        print(f"{name:60} {count:7} {count / total:7.1%}")
    print(f"{'band and price level of a job':60} {spent / total * 1e6:7.0f} µs")


if __name__ == "__main__":
    main()
