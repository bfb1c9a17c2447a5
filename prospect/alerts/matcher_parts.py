"""A Meaning cut for matching many at once: an expression that many alerts share, and the few plain filters they differ in.

The filters are the *gate* (where the job may be, and which pay counts), the least pay, and the levels and types of
employment as bits. Everything else is the expression, evaluated once however many alerts have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from prospect.search.document import UNSTATED, Document
from prospect.search.meaning import Atom, Group, Meaning, meaning
from prospect.search.query import Query
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS

NEVER = -1
ANY_PAY = 1 << 60
_WHERE = frozenset({"place", "region", "country", "remote"})
LEVEL_BITS, TYPE_BITS = 12, 10  # the last of each stands for a value that is not listed
_BITS = {f"level:{level}": 1 << n for n, level in enumerate(LEVELS)}
_BITS |= {f"type:{kind}": 1 << (LEVEL_BITS + n) for n, kind in enumerate(EMPLOYMENT_TYPES)}
ALL_LEVELS = (1 << LEVEL_BITS) - 1
ALL_TYPES = ((1 << TYPE_BITS) - 1) << LEVEL_BITS
_NO_LEVEL, _NO_TYPE = 1 << (LEVEL_BITS - 1), 1 << (LEVEL_BITS + TYPE_BITS - 1)
assert len(LEVELS) < LEVEL_BITS
assert len(EMPLOYMENT_TYPES) < TYPE_BITS


class Expression(NamedTuple):
    """Groups of which each must hold by any of its atoms, and atoms of which none may hold."""

    all_of: tuple[Group, ...]
    none_of: Group


class Gate(NamedTuple):
    """Keys of which the job must have one (none: anywhere), and the pay that counts (no currency: any or none)."""

    where: tuple[str, ...]
    currency: str
    unstated: bool


class Parts(NamedTuple):
    """`floor` is the least pay a year; `bits` are the levels and types let in, all where none is asked for."""

    expression: Expression
    gate: Gate
    floor: int
    bits: int


def parts_of(asked: Query | Meaning | Parts) -> Parts:
    """The parts of whatever an alert was given as. "Posted since" has no meaning in an alert and is dropped."""
    if isinstance(asked, Parts):
        return asked
    return parts(meaning(asked.for_alert()[0]) if isinstance(asked, Query) else asked)


def parts(meant: Meaning) -> Parts:
    """The parts of a Meaning; a job matches it when each part lets it in."""
    kept, where, bits = _sorted_out(meant.all_of)
    currency, floor, unstated = meant.pay or ("", 0, False)
    return Parts(Expression(kept, meant.none_of), Gate(where, currency, unstated), floor, bits)


def parts_of_params(params: Mapping[str, object]) -> Parts:
    """The parts of a saved alert's parameters: those of `Query.from_params`, without what an alert cannot keep. Of many
    alerts, `matcher_saved` reads them quicker."""
    return parts_of(Query.from_params(params))


@lru_cache(maxsize=65_536)
def _sorted_out(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], tuple[str, ...], int]:
    """The groups that stay in the expression, the keys of the place, and the bits of levels and types."""
    kept: list[Group] = []
    where: tuple[str, ...] = ()
    levels, types = 0, 0
    for group in groups:
        kinds = {atom.value[0].partition(":")[0] if atom.kind == "key" else "" for atom in group}
        if not where and kinds and kinds <= _WHERE:
            where = tuple(atom.value[0] for atom in group)
        elif not levels and kinds == {"level"} and (bits := _bits(group)):
            levels = bits
        elif not types and kinds == {"type"} and (bits := _bits(group)):
            types = bits
        else:
            kept.append(group)
    return tuple(kept), where, (levels or ALL_LEVELS) | (types or ALL_TYPES)


def _bits(group: tuple[Atom, ...]) -> int:
    """The bits of a group of keys; 0 where one of them has none."""
    found = [_BITS.get(atom.value[0], 0) for atom in group]
    return sum(found) if all(found) else 0


def bits_of(document: Document) -> int:
    """The bits of the job's own level and type; a level or type without a bit has the last, which only "any" has."""
    level = _BITS.get(f"level:{document.level or UNSTATED}", _NO_LEVEL)
    return level | _BITS.get(f"type:{document.employment_type or UNSTATED}", _NO_TYPE)


def lets_in(asked: int, job: int) -> bool:
    """Whether a job's level and type are among those asked for."""
    both = asked & job
    return bool(both & ALL_LEVELS and both & ALL_TYPES)


def most_pay(currency: str, unstated: bool, document: Document) -> int:
    """The highest floor that a job's pay reaches; `NEVER` where it reaches none, not even 0."""
    if not currency:
        return ANY_PAY
    top = document.top_pay.get(currency)
    if top is None:
        return ANY_PAY if unstated else NEVER
    return top
