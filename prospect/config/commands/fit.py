"""`prospect fit RESUME JOB` and `prospect fit rank`: how people and jobs suit each other."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prospect.config import environment
from prospect.config.commands import streams
from prospect.fit.account import Fit, JobText, account, job_of
from prospect.fit.person import Person, from_resume
from prospect.fit.plain_text import from_text
from prospect.fit.ranking import Opening, Ranker

USAGE = """prospect fit RESUME JOB [--json]
       prospect fit rank --people FILE --jobs FILE [--top N]"""
EXAMPLES = (
    "examples: prospect fit cv.pdf posting.txt --json; prospect fit cv.json 7k2m9p4q8r5t3v (a job of the catalogue)"
)


class Unreadable(Exception):
    """Why an input could not be used, as one sentence."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    fit = commands.add_parser("fit", usage=USAGE, help="how a résumé and a job suit each other", epilog=EXAMPLES)
    fit.add_argument("resume", help="a résumé file or JSON Resume; or the word rank")
    fit.add_argument("job", nargs="?", help="a posting as JSON, a text file, or a job's id")
    fit.add_argument("--json", action="store_true")
    fit.add_argument("--people", metavar="FILE", help='rank: JSON Lines {"id","text"} or JSON Resume')
    fit.add_argument("--jobs", metavar="FILE", help='rank: JSON Lines {"id","title","text"}')
    fit.add_argument("--top", type=int, metavar="N")
    fit.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    ranks = args.resume == "rank" and args.people and args.jobs
    if not ranks and args.job is None:
        streams.tell(f"usage: {USAGE}")
        return streams.WRONG_USE
    try:
        return _rank(args) if ranks else _one(args)
    except Unreadable as trouble:
        return streams.refuse(trouble)
    except (OSError, UnicodeDecodeError) as trouble:
        return streams.refuse(f"A file could not be read: {trouble}.")


def _one(args: argparse.Namespace) -> int:
    found = account(from_resume(_resume(Path(args.resume))), _job(args.job))
    if args.json:
        streams.write([found.as_json()])
    else:
        print(in_words(found))  # noqa: T201 (what the command is for)
    return streams.OK


def in_words(found: Fit) -> str:
    """The account for a terminal."""
    marks = {"met": "+", "partly": "~", "not_found": "-", "cannot_tell": "?"}
    low, high = found.range or (0, 0)
    number = f", {found.score}" if found.range else ""
    number += f" ({low} to {high})" if low < high else ""
    lines = [f"{found.band or 'cannot tell'}{number}", str(found.summary), *map(str, found.notes), ""]
    for claim in found.requirements:
        lines.append(f"{marks[claim.verdict]} {claim.text}  [{claim.need}] {claim.reason}")
        lines += [f"    “{quote}”" for quote in claim.evidence]
    if found.missing:
        lines += ["", "What would change this:" if found.score is not None else "What would tell more:"]
        lines += [f"  {sentence}" for sentence in found.missing]
    return "\n".join([*lines, "", found.version])


def _resume(path: Path) -> dict[str, Any]:
    from prospect.people.resume.process import ResumeRefused, read_safely

    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    try:
        if path.suffix == ".json":
            found = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return found
        return read_safely(path, filename=path.name)
    except (ResumeRefused, ValueError, OSError) as trouble:
        raise Unreadable(f"{path} could not be read: {trouble}") from trouble


def _job(named: str) -> JobText:
    path = Path(named)
    if path.is_file():
        return job_from_text(path.read_text(encoding="utf-8", errors="replace"))
    return _catalogued(named)


def job_from_text(text: str) -> JobText:
    """A posting as JSON (`title`, and `description` or `text`) or as plain words, whose first line is the title."""
    from prospect.jobs.sanitising import clean

    if text.lstrip().startswith("{"):
        try:
            posting = json.loads(text.splitlines()[0] if "\n{" in text else text)
        except ValueError as trouble:
            raise Unreadable("The posting is not whole JSON.") from trouble
        body = str(posting.get("text") or "") or clean(str(posting.get("description") or "")).text
        return job_of(str(posting.get("title") or ""), body)
    first, _, rest = text.strip().partition("\n")
    return job_of(first if len(first) <= 120 else "", text if len(first) > 120 else rest)


def _catalogued(public_id: str) -> JobText:
    from django.db import DatabaseError

    environment.set_up_django()
    from prospect.jobs.models import Job

    try:
        job = Job.objects.filter(public_id=public_id).first()
    except DatabaseError as trouble:
        raise Unreadable(f"There is neither a file nor a catalogue with {public_id}.") from trouble
    if job is None:
        raise Unreadable(f"There is neither a file nor a job called {public_id}.")
    return JobText(job.title, job.text, job.occupation or None, job.level or None, job.requirements)


def _people(path: str) -> Iterator[tuple[str, Person]]:
    """People of JSON Lines: JSON Resume, or a plain text read quickly."""
    for number, line in enumerate(streams.lines(path), 1):
        found = _object(line, path, number)
        inner = found.get("resume")
        resume: dict[str, Any] = inner if isinstance(inner, dict) else found
        yield (
            str(found.get("id") or number),
            from_text(str(found["text"])) if "text" in found else from_resume(resume),
        )


def _object(line: str, path: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as trouble:
        raise Unreadable(f"Line {number} of {path} is not JSON.") from trouble
    if not isinstance(found, dict):
        raise Unreadable(f"Line {number} of {path} is not a JSON object.")
    return found


def _rank(args: argparse.Namespace) -> int:
    """For each job every person, best first; equals in the order of their ids."""
    people = sorted(_people(args.people), key=lambda pair: pair[0])
    jobs = [_object(line, args.jobs, number) for number, line in enumerate(streams.lines(args.jobs), 1)]
    openings = [Opening(str(job.get("title") or ""), str(job.get("text") or "")) for job in jobs]
    for job, scores in zip(jobs, Ranker([person for _, person in people]).scores(openings), strict=True):
        ordered = sorted(zip(scores, (id for id, _ in people), strict=True), key=lambda pair: (-pair[0], pair[1]))
        for score, id in ordered[: args.top]:
            print(f"{job.get('id')}\t{id}\t{score:.6f}")  # noqa: T201 (what the command is for)
    return streams.OK
