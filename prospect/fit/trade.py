"""How near a person's trades are to a job's, by their occupations; by the words of the titles where one is unknown."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from prospect.fit import months as spans
from prospect.fit.held import Held
from prospect.fit.job import Asked
from prospect.fit.person import Person
from prospect.fit.words import content
from prospect.lexicon.levels import level_words
from prospect.lexicon.occupations import ladder, near, occupation
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import named_skills
from prospect.lexicon.titles import read_title

SAME = 0.95  # nearness from which two titles are one trade
_EARLIER = 0.1  # less for each trade held since
_SHORT = 0.85  # of a trade held for less than half a year
_BY_WORDS = 0.8  # the most that words of titles alone can show
_ALIKE = 0.66  # words shared from which two titles are alike whatever their occupations
UNLICENSED = 0.3  # the most where the law asks for a licence that nothing shows
_REGULATED = Path(__file__).parent / "data" / "regulated.tsv"


@dataclass(frozen=True, slots=True)
class Trade:
    """The nearest trade held: its title (empty where none is known), how near it is by titles (0 to 1), and why. `kin` (0
    to 1) is how near the work is, with what the words of the duties say (`kinship`)."""

    held: str
    nearness: float
    reason: Sentence
    kin: float = 0.0
    is_barred: bool = False


def trade_of(person: Person, job: Asked) -> Trade | None:
    """The trade of the person that is nearest to the job's, the latest counting most; None where that cannot be told."""
    found = [one for place, held in enumerate(_each_trade(person)) if (one := _one(held, job, place))]
    if not found:
        return None
    best = _with_own_skills(person, job, max(found, key=lambda one: one.nearness))
    if job.occupation and not _may_practise(person, job.occupation):
        reason = say("{trade} is a licensed trade, and your résumé shows no license.", trade=_name(job.occupation))
        return Trade(best.held, min(best.nearness, UNLICENSED), reason, is_barred=True)
    return best


_OWN = 0.2  # what showing the skills that a title names brings a trade nearer
_NEVER_QUITE = 0.9


def _with_own_skills(person: Person, job: Asked, trade: Trade) -> Trade:
    """A trade comes nearer where the person shows what the job's title names: a medical assistant who draws blood, to
    a phlebotomist's."""
    own = [named.skill for named in named_skills(job.title) if named.skill.kind not in {"soft", "natural_language"}]
    shown = [one for one in own if person.shows(one.id)]
    nearness = min(_NEVER_QUITE, trade.nearness + _OWN * len(shown) / len(own)) if own else 0.0
    if not shown or nearness <= trade.nearness:
        return trade
    return Trade(
        trade.held,
        nearness,
        say("{reason} You show {skill}, which its title names.", reason=trade.reason, skill=shown[0].name),
    )


def _each_trade(person: Person) -> list[Held]:
    """Each trade once, under its latest title, with the months of all its titles."""
    found: dict[str, Held] = {}
    for held in [one for one in person.held if one.words or not one.is_named][:12]:
        key = held.occupation or held.text.casefold()
        before = found.get(key)
        months = before.months | held.months if before else held.months
        found[key] = replace(before or held, months=months)
    return list(found.values())[:6]


def _one(held: Held, job: Asked, place: int) -> Trade | None:
    fresh = (1.0 - _EARLIER * place) * held.sure
    if held.months and spans.years(held.months) < 0.5:
        fresh *= _SHORT
    by_words = words_shared(held.text, job.title)
    if held.occupation is None or job.occupation is None:
        if not by_words:
            return None if held.occupation is None else Trade(held.words, 0.0, say("Nothing in the titles is alike."))
        return Trade(held.words, fresh * min(_BY_WORDS, by_words), say("The titles are alike."))
    nearness, reason = nearness_of(held.occupation, job.occupation)
    if nearness < SAME and _helps(held.occupation, job.occupation):
        return Trade(held.words, _HELPER * fresh * nearness, say("It is an assistant's post in your field."))
    if by_words >= _ALIKE:
        nearness = max(nearness, min(_BY_WORDS, by_words))
    return Trade(held.words, fresh * nearness, reason)


_HELPER = 0.75  # of the nearness of a trade to that of its own assistants
_HELPERS = re.compile(r"\b(?:assistant|aide|helper|technician)$", re.IGNORECASE)
_STEM = 6  # letters: therapist and therapy, pharmacist and pharmacy


