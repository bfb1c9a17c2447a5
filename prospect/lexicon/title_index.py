"""Which occupation a phrase names: every name and title of the lexicon, in every language, by its levelled words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from prospect.lexicon.occupations import DATA, all_occupations, occupation, rows_of
from prospect.lexicon.title_words import has_cjk, keys, word_list

_QUALIFIED = re.compile(r"^(.*?)\s*\(([^)]*)\)\s*(.*)$")
# Nouns that head titles of every trade: alone they name none.
GENERIC = word_list("generic")


@dataclass(frozen=True, slots=True)
class Named:
    """An occupation and the title by which a phrase names it; `qualified` if the phrase stands for a bracketed one."""

    occupation: str
    title: str


def _written(title: str) -> Iterator[str]:
    """The ways to say a title: as written; a bracketed qualifier ("test engineer (software)") before or behind."""
    match = _QUALIFIED.match(title)
    if not match:
        yield title
        return
    before, qualifier, after = match.groups()
    yield f"{before} {qualifier} {after}"
    yield f"{qualifier} {before} {after}"


def titles_by_language() -> Iterator[tuple[str, str, str]]:
    """Language, occupation id and title of every title that is not English."""
    for path in sorted((DATA / "titles").glob("*.tsv")):
        for row in rows_of(path):
            for title in row["titles"].split("; "):
                yield path.stem, row["id"], title


@cache
def phrases() -> dict[tuple[str, ...], Named]:
    """Levelled words to the occupation they name. An occupation's own name comes before another's title."""
    found: dict[tuple[str, ...], Named] = {}
    for family in all_occupations():
        for title in _written(family.name):
            found.setdefault(keys(title), Named(family.id, family.name))
    for family in all_occupations():
        for title in family.titles:
            for written in _written(title):
                found.setdefault(keys(written), Named(family.id, title))
    for _, id, title in titles_by_language():
        if not has_cjk(title):
            found.setdefault(keys(title), Named(occupation(id).id, title))
    ignored = word_list("ignored")  # titles are read without these words
    for phrase, named in list(found.items()):
        found.setdefault(tuple(key for key in phrase if key not in ignored) or phrase, named)
    return found


@cache
def cjk_titles() -> tuple[tuple[str, str], ...]:
    """Japanese, Chinese and Korean titles with their occupation, longest first."""
    found = [(title.casefold(), id) for _, id, title in titles_by_language() if has_cjk(title)]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def longest_phrase() -> int:
    """How many words the longest title has."""
    return max(map(len, phrases()))


@cache
def job_nouns() -> frozenset[str]:
    """Words that head a title ("nurse", "engineer"): at least as often its last word as an earlier one."""
    last: Counter[str] = Counter()
    earlier: Counter[str] = Counter()
    for phrase in phrases():
        last[phrase[-1]] += 1
        earlier.update(phrase[:-1])
    return frozenset(word for word, times in last.items() if times >= earlier[word]) | GENERIC


@cache
def _vocabulary() -> dict[tuple[str, int], tuple[str, ...]]:
    """The words of all titles by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in sorted({word for phrase in phrases() for word in phrase}):
        found.setdefault((word[0], len(word)), []).append(word)
    return {key: tuple(words) for key, words in found.items()}


@lru_cache(maxsize=16384)
def lexicon_word(key: str) -> str:
    """The word itself, or the word of the lexicon that it misspells by one letter left out, doubled or swapped.

    A wrong letter is not set right: "planter" is another trade than "planner". Nor is the last letter, which makes
    words of its own: a "schedule" is no scheduler.
    """
    known = _vocabulary()
    if len(key) < 6 or not key.isalpha() or key in known.get((key[0], len(key)), ()):
        return key
    for length in (len(key) + 1, len(key) - 1):
        for word in known.get((key[0], length), ()):
            if _one_letter(word, key):
                return word
    swapped = _swapped(key)
    return next((word for word in known.get((key[0], len(key)), ()) if word in swapped), key)


def _one_letter(word: str, key: str) -> bool:
    """Whether one has exactly one letter more than the other, neither the first nor the last."""
    longer, shorter = (word, key) if len(word) > len(key) else (key, word)
    half = len(shorter) // 2  # before it or from it on nothing is left out, and most words differ in both
    if longer[half + 1 :] != shorter[half:] and longer[: half + 1] != shorter[: half + 1]:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer) - 1))


def _swapped(key: str) -> set[str]:
    """The word with two different letters that are neighbours in each other's places."""
    every = range(len(key) - 1)
    return {key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in every if key[at] != key[at + 1]}
