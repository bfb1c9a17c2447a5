"""The look back: what an alert would have sent, by rhythm, with closed jobs, exclusions and advice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from prospect.alerts.look_back import Seen, found_in, letters_of, look_back, why_never
from prospect.jobs import actions as jobs
from prospect.jobs.models import Job
from prospect.lexicon import places
from prospect.search.document import Document
from prospect.search.query import Near, Query
from prospect.search.vocabulary import LEVELS
from tests.catalogue import board, opening

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
NURSE = Query.from_words("nurse")
TULSA = Near(places.find_places("Tulsa, OK")[0].id or "")


def seen(id: int, days: float = 0, employer: str = "acme", *, agency: bool = False, is_open: bool = True) -> Seen:
    document = Document(id=id, title="Nurse", employer_id=employer, employer=employer.title(), agency=agency)
    return Seen(document, NOON - timedelta(days=days), is_open)


def test_eleven_jobs_in_six_letters_and_without_the_agency_eight() -> None:
    found = [seen(n, n % 6, "staff", agency=True) for n in range(3)] + [seen(n, n % 6, f"e{n}") for n in range(3, 11)]
    back = look_back(NURSE, found)
    assert (back.total, back.letters["daily"]) == (11, 6)
    assert str(back.sentence("daily")) == "In the last 30 days this would have sent you 11 jobs in 6 letters."
    [agencies, employer] = back.without
    assert (agencies.total, agencies.query.agencies) == (8, False)
    assert (employer.total, employer.query.not_employers) == (8, ("staff",))
    assert len(found_in(agencies.query, found)) == agencies.total
    assert len(found_in(employer.query, found)) == employer.total


def test_jobs_closed_since_count() -> None:
    back = look_back(NURSE, [seen(1), seen(2, is_open=False)])
    assert (back.total, back.closed) == (2, 1)


def test_days_are_those_of_the_reader() -> None:
    evening, next_morning = datetime(2026, 3, 4, 23, tzinfo=UTC), datetime(2026, 3, 5, 1, tzinfo=UTC)
    assert letters_of([evening, next_morning], "UTC")["daily"] == 2
    assert letters_of([evening, next_morning], "America/Chicago")["daily"] == 1


@pytest.mark.parametrize(
    ("query", "count", "words"),
    [
        (Query(), 3, "every job there is"),
        (NURSE, 200, "more than anybody reads"),
        (NURSE, 0, "Nothing would have come"),
        (replace(NURSE, without=("nurse",), similar=False), 0, "leaves the same out"),
        (replace(NURSE, employers=("acme",), not_employers=("acme",)), 0, "the employer it asks for"),
        (replace(NURSE, levels=("senior",), not_levels=("senior", "lead")), 0, "every level it asks for"),
        (replace(NURSE, not_levels=LEVELS), 0, "every level it asks for"),
        (replace(NURSE, near=(Near("US-OK", 0),), not_places=("US",)), 0, "the places it asks for"),
        (replace(NURSE, near=(TULSA,), not_places=("US-OK",)), 0, "the places it asks for"),
        (replace(NURSE, occupations=("welder",), not_occupations=("welder",), similar=False), 0, "“Welder”"),
    ],
)
def test_advice(query: Query, count: int, words: str) -> None:
    assert words in str(look_back(query, [seen(n, n / 10) for n in range(count)]).advice)


def test_what_could_match_is_not_called_impossible() -> None:
    assert why_never(NURSE) is None
    assert why_never(replace(NURSE, without=("night shift",))) is None
    assert why_never(replace(NURSE, levels=("senior", "lead"), not_levels=("senior",))) is None
    assert why_never(replace(NURSE, near=(TULSA,), not_places=(TULSA.place,))) is None
    assert why_never(replace(NURSE, near=(TULSA,), remote=True, not_places=("US-OK",))) is None


@pytest.mark.django_db
def test_the_page_counts_closed_jobs_and_offers_what_to_leave_out(tmp_path: Path, client: Client) -> None:
    many = [opening(n, f"Back-end Developer {n}", text=f"<p>Team {n}</p>") for n in range(4)]
    board(tmp_path / "board", many)
    jobs.close(job=Job.objects.order_by("pk")[0], why="Filled.", now=timezone.now())
    page = client.get("/alerts/new", {"q": "developer"})
    assert page.context["back"].total == 4
    assert page.context["back"].closed == 1
    assert "1 of them is closed by now" in page.content.decode()
