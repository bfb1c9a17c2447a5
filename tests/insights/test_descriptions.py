"""What one does in each occupation."""

from __future__ import annotations

from prospect.insights.descriptions import _all, description
from prospect.lexicon.occupations import all_occupations


def test_occupations_are_described_and_nothing_else() -> None:
    known = {one.id for one in all_occupations()}
    assert set(_all()) <= known
    assert len(_all()) >= 0.95 * len(known)


def test_a_description_is_a_sentence_of_its_own() -> None:
    words = list(_all().values())
    assert len(set(words)) == len(words)
    assert all(20 <= len(one) <= 160 and one.endswith(".") and one[0].isupper() for one in words)
    assert description("no-such-occupation") == ""
