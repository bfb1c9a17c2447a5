"""The order of results: the quick way of the engine is the plain way of the reference."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prospect.search import ranking

TODAY = 740_000

_jobs = st.lists(
    st.tuples(
        st.one_of(st.just(0.0), st.floats(0, 12, width=32), st.sampled_from([1.5, 3.25])),
        st.one_of(st.just(0), st.integers(TODAY - 2_000, TODAY + 2)),
        st.integers(0, 700),
        st.integers(0, 6),
    ),
    max_size=ranking.STRETCH,
)


@given(_jobs)
def test_many_jobs_are_put_in_order_as_one_by_one(rows: list[tuple[float, int, int, int]]) -> None:
    jobs = [ranking.Standing(id, posted, quality, employer) for id, (_, posted, quality, employer) in enumerate(rows)]
    plain = ranking.spread((row[0] + ranking.standing(job, TODAY), job) for row, job in zip(rows, jobs, strict=True))
    columns = ranking.Columns(*(np.array([job[n] for job in jobs], np.int64) for n in range(4)))
    order, scores = ranking.spread_columns(np.array([row[0] for row in rows]), columns, TODAY)
    assert [job.id for _, job in plain] == order
    assert np.allclose([score for score, _ in plain], [scores[n] for n in order], atol=1e-6)


def test_no_jobs_are_put_in_no_order() -> None:
    order, scores = ranking.spread_columns(np.empty(0), ranking.Columns(*[np.empty(0, np.int64)] * 4), TODAY)
    assert (order, list(scores)) == ([], [])
