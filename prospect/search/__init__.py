"""Search: what is asked of the catalogue, and the engines that answer.

In: a `Query` (from a URL, from typed words) and `Document`s (jobs as plain values). Out: what matches, in order, with
facets, snippets and suggestions. `meaning` resolves a Query once, `matching` says what it is to match, `ranking` in
which order; engines stand behind `engines.port`. No tables, no framework.
"""
