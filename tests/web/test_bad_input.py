"""Input nobody would wish for: each gets a plain answer and loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from prospect.alerts.models import Alert
from prospect.people.models import Resume
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db

TYPED = [
    "",
    " ",
    "x" * 10_000,
    '"' * 400,
    "((((]]]]{{{{",
    "OR OR OR - - -",
    "👩‍🚀 🚜 👩‍⚕️",
    "<script>alert(1)</script>",
    "'; DROP TABLE jobs; --",
    "مطور الواجهة الخلفية",
    "\u202eabc\u0000\ufffe\U0010ffff",
    "c++ c# .net node.js",
]


@pytest.mark.parametrize("typed", TYPED)
def test_whatever_is_typed_is_a_search(client: Client, tmp_path: Path, typed: str) -> None:
    board(tmp_path / "board", [opening(1)])
    answer = client.get("/jobs", {"q": typed, "near": typed, "pay": typed, "page": typed, "level": typed})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "999999", "٣", "1e9", "two"])
def test_whatever_page_is_asked_for_is_a_page(client: Client, tmp_path: Path, page: str) -> None:
    board(tmp_path / "board", [opening(1)])
    assert client.get("/jobs", {"page": page}).status_code == 200


def upload(client: Client, data: bytes, name: str = "cv.pdf") -> Any:
    return client.post("/profile/upload", {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_an_empty_file_is_refused_with_a_sentence(three: Three) -> None:
    answer = upload(three.client_of(three.owner), b"")
    assert "empty" in answer.content.decode()
    assert not Resume.objects.exists()


def test_a_file_of_fifty_megabytes_is_refused_with_a_sentence(three: Three) -> None:
    answer = upload(three.client_of(three.owner), b"%PDF-1.7" + b"0" * 50 * 1024 * 1024)
    assert "50 MB" in answer.content.decode()
    assert not Resume.objects.exists()


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"MZ\x90\x00" * 500, "cv.pdf"), (b"%PDF-1.7\n%%EOF", "cv.pdf"), (b"PK\x03\x04" + b"\0" * 90, "cv.docx")],
)
def test_what_is_no_resume_is_kept_and_said_to_be_unreadable(three: Three, data: bytes, name: str) -> None:
    from prospect.config.worker import Worker

    client = three.client_of(three.owner)
    upload(client, data, name)
    Worker().drain()
    resume = Resume.objects.get()
    assert resume.refusal
    page = client.get(f"/profile/resumes/{resume.public_id}").content.decode()
    assert resume.refusal[:20] in page
    kept = client.get(f"/profile/resumes/{resume.public_id}/original")
    assert b"".join(kept.streaming_content) == data  # type: ignore[attr-defined]


def test_a_full_disk_loses_neither_the_profile_nor_the_answer(three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("prospect.people.files.keep", full)
    answer = upload(three.client_of(three.owner), b"%PDF-1.7 something")
    assert "no room" in answer.content.decode()


def test_a_database_that_refuses_is_a_sentence(three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("prospect.people.actions.change_profile", refuse)
    client = three.client_of(three.owner)
    form = {"basics-name": "Olive", "work-TOTAL_FORMS": "0", "work-INITIAL_FORMS": "0", "education-TOTAL_FORMS": "0",
            "education-INITIAL_FORMS": "0"}  # fmt: skip
    answer = client.post("/profile", form)
    assert answer.status_code == 503


def test_a_form_sent_twice_makes_one_alert(three: Three) -> None:
    client = three.client_of(three.owner)
    for _ in range(2):
        client.post("/alerts/new?q=welder", {"name": "Welder", "rhythm": "daily"})
    assert Alert.objects.count() == 1


def test_a_form_from_an_earlier_visit_says_so(three: Three) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(three.owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/alerts/new?q=welder", {"name": "Welder", "rhythm": "daily"})
    assert answer.status_code == 403
    assert "earlier visit" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/jobs/nosuchjob", "/employers/nobody", "/guides/none", "/nowhere", "/unsubscribe/x", "/alerts/x/confirm"]
)
def test_what_is_not_there_is_a_helpful_404(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("path", ["/jobs?q=nurse", "/for-you", "/alerts/new?q=nurse"])
def test_without_an_index_pages_say_that_the_search_is_being_built(three: Three, path: str) -> None:
    from django.utils import timezone

    from prospect.people.actions import change_profile

    work = [{"position": "Nurse", "startDate": "2020"}]
    change_profile(account=three.owner, data={"basics": {}, "work": work}, now=timezone.now())
    answer = three.client_of(three.owner).get(path)
    assert answer.status_code == 503
    assert "being built" in answer.content.decode()
    assert three.client_of(three.owner).get("/").status_code == 200


def test_a_search_is_counted_when_it_is_typed_and_not_when_it_is_filtered(client: Client, tmp_path: Path) -> None:
    from prospect.search.models import Tally

    board(tmp_path / "board", [opening(1)])
    client.get("/jobs", {"q": "developer"})
    client.get(
        "/jobs", {"q": "developer", "level": "senior"}, headers={"referer": "http://testserver/jobs?q=developer"}
    )
    client.get("/jobs", {"level": "senior"})
    tallied = Tally.objects.get()
    assert tallied.times == 1
    assert "senior" not in tallied.asked
