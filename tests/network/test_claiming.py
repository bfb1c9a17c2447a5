"""Two workers at one queue: no row in two hands, and nobody goes away empty-handed while rows are free."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from prospect.network.managers import LeasedQuerySet
from prospect.sources.actions import add_source
from prospect.sources.models import Source

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def taken_by_another(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Lets another worker take what was chosen, so many times; the ids it took."""
    update, taken = LeasedQuerySet.update, []

    def slower(self: LeasedQuerySet[Any], **values: Any) -> int:
        if len(taken) < times:
            taken.append(chosen := self.first().pk)
            update(Source.objects.filter(pk=chosen), lease="another", leased_until=NOW + timedelta(minutes=1))
        return update(self, **values)

    monkeypatch.setattr(LeasedQuerySet, "update", slower)
    return taken


@pytest.fixture
def three_due() -> None:
    for name in ("one", "two", "three"):
        add_source(kind="greenhouse", token=name, name=name, now=NOW)


@pytest.mark.usefixtures("three_due")
def test_whose_rows_another_took_chooses_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = taken_by_another(monkeypatch, 2)
    (held,) = Source.objects.due(NOW).claim(now=NOW, limit=1, seconds=60)
    assert len(taken) == 2 and held.pk not in taken
    assert not Source.objects.filter(pk=held.pk, lease="another").exists()


@pytest.mark.usefixtures("three_due")
def test_nobody_tries_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = taken_by_another(monkeypatch, 9)
    assert Source.objects.due(NOW).claim(now=NOW, limit=1, seconds=60) == []
    assert len(taken) == 3


def test_an_empty_queue_gives_nothing() -> None:
    assert Source.objects.due(NOW).claim(now=NOW, limit=1, seconds=60) == []
