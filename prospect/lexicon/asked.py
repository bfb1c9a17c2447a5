"""What a person who looks for work or for help means by a few words: a title, or an activity in everyday words.

"Back end developer" is a title. "Bookkeeping", "someone to fix air conditioners", "looking after old people", "data guy"
and "eye doctor" are none, and mean occupations all the same. The everyday words are `data/lay.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from prospect.lexicon.occupations import DATA, occupation, rows_of
from prospect.lexicon.title_cues import may_name_occupation
from prospect.lexicon.title_index import phrases
from prospect.lexicon.title_words import Word, keys, word_list, words
from prospect.lexicon.titles import LONGEST, titled, titled_by


@dataclass(frozen=True, slots=True)
class Asked:
    """The occupations (ids, best first) that words mean, and the words' place (end exclusive).

    `titled`: an employer would write them so, and a title with all of them says the same. What is only said is not
    looked for word by word: "day care" is no care by day.
    """

    occupations: tuple[str, ...]
    start: int
    end: int
    titled: bool


@cache
def _everyday(kind: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The phrases of a kind of `data/lay.tsv` in levelled words; KeyError for an occupation that there is not."""
    return {
        keys(row["phrase"]): tuple(occupation(id).id for id in row["occupations"].split("; "))
        for row in rows_of(DATA / "lay.tsv")
        if row["kind"] == kind
    }


@lru_cache(maxsize=8192)
def read_asked(text: str) -> Asked | None:
    """The occupations that a few typed words mean, or None. Everyday words mean one only where they are all there is.

    A longer text ("python bookkeeping software") says of a thing that it is there, not that it is the work; titles of
    several words, initials and folk names are found in it all the same.
    """
    found = words(text)
    if not may_name_occupation(text, found):
        return None
    named = titled_by(text, found) if len(text) <= LONGEST else titled(text)
    if named and tuple(word.key for word in found) not in _everyday("activity"):
        return Asked((named[0].id,), *named[1:], titled=True)
    return _lay(found) or _beside_others(found)


def _beside_others(found: Sequence[Word]) -> Asked | None:
    """A title that a person types beside words that no employer would ("RN tulsa", "social worker LCSW"): one of several
    words, or initials; or a folk name with its person ("data guy python"). The longest, and the first of equally long."""
    for phrase, run in _runs(found):
        named = phrases().get(phrase)
        if named and (len(run) > 1 or _is_initials(named.title)):
            return Asked((named.occupation,), run[0].start, run[-1].end, titled=True)
        if len(run) > 1 and not word_list("lay_persons").isdisjoint(phrase) and (lay := _lay(run)):
            return lay
    return None


def _is_initials(title: str) -> bool:
    """Whether a title of one word is initials that mean little else among other words."""
    return title.isupper() and title not in word_list("shared_initials")


def _lay(found: Sequence[Word]) -> Asked | None:
    """The occupations of an everyday phrase that is all that was said, but for verbs, persons and small words."""
    found = [word for word in found if word.key not in word_list("ignored")]
    for phrase, run in _runs(found):
        activity, thing = _everyday("activity").get(phrase), _everyday("thing").get(phrase)
        if not (activity or thing):
            continue
        rest = [word for word in found if word not in run]
        meant = activity or (thing if rest else None)
        if meant and all(map(_passing, rest)):
            return Asked(meant, found[0].start, found[-1].end, titled=False)
    return None


def _runs(found: Sequence[Word]) -> Iterator[tuple[tuple[str, ...], Sequence[Word]]]:
    """Every run of the words, as levelled words and itself, the longest first."""
    levelled = tuple(word.key for word in found)
    for size in range(min(4, len(found)), 0, -1):
        for start in range(len(found) - size + 1):
            yield levelled[start : start + size], found[start : start + size]


def _passing(word: Word) -> bool:
    return any(word.key in word_list(name) for name in ("lay_persons", "lay_verbs", "lay_small"))
