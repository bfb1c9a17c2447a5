"""The subcommands that answer each line of their input with one object."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from prospect.config.commands import streams


def add_lines(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_text: str,
    read: Callable[[str], dict[str, Any]],
) -> None:
    """A subcommand that reads lines, or JSON Lines with a ``text``, and writes what `read` says of each."""
    parser = commands.add_parser(name, help=help_text)
    parser.add_argument("input", nargs="?", default="-", help="a file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="accepted for likeness with other commands; the only form")

    def run(args: argparse.Namespace) -> int:
        streams.write(read(text) for text in streams.texts(args.input))
        return streams.OK

    parser.set_defaults(run=run)
