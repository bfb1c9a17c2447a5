"""Titles that name a field in place of the one who works in it.

"Consultant in Gastroenterology" is a doctor, and no management consultant; a "Mechanical Engineering Intern" is to
become a mechanical engineer. The fields are `data/title_fields.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from prospect.lexicon.occupations import DATA, occupation, rows_of
from prospect.lexicon.title_words import Word, keys, word_list

Phrase = tuple[str, ...]


@cache
def _fields(kind: str) -> dict[Phrase, str]:
    rows = (row for row in rows_of(DATA / "title_fields.tsv") if row["kind"] == kind)
    return {keys(row["field"]): row["meant"] for row in rows}


@cache
def _longest(kind: str) -> int:
    return max(map(len, _fields(kind)))


def doctor(found: Sequence[Word], heads_title: Callable[[str], bool]) -> tuple[str, int, int] | None:
    """The occupation of a doctor titled by a medical field, and where that stands; None where it is none.

    `heads_title` tells the nouns that head titles: any other of them beside the doctor's makes another trade of it
    ("Consultant Nurse, Cardiology").
    """
    doctors, beside = word_list("doctors"), word_list("beside_doctors")
    titled = [word for word in found if word.key in doctors]
    fields = list(_medical(found)) if titled else []
    named = {word for _, run in fields for word in run}
    others = (word for word in found if word not in named and word.key not in doctors | beside)
    if not fields or any(heads_title(word.key) for word in others):
        return None
    field = min(fields, key=lambda pair: (pair[1][0].start, -len(pair[1])))
    id, run = field
    words = (titled[0], *run)
    return occupation(id).id, min(word.start for word in words), max(word.end for word in words)


def _medical(found: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word]]]:
    """The medical fields among the words, with their words."""
    known = _fields("medical")
    for size in range(min(_longest("medical"), len(found)), 0, -1):
        for start in range(len(found) - size + 1):
            run = found[start : start + size]
            if meant := known.get(tuple(word.key for word in run)):
                yield meant, run


@cache
def last_of_trades() -> frozenset[str]:
    """The words with which the fields end of which `practitioner` makes another."""
    return frozenset(field[-1] for field in _fields("trade"))


def practitioner(segment: Sequence[Word]) -> tuple[Word, ...] | None:
    """The segment with the field at its end said as who works in it: "mechanical engineer"; None without a field."""
    known = _fields("trade")
    for size in range(min(_longest("trade"), len(segment)), 0, -1):
        run = segment[len(segment) - size :]
        if meant := known.get(tuple(word.key for word in run)):
            start, end = run[0].start, run[-1].end
            return (*segment[: len(segment) - size], *(Word(key, key, start, end) for key in keys(meant)))
    return None
