"""How every subcommand reads its input and says its results and refusals.

Results go to standard output as JSON Lines; counts, warnings and refusals to standard error, one sentence each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from prospect.lexicon.sentences import say

OK, REFUSED, WRONG_USE = 0, 1, 2


def lines(path: str = "-") -> Iterator[str]:
    """The lines of a file, or of standard input for ``-``, without their ends; empty lines are passed over.

    A terminal is told that it is waited for, and whoever gives nothing that nothing was read.
    """
    if path == "-" and sys.stdin.isatty():
        tell(say("Reading lines from the keyboard; end with Ctrl-D."))
    empty = True
    for line in _written(path):
        empty = False
        yield line
    if empty:
        tell(say("There was no line to read: give some on standard input, or name a file."))


def _written(path: str) -> Iterator[str]:
    """The lines that are not empty, without their ends."""
    if path == "-":
        yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        return
    with Path(path).open(encoding="utf-8") as file:
        yield from (line.rstrip("\r\n") for line in file if line.strip())


def pairs(path: str = "-") -> Iterator[tuple[str, str]]:
    """The `id<tab>text` lines of an input; a line without a tab is passed over with a word."""
    for line in lines(path):
        id, tab, text = line.partition("\t")
        if tab:
            yield id, text
        else:
            tell(say("Passed over a line without a tab: {line}", line=line[:80]))


def texts(path: str = "-") -> Iterator[str]:
    """Each line's text: the line itself, or the ``text`` of a line that is a JSON object."""
    for line in lines(path):
        yield text_of(line)


def text_of(line: str) -> str:
    """The ``text`` of a line that is a JSON object with one, else the line."""
    if line.lstrip().startswith("{"):
        try:
            found = json.loads(line)
        except ValueError:
            return line
        if isinstance(found, dict) and isinstance(found.get("text"), str):
            return str(found["text"])
    return line


def write(results: Iterable[Any]) -> int:
    """Writes each result as one line of JSON; answers how many."""
    count = 0
    for result in results:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, default=str) + "\n")
        count += 1
    return count


def tell(sentence: object) -> None:
    """A count or a warning, to standard error."""
    sys.stderr.write(f"{sentence}\n")


def refuse(sentence: object) -> int:
    """One sentence to standard error; answers the exit code of a refusal."""
    tell(sentence)
    return REFUSED
