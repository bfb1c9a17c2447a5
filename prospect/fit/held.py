"""The trades of a person: the positions they held, those their lines speak of, those they studied, and the one whose
words their duties use; each as sure as the rest of the text makes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from prospect.fit import months as spans
from prospect.fit.forms import occupation_of
from prospect.fit.lines import Line, entries
from prospect.fit.months import Months
from prospect.fit.schooling import Study, trade_studied
from prospect.fit.spoken import spoken
from prospect.fit.title_lines import titles_among
from prospect.fit.trade_words import Spread, spread_of
from prospect.fit.work_words import Row, row_of
from prospect.lexicon.occupations import occupation
from prospect.lexicon.titles import read_title

Source = Literal["position", "headline", "line", "wish", "study", "deeds"]
# How far a trade is shown by what is no position.
_SURE: Mapping[Source, float] = {"headline": 1.0, "line": 0.9, "wish": 0.75, "study": 0.6, "deeds": 0.7}
_LEAST_SUPPORT, _FULL_SUPPORT = 0.35, 0.55  # of a trade by the rest of the text; with less it is no more than a word
_NO_SUPPORT = 0.1
_NEVER_LESS = 0.35  # of a position, whatever its duties say

# A heading of contact details, or one of them, that was taken for part of a title.
_CONTACT = re.compile(r"\bcontacts?\W*$|@|\bwww\.|https?:|\d{3}\W{0,2}\d{4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """A title the person had, as they call it, with the months they had it; `source` says where it was found.

    `sure` (0 to 1) is how far it shows the trade: all where a position and its duties agree.
    """

    text: str
    occupation: str | None
    level: str | None
    months: Months
    source: Source = "position"
    sure: float = 1.0

    @property
    def is_named(self) -> bool:
        """Whether the person says that they do this work; else it follows from their studies, wishes or duties."""
        return self.source in {"position", "headline", "line"}

    @property
    def words(self) -> str:
        """The title as a reason may quote it: a clean position, else the trade's own name, else nothing."""
        if self.source == "position" and not _CONTACT.search(self.text):
            return self.text
        return occupation(self.occupation).name if self.occupation and self.is_named else ""


def trades_of(
    resume: Mapping[str, Any], lines: tuple[Line, ...], studies: tuple[Study, ...], now: date
) -> tuple[Held, ...]:
    """1. Positions, the latest first, then the headline. 2. What lines speak of and what was studied. 3. Each as far as
    the rest of the text supports it, and what the duties alone speak of."""
    return supported(with_spoken(tuple(_held(resume, now)), lines, studies), lines)


def titled(title: str, occupation: str | None, source: Source = "position") -> Held:
    """A title without dates."""
    return Held(title, occupation, read_title(title).level, spans.NONE, source, _SURE.get(source, 1.0))


def with_spoken(held: tuple[Held, ...], lines: Iterable[Line], studies: Iterable[Study] = ()) -> tuple[Held, ...]:
    """The titles and the trades that are found otherwise; each trade once, by what shows it best."""
    known = {one.occupation: one.sure for one in held}
    found = list(held)
    for one in _otherwise(tuple(lines), studies):
        if one.sure > known.get(one.occupation, 0.0):
            known[one.occupation] = one.sure
            found.append(one)
    return tuple(found)


def _otherwise(lines: tuple[Line, ...], studies: Iterable[Study]) -> Iterator[Held]:
    """Trades that no position names, the surest first."""
    for title, id in titles_among(line.text for line in lines if line.part == "unread"):
        yield titled(title, id, "line")
    for said in spoken(line.text for line in lines if line.part in {"summary", "unread", "work"}):
        yield titled(said.title, said.occupation, "wish" if said.is_wish else "line")
    for study in studies:
        if (id := trade_studied(study)) is not None:
            yield replace(titled(study.text, id, "study"), level=None)


def supported(held: tuple[Held, ...], lines: Iterable[Line]) -> tuple[Held, ...]:
    """The trades as far as the rest of the text speaks of the same work; and the one it speaks of most.

    A title that was misread, or that says little ("Principal", "IT assistant" of someone who types letters), counts
    less; what is only spoken of, and by nothing else, is left out.
    """
    spread = spread_of(row_of_lines(lines))
    found: list[Held] = []
    for given in held:
        one = _best_read(given, spread)
        support = spread.support(one.occupation) if one.occupation else None
        if support is None:
            found.append(one)
            continue
        share = min(1.0, max(0.0, (support - _NO_SUPPORT) / (_FULL_SUPPORT - _NO_SUPPORT)))
        if one.source == "position":
            found.append(replace(one, sure=one.sure * (_NEVER_LESS + (1 - _NEVER_LESS) * share)))
        elif support >= _LEAST_SUPPORT:
            found.append(replace(one, sure=one.sure * share))
    known = {one.occupation for one in found if one.sure >= _SURE["deeds"]}
    found += [titled(occupation(id).name, id, "deeds") for id in spread.likeliest(1) if id not in known]
    return tuple(found)


_PARTS = re.compile(r"\s*(?:/|&|,|\s[-–]\s|\band\b)\s*|\s+", re.IGNORECASE)
_AS_READ = 0.05  # of support that speaks for the whole title as it was read


def _best_read(one: Held, spread: Spread) -> Held:
    """A title of several parts under the part that the rest of the text supports best: a "QA/QC Civil Engineer" among
    building sites is a civil engineer."""
    if one.occupation is None or not re.search(r"[/&,]|\s[-–]\s|\band\b", one.text):
        return one
    tails = [one.text[cut.end() :] for cut in _PARTS.finditer(one.text)]
    read = {id for tail in tails[:8] if (id := occupation_of(tail)) is not None}
    best = max(sorted(read), key=lambda id: spread.support(id) or 0.0, default=one.occupation)
    better = (spread.support(best) or 0.0) > (spread.support(one.occupation) or 0.0) + _AS_READ
    return replace(one, occupation=best) if better else one


def row_of_lines(lines: Iterable[Line]) -> Row:
    """The words of everything that is said of work; titles count twice."""
    return row_of([(line.text, 2.0 if line.part == "title" else 1.0) for line in lines])


def _held(resume: Mapping[str, Any], now: date) -> Iterator[Held]:
    """Titles, the latest first; the headline last, since it says what one is rather than what one did."""
    jobs = []
    for place, job in enumerate(entries(resume, "work")):
        if title := str(job.get("position") or "").strip():
            months = spans.between(job.get("startDate"), job.get("endDate"), now)
            jobs.append((_order(months, place), title, months))
    found = [held for _, title, months in sorted(jobs) for held in _held_as(title, months)]
    label = str((resume.get("basics") or {}).get("label") or "").strip()
    known = {held.occupation for held in found}
    yield from found
    yield from (replace(held, source="headline") for held in _held_as(label, spans.NONE) if label and held.occupation not in known)  # fmt: skip


def _order(months: Months, place: int) -> tuple[int, int, int]:
    """Dated jobs by their end, then by their start, the latest first; undated ones where they stand."""
    return (-max(months), -min(months), place) if months else (0, 0, place)


def _held_as(title: str, months: Months) -> Iterator[Held]:
    """One title; two where a stroke parts two trades ("Office Manager/Medical Assistant")."""
    parts = [part.strip() for part in title.split("/") if part.strip()]
    if len(parts) != 2 or not all(occupation_of(part) for part in parts):
        parts = [title]
    yield from (Held(part, occupation_of(part), read_title(part).level, months) for part in parts)
