"""The results page's filters: every option a link, with what it would find; and what is chosen, to be taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from prospect.lexicon.sentences import Sentence
from prospect.search import said
from prospect.search.document import UNSTATED
from prospect.search.query import PayFloor, Query
from prospect.web.parts import naming
from prospect.web.parts.facets import Facet, Option
from prospect.web.parts.wording import money

SHOWN = 12  # options of a facet
PROMISED = frozenset(("health-insurance", "compensation-and-benefits"))
FACETS = ("workplace", "pay", "since", "level", "type", "occupation", "skill", "employer", "education", "agency")


def _said(names: Mapping[str, Sentence]) -> Callable[[str], str]:
    def name(value: str) -> str:
        words = names[value].said(_) if value in names else value
        return words[:1].upper() + words[1:]

    return name


def _toggled(query: Query, field: str, value: str) -> Query:
    held: tuple[str, ...] = getattr(query, field)
    kept = tuple(one for one in held if one != value) if value in held else (*held, value)
    change: dict[str, Any] = {field: kept}
    return replace(query, **change)


def _several(
    query: Query, counts: Mapping[str, int], field: str, name: Callable[[str], str], limit: int = SHOWN
) -> list[Option]:
    """Options of which any may be ticked. Those ticked stay in view even where they find nothing."""
    held: tuple[str, ...] = getattr(query, field)
    shown = {**{value: counts.get(value, 0) for value in held}, **dict(list(counts.items())[: limit + len(held)])}
    return [
        Option(name(value), count, _toggled(query, field, value).url(), value in held) for value, count in shown.items()
    ]


def facets(query: Query, counts: Mapping[str, Mapping[str, int]], employers: Mapping[str, str]) -> list[Facet]:
    """Every filter with its options; `employers` gives names by id."""
    by = {name: dict(counts.get(name, {})) for name in FACETS}
    return [
        Facet(_("Where the work is done"), _several(query, by["workplace"], "workplaces", _said(said.WORKPLACES))),
        Facet(_("Pay, at least"), _pay(query, by["pay"])),
        Facet(_("Posted"), _since(query, by["since"])),
        Facet(_("Level"), _several(query, by["level"], "levels", _said(said.LEVELS), 11)),
        Facet(_("Kind of employment"), _several(query, by["type"], "employment_types", _said(said.EMPLOYMENT_TYPES))),
        Facet(_("Occupation"), _several(query, by["occupation"], "occupations", _occupation)),
        Facet(_("Skill asked for"), _several(query, _without_promises(by["skill"]), "any_skills", _skill)),
        Facet(_("Employer"), _several(query, by["employer"], "employers", lambda id: employers.get(id, id))),
        Facet(_("Education asked for, at most"), _education(query, by["education"])),
        Facet(_("Staffing agencies"), _agencies(query, by["agency"])),
    ]


def _without_promises(counts: Mapping[str, int]) -> dict[str, int]:
    """The skills without those that nearly every posting names among what it offers: they would head the list."""
    return {id: count for id, count in counts.items() if id not in PROMISED}


def _occupation(id: str) -> str:
    return _("Not known") if id == UNSTATED else naming.occupation_name(id)


def _skill(id: str) -> str:
    return naming.skill_name(id)


def _pay(query: Query, counts: Mapping[Any, int]) -> list[Option]:
    found = []
    for value, count in sorted(((int(value), count) for value, count in counts.items()), key=lambda pair: pair[0]):
        on = query.pay is not None and query.pay.annual == value
        other = replace(query, pay=None if on else PayFloor(value))
        found.append(Option(_("{amount} a year").format(amount=money(value)), count, other.url(), on))
    return found


def _since(query: Query, counts: Mapping[Any, int]) -> list[Option]:
    names = {1: _("Today"), 3: _("Last 3 days"), 7: _("Last week"), 14: _("Last two weeks"), 30: _("Last month")}
    found = []
    for value, count in sorted(((int(value), count) for value, count in counts.items()), key=lambda pair: pair[0]):
        on = query.since == value
        other = replace(query, since=None if on else value)
        found.append(Option(names.get(value, str(value)), count, other.url(), on))
    return found


def _education(query: Query, counts: Mapping[str, int]) -> list[Option]:
    name = _said(said.EDUCATION)
    found = []
    for value in ("none", "secondary", "certificate", "associate", "bachelor", "master"):
        if value in counts or query.education == value:
            on = query.education == value
            found.append(
                Option(name(value), counts.get(value, 0), replace(query, education=None if on else value).url(), on)
            )
    return found


def _agencies(query: Query, counts: Mapping[str, int]) -> list[Option]:
    if not counts and query.agencies:
        return []
    return [
        Option(
            _("Leave them out"),
            counts.get("yes", 0),
            replace(query, agencies=not query.agencies).url(),
            not query.agencies,
        )
    ]


def chips(query: Query, names: Mapping[str, str]) -> list[dict[str, str]]:
    """What is chosen beyond the typed words and the place, each with the address without it."""
    return [{"name": name, "url": other.url()} for name, other in taken_away(query, names)]


def taken_away(query: Query, names: Mapping[str, str]) -> list[tuple[str, Query]]:
    """Each thing chosen by its name, and the query without it."""
    return [*_several_chosen(query, names), *_single_chosen(query)]


def _several_chosen(query: Query, names: Mapping[str, str]) -> list[tuple[str, Query]]:
    found: list[tuple[str, Query]] = []
    for field, name in (
        ("workplaces", _said(said.WORKPLACES)),
        ("levels", _said(said.LEVELS)),
        ("employment_types", _said(said.EMPLOYMENT_TYPES)),
        ("occupations", _occupation),
        ("skills", _skill),
        ("any_skills", _skill),
        ("employers", lambda id: names.get(f"employer:{id}", id)),
    ):
        found += [(name(value), _toggled(query, field, value)) for value in getattr(query, field)]
    for value in query.no_skills:
        found.append((_("not {name}").format(name=_skill(value)), _toggled(query, "no_skills", value)))
    for value in query.not_occupations:
        found.append((_("not {name}").format(name=_occupation(value)), _toggled(query, "not_occupations", value)))
    for value in query.not_titles:
        found.append((_("not {name}").format(name=f"“{value}”"), _toggled(query, "not_titles", value)))
    for value in query.not_places:
        found.append((_("not {name}").format(name=said.place_name(value, names)), _toggled(query, "not_places", value)))
    for value in query.not_levels:
        found.append((_("not {name}").format(name=_said(said.LEVELS)(value)), _toggled(query, "not_levels", value)))
    for value in query.not_employers:
        found.append(
            (
                _("not {name}").format(name=names.get(f"employer:{value}", value)),
                _toggled(query, "not_employers", value),
            )
        )
    return found


def _single_chosen(query: Query) -> list[tuple[str, Query]]:
    found: list[tuple[str, Query]] = []
    if query.remote and query.near:
        found.append((_("or remote"), replace(query, remote=False)))
    if query.pay:
        amount = money(query.pay.amount, query.pay.currency)
        found.append((_("from {amount}").format(amount=amount), replace(query, pay=None, unstated_pay=False)))
    if query.since:
        words = (
            _("posted in the last {n} days").format(n=query.since) if query.since > 1 else _("posted in the last day")
        )
        found.append((words, replace(query, since=None)))
    if query.education:
        found.append((_said(said.EDUCATION)(query.education), replace(query, education=None)))
    if not query.agencies:
        found.append((_("without staffing agencies"), replace(query, agencies=True)))
    if not query.similar:
        found.append((_("only these titles"), replace(query, similar=True)))
    return found
