"""Postings: what is read of every recording, duplicates, a replay of boards with damage, and the speed of it all.

    PROSPECT_SHARED=... python bench/postings.py [recordings|gold|duplicates|lifecycle|speed]

Limits and rivals stand beside the figures: the target of the plan, a rule of the plain kind, or bare `json.loads`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from recordings import folder

from prospect.jobs import lifecycle
from prospect.jobs.comparing import employer_key, fold
from prospect.jobs.duplicates import same
from prospect.jobs.paying import pay_of
from prospect.jobs.placing import whereabouts
from prospect.jobs.understanding import understand
from prospect.sources.connectors import KINDS, connector
from prospect.sources.posting import PostingData, RawPlace

PAIRS = Path(__file__).with_name("data") / "duplicate_pairs.tsv"
TODAY = date(2026, 8, 20)
FOLDERS = {"hn_who_is_hiring": "hn", "xml_feeds": "feed", "aggregator_lists": ""}


def main() -> None:
    parts: dict[str, Callable[[], None]] = {
        "recordings": recordings, "gold": gold, "duplicates": duplicates, "lifecycle": replay, "speed": speed,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(parts))
    asked = parser.parse_args().parts
    if unknown := set(asked) - parts.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in asked or parts:
        print(f"\n== {name}")
        parts[name]()


def samples() -> Path:
    return folder() / "samples"


# -- recordings --------------------------------------------------------------------------------------------------------


def files() -> Iterator[tuple[str, Path]]:
    """Every recording with the kind that reads it."""
    for board in sorted(path for path in samples().iterdir() if path.is_dir()):
        kind = FOLDERS.get(board.name, board.name)
        for path in sorted(board.iterdir()):
            if board.name == "aggregator_lists" and path.suffix in (".json", ".csv"):
                yield path.suffix[1:], path
            elif kind in KINDS and path.suffix != ".md":
                yield kind, path


def recordings() -> None:
    print(
        f"{'kind':16} {'recording':50} {'in':>5} {'read':>5} {'merged':>6} {'refused':>7} {'placed':>6} {'paid':>5}  why"
    )
    totals: Counter[str] = Counter()
    for kind, path in files():
        reading = connector(kind).parse(path.read_bytes(), token="acme")
        understood = [understand(posting, today=TODAY) for posting in reading.postings]
        placed = sum(bool(one.places or one.remote_scope or one.workplace) for one in understood)
        paid = sum(bool(one.pay) for one in understood)
        why = Counter(str(one.reason) for one in reading.refused).most_common(1)
        refused = sum(bool(one.id) for one in reading.refused)
        assert reading.entries == len(understood) + reading.merged + refused
        print(f"{kind:16} {path.name[:50]:50} {reading.entries:5} {len(understood):5} {reading.merged:6} {refused:7} "
              f"{placed:6} {paid:5}  {why[0][0][:90] if why else ''}")  # fmt: skip
        totals.update(
            entries=reading.entries,
            read=len(understood),
            merged=reading.merged,
            refused=refused,
            placed=placed,
            paid=paid,
        )
    print(dict(totals), "| target: every entry read, merged, or refused with a reason")


# -- places and pay ----------------------------------------------------------------------------------------------------


def gold() -> None:
    """The labelled strings, read as a posting's own field, so through all the rules of understanding."""
    rows = [json.loads(line) for line in (samples() / "gold/labelled_locations.jsonl").open()]
    wrong = []
    for row in rows:
        where = whereabouts(PostingData("x", "1", "Clerk", places=(RawPlace(row["text"]),)))
        found = {", ".join(part for part in (one.city, one.region, one.country) if part) for one in where.places}
        if {_coarse(one) for one in found} != {_coarse(one) for one in row["places"]}:
            wrong.append((row["text"], sorted(found), row["places"]))
    print(f"places: {len(rows) - len(wrong)} of {len(rows)} right, {len(wrong)} wrong | limit 2 wrong")
    for one in wrong:
        print("   ", *one)
    rows = [json.loads(line) for line in (samples() / "gold/labelled_salaries.jsonl").open()]
    wrong, invented = [], 0
    for row in rows:
        pays = pay_of(PostingData("x", "1", "Clerk", pay_text=row["text"]), "")
        ends = [end for one in pays for end in (one.min, one.max)]
        found = (
            (min((end for end in ends if end), default=None), max((end for end in ends if end), default=None))
            if pays
            else (None, None)
        )
        if pays and (pays[0].min is None or pays[0].max is None):
            found = (pays[0].min, pays[0].max)
        unit = (pays[0].currency, (pays[0].period or "").lower() or None) if pays else (None, None)
        if (found, unit) != ((row["min"], row["max"]), (row["currency"], row["period"])):
            wrong.append((row["text"], found, unit))
            invented += row["min"] is None and row["max"] is None
    print(
        f"pay: {len(rows) - len(wrong)} of {len(rows)} right, {len(wrong)} wrong, {invented} where there is none | limit 1 wrong, 0 invented"
    )
    for one in wrong:
        print("   ", *one)


