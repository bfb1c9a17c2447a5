"""Spanish, French and German titles said in English, word by word, for what only knows English.

This is a gloss, not a translation: enough for a vector or a phrase to meet its English fellows. The words are
`data/glossary/*.tsv`. German compounds are taken apart ("Softwareentwickler" is software developer); Spanish and French
titles are said backwards ("ingeniero de software"), as English puts first what describes.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from prospect.lexicon.occupations import DATA, all_occupations, rows_of
from prospect.lexicon.title_words import plain

_WORD = re.compile(r"[^\W_]+")
_LINKS = {
    "es": frozenset(["de", "del", "la", "el", "las", "los", "en", "y", "a", "al", "para", "con", "o", "e", "por"]),
    "fr": frozenset(
        [
            "de",
            "du",
            "des",
            "la",
            "le",
            "les",
            "en",
            "et",
            "au",
            "aux",
            "pour",
            "avec",
            "ou",
            "sur",
            "dans",
            "chez",
            "par",
        ]
    ),
    "de": frozenset(
        ["fur", "der", "die", "das", "und", "im", "in", "den", "des", "von", "zur", "zum", "bei", "mit", "als"]
    ),
}
LONGEST_COMPOUND = 60
# What a French word of a title becomes without its feminine and plural.
_FRENCH = (
    ("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("trice", "teur"), ("iennes", "ien"), ("ienne", "ien"),
    ("eres", "er"), ("ere", "er"), ("ees", "e"), ("ee", "e"), ("es", ""), ("s", ""), ("e", ""), ("aux", "al"),
)  # fmt: skip
_JOINTS = ("", "s", "n", "en", "es", "er", "e")  # what German puts between the parts of a compound


@cache
def _words(language: str) -> dict[str, str]:
    return {row["word"]: row["english"] for row in rows_of(DATA / "glossary" / f"{language}.tsv")}


@cache
def _english() -> frozenset[str]:
    """The words of the lexicon's own titles, which are English: "marketing" and "hotels" tell no other language."""
    titles = (title for family in all_occupations() for title in (family.name, *family.titles))
    return frozenset(word for title in titles for word in _WORD.findall(plain(title)))


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (DATA / "glossary").glob("*.tsv")))


@lru_cache(maxsize=32768)
def gloss(title: str) -> str | None:
    """The title in English words, or None when it is in no language of the glossary. Words unknown stay as they are."""
    if not tells(title):
        return None
    found = [word for word in _WORD.findall(plain(title)) if len(word) > 1 or word.isdigit()]
    best: tuple[float, str] | None = None
    for language in _languages():
        links = _LINKS[language]
        content = [word for word in found if word not in links]
        said = [_meaning(word, language) for word in content]
        foreign = (pair for pair in zip(content, said, strict=True) if not {pair[0], pair[0][:-1]} & _english())
        changed = [meant for word, meant in foreign if meant and meant != word]
        sure = len(changed) + 0.5 * (len(found) - len(content))
        if not content or not changed or sure * 2 < len(content):
            continue
        english = [meant or word for word, meant in zip(content, said, strict=True)]
        text = " ".join(english if language == "de" else reversed(english))
        if best is None or sure > best[0]:
            best = sure, text
    return best[1] if best else None


def tells(title: str) -> bool:
    """Whether a word of it is said otherwise in English; without one the title has no gloss."""
    return any(map(_tells, _WORD.findall(plain(title))))


@lru_cache(maxsize=65536)
def _tells(word: str) -> bool:
    """Whether the glossary says a word otherwise that is none of the lexicon's own titles'."""
    if {word, word[:-1]} & _english():
        return False
    return any((meant := _meaning(word, language)) and meant != word for language in _languages())


@lru_cache(maxsize=65536)
def _meaning(word: str, language: str) -> str | None:
    """What a word means: itself, its masculine or singular, or, in German, its parts."""
    known = _words(language)
    for form in _forms(word, language):
        if form in known:
            return known[form]
    return _compound(word) if language == "de" and len(word) <= LONGEST_COMPOUND else None


def _forms(word: str, language: str) -> tuple[str, ...]:
    """The word and what it may be an inflection of."""
    if language == "de":
        ends = [word[: -len(end)] for end in ("innen", "in", "en", "er", "e", "n", "s", "es") if word.endswith(end)]
        return (word, *ends)
    forms = [word]
    if language == "fr":
        for end, plain_end in _FRENCH:
            if word.endswith(end):
                forms.append(word[: -len(end)] + plain_end)
        return tuple(forms)
    for end, plain_end in (("as", "o"), ("a", "o"), ("os", "o"), ("es", ""), ("s", ""), ("oras", "or"), ("ora", "or")):
        if word.endswith(end):
            forms.append(word[: -len(end)] + plain_end)
    return tuple(forms)


@lru_cache(maxsize=65536)
def _compound(word: str) -> str | None:
    """A German compound in parts, the longest first part first; a first part may be unknown ("Ruby-Entwickler").

    Remembered, since a tail is asked for once from each of its cuts: without that, a long word takes for ever.
    """
    known = _words("de")
    for cut in range(len(word) - 3, 2, -1):
        head, tail = word[:cut], word[cut:]
        rest = next((known[form] for form in _forms(tail, "de") if form in known), None) or (
            _compound(tail) if len(tail) > 6 else None
        )
        if rest is None:
            continue
        first = next(
            (
                known[head[: len(head) - len(joint)]]
                for joint in _JOINTS
                if head.endswith(joint) and head[: len(head) - len(joint)] in known
            ),
            None,
        )
        if first:
            return f"{first} {rest}"
    for cut in range(3, len(word) - 4):
        rest = next((known[form] for form in _forms(word[cut:], "de") if form in known), None)
        if rest:
            return f"{word[:cut]} {rest}"
    return None
