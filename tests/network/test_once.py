"""The network is looked up once a request, afresh in the next, and times are told by its clock."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prospect.network.middleware import NetworkMiddleware
from prospect.network.models import Network
from prospect.people.models import Account
from prospect.web.parts.middleware import ClockMiddleware

pytestmark = pytest.mark.django_db


def test_a_request_looks_the_network_up_once() -> None:
    Network(name="Green Country").save()

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(" ".join(Network.current().name for _ in range(3)))

    answer = NetworkMiddleware(view)
    with CaptureQueriesContext(connection) as asked:
        assert answer(HttpRequest()).content == b"Green Country Green Country Green Country"
    assert len(asked) == 1
    Network(name="Osage Hills").save()
    assert answer(HttpRequest()).content.startswith(b"Osage")


def test_what_a_request_changes_it_sees() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        before = Network.current().name
        Network(name="Cherokee Bend").save()
        return HttpResponse(f"{before}, {Network.current().name}")

    assert NetworkMiddleware(view)(HttpRequest()).content == b"Prospect, Cherokee Bend"


def test_outside_of_requests_nothing_is_kept() -> None:
    assert Network.current().name == "Prospect"
    Network(name="Green Country").save()
    assert Network.current().name == "Green Country"


@pytest.mark.parametrize(
    ("own", "path", "zone"),
    [
        ("", "/jobs", "America/Denver"),
        ("Europe/Madrid", "/jobs", "Europe/Madrid"),
        ("Europe/Madrid", "/healthz", "UTC"),
    ],
)
def test_times_are_told_by_the_readers_clock(own: str, path: str, zone: str) -> None:
    Network(time_zone="America/Denver").save()
    request: Any = HttpRequest()
    request.path, request.user = path, Account(time_zone=own)
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    ClockMiddleware(view)(request)
    assert seen == [zone]
    assert timezone.get_current_timezone_name() == "UTC"
