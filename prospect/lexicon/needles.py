"""Letters without which an expression cannot match: a sentence that has none of them need not be searched.

Looking for some dozens of short strings in a sentence takes a microsecond or two, searching it for thirty expressions
a hundred; and most sentences have no cue of any. The letters are derived from the expression itself, so that what is
found stays the same; an expression for which none can be derived is always searched, unless it needs a digit or a mark
and the text has only ASCII letters and spaces, as most typed words and titles do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from prospect.lexicon import lowered

SHORTEST = 2  # letters; a single one is in nearly every sentence
_Set = frozenset[str]


class Needles:
    """Which of some expressions a text, in small letters, may match."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        self._lettered: list[int] = []  # those of `_always` that letters and spaces alone may match
        holding: dict[str, list[int]] = {}
        for at, pattern in enumerate(patterns):
            found = needles(pattern)
            if found is None:
                self._always.append(at)
                if not needs_mark(pattern):
                    self._lettered.append(at)
            for needle in _fewest(found or frozenset()):
                holding.setdefault(needle, []).append(at)
        self._holding = list(holding.items())

    def which(self, small: str) -> list[int]:
        """The expressions that may match, as their places in the order in which they were given."""
        seen = [places for needle, places in self._holding if needle in small]
        always = self._lettered if small.isascii() and small.replace(" ", "").isalpha() else self._always
        return sorted({*always, *chain.from_iterable(seen)}) if seen else always


def needles(pattern: re.Pattern[str]) -> _Set | None:
    """Strings in small letters of which every match of the expression holds one; None where there are no such."""
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def needs_mark(pattern: re.Pattern[str]) -> bool:
    """Whether every match of the expression, or what stands beside it, holds a character that is neither an ASCII letter
    nor a space, in whatever case it is read."""
    return any(_is_mark(kind, value) for kind, value in _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def _is_mark(kind: Any, value: Any) -> bool:
    if kind is _constants.LITERAL:
        return not chr(value).isalpha() and not chr(value).isspace()
    if kind is _constants.IN:
        return all(_is_mark(*one) for one in value)
    if kind is _constants.RANGE:
        return all(_is_mark(_constants.LITERAL, point) for point in range(value[0], value[1] + 1))
    if kind is _constants.CATEGORY:
        return value is _constants.CATEGORY_DIGIT
    if kind is _constants.BRANCH:
        return all(any(_is_mark(*part) for part in branch) for branch in value[1])
    inside = _inside(kind, value)
    return inside is not None and any(_is_mark(*part) for part in inside)


def _inside(kind: Any, value: Any) -> Any:
    """The sequence that must match where this part does; None where there is none."""
    if kind is _constants.SUBPATTERN:
        return value[3]
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0] > 0:
        return value[2]
    return value[1] if kind is _constants.ASSERT else None


def _fewest(found: _Set) -> tuple[str, ...]:
    """Without those that hold another."""
    return tuple(sorted(one for one in found if not any(other != one and other in one for other in found)))


def _of_sequence(parts: Iterable[Any]) -> _Set | None:
    """The best of what each part of a sequence, or each run of letters in it, needs."""
    best: _Set | None = None
    run = ""
    for kind, value in [*parts, (None, None)]:
        if kind is _constants.LITERAL:
            run += lowered.lower(chr(value))
            continue
        best = _better(best, frozenset({run}) if run else None)
        run = ""
        if kind is not None:
            best = _better(best, _of_part(kind, value))
    return best


def _of_part(kind: Any, value: Any) -> _Set | None:
    if kind is _constants.BRANCH:
        sets = [_of_sequence(branch) for branch in value[1]]
        return None if any(found is None for found in sets) else frozenset().union(*filter(None, sets))
    inside = _inside(kind, value)
    return None if inside is None else _of_sequence(inside)


def _better(one: _Set | None, other: _Set | None) -> _Set | None:
    """The set whose shortest member is longer, of equals the smaller; sets with a shorter one than `SHORTEST` are none."""
    sets = [found for found in (one, other) if found and min(map(len, found)) >= SHORTEST]
    return max(sets, key=lambda found: (min(min(map(len, found)), 4), -len(found)), default=None)
