"""Which occupation a phrase names: every name and title of the lexicon, in every language, by its levelled words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from prospect.lexicon.occupations import DATA, all_occupations, occupation, rows_of
from prospect.lexicon.title_words import has_cjk, keys, plain

_QUALIFIED = re.compile(r"^(.*?)\s*\(([^)]*)\)\s*(.*)$")
# Nouns that head titles of every trade: alone they name none.
GENERIC = frozenset(
    "developer engineer manager director technician operator assistant consultant analyst specialist officer "
    "representative coordinator administrator designer supervisor associate executive agent advisor clerk worker lead "
    "leader head architect scientist programmer inspector instructor trainer planner buyer installer mechanic "
    "operative professional practitioner aide attendant helper expert contractor strategist researcher controller "
    "examiner estimator partner counselor handler processor maker builder fitter tester producer editor writer "
    "steward host driver owner president chief deputy apprentice trainee intern fellow resident staff team-leader "
    "team-lead crewmember member superintendent foreman evangelist advocate facilitator tutor scheduler reader "
    "generalist investigator assessor adjuster collector inspector guard guide "
    "finisher cutter setter grinder mixer painter repairer servicer tender artist model curator "
    "vp volunteer broker trader keeper laborer person sitter companion therapist "
    "teacher student coach".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """An occupation and the title by which a phrase names it; `qualified` if the phrase stands for a bracketed one."""

    occupation: str
    title: str


def _written(title: str) -> Iterator[str]:
    """The ways to say a title: as written; a bracketed qualifier ("test engineer (software)") before or behind."""
    match = _QUALIFIED.match(title)
    if not match:
        yield title
        return
    before, qualifier, after = match.groups()
    yield f"{before} {qualifier} {after}"
    yield f"{qualifier} {before} {after}"


def titles_by_language() -> Iterator[tuple[str, str, str]]:
    """Language, occupation id and title of every title that is not English."""
    for path in sorted((DATA / "titles").glob("*.tsv")):
        for row in rows_of(path):
            for title in row["titles"].split("; "):
                yield path.stem, row["id"], title


@cache
def phrases() -> dict[tuple[str, ...], Named]:
    """Levelled words to the occupation they name. An occupation's own name comes before another's title."""
    found: dict[tuple[str, ...], Named] = {}
    for family in all_occupations():
        for title in _written(family.name):
            found.setdefault(keys(title), Named(family.id, family.name))
    for family in all_occupations():
        for title in family.titles:
            for written in _written(title):
                found.setdefault(keys(written), Named(family.id, title))
    for _, id, title in titles_by_language():
        if not has_cjk(title):
            found.setdefault(keys(title), Named(occupation(id).id, title))
    return found


@cache
def cjk_titles() -> tuple[tuple[str, str], ...]:
    """Japanese, Chinese and Korean titles with their occupation, longest first."""
    found = [(plain(title), id) for _, id, title in titles_by_language() if has_cjk(title)]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def longest_phrase() -> int:
    """How many words the longest title has."""
    return max(map(len, phrases()))


@cache
def job_nouns() -> frozenset[str]:
    """Words that head a title ("nurse", "engineer"): at least as often its last word as an earlier one."""
    last: Counter[str] = Counter()
    earlier: Counter[str] = Counter()
    for phrase in phrases():
        last[phrase[-1]] += 1
        earlier.update(phrase[:-1])
    return frozenset(word for word, times in last.items() if times >= earlier[word]) | GENERIC
