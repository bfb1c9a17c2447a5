"""One tokeniser for query, text and alert: what it keeps whole, what it parts, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.lexicon import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Back-end", ["back", "end"]),
        ("back end", ["back", "end"]),
        ("BackEnd", ["back", "end"]),
        ("backend/frontend", ["back", "end", "front", "end"]),
        ("C++, C# and F#", ["c++", "c#", "and", "f#"]),
        ("C#/.NET", ["c#", ".net"]),
        ("ASP.NET Core", ["asp", ".net", "core"]),
        ("dotnet dot net", [".net", ".net"]),
        ("acme.net", ["acme", "net"]),
        ("Node.js nodejs node js", ["node.js", "node.js", "node.js"]),
        ("React.js ReactJS", ["react", "js", "react", "js"]),
        ("R, Go", ["r", "go"]),
        ("R&D", ["r&d"]),
        ("driver's licence", ["drivers", "license"]),
        ("Café Łódź Zürich", ["cafe", "lodz", "zurich"]),
        ("Cafe\u0301", ["cafe"]),
        ("chef d’équipe", ["chef", "d", "equipe"]),
        ("e-commerce eCommerce", ["ecommerce", "ecommerce"]),
        ("401(k) 401k", ["401", "k", "401", "k"]),
        ("X-ray xray", ["x", "ray", "x", "ray"]),
        ("日本語", ["日", "本", "語"]),
        ("𝐉𝐚𝐯𝐚 ＪＡＶＡ", ["java", "java"]),
        ("हिन्दी शिक्षक", ["हिन्दी", "शिक्षक"]),
        ("مُدَرِّس", ["مدرس"]),
        ("😀 \ud800 \x00", []),
        ("_under_score_", ["under", "score"]),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert tokens.terms(text) == expected


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("nurses", "nurse"), ("libraries", "library"), ("coaches", "coach"), ("processes", "process"), ("boxes", "box")],
)
def test_plural_and_singular_are_one(plural: str, singular: str) -> None:
    assert tokens.stem(plural) == tokens.stem(singular)


@pytest.mark.parametrize("term", ["aws", "css", "analysis", "business", "campus", "ios", "saas", "rn", "c++", "années"])
def test_what_only_looks_plural_stays(term: str) -> None:
    assert tokens.stem(term) == term


def test_parts_of_a_joined_word_have_their_own_places() -> None:
    assert tokens.tokenize("A Backend job")[1:3] == [tokens.Token("back", 2, 6), tokens.Token("end", 6, 9)]


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_read_and_places_are_in_order(text: str) -> None:
    found = tokens.tokenize(text)
    at = 0
    for token in found:
        assert 0 < len(token.term) <= tokens.MAX_TERM
        assert at <= token.start < token.end <= len(text) or token.start >= at - (token.end - token.start)
        assert not any(c.isspace() for c in token.term)
        at = token.start
    assert tokens.terms(text) == [token.term for token in found]


_words = st.sampled_from(
    [
        "back",
        "end",
        "backend",
        "e",
        "mail",
        "node",
        "js",
        "dot",
        "net",
        "asp",
        "core",
        "c",
        "plus",
        "sharp",
        "café",
        "日本",
    ]
)


@given(st.one_of(st.lists(_words, max_size=8).map(" ".join), st.text(max_size=60)))
def test_reading_the_terms_again_changes_nothing(text: str) -> None:
    once = " ".join(tokens.terms(text))
    assert tokens.terms(once) == tokens.terms(" ".join(tokens.terms(once)))


@given(st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122), max_size=12))
def test_a_stem_is_its_own_stem_or_shorter(word: str) -> None:
    assert len(tokens.stem(word)) <= len(word)


def test_case_does_not_matter() -> None:
    text = "Senior Java BACK-END Engineer, Łódź"
    assert tokens.terms(text) == tokens.terms(text.upper()) == tokens.terms(text.lower())


_odd_pieces = [*"aAzé’'.,-+#&_ \n/\u0301•ß½\u200b", "C++", "c#", ".NET", "asp.net", "on", "line", "e-mail", "E MAIL"]
_odd_pieces += ["node.js", "R&D", "backend", "driver’s", "l'équipe", "nurses", "web", "sites", "日本", "x" * 70, "a'b"]
_odd_text = st.lists(st.sampled_from(_odd_pieces), max_size=14).map("".join)


@given(st.one_of(_odd_text, _odd_text.map(" ".join), st.text(alphabet=st.characters(), max_size=60)))
def test_search_terms_are_the_stems_of_the_terms(text: str) -> None:
    assert tokens.search_terms(text) == [tokens.stem(term) for term in tokens.terms(text)]
