"""The words of a line that say something."""

from __future__ import annotations

from functools import lru_cache

from prospect.lexicon.tokens import stem, terms

_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "for",
        "in",
        "at",
        "to",
        "with",
        "on",
        "by",
        "as",
        "is",
        "are",
        "be",
        "you",
        "your",
        "our",
        "we",
        "their",
        "from",
        "into",
        "that",
        "this",
        "who",
        "will",
        "can",
        "able",
        "ability",
        "experience",
        "experienced",
        "strong",
        "excellent",
        "good",
        "proven",
        "demonstrated",
        "knowledge",
        "understanding",
        "skills",
        "skill",
        "working",
        "work",
        "years",
        "year",
        "including",
        "such",
        "other",
        "others",
        "etc",
        "must",
        "have",
        "has",
        "having",
        "within",
        "across",
        "using",
        "use",
        "related",
        "relevant",
        "similar",
        "including",
        "plus",
        "well",
        "highly",
        "very",
        "new",
        "high",
        "level",
        "environment",
        "team",
        "teams",
        "role",
        "job",
        "position",
        "required",
        "preferred",
        "desirable",
        "essential",
        "comfortable",
        "familiarity",
        "familiar",
        "proficiency",
        "proficient",
        "background",
        "track",
        "record",
        "willing",
        "willingness",
        "passion",
        "passionate",
    ]
)


@lru_cache(maxsize=16384)
def content(text: str) -> frozenset[str]:
    """The words of a line that say something, without plural endings."""
    return frozenset(stem(term) for term in terms(text) if term not in _EMPTY and len(term) > 2)


def is_empty(term: str) -> bool:
    """Whether a term stands in every text and says nothing."""
    return term in _EMPTY