def _coarse(place: str) -> str:
    """City and country, or region and country: the labels state regions of the US only."""
    parts = place.split(", ")
    return ", ".join((parts[0], parts[-1]) if len(parts) > 2 and parts[-1] != "US" else parts)


# -- duplicates --------------------------------------------------------------------------------------------------------

Pair = tuple[str, dict[str, Any], dict[str, Any]]


def duplicates() -> None:
    print(f"{'set':34} {'pairs':>6} {'precision':>10} {'recall':>8} {'unsure':>7}   plain rule: precision, recall")
    everything: list[Pair] = []
    for name, pairs in (("labelled pairs", list(_labelled())), ("one posting, two URLs", list(_two_urls())),
                        ("two postings, one title", list(_two_postings())), ("our own hundred", list(_own()))):  # fmt: skip
        _score(name, pairs)
        everything += pairs
    _score("all", everything)
    print("limit: precision 99%, recall 95%")
    for wanted, one, other in everything:
        verdict = same(one, other)
        if (verdict.same is True) != (wanted == "yes"):
            print(f"   {wanted}: said {verdict.same}, {verdict.reason} {_short(one)} | {_short(other)}")


def _score(name: str, pairs: list[Pair]) -> None:
    figures = []
    for judge in (lambda a, b: same(a, b).same, _plain_rule):
        said = [(wanted == "yes", judge(one, other)) for wanted, one, other in pairs]
        right = sum(wanted and found is True for wanted, found in said)
        claimed = sum(found is True for _, found in said)
        real = sum(wanted for wanted, _ in said)
        figures.append((_share(right, claimed), _share(right, real), sum(found is None for _, found in said)))
    (precision, recall, unsure), (plain_precision, plain_recall, _) = figures
    print(f"{name:34} {len(pairs):6} {precision:>10} {recall:>8} {unsure:7}   {plain_precision}, {plain_recall}")


