"""How well skills and requirements are read, beside the published anchors.

    PROSPECT_SHARED=… python bench/skills.py requirements [--misses] [--set requirements_heldout]
    PROSPECT_SHARED=… python bench/skills.py link [--split val]
    PROSPECT_SHARED=… python bench/skills.py spans
    PROSPECT_SHARED=… python bench/skills.py speed

Sets: `bench/judged/requirements.jsonl` (guide beside it) over the shared postings; HOUSE and TECH sentences with ESCO
labels (Decorte et al. 2022); SkillSpan's development split (Zhang et al. 2022).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import recordings

from prospect.lexicon import knowledge, needs, requirement_lines, skills
from prospect.lexicon.requirements import Requirement, read_requirements
from prospect.lexicon.skill_links import SkillLinker

JUDGED = Path(__file__).parent / "judged"
GROUP = {"years": "skill"}  # kinds compared as one


def postings(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(recordings.folder() / "eval" / "postings" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def judged(name: str = "requirements") -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each judged posting with its labels."""
    rows = [json.loads(line) for line in (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {row["posting"]: row for row in rows}
    for name in sorted({row["file"] for row in rows}):
        for posting in postings(name):
            if posting["id"] in wanted:
                yield posting, wanted[posting["id"]]["claims"]


def _kind(kind: str) -> str:
    return GROUP.get(kind, kind)


def _covers(label: dict[str, Any], claim: Requirement) -> bool:
    shared = min(label["end"], claim.end) - max(label["start"], claim.start)
    return bool(shared > 0.5 * min(claim.end - claim.start, label["end"] - label["start"]))


class Tally:
    """Counts of one run over the judged postings."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.by_kind: dict[str, Counter[str]] = {}
        self.misses: list[str] = []

    def add(self, posting: dict[str, Any], labels: list[dict[str, Any]]) -> None:
        text = posting["description"]
        claims = read_requirements(text, posting["title"])
        for claim in claims:
            self._claim(claim, labels, posting["id"])
        for label in labels:
            if label.get("optional"):
                continue
            same = [c for c in claims if _covers(label, c)]
            hit = any(_kind(c.kind) == _kind(label["kind"]) for c in same)
            self._count(label["kind"], "found" if hit else "missed")
            if not hit:
                self.misses.append(
                    f"missed {label['kind']:9} {posting['id']}: {text[label['start'] : label['end']][:150]}"
                )
            if "years" in label:
                right = any(c.years == label["years"] for c in same)
                self.count["years found" if right else "years missed"] += 1
                if not right:
                    self.misses.append(
                        f"years {label['years']} {posting['id']}: {text[label['start'] : label['end']][:150]}"
                    )

    def _count(self, kind: str, what: str) -> None:
        self.count[what] += 1
        self.by_kind.setdefault(_kind(kind), Counter())[what] += 1

    def _claim(self, claim: Requirement, labels: list[dict[str, Any]], id_: str) -> None:
        over = [label for label in labels if _covers(label, claim)]
        same = [label for label in over if _kind(label["kind"]) == _kind(claim.kind)]
        if claim.years is not None:
            right = any(label.get("years") == claim.years for label in over)
            if right or not any(label.get("optional") for label in over):
                self.count["years right" if right else "years wrong"] += 1
            if not right:
                self.misses.append(f"years wrong {claim.years} {id_}: {claim.text[:150]}")
        if same and all(label.get("optional") for label in same):
            return
        self._count(claim.kind, "right" if same else "wrong")
        if not same:
            self.misses.append(f"wrong {claim.kind:9} {id_}: {claim.text[:150]!r}")
        needs = {label["need"] for label in same}
        if len(needs) == 1:
            agrees = claim.need in needs
            self.count["need right" if agrees else "need wrong"] += 1
            if not agrees:
                self.misses.append(f"need {claim.need:9} {id_}: {claim.text[:150]!r}")


def _share(part: int, rest: int) -> str:
    return f"{part / (part + rest):.3f} ({part}/{part + rest})" if part + rest else "-"


def requirements(args: argparse.Namespace) -> None:
    tally = Tally()
    for posting, labels in judged(args.set):
        tally.add(posting, labels)
    if args.misses:
        print("\n".join(sorted(tally.misses)))
    c = tally.count
    print(f"{'requirements':34}{'ours':>20}{'target':>9}")
    for name, part, rest, target in (
        ("precision", c["right"], c["wrong"], 0.90),
        ("recall", c["found"], c["missed"], 0.90),
        ("required / preferred", c["need right"], c["need wrong"], 0.85),
        ("years, precision", c["years right"], c["years wrong"], 0.95),
        ("years, recall", c["years found"], c["years missed"], 0.95),
    ):
        print(f"{name:34}{_share(part, rest):>20}{target:>9.2f}")
    for kind, counts in sorted(tally.by_kind.items()):
        p, r = _share(counts["right"], counts["wrong"]), _share(counts["found"], counts["missed"])
        print(f"  {kind:32}{p:>20}{r:>20}")


def forget() -> None:
    """Clears what is remembered of texts; tables, which are remembered without limit, are kept."""
    for module in (skills, needs, requirement_lines):
        for found in vars(module).values():
            if hasattr(found, "cache_clear") and found.cache_info().maxsize is not None:
                found.cache_clear()


def speed(args: argparse.Namespace) -> None:
    texts = [p["description"] for p, _ in judged()]
    skills.find_skills(texts[0])
    times = []
    for text in texts:
        forget()
        words = len(text.split())
        begun = time.process_time()
        skills.find_skills(text)
        middle = time.process_time()
        read_requirements(text)
        times.append((1e3 * (middle - begun) * 500 / words, 1e3 * (time.process_time() - middle) * 500 / words))
    for name, column in (("find_skills", 0), ("read_requirements", 1)):
        values = [t[column] for t in times]
        print(
            f"{name:20} median {statistics.median(values):6.2f} ms, worst {max(values):6.2f} ms per 500 words; limit 20 ms"
        )


def linked_sentences(name: str, split: str, labels: list[str]) -> dict[str, set[int]]:
    """Sentences of HOUSE or TECH with the places of their labels; labels that ESCO lacks are left out."""
    places = {label: at for at, label in enumerate(labels)}
    path = recordings.folder() / "eval" / "skills" / "decorte" / f"{name}_{split}_annotations.csv"
    found: dict[str, set[int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (label := (row["label"] or "").strip()) in places:
                found.setdefault(row["sentence"], set()).add(places[label])
    return found


def link(args: argparse.Namespace) -> None:
    """RP@5: the share of right labels among the first five, of as many as there could be."""
    text = (recordings.folder() / "eval" / "skills" / "decorte" / "skills_en_label.txt").read_text(encoding="utf-8")
    labels = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    linker = SkillLinker(labels)
    split = {"val": "validation", "test": "test"}[args.split]
    print(f"{'RP@5, ' + split:16}{'ours':>8}{'target':>8}{'measured':>10}{'bi-encoder':>12}{'LLM':>8}")
    for name, target, measured, trained, model in (
        ("tech", 0.60, 0.578, 0.546, 0.596),
        ("house", 0.46, 0.430, 0.457, 0.565),
    ):
        gold = linked_sentences(name, split, labels)
        total = 0.0
        for sentence, right in gold.items():
            first = linker.rank(sentence)[:5]
            total += sum(int(at) in right for at in first) / min(5, len(right))
        print(f"{name:16}{total / len(gold):>8.3f}{target:>8.2f}{measured:>10.3f}{trained:>12.3f}{model:>8.3f}")


def spans(args: argparse.Namespace) -> None:
    """Strict F1 of knowledge spans on SkillSpan's development split."""
    print(
        f"{'knowledge spans':16}{'P':>8}{'R':>8}{'F1':>8}   anchors on the test split: 0.40 untrained, 0.496 small CRF; target 0.50"
    )
    both = Counter[str]()
    for name in ("tech_dev", "house_dev"):
        here = Counter[str]()
        path = recordings.folder() / "eval" / "skills" / "skillspan" / f"{name}.conll"
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line.strip()]
            gold = set(knowledge.spans(["OBI".index(row[2][0]) for row in rows]))
            ours = set(knowledge.tag_words([row[0] for row in rows])) if rows else set()
            here.update(gold=len(gold), ours=len(ours), right=len(gold & ours))
        both.update(here)
        _print_spans(name, here)
    _print_spans("both", both)


def _print_spans(name: str, count: Counter[str]) -> None:
    p, r = count["right"] / max(count["ours"], 1), count["right"] / max(count["gold"], 1)
    print(f"{name:16}{p:>8.3f}{r:>8.3f}{2 * p * r / (p + r):>8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("requirements")
    one.add_argument("--misses", action="store_true")
    one.add_argument("--set", default="requirements", help="or requirements_heldout, judged after tuning")
    one.set_defaults(run=requirements)
    two = commands.add_parser("link")
    two.add_argument("--split", choices=("val", "test"), default="val")
    two.set_defaults(run=link)
    commands.add_parser("spans").set_defaults(run=spans)
    commands.add_parser("speed").set_defaults(run=speed)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
