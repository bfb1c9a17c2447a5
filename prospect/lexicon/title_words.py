"""A title's words in one form: case, accents, spelling, abbreviation, number and compounds levelled, places kept.

"Sr. Back-End Devs" and "senior backend developer" become the same keys. The forms are facts of usage, written in
`data/title_words.tsv`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"\.net\b|hvac/?r\b|c\+\+|[cf]#|[^\W_]+(?:['’.&][^\W_]+)*", re.IGNORECASE)
_CJK = re.compile(r"[぀-ヿ㐀-鿿ー々가-힣]+")
# "ServicesTechnician": two words that lost their space.
_GLUED = re.compile(r"(?<=[a-z]{4})(?=[A-Z][a-z]{3,})")
_POSSESSIVE = re.compile(r"['’]s?\b|['’]")


class Word(NamedTuple):
    """A word of a title: as written, in its levelled form, and where it stands (end exclusive)."""

    text: str
    key: str
    start: int
    end: int


@cache
def _forms() -> tuple[dict[str, str], dict[tuple[str, str], str], frozenset[str]]:
    """Written form to levelled form; pairs that are one word; words that end in s and are no plurals."""
    one: dict[str, str] = {}
    joined: dict[tuple[str, str], str] = {}
    whole: set[str] = set()
    for line in (DATA / "title_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "kind\t")):
            continue
        kind, form, meant = line.split("\t")
        if kind == "whole":
            whole.add(form)
        elif kind == "joined":
            left, right = form.split()
            joined[left, right] = meant
        else:
            one[form] = meant
    plurals = frozenset(whole)
    return {form: _singular(meant, plurals) for form, meant in one.items()}, joined, plurals


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of `data/title_lists.toml`, in levelled form."""
    lists = tomllib.loads((DATA / "title_lists.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name])


def plain(text: str) -> str:
    """Casefolded and without accents; sharp s is ss."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _singular(word: str, whole: frozenset[str]) -> str:
    """The singular of an English plural; words that only look like one are kept."""
    if len(word) < 4 or word in whole or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return "".join((word[:-3], "man")) if len(word) > 4 and word.endswith("men") else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """The levelled form of one word."""
    one, _, whole = _forms()
    word = plain(text)
    if "'" in word or "’" in word:
        word = _POSSESSIVE.sub("", word)
    if "/" in word:
        word = word.replace("/", "")
    if "." in word:
        word = word if word == ".net" else word.replace(".", "")
    if word in one:
        return one[word]
    singular = _singular(word, whole)
    return one.get(singular, singular)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends; two that are glued are parted where the second is a noun that heads titles."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        seam = None if match.group().islower() else _GLUED.search(match.group())
        if seam and key_of(text[start + seam.start() : end]) in word_list("generic"):
            yield start, start + seam.start()
            start += seam.start()
        yield start, end


def words(text: str) -> list[Word]:
    """The words of a title, with compounds that are one thing joined ("back end" is backend)."""
    _, joined, _ = _forms()
    found: list[Word] = []
    for start, end in _spans(text):
        key = key_of(text[start:end])
        last = found[-1] if found else None
        if last and (last.key, key) in joined and text[last.end : start] in ("", " ", "-", "‐", "‑", "\u00a0"):
            found[-1] = Word(text[last.start : end], joined[last.key, key], last.start, end)
        else:
            found.append(Word(text[start:end], key, start, end))
    return found


@lru_cache(maxsize=65536)
def keys(text: str) -> tuple[str, ...]:
    """Only the levelled forms of a title's words."""
    return tuple(word.key for word in words(text))


def has_cjk(text: str) -> bool:
    """Whether the text has Japanese, Chinese or Korean writing, which puts no spaces between words."""
    return _CJK.search(text) is not None
