"""Alert matching on the seeded workload that the other engines run, raw text of jobs in, exact pairs out.

    python bench/alerts.py DIR ALERTS FIRST-JOB JOBS REPETITIONS [compiled|plain]

DIR holds jobs.npz, alerts.npz and meta.json, made by the workload's own generator. The matches and their checksum must be
those that every other engine prints. CPU seconds, median of the repetitions; building is reported apart. Words are
written as numbers ("w17"), for the workload counts words as they stand and our plural and spelling rules would find
more; the tokeniser is timed on the real words too.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from prospect.alerts.matcher import Matcher
from prospect.alerts.matcher_compiled import CompiledMatcher
from prospect.lexicon import tokens
from prospect.search.document import Document, PayRange
from prospect.search.meaning import Atom, Group, Meaning
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS

REMOTE = 200  # the workload's number for "remote" among its cities
SAMPLE = 5_000


class Job(Document):
    """The workload's jobs have one text, of which the title is the beginning."""

    @property
    def passages(self) -> tuple[str, ...]:
        return (f"{self.title} {self.text}",)


class Workload:
    """The jobs and alerts of one folder."""

    def __init__(self, folder: Path) -> None:
        self.jobs = dict(np.load(folder / "jobs.npz"))
        self.alerts = dict(np.load(folder / "alerts.npz"))
        meta = json.loads((folder / "meta.json").read_text())
        self.words, self.places = meta["words"], meta["locsets"]
        self.names = [f"w{n}" for n in range(len(self.words))]

    def raw(self, first: int, count: int) -> list[tuple[Any, ...]]:
        """Jobs as a board would hand them over: strings and numbers."""
        jobs, names = self.jobs, self.names
        rows = []
        for n in range(first, first + count):
            text = [names[word] for word in jobs["toks"][jobs["off"][n] : jobs["off"][n + 1]]]
            title = " ".join(text[: jobs["tl"][n]])
            facts = [jobs[name][n].item() for name in ("city", "remote", "level", "jtype", "smax")]
            rows.append((n, title, " ".join(text[jobs["tl"][n] :]), *facts))
        return rows

    def meanings(self, count: int) -> Iterator[tuple[int, Meaning]]:
        """The first `count` alerts."""
        columns = [self.alerts[name][:count].tolist() for name in ("terms", "phrase", "loc", "msal", "lmask", "tmask")]
        for n, (words, phrase, place, pay, levels, types) in enumerate(zip(*columns, strict=True)):
            groups = [*self._texts([word for word in words if word >= 0], phrase), self._where(self.places[place])]
            groups += [_ticked("level", LEVELS, levels), _ticked("type", EMPLOYMENT_TYPES, types)]
            yield n, Meaning(tuple(group for group in groups if group), pay=("USD", pay, False) if pay else None)

    def _texts(self, words: list[int], phrase: bool) -> list[Group]:
        size = len(self.words)
        titles = tuple(f"w{word - size}" for word in words if word >= size)
        terms = tuple(f"w{word}" for word in words if word < size)
        kind = "phrase" if phrase and len(terms) > 1 else "words"
        return [(Atom("title", titles),) if titles else (), (Atom(kind, terms),) if terms else ()]

    @staticmethod
    def _where(cities: list[int]) -> Group:
        return tuple(Atom("key", ("remote:any" if city == REMOTE else f"place:{city}",)) for city in cities)


def _ticked(kind: str, names: tuple[str, ...], mask: int) -> Group:
    return tuple(Atom("key", (f"{kind}:{name}",)) for n, name in enumerate(names) if mask >> n & 1)


def document(row: tuple[Any, ...]) -> Job:
    """A job from what a board hands over."""
    id, title, text, city, remote, level, kind, pay = row
    return Job(
        id=id,
        title=title,
        text=text,
        places=(str(city),),
        workplace="remote" if remote else "onsite",
        level=LEVELS[level],
        employment_type=EMPLOYMENT_TYPES[kind],
        pay=(PayRange("USD", None, pay),) if pay else (),
    )


def checksum(jobs: Any, alerts: Any) -> int:
    """The order-independent sum that every engine of the workload prints."""
    with np.errstate(over="ignore"):
        mixed = ((jobs.astype(np.uint64) << np.uint64(32)) | alerts.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed.view(np.int64).__rshift__(np.int64(29)).view(np.uint64) & np.uint64((1 << 35) - 1)
        return int((mixed * np.uint64(0xBF58476D1CE4E5B9)).sum(dtype=np.uint64))


def batches_of(matcher: Matcher | CompiledMatcher, rows: list[tuple[Any, ...]]) -> list[tuple[Any, Any]]:
    """Batch by batch: how many alerts each job is for, and the ids of those, job by job."""
    documents = [document(row) for row in rows]
    if isinstance(matcher, CompiledMatcher):
        return list(matcher.batches(documents))
    found = [matcher.match(each) for each in documents]
    return [(np.array([len(each) for each in found]), np.array([id for each in found for id in each], np.int64))]


def pairs_in(batches: list[tuple[Any, Any]]) -> tuple[Any, Any]:
    counts = np.concatenate([counts for counts, _ in batches])
    return np.repeat(np.arange(len(counts)), counts), np.concatenate([alerts for _, alerts in batches])


def build(workload: Workload, count: int, how: str) -> Matcher | CompiledMatcher:
    sample = [document(row) for row in workload.raw(0, SAMPLE)]
    if how == "compiled":
        return CompiledMatcher(workload.meanings(count), sample)
    matcher = Matcher(sample)
    for id, meaning in workload.meanings(count):
        matcher.add(id, meaning)
    return matcher


def tokeniser_seconds(workload: Workload, first: int, count: int) -> float:
    """CPU seconds to read the real words of the jobs."""
    jobs = workload.jobs
    spans = [jobs["toks"][jobs["off"][n] : jobs["off"][n + 1]] for n in range(first, first + count)]
    texts = [" ".join(workload.words[word] for word in span) for span in spans]
    for text in texts:
        tokens.search_terms(text)
    start = time.process_time()
    for text in texts:
        tokens.search_terms(text)
    return time.process_time() - start


def main(folder: str, alerts: str, first: str, jobs: str, repetitions: str, how: str = "compiled") -> None:
    workload = Workload(Path(folder))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    matcher = build(workload, int(alerts), how)
    built = time.process_time() - start
    rows = workload.raw(int(first), int(jobs))
    batches_of(matcher, rows[:10])
    seconds = []
    for _ in range(int(repetitions)):
        start = time.process_time()
        batches = batches_of(matcher, rows)
        seconds.append(time.process_time() - start)
    found = pairs_in(batches)
    median = statistics.median(seconds)
    report = {
        "engine": f"prospect {how}",
        "alerts": int(alerts),
        "expressions": matcher.expressions,
        "jobs": int(jobs),
        "build_cpu_s": round(built, 1),
        "more_memory_mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10,
        "cpu_s": round(median, 4),
        "jobs_per_cpu_s": round(int(jobs) / median, 1),
        "matches": len(found[0]),
        "checksum": str(checksum(*found)),
        "tokeniser_cpu_s_on_real_words": round(tokeniser_seconds(workload, int(first), int(jobs)), 4),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(*sys.argv[1:])
