"""The one tokeniser: of queries, of postings' text and of alerts, in every engine.

A term is folded (case and accents off, compatibility forms plain) and at most `MAX_TERM` characters long. Space,
hyphen, slash and every other mark part words alike; spellings of one word are made one by `data/word_forms.tsv`
("backend", "back-end" and "back end" are the terms back, end). c++, c#, f#, .net, node.js and R&D are terms of their
own. Scripts written without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) give a term a character: what is
typed as one run is searched as a phrase.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

MAX_TERM = 64


class Token(NamedTuple):
    """A term and where it stands in the text: characters `start` to `end`, end exclusive."""

    term: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The terms of `text` in order, each with its place in it."""
    return [Token(*found) for found in _found(text)]


def terms(text: str) -> list[str]:
    """The terms of `text` in order."""
    return [term for term, _, _ in _found(text)]


@lru_cache(maxsize=200_000)
def stem(term: str) -> str:
    """`term` without its English plural ending: nurses and nurse, libraries and library are one.

    Only the plural is taken off, by rule, and only from ASCII words of four letters or more, so that no two words of
    different meaning meet (aws, css, bus, analysis stay as they are).
    """
    if len(term) < 4 or not term.endswith("s") or term.endswith(("ss", "us", "is", "os", "aas")) or not term.isalpha():
        return term
    if not term.isascii():
        return term
    if term.endswith("ies") and len(term) > 4:
        return term[:-3] + "y"
    if term.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return term[:-2]
    return term[:-1]


def search_terms(text: str) -> list[str]:
    """The terms of `text` as the catalogue is searched by: `terms`, each without its plural ending."""
    plain = _as_ascii(text)
    if plain is None:
        return [stem(term) for term, _, _ in _found(text)]
    plain = plain.lower()
    if ".net" in plain:  # the one name that begins with a mark that parts words
        return [stem(term) for term, _, _ in _found(plain)]
    chunks = plain.translate(_PARTING).split()
    read = list(map(_CHUNKS.__getitem__, chunks))
    odd = [n for n, terms in enumerate(read) if terms.__class__ is not str]
    if not odd:
        return read  # type: ignore[return-value]  # every one is a str, as just seen
    if any(_may_join(chunks, n) for n in odd):
        return [stem(term) for term, _, _ in _found(plain)]
    return [term for terms in read for term in ((terms,) if terms.__class__ is str else terms)]


PART = "\x1e"  # put between texts that are read at one go; it is a chunk of its own


def plain(text: str) -> str | None:
    """`text` as `spaced` reads it, in ASCII; None where only `search_terms` reads it right."""
    found = _as_ascii(text)
    if found is None or PART in found:
        return None
    return None if (".n" in found or ".N" in found) and ".net" in found.lower() else found


def spaced(plain: str) -> bytes:
    """The text in small letters with a space for every mark that parts words. What stands between two is a *chunk*;
    these are made much faster than terms, which `chunk_terms` makes of them."""
    return plain.encode("ascii").translate(_PARTING_BYTES)


def chunk_terms(chunk: bytes) -> tuple[str, ...]:
    """The search terms of one chunk, so long as it is not joined with the next (`joins`)."""
    terms = _CHUNKS[chunk.decode("ascii")]
    return (terms,) if isinstance(terms, str) else terms


def stands_alone(chunk: bytes) -> bool:
    """Whether a chunk is one term whatever follows it."""
    return isinstance(_CHUNKS[chunk.decode("ascii")], str)


def joins(chunk: bytes, following: bytes) -> bool:
    """Whether the two may be one form of several words, so that `search_terms` must read the text."""
    return _may_join([chunk.decode("ascii"), following.decode("ascii")], 0)


@cache
def joined_words() -> frozenset[str]:
    """Words that are written as one and read as several ("backend")."""
    return frozenset(first for first, forms in _forms().items() if any(len(form.written) == 1 for form in forms))


@cache
def written_without_spaces(term: str) -> bool:
    """Whether `term` is one character of a script that puts no spaces between words."""
    return len(term) <= 3 and bool(_UNSPACED.match(term))


_Found = tuple[str, int, int]

# Ranges of the scripts whose words are not parted by spaces (Unicode blocks; the letters among them are chosen by \w).
_UNSPACED_RANGES = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
# Marks that are written over a letter and dropped (Latin, Greek, Cyrillic, Hebrew points, Arabic harakat).
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Letters that Unicode does not part into a letter and a mark, though readers and keyboards do.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def _marks() -> str:
    """A character class body of every combining mark, so that a mark never parts a word."""
    points = [n for n in range(0x300, sys.maxunicode + 1) if unicodedata.category(chr(n))[0] == "M"]
    runs: list[list[int]] = []
    for n in points:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in runs)


_NAMES = r"(?<![^\W_])(?:[a-z]\+\+|[a-z]\#|\.net(?![^\W_])|[a-z]{1,2}&[a-z]{1,2}(?![^\W_]))"
_ASCII = re.compile(_NAMES + r"|[a-z0-9]+(?:'[a-z0-9]+)*")
_PARTING = {n: " " for n in range(128) if not (chr(n).isalnum() or chr(n) in "'&+#")}
_PARTING_BYTES = bytes(n if chr(n) == PART else ord(_PARTING.get(n, chr(n).lower())) for n in range(128)) + bytes(128)
_UNSPACED = re.compile(rf"[{_UNSPACED_RANGES}]")


