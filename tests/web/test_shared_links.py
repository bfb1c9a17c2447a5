"""What a link shows where people send it to each other."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from prospect.jobs.models import Job
from tests.catalogue import TEXT, board, opening

pytestmark = pytest.mark.django_db


def test_a_jobs_link_says_where_it_is_and_what_it_pays(client: Client, tmp_path: Path) -> None:
    text = f"{TEXT}<p>Pay: $22.50 - $28.00 per hour. Full-time, on site.</p>"
    board(tmp_path / "board", [opening(1, 'Line "Lead" Cook', text=text)])
    page = client.get(f"/jobs/{Job.objects.get().public_id}").content.decode()
    tags = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page))
    assert unescape(tags["og:title"]) == 'Line "Lead" Cook at Larkspur Mills'
    assert tags["og:description"].startswith("Tulsa, OK · ")
    assert "$22.50–$28 an hour" in tags["og:description"]
    assert tags["description"].startswith(tags["og:description"])
