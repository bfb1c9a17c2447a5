"""A title is read, not looked up: level, occupation, skills, domain, place and the rest, each with its place in it.

"Sr. Java Backend Engineer II (Remote, m/f/d) - Payments" is senior, a back-end developer, Java, payments, remote.
An occupation is named only by a phrase of the lexicon that heads the title; a general noun alone ("developer")
names one only when nothing unknown stands with it, so that a "real estate developer" writes no software.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from prospect.lexicon import VERSION
from prospect.lexicon.levels import LevelWord, highest, level_words, read_level
from prospect.lexicon.occupations import DATA, Occupation, occupation, rows_of
from prospect.lexicon.title_heads import Match, find_occupation, may_code
from prospect.lexicon.title_index import job_nouns
from prospect.lexicon.title_parts import TitlePart, formal_parts
from prospect.lexicon.title_words import Word, keys, word_list, words

LONGEST = 300  # characters of a title that are read; what is longer is no title
_APPENDED = {
    "gender_marker",
    "pay",
    "requisition",
    "workplace",
    "employment_type",
    "shift",
    "cohort",
    "count",
    "urgency",
}
_EMPTY_BRACKETS = re.compile(r"[(\[][\s,;:|/&.\-–—]*[)\]]")
_BRACKET_EDGE = re.compile(r"(?<=[(\[])[\s,;|/–—-]+|[\s,;|/–—-]+(?=[)\]])")
_REPEATED = re.compile(r"\s*([-–—|,:;/])(?:\s*[-–—|,:;/])+\s*")
_LOOSE_END = re.compile(r"(?<=\w)\s+(?:in|at|for|für|bei|im|en|with|mit)$", re.IGNORECASE)
_EDGES = " \t\r\n\u00a0-–—|,:;/·•*@&+"
# Fields and manners that a title names ("Payments", "creative") say where or how one works, not what one masters.
_NO_SKILL_OF_A_TITLE = {"knowledge", "soft"}
# Inside the words that name the occupation only these are skills: "Java developer", but no skill "dental assistant".
# What one who is only called developer or engineer writes software in.
_CODED = {"language", "framework", "database", "server"}
_TOOLS = {"language", "framework", "database", "server", "tool"}
_MOSTLY = 0.6  # of the characters that a place must name: "ML" in "Applied ML Scientist" is not Mali
_FILLERS = word_list("fillers")


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says. `title` is it without what employers append; `skills` are ids of the lexicon's skills."""

    text: str
    title: str
    occupation: Occupation | None
    level: str | None
    skills: tuple[str, ...]
    parts: tuple[TitlePart, ...]
    version: str


@lru_cache(maxsize=8192)
def read_title(text: str) -> TitleReading:
    """Reads a title. An unknown occupation or level is None; the parts are in the order of the text."""
    read = text[:LONGEST]
    formal = formal_parts(read)
    kept = _outside(words(read), formal)
    levels = level_words(read, kept)
    mentions = _skill_parts(read, formal)
    match = _match(read, kept, levels, formal, mentions)
    mentions = [one for one in mentions if one[2] in _TOOLS or not _within(one[1], match)]
    parts = [*formal, *(part for _, part, _ in mentions), *_level_parts(levels, match)]
    if match:
        parts.append(TitlePart("title", read[match.start : match.end], match.start, match.end))
    named = _occupation_of(match, read) if match else None
    parts += _rest(read, kept, parts, named)
    return TitleReading(
        text=text,
        title=_clean(read, parts),
        occupation=named,
        level=read_level(_without(read, formal)) if formal else highest(read, levels),
        skills=tuple(dict.fromkeys(id for id, _, _ in mentions)),
        parts=tuple(sorted(parts, key=lambda part: (part.start, part.end))),
        version=VERSION,
    )


@lru_cache(maxsize=8192)
def titled(text: str) -> tuple[Occupation, int, int] | None:
    """The occupation that `read_title` reads, and the place of the words that name it (end exclusive); None where there
    is none. For many texts of which most are no titles: it reads nothing else."""
    read = text[:LONGEST]
    return titled_by(read, words(read))


def titled_by(read: str, found: Sequence[Word]) -> tuple[Occupation, int, int] | None:
    """What `titled` says of a text no longer than `LONGEST`, given its words."""
    formal = formal_parts(read)
    kept = _outside(found, formal) if formal else found
    mentions = _skill_parts(read, formal) if may_code(kept) else []
    match = _match(read, kept, level_words(read, kept), formal, mentions)
    return (_occupation_of(match, read), match.start, match.end) if match else None


def _outside(found: Iterable[Word], parts: Sequence[TitlePart]) -> list[Word]:
    return [word for word in found if not any(part.start < word.end and word.start < part.end for part in parts)]


def _match(
    text: str,
    kept: Sequence[Word],
    levels: Sequence[LevelWord],
    formal: Sequence[TitlePart],
    mentions: Sequence[tuple[str, TitlePart, str]],
) -> Match | None:
    coded = [(part.start, part.end) for _, part, kind in mentions if kind in _CODED]
    return find_occupation(text, kept, levels, coded, graded=any(part.kind == "grade" for part in formal))


def _occupation_of(match: Match, text: str) -> Occupation:
    """What the words that name an occupation mean in their title."""
    named = occupation(match.occupation)
    return occupation_in(named, _skills_of(text), least=1) if any(named.id == id for id, *_ in _senses()) else named


def _skills_of(text: str) -> set[str]:
    """Ids of all skills that a title names, fields of knowledge among them."""
    from prospect.lexicon.skills import named_skills

    return {one.skill.id for one in named_skills(text)}


