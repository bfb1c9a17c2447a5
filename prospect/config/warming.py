"""Reading the lexicon's tables before the first visitor comes, once for all web processes (they are forked after it)."""

from __future__ import annotations

import gc
from string import ascii_lowercase

from prospect.insights.wages import wage_band
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.places import suggest_places
from prospect.lexicon.requirements import read_requirements
from prospect.search.meaning import meaning
from prospect.search.query import Query
from prospect.search.suggestions import did_you_mean, suggest


def warm() -> None:
    meaning(Query.from_params({"q": "nurse", "near": "Tulsa, OK"}))
    read_requirements("Requirements: 3 years of SQL")
    for letter in ascii_lowercase:  # of one letter there are thousands of names to look through
        suggest(letter)
    did_you_mean(Query.from_words("nurze"))
    suggest_places("tul", 1)
    for trade in all_occupations():
        wage_band(trade.soc)
    gc.collect()
    gc.freeze()  # the tables live as long as the process: going through them again and again costs 0.1 s each time
