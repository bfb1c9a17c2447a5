"""Skills of every trade, and where a text names them.

The table is ``data/skills/*.tsv``, one file a sector: id, name, kind, aliases, implied skills. `find_skills` reads a
posting or a résumé in one pass over its words: the longest name wins, words with another sense are weighed
(`skill_senses`), and each mention carries its need (`needs`, `posting_lines`) and the years stated for it (`years`).
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from prospect.lexicon import needs, posting_lines, requirement_lines, skill_senses, years
from prospect.lexicon.needs import Need
from prospect.lexicon.skill_lines import END, Line, Trie, Words, line_reader
from prospect.lexicon.skill_text import terms

_FOLDER = Path(__file__).parent / "data" / "skills"
KINDS = (
    "language", "framework", "database", "server", "tool", "method", "knowledge", "soft", "trade", "certificate",
    "licence", "natural_language",
)  # fmt: skip
_PRODUCTS = frozenset({"language", "framework", "database", "server", "tool"})
_Candidate = tuple[int, int, str]  # first word, word after the last, skill id


@dataclass(frozen=True, slots=True)
class Skill:
    """Something one can do or know. `implies` names the skills that having this one shows directly."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    implies: tuple[str, ...]
    sector: str


class SkillMention(NamedTuple):
    """Where a text names a skill. `years` is the least number of years it states for it."""

    id: str
    name: str
    kind: str
    text: str
    start: int
    end: int
    need: Need
    years: float | None


