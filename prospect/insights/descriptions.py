"""What one does in an occupation, in a sentence or two of our own (`data/descriptions.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from prospect.lexicon.occupations import rows_of

_FILE = Path(__file__).parent / "data" / "descriptions.tsv"


def description(occupation: str) -> str:
    """In English; empty for an occupation that nobody has described yet."""
    return _all().get(occupation, "")


@cache
def _all() -> Mapping[str, str]:
    return {row["id"]: row["words"] for row in rows_of(_FILE)}
