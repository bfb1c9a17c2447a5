"""How good the order of results is: nDCG@10 on judged queries of many trades, beside plain BM25 on the same index.

    PROSPECT_SHARED=... python bench/search_quality.py [pool | grid | agreement | heldout]

The postings are a fixed part of the shared ones (`postings`), found by id. `bench/judged/search.md` says how they were
graded, `search.tsv` holds the grades (query, posting id, grade 0 to 3) and no texts. Grades were given to the pooled
first ten of several rankers, before any weight was tuned; what nobody pooled counts as 0. Queries are parted into two
halves by a hash of their words: weights are chosen on "tune", and "held" is what they are judged by. `pool` prints the
ungraded results that the rankers bring up; `grid` scores other weights on the tuning half.

`agreement` holds the second, blind grading of a part of the pairs (`search_second.tsv`) against the first. `heldout`
scores queries in people's own words (`search_heldout.tsv`), by which nothing was chosen and nothing is to be.
"""

from __future__ import annotations

import gzip
import json
import math
import pickle
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import recordings
import tantivy

from prospect import lexicon
from prospect.lexicon import tokens
from prospect.lexicon.skills import find_skills
from prospect.lexicon.titles import read_title
from prospect.search import ranking
from prospect.search.document import Document
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.query import Query
from prospect.search.widening import widened

JUDGED = Path(__file__).with_name("judged")
# Of every so many postings of a file one is taken, by the CRC of its id.
PARTS = {"ats_tech": 3, "google_careers": 3, "nhs_jobs": 3, "usajobs_listing": 8}
TODAY, DEPTH = 740_000, 10
# "page" is what the results page shows: where few are found, the first jobs of near questions stand below.
ROWS = {
    "ours": "Prospect",
    "page": "Prospect's page",
    "text": "BM25, text",
    "both": "BM25, title + text",
    "title": "BM25, title alone",
}

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


def state_of_lexicon() -> str:
    """What the reading of titles and skills depends on, code and data; its version alone does not tell a mended rule."""
    folder, crc = Path(lexicon.__file__).parent, 0
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            crc = zlib.crc32(file.read_bytes(), crc)
    return f"{lexicon.VERSION}-{crc:08x}"


def documents(shared: Path) -> list[Document]:
    """Every document, read once for each state of the lexicon."""
    kept = Path(tempfile.gettempdir()) / f"prospect-search-quality-{state_of_lexicon()}.pickle"
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


def grades(file: str = "search.tsv") -> Grades:
    found: Grades = {}
    for line in (JUDGED / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            query, id, grade = line.split("\t")
            found.setdefault(query, {})[id] = int(grade)
    return found


def ndcg(ranked: list[str], graded: dict[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), gain 2^grade - 1; 0 where nothing is good."""

    def gained(values: list[int]) -> float:
        return sum((2.0**grade - 1) / math.log2(n + 2) for n, grade in enumerate(values[:depth]))

    best = gained(sorted(graded.values(), reverse=True))
    return gained([graded.get(id, 0) for id in ranked]) / best if best else 0.0


class Rankers:
    """Ours and the plain ones, over one index."""

    def __init__(self, engine: TantivyEngine) -> None:
        self.engine = engine

    def ours(self, query: str) -> list[int]:
        return [hit.id for hit in self.engine.find(Query.from_words(query), limit=DEPTH, today=TODAY).hits]

    def page(self, query: str) -> list[int]:
        """Ours, and below it the first jobs of near questions where few are found."""
        asked = Query.from_words(query)
        found = self.engine.find(asked, limit=DEPTH, today=TODAY)
        near = widened(asked, found, self.engine)
        return [hit.id for hits in (found.hits, *(one.hits for one in near)) for hit in hits]

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


def weighted_kappa(pairs: Counter[tuple[int, int]], grades: int = 4) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968): 1 is agreement in all, 0 is what chance alone would give."""
    total = pairs.total()
    first, second = Counter[int](), Counter[int]()
    for (one, other), count in pairs.items():
        first[one] += count
        second[other] += count
    seen = sum((one - other) ** 2 * count for (one, other), count in pairs.items())
    chance = sum((i - j) ** 2 * first[i] * second[j] / total for i in range(grades) for j in range(grades))
    return 1 - seen / chance


def agreement(rankers: Rankers, known: dict[int, str], graded: Grades) -> None:
    """How far two graders agree, and what the order of results is worth by the second where there is a second."""
    again = grades("search_second.tsv")
    pairs = Counter((graded[query][id], grade) for query, marks in again.items() for id, grade in marks.items())
    print(f"{pairs.total()} pairs graded twice; rows: the first grade, columns: the second")
    print("      " + "".join(f"{grade:6}" for grade in range(4)))
    for one in range(4):
        print(f"{one:6}" + "".join(f"{pairs[one, other]:6}" for other in range(4)))
    same = sum(count for (one, other), count in pairs.items() if one == other)
    near = sum(count for (one, other), count in pairs.items() if abs(one - other) <= 1)
    print(f"the same {same / pairs.total():.3f}   within one {near / pairs.total():.3f}   ", end="")
    print(f"kappa, quadratic weights {weighted_kappa(pairs):.3f}")
    mixed = {query: {**marks, **again.get(query, {})} for query, marks in graded.items()}
    for name, said in ROWS.items():
        ranker = getattr(rankers, name)
        before, after = score(ranker, known, graded)["all"], score(ranker, known, mixed)["all"]
        print(f"{said:20} nDCG@{DEPTH} by the first {before:.3f}   by the second where there is one {after:.3f}")


def heldout(rankers: Rankers, known: dict[int, str]) -> None:
    """nDCG of each query in people's own words, as typed; how many results ours finds, and how many nobody graded."""
    graded = grades("search_heldout.tsv")
    print(f"{'':34}" + "".join(f"{name:>8}" for name in ROWS) + "   found  ungraded")
    sums = Counter[str]()
    for query, marks in graded.items():
        ranked = {name: [known[id] for id in getattr(rankers, name)(query)] for name in ROWS}
        scores = {name: ndcg(ids, marks) for name, ids in ranked.items()}
        sums.update(scores)
        ungraded = sum(id not in marks for id in ranked["ours"])
        row = "".join(f"{scores[name]:8.2f}" for name in ROWS)
        print(f"{query:34}{row}{len(ranked['ours']):8}{ungraded:10}")
    print(f"\n{len(graded)} queries, {sum(map(len, graded.values()))} grades; nDCG@{DEPTH}")
    for name, said in ROWS.items():
        print(f"{said:20} {sums[name] / len(graded):.3f}")


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
    jobs = documents(recordings.folder())
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
        if what == "agreement":
            agreement(rankers, known, graded)
            return
        if what == "heldout":
            heldout(rankers, known)
            return
        print(f"{len(jobs)} postings, {len(graded)} queries, {sum(map(len, graded.values()))} grades; nDCG@{DEPTH}")
        for name, said in ROWS.items():
            means = score(getattr(rankers, name), known, graded)
            print(f"{said:20} all {means['all']:.3f}   tune {means['tune']:.3f}   held {means['held']:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
