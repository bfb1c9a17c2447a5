"""`prospect postings …`: read recordings of boards, name a posting's identity, and compare two postings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospect.config.commands.streams import OK, REFUSED, WRONG_USE, lines, refuse, tell, write
from prospect.lexicon.sentences import say, say_many

if TYPE_CHECKING:
    from prospect.sources.posting import Reading

_READ_EXAMPLES = """examples:
  prospect postings read --kind greenhouse board.json --json
  curl -s https://api.lever.co/v0/postings/acme?mode=json | prospect postings read --kind lever - --json
  prospect postings read --kind jsonld careers/*.html --employer "Acme Widgets" --json
"""
_KEY_EXAMPLES = """examples:
  echo https://boards.greenhouse.io/acme/jobs/4129304 | prospect postings key -
  prospect postings key urls.txt
"""
_SAME_EXAMPLES = """examples:
  prospect postings same pairs.jsonl     each line {"a": posting, "b": posting}, as `postings read` writes them
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The three subcommands. None needs a database."""
    postings = commands.add_parser("postings", help="read recordings of boards; identity and duplicates of postings")
    subcommands = postings.add_subparsers(required=True, metavar="WHAT")
    read = _parser(subcommands, "read", "postings in files as a board serves them", _READ_EXAMPLES)
    read.add_argument("--kind", required=True, help="the kind of board: greenhouse, lever, ashby, …")
    read.add_argument("--token", default="", help="the board's name or address, for those that build addresses from it")
    read.add_argument("--employer", help="whose board it is, where the postings do not say")
    read.add_argument("--today", type=date.fromisoformat, help="the day of reading (default: today)")
    read.add_argument("files", nargs="+", metavar="FILE", help="recordings; - is standard input")
    read.set_defaults(run=_read)
    key = _parser(subcommands, "key", "the identity of the posting that each URL means", _KEY_EXAMPLES)
    key.add_argument("file", nargs="?", default="-", help="URLs, one a line; - is standard input")
    key.set_defaults(run=_key)
    same = _parser(subcommands, "same", "whether two postings are one job", _SAME_EXAMPLES)
    same.add_argument("file", nargs="?", default="-", help='JSON Lines {"a": …, "b": …}; - is standard input')
    same.set_defaults(run=_same)


def _parser(
    subcommands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help: str, examples: str
) -> argparse.ArgumentParser:
    parser = subcommands.add_parser(
        name, help=help, description=help, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="JSON Lines (the only form; accepted for symmetry)")
    return parser


def _read(options: argparse.Namespace) -> int:
    from prospect.sources.connectors import KINDS, connector

    if options.kind not in KINDS:
        tell(say("There is no kind “{kind}”. Known kinds: {kinds}.", kind=options.kind, kinds=", ".join(KINDS)))
        return WRONG_USE
    missing = [file for file in options.files if file != "-" and not Path(file).is_file()]
    if missing:
        tell(say("There is no file {file}.", file=missing[0]))
        return WRONG_USE
    code = OK
    for file in options.files:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        reading = connector(options.kind).parse(data, token=options.token)
        write(_understood(reading, options))
        code = max(code, _account(file, reading))
    return code


def _understood(reading: Reading, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from prospect.jobs.understanding import understand

    for posting in reading.postings:
        yield understand(posting, employer=options.employer, today=options.today).as_json()


def _account(file: str, reading: Reading) -> int:
    """Says what came of a file: how many were read, merged, refused and why."""
    count = len(reading.postings)
    read = say_many("{n} posting read", "{n} postings read", count)
    merged = say(", {n} merged into another of the same id", n=reading.merged) if reading.merged else ""
    listed = [refused for refused in reading.refused if refused.id]
    refused = say(", {n} refused", n=len(listed)) if listed else ""
    more = f"; {len(reading.details)} addresses to read on" if reading.details and not count else ""
    tell(f"{file}: {read}{merged}{refused}{more}.")
    for one in reading.refused:
        tell(f"{file}: {one.id + ': ' if one.id else ''}{one.reason}")
    return REFUSED if reading.refused else OK


def _key(options: argparse.Namespace) -> int:
    from prospect.jobs.keys import posting_key

    write({"url": url, "key": posting_key(url)} for url in lines(options.file))
    return OK


def _same(options: argparse.Namespace) -> int:
    from prospect.jobs.duplicates import same

    code = OK
    for number, line in enumerate(lines(options.file), 1):
        try:
            pair = json.loads(line)
            one, other = pair["a"], pair["b"]
        except (ValueError, TypeError, KeyError):
            one = other = None
        if not isinstance(one, dict) or not isinstance(other, dict):
            code = refuse(say("Line {n} is not an object with the postings a and b.", n=number))
            continue
        verdict = same(one, other)
        write([{"same": verdict.same, "reason": str(verdict.reason)}])
    return code
