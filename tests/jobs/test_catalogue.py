"""The catalogue through its own doors: a board is read, understood, indexed; jobs close on evidence and come back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from prospect.config.worker import Worker
from prospect.jobs import actions
from prospect.jobs.models import Change, Job
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.sources.models import Fetch, Source
from prospect.sources.tasks import read_one
from prospect.web.seekers.records import record_of
from tests.catalogue import TEXT, again, board, opening, write_board

pytestmark = pytest.mark.django_db


def read_later(source: Source, hours: int, openings: list[dict[str, object]]) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
        again(source, openings)


def test_a_board_becomes_jobs_that_search_finds(tmp_path: Path) -> None:
    board(
        tmp_path / "board", [opening(1), opening(2, "Registered Nurse", "Broken Arrow, OK", "<p>Care for people.</p>")]
    )
    assert Job.objects.listed().count() == 2
    job = Job.objects.get(title="Back-end Developer")
    assert job.occupation == "back-end-developer"
    assert [str(place) for place in job.places.all()] == ["Tulsa, OK"]
    assert {skill["id"] for skill in job.skills} >= {"python", "postgresql", "django"}
    assert any(claim["kind"] == "education" for claim in job.requirements)
    found = engine().find(Query.from_words("server-side developer"))
    assert [hit.id for hit in found.hits] == [job.pk]


def test_an_unchanged_reading_changes_nothing(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1)])
    before = Job.objects.values().get()
    again(source, [opening(1)])
    assert source.fetches.first().outcome == Fetch.Outcome.UNCHANGED
    after = Job.objects.values().get()
    assert {**after, "last_verified": None} == {**before, "last_verified": None}


def test_a_changed_title_is_recorded_on_the_same_job(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1)])
    job = Job.objects.get()
    again(source, [opening(1, "Senior Back-end Developer")])
    changed = Job.objects.get()
    assert changed.pk == job.pk
    assert changed.level == "senior"
    titles = Change.objects.get(what="title")
    assert (titles.before, titles.after) == ("Back-end Developer", "Senior Back-end Developer")


def test_a_job_closes_after_two_complete_readings_apart_and_not_before(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1), opening(2, "Welder")])
    rest = [opening(1)]
    read_later(source, 1, rest)
    assert Job.objects.open().count() == 2
    read_later(source, 3, rest)
    assert Job.objects.open().count() == 2
    read_later(source, 8, [opening(1, text=TEXT + "<p>.</p>")])
    assert [job.title for job in Job.objects.open()] == ["Back-end Developer"]
    closed = Job.objects.get(title="Welder")
    assert "not on its board" in closed.closed_why
    assert engine().find(Query.from_words("welder")).total == 0


def test_a_job_that_comes_back_is_the_same_record(tmp_path: Path) -> None:
    both = [opening(1), opening(2, "Welder")]
    source = board(tmp_path / "board", both)
    first_seen = Job.objects.get(title="Welder").first_seen
    read_later(source, 1, [opening(1)])
    read_later(source, 8, [opening(1, text=TEXT + "<p>.</p>")])
    assert not Job.objects.get(title="Welder").is_open
    read_later(source, 20, both)
    back = Job.objects.get(title="Welder")
    assert back.is_open
    assert back.first_seen == first_seen
    assert [change.what for change in back.changes.all()] == ["closed", "reopened"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"jobs": [', b"<html>down</html>"])
def test_a_damaged_reading_closes_nothing(tmp_path: Path, damage: bytes) -> None:
    source = board(tmp_path / "board", [opening(number, f"Welder {number}") for number in range(4)])
    for hours in (1, 8, 20):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
            Path(source.recordings).write_bytes(damage)
            source.refresh_from_db()
            fetch = read_one(source)
            Worker().drain()
            assert fetch.outcome == Fetch.Outcome.FAILED
    assert Job.objects.open().count() == 4
    source.refresh_from_db()
    assert source.last_error


def test_an_emptied_board_is_held_and_not_believed(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(number, f"Welder {number}") for number in range(6)])
    for hours in (1, 8, 16):
        read_later(source, hours, [])
    assert Job.objects.open().count() == 6
    assert source.fetches.filter(outcome=Fetch.Outcome.SUSPICIOUS).exists()


def test_a_board_that_says_it_has_more_than_it_shows_closes_nothing(tmp_path: Path) -> None:
    source = board(tmp_path / "board", [opening(1), opening(2, "Welder")])
    path = Path(source.recordings)
    for hours in (1, 8, 20):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
            write_board(path, [opening(1)])
            path.write_text(path.read_text().replace('"total": 1', '"total": 2'))
            assert read_one(source).outcome == Fetch.Outcome.PARTIAL
            Worker().drain()
    assert Job.objects.open().count() == 2


def test_the_publishers_own_date_closes(tmp_path: Path) -> None:
    ending = (timezone.localdate() + timedelta(days=3)).isoformat()
    board(tmp_path / "board", [opening(1, application_deadline=ending + "T00:00:00Z")])
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=True):
        Worker().drain()
    assert not Job.objects.get().is_open


def test_one_opening_on_two_boards_is_shown_once_and_can_be_parted_for_good(tmp_path: Path) -> None:
    own = board(tmp_path / "own", [opening(1)])
    other = tmp_path / "other"
    board(other, [opening(77)], token="tulsa-jobs", employer="Larkspur Mills, Inc.")
    assert Job.objects.count() == 2
    listed = Job.objects.listed().get()
    copy = Job.objects.get(copy_of__isnull=False)
    assert copy.copy_why
    assert listed.posting.source == own
    assert engine().find(Query()).total == 1
    actions.separate(copy=copy, now=timezone.now())
    Worker().drain()
    again(own, [opening(1, text=TEXT + "<p>Come as you are.</p>")])
    assert Job.objects.listed().count() == 2
    assert engine().find(Query()).total == 2


def test_two_ids_on_one_board_stay_two_jobs(tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1), opening(2)])
    assert Job.objects.listed().count() == 2


def test_killed_between_index_and_mark_means_doing_it_again(tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1)])
    Job.objects.update(indexed_at=None)
    Worker().drain()
    assert engine().find(Query()).total == 1
    assert not Job.objects.to_index().exists()


def test_one_posting_that_cannot_be_understood_holds_up_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from prospect.jobs.intake import actions as module

    understand = module.understand

    def stumble(data: object, **more: object) -> object:
        if getattr(data, "title", "") == "Stumbling block":
            raise RuntimeError("no such thing")
        return understand(data, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "understand", stumble)
    source = board(tmp_path / "board", [opening(1, "Stumbling block"), opening(2, "Welder")])
    assert [job.title for job in Job.objects.all()] == ["Welder"]
    assert source.postings.get(key="1").trouble == "RuntimeError: no such thing"
    monkeypatch.undo()
    again(source, [opening(1, "Stumbling block "), opening(2, "Welder")])
    again(source, [opening(1, "Stumbling block, removed"), opening(2, "Welder")])
    assert Job.objects.count() == 2
    assert source.postings.get(key="1").trouble == ""


@pytest.mark.shared
@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("greenhouse", "greenhouse/stripe_18_with_content.json"),
        ("lever", "lever/matchgroup_24.json"),
        ("ashby", "ashby/ramp_30.json"),
    ],
)
def test_recordings_counts_in_are_counts_out(shared: Path, kind: str, file: str) -> None:
    source = actions.add_board(
        kind=kind, token="recorded", employer_name="Recorded", recordings=str(shared / "samples" / file)
    )
    fetch = read_one(source)
    Worker().drain()
    assert fetch.found > 10
    assert Job.objects.count() == fetch.found
    assert fetch.refused == []


def test_a_catalogue_that_is_still_being_read_in_is_not_counted(tmp_path: Path) -> None:
    from django.core.cache import cache

    from prospect.insights.models import DayCount
    from prospect.insights.tasks import count_today

    cache.clear()
    source = board(tmp_path / "board", [opening(1)])
    assert DayCount.objects.exists(), "the worker has counted the day"
    cache.clear()
    DayCount.objects.all().delete()
    write_board(Path(source.recordings), [opening(1), opening(2, "Welder")])
    source.refresh_from_db()
    read_one(source)
    assert count_today() == 0
    Worker().drain()
    assert DayCount.objects.exists()


def test_what_a_place_may_mean_as_well_is_kept_with_the_job(tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1, place="Portland"), opening(2, "Welder", "Portland, Maine")])
    doubtful = Job.objects.get(title="Back-end Developer")
    assert doubtful.origins["places"]["Portland"][0] == "Portland, ME, US"
    assert Job.objects.get(title="Welder").origins == {}
    said = " ".join(line.words for line in record_of(doubtful))
    assert "Portland, ME, US" in said
