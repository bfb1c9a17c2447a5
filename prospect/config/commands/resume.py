"""``prospect resume read FILE... --json``: résumés as JSON Resume with provenance, one object a line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from prospect.config.commands import streams


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the group and its one subcommand."""
    group = commands.add_parser("resume", help="read résumés").add_subparsers(metavar="WHAT", required=True)
    read = group.add_parser("read", help="résumés as JSON Resume 1.0.0 with provenance")
    read.add_argument("files", nargs="+", metavar="FILE")
    read.add_argument("--json", action="store_true", help="JSON Lines (else a short account for people)")
    read.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Reads each file in the limited process; a refused one is told and the rest goes on."""
    from prospect.people.resume import process

    refused = 0
    for name in args.files:
        try:
            resume = process.read_safely("/dev/stdin" if name == "-" else name, filename=Path(name).name)
        except process.ResumeRefused as error:
            streams.tell(f"{name}: {error}")
            refused += 1
            continue
        if args.json:
            streams.write([resume])
        else:
            print(account(resume))  # noqa: T201  (the command speaks on standard output)
        for warning in resume["meta"]["warnings"]:
            streams.tell(f"{name}: {warning}")
    process.close()
    return streams.REFUSED if refused else streams.OK


def account(resume: dict[str, Any]) -> str:
    """The résumé as Markdown, for people at a terminal."""
    from prospect.people.resume.writing import as_markdown

    return as_markdown(resume)
