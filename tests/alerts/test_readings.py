"""What alerts come to is kept beside them: a matcher opened from it says what one that reads everything says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.alerts import actions, tasks
from prospect.alerts.matcher import Matcher
from prospect.alerts.matcher_kernel import AVAILABLE
from prospect.alerts.matcher_parts import parts_of_params
from prospect.alerts.matcher_table import table_of
from prospect.alerts.models import Alert, Piece, Reading
from prospect.alerts.moments import Moments, micros
from prospect.alerts.readings import pieces
from prospect.alerts.readings import tasks as reading
from prospect.alerts.readings.actions import keep_readings
from prospect.alerts.readings.managers import Micros, rows
from prospect.people.registries import holdings
from prospect.search.matching import matches
from prospect.search.query import Query
from tests.persons import Three
from tests.search import cases

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
JOBS = cases.world(40, seed=5)
WORDS = ["nurse", "welder -agency", "java or python", '"night shift"', "senior nurse in Tulsa, OK", "$40k driver", ""]


def alert(words: str, n: int = 0, **more: object) -> Alert:
    at = NOW + timedelta(seconds=n)
    values = {"created_at": at, "changed_at": at, "confirmed_at": at, "query": asked(words), **more}
    return Alert.objects.create(email="olive@example.org", name=words, **values)


def asked(words: str) -> dict[str, list[str]]:
    return Query.from_words(words).canonical().to_params()


def opened() -> reading.LiveMatcher:
    live = reading.LiveMatcher()
    live.refresh(NOW)
    return live


def answers(live: reading.LiveMatcher) -> list[list[int]]:
    return [live.matcher.match(job) for job in JOBS]


def searched() -> list[list[int]]:
    """What each alert's search finds, alert by alert."""
    queries = {one.pk: Query.from_params(one.query).for_alert()[0] for one in Alert.objects.live()}
    return [[pk for pk in sorted(queries) if matches(queries[pk], job)] for job in JOBS]


def kept_all() -> None:
    live = opened()
    while reading.keep_unread(live):
        pass


@given(cases.queries | cases.queries.map(cases.loosened))
def test_pieces_come_back_as_they_were(query: Query) -> None:
    parts = parts_of_params(query.to_params())
    reader = pieces.Reader()
    assert reader.expression(pieces.written(parts.expression)) == parts.expression
    assert reader.gate(pieces.written(parts.gate)) == parts.gate


def test_opened_from_what_is_kept_it_asks_no_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    for n, words in enumerate(WORDS * 3):
        alert(words, n)
    expected = searched()
    kept_all()
    assert Reading.objects.count() == 3 * len(WORDS)
    assert Piece.objects.filter(kind="expression").count() == len(WORDS)
    monkeypatch.setattr(reading, "parts_of_params", None)
    live = opened()
    assert answers(live) == expected
    assert not live.unread


@pytest.mark.skipif(not AVAILABLE, reason="numba is not installed")
def test_the_matcher_of_many_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [alert(words, n) for n, words in enumerate(WORDS * 3)]
    kept_all()
    Alert.objects.filter(pk=made[2].pk).update(query=asked("pharmacist"), changed_at=NOW + timedelta(hours=1))
    monkeypatch.setattr(reading, "MANY", 0)
    live = opened()
    assert not isinstance(live.matcher, Matcher)
    assert answers(live) == searched()
    assert list(live.unread) == [made[2].pk]


@pytest.mark.skipif(not AVAILABLE, reason="numba is not installed")
def test_a_plain_matcher_that_has_grown_is_laid_out_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    alert("nurse")
    live = opened()
    assert isinstance(live.matcher, Matcher)
    monkeypatch.setattr(reading, "MANY", 1)
    for n, words in enumerate(WORDS):
        alert(words, n + 1)
    live.refresh(NOW)
    assert not isinstance(live.matcher, Matcher)
    assert answers(live) == searched()


@pytest.mark.parametrize("how", ["changed", "upgraded", "piece gone"])
def test_a_reading_that_holds_no_more_is_made_anew(how: str) -> None:
    made = alert("nurse")
    kept_all()
    if how == "changed":
        Alert.objects.filter(pk=made.pk).update(query=asked("welder"), changed_at=NOW + timedelta(seconds=9))
    elif how == "upgraded":
        Reading.objects.update(version="older", bits=0)
    else:
        reading_of = Reading.objects.get()
        Reading.objects.update(expression=reading_of.gate)
        Piece.objects.filter(pk=reading_of.expression_id).delete()
        Reading.objects.update(version="older")
    live = opened()
    assert answers(live) == searched()
    assert list(live.unread) == [made.pk]
    assert reading.keep_unread(live) == 1
    assert not opened().unread
    assert Piece.objects.filter(kind="expression").count() == 1


def test_after_an_upgrade_alerts_are_read_some_at_a_time_and_no_change_is_missed() -> None:
    """Reading may take longer than the moment within which changes are looked for again."""
    made = [alert(words, n) for n, words in enumerate(WORDS)]
    kept_all()
    Reading.objects.filter(alert__in=[one.pk for one in made[2:]]).update(version="older")
    live = reading.LiveMatcher()
    assert live.open_some(NOW, 3) == 2
    changed = {made[0].pk: 5, made[1].pk: 100, made[3].pk: 105, made[6].pk: 110}
    for pk, minutes in changed.items():
        Alert.objects.filter(pk=pk).update(query=asked("pharmacist"), changed_at=NOW + timedelta(minutes=minutes))
    Alert.objects.filter(pk=made[5].pk).update(stopped_at=NOW, changed_at=NOW + timedelta(minutes=120))
    assert live.open_some(NOW, 3) == 0
    live.refresh(NOW + timedelta(minutes=130))
    live.refresh(NOW + timedelta(minutes=131))
    assert answers(live) == searched()


