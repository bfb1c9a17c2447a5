"""What is kept of a person, room by room: for export and for erasure.

Rooms below register here when the application starts. A test fails for any table with a path to an account, and for
any table named here as holding an address, that nobody exports and erases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of personal data.

    `tables` are the labels of the models it answers for; `export` gives plain data for the person's file; `erase`
    removes it everywhere (rows, files, index). Both get the account.
    """

    name: str
    tables: frozenset[str]
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]


holdings: dict[str, Holding] = {}


def hold(holding: Holding) -> None:
    holdings[holding.name] = holding
