"""How well titles are matched: similar titles and vacancy titles to occupations, beside published and measured rivals.

    PROSPECT_SHARED=… python bench/titles.py [talentclef] [jobbert] [speed]

TalentCLEF 2025 task A, validation: MAP over the whole ranking, identical strings kept. JobBERT: 15,463 vacancy titles
to 3,039 ESCO occupations, each occupation at its best label; MRR and recall@10 (JOBBERT_SAMPLE: how many titles).
Rivals are named in the table; figures marked measured were taken on a like machine with the same scorer.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import recordings

from prospect.lexicon.similar import Ranking
from prospect.lexicon.titles import read_title
from prospect.lexicon.vectors import encoders

TARGETS = {"english": 0.55, "spanish": 0.40, "german": 0.33}
RIVALS = {
    "english": "BM25 .283, MiniLM .497, MiniLM+USE+BLS .534 (measured); best 7B system .563 (its test set)",
    "spanish": "BM25 .204, USE .372 (measured); best system .527 (its test set)",
    "german": "BM25 .065, USE .301 (measured); best system .516 (its test set)",
}


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip()]


def average_precision(order: list[str], gold: set[str]) -> float:
    hits, total = 0, 0.0
    for place, document in enumerate(order, 1):
        if document in gold:
            hits += 1
            total += hits / place
    return total / len(gold)


def talentclef(language: str) -> float:
    folder = recordings.folder() / "eval" / "titles" / "talentclef2025_taskA_val" / language
    queries, documents = rows(folder / "queries")[1:], rows(folder / "corpus_elements")[1:]
    gold: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, grade = line.split()
        if float(grade) > 0:
            gold.setdefault(query, set()).add(document)
    ids = np.array([id for id, _ in documents])
    scores = Ranking([title for _, title in documents]).scores([title for _, title in queries])
    found = [
        average_precision(ids[np.argsort(-row, kind="stable")].tolist(), gold[id])
        for (id, _), row in zip(queries, scores, strict=True)
        if id in gold
    ]
    return float(np.mean(found))


def jobbert(sample: int) -> tuple[float, float, float]:
    labels: list[str] = []
    owners: list[str] = []
    with (recordings.folder() / "eval" / "taxonomies/esco_en/occupations_en.csv").open(encoding="utf-8") as file:
        for occupation in csv.DictReader(file):
            names = [
                occupation["preferredLabel"],
                *(label for label in occupation["altLabels"].split("\n") if label.strip()),
            ]
            labels += names
            owners += [occupation["conceptUri"]] * len(names)
    first = np.flatnonzero(np.array([True, *(a != b for a, b in pairwise(owners))]))
    place = {owners[at]: number for number, at in enumerate(first)}
    with (recordings.folder() / "eval" / "titles/jobbert/titles.csv").open(encoding="utf-8") as file:
        asked = [
            (row["vacancyTitle"], place[row["conceptUri"]])
            for row in csv.DictReader(file)
            if row["conceptUri"] in place
        ]
    random.seed(1)
    asked = random.sample(asked, min(sample, len(asked)))
    ranks = []
    for (_, gold), scores in zip(asked, Ranking(labels).scores([title for title, _ in asked]), strict=True):
        best = np.maximum.reduceat(scores, first)
        ranks.append(int((best > best[gold]).sum()) + 1)
    found = np.array(ranks)
    return float((1 / found).mean()), float((found <= 5).mean()), float((found <= 10).mean())


def speed() -> None:
    with (recordings.folder() / "eval" / "titles/jobbert/titles.csv").open(encoding="utf-8") as file:
        titles = [row["vacancyTitle"] for row in csv.DictReader(file)][::8]
    read_title("warm up")
    times = []
    for title in titles:
        start = time.process_time()
        read_title.__wrapped__(title)
        times.append(1000 * (time.process_time() - start))
    print(
        f"title read, uncached: median {np.median(times):.2f} ms, p99 {np.percentile(times, 99):.2f} ms (limit 10 ms)"
    )


def main(wanted: list[str]) -> None:
    print(f"models: {', '.join(encoder.name for encoder in encoders()) or 'none'}")
    for language in TARGETS if not wanted or "talentclef" in wanted else ():
        print(
            f"TalentCLEF {language:8} MAP {talentclef(language):.3f}  target {TARGETS[language]:.2f}  {RIVALS[language]}"
        )
    if not wanted or "jobbert" in wanted:
        mrr, five, ten = jobbert(int(os.environ.get("JOBBERT_SAMPLE", "20000")))
        print(f"JobBERT MRR {mrr:.3f} R@5 {five:.3f} R@10 {ten:.3f}  target MRR .36 R@10 .57")
        print("        JobBERT 2021 .309/.387/.460 (its paper); MiniLM over all labels .346/.465/.555 (measured)")
    if not wanted or "speed" in wanted:
        speed()


if __name__ == "__main__":
    main(sys.argv[1:])
