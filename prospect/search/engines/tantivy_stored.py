"""What tantivy keeps of a job: the schema, and a Document as it asks for it.

Numbers stand together in one column where they are read together: a column is opened once a segment and question.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

import tantivy

from prospect.search import ranking, vocabulary
from prospect.search.document import UNSTATED, Document

SCHEMA_VERSION: Final = 2
KEY_KINDS: Final = (
    "occupation",
    "level",
    "workplace",
    "type",
    "education",
    "employer",
    "agency",
    "skill",
    "place",
    "region",
    "country",
    "remote",
)
# Kinds of which a job has one value of a fixed list: its place in the list is kept too. No place is that of another
# value, which is found by its key but is on no list of choices.
LISTED: Final = {
    "level": vocabulary.LEVELS,
    "workplace": vocabulary.WORKPLACES,
    "type": vocabulary.EMPLOYMENT_TYPES,
    "education": (UNSTATED, *vocabulary.EDUCATION),
    "agency": ("yes",),
}
NAME_END: Final = "\x1f"
# A fast integer holds an amount of money behind its currency, a date before its job's id (newest first, then the lowest
# id), quality before a number of the employer, and the places in the five lists.
MOST_PAY: Final = 10**11
ID_BITS: Final = 40
EMPLOYER_BITS: Final = 48
LIST_BITS: Final = 5


def schema() -> Any:
    """Text is given as terms parted by spaces; keys are whole; numbers are for ranges, order and counts."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    for kind in KEY_KINDS:
        builder.add_text_field(kind, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field("employer_name", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("currency", tokenizer_name="raw", index_option="basic")
    for name in ("pay", "posted", "standing", "merit", "occupation_number", "facts", *map(place_in_list, LISTED)):
        builder.add_integer_field(name, indexed=False, fast=True)
    return builder.build()


def place_in_list(kind: str) -> str:
    """The field with the place of a job's value in the list of `kind`."""
    return kind + "_place"


def stored(document: Document) -> Any:
    """A job as tantivy keeps it."""
    out = tantivy.Document()
    out.add_integer("id", document.id)
    out.add_text("text", " ".join(document.terms))
    out.add_text("title", " ".join(document.title_terms))
    places = {kind: len(values) for kind, values in LISTED.items()}
    for key in document.keys:
        kind, _, value = key.partition(":")
        out.add_text(kind, value)
        if value in LISTED.get(kind, ()):
            places[kind] = LISTED[kind].index(value)
    for kind, place in places.items():
        out.add_integer(place_in_list(kind), place)
    out.add_integer("facts", sum(place << LIST_BITS * n for n, place in enumerate(places.values())))
    if document.employer_id:
        out.add_text(
            "employer_name", NAME_END.join((document.employer.casefold(), document.employer, document.employer_id))
        )
    for currency, top in document.top_pay.items():
        out.add_text("currency", currency)
        out.add_integer("pay", currency_offset(currency) + min(top, MOST_PAY - 1))
    if not document.top_pay:
        out.add_integer("pay", 0)  # a column without gaps is read much faster, and nobody asks for nothing
    _add_order(out, document)
    return out


def _add_order(out: Any, document: Document) -> None:
    """The numbers by which jobs are put in order."""
    within = (1 << ID_BITS) - 1 - document.id
    quality = ranking.quality(document.completeness, document.own_board)
    out.add_integer("posted", ((document.posted_on or 0) << ID_BITS) | within)
    out.add_integer("standing", ranking.timeless(document.posted_on, document.completeness, document.own_board))
    out.add_integer("merit", quality << EMPLOYER_BITS | number(document.employer_id, EMPLOYER_BITS))
    out.add_integer("occupation_number", number(document.occupation or ""))


def number(id: str, bits: int = 62) -> int:
    """An id as a whole number of so many bits, for fields that hold numbers only."""
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest()) >> 64 - bits


@lru_cache(maxsize=256)
def currency_offset(currency: str) -> int:
    """Where the amounts of a currency begin in the pay field; what is no ISO 4217 code shares one place."""
    code = 0
    for letter in currency if re.fullmatch("[A-Z]{3}", currency) else "":
        code = code * 26 + ord(letter) - ord("A") + 1
    return code * MOST_PAY
