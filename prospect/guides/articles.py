"""From an article's Markdown to its page: headings with anchors, and live pieces put where they are named.

A live piece is a line of its own, `{{ NAME WORDS }}`; whoever shows the page says what each becomes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

WORDS_A_MINUTE = 220
_PIECE = re.compile(r"^\{\{[ \t]*([a-z-]+)[ \t]*([^{}\n]*?)[ \t]*\}\}[ \t]*\r?$", re.M)  # forms send \r\n
_READER = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table"])

_PAGES_OWN = frozenset({"main", "toc", "read-on"})  # ids of the page around an article

Piece = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as HTML, and its headings as (anchor, words) for "In this article"."""

    html: str
    headings: tuple[tuple[str, str], ...]


def rendered(markdown: str, piece: Piece) -> Article:
    """The article with each live piece replaced by what `piece` answers for its name and words (HTML it vouches for).

    A piece in a block of code stays what it is: there it is shown, not used.
    """
    pieces = list(_PIECE.finditer(markdown))
    mark = f"live-{sha256(markdown.encode()).hexdigest()[:16]}-"  # nothing that an article could hold by chance
    count = iter(range(len(pieces)))
    tokens = _READER.parse(_PIECE.sub(lambda _match: f"\n\n{mark}{next(count)}x\n\n", markdown))
    headings = _anchor(tokens)
    body = nh3.clean(
        _READER.renderer.render(tokens, _READER.options, {}),
        attributes={**nh3.ALLOWED_ATTRIBUTES, "h2": {"id"}, "h3": {"id"}},
    )
    for number, found in enumerate(pieces):
        place = f"{mark}{number}x"
        if f"<p>{place}</p>" in body:
            body = body.replace(f"<p>{place}</p>", piece(found[1], found[2]), 1)
        else:
            body = body.replace(place, html.escape(found[0].rstrip()))
    return Article(body, headings)


def pieces_of(markdown: str) -> tuple[tuple[str, str], ...]:
    """The live pieces an article names, as (name, words)."""
    return tuple((found[1], found[2]) for found in _PIECE.finditer(markdown))


def _anchor(tokens: list[Token]) -> tuple[tuple[str, str], ...]:
    """Gives each second heading an id of its own, from its words."""
    found: list[tuple[str, str]] = []
    taken = set(_PAGES_OWN)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            words = html.unescape(re.sub(r"[*_`]", "", inline.content))
            base = re.sub(r"[^\w]+", "-", words.casefold()).strip("-") or "part"
            anchor = next(
                one for n in range(1, len(tokens) + 2) if (one := base if n == 1 else f"{base}-{n}") not in taken
            )
            taken.add(anchor)
            opening.attrSet("id", anchor)
            found.append((anchor, words))
    return tuple(found)


def reading_minutes(markdown: str) -> int:
    return max(1, round(len(markdown.split()) / WORDS_A_MINUTE))
