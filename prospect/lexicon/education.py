"""Degrees and schooling named in a text.

`read_education` finds each mention of schooling with its level, its field where one follows, how much it is asked
for, and whether experience may stand in its place. Levels: none, secondary, certificate, associate, bachelor,
master, doctorate. The phrases of each level are ``data/education.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from prospect.lexicon import lowered, needs, posting_lines, requirement_lines
from prospect.lexicon.alternatives import at_word, joined
from prospect.lexicon.needles import Needles
from prospect.lexicon.needs import Need

LEVELS = ("none", "secondary", "certificate", "associate", "bachelor", "master", "doctorate")
_FILE = Path(__file__).parent / "data" / "education.toml"

_FIELD = re.compile(
    r"(?:['’]?s?)?\s*(?:degrees?|diplomas?|qualifications?|level|studium|abschluss|deg\.?)?\s*(?:\([^)]{1,20}\)\s*)?,?\s*"
    r"(?:\b(?:level|or (?:its |an? )?equivalent|or higher|or above|preferably|ideally|required|preferred|minimum|qualification|degrees?)\b\s*,?\s*)*"
    r"(?:\b(?:in|of|im Bereich|der|im|en|di|als|zum|zur|with a (?:major|focus|concentration|specialization) in|major(?:ing)? in|focused on)\b|:|\()\s*"
    r"(?:an? |the |either |one of )?(?:related |relevant |similar )?(?:fields? |subjects? |disciplines? |areas? )?(?:such as |like |of |including |\(e\.g\.,? )?",
    re.IGNORECASE,
)
_NOT_FIELD = re.compile(
    r"^(?:an?|the|any|related|relevant|similar|appropriate|experience|progress|hand|order|lieu|addition|required|one|study|field|this|excellence|our|your|least|a)\b|^\W*$",
    re.IGNORECASE,
)


class EducationMention(NamedTuple):
    """Schooling that a text names. `or_experience`: equivalent experience may stand in its place."""

    level: str
    field: str | None
    need: Need
    text: str
    start: int
    end: int
    or_experience: bool = False
    alternatives: tuple[str, ...] = ()


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _levels() -> tuple[list[re.Pattern[str]], Needles]:
    """The pattern of each level's phrases, in small letters, and the needles of all."""
    found, plain = [], []
    for level in LEVELS:
        small = [lowered.expression(phrase.replace("’", "['’]")) for phrase in _tables()[level]["phrases"]]
        found.append(re.compile(rf"\b(?:{joined(small)})(?!\w)"))
        plain.append(re.compile("|".join(small)))
    return found, Needles(plain)


