"""Whose an alert is: the person's who is signed in, or, of an alert without an account, whoever came by its letter's link.

Such a link is good for this browser's session; the alert's id is then among those that the session holds.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from prospect.alerts.models import Alert
from prospect.web.seekers.access import View, known, signed_in

HELD = "alerts"  # in the session: public ids
MOST = 20


def hold(request: HttpRequest, alert: Alert) -> None:
    """From now on this browser may change the alert, which has no account."""
    held = [id for id in request.session.get(HELD, []) if id != alert.public_id]
    request.session[HELD] = [*held, alert.public_id][-MOST:]


def is_held(request: HttpRequest, public_id: str) -> bool:
    return public_id in request.session.get(HELD, [])


def held_or_signed_in(view: View) -> View:
    """Lets in who is signed in or holds the alert; asks all others to sign in. Which alert it may be `own` decides."""
    asks = signed_in(view)

    @wraps(view)
    def guarded(request: HttpRequest, public_id: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        inside = view if is_held(request, public_id) else asks
        return inside(request, public_id, *args, **kwargs)

    return guarded


def own(request: HttpRequest, public_id: str) -> Alert:
    """The reader's alert; not found where it is another's."""
    alerts = Alert.objects.select_related("account")
    if is_held(request, public_id) and (alert := alerts.filter(public_id=public_id, account=None).first()):
        return alert
    person = known(request) if request.user.is_authenticated else None
    return get_object_or_404(alerts.owned_by(person) if person else alerts.none(), public_id=public_id)


def back(request: HttpRequest, alert: Alert) -> HttpResponse:
    """After a change: one's list, or the alert's own page for who has no account."""
    return redirect("alerts") if request.user.is_authenticated else redirect("change_alert", alert.public_id)