def test_pieces_forgotten_while_alerts_are_read() -> None:
    for n, words in enumerate(WORDS):
        alert(words, n)
    kept_all()
    live = reading.LiveMatcher()
    assert live.open_some(NOW) == 0
    Reading.objects.all().delete()
    Piece.objects.all().delete()
    live.refresh(NOW)
    assert answers(live) == searched()
    assert len(live.unread) == len(WORDS)


def test_a_reading_made_of_an_older_state_is_not_kept() -> None:
    made = alert("nurse")
    live = opened()
    Alert.objects.filter(pk=made.pk).update(query=asked("welder"), changed_at=NOW + timedelta(seconds=9))
    parts = parts_of_params(made.query)
    table = table_of([(made.pk, parts), (made.pk + 1, parts)])
    assert keep_readings(table=table, changed=np.array([micros(NOW)] * 2)) == 0
    assert not Reading.objects.exists()
    assert live.unread


def test_what_is_kept_once_is_not_kept_again() -> None:
    for n, words in enumerate(WORDS):
        alert(words, n)
    live, other = opened(), opened()
    assert reading.keep_unread(live) == reading.keep_unread(other) == len(WORDS)
    assert not live.unread
    before = list(Reading.objects.order_by("pk").values())
    table = table_of((one.pk, parts_of_params(one.query)) for one in Alert.objects.live())
    changed = np.array([micros(one.changed_at) for one in Alert.objects.order_by("pk")])
    assert keep_readings(table=table, changed=changed) == 0
    assert list(Reading.objects.order_by("pk").values()) == before
    assert [micros(row["as_of"]) for row in before] == [row["changed"] for row in before] == changed.tolist()


def test_a_failed_keeping_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was numbered in a transaction that came to nothing is numbered anew."""
    for n, words in enumerate(WORDS):
        alert(words, n)
    live = opened()
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr("prospect.alerts.readings.actions.forget_pieces", lambda ids: 1 // 0)
        reading.keep_unread(live)
    assert not Piece.objects.exists()
    Piece.objects.create(kind="expression", digest="0", text="[[],[]]")
    assert reading.keep_unread(live) == len(WORDS)
    assert answers(opened()) == searched()


def test_after_an_upgrade_only_pieces_that_nobody_has_are_forgotten() -> None:
    made = [alert("nurse", n) for n in range(3)]
    kept_all()
    expression, gate = Piece.objects.get(kind="expression"), Piece.objects.get(kind="gate")
    older = Piece.objects.create(kind="expression", digest="older", text=expression.text)
    Reading.objects.update(expression=older, version="older")
    table = table_of([(one.pk, parts_of_params(one.query)) for one in made[:2]])
    assert keep_readings(table=table, changed=np.array([micros(one.changed_at) for one in made[:2]])) == 2
    assert set(Piece.objects.all()) == {expression, gate, older}
    kept_all()
    assert set(Piece.objects.all()) == {expression, gate}


@pytest.mark.parametrize("micro", [0, 1, 999_999, 500_000])
def test_the_database_counts_microseconds_as_we_do(micro: int) -> None:
    at = datetime(2031, 12, 31, 23, 59, 59, micro, tzinfo=UTC)
    alert("nurse", changed_at=at, created_at=datetime(1969, 7, 20, 20, 17, 40, micro, tzinfo=UTC))
    (row,) = rows(Alert.objects.values_list(Micros("changed_at"), Micros("created_at"), "changed_at", "created_at"))
    made = Alert.objects.get()
    assert row[:2] == (micros(made.changed_at), micros(made.created_at))
    assert made.changed_at == at


def test_no_rows_of_none() -> None:
    assert rows(Alert.objects.filter(pk__in=[]).values_list("pk")) == []


def test_erasure_takes_what_only_this_person_asked(three: Three) -> None:
    Alert.objects.filter(pk=alert("nurse").pk).update(email="sam@example.org")
    alert("xylophone restorer", account=three.owner)
    kept_all()
    assert Piece.objects.filter(text__contains="xylophone").exists()
    holdings["alerts"].erase(three.owner)
    assert not Piece.objects.filter(text__contains="xylophone").exists()
    assert Reading.objects.count() == 1


def test_the_worker_keeps_readings(three: Three) -> None:
    from prospect.config.worker import Worker

    actions.save_alert(email=three.owner.email, query=asked("nurse"), name="n", rhythm="daily", account=three.owner)
    Worker().drain()
    assert Reading.objects.count() == 1
    assert tasks.keep_readings() == 0


moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))


@given(st.lists(st.tuples(st.integers(1, 9), st.none() | moments), max_size=40), st.integers(0, 3))
def test_moments_are_a_mapping(steps: list[tuple[int, datetime | None]], late: int) -> None:
    kept, expected = Moments(), dict[int, datetime]()
    for n, (id, moment) in enumerate(steps):
        if moment is None:
            kept.forget(id)
            expected.pop(id, None)
        else:
            kept.set(id, moment)
            expected[id] = moment
        if late and n % late == 0:
            kept._lay_out()
    assert {id: kept.get(id) for id in range(1, 10) if id in kept} == expected
    looked_up = kept.of(np.arange(1, 10)).tolist()
    assert looked_up == [micros(expected[id]) if id in expected else (1 << 63) - 1 for id in range(1, 10)]
