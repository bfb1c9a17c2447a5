"""Linking sentences to a taxonomy's labels."""

from __future__ import annotations

import pytest

from prospect.lexicon import vectors
from prospect.lexicon.skill_links import SkillLinker, pieces

LABELS = ["JavaScript", "PostgreSQL", "manage staff", "drive vehicles", "cook vegetables", "Java (computer programming)",
          "perform wound care", "use spreadsheets software", "speak different languages"]  # fmt: skip


@pytest.fixture(params=["with vectors", "without"])
def linker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SkillLinker:
    if request.param == "without":
        monkeypatch.setattr(vectors, "encoders", lambda: ())
    return SkillLinker(LABELS)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [("We write JavaScript and TypeScript", "JavaScript"), ("Strong Java skills", "Java (computer programming)"),
     ("You will care for wounds of patients", "perform wound care"), ("Experience with Postgres", "PostgreSQL"),
     ("Managing a small staff of ten", "manage staff"), ("driving delivery vehicles", "drive vehicles")],
)  # fmt: skip
def test_the_likeliest_label(linker: SkillLinker, sentence: str, label: str) -> None:
    assert LABELS[linker.rank(sentence)[0]] == label


def test_every_label_is_ranked_and_odd_input_is_read(linker: SkillLinker) -> None:
    for sentence in ("", "?!", "a" * 10_000, "日本語"):
        assert sorted(linker.rank(sentence)) == list(range(len(LABELS)))


def test_pieces_of_a_sentence() -> None:
    assert pieces("Java, SQL and Go (or Rust)") == ["Java", "SQL", "Go", "Rust"]
    assert pieces("one") == ["one"]