def occupation_in(named: Occupation, skills: Iterable[str], *, least: int = 3) -> Occupation:
    """The occupation that a title names beside these skills (ids).

    "Research scientist" is of the laboratory, unless at least so many skills say it is of machine learning.
    """
    from prospect.lexicon.skills import implied_by

    beside = set(skills)
    for id, field, meant in _senses():
        if named.id == id and sum(bool(field & {one, *implied_by(one)}) for one in beside) >= least:
            return occupation(meant)
    return named


@cache
def _senses() -> tuple[tuple[str, frozenset[str], str], ...]:
    """Rows of `data/title_senses.tsv`: the occupation a title names, ids of skills, the occupation meant beside them."""
    rows = rows_of(DATA / "title_senses.tsv")
    return tuple((row["occupation"], frozenset(row["skills"].split("; ")), row["meant"]) for row in rows)


def _skill_parts(text: str, formal: Sequence[TitlePart]) -> list[tuple[str, TitlePart, str]]:
    """The skills that a title names outside the parts found by form: id, part and kind."""
    from prospect.lexicon.skills import named_skills

    return [
        (skill.id, TitlePart("skill", text[start:end], start, end), skill.kind)
        for skill, start, end in named_skills(text)
        if skill.kind not in _NO_SKILL_OF_A_TITLE and not any(part.start < end and start < part.end for part in formal)
    ]


def _within(part: TitlePart, match: Match | None) -> bool:
    return match is not None and match.start <= part.start and part.end <= match.end


def _level_parts(levels: Sequence[LevelWord], match: Match | None) -> Iterator[TitlePart]:
    """The words that state a level, unless they are the title itself ("manager" in "engineering manager")."""
    for word in levels:
        inside = match is not None and match.start <= word.start and word.end <= match.end
        if word.level and not inside:
            yield TitlePart("level", word.text, word.start, word.end)


def _rest(text: str, kept: Sequence[Word], parts: Sequence[TitlePart], trade: Occupation | None) -> list[TitlePart]:
    """What is left: runs of words that are no other part. A run that names a place is one; any other is the domain."""
    free = [word for word in kept if not any(part.start < word.end and word.start < part.end for part in parts)]
    runs: list[list[Word]] = []
    for word in free:
        between = text[runs[-1][-1].end : word.start] if runs else ""
        if runs and len(between.strip(" &")) == 0 and not any(runs[-1][-1].end <= p.start < word.start for p in parts):
            runs[-1].append(word)
        else:
            runs.append([word])
    trimmed = [run for run in map(_trimmed, runs) if run]
    found: list[TitlePart] = []
    for run in trimmed:
        start, end = run[0].start, run[-1].end
        kind = "place" if _names_place(text, start, end) else _kind_of(text[start:end], trade)
        last = found[-1] if found else None
        if last and last.kind == kind == "place" and not text[last.end : start].strip(" ,"):
            found[-1] = TitlePart("place", text[last.start : end], last.start, end)
        else:
            found.append(TitlePart(kind, text[start:end], start, end))
    return found


def _trimmed(run: list[Word]) -> list[Word]:
    """The run without articles and prepositions at its ends."""
    while run and run[0].key in _FILLERS:
        run = run[1:]
    while run and run[-1].key in _FILLERS:
        run = run[:-1]
    return run


def _kind_of(words_left: str, trade: Occupation | None) -> str:
    """ "Associate" is a grade that means another thing everywhere; a "bank nurse" is called when needed, a bank's clerk not."""
    left = words_left.casefold()
    if left == "associate":
        return "grade"
    if left == "bank" and trade is not None and trade.sector != "finance":
        return "employment_type"
    return "domain"


def _names_place(text: str, start: int, end: int) -> bool:
    """Whether words that stand apart (after a stroke or comma, in brackets, after "in") name a place or region."""
    from prospect.lexicon.place_text import is_placeholder
    from prospect.lexicon.places import read_places

    before = text[:start].rstrip()
    apart = bool(before) and (before[-1] in "-–—|,(/@:" or before.lower().endswith((" in", " at")))
    if not apart or end - start < 2 or not text[start].isupper():
        return False
    if any(key in job_nouns() for key in keys(text[start:end])):
        return False
    if is_placeholder(text[start:end]):
        return True  # "Multiple Locations"
    reading = read_places(text[start:end])
    named = sum(len(place.text) for place in reading.places) or (end - start if reading.remote_scope else 0)
    return named >= _MOSTLY * (end - start)


def _without(text: str, parts: Sequence[TitlePart]) -> str:
    """The text with the parts blanked, every character in its place."""
    for part in parts:
        text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def _clean(text: str, parts: Sequence[TitlePart]) -> str:
    """The title without what employers append to it, and without the seams."""
    kept = [part for part in parts if part.kind in _APPENDED or part.kind == "place"]
    clean = text
    for part in sorted(kept, key=lambda part: -part.start):
        clean = clean[: part.start] + ("" if part.kind == "gender_marker" else " ") + clean[part.end :]
    clean = _EMPTY_BRACKETS.sub(" ", _BRACKET_EDGE.sub("", clean))
    clean = _EMPTY_BRACKETS.sub(" ", clean)
    clean = _REPEATED.sub(lambda seam: f"{'' if seam[1] in ',:;' else ' '}{seam[1]} ", clean)
    clean = _LOOSE_END.sub("", re.sub(r"\s+", " ", clean).strip(_EDGES)).strip(_EDGES)
    return clean or re.sub(r"\s+", " ", text).strip()
