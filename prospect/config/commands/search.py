"""`prospect search "words"`: asks the catalogue what the results page asks."""

from __future__ import annotations

import argparse
from typing import Any

from prospect.config.commands import streams

EXAMPLES = 'examples: prospect search "back end developer" --near Tulsa --within 25 --remote --min-pay 90000; prospect search nurse --json --facets'
FACETS = ("workplace", "level", "type", "employer", "skill", "occupation", "pay")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = commands.add_parser("search", help="search the open jobs", epilog=EXAMPLES)
    search.add_argument("words", nargs="*", help='words, "phrases", -without, this OR that')
    search.add_argument("--near", action="append", metavar="PLACE")
    search.add_argument("--within", metavar="MILES")
    search.add_argument("--remote", action="store_true", help="remote jobs too")
    search.add_argument("--workplace", action="append", choices=["onsite", "hybrid", "remote"])
    search.add_argument("--min-pay", metavar="N", dest="pay")
    search.add_argument("--per", choices=["hour", "day", "week", "month", "year"])
    search.add_argument("--unstated", action="store_true", help="also jobs that state no pay")
    for name in ("level", "type", "employer", "skill", "occupation"):
        search.add_argument(f"--{name}", action="append")
    search.add_argument("--exact", action="store_true", help="only these titles, not similar ones")
    search.add_argument("--since", metavar="DAYS")
    search.add_argument("--sort", choices=["best", "newest"])
    search.add_argument("--limit", type=int, default=20)
    search.add_argument("--facets", action="store_true")
    search.add_argument("--explain", action="store_true", help="the parts of each score")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=_search, django=True)


def params_of(args: argparse.Namespace) -> dict[str, Any]:
    """The Query's parameters that the arguments come to."""
    given = {
        name: getattr(args, name)
        for name in (
            "near",
            "within",
            "workplace",
            "pay",
            "per",
            "level",
            "type",
            "employer",
            "skill",
            "occupation",
            "since",
            "sort",
        )
    }
    given |= {"q": " ".join(args.words), "remote": "yes" if args.remote else None, "unstated": "yes" if args.unstated else None,
              "similar": "no" if args.exact else None}  # fmt: skip
    return {name: value for name, value in given.items() if value}


def _search(args: argparse.Namespace) -> int:
    from prospect.jobs.models import Job
    from prospect.search import params
    from prospect.search.engines.port import IndexUnavailable
    from prospect.search.query import Query
    from prospect.search.tasks import engine
    from prospect.search.widening import widened
    from prospect.web.seekers.why import why_found

    reading = params.read(params_of(args))
    query = Query(**reading.fields)
    for note in reading.notes:
        streams.tell(note)
    try:
        found = engine().find(query, limit=max(args.limit, 0), facets=FACETS if args.facets else ())
    except IndexUnavailable:
        return streams.refuse("There is no search index yet. Build it with: prospect index rebuild")
    streams.tell(f"{found.total} jobs: {query.sentence()}")
    for near in widened(query, found, engine()):
        streams.tell(f"{near.name}: {near.total}")
    jobs = Job.objects.listed().for_cards().in_bulk([hit.id for hit in found.hits])
    rows = []
    for hit in found.hits:
        if hit.id not in jobs:
            continue
        row = _row(jobs[hit.id], hit.score, why_found(hit, jobs[hit.id]))
        if args.explain:
            row["explain"] = dict(engine().explain(query, hit.id) or {})
        rows.append(row)
    if args.json:
        streams.write(rows)
        if args.facets:
            streams.write([{"facets": {name: dict(counts) for name, counts in found.facets.items()}}])
        return streams.OK
    for row in rows:
        print(in_words(row))  # noqa: T201 (what the command is for)
    return streams.OK


def in_words(row: dict[str, Any]) -> str:
    """A result for a terminal: its id, title, employer and where."""
    places = [", ".join(filter(None, (place["city"], place["region"]))) or place["text"] for place in row["places"]]
    where = "; ".join([*places, *(["remote"] if row["workplace"] == "remote" else [])])
    return f"{row['id']}  {row['title']}, {row['employer']}" + (f" ({where})" if where else "")


def _row(job: Any, score: float, why: list[str]) -> dict[str, Any]:
    from prospect.jobs.columns import shape_of

    shape = shape_of(job)
    return {name: shape[name] for name in ("id", "title", "employer", "places", "workplace", "pay")} | {
        "score": score,
        "why": why,
    }
