"""Names of occupations and skills in other languages than English, as pages and letters show them.

The data is `data/occupations_es.tsv` and `data/skills_es.tsv`, our own words. Products keep their names in every
language; a skill that is not in the file is such a one, or rare.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from prospect.lexicon.occupations import DATA, rows_of

KINDS = ("occupations", "skills")


@cache
def names(kind: str, language: str) -> dict[str, str]:
    """Names by id of one of `KINDS` in a language ("es", "es-mx"), read when first asked for; empty for languages
    without a file, English among them."""
    path: Path = DATA / f"{kind}_{language.partition('-')[0]}.tsv"
    if kind not in KINDS or not path.name.isascii() or not path.exists():
        return {}
    return {row["id"]: row["name"] for row in rows_of(path)}
