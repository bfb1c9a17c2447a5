"""Words of running text as the skill finder compares them.

Finer than the search tokeniser in two ways: it keeps initials ("R.N.") and symbols that make a name ("C++", ".NET",
"Node.js") in one token, and it folds British and American spelling and possessives together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

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
# The same for a line that has nothing that only the fuller expression knows: most lines, in half the time.
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


class Token(NamedTuple):
    """A folded word and its place in the text (characters, end exclusive)."""

    term: str
    start: int
    end: int


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


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    make, at = tuple.__new__, 0  # a fifth of the time that Token(...) takes, which counts for every word there is
    for line in text.split("\n"):
        found += [make(Token, (term, start + at, end + at)) for term, start, end in _of_line(line)]
        at += len(line) + 1
    return found


@lru_cache(maxsize=4096)
def _of_line(line: str) -> tuple[tuple[str, int, int], ...]:
    """The tokens of a line. Employers repeat lines in all their postings, so the last ones are kept."""
    pattern = _TOKEN if _NOT_PLAIN.search(line) else _PLAIN
    return tuple([(fold(m.group()), *m.span()) for m in pattern.finditer(line)])


def terms(text: str) -> tuple[str, ...]:
    """The folded words alone: the key under which a name or alias is looked up."""
    return tuple(fold(m.group()) for m in _TOKEN.finditer(text))
