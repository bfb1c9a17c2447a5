"""What an account says in sentences: its summary, what would change it and by how much, and what a profile lacks."""

from __future__ import annotations

from collections.abc import Sequence

from prospect.fit.judging import CANNOT_TELL, MET, NOT_FOUND, PARTLY, Judged
from prospect.fit.person import Person
from prospect.fit.trade import SAME, Trade
from prospect.fit.weighing import LEAST_CLAIMS, Weighed, weigh, with_one_met
from prospect.lexicon.sentences import Sentence, say, say_many

MISSING = 5


def summary(judged: Sequence[Judged], trade: Trade | None) -> Sentence:
    """The trade, and how many of the claims that can be told are shown."""
    decided = [one for one in judged if one.is_told]
    met = sum(one.verdict == MET for one in decided)
    partly = sum(one.verdict == PARTLY for one in decided)
    counts = say("{met} of the {all} things it asks that can be told are shown, {partly} in part.", met=met, all=len(decided), partly=partly)  # fmt: skip
    if not partly:
        counts = say("{met} of the {all} things it asks that can be told are shown.", met=met, all=len(decided))
    if not decided:
        counts = say("What it asks cannot be checked against a résumé.")
    if trade is None:
        return counts
    if not trade.held:
        return _by_deeds(trade, counts)
    if trade.nearness >= SAME - 0.1:
        return say("It is your trade ({title}). {counts}", title=trade.held, counts=counts)
    if trade.nearness >= 0.3:
        return say("It is near your trade ({title}): {reason} {counts}", title=trade.held, reason=trade.reason, counts=counts)  # fmt: skip
    return say("It is far from what you have done ({title}). {counts}", title=trade.held, counts=counts)


_MUCH, _SOME = 0.6, 0.3  # kinship of the work


def _by_deeds(trade: Trade, counts: Sentence) -> Sentence:
    """A summary where no title held is near: by what the lines speak of."""
    if trade.kin >= _MUCH:
        return say("Your lines speak of this very work. {counts}", counts=counts)
    if trade.kin >= _SOME:
        return say("{reason} {counts}", reason=trade.reason, counts=counts)
    return say("Your lines speak of other work. {counts}", counts=counts)


def changes(judged: Sequence[Judged], trade: Trade | None, height: Judged | None, has_score: bool) -> list[Sentence]:
    """The few things that matter most: what is asked and not shown, weightiest first, with what showing it would do."""
    now = weigh(judged, trade.kin if trade else None, height)
    lacking = [one for one in judged if one.verdict in {NOT_FOUND, PARTLY} and one.worth < 0.85]
    gains = []
    for one in lacking:
        then = weigh(with_one_met(judged, one), trade.kin if trade else None, height)
        gains.append((round(100 * then.share) - round(100 * now.share), one))
    ranked = sorted(enumerate(gains), key=lambda pair: (-pair[1][0], pair[1][1].need != "required", pair[0]))
    return [_change(gain, one, now, has_score) for _, (gain, one) in ranked[:MISSING]]


def _change(gain: int, one: Judged, now: Weighed, has_score: bool) -> Sentence:
    if has_score and gain >= 1:
        then = min(100, round(100 * now.share) + gain)
        return say("{reason} Shown, it would lift this from {now} to about {then}.", reason=one.reason, now=round(100 * now.share), then=then)  # fmt: skip
    return one.reason


def to_add(person: Person, judged: Sequence[Judged]) -> list[Sentence]:
    """What the profile lacks for more to be told, the most telling first."""
    found = []
    if not person.held:
        found.append(say("Add the jobs you have had, with their titles."))
    elif not person.months:
        found.append(say("Add from when to when you had each job: years of experience are counted from that."))
    if not person.names_skills:
        found.append(say("Name what you can do: tools, machines, methods, papers."))
    if not person.studies and any(one.kind == "education" for one in judged):
        found.append(say("Add your schooling, also what you did not finish."))
    if not person.languages and any(one.kind == "language" and one.verdict == CANNOT_TELL for one in judged):
        found.append(say("List the languages you speak."))
    return found


def too_little(person: Person, judged: Sequence[Judged], decided: int) -> Sentence:
    """Why there is no band or no number."""
    if not person.is_enough():
        return say("Your profile shows too little to tell. Add your jobs and skills, and this account follows.")
    if len(judged) < LEAST_CLAIMS:
        return say_many(
            "The posting asks for only one thing that can be checked.",
            "The posting asks for too little in words that can be checked ({n} things).", len(judged),
        ) if judged else say("The posting asks for nothing in words that can be checked.")  # fmt: skip
    return say("Too little of what it asks can be told from your profile for a number ({n} of {all}).", n=decided, all=len(judged))  # fmt: skip
