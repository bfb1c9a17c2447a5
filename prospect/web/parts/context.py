"""What every page may rely on: the network, the person, whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from prospect.network.models import Network


def surroundings(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "network": SimpleLazyObject(Network.current),
        "person": user if user is not None and user.is_authenticated else None,
        "demo": settings.DEMO,
    }
