"""ZIP codes of the United States: the place a code lies in, for what a person types. No posting is matched by one."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from prospect.lexicon.gazetteer import table
from prospect.lexicon.place import Place, place

_CODE = re.compile(r"\s*(\d{5})(?:[-\s]?\d{4})?\s*")


def place_of_zip(text: str) -> Place | None:
    """The place of a text that is a ZIP code and nothing else ("74105", "74105-1234"); None where it is not known."""
    code = _CODE.fullmatch(text)
    if code is None:
        return None
    firsts, lasts, ids = _ranges()
    at = bisect_right(firsts, int(code[1])) - 1
    return place(ids[at]) if at >= 0 and int(code[1]) <= lasts[at] else None


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[int], list[str]]:
    """First and last codes of the ranges of zip_codes.tsv, in order, and the id of the place of each."""
    found = []
    for id, _, codes in table("zip_codes.tsv"):
        for run in codes.split():
            first, _, last = run.partition("-")
            found.append((int(first), int(last or first), id))
    found.sort()
    return [first for first, _, _ in found], [last for _, last, _ in found], [id for _, _, id in found]
