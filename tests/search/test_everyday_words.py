"""Everyday words for work find the jobs of the occupations they mean."""

from dataclasses import replace

import pytest

from prospect.search.meaning import meaning
from prospect.search.query import Query


def occupations_of(typed: str) -> dict[str, float]:
    return dict(meaning(Query.from_words(typed)).searched)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("roofing", "roofer"),
        ("somebody to repair bicycles", "bicycle-mechanic"),
        ("work with horses", "livestock-worker"),
        ("the network guy", "network-administrator"),
    ],
)
def test_an_activity_means_its_occupation(typed, meant):
    assert occupations_of(typed)[meant] == 1.0


def test_each_occupation_of_an_umbrella_word_counts_fully():
    found = occupations_of("eye care")
    assert found["optometrist"] == found["optician"] == 1.0


def test_everyday_words_are_looked_for_in_a_row_alone():
    kinds = {atom.kind for group in meaning(Query.from_words("foot doctor")).all_of for atom in group}
    assert kinds == {"phrase", "key"}


def test_without_similar_titles_the_words_mean_themselves():
    assert meaning(replace(Query.from_words("roofing"), similar=False)).searched == ()
