"""A file that cannot be read: said on the page that waits, in the place of the waiting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from prospect.people.actions import keep_resume, refuse_reading
from tests.persons import Three

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_refusal_takes_the_place_of_the_waiting(
    three: Three, tmp_path: Path, settings: Any, headers: dict[str, str]
) -> None:
    settings.PRIVATE_FILES = tmp_path
    resume = keep_resume(account=three.owner, data=b"MZ", original_name="x.exe")
    client, address = three.client_of(three.owner), f"/profile/resumes/{resume.public_id}"
    waiting = client.get(address, headers=headers).content.decode()
    assert "hx-get" in waiting
    refuse_reading(resume=resume, why="This file is a program.", now=timezone.now())
    refused = client.get(address, headers=headers).content.decode()
    assert "This file is a program." in refused
    assert "hx-get" not in refused
    assert ("<html" in refused) == (not headers), "a part of a page is no page"
