"""Where to go after something was done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def come_back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page the form names in `next`, or the one it was on, if that is ours; else `otherwise`."""
    for address in (request.POST.get("next"), request.headers.get("Referer")):
        if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
            return HttpResponseRedirect(address)
    return HttpResponseRedirect(otherwise)
