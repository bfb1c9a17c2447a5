"""Which alerts a new job is for: stored queries, asked of one job at a time.

Most alerts ask the same few things, so equal Meanings are one *expression* and evaluated once. Each expression is filed
under one *anchor*: a set of features (terms, keys) of which a matching job must have at least one, chosen to be as rare
as can be. A job is asked only of the expressions that one of its own features reaches, and of those filed under none.
The cost follows the candidates, not the number of alerts. What matches is exactly `prospect.search.matching`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from prospect.search.document import Document
from prospect.search.matching import matches
from prospect.search.meaning import Atom, Group, Meaning, meaning
from prospect.search.query import Query

Feature = str


class Matcher:
    """Alerts by id. `add` replaces; an edit counts from the next `match` on. Ids are any ints.

    `sample`, if given, says how common terms and keys are among jobs, for the choice of anchors. A wrong guess costs
    time, never a match.
    """

    def __init__(self, sample: Iterable[Document] = ()) -> None:
        self._expressions: dict[Meaning, set[int]] = {}
        self._of: dict[int, Meaning] = {}
        self._filed: dict[Feature, dict[Meaning, None]] = {}
        self._unanchored: dict[Meaning, None] = {}
        self._anchors: dict[Meaning, tuple[Feature, ...]] = {}
        self._seen: Counter[Feature] = Counter()
        for document in sample:
            self._seen.update(features(document))

    def __len__(self) -> int:
        return len(self._of)

    @property
    def expressions(self) -> int:
        """How many different things are asked."""
        return len(self._expressions)

    def add(self, id: int, query: Query) -> None:
        """Takes up an alert, or what it asks now. "Posted since" has no meaning here and is dropped."""
        meant = replace(meaning(query.for_alert()[0]), searched=(), also=())
        if self._of.get(id) == meant:
            return
        self.remove(id)
        self._of[id] = meant
        alerts = self._expressions.get(meant)
        if alerts is None:
            self._expressions[meant] = {id}
            self._file(meant)
        else:
            alerts.add(id)

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        meant = self._of.pop(id, None)
        if meant is None:
            return
        alerts = self._expressions[meant]
        alerts.discard(id)
        if not alerts:
            del self._expressions[meant]
            self._unfile(meant)

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        found: list[int] = []
        for meant in self._candidates(document):
            if matches(meant, document):
                found.extend(self._expressions[meant])
        return sorted(found)

    def _candidates(self, document: Document) -> set[Meaning]:
        found = set(self._unanchored)
        for feature in features(document):
            if filed := self._filed.get(feature):
                found.update(filed)
        return found

    def _file(self, meant: Meaning) -> None:
        if not meant.can_match:
            return
        anchor = min((self._anchor(group) for group in meant.all_of), key=self._frequency, default=())
        self._anchors[meant] = anchor
        if not anchor:
            self._unanchored[meant] = None
        for feature in anchor:
            self._filed.setdefault(feature, {})[meant] = None

    def _unfile(self, meant: Meaning) -> None:
        self._unanchored.pop(meant, None)
        for feature in self._anchors.pop(meant, ()):
            filed = self._filed[feature]
            del filed[meant]
            if not filed:
                del self._filed[feature]

    def _anchor(self, group: Group) -> tuple[Feature, ...]:
        """Features of which a job that satisfies the group has at least one: the rarest of each atom."""
        return tuple({min(_needed(atom), key=lambda feature: self._seen[feature]) for atom in group})

    def _frequency(self, anchor: tuple[Feature, ...]) -> tuple[int, int]:
        return sum(self._seen[feature] for feature in anchor), len(anchor)


def features(document: Document) -> Iterator[Feature]:
    """Everything of a job that an expression can be filed under."""
    yield from document.keys
    yield from (f"title {term}" for term in document.title_term_set)
    yield from (f"text {term}" for term in document.term_set)


def _needed(atom: Atom) -> list[Feature]:
    """The features that a job must all have for the atom to hold."""
    if atom.kind == "key":
        return [atom.value[0]]
    place = "title" if atom.kind == "title" else "text"
    return [f"{place} {term}" for term in atom.value]
