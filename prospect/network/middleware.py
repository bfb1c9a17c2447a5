"""Each request looks the network up once, however many of its parts ask."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from prospect.network.models import looked_up


class NetworkMiddleware:
    """Lets `Network.current` keep what it finds until the request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = looked_up.set([])
        try:
            return self.get_response(request)
        finally:
            looked_up.reset(before)
