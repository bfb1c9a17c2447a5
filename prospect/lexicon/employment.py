"""What kind of employment a posting offers, by schema.org's names."""

from __future__ import annotations

import re
from functools import lru_cache

from prospect.lexicon.gazetteer import table
from prospect.lexicon.place_names import fold

TYPES = ("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER")
# Of several kinds named at once the more particular one counts: "Full Time - 12 Month Contract" is a contract.
_PARTICULAR = ("VOLUNTEER", "INTERN", "PER_DIEM", "TEMPORARY", "CONTRACTOR", "PART_TIME", "FULL_TIME", "OTHER")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIELD = 80  # characters; longer texts are not the field of an employment type


def read_employment_type(text: str) -> str | None:
    """The schema.org name for what a field of employment type says, or None when it says none or nothing known.

    "Full-time or part-time" is FULL_TIME: the job is to be had full-time, which who looks for part-time may read of.
    """
    if not text.strip() or len(text) > _FIELD:
        return None
    written = fold(_CAMEL.sub(" ", text).replace("_", " "))
    found = {kind for phrase, kind in _matches(written)}
    if found >= {"FULL_TIME", "PART_TIME"} and not found - {"FULL_TIME", "PART_TIME"}:
        return "FULL_TIME" if written.find("full") < written.find("part") or "part" not in written else "PART_TIME"
    return next((kind for kind in _PARTICULAR if kind in found), None)


def employment_type_named(text: str) -> str | None:
    """The type of employment that is named just so, or None: "full time" and not "full stack"."""
    return _phrases().get(fold(text))


def begins_employment_type(word: str) -> bool:
    """Whether one of several words, or of one, begins with this word."""
    return fold(word) in _first_words()


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for phrase in _phrases())


def _matches(written: str) -> list[tuple[str, str]]:
    """The longest phrases of the table in the text, none inside another."""
    words = written.split()
    found = []
    at = 0
    while at < len(words):
        for length in range(min(4, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if kind := _phrases().get(phrase):
                found.append((phrase, kind))
                at += length
                break
        else:
            at += 1
    return found


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    return {fold(phrase): kind for phrase, kind in table("employment_types.tsv")}
