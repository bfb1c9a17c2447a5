"""Elements of an XML document by their local names, whatever their namespace and capitals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from prospect.sources.fields import text as clean


def name_of(element: Any) -> str:
    """The local name, folded; "" for comments and instructions, and for None."""
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2].casefold() if isinstance(tag, str) else ""


def every(element: Any, *names: str) -> list[Any]:
    """All descendants of one of these names that are not inside another of them, in their order."""
    return list(_every(element, names)) if element is not None else []


def _every(element: Any, names: tuple[str, ...]) -> Iterator[Any]:
    for child in element:
        if name_of(child) in names:
            yield child
        else:
            yield from _every(child, names)


def first(element: Any, *names: str) -> Any:
    """The element itself or its first descendant of one of these names, or None."""
    if element is None:
        return None
    return next((one for one in element.iter() if name_of(one) in names), None)


def child(element: Any, *names: str) -> Any:
    """The first child of the first of these names that has one, or None."""
    if element is None:
        return None
    found = (one for name in names for one in element if name_of(one) == name)
    return next(found, None)


def value(element: Any, *names: str) -> str:
    """The text of the first child of one of these names that has any, as one clean line."""
    return next((said for one in _children(element, names) if (said := clean("".join(one.itertext())))), "")


def values(element: Any, *names: str) -> tuple[str, ...]:
    """The texts of all children of these names, each once."""
    return tuple(dict.fromkeys(said for one in _children(element, names) if (said := clean("".join(one.itertext())))))


def markup(element: Any, *names: str) -> str:
    """The text of the first child of one of these names that has any, as served; escaped twice, it is unescaped once."""
    for one in _children(element, names):
        said = "".join(one.itertext()).strip()
        if said:
            return html.unescape(said) if re.match(r"\s*&lt;[a-z!]", said, re.I) else said
    return ""


def inner(element: Any) -> str:
    """The markup inside an element, without prefixes."""
    parts = [escape(element.text or "")]
    for one in element:
        if name_of(one):
            parts.append(f"<{name_of(one)}>{inner(one)}</{name_of(one)}>")
        parts.append(escape(one.tail or ""))
    return "".join(parts)


def flat(element: Any) -> dict[str, Any]:
    """The element as an object: local names to texts, to objects where there are children, to lists where repeated."""
    found: dict[str, Any] = {}
    for one in element:
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if not name:
            continue
        said: Any = flat(one) if len(one) else (one.text or "").strip()
        if name in found:
            known = found[name]
            found[name] = [*known, said] if isinstance(known, list) else [known, said]
        else:
            found[name] = said
    return found


def _children(element: Any, names: tuple[str, ...]) -> Iterator[Any]:
    if element is None:
        return
    for name in names:
        for one in element:
            if name_of(one) == name:
                yield one
