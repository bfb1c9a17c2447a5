"""How names of places are compared: one folded spelling for "Saint-Étienne", "St. Etienne" and "st etienne"."""

from __future__ import annotations

import re
import unicodedata

_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "ł": "l", "Ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´ʻ](?=s\b)")


def fold(name: str) -> str:
    """Lower case without accents and punctuation, words parted by one space, "saint" as "st", "fort" as "ft"."""
    plain = _APOSTROPHE.sub("", name.translate(_LETTERS))
    if not plain.isascii():
        plain = "".join(ch for ch in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(ch))
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(plain.casefold()))
