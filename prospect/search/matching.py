"""What it means for a job to match: the few lines that every engine and the alerts must agree with."""

from __future__ import annotations

from prospect.search.document import Document
from prospect.search.meaning import Atom, Meaning, meaning
from prospect.search.query import Query


def matches(query: Query | Meaning, document: Document, *, today: int | None = None) -> bool:
    """Whether `query` finds `document`; `today` is a date's ordinal, needed where the query has `since`."""
    meant = meaning(query) if isinstance(query, Query) else query
    return (
        all(any(holds(atom, document) for atom in group) for group in meant.all_of)
        and not any(holds(atom, document) for atom in meant.none_of)
        and pays_enough(meant, document)
        and is_new_enough(meant, document, today)
    )


def holds(atom: Atom, document: Document) -> bool:
    """Whether one thing holds of a job."""
    match atom.kind:
        case "key":
            return atom.value[0] in document.keys
        case "words":
            return document.term_set.issuperset(atom.value)
        case "title":
            return document.title_term_set.issuperset(atom.value)
        case "phrase":
            return f" {' '.join(atom.value)} " in document.line
    raise ValueError(f"an atom of unknown kind: {atom.kind}")


def pays_enough(meant: Meaning, document: Document) -> bool:
    """Whether the most offered reaches the floor. Pay in another currency is no answer, and counts as unstated."""
    if meant.pay is None:
        return True
    currency, floor, unstated = meant.pay
    top = document.top_pay.get(currency)
    return unstated if top is None else top >= floor


def is_new_enough(meant: Meaning, document: Document, today: int | None) -> bool:
    """Whether the job was posted in the last `since` days; without a known date it was not."""
    if meant.since is None:
        return True
    if today is None:
        raise ValueError("a query for jobs of the last days needs today's date")
    return document.posted_on is not None and document.posted_on >= today - meant.since