@cache
def _abbreviations() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The pattern of all words that are matched as written ("MA" is a degree, "ma" is not), and those of each level."""
    exact = {level: _tables()[level]["exact"] for level in LEVELS if "exact" in _tables()[level]}
    every = _as_written([phrase for phrases in exact.values() for phrase in phrases])
    return every, tuple((level, _as_written(phrases)) for level, phrases in exact.items())


def _as_written(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{at_word(phrases)})(?![\w&-])")


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """The phrases of a table of the file that is no level."""
    any_of_them = "|".join(_tables()[name]["phrases"])
    if name == "field_ends":
        return re.compile(rf"\s*(?:{any_of_them})", re.IGNORECASE)
    return re.compile(any_of_them.replace("’", "['’]") if name == "other_senses" else any_of_them, re.IGNORECASE)


_OWN = re.compile(r"\)?['’]?s?['’]?\s?")  # between a level and the word "degree" that belongs to it


def _hits(sentence: str) -> list[tuple[int, int, str]]:
    """Places of schooling in a sentence, none inside another, as (start, end, level)."""
    small = lowered.lower(sentence)
    levels, needles = _levels()
    hits = [(*match.span(), LEVELS[at]) for at in needles.which(small) for match in levels[at].finditer(small)]
    every, of_level = _abbreviations()
    if every.search(sentence):
        hits += [(*match.span(), level) for level, pattern in of_level for match in pattern.finditer(sentence)]
    masked = [m.span() for m in _phrases("other_senses").finditer(sentence)] if hits else []
    found: list[tuple[int, int, str]] = []
    # The longest first, and of two as long the higher.
    for start, end, level in sorted(hits, key=lambda hit: (hit[0], -hit[1], -LEVELS.index(hit[2]))):
        taken = [(a, b) for a, b, _ in found] + masked
        owned = found and small.startswith("degree", start) and _OWN.fullmatch(sentence, found[-1][1], start)
        if not owned and not any(a < end and start < b for a, b in taken):
            found.append((start, end, level))
    return found


def _field(sentence: str, end: int) -> tuple[str | None, int]:
    """The field of study that follows position `end`, and where it ends."""
    lead = _FIELD.match(sentence, end)
    if not lead:
        return None, end
    stop = _phrases("field_ends").search(sentence, lead.end())
    last = min(stop.start() if stop else len(sentence), lead.end() + 140)
    words = sentence[lead.end() : last].strip(" ,")
    if not words or _NOT_FIELD.search(words) or len(words.split()) > 18:
        return None, end
    return words, lead.end() + len(sentence[lead.end() : last].rstrip(" ,"))


_JOIN = re.compile(
    r"['’]?s?\W*(?:degrees?|diploma)?\W*(?:/|\bor\b|\band/or\b|,|\boder\b|\bou\b)\W*(?:an?\s+|higher|above)?\W*",
    re.IGNORECASE,
)


def _chains(sentence: str, hits: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    """Hits that offer each other as alternatives: "BS/MS", "Bachelor's or Master's degree"."""
    chains: list[list[tuple[int, int, str]]] = []
    for hit in hits:
        between = sentence[chains[-1][-1][1] : hit[0]] if chains else ""
        if chains and (_JOIN.fullmatch(between) or between.strip(" ('’s/") in ("", "degree")) and len(between) < 24:
            chains[-1].append(hit)
        else:
            chains.append([hit])
    return chains


def _joined(sentence: str, chain: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    """A chain whose parts have different needs ("Bachelor's required, Master's preferred") falls apart again."""
    parts: list[list[tuple[int, int, str]]] = []
    for hit in chain:
        need = needs.need_at(sentence, hit[0], hit[1], needs.MENTIONED)
        before = parts and needs.need_at(sentence, parts[-1][-1][0], parts[-1][-1][1], needs.MENTIONED)
        if parts and before == need:
            parts[-1].append(hit)
        else:
            parts.append([hit])
    return parts


def _mention(sentence: posting_lines.Sentence, chain: list[tuple[int, int, str]], otherwise: Need) -> EducationMention:
    text = sentence.text
    start, end = chain[0][0], chain[-1][1]
    levels = sorted({level for _, _, level in chain}, key=LEVELS.index)
    field, last = _field(text, end)
    need = needs.need_at(text, start, end, otherwise)
    if need == needs.NEGATED and levels[0] != "none":
        levels, need = ["none"], needs.REQUIRED
    rest = text[last : last + 160].split(";")[0]
    tail = re.match(r"\s*(?:degrees?|diplomas?|qualifications?|level)\b", text[last:], re.IGNORECASE)
    last += tail.end() if tail else 0
    return EducationMention(
        levels[0],
        field,
        need,
        text[start:last],
        sentence.start + start,
        sentence.start + last,
        bool(_phrases("experience").search(rest)),
        tuple(levels[1:]),
    )


def read_sentence(sentence: posting_lines.Sentence) -> tuple[EducationMention, ...]:
    """The schooling that one sentence names."""
    first = sentence.start
    found = _read_at_start(sentence.text, sentence.section, sentence.bullet)
    return tuple([one._replace(start=one.start + first, end=one.end + first) for one in found]) if found else ()


@lru_cache(maxsize=8192)
def _read_at_start(text: str, section: str, bullet: bool) -> tuple[EducationMention, ...]:
    """The schooling that a sentence names; offsets in the sentence, which stands elsewhere in each posting."""
    sentence = posting_lines.Sentence(text, 0, len(text), section, bullet)
    hits = _hits(sentence.text)
    if not hits:
        return ()
    otherwise = needs.MENTIONED
    if sentence.section == "preferred":
        otherwise = needs.PREFERRED
    elif sentence.section not in requirement_lines.SILENT:
        otherwise = needs.REQUIRED if requirement_lines.asks(sentence) or len(sentence.text.split()) < 12 else otherwise
    chains = [part for chain in _chains(sentence.text, hits) for part in _joined(sentence.text, chain)]
    return tuple(_mention(sentence, chain, otherwise) for chain in chains)


def read_education(text: str) -> tuple[EducationMention, ...]:
    """Every mention of schooling in a text, in order."""
    return tuple(mention for sentence in _sentences(text) for mention in read_sentence(sentence))


def _sentences(text: str) -> Sequence[posting_lines.Sentence]:
    """The sentences of a posting; a lone line ("Bachelor's degree") is a sentence, not a heading."""
    found = posting_lines.sentences(text)
    if found or not text.strip():
        return found
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    return [posting_lines.Sentence(bare, lead, lead + len(bare), posting_lines.OPEN, False)]
