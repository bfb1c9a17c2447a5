"""What to ask instead when nothing was found: the same question with one thing taken away or widened, and its count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from prospect.search.engines.port import Engine
from prospect.search.query import Query
from prospect.search.vocabulary import MAX_MILES
from prospect.web.seekers import choices

TRIED, SHOWN = 10, 4
FARTHER = 2  # times the radius


@dataclass(frozen=True, slots=True)
class Suggestion:
    name: str
    url: str
    count: int


def wider(query: Query, names: Mapping[str, str], engine: Engine) -> list[Suggestion]:
    """The suggestions that would find something, the closest to what was asked first."""
    found = []
    for name, other in list(_ways(query, names))[:TRIED]:
        count = engine.find(other, limit=1).total
        if count:
            found.append(Suggestion(name, other.url(), count))
    return sorted(found, key=lambda each: each.count)[:SHOWN]


def _ways(query: Query, names: Mapping[str, str]) -> Iterator[tuple[str, Query]]:
    for name, other in choices.taken_away(query, names):
        yield _("Without “{name}”").format(name=name), other
    if query.near:
        farther = tuple(replace(near, miles=min(near.miles * FARTHER, MAX_MILES)) for near in query.near)
        yield _("Within {miles} miles").format(miles=farther[0].miles), replace(query, near=farther)
        if not query.remote:
            yield _("Remote jobs too"), replace(query, remote=True)
        yield _("Anywhere"), replace(query, near=(), remote=False)
    if query.phrases:
        words = " ".join(query.phrases).split()
        yield _("Without the quotes"), replace(query, phrases=(), words=(*query.words, *words))
    if len(query.words) > 1:
        yield _("Any of these words"), replace(query, words=(), any_of=(*query.any_of, query.words))
    if not query.similar:
        yield _("Similar titles too"), replace(query, similar=True)
