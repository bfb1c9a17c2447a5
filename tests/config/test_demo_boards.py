"""The demo's boards: read by the real connectors, the same every time, as varied and untidy as real ones."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from prospect.config.demo.boards import DemoBoard, arrivals, boards, catalogue
from prospect.config.demo.openings import Opening
from prospect.config.demo.writing import as_text, parsed
from prospect.sources.connectors import connector

TODAY = date(2026, 11, 22)
BOARDS = boards(TODAY)


def openings() -> list[Opening]:
    return [one for found in catalogue().values() for one in found]


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: f"{board.kind}:{board.token}")
def test_every_board_is_read_with_nothing_refused(board: DemoBoard) -> None:
    reading = connector(board.kind).parse(board.data, token=board.token)
    assert not reading.refused
    assert len(reading.postings) == board.count
    assert len({posting.id for posting in reading.postings}) == board.count
    for posting in reading.postings:
        assert posting.title.strip() and posting.description and posting.places
        assert posting.url.split("/")[2].endswith(".example")


def test_what_is_read_is_what_was_written() -> None:
    written = {name: one for one in openings() for name in (one.uuid, str(one.number))}
    for board in BOARDS:
        if board.kind not in ("greenhouse", "lever", "ashby", "csv"):
            continue
        for posting in connector(board.kind).parse(board.data, token=board.token).postings:
            one = written[posting.id]
            assert posting.title.strip() == one.title.strip()
            assert one.sections[0].paragraphs[0] in html.unescape(posting.description)
            if one.pay and one.pay.shown == "structured":
                assert (posting.pay[0].min, posting.pay[0].max) == (one.pay.low, one.pay.high)
                assert posting.pay[0].period == one.pay.period.upper()


def test_the_same_day_gives_the_same_bytes() -> None:
    assert boards(TODAY, arrived=3) == boards(TODAY, arrived=3)


def test_another_day_moves_dates_and_nothing_else() -> None:
    later = boards(TODAY + timedelta(days=5))
    for before, after in zip(BOARDS, later, strict=True):
        first = connector(before.kind).parse(before.data, token=before.token).postings
        second = connector(after.kind).parse(after.data, token=after.token).postings
        assert [(one.id, one.title, one.description) for one in first] == [
            (one.id, one.title, one.description) for one in second
        ]
        for one, other in zip(first, second, strict=True):
            assert one.posted_on and other.posted_on
            assert other.posted_on - one.posted_on == timedelta(days=5)


def test_nothing_is_posted_in_the_future_and_little_is_stale() -> None:
    ages = [one.posted_days_ago for one in openings()]
    assert min(ages) >= 1
    assert 0.5 < sum(age < 30 for age in ages) / len(ages) < 0.75
    assert sum(age > 180 for age in ages) >= 20


def test_several_hundred_jobs_of_every_kind() -> None:
    found = openings()
    assert 450 <= len(found) <= 700
    assert {board.kind for board in BOARDS} >= {
        "greenhouse",
        "lever",
        "ashby",
        "jsonld",
        "indeed_xml",
        "personio",
        "csv",
    }
    assert len({one.employer.name for one in found}) >= 40
    shown = Counter(one.pay.shown if one.pay else "none" for one in found)
    assert min(shown["structured"], shown["text"], shown["none"]) > 100 and shown["title"] > 5
    workplaces = Counter(one.workplace for one in found)
    assert workplaces["remote"] > 40 and workplaces["hybrid"] > 20
    assert {one.language for one in found} == {"en", "es", "de"}
    assert sum(len(one.places) > 1 for one in found) > 10


def test_untidiness_of_real_boards_is_there() -> None:
    titles = [one.title for one in openings()]
    assert any(title.isupper() for title in titles)
    assert any(title != title.strip() for title in titles)
    for mark in (r"\(m/w/d\)", r"\(R-\d+\)", r"\$\d+", r", OK$", r"General Application"):
        assert any(re.search(mark, title) for title in titles), mark
    same = Counter((one.employer.token, one.title) for one in openings())
    assert sum(count > 1 for count in same.values()) >= 1


def test_greenhouse_escapes_its_content_once_more() -> None:
    board = next(board for board in BOARDS if board.kind == "greenhouse")
    contents = [job["content"] for job in json.loads(board.data)["jobs"]]
    assert all(content.startswith("&lt;") and "<" not in content for content in contents)


def test_copies_name_the_source_they_come_from() -> None:
    found = openings()
    aggregated = [one for one in found if one.employer.aggregator]
    assert len(aggregated) >= 12
    originals = {one.link for one in found if not one.employer.aggregator}
    assert any(one.copied_link in originals for one in aggregated)
    agency = [one for one in found if one.employer.agency and ":copy:" in one.key]
    assert agency and all(one.company == one.employer.name for one in agency)


def test_postings_do_not_look_cloned() -> None:
    """Of postings of one employer and one occupation, even, hardly two share most of their text."""
    groups: dict[str, list[str]] = {}
    for one in openings():
        if ":copy:" not in one.key and ":by-hand:" not in one.key:
            employer, occupation, *_ = one.key.split(":")
            groups.setdefault(f"{employer}:{occupation}", []).append(as_text(one.sections))
    likeness = [fuzz.ratio(a, b) for texts in groups.values() for a, b in combinations(texts, 2)]
    assert len(likeness) > 200
    assert sum(ratio > 92 for ratio in likeness) / len(likeness) < 0.02


def test_arrivals_come_in_one_at_a_time() -> None:
    coming = arrivals(TODAY)
    assert len(coming) == 12
    before = sum(board.count for board in BOARDS)
    for n, arrival in enumerate(coming, start=1):
        now = boards(TODAY, arrived=n)
        assert sum(board.count for board in now) == before + n
        board = next(board for board in now if (board.kind, board.token) == (arrival.kind, arrival.token))
        posting = connector(board.kind).parse(board.data, token=board.token).postings[-1]
        assert posting.title.strip() == arrival.posting.title.strip()
        assert posting.posted_on == TODAY


def test_arrivals_are_new() -> None:
    keys = {one.key for one in openings()}
    numbers = {one.number for one in openings()}
    for arrival in arrivals(TODAY):
        assert arrival.posting.key not in keys and arrival.posting.number not in numbers


def test_hand_written_text_is_parted_by_its_headings() -> None:
    first, second = parsed("Hello.\n\nWorld.\n## You will\n- run\n- jump\nDone.")
    assert first.paragraphs == ("Hello.", "World.") and not first.heading
    assert (second.heading, second.points, second.paragraphs) == ("You will", ("run", "jump"), ("Done.",))
