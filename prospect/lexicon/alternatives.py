"""Many phrases as one expression that is tried quickly.

Of a hundred phrases joined with "|" an engine that backtracks tries each at every word. Joined by their first letters
(`a(?:n advantage|pplicants? must)|b(?:...)`) it tries one in ten. The order of phrases that begin alike stays, and
phrases that begin otherwise cannot match at one place, so that the same is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LETTER = re.compile(r"[^\W_]")
_QUANTIFIERS = ("?", "*", "+", "{")
_GROUP = "(?:"


def joined(phrases: Iterable[str]) -> str:
    """One expression, without a group around it, for regular expressions of which any may match; the first one wins.

    Phrases whose first letter is not plain ("\\d+ years") part the others: those before are tried before.
    """
    parts: list[str] = []
    alike: dict[str, list[str]] = {}
    for phrase in (one for written in phrases for one in _spread(written)):
        if _begins_with_letter(phrase):
            alike.setdefault(phrase[0], []).append(phrase[1:])
        else:
            parts += _grouped(alike)
            alike = {}
            parts.append(phrase)
    return "|".join([*parts, *_grouped(alike)])


def at_word(phrases: Iterable[str]) -> str:
    """The same at the beginning of a word, for phrases that all begin with a letter of their own.

    That no letter stands before is asked only behind the first one, so that an engine looks for the few first letters.
    """
    spread = [one for written in phrases for one in _spread(written)]
    return joined(f"{one[0]}(?<!\\w.){one[1:]}" for one in spread)


def _grouped(alike: dict[str, list[str]]) -> Iterator[str]:
    for letter, rests in alike.items():
        yield letter + (rests[0] if len(rests) == 1 else f"(?:{joined(rests)})")


def _begins_with_letter(phrase: str) -> bool:
    return bool(_LETTER.match(phrase)) and not phrase.startswith(_QUANTIFIERS, 1) and len(list(_split(phrase))) == 1


def _spread(phrase: str) -> Iterator[str]:
    """The phrase, or its several beginnings: "(?:ideal|right) person" is "ideal person" and "right person"."""
    several = list(_split(phrase))
    if len(several) > 1:
        for one in several:
            yield from _spread(one)
        return
    end = _closing(phrase) if phrase.startswith(_GROUP) else None
    if end is None or phrase.startswith(("*", "+", "{", "??", "?+"), end):
        yield phrase
        return
    rest = phrase[end:].removeprefix("?")
    for one in _split(phrase[len(_GROUP) : end - 1]):
        yield from _spread(one + rest)
    if len(rest) < len(phrase) - end:
        yield from _spread(rest)


def _split(phrase: str) -> Iterator[str]:
    """The alternatives of a phrase that stand in no group."""
    start = 0
    for at, depth in _depths(phrase):
        if phrase[at] == "|" and depth == 0:
            yield phrase[start:at]
            start = at + 1
    yield phrase[start:]


def _closing(phrase: str) -> int:
    """Where the group that a phrase begins with ends."""
    return next(at + 1 for at, depth in _depths(phrase) if depth == 0 and phrase[at] == ")")


def _depths(phrase: str) -> Iterator[tuple[int, int]]:
    """Each character that is neither escaped nor in a set, with how many groups it stands in after it."""
    depth, at, in_set = 0, 0, False
    while at < len(phrase):
        letter = phrase[at]
        if letter == "\\":
            at += 2
            continue
        if in_set:
            in_set = letter != "]"
        elif letter == "[":
            in_set = True
            at += 1 + phrase.startswith("^", at + 1)  # a first "]" is a member of the set
        else:
            depth += (letter == "(") - (letter == ")")
            yield at, depth
        at += 1
