"""Who may see a page: views get the person here, and whatever is the person's through them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from prospect.people.models import Account

View = Callable[..., HttpResponseBase]


def known(request: HttpRequest) -> Account:
    """The signed-in person. Only behind `signed_in`."""
    return cast(Account, request.user)


def signed_in(view: View) -> View:
    """Asks to sign in first; a button pressed signed out leads back to the page it was on."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = request.get_full_path()
        if request.method not in {"GET", "HEAD"}:
            back = request.headers.get("Referer", "/")
            messages.info(request, _("Sign in or make an account first. You come back here; then press once more."))
        answer = redirect_to_login(back)
        if getattr(request, "htmx", False):
            redirect = HttpResponse(status=204)
            redirect["HX-Redirect"] = answer["Location"]
            return redirect
        return answer

    return guarded
