"""`prospect lexicon skills | education | requirements`: what a text asks of a person, or shows of one."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from prospect.config.commands import streams
from prospect.lexicon import VERSION
from prospect.lexicon.education import read_education
from prospect.lexicon.requirements import read_requirements
from prospect.lexicon.skills import find_skills


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The subcommands; each reads lines, or JSON Lines with a ``text``, and answers JSON Lines."""
    for name, help_, read in (
        ("skills", "find the skills a text names", _skills),
        ("education", "read the schooling a text names", _education),
        ("requirements", "read what a posting asks", _requirements),
    ):
        one = commands.add_parser(name, help=help_)
        one.add_argument("input", nargs="?", default="-", help="a file; - is standard input")
        one.set_defaults(run=_run, read=read)


def _run(args: argparse.Namespace) -> int:
    streams.write(args.read(text) for text in streams.texts(args.input))
    return streams.OK


def _skills(text: str) -> dict[str, Any]:
    return {"skills": [asdict(mention) for mention in find_skills(text)], "version": VERSION}


def _education(text: str) -> dict[str, Any]:
    found = [asdict(mention) for mention in read_education(text)]
    return {"text": text, "education": found, "version": VERSION}


def _requirements(text: str) -> dict[str, Any]:
    return {"requirements": [asdict(claim) for claim in read_requirements(text)], "version": VERSION}
