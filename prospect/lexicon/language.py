"""In which language a posting is written: by its script, else by its small words and letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache

from prospect.lexicon.gazetteer import table

# Letters that one of the languages has and its likeliest neighbours have not; each counts as a third of a small word.
_LETTERS = {
    "de": "ßäöü", "es": "ñ¿¡áíóú", "fr": "çœèêàûîô", "pt": "ãõçâê", "it": "èàòù", "pl": "łąęśżźćń", "sv": "äåö",
    "da": "æøå", "no": "æøå", "fi": "äö", "cs": "ěřůčžýš", "tr": "ğışç", "ro": "șțăâî", "hu": "őűéáö",
}  # fmt: skip
_TAG = re.compile(r"<[^<>]{1,2000}>|https?://\S+|&\w+;")
# The same and addresses of mail; these are tried from every letter on, so only where there is an "@".
_TAG_OR_MAIL = re.compile(r"<[^<>]{1,2000}>|https?://\S+|\S+@\S+|&\w+;")
_FOREIGN = re.compile(r"[\u0370-\u07bf\u0900-\u097f\u3040-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = "•–—“”‘’\u00a0…·"  # no letters; without them most texts are ASCII, which is parted much faster than matched
_PARTING = {n: " " for n in range(128) if not chr(n).isalpha()}
_READ = 4000  # characters suffice
_FEWEST = 4  # small words without which nothing is said
_LEAD = 1.15  # of the best over the second, else unknown


def read_language(text: str) -> str | None:
    """The ISO 639-1 code of the language most of a text is in, or None when it is too short or too mixed to tell."""
    read = text[: _READ * 2]
    plain = unicodedata.normalize("NFC", (_TAG_OR_MAIL if "@" in read else _TAG).sub(" ", read)[:_READ])
    if not plain.isascii():
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
    small = plain.casefold()
    words = small.translate(_PARTING).split() if small.isascii() else _WORD.findall(small)
    total = sum(map(len, words))
    foreign = [] if plain.isascii() else _FOREIGN.findall(plain)
    if total >= 4 and len(foreign) >= 0.3 * total:
        return _by_script(foreign, total)
    return _by_words(words, small) if total >= 20 else None


def _by_script(letters: list[str], total: int) -> str | None:
    """The language of a text by its letters that are not Latin, out of so many in all."""
    scripts = Counter(_script(ch) for ch in letters)
    kana, han = scripts["kana"], scripts["han"]
    if kana + han >= 0.3 * total:
        return "ja" if kana >= 0.05 * (kana + han) else "zh"
    for script, language in _ONE_LANGUAGE.items():
        if scripts[script] >= 0.3 * total:
            return language
    if scripts["cyrillic"] >= 0.3 * total:
        ukrainian = sum(ch in "іїєґІЇЄҐ" for ch in letters)
        russian = sum(ch in "ыэъёЫЭЪЁ" for ch in letters)
        return "uk" if ukrainian > russian else "ru"
    return None


def _script(ch: str) -> str:
    code = ord(ch)
    for name, first, last in _SCRIPTS:
        if first <= code <= last:
            return name
    return "other"


_ONE_LANGUAGE = {"hangul": "ko", "arabic": "ar", "hebrew": "he", "devanagari": "hi", "greek": "el"}
_SCRIPTS = (
    ("greek", 0x0370, 0x03FF),
    ("cyrillic", 0x0400, 0x052F),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x06FF),
    ("devanagari", 0x0900, 0x097F),
    ("hangul", 0xAC00, 0xD7AF),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
)


def _by_words(found: list[str], plain: str) -> str | None:
    small_words = _small_words()
    words = Counter(filter(small_words.__contains__, found))
    scores: defaultdict[str, float] = defaultdict(float)
    seen: Counter[str] = Counter()
    for word, count in words.items():
        languages = small_words[word]
        for language in languages:
            # A word of several languages says less; a repeated one no more than its tenth time.
            scores[language] += min(count, 10) / len(languages)
            seen[language] += min(count, 10)
    for language, special in _LETTERS.items() if not plain.isascii() else ():
        if seen[language]:
            scores[language] += sum(min(plain.count(ch), 12) for ch in special) / 3
    best = sorted(scores.items(), key=lambda entry: -entry[1])[:2]
    if not best or seen[best[0][0]] < _FEWEST:
        return None
    if len(best) == 2 and best[0][1] < _LEAD * best[1][1]:
        return None
    return best[0][0]


@lru_cache(maxsize=1)
def _small_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in table("stop_words.tsv"):
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The small words of every language known here: they stand in all texts and say nothing of what one is about."""
    return frozenset(_small_words())
