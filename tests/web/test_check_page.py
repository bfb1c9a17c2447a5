"""A posting by its address: read within the time one waits for a page, and never from a private network."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import override_settings

from prospect.sources.fetching import Fetcher
from prospect.sources.refusals import FetchRefused
from prospect.web.seekers import page_reading
from tests.persons import Three


def test_a_page_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(self: Fetcher, request: Any) -> None:
        time.sleep(0.5)

    monkeypatch.setattr(Fetcher, "get", never)
    with pytest.raises(FetchRefused, match="did not answer within") as refused:
        page_reading.read_page("https://jobs.example.com/1", patience=0.05)
    assert refused.value.reason == "timeout"


@override_settings(FETCH_PRIVATE=False)
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/"]
)
def test_no_private_network_is_asked(address: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        page_reading.read_page(address)
    assert refused.value.reason == "private_address"


@pytest.mark.django_db
@override_settings(FETCH_PRIVATE=False)
def test_the_page_says_why_nothing_was_read(three: Three) -> None:
    answer = three.client_of(three.owner).post("/check", {"posting": "http://10.0.0.1/job"})
    assert answer.status_code == 422
    assert "not on the public internet" in answer.content.decode()
