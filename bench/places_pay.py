"""Places and pay: errors on the labelled sets and processor time per text, beside a plain reading of the kind often met.

    PROSPECT_SHARED=... python bench/places_pay.py [--wrong]

``judged/places_pay.tsv`` has whole postings of the recordings, labelled before the reader was run on them; `--wrong`
shows each that is read otherwise.

The plain readings: a place is "City, ST" or a name in the table; pay is the first "$N - $N" of the text.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import recordings

sys.path.insert(0, str(Path(__file__).parents[1]))

from prospect.jobs.understanding import Understood, understand
from prospect.lexicon import place_reading
from prospect.lexicon.gazetteer import gazetteer
from prospect.lexicon.language import read_language
from prospect.lexicon.pay import Pay, read_pay
from prospect.lexicon.place_names import fold
from prospect.lexicon.places import places_within, read_places, suggest_places
from prospect.sources.connectors import connector
from tests.lexicon import test_pay, test_places

_PLAIN_PAY = re.compile(r"\$\s?([\d,.]+)\s?([kK])?\s?[-–—]\s?\$?\s?([\d,.]+)\s?([kK])?")


def plain_places(text: str) -> frozenset[str]:
    g = gazetteer()
    match = re.fullmatch(r"([\w .'-]+), ([A-Z]{2})", text.strip())
    name, region = match.groups() if match else (text, None)
    for i in g.main.get(fold(name), ()):
        cells = g.lines[i]
        if region in (None, cells[4]):
            shown = (cells[1], cells[4] if cells[5] in ("US", "CA") else "", cells[5])
            return frozenset((", ".join(part for part in shown if part),))
    return frozenset()


def plain_pay(text: str) -> str:
    match = _PLAIN_PAY.search(text)
    if not match:
        return ""
    low, high = (float(match[i].replace(",", "").strip(".")) * (1000 if match[i + 1] else 1) for i in (1, 3))
    return test_pay.shown(Pay(low, high, "USD", "YEAR" if low > 1000 else "HOUR"))


def row(name: str, figure: object, rival: object = "", limit: object = "") -> None:
    print(f"{name:58} {figure!s:>14} {rival!s:>14} {limit!s:>14}")


def micros(work: Callable[[str], object], texts: Iterable[str]) -> float:
    sample = list(texts)
    start = time.process_time()
    for text in sample:
        work(text)
    return (time.process_time() - start) / len(sample) * 1e6


def errors() -> None:
    places = test_places.labelled()
    wrong = sum(test_places.facts(read_places(text)) != want for text, want in places)
    plain = sum(plain_places(text) != want[1] for text, want in places)
    row(f"location strings wrong, own set of {len(places)}", wrong, f"{plain} (places)", 2)
    pays = test_pay.labelled()
    read = [(want, "|".join(test_pay.shown(pay) for pay in read_pay(text)), plain_pay(text)) for text, want in pays]
    row(f"pay wrong, own set of {len(pays)}", sum(w != r for w, r, _ in read), sum(w != p for w, _, p in read), 1)
    none = [entry for entry in read if not entry[0]]
    row(f"pay where none is, of {len(none)}", sum(bool(r) for _, r, _ in none), sum(bool(p) for *_, p in none), 0)


def postings(*, shows_wrong: bool) -> None:
    """Errors on whole postings of the recordings: places, workplace, remote scope and pay, each by itself."""
    wrong: Counter[str] = Counter()
    labels = judged()
    read = {name: understood(name) for name in {one["file"] for one in labels}}
    unpaid = 0
    for one in labels:
        said = facts_of(read[one["file"]][one["id"]])
        unpaid += bool(said["pay"]) and not one["pay"]
        for part in ("places", "workplace", "remote_scope", "pay"):
            want = {same(name) for name in one[part].split("|") if name}
            if want != {same(name) for name in said[part]}:
                wrong[part] += 1
                if shows_wrong:
                    print(f"  {one['file']} {one['id']}: {part} {one[part]!r}, read {'|'.join(said[part])!r}")
    for part in ("places", "workplace", "remote_scope", "pay"):
        row(f"{part} wrong, of {len(labels)} labelled postings", wrong[part])
    row(f"pay where none is, of {sum(not one['pay'] for one in labels)}", unpaid, "", 0)


def same(name: str) -> str:
    """One spelling of a name of the labels and of ours."""
    return fold({"North America": "NAMER"}.get(name, name)).replace(" ", "").replace("-", "")


def judged() -> list[dict[str, str]]:
    path = Path(__file__).with_name("judged") / "places_pay.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def understood(name: str) -> dict[str, Understood]:
    """What the postings of a recording mean, by id."""
    kind = {"hn_who_is_hiring": "hn"}.get(name.partition("/")[0], name.partition("/")[0])
    reading = connector(kind).parse((recordings.folder() / "samples" / name).read_bytes())
    return {posting.id: understand(posting) for posting in reading.postings}


def facts_of(read: Understood) -> dict[str, list[str]]:
    return {
        "places": [test_places.shown(place) for place in read.places],
        "workplace": [read.workplace] if read.workplace else [],
        "remote_scope": list(read.remote_scope),
        "pay": [test_pay.shown(pay) for pay in read.pay],
    }


def speed() -> None:
    cold = "import time; from prospect.lexicon.gazetteer import gazetteer; t = time.process_time(); gazetteer()"
    cold += "; print((time.process_time() - t) * 1e3)"
    loaded = subprocess.run([sys.executable, "-c", cold], capture_output=True, text=True, check=True).stdout
    row("table of places, first use", f"{float(loaded):.0f} ms", "", "150 ms")
    read_places("Tulsa, OK")
    strings = [text for text, _ in test_places.labelled()]
    place_reading._read.cache_clear()
    row("a new location string", f"{micros(read_places, strings):.0f} µs")
    row("a location string seen before", f"{micros(read_places, strings):.1f} µs")
    suggest_places("a")
    row(
        "suggestions for a prefix",
        f"{micros(suggest_places, ['t', 'tu', 'san', 'new y', 's']) / 1e3:.2f} ms",
        "",
        "10 ms",
    )
    places_within("4553433", 1)
    start = time.process_time()
    places_within("4553433", 50)
    row("places within 50 miles", f"{(time.process_time() - start) * 1e3:.2f} ms")
    if shared := recordings.named():
        with gzip.open(shared / "eval/postings/ats_tech.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["description"] or "" for line, _ in zip(lines, range(500), strict=False)]
        row("pay of a whole posting", f"{micros(read_pay, texts) / 1e3:.2f} ms")
        row("language of a whole posting", f"{micros(read_language, texts) / 1e3:.2f} ms")


if __name__ == "__main__":
    row("", "ours", "plain", "limit")
    errors()
    if recordings.named():
        postings(shows_wrong="--wrong" in sys.argv)
    speed()
