"""The open documents with known truth, read whole: a floor under every change, above the goals."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))
import resumes as bench

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif("PROSPECT_SHARED" not in os.environ, reason="PROSPECT_SHARED names no folder"),
]


@pytest.fixture(scope="module")
def readings() -> tuple[object, list[tuple[dict[str, object], dict[str, object]]]]:
    folder = bench.shared()
    pairs, _ = bench.read_all(folder, r"^(?!scan|rr-ditgar)")
    return bench.scorer(folder), pairs


def test_fields_and_whole_jobs(readings) -> None:  # type: ignore[no-untyped-def]
    score, pairs = readings
    core, whole = bench.core(score, pairs)
    assert core >= 95
    assert whole >= 92


def test_sure_fields_are_right(readings) -> None:  # type: ignore[no-untyped-def]
    score, pairs = readings
    points = [point for record, resume in pairs for point in bench.judged(score, record, resume)]
    sure = [good for confidence, good in points if confidence >= bench.SURE]
    assert sum(sure) >= 0.98 * len(sure)
    assert len(sure) >= 0.7 * len(points)
