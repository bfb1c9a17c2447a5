"""Words without which a text names no occupation.

Most of what is typed is no title: "python kubernetes", "night shift forklift". Reading it as one takes a tenth of a
millisecond; seeing that no phrase of the lexicon can be made of its words takes a twentieth of that. The cues are drawn
from the tables that the reading itself uses, so that what is read stays the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations

from prospect.lexicon.glossary import tells
from prospect.lexicon.occupations import DATA, rows_of
from prospect.lexicon.title_fields import last_of_trades
from prospect.lexicon.title_heads import TURNED
from prospect.lexicon.title_index import lexicon_word, phrases
from prospect.lexicon.title_words import Word, keys, word_list

Phrase = tuple[str, ...]


def may_name_occupation(text: str, found: Sequence[Word]) -> bool:
    """False only where neither a title nor an everyday phrase stands in the text, whose words are `found`."""
    if not text.isascii() or tells(text):
        return True
    forms: set[str] = set()
    for word in found:
        said = _forms(word.key)
        if said is None:
            return True
        forms.update(said)
    return len(forms) > 1 and not _pairs().isdisjoint(combinations(sorted(forms), 2))


@lru_cache(maxsize=65_536)
def _forms(key: str) -> frozenset[str] | None:
    """The forms of a word that are half of a pair; None for a word that may name an occupation by itself."""
    forms = {key, lexicon_word(key)}
    return None if forms & _telling() else frozenset(forms & _halves())


@cache
def _telling() -> frozenset[str]:
    """Words that are a phrase, and those that are read as others: of "engineering lead" an engineer is made."""
    single = {phrase[0] for phrase in _every_phrase() if len(set(phrase)) == 1}
    return frozenset(single) | word_list("doctors") | last_of_trades() | TURNED


@cache
def _pairs() -> frozenset[tuple[str, ...]]:
    """Of each longer phrase the two words that the fewest have, in the order of the alphabet."""
    longer = [set(phrase) for phrase in _every_phrase() if len(set(phrase)) > 1]
    common = Counter(word for words in longer for word in words)
    return frozenset(tuple(sorted(sorted(words, key=lambda word: (common[word], word))[:2])) for words in longer)


@cache
def _halves() -> frozenset[str]:
    return frozenset(word for pair in _pairs() for word in pair)


def _every_phrase() -> Iterator[Phrase]:
    yield from phrases()
    yield from (keys(row["phrase"]) for row in rows_of(DATA / "lay.tsv"))
