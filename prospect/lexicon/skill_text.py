"""Words of running text as the skill finder compares them.

Finer than the search tokeniser in two ways: it keeps initials ("R.N.") and symbols that make a name ("C++", ".NET",
"Node.js") in one token, and it folds British and American spelling and possessives together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?          # R.N.   U.S.
      | \.net\b                                    # .NET
      | [^\W_]+\.(?:js|net|io|ai|py|ts|com)\b      # Node.js
      | \b(?:c\+\+|(?:a|security|network|linux|server|pentest|cysa|cloud)\+(?![\w+]))   # C++, Security+
      | \b[cfj]\#                                  # C#
      | [^\W_]+(?:['’][^\W_]+)?
      | &""",
    re.IGNORECASE | re.VERBOSE,
)
# The same for a text that has nothing that only the fuller expression knows: most lines do, in half the time.
_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|&")
_NOT_PLAIN = re.compile(r"\.[^\W_]|[+#]")
_SPELLING = (
    (re.compile(r"is(ation|ations|ing|ed|e|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=...)our(s|al|ed|ing)?$"), r"or\1"),
    (re.compile(r"^(p|orthop)aed"), r"\1ed"),
    (re.compile(r"^(an)aesth"), r"\1esth"),
    (re.compile(r"^haem"), "hem"),
    (re.compile(r"^gynaec"), "gynec"),
    (re.compile(r"licenc"), "licens"),
    (re.compile(r"^programmes?$"), "program"),
    (re.compile(r"(?<=...)tre(s?)$"), r"ter\1"),
    (re.compile(r"ll(ing|ed|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"yse(r?)$"), r"yze\1"),
    (re.compile(r"^mould"), "mold"),
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One spelling for all ways to write a word: case, accents, initials' dots, possessive, British endings."""
    term = word.casefold().replace("’", "'")
    if not term.isascii():
        term = "".join(c for c in unicodedata.normalize("NFKD", term) if not unicodedata.combining(c))
    if term == "&":
        return "and"
    if term.endswith("'s"):
        term = term[:-2]
    if "." in term[1:] and all(len(part) <= 1 for part in term.split(".")):
        term = term.replace(".", "")
    if len(term) > 4:
        for pattern, plain in _SPELLING:
            term = pattern.sub(plain, term)
    return term


def terms(text: str) -> tuple[str, ...]:
    """The folded words alone: the key under which a name or alias is looked up."""
    plain = _plain(text)
    if plain is not None:
        read = tuple(map(_CHUNKS.__getitem__, plain.split()))
        if None not in read:
            return read  # type: ignore[return-value]  # as just seen
    return tuple(map(fold, _words_in(text).findall(text)))


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of the `terms` stands, in characters, end exclusive."""
    plain = _plain(text)
    chunks = [] if plain is None else plain.split()
    if plain is None or None in map(_CHUNKS.__getitem__, chunks):
        return [match.span() for match in _words_in(text).finditer(text)]
    found, at = [], 0
    for chunk in chunks:
        start = plain.index(chunk, at)
        at = start + len(chunk)
        found.append((start, at))
    return found


def _words_in(text: str) -> re.Pattern[str]:
    """The expression that finds the words of a text."""
    return _TOKEN if _NOT_PLAIN.search(text) else _PLAIN


def _plain(text: str) -> str | None:
    """The text with a space for every mark that parts words, each character in its place; words that are parted are
    found much faster than words that are matched. None where only the expressions read it right: most lines are plain.
    """
    if not text.isascii():
        for mark, meant in _TYPOGRAPHIC:
            text = text.replace(mark, meant)
        if not text.isascii():
            return None
    if "+" in text or "#" in text or ("." in text[:-1] and _NOT_PLAIN.search(text)):
        return None
    return text.translate(_PARTING)


_TYPOGRAPHIC = [*((mark, " ") for mark in "•–—“”\u00a0…·"), ("’", "'")]
_PARTING = {n: " " for n in range(128) if not (chr(n).isalnum() or chr(n) in "'&")}


class _Chunks(dict[str, "str | None"]):
    """The folded word that a chunk is; None where it holds marks that part words in one place and not in another."""

    def __missing__(self, chunk: str) -> str | None:
        if len(self) > 65_536:
            self.clear()
        self[chunk] = fold(chunk) if _PLAIN.fullmatch(chunk) else None
        return self[chunk]


_CHUNKS = _Chunks()
