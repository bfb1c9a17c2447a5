"""Labelled texts of résumés: what is found of the names, e-mails, employers, titles, schools and degrees marked in them.

    PROSPECT_SHARED=... .venv/bin/python bench/resumes.py --text [--only half|rest]

The texts, and the rule by which an answer counts, are those of ``$PROSPECT_SHARED/resumes``: sets of strings compared
one to one, alike from 88 in 100 on. Many texts have lost their line breaks, and the marks were made by hand in passing:
titles told in a summary count as titles, products as employers, so that nobody reaches 100. One half (by a hash of the
text's id) was looked at while the rules were written, the rest never. The rivals' figures are the report's, on the
texts kept aside, of which these are the open brothers.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from prospect.people.resume.reading import read_resume

LABELS = ("NAME", "EMAIL", "COMPANY", "TITLE", "SCHOOL", "DEGREE")
RIVALS: dict[str, tuple[int | None, ...]] = {
    "NAME": (39, 17), "EMAIL": (31, None), "COMPANY": (18, 11), "TITLE": (25, None), "SCHOOL": (33, 9), "DEGREE": (28, None),
}  # fmt: skip


def looked_at(identifier: str) -> bool:
    """Whether a text belongs to the half that was looked at."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2 == 0


def named(resume: dict[str, Any]) -> dict[str, list[str]]:
    """What a reading says, by label."""
    basics, work, studies = resume.get("basics", {}), resume.get("work", []), resume.get("education", [])
    found = {
        "NAME": [basics.get("name")],
        "EMAIL": [basics.get("email")],
        "COMPANY": [job.get("name") for job in work],
        "TITLE": [*(job.get("position") for job in work), basics.get("label")],
        "SCHOOL": [study.get("institution") for study in studies],
        "DEGREE": [" ".join(filter(None, (study.get("studyType"), study.get("area")))) for study in studies],
    }
    return {label: list(dict.fromkeys(filter(None, values))) for label, values in found.items()}


def hits(score: ModuleType, marked: set[str], found: list[str]) -> int:
    """How many of the marked strings have a found one of their own that is alike."""
    free, count = list(found), 0
    for wanted in marked:
        match = next((each for each in free if score.sim(wanted, each) >= 88), None)
        if match is not None:
            free.remove(match)
            count += 1
    return count


def print_texts(folder: Path, score: ModuleType, only: str, today: date) -> None:
    """The table: precision, recall and F1 by label, beside the rivals."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    number = 0
    for line in (folder / "text" / "dotin_train.jsonl").open():
        record = json.loads(line)
        if only in ("half", "rest") and looked_at(record["id"]) != (only == "half"):
            continue
        number += 1
        found = named(read_resume(record["text"].encode(), filename="resume.txt", today=today))
        for label in LABELS:
            marked = {" ".join(record["text"][a:b].split()) for a, b, kind in record["entities"] if kind == label}
            right[label] += hits(score, marked, found[label])
            given[label] += len(found[label])
            wanted[label] += len(marked)
    print(f"\n{number} labelled texts{'precision':>16}{'recall':>9}{'F1':>7}{'pyresparser':>14}{'spaCy sm':>10}")
    for label in LABELS:
        p, r = right[label] / max(1, given[label]), right[label] / max(1, wanted[label])
        rivals = "".join(f"{'-' if v is None else v:>{w}}" for v, w in zip(RIVALS[label], (14, 10), strict=True))
        print(f"{label:18}{100 * p:16.1f}{100 * r:9.1f}{200 * p * r / max(p + r, 1e-9):7.1f}{rivals}")
