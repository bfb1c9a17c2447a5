"""Ways into work that a posting names besides schooling: a bootcamp, an apprenticeship, training on the job, and so on.

`read_ways` finds each with its words, their place and how they are meant. A way that is denied ("this is no
apprenticeship") is answered as negated, so that a reader of the answer may tell it from one that is not named. The
phrases are ``data/ways.toml``. Schooling is `education`'s, licences and certificates are among `requirements`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prospect.lexicon import lowered, needs, posting_lines
from prospect.lexicon.needs import Need

WAYS = (
    "bootcamp",  # a course of weeks or months, counted as schooling
    "apprenticeship",  # the job is one, or one that was completed counts
    "internship",  # an internship or co-op that was completed counts
    "volunteering",  # unpaid work counts as experience
    "mentoring",  # somebody is at the newcomer's side
    "training",  # the employer trains
    "self_taught",  # skill counts, however it was gained
    "no_experience",  # experience is said not to be needed
    "no_degree",  # a degree is said not to be needed
)
_FILE = Path(__file__).parent / "data" / "ways.toml"


@dataclass(frozen=True, slots=True)
class WayMention:
    """A way that a text names. `text` is the sentence it was read in; `start` and `end` are those of the words in it."""

    way: str
    need: Need
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    way: str
    word: re.Pattern[str]
    with_: re.Pattern[str] | None
    without: re.Pattern[str] | None
    denies: bool
    silent: frozenset[str]


@cache
def _rows() -> tuple[_Row, ...]:
    found = []
    for row in tomllib.loads(_FILE.read_text(encoding="utf-8"))["way"]:
        if row["way"] not in WAYS:
            raise ValueError(f"{_FILE.name}: {row['way']!r} is no way")
        also, never = (lowered.pattern(row[name]) if name in row else None for name in ("with", "without"))
        word = lowered.pattern(rf"(?<!\w)(?:{row['word']})(?!\w)")
        found.append(_Row(row["way"], word, also, never, row.get("denies", False), frozenset(row.get("silent", ()))))
    return tuple(found)


_STEMS = lowered.pattern(
    r"boot[- ]?camp|apprentice|intern|co-?op\b|co-?ops\b|externship|volunt|unpaid|mentor|preceptor|residency|under the"
    r"|train|while you|with us|pay for|self[- ]taught|portfolio|experience|degree|diploma"
)

_DENIED_BEFORE = lowered.pattern(
    r"\b(?:no|not|never|without|nor|isn['’]t|aren['’]t|don['’]t|doesn['’]t)(?:\s+\w+){0,3}\s+$"
)
_DENIED_AFTER = lowered.pattern(
    r"\W*(?:\w+\W+){0,2}?(?:(?:will|is|are|do|does|can) ?(?:not|n['’]t)|won['’]t|cannot|never) (?:\w+ )?"
    r"(?:consider|accept|count|offer|provid|availab|suffic|enough)"
)


def read_ways(text: str, title: str = "") -> tuple[WayMention, ...]:
    """The ways in that a posting names, each once, in the order of the text; those its title names stand at 0."""
    found: dict[str, WayMention] = {}
    if title:
        for mention in _read(posting_lines.Sentence(title, 0, 0, posting_lines.OPEN, False), is_title=True):
            found.setdefault(mention.way, mention)
    for sentence in posting_lines.sentences(text):
        if _STEMS.search(lowered.lower(sentence.text)):
            for mention in _read(sentence):
                held = found.get(mention.way)
                if held is None or held.need == needs.NEGATED != mention.need:
                    found[mention.way] = mention
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.way)))


def _read(sentence: posting_lines.Sentence, *, is_title: bool = False) -> list[WayMention]:
    small = lowered.lower(sentence.text)
    found = []
    for row in _rows():
        if sentence.section in row.silent or (is_title and row.way in {"internship", "mentoring"}):
            continue
        word = row.word.search(small)
        if word is None or (row.with_ and not row.with_.search(small)) or (row.without and row.without.search(small)):
            continue
        need = needs.MENTIONED
        if not row.denies:
            need = _need(sentence.text, small, word.span())
        start, end = (0, 0) if is_title else (sentence.start + word.start(), sentence.start + word.end())
        found.append(WayMention(row.way, need, sentence.text, start, end))
    return found


def _need(text: str, small: str, word: tuple[int, int]) -> Need:
    if _DENIED_BEFORE.search(small[: word[0]]) or _DENIED_AFTER.match(small, word[1]):
        return needs.NEGATED
    return needs.need_at(text, *word, needs.MENTIONED)
