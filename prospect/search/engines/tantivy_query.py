"""A Meaning as a query of tantivy, and the schema it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import tantivy
from tantivy import FieldType, Occur

from prospect.search import ranking
from prospect.search.meaning import Atom, Group, Meaning

SCHEMA_VERSION: Final = 1
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
# A fast integer holds an amount of money behind its currency, and a date before its job's id.
MOST_PAY: Final = 10**11
ID_BITS: Final = 40
# From this many keys of one kind on, a set is asked for at once and not as alternatives.
MANY: Final = 12


def schema() -> Any:
    """Text is given as terms parted by spaces; keys are whole; dates, pay and standing are for ranges and order."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    for kind in KEY_KINDS:
        builder.add_text_field(kind, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field("employer_name", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("currency", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("pay", indexed=False, fast=True)
    for name in ("posted", "standing", "quality", "employer_number", "occupation_number"):
        builder.add_integer_field(name, indexed=False, fast=True)
    return builder.build()


def currency_offset(currency: str) -> int:
    """Where the amounts of a currency begin in the pay field; what is no ISO 4217 code shares one place."""
    code = 0
    for letter in currency if re.fullmatch("[A-Z]{3}", currency) else "":
        code = code * 26 + ord(letter) - ord("A") + 1
    return code * MOST_PAY


class Compiler:
    """Makes queries of one schema."""

    def __init__(self, schema: Any) -> None:
        self.schema = schema

    def query(self, meant: Meaning, *, scored: bool, today: int) -> Any:
        """What matches `meant`; with `scored` its relevance too, else every score is nothing."""
        if not meant.can_match:
            return tantivy.Query.empty_query()
        weights = dict(meant.searched)
        clauses = [(Occur.Must, self._group(group, weights if scored else None)) for group in meant.all_of]
        clauses += [(Occur.MustNot, self._atom(atom)) for atom in meant.none_of]
        clauses += [(Occur.Must, self._silent(query)) for query in self._ranges(meant, today)]
        if scored and (terms := meant.asked_terms):
            clauses += [(Occur.Should, self._boosted(self._term("title", term), ranking.TEXT)) for term in terms]
            everything = tantivy.Query.boolean_query([(Occur.Must, self._term("title", term)) for term in terms])
            clauses.append((Occur.Should, tantivy.Query.const_score_query(everything, ranking.TITLE)))
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, self._silent(tantivy.Query.all_query())))
        return tantivy.Query.boolean_query(clauses)

    def ids(self, ids: list[int]) -> Any:
        return tantivy.Query.term_set_query(self.schema, "id", ids)

    def part(self, name: str, meant: Meaning) -> Any:
        """The part of a score that `ranking` calls `name`, alone."""
        terms = meant.asked_terms
        if name == "occupation":
            parts = [self._occupation(id, weight) for id, weight in meant.searched]
        elif name == "title":
            found = tantivy.Query.boolean_query([(Occur.Must, self._term("title", term)) for term in terms])
            parts = [tantivy.Query.const_score_query(found, ranking.TITLE)] if terms else []
        else:
            groups = [atom for group in meant.all_of for atom in group if atom.kind in ("words", "phrase")]
            parts = [self._boosted(self._atom(atom), ranking.TEXT) for atom in groups]
            parts += [self._boosted(self._term("title", term), ranking.TEXT) for term in terms]
        return tantivy.Query.boolean_query([(Occur.Should, query) for query in parts])

    def _group(self, group: Group, weights: dict[str, float] | None) -> Any:
        return _any([*self._texts(group, weights), *self._keys(group, weights)])

    def _texts(self, group: Group, weights: dict[str, float] | None) -> Iterator[Any]:
        for atom in group:
            if atom.kind in ("words", "phrase"):
                query = self._atom(atom)
                yield self._silent(query) if weights is None else self._boosted(query, ranking.TEXT)
            elif atom.kind == "title":
                yield self._silent(self._atom(atom))

    def _keys(self, group: Group, weights: dict[str, float] | None) -> Iterator[Any]:
        """The keys of a group by kind; occupations score, in the measure in which each was meant."""
        by_kind: dict[str, list[str]] = {}
        for atom in group:
            if atom.kind == "key":
                kind, _, value = atom.value[0].partition(":")
                by_kind.setdefault(kind, []).append(value)
        for kind, values in by_kind.items():
            if kind == "occupation" and weights is not None:
                yield from (self._occupation(value, weights.get(value, 0.0)) for value in values)
            elif len(values) >= MANY:
                yield self._silent(tantivy.Query.term_set_query(self.schema, kind, values))
            else:
                yield from (self._silent(self._term(kind, value)) for value in values)

    def _atom(self, atom: Atom) -> Any:
        if atom.kind == "key":
            kind, _, value = atom.value[0].partition(":")
            return self._term(kind, value)
        if atom.kind == "phrase":
            return tantivy.Query.phrase_query(self.schema, "text", list(atom.value))
        name = "title" if atom.kind == "title" else "text"
        terms = [self._term(name, term) for term in atom.value]
        return terms[0] if len(terms) == 1 else tantivy.Query.boolean_query([(Occur.Must, term) for term in terms])

    def _ranges(self, meant: Meaning, today: int) -> Iterator[Any]:
        if meant.since is not None:
            yield self._range("posted", max(today - meant.since, 1) << ID_BITS, 1 << 62)
        if meant.pay is not None:
            currency, floor, unstated = meant.pay
            offset = currency_offset(currency)
            enough = self._range("pay", offset + min(floor, MOST_PAY - 1), offset + MOST_PAY - 1)
            everything = (Occur.Must, tantivy.Query.all_query())
            silent = tantivy.Query.boolean_query([everything, (Occur.MustNot, self._term("currency", currency))])
            yield _any([enough, silent]) if unstated else enough

    def _range(self, name: str, low: int, high: int) -> Any:
        return tantivy.Query.range_query(self.schema, name, FieldType.Integer, low, high)

    def _occupation(self, id: str, weight: float) -> Any:
        return tantivy.Query.const_score_query(self._term("occupation", id), ranking.OCCUPATION * weight)

    def _term(self, name: str, value: str) -> Any:
        return tantivy.Query.term_query(self.schema, name, value, _OPTIONS.get(name, "basic"))

    @staticmethod
    def _silent(query: Any) -> Any:
        return tantivy.Query.const_score_query(query, 0.0)

    @staticmethod
    def _boosted(query: Any, boost: float) -> Any:
        return tantivy.Query.boost_query(query, boost)


_OPTIONS = {"text": "freq", "title": "freq"}


def _any(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Should, q) for q in queries])
