"""Résumés: how well, how fast and how safely they are read.

    PROSPECT_SHARED=... .venv/bin/python bench/resumes.py [--only REGEX] [--fuzz N] [--show FIELD] [--text]

Documents with their truth and the scorer come from ``$PROSPECT_SHARED/resumes``. The rivals' figures are those that
the folder's own report gives for the same scorer on all 114 PDFs (of which the open ones are a part): OfflineCV
d6c62a4 and open-resume 4f8255a. Times are processor milliseconds of this process; the limit is the bare extraction
of all characters by pdfium, one call each for character, box and size, from the same file.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import json
import os
import random
import re
import statistics
import time
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import recordings

from prospect.people.resume import process
from prospect.people.resume.page import UnreadableError
from prospect.people.resume.reading import read_resume

TODAY = date(2026, 11, 22)
SURE = 0.9
CORE = [
    "name",
    "email",
    "phone",
    "location",
    "company",
    "title",
    "w.dates",
    "school",
    "degree",
    "field",
    "e.dates",
    "skills",
]
OFFLINECV = dict(
    zip(
        [*CORE, "links", "w.entry", "e.entry"],
        [94, 96, 81, 82, 66, 71, 75, 66, 78, None, 62, 72, 80, 60, 53],
        strict=True,
    )
)
OPENRESUME = dict(
    zip(
        [*CORE, "links", "w.entry", "e.entry"],
        [68, 81, 68, 61, 38, 42, 58, 34, 49, None, 34, 51, 32, 27, 24],
        strict=True,
    )
)
SLICES: dict[str, tuple[Callable[[dict[str, Any]], bool], float | None, float]] = {
    "all documents": (lambda r: True, None, 0),
    "all PDFs": (lambda r: r["file"].endswith(".pdf"), 75.0, 92),
    "PDFs without OfflineCV's own": (lambda r: r["file"].endswith(".pdf") and not r["id"].startswith("off-"), 63.1, 92),
    "two columns": (lambda r: r["layout"] == "two-col", 71.7, 88),
    "rails": (lambda r: r["layout"] == "rail", 60.8, 88),
    "tables": (lambda r: r["layout"] == "table", 57.6, 88),
    "DOCX": (lambda r: r["file"].endswith(".docx"), 64.4, 92),
    "de, fr, es, zh": (lambda r: r["lang"] != "en", 28.1, 85),
    "scans": (lambda r: r["layout"] == "scan", 0.0, 80),
    "RTF, ODT, text": (lambda r: r["file"].endswith((".rtf", ".odt", ".txt")), None, 0),
}  # fmt: skip


def shared() -> Path:
    return recordings.folder() / "resumes"


def scorer(folder: Path) -> ModuleType:
    """The folder's own scorer, loaded from its file."""
    spec = importlib.util.spec_from_file_location("resume_score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def flat(resume: dict[str, Any]) -> dict[str, Any]:
    """JSON Resume in the scorer's shape. A job without an end goes on: JSON Resume's way of "present"."""
    basics = resume.get("basics", {})
    place = basics.get("location") or {}
    urls = [basics.get("url"), *(profile.get("url") for profile in basics.get("profiles", []))]

    def entry(one: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
        end = one.get("endDate") or ("present" if one.get("startDate") else None)
        return {new: one.get(old) for new, old in names.items()} | {"start": one.get("startDate"), "end": end}

    return {
        "name": basics.get("name"), "email": basics.get("email"), "phone": basics.get("phone"),
        "location": ", ".join(place[key] for key in ("city", "region", "country") if place.get(key)) or None,
        "links": [url for url in urls if url],
        "work": [entry(one, {"company": "name", "title": "position"}) for one in resume.get("work", [])],
        "education": [entry(one, {"school": "institution", "degree": "studyType", "field": "area"}) for one in resume.get("education", [])],
        "skills": [skill["name"] for skill in resume.get("skills", [])],
    }  # fmt: skip


def bare(data: bytes) -> None:
    """All characters of a PDF with their boxes and nothing else: the limit of any reader that needs places."""
    document = pdfium.PdfDocument(data)
    box = [ctypes.c_double() for _ in range(4)]
    for page in document:
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text.raw)):
            raw.FPDFText_GetUnicode(text.raw, index)
            raw.FPDFText_GetCharBox(text.raw, index, *box)
            raw.FPDFText_GetFontSize(text.raw, index)
    document.close()


def timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def read_all(folder: Path, only: str) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[tuple[float, float]]]:
    """Every document's truth and reading, and the milliseconds of those with a text layer (ours, bare)."""
    read_resume(b"Ann Baker\nIT Support\na@example.com", filename="warm.txt", today=TODAY)
    pairs, times = [], []
    for path in sorted((folder / "documents").glob("*.truth.json")):
        record = json.loads(path.read_text())
        if not re.search(only, record["id"]):
            continue
        data = (folder / "documents" / record["file"]).read_bytes()
        try:
            start = time.process_time()
            resume = read_resume(data, filename=record["file"], today=TODAY)
            spent = (time.process_time() - start) * 1000
        except UnreadableError as error:
            print(f"{record['id']}: {error}")
            resume, spent = {}, 0.0
        pairs.append((record, resume))
        if record["file"].endswith(".pdf") and record["layout"] != "scan":
            times.append((spent, timed(lambda data=data: bare(data))))
    return pairs, times


def print_fields(score: ModuleType, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """F1 per field over the PDFs, beside the rivals."""
    documents = [(r["group"], score.score_doc(r["truth"], flat(p))) for r, p in pairs if r["file"].endswith(".pdf")]
    found = score.aggregate(documents)
    print(f"\n{'field (all PDFs)':18}{'ours':>8}{'OfflineCV':>12}{'open-resume':>14}")
    for field in [*CORE, "links", "w.entry", "e.entry"]:
        if field in found:
            rivals = [OFFLINECV.get(field), OPENRESUME.get(field)]
            print(
                f"{field:18}{100 * found[field][2]:8.1f}"
                + "".join(f"{'-' if v is None else v:>{w}}" for v, w in zip(rivals, (12, 14), strict=True))
            )


def core(score: ModuleType, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> tuple[float, float]:
    """Core F1 and whole jobs right, persons weighing alike."""
    found = score.aggregate([(r["group"], score.score_doc(r["truth"], flat(p))) for r, p in pairs])
    values = [found[field][2] for field in CORE if field in found]
    return 100 * sum(values) / len(values), 100 * found["w.entry"][2] if "w.entry" in found else float("nan")


def print_slices(score: ModuleType, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    print(f"\n{'slice':32}{'docs':>5}{'core F1':>9}{'whole job':>11}{'OfflineCV':>11}{'goal':>6}")
    for name, (belongs, rival, goal) in SLICES.items():
        part = [pair for pair in pairs if belongs(pair[0])]
        if part:
            f1, whole = core(score, part)
            print(f"{name:32}{len(part):5}{f1:9.1f}{whole:11.1f}{'-' if rival is None else rival:>11}{goal or '-':>6}")
    ats = [pair for pair in pairs if pair[0]["id"].startswith("rcats-")]
    if ats:
        found = score.aggregate([(r["group"], score.score_doc(r["truth"], flat(p))) for r, p in ats])
        said = ", ".join(
            f"{field} {100 * found[field][2]:.0f}"
            for field in ("name", "email", "phone", "company", "title", "w.dates")
            if field in found
        )
        print(f"\nRenderCV's corpus (Affinda, Extracta, Klippa: all right): {said}")


POINTERS = {
    "name": "/basics/name",
    "email": "/basics/email",
    "phone": "/basics/phone",
    "location": "/basics/location/city",
}
ENTRY = {
    "work": {"company": "name", "title": "position"},
    "education": {"school": "institution", "degree": "studyType", "field": "area"},
}


def judged(score: ModuleType, record: dict[str, Any], resume: dict[str, Any]) -> list[tuple[float, bool]]:
    """(confidence, right) of each field that was read and that the truth speaks of."""
    truth, mine, found = record["truth"], flat(resume), []
    told = resume["meta"]["provenance"]
    tests = {
        "name": lambda t, p: score.nname(t) == score.nname(p),
        "email": lambda t, p: t.lower() == p.lower(),
        "phone": score.ok_phone,
        "location": score.ok_loc,
    }
    for field, pointer in POINTERS.items():
        if field in truth and mine[field] and pointer in told:
            found.append(
                (told[pointer]["confidence"], bool(truth[field]) and bool(tests[field](truth[field], mine[field])))
            )
    for section, keys in ENTRY.items():
        if section in truth:
            found += judged_entries(score, truth[section] or [], mine[section], section, keys, told)
    return found


def judged_entries(
    score: ModuleType, truth: list[Any], mine: list[Any], section: str, keys: dict[str, str], told: dict[str, Any]
) -> list[tuple[float, bool]]:
    first = tuple(keys)[:2]
    match = {mine_at: at for at, mine_at in score.align(truth, mine, first).items()}
    found = []
    for number, one in enumerate(mine):
        real = truth[match[number]] if number in match else {}
        for key, name in keys.items():
            pointer = f"/{section}/{number}/{name}"
            if one.get(key) and pointer in told and (not real or real.get(key)):
                good = bool(real) and right(score, key, str(real[key]), one)
                found.append((told[pointer]["confidence"], good))
        for key, name in (("start", "startDate"), ("end", "endDate")):
            pointer = f"/{section}/{number}/{name}"
            if one.get(key) and pointer in told and (not real or real.get(key)):
                found.append(
                    (told[pointer]["confidence"], bool(real) and score.ok_date(real[key], score.ndate(one[key])))
                )
    return found


def right(score: ModuleType, key: str, real: str, one: dict[str, Any]) -> bool:
    if key == "degree":
        return bool(score.ok_degree(real, str(one[key])))
    if key == "field":
        return bool(score.ok_field(real, f"{one.get('degree') or ''} {one[key]}"))
    return bool(score.sim(real, str(one[key])) >= 88)


def print_curve(score: ModuleType, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Of the fields at least so sure, how many are right, and how many fields that is."""
    points = [point for record, resume in pairs if resume for point in judged(score, record, resume)]
    print(f"\n{'confidence at least':22}{'fields':>8}{'share':>8}{'right':>8}")
    for bound in (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, SURE, 0.93, 0.95, 0.97):
        part = [good for sure, good in points if sure >= bound]
        if part:
            mark = "   <- sure: 98 in 100 right, 70 in 100 of the fields" if bound == SURE else ""
            print(
                f"{bound:22.2f}{len(part):8}{100 * len(part) / len(points):7.1f}%{100 * sum(part) / len(part):7.1f}%{mark}"
            )


def print_times(times: list[tuple[float, float]]) -> None:
    if not times:
        return
    ours, limit = sorted(t for t, _ in times), sorted(t for _, t in times)
    ratio = statistics.median(t / max(b, 0.1) for t, b in times)

    def at(values: list[float], share: float) -> float:
        return values[min(len(values) - 1, int(share * len(values)))]

    print(f"\n{'processor ms a PDF':22}{'median':>8}{'p95':>8}{'p99':>8}")
    print(f"{'ours':22}{at(ours, 0.5):8.1f}{at(ours, 0.95):8.1f}{at(ours, 0.99):8.1f}   goal: median 70, p95 400")
    print(
        f"{'bare characters':22}{at(limit, 0.5):8.1f}{at(limit, 0.95):8.1f}{at(limit, 0.99):8.1f}   ours takes {ratio:.1f} times that (goal 5)"
    )
    print(f"{'OfflineCV (report)':22}{37:8}{162:8}")


def hostile() -> dict[str, bytes]:
    """Files made to break a reader, by name."""
    pages = b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" % n for n in range(3, 10_003))
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 10_003))
    many = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 10000/Kids["
        + kids
        + b"]>>endobj\n"
        + pages
        + b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    bomb = zlib.compress(b"BT /F 9 Tf (x) Tj ET\n" * 3_000_000, 9)
    stream = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>endobj\n"
    stream += (
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(bomb)
        + bomb
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    return {
        "ten thousand pages": many, "pages that hold themselves": loop, "a stream that unpacks to 60 MB": stream,
        "nested groups of RTF": b"{\\rtf1" + b"{" * 100_000, "nested HTML": b"<html><body>" + b"<div>" * 200_000,
        "nested JSON": b'{"basics":' * 100_000, "a program named .pdf": b"MZ" + os.urandom(5000), "one long line": b"A" * 9_000_000,
        "a line of dates": b"2019 - 2020 " * 500_000, "an empty file": b"", "only zeros": b"\0" * 5_000_000,
        "tabs": b"\t" * 3_000_000 + b"x", "a million short lines": b"ab\n" * 1_000_000, "half a zip": b"PK\x03\x04" + os.urandom(3000),
    }  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file cut short, with bits turned, or with a stretch doubled, dropped or swapped."""
    changed = bytearray(data)
    how = chance.randrange(4)
    if how == 0:
        return bytes(changed[: chance.randrange(1, len(changed))])
    if how == 1:
        for _ in range(chance.randrange(1, 200)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)
    a, b = sorted(chance.randrange(len(changed)) for _ in range(2))
    if how == 2:
        return bytes(changed[:a] + changed[b:])
    return bytes(changed[:b] + changed[a:b] + changed[b:])[:9_900_000]


def fuzz(folder: Path, count: int) -> None:
    """Hostile and mutated files through the limited process; every one must end in a résumé or a sentence."""
    chance = random.Random(20261122)
    sources = [path for path in sorted((folder / "documents").iterdir()) if not path.name.endswith(".json")]
    files = list(hostile().items())
    files += [
        (f"{path.name} #{n}", mutated(path.read_bytes(), chance))
        for n in range(count)
        for path in [chance.choice(sources)]
        if "scan" not in path.name and "ditgar" not in path.name
    ]
    outcome: Counter[str] = Counter()
    slowest = (0.0, "")
    target = Path(f"/tmp/prospect-fuzz-{os.getpid()}")
    for name, data in files:
        target.write_bytes(data)
        start = time.monotonic()
        try:
            process.read_safely(target, filename=name.split(" #")[0], today=TODAY)
            outcome["read"] += 1
        except process.ResumeRefused as error:
            outcome[f"refused: {str(error)[:70]}"] += 1
        except Exception as error:
            outcome[f"CRASH {type(error).__name__}"] += 1
            print("CRASH", name, error)
        slowest = max(slowest, (time.monotonic() - start, name))
    target.unlink(missing_ok=True)
    process.close()
    print(f"\n{len(files)} hostile and mutated files; slowest {slowest[0]:.1f} s ({slowest[1]})")
    for text, number in outcome.most_common():
        print(f"{number:6}  {text}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="ids that match")
    parser.add_argument("--fuzz", type=int, default=0, help="how many mutated files besides the hostile ones")
    parser.add_argument("--show", help="print the misses of a field")
    parser.add_argument("--text", action="store_true", help="the labelled texts instead; --only half or rest of them")
    args = parser.parse_args()
    folder = shared()
    score = scorer(folder)
    if args.text:
        from resume_texts import print_texts

        print_texts(folder, score, args.only, TODAY)
        return
    pairs, times = read_all(folder, args.only)
    if args.show:
        misses: dict[str, list[Any]] = {field: [] for field in [*score.FIELDS]}
        for record, resume in pairs:
            score.score_doc(record["truth"], flat(resume), misses, record["id"])
        for miss in misses[args.show]:
            print("MISS", *miss)
    print_fields(score, pairs)
    print_slices(score, pairs)
    print_curve(score, pairs)
    print_times(times)
    print("\nlimits in force:", ", ".join(name for name, holds in process.limits_in_force().items() if holds))
    if args.fuzz:
        fuzz(folder, args.fuzz)
    process.close()


if __name__ == "__main__":
    main()
