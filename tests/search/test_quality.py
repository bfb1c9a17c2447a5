"""The regression bar of judged search: what `bench/search_quality.py` measures may not fall."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

import search_quality

from prospect.search.engines.tantivy import TantivyEngine

SHARED = os.environ.get("PROSPECT_SHARED")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED, reason="PROSPECT_SHARED names no folder of shared material"),
]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, float]]]:
    jobs = search_quality.documents(Path(SHARED or ""))
    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    engine.rebuild(jobs)
    rankers = search_quality.Rankers(engine)
    known, graded = {job.id: job.public_id for job in jobs}, search_quality.grades()
    yield {name: search_quality.score(getattr(rankers, name), known, graded) for name in ("ours", "text", "both")}


def test_our_order_is_better_than_plain_bm25_by_a_good_deal(scores: dict[str, dict[str, float]]) -> None:
    assert scores["ours"]["all"] >= scores["text"]["all"] + 0.15


def test_our_order_is_better_than_bm25_of_title_and_text(scores: dict[str, dict[str, float]]) -> None:
    assert scores["ours"]["all"] >= scores["both"]["all"] + 0.03


@pytest.mark.parametrize("part", ["tune", "held"])
def test_our_order_is_as_good_as_it_was(scores: dict[str, dict[str, float]], part: str) -> None:
    assert scores["ours"][part] >= {"tune": 0.88, "held": 0.92}[part]