class Named(NamedTuple):
    """A skill's name in a text, its need not yet weighed."""

    skill: Skill
    start: int
    end: int


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def all_skills() -> dict[str, Skill]:
    """Every skill by id, in the order of the files."""
    found: dict[str, Skill] = {}
    for path in sorted(_FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader((row for row in file if not row.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
            next(rows)
            for row in rows:
                id_, name, kind, aliases, implies = row
                found[id_] = Skill(id_, name, kind, _split(aliases), _split(implies), path.stem)
    return found


def skill(id_: str) -> Skill:
    """The skill with this id; KeyError when there is none."""
    return all_skills()[id_]


def _spellings(name: str, plural: bool) -> Iterator[tuple[str, ...]]:
    """The word sequences under which a name is found: as it is, its plural, and "node js" for "node.js"."""
    words = terms(name)
    if not words:
        return
    yield words
    last = words[-1]
    if len(words) == 1 and last in skill_senses.senses():
        return  # its plural is the other sense: "words", "teams"
    if plural and last.isascii() and last.isalpha() and (len(last) > 2 or name[-2:].isupper()) and last[-1] != "s":
        yield (*words[:-1], last + "s")
        if last.endswith("y") and len(last) > 3:
            yield (*words[:-1], last[:-1] + "ies")
    if last.endswith(".js"):
        yield (*words[:-1], last[:-3], "js")
        yield (*words[:-1], last[:-3] + "js")


@cache
def names() -> dict[tuple[str, ...], str]:
    """Skill id by folded words. A canonical name takes precedence over an alias, an earlier row over a later one."""
    found: dict[tuple[str, ...], str] = {}
    table = all_skills().values()
    for one in table:
        found.setdefault(terms(one.name), one.id)
    for one in table:
        for name in (one.name, *one.aliases):
            for words in _spellings(name, one.kind not in _PRODUCTS or name.isupper()):
                found.setdefault(words, one.id)
    return found


@cache
def _capitals() -> dict[str, int]:
    """How many capitals a lone word must be written with to be a name: "SAFe", "RNs" and "Opera", but "sql" and "php".

    Products of technology are often written small; abbreviations and products of other sectors are common words then.
    """
    least: dict[str, int] = {}
    for one in all_skills().values():
        product = one.kind in _PRODUCTS
        for name in (one.name, *one.aliases):
            for words in _spellings(name, not product or name.isupper()):
                if len(words) != 1:
                    continue
                raised = sum(c.isupper() for c in name)
                asked = 0 if product and one.sector == "technology" else min(raised, 2)
                asked = 0 if asked == 1 and not product else asked
                least[words[0]] = min(asked, least.get(words[0], asked))
    return {word: asked for word, asked in least.items() if asked}


@cache
def _trie() -> Trie:
    root: Trie = {}
    for words, id_ in names().items():
        node = root
        for word in words:
            child = node.setdefault(word, {})
            assert isinstance(child, dict)
            node = child
        node[END] = id_
    return root


@cache
def _line_reader() -> Callable[[str], Line]:
    return line_reader(_trie())


def skill_named(text: str) -> Skill | None:
    """The skill that goes by this name, however it is spelled; None when none does."""
    id_ = names().get(terms(text))
    return all_skills()[id_] if id_ else None


def begins_name(word: str) -> bool:
    """Whether the name of some skill begins with this word, however it is spelled."""
    return terms(word)[:1] in _first_words()


@cache
def _first_words() -> frozenset[tuple[str, ...]]:
    return frozenset(words[:1] for words in names())


@cache
def implied_by(id_: str) -> frozenset[str]:
    """Everything that having this skill shows, without itself: Django shows Python and web back end."""
    found: set[str] = set()
    waiting = list(all_skills()[id_].implies)
    while waiting:
        one = waiting.pop()
        if one not in found and one != id_:
            found.add(one)
            waiting.extend(all_skills()[one].implies)
    return frozenset(found)


_LISTED = re.compile(r"\s*(?:,|/|\||,?\s*\b(?:and|or)\b)\s*")


def _company(words: Words, candidates: list[_Candidate], doubtful: set[_Candidate], at: int) -> set[str]:
    """Ids and sectors of the skills within reach of candidates[at] in the same line.

    A doubtful one counts only where it is listed with it and both begin with a capital: "Rust or Go".
    """
    reach = skill_senses.reach()
    first, last, _ = candidates[at]
    start, end = words.span(first, last)
    near: set[str] = set()
    for one in candidates[max(0, at - reach) : at] + candidates[at + 1 : at + 1 + reach]:
        a, b, id_ = one
        if b <= first - reach or a >= last + reach:
            continue
        begin, stop = words.span(a, b)
        between = words.text[stop:start] if b <= first else words.text[end:begin]
        if "\n" in between or (one in doubtful and not (_LISTED.fullmatch(between) and words.text[begin].isupper())):
            continue
        near |= {id_, all_skills()[id_].sector}
    return near


@lru_cache(maxsize=256)
def named_skills(text: str) -> tuple[Named, ...]:
    """Every skill named in a text, in order, with words of another sense left out."""
    words = Words(text, _line_reader(), _trie())
    senses, capitals, skills = skill_senses.senses(), _capitals(), all_skills()
    candidates = words.names()
    doubtful = {c for c in candidates if c[1] - c[0] == 1 and words.terms[c[0]] in senses}
    found = []
    for at, candidate in enumerate(candidates):
        first, last, id_ = candidate
        start, end = words.span(first, last)
        asked = capitals.get(words.terms[first], 0) if last - first == 1 else 0
        if asked and sum(c.isupper() for c in text[start:end]) < asked:
            continue
        if candidate in doubtful:
            near = _company(words, candidates, doubtful, at)
            if not skill_senses.meant(senses[words.terms[first]], text[start:end], words.terms, first, last, near):
                continue
        found.append(Named(skills[id_], start, end))
    return tuple(found)


@lru_cache(maxsize=4096)
def _years_in(sentence: str) -> tuple[tuple[int, int, float], ...]:
    stated = years.find_years(sentence)
    return tuple((*years.reach(sentence, stated, i), one.least) for i, one in enumerate(stated))


def _section_need(sentence: posting_lines.Sentence) -> Need:
    """The need of what a sentence names when no cue reaches it."""
    if sentence.section == "preferred":
        return needs.PREFERRED
    return needs.REQUIRED if requirement_lines.asks(sentence) else needs.MENTIONED


def find_skills(text: str) -> tuple[SkillMention, ...]:
    """Every mention of a skill in a text, in order, with its need and stated years."""
    named = named_skills(text)
    if not named:
        return ()
    sentences = posting_lines.sentences(text)
    starts = [s.start for s in sentences]
    found = []
    read, otherwise = -1, needs.MENTIONED  # of the sentence that was looked at last
    reaches: Sequence[needs.Reach] = ()
    for kind, start, end in named:
        at = bisect_right(starts, start) - 1
        need, stated = needs.MENTIONED, None
        if at >= 0 and end <= sentences[at].end:
            if at != read:
                read, reaches, otherwise = at, needs.reaches(sentences[at].text), _section_need(sentences[at])
            need, stated = _weigh(sentences[at], reaches, otherwise, kind, start, end)
        found.append(SkillMention(kind.id, kind.name, kind.kind, text[start:end], start, end, need, stated))
    return tuple(found)


def _weigh(
    sentence: posting_lines.Sentence, reaches: Sequence[needs.Reach], otherwise: Need, kind: Skill, start: int, end: int
) -> tuple[Need, float | None]:
    """The need of text[start:end] in a sentence whose cues reach so far, and the years stated for it."""
    start, end = start - sentence.start, end - sentence.start
    need = needs.need_among(reaches, start, end, otherwise) if reaches else otherwise
    if need == needs.REQUIRED and sentence.section in requirement_lines.SILENT:
        need = needs.MENTIONED
    stated = None
    if kind.kind != "soft" and need != needs.NEGATED:
        reached = [least for a, b, least in _years_in(sentence.text) if a <= start and end <= b]
        stated = reached[0] if reached else None
    return need, stated
