"""How near a person's work is to a job's: by the trades of the titles, by the trades whose words both texts use, and by
the words they share. Titles alone miss much: "Principal" and "IT assistant" say little, duties say what was done."""

from __future__ import annotations

from dataclasses import replace

from prospect.fit.job import Asked
from prospect.fit.person import Person
from prospect.fit.trade import UNLICENSED, Trade, trade_of
from prospect.fit.work_words import Row, cosine, shared
from prospect.lexicon.sentences import say

# What each sign counts beside the nearness of the titles, and the sum at which the work is the same. Round numbers; on
# the judged pairs, half or double of any of them moves nDCG@10 by less than .02.
OF_SPREAD, OF_WORDS, OF_TITLE_WORDS, WHOLE = 0.8, 1.5, 1.5, 2.2
_UNKNOWN_TRADE, _UNKNOWN_SPREAD = 0.2, 0.25
_BY_TITLE = 0.3  # nearness of titles from which they are the reason that is given
_BROAD = 30  # different words of work from which a text is compared in full
_SPEAKS = 0.3  # kinship from which the words are worth naming


def _broadly(mine: Row, theirs: Row, of_title: bool = False) -> float:
    """The cosine of two texts, less where one is so short that a word or two make it."""
    least = len(mine) if of_title else min(len(mine), len(theirs))
    return cosine(mine, theirs) * min(1.0, least / _BROAD)


def kindred(person: Person, job: Asked) -> Trade | None:
    """The nearest trade with how near the work is; None where neither titles nor words tell."""
    trade = trade_of(person, job)
    alike = person.spread.alike(job.spread)
    if trade is None and alike is None:
        return None
    nearness = trade.nearness if trade else _UNKNOWN_TRADE
    kin = (
        nearness
        + OF_SPREAD * (_UNKNOWN_SPREAD if alike is None else alike)
        + OF_WORDS * _broadly(person.row, job.row)
        + OF_TITLE_WORDS * _broadly(person.row, job.title_row, of_title=True)
    ) / WHOLE
    if trade is not None and trade.is_barred:
        return replace(trade, kin=min(kin, UNLICENSED))
    kin = min(1.0, kin)
    if trade is not None and (trade.nearness >= _BY_TITLE or kin < _SPEAKS):
        return replace(trade, kin=kin)
    words = ", ".join(shared(person.row, job.row, 4))
    reason = say("Your lines speak of such work: {words}.", words=words) if words else say("It is another trade.")
    return Trade(trade.held if trade else "", trade.nearness if trade else 0.0, reason, kin)
