"""Alert matching on the seeded workload that other engines run, beside them: raw text of jobs in, exact pairs out.

    PROSPECT_SHARED=… python bench/alerts.py DIR [--alerts 1000000] [--jobs 1000] [--repeat 5] [--rivals PYTHON]

DIR holds jobs.npz, alerts.npz and meta.json, made by the workload's own generator. The rivals (`rivals/engines` of the
shared material; PYTHON has mokaccino and duckdb) are run in the same run, and all must find the same pairs with the same
checksum. CPU seconds, median of the repetitions; building is reported apart. Alerts are edited while ours matches, and
the edits are in its time. Words are written as numbers ("w17"), for the workload counts words as they stand and our
plural and spelling rules would find more; the tokeniser is timed on the real words too.

Then the same from 10,000 alerts on, and a second workload: 100,000 alerts that share nothing, long, with alternatives
and exclusions.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from prospect.alerts.matcher import Matcher, pairs_in
from prospect.alerts.matcher_compiled import CompiledMatcher, open_matcher
from prospect.lexicon import tokens
from prospect.search.document import Document, PayRange
from prospect.search.meaning import Atom, Group, Meaning
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS

REMOTE = 200  # the workload's number for "remote" among its cities
SAMPLE = 5_000
FIRST, FEW = 100_200, 100  # the first of the new jobs; how many the slow engines match
BATCH, EDITS, NEW = 250, 25, 5


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


class Edits:
    """Alerts that people save while jobs are matched: some changed, and changed back to what the others have; some new,
    of words that no job has, so that what is found stays what the others find."""

    def __init__(self, meanings: list[Meaning]) -> None:
        self.meanings, self.random, self.last = meanings, random.Random(3), len(meanings)

    def make(self, matcher: Matcher | CompiledMatcher) -> None:
        for id in self.random.sample(range(len(self.meanings)), EDITS):
            matcher.add(id, Meaning())
            matcher.add(id, self.meanings[id])
        for meaning in self.random.sample(self.meanings, NEW):
            self.last += 1
            stranger = Atom("words", (f"stranger{self.last}",))
            matcher.add(self.last, replace(meaning, all_of=(*meaning.all_of, (stranger,))))


def matched(matcher: Matcher | CompiledMatcher, rows: list[tuple[Any, ...]], edits: Edits | None) -> list[Any]:
    """Batch by batch, how many alerts each job is for and the ids of those; with edits after every few hundred jobs."""
    found: list[Any] = []
    for start in range(0, len(rows), BATCH):
        found += matcher.batches([document(row) for row in rows[start : start + BATCH]])
        if edits is not None:
            edits.make(matcher)
    return found


def measured(matcher: Matcher | CompiledMatcher, rows: list[Any], repeat: int, edits: Edits | None) -> dict[str, Any]:
    matched(matcher, rows[:10], None)
    seconds = []
    for _ in range(repeat):
        start = time.process_time()
        found = matched(matcher, rows, edits)
        seconds.append(time.process_time() - start)
    jobs, alerts = pairs_in(found)
    median = statistics.median(seconds)
    return {
        "engine": type(matcher).__name__, "alerts": len(matcher), "jobs": len(rows), "cpu_s": median,
        "jobs_per_cpu_s": len(rows) / median, "matches": len(jobs), "checksum": str(checksum(jobs, alerts)),
    }  # fmt: skip


def rival(python: str, name: str, folder: Path, alerts: int, jobs: int) -> dict[str, Any]:
    """What another engine says of itself."""
    engines = Path(os.environ["PROSPECT_SHARED"]) / "rivals" / "engines"
    command = [python, "engines.py", name, str(folder.resolve()), str(alerts), str(FIRST), str(jobs), "3"]
    answer = subprocess.run(command, cwd=engines, capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return said


def sample_of(workload: Workload) -> list[Document]:
    return [document(row) for row in workload.raw(0, SAMPLE)]


def beside_rivals(workload: Workload, args: argparse.Namespace) -> None:
    """The main workload, ours before and after the others."""
    meanings = [meaning for _id, meaning in workload.meanings(args.alerts)]
    before, start = rss(), time.process_time()
    matcher = open_matcher(enumerate(meanings), sample_of(workload))
    built, more = time.process_time() - start, rss() - before
    rows, edits = workload.raw(FIRST, args.jobs), Edits(meanings)
    few = measured(matcher, rows[:FEW], 1, None)
    ours = [measured(matcher, rows, args.repeat, edits)]
    others = [rival(args.rivals, name, args.folder, args.alerts, jobs) for name, jobs in
              (("duckdb_anchor", args.jobs), ("mokaccino", FEW))]  # fmt: skip
    ours.append(measured(matcher, rows, args.repeat, edits))
    print(f"{args.alerts:,} alerts, {matcher.expressions:,} expressions; built in {built:.1f} CPU s, {more} MB; "
          f"{EDITS} alerts edited and {NEW} new after every {BATCH} jobs")  # fmt: skip
    for one in (*ours, *others):
        same = few if one["jobs"] == FEW else ours[0]
        assert (one["matches"], one["checksum"]) == (same["matches"], same["checksum"]), one
        print(f"{one['engine']:18}{one['jobs']:7,} jobs{one['cpu_s']:10.4f} CPU s{one['jobs_per_cpu_s']:10,.0f} jobs/CPU s"
              f"{one['matches']:12,} pairs  {one['checksum']}")  # fmt: skip
    median = statistics.median(one["jobs_per_cpu_s"] for one in ours)
    for one, floor, target in zip(others, (10, 100), (31, 500), strict=True):
        ratio = median / one["jobs_per_cpu_s"]
        print(f"{ratio:8.1f} times {one['engine']} (floor {floor}, target {target})")


def growth(workload: Workload, args: argparse.Namespace) -> None:
    print(f"\n{'alerts':>10}{'expressions':>13}{'build CPU s':>13}{'MB':>6}{'pairs a job':>13}{'jobs/CPU s':>12}")
    rows = workload.raw(FIRST, args.jobs)
    for count in (10_000, 100_000, 1_000_000):
        _row(dict(workload.meanings(count)), sample_of(workload), rows, args.repeat)


def unique(workload: Workload, args: argparse.Namespace) -> None:
    """The second workload; the plain matcher must agree on some of its jobs."""
    print("\n100,000 alerts that share nothing: alternatives, exclusions, places")
    alerts, rows = dict(enumerate(_unique(workload, 100_000))), workload.raw(FIRST, args.jobs)
    compiled = _row(alerts, sample_of(workload), rows, args.repeat)
    plain = Matcher(sample_of(workload))
    for id, meaning in alerts.items():
        plain.add(id, meaning)
    few = rows[:FEW]
    one, other = measured(compiled, few, 1, None), measured(plain, few, 1, None)
    assert (one["matches"], one["checksum"]) == (other["matches"], other["checksum"])
    print(f"the plain matcher finds the same; {other['jobs_per_cpu_s']:,.0f} jobs/CPU s")


def _row(alerts: dict[int, Meaning], sample: list[Document], rows: list[Any], repeat: int) -> Matcher | CompiledMatcher:
    before, start = rss(), time.process_time()
    matcher = open_matcher(alerts.items(), sample)
    built = time.process_time() - start
    one, more = measured(matcher, rows, repeat, Edits(list(alerts.values()))), rss() - before
    print(f"{len(alerts):10,}{matcher.expressions:13,}{built:13.1f}{more:6}{one['matches'] / len(rows):13,.1f}"
          f"{one['jobs_per_cpu_s']:12,.0f}")  # fmt: skip
    return matcher


def _unique(workload: Workload, count: int) -> Iterator[Meaning]:
    """Each built around words that stand in some job, so that a few are met."""
    rng, toks, off = random.Random(7), workload.jobs["toks"], workload.jobs["off"]

    def word(job: int) -> str:
        return str(workload.names[toks[rng.randrange(off[job], off[job + 1])]])

    def stranger() -> str:
        return workload.names[rng.randrange(len(workload.names))]

    for _ in range(count):
        job = rng.randrange(SAMPLE, 100_000)
        groups = []
        for _group in range(rng.randint(2, 4)):
            atoms = [Atom("words", tuple({word(job), word(job)}))]
            atoms += [Atom("phrase", (stranger(), stranger())) for _ in range(rng.randint(1, 3))]
            groups.append(tuple(atoms))
        places = tuple(Atom("key", (f"place:{rng.randrange(REMOTE)}",)) for _ in range(rng.randint(1, 60)))
        none = tuple(Atom("words", (stranger(),)) for _ in range(rng.randint(1, 5)))
        yield Meaning((*groups, places), none, ("USD", rng.randrange(20, 90) * 1000, True))


def rss() -> int:
    """Megabytes in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20


def tokeniser_seconds(workload: Workload, count: int) -> float:
    """CPU seconds to read the real words of the jobs."""
    jobs = workload.jobs
    spans = [jobs["toks"][jobs["off"][n] : jobs["off"][n + 1]] for n in range(FIRST, FIRST + count)]
    texts = [" ".join(workload.words[word] for word in span) for span in spans]
    for _ in range(2):
        start = time.process_time()
        for text in texts:
            tokens.search_terms(text)
    return time.process_time() - start


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--alerts", type=int, default=1_000_000)
    reader.add_argument("--jobs", type=int, default=1_000)
    reader.add_argument("--repeat", type=int, default=5)
    reader.add_argument("--rivals", default=sys.executable)
    reader.add_argument("--only", choices=["rivals", "growth", "unique"])
    args = reader.parse_args()
    workload = Workload(args.folder)
    for name, part in (("rivals", beside_rivals), ("growth", growth), ("unique", unique)):
        if args.only in (None, name):
            part(workload, args)
    print(f"\nthe tokeniser on the real words: {tokeniser_seconds(workload, args.jobs):.3f} CPU s")


if __name__ == "__main__":
    main()
