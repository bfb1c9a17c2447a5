"""Which jobs a signed-in person has opened: kept in their session only, and gone with it."""

from __future__ import annotations

from django.http import HttpRequest

from prospect.jobs.models import Job

KEY, KEPT = "seen", 300


def note(request: HttpRequest, job: Job) -> None:
    if request.user.is_authenticated and job.public_id not in (kept := _kept(request)):
        request.session[KEY] = [job.public_id, *kept][:KEPT]


def seen(request: HttpRequest) -> frozenset[str]:
    """Public ids of the jobs the person opened, as far as the session remembers."""
    return frozenset(_kept(request)) if request.user.is_authenticated else frozenset()


def _kept(request: HttpRequest) -> list[str]:
    return list(request.session.get(KEY) or [])
