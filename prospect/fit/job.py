"""A job as the account reads it: its title's trade and level, and what it asks, made whole.

The lexicon reads a posting's requirements sentence by sentence. Here they become the claims of one job: what is asked
twice is one claim, what asks nothing of the person (law, benefits, praise, words meant for machines) is left out, and
what the reader should know of the text (its language, its length, several jobs in one) is said in notes.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from prospect.fit import categories
from prospect.fit.forms import occupation_of
from prospect.fit.trade_words import Spread, spread_of
from prospect.fit.words import content
from prospect.fit.work_words import Row, row_of
from prospect.lexicon.language import read_language
from prospect.lexicon.requirements import read_requirements
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import all_skills
from prospect.lexicon.titles import read_title
from prospect.lexicon.tokens import terms

LONGEST = 60_000  # characters of a posting that are read; real ones have up to 15,000
MOST_CLAIMS = 80
_FEW_WORDS = 25
_OF_TITLE = 3.0  # times that a title's words count among those of the text
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class JobText:
    """A job's words. `requirements` are claims read before, as JSON; None: they are read here."""

    title: str
    text: str
    occupation: str | None = None
    level: str | None = None
    requirements: Iterable[Mapping[str, Any]] | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a job asks. `skills`: ids of which any one suffices; `line`: the number of its line in the posting,
    since things listed in one line are one wish more than they are many; `sentence`: what stands round it there;
    `is_given`: whoever reads the posting shows it (the language it is written in)."""

    kind: str
    need: str
    text: str
    start: int = 0
    skills: tuple[str, ...] = ()
    years: float | None = None
    value: str | None = None
    alternatives: tuple[str, ...] = ()
    line: int = 0
    sentence: str = ""
    is_given: bool = False

    @property
    def is_soft(self) -> bool:
        """Whether it asks for attributes of character alone."""
        return self.kind == "skill" and bool(self.skills) and all(all_skills()[id].kind == "soft" for id in self.skills)

    @property
    def key(self) -> str:
        """The same for the same words wherever they stand: under it a person's correction is kept."""
        return f"{self.kind}:{' '.join(self.text.casefold().split())}"[:300]


@dataclass(frozen=True, slots=True)
class Asked:
    """A job, read: ready to be held against any number of people. `row` and `spread` are of all its words, `title_row` of
    those of its title."""

    title: str
    occupation: str | None
    level: str | None
    claims: tuple[Claim, ...]
    notes: tuple[Sentence, ...]
    row: Row
    title_row: Row
    spread: Spread


def job_of(title: str, text: str) -> JobText:
    """A job from nothing but its words."""
    reading = read_title(title)
    return JobText(title, text, reading.occupation.id if reading.occupation else None, reading.level)


def read_job(job: JobText) -> Asked:
    """What a job asks, in the order of its text."""
    text = job.text[:LONGEST]
    given: Iterable[Mapping[str, Any]] = (
        job.requirements
        if job.requirements is not None
        else (found._asdict() for found in read_requirements(text, job.title))
    )
    own, language = content(job.title), job.language or read_language(text[:4000]) or ""
    claims = [
        _of_this_trade(
            replace(claim, is_given=claim.kind == "language" and _LANGUAGE_IDS.get(language) in claim.skills), job.title
        )
        for claim in _joined(_claims(given, text))[:MOST_CLAIMS]
        if not _is_the_title(claim, own)
    ]
    occupation = job.occupation or occupation_of(job.title)
    row = row_of([(text, 1.0), (job.title, _OF_TITLE)])
    return Asked(
        job.title, occupation, job.level, tuple(claims), tuple(_notes(job, claims)),
        row, row_of([(job.title, 1.0)]), spread_of(row),
    )  # fmt: skip


_LANGUAGE_IDS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}


def _is_the_title(claim: Claim, own: frozenset[str]) -> bool:
    """Whether a claim only says the job's title again ("we need a Healthcare Assistant"): the trade is judged itself."""
    words = content(claim.text)
    return claim.kind == "skill" and claim.years is None and bool(words) and words <= own


