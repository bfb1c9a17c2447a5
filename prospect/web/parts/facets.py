"""Filters as links, each with the number of jobs behind it. Drawn here and not as a template: a page has sixty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape as safe
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.web.parts.buttons import drawn

FIRST = 5  # options in view; one more than that is shown rather than folded away


@dataclass(frozen=True, slots=True)
class Option:
    """One link: its name, how many jobs it would find, the address that takes or leaves it, whether it is taken."""

    name: str
    count: int
    url: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter. Its first options are in view; the rest unfold, and are unfolded where one of them is chosen."""

    title: str
    options: Sequence[Option]

    @property
    def first(self) -> Sequence[Option]:
        return self.options if len(self.options) <= FIRST + 1 else self.options[:FIRST]

    @property
    def rest(self) -> Sequence[Option]:
        return self.options[len(self.first) :]

    @property
    def is_unfolded(self) -> bool:
        return any(option.on for option in self.rest)


def filters(facets: Iterable[Facet]) -> SafeString:
    """The filters that have options, folded away on a phone."""
    title = _("Filter")
    inside = "".join(_facet(facet) for facet in facets if facet.options)
    return mark_safe(  # noqa: S308 (every part is escaped where it is put in)
        f'<details class="filters"><summary>{drawn("filter")}{title}</summary><h2 class="hidden">{title}</h2>{inside}</details>'
    )


def _facet(facet: Facet) -> str:
    title = safe(facet.title)
    more = ""
    if facet.rest:
        n = len(facet.rest)
        words = ngettext("%(n)s more", "%(n)s more", n) % {"n": n}
        more = (
            f'<details class="facet__more"{" open" if facet.is_unfolded else ""}><summary>{words}'
            f'<span class="hidden">: {title}</span></summary>{_options(facet.rest)}</details>'
        )
    heading = f'<h3 class="facet__title">{title}</h3>'
    return f'<section class="facet" aria-label="{title}">{heading}{_options(facet.first)}{more}</section>'


def _options(options: Sequence[Option]) -> str:
    return f"<ul>{''.join(map(_option, options))}</ul>"


def _option(option: Option) -> str:
    on = ' aria-current="true"' if option.on else ""
    chosen = f'<span class="hidden"> {_("(chosen; follow to take away)")}</span>' if option.on else ""
    name = f'<span class="facet__name">{safe(option.name)}{chosen}</span>'
    return (
        f'<li><a href="{safe(option.url)}" rel="nofollow"{on}>{name} <span class="count">{option.count}</span></a></li>'
    )
