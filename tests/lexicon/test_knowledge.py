"""Spans of knowledge by the small tagger."""

from __future__ import annotations

import pytest

from prospect.lexicon.knowledge import BEGIN, INSIDE, OUTSIDE, best_tags, find_knowledge, spans


def test_spans_of_tags() -> None:
    assert spans([OUTSIDE, BEGIN, INSIDE, BEGIN, OUTSIDE]) == [(1, 3), (3, 4)]
    assert spans([]) == []


def test_nothing_continues_what_has_not_begun() -> None:
    moves = [[0.0] * 3 for _ in range(4)]
    tags = best_tags([["a"], ["a"]], {"a": [0.0, -5.0, 9.0]}, moves)
    assert tags[0] != INSIDE
    assert best_tags([], {}, moves) == []


def test_knowledge_is_found_in_its_place() -> None:
    text = "You have experience with Java and Kubernetes. We offer free coffee."
    found = find_knowledge(text)
    assert {"Java", "Kubernetes"} <= {one.text for one in found}
    assert all(text[one.start : one.end] == one.text for one in found)
    assert "coffee" not in {one.text for one in found}


@pytest.mark.parametrize("text", ["", "\n", "...", "a" * 5000, "日本語 🚀", "(((("])
def test_odd_input_is_read(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find_knowledge(text))
