"""Ways to learn a skill: each a real skill, an address of its own, and somebody's name behind it."""

from __future__ import annotations

from urllib.parse import urlsplit

from prospect.lexicon.skills import all_skills
from prospect.lexicon.ways_to_learn import KINDS, _by_skill, ways_to_learn


def test_every_row_stands_for_skills_of_the_lexicon() -> None:
    assert set(_by_skill()) <= set(all_skills())
    assert len(_by_skill()) >= 400


def test_every_address_is_whole_and_safe() -> None:
    for ways in _by_skill().values():
        assert len({way.url for way in ways}) == len(ways)
        for way in ways:
            parts = urlsplit(way.url)
            assert parts.scheme == "https" and "." in parts.netloc and not parts.query, way
            assert way.name and way.by and way.kind in KINDS


def test_trades_and_care_are_met_as_technology_is() -> None:
    for skill in (
        "python",
        "bls-certificate",
        "certified-welder",
        "cdl-a",
        "electrical-installation",
        "cpa",
        "servsafe",
    ):
        assert ways_to_learn(skill), skill
    assert ways_to_learn("python")[0].url.startswith("https://docs.python.org/")
    assert ways_to_learn("no-such-skill") == ()
