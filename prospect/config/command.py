"""The `prospect` command: what people and scripts type.

Reading commands (lexicon, postings, resume, fit) need no database and start without Django; the others set it up
first. Exit codes: 0 everything was read, 1 something was refused, 2 wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from importlib.metadata import version

from prospect.config import environment
from prospect.config.commands import streams

GROUPS = ("lexicon", "postings", "resume", "fit", "search", "source", "alert", "mail", "demo", "house")

EXAMPLES = """examples:
  prospect up --demo                                     run it, with the demo region
  prospect source add https://boards.greenhouse.io/acme  read an employer's board
  prospect search "back end developer" --near Tulsa --remote
  prospect fit cv.pdf posting.txt                        requirement by requirement
  echo "Sr. Java Engineer (Remote)" | prospect lexicon title
`prospect COMMAND --help` tells more."""


def parser(command: str = "") -> argparse.ArgumentParser:
    """The parser of one command that has a module of its own name, which is quicker to load, or of all."""
    top = argparse.ArgumentParser(
        prog="prospect",
        description="Prospect, the open talent network.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"prospect {version('prospect')}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for group in (command,) if command in GROUPS else GROUPS:
        importlib.import_module(f"prospect.config.commands.{group}").add(commands)
    return top


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    args = parser(words[0] if words else "").parse_args(words)
    try:
        return _run_on_tables(args) if getattr(args, "django", False) else int(args.run(args))
    except BrokenPipeError:
        sys.stderr.close()
        return streams.OK
    except KeyboardInterrupt:
        return streams.REFUSED


def _run_on_tables(args: argparse.Namespace) -> int:
    """The command, or in a sentence why its tables cannot be used: none are there before the first `prospect up`."""
    environment.set_up_django()
    from django.db import DatabaseError

    from prospect.config.health import database_trouble

    try:
        return int(args.run(args))
    except DatabaseError:
        if trouble := database_trouble():
            return streams.refuse(trouble)
        raise


if __name__ == "__main__":
    sys.exit(main())
