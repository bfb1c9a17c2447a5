"""Saving and hiding can be undone without losing where a job stood, its day or its notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from prospect.jobs.models import Job
from prospect.people import actions as people
from prospect.people.models import Tracked
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("stage", ["", "saved", "applied"])
def test_undoing_a_hide_puts_a_job_back_where_it_stood(three: Three, tmp_path: Path, stage: str, htmx: bool) -> None:
    board(tmp_path / "board", [opening(1)])
    job, client = Job.objects.get(), three.client_of(three.owner)
    if stage:
        people.track(account=three.owner, job=job, stage=stage, note="Wrote to Ana.")
    headers = {"HX-Request": "true"} if htmx else {}
    answer = client.post(f"/jobs/{job.public_id}/hide", headers=headers)
    shown = answer.content.decode() if htmx else client.get("/jobs").content.decode()
    assert Tracked.objects.get().stage == "hidden"
    undo = re.search(r'action="(/jobs/[^"]+/unhide[^"]*)"', shown)
    assert undo
    client.post(undo[1], headers=headers)
    kept = Tracked.objects.first()
    assert (kept.stage, kept.note) == (stage, "Wrote to Ana.") if kept else stage == ""


def test_a_job_that_is_further_along_is_not_lost_by_the_save_button(three: Three, tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1)])
    job, client = Job.objects.get(), three.client_of(three.owner)
    people.track(account=three.owner, job=job, stage="talking", note="Ana calls on Friday.")
    client.post(f"/jobs/{job.public_id}/unsave")
    assert Tracked.objects.get().note == "Ana calls on Friday."
    assert "Already under way" in client.get("/help").content.decode()


def test_what_is_no_stage_restores_nothing(three: Three, tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1)])
    job, client = Job.objects.get(), three.client_of(three.owner)
    client.post(f"/jobs/{job.public_id}/hide")
    client.post(f"/jobs/{job.public_id}/unhide?was=president")
    assert not Tracked.objects.exists()


def test_a_button_pressed_signed_out_says_why_it_asks_to_sign_in(client: Client, tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1)])
    job = Job.objects.get()
    answer = client.post(f"/jobs/{job.public_id}/save", headers={"referer": "/jobs?q=cook"}, follow=True)
    page = answer.content.decode()
    assert "then press once more" in page
    assert "requires JavaScript" not in page
