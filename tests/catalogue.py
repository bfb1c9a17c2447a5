"""Making a catalogue for tests through its own doors: recordings written for the test, read by the connectors."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from prospect.config.worker import Worker
from prospect.jobs.actions import add_board
from prospect.jobs.models import Job
from prospect.sources.models import Source
from prospect.sources.tasks import read_one

TEXT = """<p>Larkspur Mills keeps grain moving.</p><h3>Requirements</h3><ul><li>3+ years of Python</li><li>PostgreSQL</li>
<li>Bachelor's degree or equivalent experience</li></ul><h3>Nice to have</h3><ul><li>Django</li></ul>"""


def opening(
    id: int, title: str = "Back-end Developer", place: str = "Tulsa, OK", text: str = TEXT, **more: Any
) -> dict[str, Any]:
    """One job as a Greenhouse board serves it."""
    return {
        "id": id,
        "title": title,
        "absolute_url": f"https://boards.greenhouse.io/larkspur/jobs/{id}",
        "location": {"name": place},
        "content": html.escape(text),
        "first_published": datetime.now(UTC).date().isoformat() + "T08:00:00-05:00",
        "updated_at": "2026-01-02T08:00:00-05:00",
        "company_name": "Larkspur Mills",
        **more,
    }


def write_board(path: Path, openings: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"jobs": openings, "meta": {"total": len(openings)}}))
    return path


def board(
    path: Path, openings: list[dict[str, Any]], *, token: str = "larkspur", employer: str = "Larkspur Mills"
) -> Source:
    """A Greenhouse board read from a recording; its jobs are understood and indexed."""
    write_board(path, openings)
    source = add_board(kind="greenhouse", token=token, employer_name=employer, recordings=str(path))
    Worker().drain()
    return source


def again(source: Source, openings: list[dict[str, Any]]) -> None:
    """The board as it is now, read once more."""
    write_board(Path(source.recordings), openings)
    source.refresh_from_db()
    read_one(source)
    Worker().drain()


def only_job() -> Job:
    return Job.objects.get()


def now() -> datetime:
    return timezone.now()
