"""The index is kept in step with the catalogue, whatever happens to it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from prospect.jobs.models import Job
from prospect.search import tasks
from prospect.search.document import Document
from prospect.search.engines.tantivy import TantivyEngine
from prospect.search.query import Query
from tests.catalogue import board, opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1), opening(2, "Welder")])


def found() -> int:
    return TantivyEngine(Path(settings.INDEX)).find(Query()).total


def test_an_index_of_another_version_is_built_anew(jobs: None) -> None:
    next(Path(settings.INDEX).glob("index-*/prospect.json")).write_text('{"schema": 0}', encoding="utf-8")
    tasks.engine.cache_clear()
    assert tasks.index_changed() == 2
    assert found() == 2


def test_an_index_that_was_lost_is_built_anew(jobs: None) -> None:
    (Path(settings.INDEX) / "CURRENT").unlink()
    tasks.engine.cache_clear()
    assert tasks.index_changed() == 2
    assert found() == 2


def test_what_changes_during_a_rebuild_is_indexed_after_it(jobs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Job.objects.update(changed_at=timezone.now() - timedelta(days=1), indexed_at=timezone.now() - timedelta(days=2))
    (welder,) = Job.objects.filter(title="Welder")
    read = tasks.document_of

    def slowly(job: Job) -> Document:
        document = read(job)
        if job.pk == welder.pk:
            Job.objects.filter(pk=job.pk).update(title="Pipe welder", changed_at=timezone.now())
        return document

    monkeypatch.setattr(tasks, "document_of", slowly)
    assert tasks.rebuild_index() == 2
    monkeypatch.undo()
    assert [job.pk for job in Job.objects.to_index()] == [welder.pk]
    assert tasks.index_changed() == 1
    assert TantivyEngine(Path(settings.INDEX)).find(Query(title_words=("pipe",))).total == 1
