"""The expressions and gates of alerts as text, and the version of the code and data that read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import prospect.lexicon
import prospect.search
from prospect.alerts import matcher_parts
from prospect.alerts.matcher_parts import Expression, Gate
from prospect.search.meaning import Atom, Group


@cache
def version() -> str:
    """A digest of everything that decides what parameters come to: the lexicon, the search and this room's reading."""
    digest = hashlib.blake2b(prospect.lexicon.VERSION.encode(), digest_size=16)
    for path in sorted(_sources()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for room in (prospect.lexicon, prospect.search):
        for folder in room.__path__:
            yield from (path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    yield from (Path(matcher_parts.__file__), Path(__file__))


def written(piece: Expression | Gate) -> str:
    """A piece as text, the same for equal pieces; `expression` and `gate` read it."""
    return json.dumps(piece, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class Reader:
    """Reads many pieces; atoms that several have in common are kept once."""

    def __init__(self) -> None:
        self._atoms: dict[tuple[str, tuple[str, ...]], Atom] = {}

    def expression(self, text: str) -> Expression:
        all_of, none_of = json.loads(text)
        return Expression(tuple(map(self._group, all_of)), self._group(none_of))

    def gate(self, text: str) -> Gate:
        where, currency, unstated = json.loads(text)
        return Gate(tuple(where), currency, unstated)

    def _group(self, atoms: Iterable[tuple[str, list[str]]]) -> Group:
        return tuple(self._atom(kind, tuple(value)) for kind, value in atoms)

    def _atom(self, kind: str, value: tuple[str, ...]) -> Atom:
        atom = Atom(kind, value)
        return self._atoms.setdefault(atom, atom)
