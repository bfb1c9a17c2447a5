"""How often one visitor may ask: a bucket of asks that fills again with time, and a page that says so when it is empty.

Cheap reads are counted in this process's memory, so a visitor has as many buckets as there are processes; what costs
more (an upload, a letter to a stranger) is counted in the cache that all processes share, by fixed windows.
A visitor is an account where `per_person` says so, else an address; of IPv6 the /64, as one subscriber has.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

View = Callable[..., HttpResponseBase]
MOST_VISITORS = 20_000


class Buckets:
    """Token buckets by visitor, the longest unused dropped first. `amount` asks in `seconds`, in bursts up to `amount`."""

    def __init__(self, amount: int, seconds: float) -> None:
        self.amount, self.seconds = amount, seconds
        self.held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.lock = Lock()

    def take(self, visitor: str, now: float) -> bool:
        """Takes one ask out of the visitor's bucket; False where it is empty."""
        with self.lock:
            left, at = self.held.pop(visitor, (float(self.amount), now))
            left = min(float(self.amount), left + (now - at) * self.amount / self.seconds)
            allowed = left >= 1
            self.held[visitor] = (left - 1 if allowed else left, now)
            if len(self.held) > MOST_VISITORS:
                self.held.popitem(last=False)
        return allowed


def limited(
    amount: int, seconds: int, *, shared: bool = False, per_person: bool = False, methods: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """Lets a visitor call a view so often, and answers 429 after that. `methods`: only these count (all, if empty)."""

    def guard(view: View) -> View:
        buckets = Buckets(amount, seconds)
        name = f"{view.__module__}.{view.__qualname__}"

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if methods and request.method not in methods:
                return view(request, *args, **kwargs)
            visitor = visitor_of(request, per_person=per_person)
            if visitor is None or (
                _shared(name, visitor, amount, seconds) if shared else buckets.take(visitor, time.monotonic())
            ):
                return view(request, *args, **kwargs)
            answer = render(request, "429.html", status=429)
            answer["Retry-After"] = str(seconds)
            return answer

        return guarded

    return guard


def visitor_of(request: HttpRequest, *, per_person: bool = False) -> str | None:
    """Who asks. None for this machine itself, where an undeclared proxy would make one visitor of all."""
    if per_person and request.user.is_authenticated:
        return f"person {request.user.pk}"
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "unknown"
    if address.is_loopback:
        return None
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)


def _shared(name: str, visitor: str, amount: int, seconds: int) -> bool:
    key = f"limit:{name}:{visitor}:{int(time.time()) // seconds}".replace(" ", "-")
    cache.add(key, 0, timeout=seconds)
    return int(cache.incr(key)) <= amount
