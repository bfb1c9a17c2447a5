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
        """What matches `meant`; with `scored` its relevance too. Without, it is to be counted or put in the order of a
        field: its scores mean nothing, and nothing is spent on them."""
        if not meant.can_match:
            return tantivy.Query.empty_query()
        weights = dict(meant.searched) if scored else None
        clauses = [(Occur.Must, query) for group in meant.all_of for query in self._required(group, weights)]
        clauses += [(Occur.Must, _silent(query) if scored else query) for query in self._ranges(meant, today)]
        clauses += [(Occur.MustNot, self._atom(atom)) for atom in meant.none_of]
        if not any(occur == Occur.Must for occur, _ in clauses):
            everything = tantivy.Query.all_query()
            clauses.append((Occur.Must, _silent(everything) if scored else everything))
        found = tantivy.Query.boolean_query(clauses)
        return self._with_title(found, meant.asked_terms) if scored else found

    def _with_title(self, found: Any, terms: tuple[str, ...]) -> Any:
        """`found`, scored for its title too. One clause on another, for tantivy would read the titles of all jobs with
        any of the terms were they alternatives of one clause, and so it looks only at the title of what is found."""
        if not terms:
            return found
        in_title = [self._term("title", term) for term in terms]
        for term in in_title:
            found = _rather(found, _boosted(term, ranking.TEXT))
        return _rather(found, tantivy.Query.const_score_query(_every(in_title), ranking.TITLE))

    def ids(self, ids: list[int]) -> Any:
        return tantivy.Query.term_set_query(self.schema, "id", ids)

    def part(self, name: str, meant: Meaning) -> Any:
        """The part of a score that `ranking` calls `name`, alone."""
        terms = meant.asked_terms
        if name == "occupation":
            parts = [self._occupation(id, weight) for id, weight in meant.searched]
        elif name == "title":
            in_title = [self._term("title", term) for term in terms]
            parts = [tantivy.Query.const_score_query(_every(in_title), ranking.TITLE)] if terms else []
        else:
            groups = [atom for group in meant.all_of for atom in group if atom.kind in ("words", "phrase")]
            parts = [_boosted(self._atom(atom), ranking.TEXT) for atom in groups]
            parts += [_boosted(self._term("title", term), ranking.TEXT) for term in terms]
        return tantivy.Query.boolean_query([(Occur.Should, query) for query in parts])

    def _required(self, group: Group, weights: dict[str, float] | None) -> Iterator[Any]:
        """The clauses that a group comes to, each of which must hold: words asked for alone are a clause each, that
        tantivy may begin with the rarest of all."""
        if len(group) == 1 and group[0].kind in ("words", "title"):
            (atom,) = group
            for term in atom.value:
                query = self._term("text" if atom.kind == "words" else "title", term)
                scores = _boosted(query, ranking.TEXT) if atom.kind == "words" else _silent(query)
                yield query if weights is None else scores
        else:
            yield _any([*self._texts(group, weights), *self._keys(group, weights)])

    def _texts(self, group: Group, weights: dict[str, float] | None) -> Iterator[Any]:
        for atom in group:
            if atom.kind != "key":
                query = self._atom(atom)
                scores = _silent(query) if atom.kind == "title" else _boosted(query, ranking.TEXT)
                yield query if weights is None else scores

    def _keys(self, group: Group, weights: dict[str, float] | None) -> Iterator[Any]:
        """The keys of a group by kind; occupations score, in the measure in which each was meant."""
        by_kind: dict[str, list[str]] = {}
        for atom in group:
            if atom.kind == "key":
                kind, _, value = atom.value[0].partition(":")
                by_kind.setdefault(kind, []).append(value)
        silent = []
        for kind, values in by_kind.items():
            if kind == "occupation" and weights is not None:
                yield from (self._occupation(value, weights.get(value, 0.0)) for value in values)
            elif len(values) >= MANY:
                silent.append(tantivy.Query.term_set_query(self.schema, kind, values))
            else:
                silent += [self._term(kind, value) for value in values]
        if silent:
            yield _any(silent) if weights is None else _silent(_any(silent))

    def _atom(self, atom: Atom) -> Any:
        if atom.kind == "key":
            kind, _, value = atom.value[0].partition(":")
            return self._term(kind, value)
        if atom.kind == "phrase":
            return tantivy.Query.phrase_query(self.schema, "text", list(atom.value))
        name = "title" if atom.kind == "title" else "text"
        return _every([self._term(name, term) for term in atom.value])

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


_OPTIONS = {"text": "freq", "title": "freq"}


def _silent(query: Any) -> Any:
    """What matches alike and scores nothing."""
    return tantivy.Query.const_score_query(query, 0.0)


def _boosted(query: Any, boost: float) -> Any:
    return tantivy.Query.boost_query(query, boost)


def _any(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Should, q) for q in queries])


def _every(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Must, q) for q in queries])


def _rather(found: Any, better: Any) -> Any:
    """What is `found`, the better for being `better` too."""
    return tantivy.Query.boolean_query([(Occur.Must, found), (Occur.Should, better)])
