"""The life of a job: what closes it, what does not, and what brings it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.jobs import lifecycle
from prospect.jobs.lifecycle import COMPLETE, FAILED, PARTIAL, SUSPICIOUS, UNCHANGED, Hold, Judgement, Life

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def lives(*ids: str, **changes: object) -> dict[str, Life]:
    return {id: Life(NOW - 10 * HOUR, NOW - HOUR, **changes) for id in ids}  # type: ignore[arg-type]


def judge(
    known: dict[str, Life], present: set[str], outcome: str = COMPLETE, closing: str = "complete", at: datetime = NOW
) -> Judgement:
    judged = lifecycle.judge(known, present, outcome=outcome, closing=closing, at=at)
    known.update(judged.lives)
    return judged


def test_missing_once_is_marked_and_twice_apart_is_closed() -> None:
    known = lives("a", "b")
    assert judge(known, {"a"}).marked == ("b",)
    assert not judge(known, {"a"}, at=NOW + 5 * HOUR).closed, "six hours apart at least"
    closed = judge(known, {"a"}, at=NOW + 6 * HOUR).closed
    assert set(closed) == {"b"} and "2026-08-20 12:00" in str(closed["b"])
    assert known["a"].is_open and not known["b"].is_open


def test_seen_in_between_starts_anew() -> None:
    known = lives("a")
    judge(known, set())
    judge(known, {"a"}, at=NOW + 6 * HOUR)
    assert not judge(known, set(), at=NOW + 12 * HOUR).closed


@pytest.mark.parametrize("outcome", [PARTIAL, FAILED, SUSPICIOUS])
def test_a_reading_that_is_not_believed_closes_and_marks_nothing(outcome: str) -> None:
    known = lives("a", "b")
    for hours in range(0, 100, 7):
        judged = judge(known, {"a"} if outcome == PARTIAL else set(), outcome, at=NOW + hours * HOUR)
        assert not judged.closed and not judged.marked
    assert all(life.is_open for life in known.values())


def test_what_a_partial_reading_shows_is_seen() -> None:
    known = lives("a", missing_since=NOW - 9 * HOUR, missed_last=NOW - 9 * HOUR)
    judge(known, {"a", "new"}, PARTIAL)
    assert known["a"].missing_since is None and known["a"].last_seen == NOW and "new" in known


@pytest.mark.parametrize("closing", ["window", "page"])
def test_a_window_closes_nothing_by_absence(closing: str) -> None:
    known = lives("a")
    for days in range(60):
        assert not judge(known, set(), closing=closing, at=NOW + timedelta(days=days)).closed


def test_an_unchanged_board_has_seen_every_open_job() -> None:
    known = lives("a") | lives("gone", closed_at=NOW - 2 * HOUR)
    judged = judge(known, set(), UNCHANGED)
    assert known["a"].last_seen == NOW and not known["gone"].is_open and not judged.reopened


def test_a_job_that_returns_is_the_same_job() -> None:
    known = lives("a", closed_at=NOW - 100 * HOUR)
    assert judge(known, {"a"}).reopened == ("a",)
    assert known["a"].is_open and known["a"].first_seen == NOW - 10 * HOUR


def test_the_publishers_own_date_closes_after_its_day() -> None:
    known = lives("today", closes_on=NOW.date()) | lives("past", closes_on=NOW.date() - timedelta(days=1))
    judged = judge(known, {"today", "past"}, PARTIAL)
    assert set(judged.closed) == {"past"} and "2026-08-19" in str(judged.closed["past"])
    assert not judge(known, {"past"}, PARTIAL).reopened, "it is on the board still, and past its date still"


@pytest.mark.parametrize(
    ("status", "closes"),
    [(404, True), (410, True), (200, False), (401, False), (403, False), (429, False), (500, False)],
)
def test_what_a_page_tells(status: int, closes: bool) -> None:
    assert (lifecycle.page_says(status) is not None) == closes


class TestHolding:
    def readings(self, founds: list[int], standing: int = 20, every: timedelta = timedelta(days=1)) -> list[str]:
        names, hold = [], None
        for number, found in enumerate(founds):
            outcome = lifecycle.weigh(
                standing=standing, found=found, complete=True, failed=False, hold=hold, at=NOW + number * every
            )
            names.append(outcome.name)
            hold = outcome.hold
        return names

    def test_a_halved_board_is_believed_after_it_says_so_for_two_days(self) -> None:
        assert self.readings([10, 10, 9, 10]) == [SUSPICIOUS, SUSPICIOUS, SUSPICIOUS, COMPLETE]

    def test_an_emptied_board_is_believed_later(self) -> None:
        assert self.readings([0] * 6) == [SUSPICIOUS] * 5 + [COMPLETE]

    def test_many_readings_in_one_hour_do_not_count_as_time(self) -> None:
        assert set(self.readings([0] * 50, every=timedelta(minutes=1))) == {SUSPICIOUS}

    def test_a_board_that_falls_further_is_a_new_suspicion(self) -> None:
        assert self.readings([10, 10, 10, 1, 1, 1, 1]) == [SUSPICIOUS] * 6 + [COMPLETE]

    def test_a_board_that_recovers_is_complete_at_once(self) -> None:
        assert self.readings([0, 20, 0]) == [SUSPICIOUS, COMPLETE, SUSPICIOUS]

    def test_failed_and_partial_readings_leave_the_hold_as_it_is(self) -> None:
        hold = Hold(NOW, 2, 5)
        for complete, failed, name in ((False, False, PARTIAL), (False, True, FAILED)):
            outcome = lifecycle.weigh(standing=20, found=0, complete=complete, failed=failed, hold=hold, at=NOW)
            assert (outcome.name, outcome.hold) == (name, hold) and outcome.why is not None

    def test_a_few_jobs_less_are_believed(self) -> None:
        assert self.readings([19, 18, 11]) == [COMPLETE] * 3

    def test_a_small_board_may_lose_half_but_not_all_at_once(self) -> None:
        assert self.readings([1], standing=2) == [COMPLETE]
        assert self.readings([0, 0, 0, 0], standing=2) == [SUSPICIOUS] * 3 + [COMPLETE]

    def test_an_empty_board_may_stay_empty(self) -> None:
        assert self.readings([0, 0], standing=0) == [COMPLETE] * 2

    def test_an_always_empty_answer_closes_in_the_end(self) -> None:
        known, hold = lives(*"abcdef"), None
        for number in range(8):
            at = NOW + timedelta(days=number)
            standing = sum(life.is_open for life in known.values())
            outcome = lifecycle.weigh(standing=standing, found=0, complete=True, failed=False, hold=hold, at=at)
            hold = outcome.hold
            judge(known, set(), outcome.name, at=at)
        assert not any(life.is_open for life in known.values())


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from("abcdefgh")),
            st.sampled_from([COMPLETE, PARTIAL, FAILED, SUSPICIOUS]),
            st.integers(1, 30),
        ),
        max_size=25,
    )
)
def test_no_job_closes_without_two_complete_readings_apart(readings: list[tuple[set[str], str, int]]) -> None:
    known: dict[str, Life] = {}
    at, absences = NOW, dict[str, list[datetime]]()
    for present, outcome, hours in readings:
        at += hours * HOUR
        judged = judge(known, present, outcome, at=at)
        for id in known:
            if id in present:
                absences[id] = []
            elif outcome == COMPLETE:
                absences.setdefault(id, []).append(at)
        for id in judged.closed:
            assert len(absences[id]) >= 2 and absences[id][-1] - absences[id][0] >= lifecycle.APART


def test_signs_of_age_are_facts() -> None:
    signs = lifecycle.signs_of_age(
        title="Join our Talent Community", posted_on=date(2026, 1, 1), first_seen=NOW, last_seen=NOW - timedelta(days=40),
        closes_on=date(2026, 8, 1), reposts=2, today=NOW.date(),
    )  # fmt: skip
    assert [str(sign) for sign in signs] == [
        "First posted 231 days ago.", "The title is one that employers keep open all the time.", "Its closing date was 2026-08-01.",
        "Posted anew 2 times.", "Last seen on its source 40 days ago.",
    ]  # fmt: skip
    fresh = {
        "posted_on": NOW.date(),
        "first_seen": NOW,
        "last_seen": NOW,
        "closes_on": None,
        "reposts": 0,
        "today": NOW.date(),
    }
    assert lifecycle.signs_of_age(title="Pipeline Welder", **fresh) == ()  # type: ignore[arg-type]
