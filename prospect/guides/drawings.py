"""The drawings a guide may wear where its writer has no picture: our own, in the page's own colours, light or dark.

They are SVG files in `data/drawings/`, whose colours are those of the page's tokens with a fallback each, so that the
same file stands in a page and by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from prospect.lexicon.sentences import Sentence, say

TYPE = "image/svg+xml"
DRAWINGS: Mapping[str, Sentence] = {
    "steps": say("Steps climb from left to right towards a low sun; two people are on their way up."),
    "cornice": say("Rows of blocks, indented like lines of a program, between two stepped Art Deco cornices."),
    "dock": say("A loading dock at sunrise: one of four doors is open, and somebody walks up to the light."),
}
"""Each drawing by its name, with what it shows; the first stands where nothing was chosen."""

USUAL = next(iter(DRAWINGS))
_FOLDER = Path(__file__).parent / "data" / "drawings"


def drawing_of(picture: str) -> str:
    """The drawing that a guide's `picture` names, or the usual one where it names nothing; empty for a photograph."""
    return picture if picture in DRAWINGS else "" if picture else USUAL


@cache
def svg(name: str) -> str:
    """The drawing as a file of its own. Raises KeyError for a name that is none."""
    if name not in DRAWINGS:
        raise KeyError(name)
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