@cache
def _any_script() -> re.Pattern[str]:
    """What a term looks like in text that is not all ASCII; made on first use, for the table of marks is long."""
    letter, marks = rf"[^\W_{_UNSPACED_RANGES}]", _marks()
    word = rf"{letter}(?:{letter}|[{marks}])*"
    return re.compile(rf"{_NAMES}|{word}(?:['’]{word})*|{_UNSPACED.pattern}[{marks}]*", re.IGNORECASE)


_ELISION = re.compile(r"^(?:[ldjmtsnc]|qu)'(?=[a-z0-9]{2})")  # French and Italian: l'équipe, d'usine


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    """Case, accents and compatibility forms off; only letters and digits left."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).casefold()
    plain = unicodedata.normalize("NFC", _DROPPED.sub("", plain).translate(_PLAIN))
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c)[0] == "M" or c in "+#.&'")


@lru_cache(maxsize=100_000)
def _ascii_for(char: str) -> str | None:
    """The ASCII character that reads the same as `char`, a space for a mark that parts words, None for any other."""
    if char == "’":
        return "'"
    if not char.isalnum() and unicodedata.category(char)[0] not in "MC":
        return " "
    folded = _folded(char)
    return folded if len(folded) == 1 and folded.isascii() and folded.isalnum() else None


def _as_ascii(text: str) -> str | None:
    """`text` with every character in its place but in ASCII; None where that would lose something."""
    if text.isascii():
        return text
    for char in set(text):
        if char > "\x7f":
            plain = _ascii_for(char)
            if plain is None:
                return None
            text = text.replace(char, plain)
    return text


class _Chunks(dict[str, "str | tuple[str, ...]"]):
    """The search terms of a chunk of ASCII text that means the same wherever it stands: a term, or several.

    A chunk that may begin a form of several words has its own term in a tuple, so that it is looked at again.
    """

    def __missing__(self, chunk: str) -> str | tuple[str, ...]:
        if len(self) > 200_000:
            self.clear()
        terms = tuple(stem(term) for term, _, _ in _found(chunk))
        self[chunk] = terms if len(terms) != 1 or _begun(chunk) else terms[0]
        return self[chunk]


_CHUNKS = _Chunks()


@lru_cache(maxsize=20_000)
def _begun(chunk: str) -> tuple[_Form, ...]:
    """The forms of several words that the end of a chunk may begin."""
    last = _raw(chunk)[-1:]
    return tuple(form for term, _, _ in last for form in _forms().get(term, ()) if len(form.written) > 1)


def _may_join(chunks: list[str], n: int) -> bool:
    """Whether a form of several words may stand at `n`; `_found` then decides, for it sees what lies between."""
    return n + 1 < len(chunks) and any(chunks[n + 1].startswith(form.written[1]) for form in _begun(chunks[n]))


def _found(text: str) -> list[_Found]:
    return _rewritten(_raw(text))


def _raw(text: str) -> list[_Found]:
    """The terms of a text as they are written, apostrophes still in them."""
    plain = _as_ascii(text)
    if plain is not None:
        return [(match.group(), match.start(), match.end()) for match in _ASCII.finditer(plain.lower())]
    found = []
    for match in _any_script().finditer(text):
        term = _folded(match.group().replace("’", "'"))
        if term:
            found.append((term, match.start(), match.end()))
    return found


class _Form(NamedTuple):
    written: tuple[str, ...]
    meant: tuple[str, ...]


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """The forms of `data/word_forms.tsv` by their first term, longest first."""
    by_first: dict[str, list[_Form]] = {}
    for line in (files("prospect.lexicon") / "data" / "word_forms.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            written, meant = (tuple(part.split(" ")) for part in line.split("\t"))
            by_first.setdefault(written[0], []).append(_Form(written, meant))
    return {first: tuple(sorted(forms, key=lambda f: -len(f.written))) for first, forms in by_first.items()}


def _rewritten(found: list[_Found]) -> list[_Found]:
    """Apostrophes closed ("driver's" is drivers), long terms cut, and the spellings of one word made one."""
    forms = _forms()
    result: list[_Found] = []
    i = 0
    while i < len(found):
        term, start, end = found[i]
        if "'" in term:
            found[i : i + 1] = _closed(term, start, end)
            continue
        if len(term) > MAX_TERM:
            term = term[:MAX_TERM]
        for form in forms.get(term, ()):
            if _stands(form.written, found, i):
                result.extend(_spread(form.meant, found[i : i + len(form.written)]))
                i += len(form.written)
                break
        else:
            result.append((term, start, end))
            i += 1
    return result


def _closed(term: str, start: int, end: int) -> list[_Found]:
    elided = _ELISION.match(term)
    if not elided:
        return [(term.replace("'", ""), start, end)]
    cut = min(start + elided.end(), end)
    return [(term[: elided.end() - 1], start, cut - 1), (term[elided.end() :].replace("'", ""), cut, end)]


def _stands(written: tuple[str, ...], found: list[_Found], i: int) -> bool:
    """Whether the words of a form stand at `i`, no more than one character apart."""
    if i + len(written) > len(found):
        return False
    for k in range(1, len(written)):
        if found[i + k][0] != written[k] or found[i + k][1] - found[i + k - 1][2] > 1:
            return False
    return True


def _spread(meant: tuple[str, ...], over: list[_Found]) -> list[_Found]:
    """The terms meant, each with the place of what was written for it."""
    start, end = over[0][1], over[-1][2]
    if len(meant) == len(over):
        return [(term, place[1], place[2]) for term, place in zip(meant, over, strict=True)]
    if len(over) == 1 and sum(map(len, meant)) == end - start:
        places, at = [], start
        for term in meant:
            places.append((term, at, at + len(term)))
            at += len(term)
        return places
    return [(term, start, end) for term in meant]