@lru_cache(maxsize=65536)
def _helps(held: str, asked: str) -> bool:
    """Whether the job is that of those who assist the trade held: a therapy assistant to a therapist."""
    mine, theirs = occupation(held).name, occupation(asked).name
    if _HELPERS.search(mine) or not _HELPERS.search(theirs):
        return False
    one, other = ({term[:_STEM] for term in content(name)} for name in (mine, theirs))
    return len(one & other) >= len(one)


@lru_cache(maxsize=65536)
def nearness_of(held: str, asked: str) -> tuple[float, Sentence]:
    """How near two occupations are, and why; KeyError where the lexicon has not both."""
    if held == asked:
        return 1.0, say("It is your trade.")
    found = [(one.nearness, one.reason) for one in near(held) if one.id == asked]
    found += [_by_code(occupation(held).soc, occupation(asked).soc), _by_way_of(held, asked)]
    found += [
        (_TURN, rung.reason or say("People of your trade go on to it."))
        for rung in ladder(held)
        if rung.occupation == asked
    ]
    return max(found, key=lambda pair: pair[0])


_TURN = 0.45  # a trade that people take up from the one held: a developer's engineering manager
_STEP = 0.9  # of the product of two steps through a trade between
_FIRST_STEP = 0.5


def _by_way_of(held: str, asked: str) -> tuple[float, Sentence]:
    """Two trades that both are near a third."""
    steps = [
        (_STEP * first.nearness * second.nearness, first.id)
        for first in near(held) if first.nearness >= _FIRST_STEP
        for second in near(first.id) if second.id == asked and second.nearness >= _FIRST_STEP
    ]  # fmt: skip
    if not steps:
        return 0.0, say("It is another trade.")
    nearness, between = max(steps)
    return nearness, say("Both are near the trade of {trade}.", trade=occupation(between).name)


# The official classification groups occupations by the work done: by minor group (the first two digits and the next),
# and by major group. A figure for each, below those of neighbours that are written down.
_SAME_CODE, _SAME_MINOR, _SAME_MAJOR = 0.5, 0.35, 0.2
_MANAGEMENT = "11"  # managers of every field share a group and little else


def _by_code(one: str, other: str) -> tuple[float, Sentence]:
    if one == other:
        return _SAME_CODE, say("The official classification counts both as one occupation.")
    if one[:2] == _MANAGEMENT:
        return 0.0, say("It is another trade.")
    if one[:4] == other[:4]:
        return _SAME_MINOR, say("The official classification puts both in one group.")
    if one[:2] == other[:2]:
        return _SAME_MAJOR, say("Both are of one broad group of occupations.")
    return 0.0, say("It is another trade.")


def words_shared(one: str, other: str) -> float:
    """How many of two titles' telling words they share (Dice): 1 where they are the same, 0 where none is."""
    mine, theirs = _telling(one), _telling(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


_GENERAL = frozenset(
    [
        "manager",
        "lead",
        "head",
        "chief",
        "officer",
        "specialist",
        "associate",
        "assistant",
        "coordinator",
        "director",
        "engineer",
        "developer",
        "analyst",
        "consultant",
        "executive",
        "team",
        "member",
        "staff",
        "administrator",
        "worker",
        "operator",
        "technician",
        "supervisor",
        "professional",
        "intern",
        "internship",
        "remote",
    ]
)


@lru_cache(maxsize=16384)
def _telling(title: str) -> frozenset[str]:
    """The words of a title that say which trade: levels, places and general nouns left out."""
    reading = read_title(title[:200])
    levels = {term for word in level_words(title[:200]) for term in content(word.text)}
    aside = {term for part in reading.parts if part.kind == "place" for term in content(part.text)}
    return content(reading.title) - _GENERAL - levels - aside


@cache
def _papers() -> dict[str, re.Pattern[str]]:
    with _REGULATED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((row for row in file if not row.startswith("#")), delimiter="\t")
        return {row["occupation"]: re.compile(row["papers"], re.IGNORECASE) for row in rows}


def _may_practise(person: Person, asked: str) -> bool:
    """Whether the occupation is free to all, was held before, or a line of the profile names its paper."""
    pattern = _papers().get(asked)
    if pattern is None or asked in person.occupations:
        return True
    return any(pattern.search(line.text) for line in person.lines)


def _name(id: str) -> str:
    return occupation(id).name