def _plain_rule(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The usual triple: employer, title and place, folded."""
    return all(fold(str(one[name])) == fold(str(other[name])) for name in ("title", "employer")) and (
        [place["text"] for place in one["places"]] == [place["text"] for place in other["places"]]
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _short(posting: dict[str, Any]) -> str:
    return f"{posting['title']} @ {posting['employer']} in {'; '.join(place['text'] for place in posting['places'])}"


def _posting(title: str, employer: str, place: str, **more: Any) -> dict[str, Any]:
    """A posting in the form of ``postings read``, its place read from its text as the product does."""
    where = whereabouts(PostingData("x", "1", title, places=(RawPlace(place),)))
    places = [{**one.as_json(), "text": place} for one in where.places] or [{"text": place}]
    return {"source": None, "id": None, "url": None, "title": title, "employer": employer, "places": places if place else [],
            "workplace": where.workplace, "remote_scope": list(where.remote_scope), "description": "", **more}  # fmt: skip


def _labelled() -> Iterator[Pair]:
    for line in (samples() / "aggregator_lists/LABELLED_dedupe_pairs.jsonl").open():
        row = json.loads(line)
        one, other = (_posting(row[at]["title"], row[at]["company"], row[at]["location"]) for at in "ab")
        yield "yes" if row["same"] else "no", one, other


def _two_urls() -> Iterator[Pair]:
    for row in csv.DictReader((samples() / "gold/same_posting_url_pairs.csv").open()):
        one, other = (
            _posting(row[f"title_{at}"], row[f"company_{at}"], row[f"location_{at}"], url=row[f"url_{at}"])
            for at in "ab"
        )
        yield "yes", one, other


def _two_postings() -> Iterator[Pair]:
    systems = {"gh": "greenhouse"}
    for row in csv.DictReader((samples() / "gold/same_company_title_different_posting.csv").open()):
        pair = []
        for at in "ab":
            system, _, id = row[f"id_{at}"].partition(":")
            pair.append(
                _posting(
                    row[f"title_{at}"], row["company"], row[f"location_{at}"], source=systems.get(system, system), id=id
                )
            )
        yield "no", pair[0], pair[1]


def _own() -> Iterator[Pair]:
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        one, other = (
            _posting(row[f"title_{at}"], row[f"employer_{at}"], row[f"place_{at}"], **_extra(row[f"extra_{at}"]))
            for at in "ab"
        )
        one["description"], other["description"] = _texts(
            row["text"], row["employer_a"], row["title_a"], row["title_b"]
        )
        yield row["same"], one, other


def _extra(said: str | None) -> dict[str, str]:
    name, _, value = (said or "").partition("=")
    return {{"req": "requisition"}.get(name, name): value} if value else {}


def _texts(relation: str, employer: str, title: str, other_title: str) -> tuple[str, str]:
    """Two texts that relate as the label says, of invented sentences drawn from the names."""
    about = _sentences(employer, 6)
    own = _sentences(employer + title, 18)
    whole = " ".join((*about, *own))
    if relation == "none":
        return "", ""
    if relation == "other":
        return whole, " ".join((*about, *_sentences(employer + other_title + "another", 18)))
    if relation == "cut":
        return f"<p>{whole}</p>", whole[:500] + "…"
    if relation == "anew":
        moved = [*own[9:], *about, *own[:9]]
        return whole, "<ul>" + "".join(f"<li>{sentence}</li>" for sentence in moved) + "</ul>"
    return f"<p>{whole}</p>", f"<div>{whole}</div>"


def _sentences(seed: str, count: int) -> list[str]:
    chance = random.Random(employer_key(seed))
    words = [
        "you",
        "we",
        "our",
        "team",
        "work",
        "plan",
        "build",
        "care",
        "check",
        "lead",
        "learn",
        "serve",
        "write",
        "read",
        "test",
        "ship",
        "move",
        "keep",
        "help",
        "grow",
        "every",
        "day",
        "week",
    ]
    nouns = [
        "customers",
        "machines",
        "records",
        "patients",
        "systems",
        "students",
        "parts",
        "budgets",
        "tools",
        "routes",
        "orders",
        "reports",
        "safety",
        "quality",
        "service",
    ]
    return [" ".join(chance.choices(words, k=7) + chance.choices(nouns, k=3)).capitalize() + "." for _ in range(count)]


# -- lifecycle ---------------------------------------------------------------------------------------------------------


def replay() -> None:
    """22 daily readings of 148 boards, first as they were, then with damage, then as a plain rule reads them."""
    boards = _boards()
    print(f"{sum(map(len, boards.values()))} jobs on {len(boards)} boards")
    for name, damage in (("as they were", 0.0), ("with damage in 30% of readings", 0.3)):
        for rule in ("ours", "plain: absent once is closed"):
            _replay(boards, name, damage, plain=rule != "ours")


def _boards() -> dict[str, dict[str, tuple[date, date]]]:
    boards: dict[str, dict[str, tuple[date, date]]] = {}
    for row in csv.DictReader((samples() / "aggregator_lists/daily_snapshots_700_jobs_first_last_seen.csv").open()):
        span = (date.fromisoformat(row["min"]), date.fromisoformat(row["max"]))
        boards.setdefault(f"{row['source']}:{row['company']}", {})[row["job_uid"]] = span
    return boards


def _replay(boards: dict[str, dict[str, tuple[date, date]]], name: str, damage: float, *, plain: bool) -> None:
    chance = random.Random(1)
    days = [date(2026, 7, 18) + timedelta(n) for n in range(22)]
    counts: Counter[str] = Counter()
    late: list[int] = []
    for spans in boards.values():
        lives: dict[str, lifecycle.Life] = {}
        hold: lifecycle.Hold | None = None
        broken_for, kind = 0, ""
        for day in days:
            at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
            present = {id for id, (first, last) in spans.items() if first <= day <= last}
            if not broken_for and chance.random() < damage / 1.5:
                # Half of a board of two or three is a job or two that are missing, which no reading could tell from damage.
                kinds = ("failed", "partial", "emptied", *(["halved"] if len(present) >= lifecycle.SMALL else []))
                broken_for, kind = chance.choice((1, 1, 2)), chance.choice(kinds)
            seen, complete, failed = present, True, False
            if broken_for:
                broken_for -= 1
                counts[kind] += 1
                part = set(chance.sample(sorted(present), len(present) // 2))
                seen = {"failed": set(), "partial": part, "halved": part, "emptied": set()}[kind]
                complete, failed = kind in ("halved", "emptied"), kind == "failed"
            standing = {id for id, life in lives.items() if life.is_open}
            if plain:
                outcome = "complete"
            else:
                weighed = lifecycle.weigh(
                    standing=len(standing),
                    found=len(standing & seen),
                    complete=complete,
                    failed=failed,
                    hold=hold,
                    at=at,
                )
                outcome, hold = weighed.name, weighed.hold
            judged = lifecycle.judge(lives, seen, outcome=outcome, closing="complete", at=at)
            closed = set(judged.closed) | ({id for id in standing if id not in seen} if plain else set())
            lives.update(judged.lives)
            for id in closed:
                lives[id] = lifecycle.Life(lives[id].first_seen, lives[id].last_seen, closed_at=at)
                still_there = spans[id][1] >= day
                counts["closed wrongly" if still_there else "closed rightly"] += 1
                if not still_there:
                    late.append((day - spans[id][1]).days - 1)
            counts["reopened"] += len(judged.reopened)
        gone = [id for id, (_, last) in spans.items() if last < days[-1]]
        counts["gone and still open"] += sum(lives[id].is_open for id in gone if id in lives)
    mean = sum(late) / len(late) if late else 0.0
    rule = "plain rule" if plain else "ours"
    print(f"{name:32} {rule:12} closed wrongly {counts['closed wrongly']:4} | rightly {counts['closed rightly']:4}, {mean:.1f} days after "
          f"the first reading without | gone and still open at the end {counts['gone and still open']:3} | reopened {counts['reopened']:4}")  # fmt: skip
    if damage and not plain:
        print(
            "   damaged readings:",
            {kind: counts[kind] for kind in ("failed", "partial", "halved", "emptied")},
            "| limit: closed wrongly 0",
        )


# -- speed -------------------------------------------------------------------------------------------------------------


def speed() -> None:
    """Postings a second, beside the time that bare parsing of the same JSON takes."""
    for kind, name in (
        ("greenhouse", "stripe_18_with_content.json"),
        ("ashby", "ramp_30.json"),
        ("lever", "matchgroup_24.json"),
    ):
        data = (samples() / kind / name).read_bytes()
        bare = _seconds(lambda data=data: json.loads(data))
        parsed = _seconds(lambda data=data, kind=kind: connector(kind).parse(data))
        postings = connector(kind).parse(data).postings
        start = time.perf_counter()
        for posting in postings:
            understand(posting, today=TODAY)
        understood = time.perf_counter() - start
        count = len(postings)
        print(f"{kind:12} {count / bare:9.0f}/s json.loads | {count / parsed:9.0f}/s read | {count / understood:7.0f}/s understood "
              f"({understood / count * 1000:.1f} ms each)")  # fmt: skip
    _large()


def _large() -> None:
    """A board of 20,000 postings in one answer."""
    row = json.loads((samples() / "greenhouse/stripe_18_with_content.json").read_bytes())["jobs"][0]
    row["content"] = re.sub(r"\s+", " ", row["content"])[:1200]
    data = json.dumps({"jobs": [{**row, "id": n} for n in range(20_000)]}).encode()
    start = time.perf_counter()
    found = len(connector("greenhouse").parse(data).postings)
    took = time.perf_counter() - start
    start = time.perf_counter()
    json.loads(data)
    bare = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{found} postings of {len(data) / 1e6:.0f} MB in {took:.2f} s ({found / took:.0f}/s), json.loads {bare:.2f} s, peak memory {peak:.0f} MB"
    )


def _seconds(work: Callable[[], object]) -> float:
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
