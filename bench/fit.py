"""How well the account of fit orders jobs and people, whether its bands mean something, and how fast it is.

    PROSPECT_SHARED=FOLDER python bench/fit.py judged|heldout|fresh|agreement|weak|speed|refresh|all [--verbose]

judged  12 résumés x 40 postings graded by `judged/fit.md`: nDCG@10 beside BM25 over the full texts, the band against
        the grade, and how often the account abstains
heldout the same for 5 more résumés x 40 more postings, graded after the tuning and never tuned on
fresh   the same for 8 more résumés x 30 more postings, graded later still and never tuned on; a second time from the
        bare text, which shows how much is lost in reading the résumé
agreement  the grades of 160 of the judged pairs beside a second, blind grading of them
weak    postings x résumés whose labels come from titles: MAP of `prospect fit rank` beside BM25 over the full texts
speed   milliseconds an account: cold (both texts read anew) and with both sides read
refresh people a second whose For you lists are made over night, and the first page of a new person, over the catalogue
        of the installation that PROSPECT_DATA names
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import recordings
from for_you import refresh

from prospect.fit.account import account, job_of, read_job
from prospect.fit.job import Asked, JobText
from prospect.fit.person import Person, from_resume
from prospect.fit.plain_text import from_text
from prospect.fit.ranking import Opening, Ranker
from prospect.jobs.sanitising import clean
from prospect.lexicon.tokens import search_terms
from prospect.people.resume.reading import read_resume

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
GRADES = range(4)
TEXTS = {"dotin": "resumes/text/dotin_train.jsonl", "fit": "eval/fit/corpus.jsonl"}
BANDS = ("strong", "good", "stretch", "far", None)
K1, B = 1.2, 0.75


class BM25:
    """The rival: full text against full text."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._counts = [Counter(search_terms(text)) for text in documents]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / max(len(self._lengths), 1)
        self._holders = Counter(term for counts in self._counts for term in counts)

    def scores(self, query: str) -> list[float]:
        asked = [(term, n) for term, n in Counter(search_terms(query)).items() if term in self._holders]
        total = len(self._counts)
        rarity = {t: math.log(1 + (total - self._holders[t] + 0.5) / (self._holders[t] + 0.5)) for t, _ in asked}
        found = []
        for counts, length in zip(self._counts, self._lengths, strict=True):
            norm = K1 * (1 - B + B * length / self._mean)
            found.append(sum(n * rarity[t] * counts[t] * (K1 + 1) / (counts[t] + norm) for t, n in asked if counts[t]))
        return found


def ndcg(grades: Sequence[int], k: int = 10) -> float:
    """Normalised discounted cumulative gain of grades in the order given, gain 2^grade - 1."""

    def dcg(found: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(list(found)[:k]))

    best = dcg(sorted(grades, reverse=True))
    return dcg(grades) / best if best else 0.0


def average_precision(ordered: Sequence[str], relevant: set[str]) -> float:
    hits, total = 0, 0.0
    for place, id in enumerate(ordered, 1):
        if id in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant)


def ordered(ids: Sequence[str], scores: Iterable[float]) -> list[str]:
    return [id for _, id in sorted(((-float(score), id) for score, id in zip(scores, ids, strict=True)))]


def labelled_text(shared: Path, id: str) -> str | None:
    """One of the labelled texts of résumés; None where `id` names a document."""
    source, _, number = id.partition("-")
    if source not in TEXTS:
        return None
    wanted = id if source == "dotin" else number
    with (shared / TEXTS[source]).open(encoding="utf-8") as lines:
        text: str = next(one["text"] for line in lines if (one := json.loads(line))["id"] == wanted)
    return text.replace("  ", "\n") if source == "dotin" else text  # its makers wrote line breaks as two spaces


def resume_of(shared: Path, id: str) -> tuple[dict[str, Any], str]:
    """A résumé as read, and its words for the rival: a document by its name, or one of the labelled texts."""
    text = labelled_text(shared, id)
    if text is None:
        path = next(p for p in (shared / "resumes/documents").glob(f"{id}.*") if not p.name.endswith(".truth.json"))
        data, name = path.read_bytes(), path.name
    else:
        data, name = text.encode(), f"{id}.txt"
    resume = read_resume(data, filename=name, today=TODAY)
    return resume, json.dumps({key: value for key, value in resume.items() if key != "meta"}, ensure_ascii=False)


def person_of(shared: Path, id: str, fields: bool) -> tuple[Person, str]:
    """A person and the rival's words: from the fields of the résumé as read or, without `fields`, its bare text."""
    text = None if fields else labelled_text(shared, id)
    if text is not None:
        return from_text(text), text
    resume, words = resume_of(shared, id)
    return from_resume(resume, today=TODAY), words