def _claims(given: Iterable[Mapping[str, Any]], text: str) -> Iterator[Claim]:
    """The claims that ask something of the person, each with its line and sentence."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    for row in given:
        claim = _claim(row)
        if claim is None:
            continue
        if text.startswith(str(row["text"]), claim.start):
            line, sentence = bisect_right(breaks, claim.start), _sentence_at(text, claim.start)
            claim = _as_category(replace(claim, line=line, sentence=sentence), text, len(str(row["text"])))
        if (claim.skills or not _asks_nothing(claim.text)) and not _machine().search(claim.sentence):
            yield claim


def _claim(row: Mapping[str, Any]) -> Claim | None:
    """A claim from its JSON; None where the lexicon no longer has any of its skills."""
    ids = tuple(str(id) for id in row.get("skills") or () if id in all_skills())
    if row.get("skills") and not ids:
        return None
    years, value, words = row.get("years"), row.get("value"), " ".join(str(row["text"]).split())
    return Claim(
        kind=str(row["kind"]),
        need="preferred" if row.get("need") == "preferred" else "required",
        text=words,
        start=int(row.get("start") or 0),
        skills=ids,
        years=float(years) if years is not None else None,
        value=str(value) if value is not None else None,
        alternatives=tuple(str(other) for other in row.get("alternatives") or ()),
        sentence=words,
    )


def _as_category(claim: Claim, text: str, length: int) -> Claim:
    """ "A Python web framework" is any framework of Python's; "a programming language" is any language."""
    if claim.kind != "skill":
        return claim
    if len(claim.skills) == 1:
        frameworks = categories.framework_after(text, claim.start + length, claim.skills[0])
        if frameworks:
            ids, end = frameworks
            return replace(claim, skills=ids, text=" ".join(text[claim.start : end].split()))
    if claim.skills in {(), ("software-development",)} and (match := categories.any_language(claim.sentence)):
        return replace(claim, skills=categories.languages(), text=match.group())
    return claim


_ENDS = re.compile(r"[.!?](?=\s)|\n")
_WIDEST = 300  # characters to either side that belong to a claim's sentence


def _sentence_at(text: str, start: int) -> str:
    """The sentence of a text in which a claim stands."""
    before = [match.end() for match in _ENDS.finditer(text, max(0, start - _WIDEST), start)]
    after = _ENDS.search(text, start, start + _WIDEST)
    return text[before[-1] if before else max(0, start - _WIDEST) : after.end() if after else start + _WIDEST].strip()


_RELEVANT = re.compile(r"\b(?:relevant|related|similar|comparable|same|einschlägige\w*|relevante\w*)\b", re.IGNORECASE)


def _of_this_trade(claim: Claim, title: str) -> Claim:
    """ "4 years of relevant experience" are years in the trade of the title."""
    if claim.kind == "years" and _RELEVANT.search(claim.value or claim.text):
        return replace(claim, value=title)
    return claim


def _asks_nothing(words: str) -> bool:
    return len(words) < 4 or len(words) > 600 or words.endswith(":") or bool(_boilerplate().search(words))


@cache
def _patterns() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads((_DATA / "boilerplate.toml").read_text(encoding="utf-8"))
    return found


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile("|".join(pattern for group in _patterns().values() for pattern in group), re.IGNORECASE)


@cache
def _machine() -> re.Pattern[str]:
    return re.compile("|".join(_patterns()["machine"]), re.IGNORECASE)


def _joined(claims: Iterable[Claim]) -> list[Claim]:
    """What is asked twice is one claim: the first place, the stronger need, the most years."""
    found: dict[tuple[str, ...], Claim] = {}
    for claim in claims:
        what = (
            (claim.kind, *sorted(claim.skills)) if claim.skills else (claim.kind, claim.value or claim.text.casefold())
        )
        before = found.get(what)
        if before is None:
            found[what] = claim
            continue
        required = "required" in (before.need, claim.need)
        years = max((y for y in (before.years, claim.years) if y is not None), default=None)
        wordier = claim if claim.years is not None and before.years is None else before
        found[what] = replace(wordier, need="required" if required else "preferred", years=years)
    return list(found.values())


_SEVERAL = re.compile(
    r"^\W{0,3}(?:job title|position(?: title)?|role|stelle|puesto|vacante)\s*:\s*\S.{2,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_LANGUAGES = {
    "de": say("German"), "es": say("Spanish"), "fr": say("French"), "it": say("Italian"), "pt": say("Portuguese"),
    "nl": say("Dutch"), "pl": say("Polish"), "sv": say("Swedish"), "da": say("Danish"), "no": say("Norwegian"),
    "ja": say("Japanese"), "zh": say("Chinese"), "ko": say("Korean"), "ru": say("Russian"),
}  # fmt: skip
_READ_IN = {"en", "de", "es", "fr"}


def _notes(job: JobText, claims: Sequence[Claim]) -> Iterator[Sentence]:
    """What the reader should know of how the text was read."""
    words = len(terms(job.text[:4000]))
    if words < _FEW_WORDS:
        yield say("The posting has very few words; what it does not say cannot be judged.")
    if len(job.text) > LONGEST:
        yield say("The posting is very long; its first {words} characters were read.", words=LONGEST)
    language = job.language or (read_language(job.text[:4000]) if words >= _FEW_WORDS else None)
    if language and language != "en":
        name = _LANGUAGES.get(language, say("another language"))
        if language in _READ_IN:
            yield say(
                "The posting is in {language}. Named skills, years, degrees and languages were understood (asked:"
                " {n}); sentences in free words less well.", language=name, n=len(claims),
            )  # fmt: skip
        else:
            yield say(
                "The posting is in {language}: only names that are the same there were understood.", language=name
            )
    if len({match.group().casefold() for match in _SEVERAL.finditer(job.text[:LONGEST])}) > 1:
        yield say("The text seems to hold several jobs; they were read as one. Check them one at a time.")
