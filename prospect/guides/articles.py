"""From an article's Markdown to its page: headings with anchors, and live pieces put where they are named.

A live piece is a line of its own, `{{ NAME WORDS }}`; whoever shows the page says what each becomes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

WORDS_A_MINUTE = 220
_PIECE = re.compile(r"^\{\{\s*([a-z-]+)\s*([^{}]*?)\s*\}\}$", re.M)
_READER = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table"])

Piece = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as HTML, and its headings as (anchor, words) for "In this article"."""

    html: str
    headings: tuple[tuple[str, str], ...]


def rendered(markdown: str, piece: Piece) -> Article:
    """The article with each live piece replaced by what `piece` answers for its name and words (HTML it vouches for)."""
    pieces = [match.groups() for match in _PIECE.finditer(markdown)]
    marked = _PIECE.sub(lambda match: "\n\nLIVEPIECE\n\n", markdown)
    tokens = _READER.parse(marked)
    headings = _anchor(tokens)
    body = nh3.clean(
        _READER.renderer.render(tokens, _READER.options, {}),
        attributes={**nh3.ALLOWED_ATTRIBUTES, "h2": {"id"}, "h3": {"id"}},
    )
    for name, words in pieces:
        body = body.replace("<p>LIVEPIECE</p>", piece(name, words), 1)
    return Article(body, headings)


def _anchor(tokens: list[Token]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            anchor = re.sub(r"[^\w]+", "-", inline.content.casefold()).strip("-") or f"part-{len(found) + 1}"
            opening.attrSet("id", anchor)
            found.append((anchor, html.unescape(re.sub(r"[*_`]", "", inline.content))))
    return tuple(found)


def reading_minutes(markdown: str) -> int:
    return max(1, round(len(markdown.split()) / WORDS_A_MINUTE))