def postings_of(shared: Path, wanted: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Recorded postings by id; `wanted` says which file each is in."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(set(wanted.values())):
        with gzip.open(shared / f"eval/postings/{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found |= {one["id"]: one for line in lines if (one := json.loads(line))["id"] in wanted}
    return found


def table_of(name: str) -> tuple[list[str], list[list[str]]]:
    """A table of `judged/`: its head and its rows."""
    lines = (HERE / "judged" / name).read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return head, rows


def judged(shared: Path, verbose: bool, table_name: str = "fit.tsv", fields: bool = True, blind: bool = False) -> None:
    """`blind` prints means alone, so that whoever mends the account learns nothing of single people from it."""
    head, rows = table_of(table_name)
    postings = postings_of(shared, {row[0]: row[1] for row in rows})
    titles = {id: one["title"] for id, one in postings.items()}
    texts = {id: clean(one["description"]).text for id, one in postings.items()}
    jobs = {row[0]: read_job(job_of(titles[row[0]], texts[row[0]])) for row in rows}
    rival = BM25([titles[row[0]] + "\n" + texts[row[0]] for row in rows])
    table: Counter[tuple[str | None, int]] = Counter()
    ours, theirs, numbers = [], [], 0
    print(f"{'résumé':<32}{'ours':>8}{'BM25':>8}   nDCG@10")
    for column, id in enumerate(head[2:], 2):
        person, words = person_of(shared, id, fields)
        grades = {row[0]: int(row[column]) for row in rows}
        fits = {posting: account(person, job) for posting, job in jobs.items()}
        numbers += sum(fit.score is not None for fit in fits.values())
        table.update((fits[posting].band, grade) for posting, grade in grades.items())
        mine = ordered(list(fits), (fit.order for fit in fits.values()))
        other = ordered([row[0] for row in rows], rival.scores(words))
        ours.append(ndcg([grades[posting] for posting in mine]))
        theirs.append(ndcg([grades[posting] for posting in other]))
        if not blind:
            print(f"{id:<32}{ours[-1]:>8.3f}{theirs[-1]:>8.3f}")
        for posting in mine[:8] if verbose else ():
            print(f"    {grades[posting]} {fits[posting].band or '-':<8}{fits[posting].order:.2f}  {titles[posting]}")
    mean, rivals = sum(ours) / len(ours), sum(theirs) / len(theirs)
    print(f"{'mean (limit 0.85, BM25 + 0.15)':<32}{mean:>8.3f}{rivals:>8.3f}")
    calibration(table, numbers)


def heldout(shared: Path, verbose: bool) -> None:
    judged(shared, verbose, "fit_heldout.tsv")


def fresh(shared: Path, verbose: bool) -> None:
    judged(shared, verbose, "fit_fresh.tsv", blind=not verbose)
    print("\nfrom the bare text of the résumé, nothing read into fields")
    judged(shared, verbose, "fit_fresh.tsv", fields=False, blind=not verbose)


def agreement(shared: Path, verbose: bool) -> None:
    """The first grading against the second: exact, within 1, and Cohen's kappa with quadratic weights."""
    del shared
    head, rows = table_of("fit.tsv")
    first = {(row[0], id): int(grade) for row in rows for id, grade in zip(head[2:], row[2:], strict=True)}
    both = [(first[posting, id], int(grade), posting, id) for posting, _, id, grade in table_of("fit_second.tsv")[1]]
    counts = Counter((a, b) for a, b, _, _ in both)
    print(f"{'first, second':<16}" + "".join(f"{grade:>6}" for grade in GRADES))
    for a in GRADES:
        print(f"{a:<16}" + "".join(f"{counts[a, b]:>6}" for b in GRADES))
    total = len(both)
    exact, near = (sum(n for (a, b), n in counts.items() if abs(a - b) <= off) / total for off in (0, 1))
    print(f"{total} pairs: exact {exact:.1%}, within 1 {near:.1%}, quadratic-weighted kappa {kappa(counts):.3f}")
    for a, b, posting, id in sorted(both, key=lambda one: -abs(one[0] - one[1])) if verbose else ():
        if a != b:
            print(f"    {a} {b}  {posting}  {id}")


def kappa(counts: Mapping[tuple[int, int], int]) -> float:
    """Cohen's kappa, weights (a - b)^2: 1 is full agreement, 0 what chance would give (Cohen 1968)."""
    total = sum(counts.values())
    first, second = Counter[int](), Counter[int]()
    for (a, b), n in counts.items():
        first[a] += n
        second[b] += n
    seen = sum(n * (a - b) ** 2 for (a, b), n in counts.items())
    chance = sum(first[a] * second[b] * (a - b) ** 2 for a in first for b in second) / total
    return 1 - seen / chance


def calibration(table: Counter[tuple[str | None, int]], numbers: int) -> None:
    """The band against the grade, and how often the account abstains."""
    total = sum(table.values())
    print(f"\n{'band':<12}{'n':>5}{'grade 0':>9}{'1':>6}{'2':>6}{'3':>6}{'mean':>8}")
    for band in BANDS:
        row = [table[band, grade] for grade in GRADES]
        mean = sum(grade * n for grade, n in enumerate(row)) / sum(row) if sum(row) else float("nan")
        print(f"{band or 'abstains':<12}{sum(row):>5}{row[0]:>9}{row[1]:>6}{row[2]:>6}{row[3]:>6}{mean:>8.2f}")
    without = sum(n for (band, _), n in table.items() if band is None)
    print(f"no band: {without / total:.1%} of {total}; a band but no number: {(total - numbers - without) / total:.1%}")


def weak(shared: Path, verbose: bool) -> None:
    folder = shared / "eval/fit"
    people = [json.loads(line) for line in (folder / "corpus.jsonl").open(encoding="utf-8")]
    jobs = [json.loads(line) for line in (folder / "queries.jsonl").open(encoding="utf-8")]
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").open(encoding="utf-8"):
        parts = line.split()
        if len(parts) >= 3 and parts[-1].isdigit() and int(parts[-1]) > 0:
            relevant.setdefault(parts[0], set()).add(parts[-2])
    ids = [person["id"] for person in people]
    start = time.perf_counter()
    ranker = Ranker([from_text(person["text"]) for person in people])
    scores = ranker.scores([Opening(job["title"], job["text"]) for job in jobs])
    taken = time.perf_counter() - start
    rival = BM25([person["text"] for person in people])
    ours = [average_precision(ordered(ids, s), relevant[job["id"]]) for job, s in zip(jobs, scores, strict=True)]
    theirs = [
        average_precision(ordered(ids, rival.scores(f"{job['title']}\n{job['text']}")), relevant[job["id"]])
        for job in jobs
    ]
    print(f"{len(jobs)} postings x {len(people)} résumés, labels from titles; {taken:.1f} s")
    print(f"MAP ours {sum(ours) / len(ours):.3f} (limit 0.65)   BM25 full text {sum(theirs) / len(theirs):.3f}")
    for value, job in sorted(zip(ours, (job["title"] for job in jobs), strict=True))[:15] if verbose else ():
        print(f"    {value:.2f}  {job}")


def speed(shared: Path, verbose: bool) -> None:
    del verbose
    head, rows = table_of("fit.tsv")
    postings = postings_of(shared, {row[0]: row[1] for row in rows})
    jobs = [job_of(one["title"], clean(one["description"]).text) for one in postings.values()]
    resumes = [resume_of(shared, id)[0] for id in head[2:]]
    person = from_resume(resumes[0], today=TODAY)
    account(person, jobs[0])  # tables are loaded once a process
    cold, texts = [], list(jobs)
    for place, job in enumerate(texts):
        fresh = JobText(job.title, job.text + f"\n{place}", job.occupation, job.level)
        cold.append(_timed(lambda job=fresh: account(person, job)))  # type: ignore[misc]
    reading = [_timed(lambda resume=resume: from_resume(resume, today=TODAY)) for resume in resumes]  # type: ignore[misc]
    people: list[Person] = [from_resume(resume, today=TODAY) for resume in resumes]
    asked: list[Asked] = [read_job(job) for job in jobs]
    both = [_timed(lambda p=p, a=a: account(p, a)) for p in people for a in asked]  # type: ignore[misc]
    for name, found, limit in (
        ("posting read and judged", cold, "15"),
        ("profile read", reading, ""),
        ("both sides read", both, "2"),
    ):
        found.sort()
        print(f"{name:<26}{_mean(found):>8.2f} ms mean {found[len(found) // 2]:>8.2f} median {found[int(len(found) * 0.95)]:>8.2f} 95%   limit {limit}")  # fmt: skip


def _timed(what: Any) -> float:
    """Milliseconds of processor time, which a busy machine does not change."""
    start = time.process_time()
    what()
    return (time.process_time() - start) * 1000


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


PARTS = {
    "judged": judged,
    "heldout": heldout,
    "fresh": fresh,
    "agreement": agreement,
    "weak": weak,
    "speed": speed,
    "refresh": refresh,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*PARTS, "all"])
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    shared = recordings.folder()
    for name in PARTS if args.what == "all" else [args.what]:
        print(f"== {name}")
        PARTS[name](shared, args.verbose)


if __name__ == "__main__":
    main()
