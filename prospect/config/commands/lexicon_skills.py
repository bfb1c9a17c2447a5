"""`prospect lexicon skills | education | requirements | link`: what a text asks of a person, or shows of one."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from prospect.config.commands import streams
from prospect.config.commands.line_by_line import add_lines
from prospect.lexicon import VERSION
from prospect.lexicon.sentences import say


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The subcommands; all but `link` read lines, or JSON Lines with a ``text``, and answer JSON Lines."""
    add_lines(commands, "skills", "the skills that texts name, with need and years", skills_of)
    add_lines(commands, "education", "the schooling that texts name", education_of)
    add_lines(commands, "requirements", "what postings ask, claim by claim", requirements_of)
    link = commands.add_parser("link", help="skill labels that sentences mean: `id<tab>sentence` on standard input")
    link.add_argument("--among", required=True, metavar="FILE", help="the labels, `id<tab>skill label` a line")
    link.add_argument("--top", type=int, help="only the best so many")
    link.add_argument("input", nargs="?", default="-")
    link.set_defaults(run=_link)


def skills_of(text: str) -> dict[str, Any]:
    """One text in the shape of `lexicon skills`."""
    from prospect.lexicon.skills import find_skills

    return {"skills": [mention._asdict() for mention in find_skills(text)], "version": VERSION}


def education_of(text: str) -> dict[str, Any]:
    """One text in the shape of `lexicon education`."""
    from prospect.lexicon.education import read_education

    return {"text": text, "education": [mention._asdict() for mention in read_education(text)], "version": VERSION}


def requirements_of(text: str) -> dict[str, Any]:
    """One posting in the shape of `lexicon requirements`."""
    from prospect.lexicon.requirements import read_requirements

    return {"requirements": [claim._asdict() for claim in read_requirements(text)], "version": VERSION}


def _link(args: argparse.Namespace) -> int:
    from prospect.lexicon.skill_links import SkillLinker

    try:
        among = list(streams.pairs(args.among))
    except OSError as error:
        return streams.refuse(say("The labels could not be read: {reason}", reason=str(error)))
    if not among:
        return streams.refuse(say("There are no labels in {file}.", file=args.among))
    linker = SkillLinker([label for _, label in among])
    for id_, sentence in streams.pairs(args.input):
        scores = linker.scores(sentence)
        for at in (-scores).argsort(kind="stable")[: args.top]:
            sys.stdout.write(f"{id_}\t{among[at][0]}\t{scores[at]:.6f}\n")
    return streams.OK
