"""How senior a title says the job is.

Only words that state a level count. Years, pay and grades ("III", "L5", "IC3", "Band 6") differ from one employer to
the next and are not guessed from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from prospect.lexicon.occupations import DATA, rows_of
from prospect.lexicon.title_words import Word, has_cjk, keys, word_list, words

LEVELS = ("intern", "junior", "mid", "senior", "lead", "staff", "principal", "manager", "director", "executive")
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
# "Staff" and "principal" are ranks of a ladder only before the makers' trades; a staff nurse is a nurse of the staff.
_MAKERS = word_list("makers")
_NOT_MAKERS = word_list("not_makers")
_HELPS = frozenset(["assistant", "secretary", "pa", "ea", "aide", "advisor", "adviser", "staff", "counsel", "clerk"])
_PRODUCT_MANAGER_JA = re.compile("プロ(ダクト|ジェクト)マネー?ジャー|アートディレクター|リードジェネレーション")
_FRENCH_STAGE = re.compile(
    r"(?i)^\W*stage\b(?=\s*(?:[-–—:|(]|h/f|f/h|de\b|en\b|d['’]|pfe|fin d|$))|\bstage\s*\(?[hf]/[hf]"
)


@dataclass(frozen=True, slots=True)
class LevelWord:
    """Words that state a level, and where they stand; `level` is None for an exception such as "lead generation"."""

    level: str | None
    text: str
    start: int
    end: int


@cache
def _unparted() -> tuple[tuple[str, str], ...]:
    """Levels in writing that parts no words, in the order in which they are looked for."""
    return tuple((row["phrase"], row["level"]) for row in rows_of(DATA / "levels.tsv") if has_cjk(row["phrase"]))


@cache
def _phrases() -> dict[tuple[str, ...], str | None]:
    rows = (row for row in rows_of(DATA / "levels.tsv") if not has_cjk(row["phrase"]))
    return {keys(row["phrase"]): None if row["level"] == "none" else row["level"] for row in rows}


def level_words(text: str, found: Sequence[Word] | None = None) -> list[LevelWord]:
    """Every statement of level in a title, exceptions included, in order; the longest phrase wins."""
    found = _own_words(words(text) if found is None else found)
    stated: list[LevelWord] = []
    at = 0
    while at < len(found):
        level, length = _phrase_at(found, at)
        if length:
            start, end = found[at].start, found[at + length - 1].end
            stated.append(LevelWord(level, text[start:end], start, end))
        at += length or 1
    if stage := _FRENCH_STAGE.search(text):
        stated.append(LevelWord("intern", stage.group(), stage.start(), stage.end()))
    if has_cjk(text):
        stated += _japanese(text)
    return stated


def _own_words(found: Sequence[Word]) -> Sequence[Word]:
    """The words up to "assistant to …", "chief of staff to …": what follows is the level of another person."""
    for at, word in enumerate(found):
        if word.key == "to" and at and found[at - 1].key in _HELPS:
            return found[:at]
    return found


def _phrase_at(found: Sequence[Word], at: int) -> tuple[str | None, int]:
    """The level that the words from here state (None for an exception) and how many words say it (0: nothing)."""
    phrases = _phrases()
    for length in range(min(5, len(found) - at), 0, -1):
        phrase = tuple(word.key for word in found[at : at + length])
        if phrase in phrases and phrase != ("principal",):
            return phrases[phrase], length
    word = found[at].key
    if word == "staff" and _among_makers(found, at):
        return "staff", 1
    if word == "principal" and len(found) > 1:
        return ("principal", 1) if _is_rank(found, at) else (None, 1)
    return None, 0


def _among_makers(found: Sequence[Word], at: int) -> bool:
    """Whether "staff" here ranks an engineer or the like: "Staff Software Engineer", "Engineer, Staff"."""
    near = [word.key for word in (*found[at + 1 : at + 4], *found[max(0, at - 2) : at])]
    return any(key in _MAKERS for key in near) and not any(key in _NOT_MAKERS for key in near)


def _is_rank(found: Sequence[Word], at: int) -> bool:
    """Whether "principal" stands before what it ranks, or behind it; a school's principal does neither."""
    following = [word.key for word in found[at + 1 :]]
    schooled = any(word.key in word_list("schools") for word in found)
    return (bool(following) and not schooled) or (at > 0 and found[at - 1].key in _MAKERS)


def _japanese(text: str) -> list[LevelWord]:
    """Levels in Japanese, Chinese and Korean titles, where words are not parted by spaces."""
    covered = [match.span() for match in _PRODUCT_MANAGER_JA.finditer(text)]
    stated: list[LevelWord] = []
    for written, level in _unparted():
        at = text.find(written)
        if at >= 0 and not any(start <= at < end for start, end in covered):
            covered.append((at, at + len(written)))
            stated.append(LevelWord(level, written, at, at + len(written)))
    return stated


@lru_cache(maxsize=16384)
def read_level(text: str) -> str | None:
    """The level a title states, one of LEVELS, or None.

    Of several the highest counts ("Senior Engineering Manager" is a manager); of alternatives joined by a stroke the
    first ("Senior/Principal" is open from senior).
    """
    return highest(text, level_words(text))


def highest(text: str, words: Sequence[LevelWord]) -> str | None:
    """What `read_level` says of a title whose statements of level are known."""
    stated = [word for word in words if word.level]
    kept: list[LevelWord] = []
    for word in sorted(stated, key=lambda word: word.start):
        between = text[kept[-1].end : word.start] if kept else ""
        if kept and re.fullmatch(r"\s*(/|\bor\b|\|)\s*", between):
            continue
        kept.append(word)
    return max((word.level for word in kept if word.level), key=_RANK.__getitem__, default=None)
