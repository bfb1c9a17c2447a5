"""HTML pages, parsed as browsers parse them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from prospect.sources.fields import text as clean

_CANONICAL = ("link[rel=canonical][href]", "meta[property='og:url'][content]", "base[href]")


def tree(page: str) -> LexborHTMLParser:
    """The parsed page; broken markup is repaired as a browser would."""
    return LexborHTMLParser(page)


def base_of(page: str) -> str:
    """The address that a page gives for itself, or ""."""
    parsed = tree(page)
    for selector in _CANONICAL:
        node = parsed.css_first(selector)
        if node is not None:
            address = clean(node.attributes.get("href") or node.attributes.get("content"))
            if re.match(r"https?://", address, re.I):
                return address
    return ""


def links(page: str, address: str) -> list[str]:
    """Addresses that a page links to, frames, or loads scripts from, absolute and each once."""
    found = (
        node.attributes.get(name)
        for selector, name in (
            ("a[href]", "href"),
            ("iframe[src]", "src"),
            ("script[src]", "src"),
            ("link[href]", "href"),
        )
        for node in tree(page).css(selector)
    )
    return list(dict.fromkeys(joined for link in found if link and (joined := _join(address, link.strip()))))


def _join(address: str, link: str) -> str:
    try:
        return urljoin(address, link)
    except ValueError:
        return ""
