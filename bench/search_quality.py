"""How good the order of results is: nDCG@10 on judged queries of many trades, beside plain BM25 on the same index.

    PROSPECT_SHARED=... python bench/search_quality.py [pool | grid]

The postings are a fixed part of the shared ones (`postings`), found by id. `bench/judged/search.md` says how they were
graded, `search.tsv` holds the grades (query, posting id, grade 0 to 3) and no texts. Grades were given to the pooled
first ten of several rankers, before any weight was tuned; what nobody pooled counts as 0. Queries are parted into two
halves by a hash of their words: weights are chosen on "tune", and "held" is what they are judged by. `pool` prints the
ungraded results that the rankers bring up; `grid` scores other weights on the tuning half.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import pickle
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from prospect import lexicon
from prospect.lexicon import tokens
from prospect.lexicon.skills import find_skills
from prospect.lexicon.titles import read_title
from prospect.search import ranking
from prospect.search.document import Document
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.query import Query

JUDGED = Path(__file__).with_name("judged")
# Of every so many postings of a file one is taken, by the CRC of its id.
PARTS = {"ats_tech": 3, "google_careers": 3, "nhs_jobs": 3, "usajobs_listing": 8}
TODAY, DEPTH = 740_000, 10

Ranker = Callable[[str], list[int]]
Grades = dict[str, dict[str, int]]


def postings(shared: Path) -> Iterator[dict[str, Any]]:
    """The part of the shared postings that is searched."""
    for name, part in PARTS.items():
        with gzip.open(shared / "eval" / "postings" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                posting = json.loads(line)
                if zlib.crc32(posting["id"].encode()) % part == 0:
                    yield posting


def document(number: int, posting: dict[str, Any]) -> Document:
    """A posting as the index knows it. Days and completeness are alike for all: only relevance is judged here."""
    title = read_title(posting["title"] or "")
    text = posting["description"] or " ".join(posting.get("occupation_series") or ())
    return Document(
        id=number,
        public_id=posting["id"],
        title=posting["title"] or "",
        text=text,
        employer=posting["company"] or "",
        employer_id=posting["company"] or "",
        place_text=posting["location"] or "",
        occupation=title.occupation.id if title.occupation else None,
        level=title.level,
        skills=tuple(dict.fromkeys(skill.id for skill in find_skills(text) if skill.need != "negated")),
        posted_on=TODAY,
    )


def documents(shared: Path) -> list[Document]:
    """Every document, read once for each version of the lexicon."""
    kept = Path(tempfile.gettempdir()) / f"prospect-search-quality-{lexicon.VERSION}.pickle"
    if kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    found = [document(n, posting) for n, posting in enumerate(postings(shared), 1)]
    kept.write_bytes(pickle.dumps(found))
    return found


def queries() -> list[str]:
    lines = (JUDGED / "search_queries.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def half(query: str) -> str:
    return "tune" if zlib.crc32(query.encode()) % 2 else "held"


def grades() -> Grades:
    found: Grades = {}
    for line in (JUDGED / "search.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            query, id, grade = line.split("\t")
            found.setdefault(query, {})[id] = int(grade)
    return found


def ndcg(ranked: list[str], graded: dict[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), gain 2^grade - 1; 0 where nothing is good."""

    def gained(values: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(n + 2) for n, grade in enumerate(values[:depth]))

    best = gained(sorted(graded.values(), reverse=True))
    return gained([graded.get(id, 0) for id in ranked]) / best if best else 0.0


class Rankers:
    """Ours and the plain ones, over one index."""

    def __init__(self, engine: TantivyEngine) -> None:
        self.engine = engine

    def ours(self, query: str) -> list[int]:
        return [hit.id for hit in self.engine.find(Query.from_words(query), limit=DEPTH, today=TODAY).hits]

    def text(self, query: str) -> list[int]:
        """BM25 over the whole text, of which the title is the beginning."""
        return self._bm25(query, ("text",))

    def title(self, query: str) -> list[int]:
        return self._bm25(query, ("title",))

    def both(self, query: str) -> list[int]:
        """tantivy's default: any of the words in any of the fields, scores added."""
        return self._bm25(query, ("text", "title"))

    def _bm25(self, query: str, fields: tuple[str, ...]) -> list[int]:
        searcher, compiler = self.engine._searcher()
        options = {"text": "freq", "title": "freq"}
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(compiler.schema, field, term, options[field]))
            for term in tokens.search_terms(query)
            for field in fields
        ]
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit=DEPTH).hits
        return list(searcher.fast_field_values("id", [address for _, address in hits]))


def score(ranker: Ranker, known: dict[int, str], graded: Grades) -> dict[str, float]:
    """The mean nDCG of each half and of all."""
    scores = {query: ndcg([known[id] for id in ranker(query)], marks) for query, marks in graded.items()}
    means = {"all": sum(scores.values()) / len(scores)}
    for part in ("tune", "held"):
        mine = [value for query, value in scores.items() if half(query) == part]
        means[part] = sum(mine) / len(mine)
    return means


def pool(rankers: Rankers, known: dict[int, Document], graded: Grades) -> None:
    """What is to be graded, without a word on which ranker brought it up, in an order that tells nothing."""
    for query in queries():
        found = {id for name in ("ours", "text", "title", "both") for id in getattr(rankers, name)(query)}
        fresh = [known[id] for id in found if known[id].public_id not in graded.get(query, {})]
        for job in sorted(fresh, key=lambda job: zlib.crc32(job.public_id.encode())):
            print(json.dumps([query, job.public_id, job.title, job.employer, " ".join(job.text.split())[:160]]))


def grid(rankers: Rankers, known: dict[int, str], graded: Grades) -> None:
    """nDCG on the tuning half for weights around the present ones, one at a time."""
    for name in ("OCCUPATION", "TITLE", "TEXT", "SPREAD"):
        present = getattr(ranking, name)
        for factor in (0.0, 0.25, 0.5, 1.0, 2.0, 4.0):
            setattr(ranking, name, present * factor)
            print(f"{name} {present * factor:6.2f}  tune {score(rankers.ours, known, graded)['tune']:.4f}", flush=True)
        setattr(ranking, name, present)


def main(what: str = "") -> None:
    jobs = documents(Path(os.environ["PROSPECT_SHARED"]))
    graded = grades() if (JUDGED / "search.tsv").exists() else {}
    with tempfile.TemporaryDirectory(prefix="prospect-bench-") as folder:
        engine = TantivyEngine(folder)
        engine.rebuild(jobs)
        rankers = Rankers(engine)
        if what == "pool":
            pool(rankers, {job.id: job for job in jobs}, graded)
            return
        known = {job.id: job.public_id for job in jobs}
        if what == "grid":
            grid(rankers, known, graded)
            return
        print(f"{len(jobs)} postings, {len(graded)} queries, {sum(map(len, graded.values()))} grades; nDCG@{DEPTH}")
        rows = {"ours": "Prospect", "text": "BM25, text", "both": "BM25, title + text", "title": "BM25, title alone"}
        for name, said in rows.items():
            means = score(getattr(rankers, name), known, graded)
            print(f"{said:20} all {means['all']:.3f}   tune {means['tune']:.3f}   held {means['held']:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
