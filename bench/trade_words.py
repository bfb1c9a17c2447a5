"""Which words say of which trade a text speaks: writes `prospect/fit/data/trade_words.tsv` anew.

    PROSPECT_SHARED=FOLDER python bench/trade_words.py

For each occupation: its names and titles, our own sentence of what one does in it, and the words of the recorded
postings whose title names it, as the mean of their rows (`fit.work_words`); and how near a posting of any trade is to it
on average (`usual`, in a thousand). The weightiest words are kept. Of postings
only single words and how much each weighs in the mean of many go in.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import math
import random
import re
from collections import defaultdict
from pathlib import Path

import recordings

from prospect.fit.work_words import Row, cosine, row_of
from prospect.lexicon.occupations import Occupation, all_occupations
from prospect.lexicon.titles import read_title

SEED = 20261122
MOST_POSTINGS, LEAST_POSTINGS = 40, 3  # of one occupation
KEPT = 60  # words of one occupation
OF_NAMES, OF_DEED = 1.0, 0.5  # beside the mean of the postings
FILES = ("nhs_jobs", "ats_tech", "google_careers")
ROOT = Path(__file__).parents[1]
OUT = ROOT / "prospect/fit/data/trade_words.tsv"
_TAG = re.compile(r"<[^>]+>")
_HEAD = """\
# The words by which a text is known to speak of a trade: each with its weight in a hundred, roots as fit.work_words cuts
# them. Source: names and titles of the lexicon, Prospect's own descriptions of occupations, and the mean of {n} recorded
# postings by the occupation their title names (bench/trade_words.py, seed {seed}); no posting's text is here.
occupation	usual	words
"""


def main() -> None:
    shared = recordings.folder()
    rows, n = postings(shared)
    deeds = descriptions()
    kept = {one.id: words_of(one, rows[one.id], deeds.get(one.id, "")) for one in all_occupations()}
    usual = usual_nearness(kept, [row for some in rows.values() for row in some])
    with OUT.open("w", encoding="utf-8") as out:
        out.write(_HEAD.format(n=n, seed=SEED))
        for id, words in kept.items():
            written = " ".join(f"{root}:{round(100 * weight)}" for root, weight in words.items())
            out.write(f"{id}\t{round(1000 * usual[id])}\t{written}\n")
    print(f"{n} postings, {OUT.stat().st_size // 1024} kB")


def words_of(one: Occupation, rows: list[Row], deed: str) -> dict[str, float]:
    """The weightiest words of an occupation, best first."""
    names = row_of([(one.name, 3.0), *((title, 1.0) for title in one.titles)])
    parts = [(names, OF_NAMES), (row_of([(deed, 1.0)]), OF_DEED)]
    if len(rows) >= LEAST_POSTINGS:
        parts.append((mean([(row, 1.0) for row in rows]), 1.0))
    best = sorted(mean(parts).items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]
    return {root: round(weight, 2) for root, weight in best if weight >= 0.01}


def usual_nearness(kept: dict[str, dict[str, float]], rows: list[Row]) -> dict[str, float]:
    """The mean of the postings' nearness to each occupation, each posting's together at length one."""
    total = dict.fromkeys(kept, 0.0)
    for row in rows:
        near = {id: cosine(row, words) for id, words in kept.items()}
        length = math.sqrt(sum(value * value for value in near.values())) or 1.0
        for id, value in near.items():
            total[id] += value / length / len(rows)
    return total


def postings(shared: Path) -> tuple[dict[str, list[Row]], int]:
    """Rows of postings by the occupation of their title."""
    by_trade: dict[str, list[str]] = defaultdict(list)
    aside = judged_postings()
    for name in FILES:
        with gzip.open(shared / f"eval/postings/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                named = read_title(one["title"]).occupation
                if named and one["id"] not in aside and len(one.get("description") or "") > 400:
                    by_trade[named.id].append(html.unescape(_TAG.sub(" ", one["description"])))
    draw = random.Random(SEED)
    chosen = {id: draw.sample(texts, min(len(texts), MOST_POSTINGS)) for id, texts in by_trade.items()}
    rows = {id: [row_of([(text, 1.0)]) for text in texts] for id, texts in chosen.items()}
    return defaultdict(list, rows), sum(map(len, rows.values()))


def judged_postings() -> set[str]:
    """Postings by which the account is measured: no word of theirs goes in."""
    tables = sorted((ROOT / "bench/judged").glob("fit*.tsv"))
    return {line.split("\t")[0] for table in tables for line in table.read_text(encoding="utf-8").splitlines()}


def descriptions() -> dict[str, str]:
    with (ROOT / "prospect/insights/data/descriptions.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[0]: row[-1] for row in rows}


def mean(parts: list[tuple[Row, float]]) -> dict[str, float]:
    """The weighted sum of rows, at length one."""
    total: dict[str, float] = defaultdict(float)
    for row, weight in parts:
        for root, value in row.items():
            total[root] += weight * value
    length = math.sqrt(sum(value * value for value in total.values())) or 1.0
    return {root: value / length for root, value in total.items()}


if __name__ == "__main__":
    main()
