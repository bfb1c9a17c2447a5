"""Near titles with their reasons, and rankings; with the models of the wheels and without."""

import os
from pathlib import Path

import numpy as np
import pytest

from prospect.lexicon import similar, title_space, vectors
from prospect.lexicon.glossary import gloss
from prospect.lexicon.similar import Ranking, rank, similar_titles

MODELS = pytest.mark.skipif(not vectors.encoders(), reason="no wheel with a model is installed")
TITLES = ["real estate developer", "server-side developer", "registered nurse", "full stack engineer", "welder"]


@pytest.fixture
def without_models(monkeypatch):
    monkeypatch.setattr(similar, "views", lambda titles: None)


def test_near_titles_come_best_first_with_reasons():
    found = similar_titles("back end developer", 40)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    named = [one.occupation for one in found]
    assert "java-developer" in named
    assert named.index("java-developer") < named.index("full-stack-developer")
    assert "real-estate-developer" not in named
    assert all(str(one.reason) for one in found)


@pytest.mark.parametrize("title", ["nurse", "welder", "accountant", "stack developer", "end engineer"])
def test_every_trade_has_near_titles(title):
    assert len(similar_titles(title, 10)) == 10


def test_a_title_that_resembles_nothing_has_none():
    assert similar_titles("zzz qqq", 10) == ()
    assert similar_titles("nurse", 0) == ()


def test_ranking_by_words_alone(without_models):
    ranked = rank("backend developer", TITLES)
    assert ranked[0].document == "server-side developer"
    assert {one.index for one in ranked} == set(range(len(TITLES)))


@MODELS
def test_ranking_with_models():
    ranked = rank("backend developer", TITLES)
    assert [one.document for one in ranked[:2]] == ["server-side developer", "full stack engineer"]


@MODELS
def test_a_german_title_meets_its_english_fellow():
    assert rank("Krankenpfleger", TITLES)[0].document == "registered nurse"


def test_rankings_of_nothing():
    assert rank("nurse", []) == ()
    assert list(Ranking(["nurse"]).scores([])) == []


@MODELS
def test_the_space_was_built_for_these_occupations():
    for encoder in vectors.encoders():
        assert title_space.basis(encoder.name) is not None, "run python -m prospect.lexicon.title_space"


@MODELS
def test_a_vector_is_asked_for_once(monkeypatch):
    encoder = vectors.encoders()[0]
    first = vectors.vectors(encoder, ["Lighthouse keeper"])
    monkeypatch.setattr(encoder, "encode", lambda texts: pytest.fail("asked again"))
    assert np.array_equal(first, vectors.vectors(encoder, ["lighthouse KEEPER"]))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Ingeniero de software", "software engineer"),
        ("Softwareentwicklerin", "software developer"),
        ("jefe de proyecto", "project manager"),
        ("software engineer", None),
        ("registered nurse", None),
    ],
)
def test_gloss(title, said):
    assert gloss(title) == said


@pytest.mark.shared
@pytest.mark.slow
@MODELS
@pytest.mark.skipif("PROSPECT_SHARED" not in os.environ, reason="PROSPECT_SHARED is unset")
def test_similar_titles_of_the_validation_set():
    folder = Path(os.environ["PROSPECT_SHARED"]) / "eval/titles/talentclef2025_taskA_val/english"
    table = {
        name: [
            line.split("\t") for line in (folder / name).read_text(encoding="utf-8").splitlines()[1:] if line.strip()
        ]
        for name in ("queries", "corpus_elements")
    }
    gold: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, grade = line.split()
        if float(grade) > 0:
            gold.setdefault(query, set()).add(document)
    ids = [id for id, _ in table["corpus_elements"]]
    precisions = []
    scores = Ranking([title for _, title in table["corpus_elements"]]).scores([title for _, title in table["queries"]])
    for (query, _), row in zip(table["queries"], scores, strict=True):
        places = [place for place, at in enumerate(np.argsort(-row), 1) if ids[at] in gold.get(query, ())]
        if places:
            precisions.append(sum(hit / place for hit, place in enumerate(places, 1)) / len(gold[query]))
    assert np.mean(precisions) >= 0.55
