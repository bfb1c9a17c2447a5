"""Addresses that a page names by the dozen. Django works each out anew; here it does so once an address's kind."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

MARK = "id-goes-here"


def address(name: str, key: str) -> str:
    """What `reverse(name, args=[key])` says of an address with one part: a public id or a slug, which nothing escapes."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{key}{after}"


@lru_cache(maxsize=256)
def _around(name: str, prefix: str) -> tuple[str, str]:
    """What stands before and after the part, where the site is served under `prefix`."""
    before, _mark, after = reverse(name, args=[MARK]).partition(MARK)
    return before, after
