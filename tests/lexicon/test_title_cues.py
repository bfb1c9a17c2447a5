"""What a cue is for: no text that names an occupation may be passed over."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from prospect.lexicon import asked
from prospect.lexicon.occupations import DATA, rows_of
from prospect.lexicon.title_cues import may_name_occupation
from prospect.lexicon.title_index import phrases
from prospect.lexicon.title_words import words
from prospect.lexicon.titles import titled

LAY = [row["phrase"] for row in rows_of(DATA / "lay.tsv")]
TITLES = [" ".join(phrase) for phrase in phrases()]
LEVELS = [row["phrase"] for row in rows_of(DATA / "levels.tsv")]
VOCABULARY = sorted({word for text in (*LAY, *TITLES, *LEVELS) for word in text.split()})
OTHERS = [
    "of",
    "to",
    "iii",
    "engineering",
    "lead",
    "python",
    "nights",
    "ingeniero",
    "in",
    "someone",
    "fix",
    "viii",
    "–",
]


def means(text: str) -> bool:
    """Whether the text names an occupation, read without the cues."""
    found = words(text)
    return bool(titled(text) or asked._lay(found) or asked._beside_others(found))


@given(st.lists(st.sampled_from(VOCABULARY) | st.sampled_from(OTHERS), min_size=1, max_size=5).map(" ".join))
def test_words_of_titles_in_any_order(text: str) -> None:
    assert may_name_occupation(text, words(text)) or not means(text)


def test_every_title_and_everyday_phrase_is_seen() -> None:
    missed = [text for text in (*LAY, *TITLES) if means(text) and not may_name_occupation(text, words(text))]
    assert not missed


def test_two_words_of_titles_beside_each_other() -> None:
    rows = random.Random(5)
    texts = [" ".join(rows.sample(VOCABULARY, 2)) for _ in range(3000)]
    assert not [text for text in texts if means(text) and not may_name_occupation(text, words(text))]


def test_most_of_what_is_no_title_is_passed_over() -> None:
    for text in ("python kubernetes", "safety sql", "night shift tulsa", "remote"):
        assert not may_name_occupation(text, words(text))
    assert may_name_occupation("Küchenhilfe", words("Küchenhilfe"))
    assert may_name_occupation("gruas operador", words("gruas operador"))
