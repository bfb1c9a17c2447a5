"""Pay that openings of this network state, as rows of a table: by level, by workplace, by area; small groups are silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.insights.demand import FEWEST_EMPLOYERS, FEWEST_JOBS, PayCell
from prospect.insights.wages import area_names
from prospect.lexicon.levels import LEVELS
from prospect.lexicon.occupations import Occupation
from prospect.search import said
from prospect.web.parts.wording import money
from prospect.web.seekers.market import Market


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A group of openings: how many of how many employers, the middle of their stated pay, its middle half and its ends."""

    name: str
    counts: str
    middle: str
    half: str
    ends: str
    seen: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """The rows of one occupation, and the names of levels with openings that too few state their pay for."""

    rows: tuple[StatedRow, ...]
    silent: tuple[str, ...]


def stated_of(trade: Occupation, counted: Market) -> Stated:
    """All openings of a trade first, then by level, by workplace and by area."""
    named: list[tuple[str, PayCell]] = []
    silent = []
    whole = counted.pays.get((trade.id, None))
    if whole:
        named.append((_("All openings"), whole))
    for level in LEVELS:
        cell = counted.pays.get((trade.id, level))
        if cell:
            named.append((_upper(said.LEVELS[level].said(_)), cell))
        elif (trade.id, level) in counted.asked:
            silent.append(said.LEVELS[level].said(_))
    named += [
        (_upper(said.WORKPLACES[place].said(_)), cell)
        for place, cell in counted.own.by_workplace.items()
        if place in said.WORKPLACES
    ]
    named += [(area_names().get(metro, metro), cell) for metro, cell in counted.own.by_metro.items()]
    return Stated(tuple(rows_of_cells(named)), tuple(silent))


def rows_of_cells(named: Sequence[tuple[str, PayCell]], links: Mapping[str, str] | None = None) -> list[StatedRow]:
    return [_row(name, cell, (links or {}).get(name, "")) for name, cell in named]


def method() -> str:
    """How the figures are made, and which are silent."""
    return _(
        "From openings on this network that state their pay, one figure an opening: the middle of its range. Estimates "
        "never enter. Pay by the hour is counted over 2,080 hours a year. Groups of fewer than {jobs} openings or "
        "{employers} employers are not shown."
    ).format(jobs=FEWEST_JOBS, employers=FEWEST_EMPLOYERS)


def _row(name: str, cell: PayCell, url: str) -> StatedRow:
    jobs = ngettext("{n} opening", "{n} openings", cell.jobs).format(n=cell.jobs)
    employers = ngettext("{n} employer", "{n} employers", cell.employers).format(n=cell.employers)
    return StatedRow(
        name=name,
        counts=_("{openings}, {employers}").format(openings=jobs, employers=employers),
        middle=_whole(cell.median),
        half=f"{_whole(cell.p25)}–{_whole(cell.p75)}",
        ends=f"{_whole(cell.lowest)}–{_whole(cell.highest)}",
        seen=_days(cell),
        url=url,
    )


def _days(cell: PayCell) -> str:
    if cell.from_ is None or cell.until is None:
        return ""
    first, last = date_format(cell.from_, "SHORT_DATE_FORMAT"), date_format(cell.until, "SHORT_DATE_FORMAT")
    return last if first == last else f"{first}–{last}"


def _whole(amount: float) -> str:
    return money(round(amount))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
