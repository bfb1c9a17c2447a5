"""Every address of the product by its name, for tests that must leave none out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, get_resolver


def _walk(patterns: Iterable[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for each in patterns:
        if isinstance(each, URLPattern):
            yield str(each.name or each.pattern), prefix + str(each.pattern)
        else:
            yield from _walk(each.url_patterns, prefix + str(each.pattern))


def addresses() -> dict[str, str]:
    """The pattern of each named address; those without a name by their pattern."""
    return dict(_walk(get_resolver().url_patterns))
