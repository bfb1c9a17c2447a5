"""What holds for every page: whose clock its times are told by, and a sentence where it cannot be served just now."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import timezone

from prospect.alerts.rhythm import zone_named
from prospect.network.models import Network
from prospect.people.models import Account
from prospect.search.engines.port import IndexUnavailable

log = logging.getLogger(__name__)


class ClockMiddleware:
    """Tells times by the reader's clock: of their own time zone, else of the network's. Probes and files need none."""

    CLOCKLESS = ("/healthz", "/readyz", "/robots.txt", "/network")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.CLOCKLESS):
            return self.get_response(request)
        own = request.user.time_zone if isinstance(request.user, Account) else ""
        with timezone.override(zone_named(own or Network.current().time_zone)):
            return self.get_response(request)


class RestMiddleware:
    """Answers 503 where the database refused (busy, or its disk is full) or there is no index to search.

    The transaction is undone, so nothing is half done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, IndexUnavailable):
            response = render(request, "seekers/search_rests.html", status=503)
        elif isinstance(exception, OperationalError):
            response = HttpResponse(get_template("503.html").render(), status=503)
        else:
            return None
        log.error("could not serve %s: %s", request.path, exception)
        response["Retry-After"] = "30"
        return response
