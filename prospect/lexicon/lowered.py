"""Matching without regard to case at the speed of matching with it.

`re.IGNORECASE` tries every alternative of a pattern letter by letter; a pattern in small letters over the text in
small letters finds the same two to four times as fast. `lower` keeps every character in its place, so that offsets
hold for the text itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CAPITAL_OR_ESCAPE = re.compile(r"\\.|\(\?P[<=>][^)>]*|[^\W\d_a-z]")


def lower(text: str) -> str:
    """`text` in small letters, a character for a character."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@lru_cache(maxsize=1024)
def pattern(written: str) -> re.Pattern[str]:
    """The expression `written` for any case, to be matched against `lower(text)`."""
    return re.compile(expression(written))


def expression(written: str) -> str:
    """The expression `written` in small letters.

    Raises ValueError where it asks for a case itself, which text in small letters no longer shows.
    """
    if "(?-i" in written:
        raise ValueError(f"{written!r} asks for capitals")
    return _CAPITAL_OR_ESCAPE.sub(lambda m: m.group() if m.group()[0] in "\\(" else lower(m.group()), written)
