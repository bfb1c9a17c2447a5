"""`prospect lexicon …`: what titles, levels, places, pay, education and skills mean, a line at a time."""

from __future__ import annotations

import argparse

from prospect.config.commands import lexicon_places, lexicon_skills


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The `lexicon` parser, with the subcommands of this module and of its two neighbours."""
    lexicon = commands.add_parser("lexicon", help="read titles, skills, places, pay, levels and education")
    subcommands = lexicon.add_subparsers(required=True, metavar="WHAT")
    lexicon_places.add(subcommands)
    lexicon_skills.add(subcommands)
