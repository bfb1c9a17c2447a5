"""The outbox for who runs the network: how far it is, what is in trouble, and what only a person may send once more."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.web.operators.access import operators_only
from prospect.web.parts.paging import turns

PAGE = 50


@require_safe
@operators_only
def letters(request: HttpRequest) -> HttpResponse:
    """The outbox as a queue: what waits, what was refused and why. Not what the letters say."""
    now = timezone.now()
    page = Paginator(Letter.objects.unsent().order_by("due_at"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "progress": Letter.objects.progress(now), **turns(request, page)}
    return render(request, "operators/letters.html", context)


@require_POST
@operators_only
def send_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sends a given-up letter once more, because a person says so."""
    letter = get_object_or_404(Letter, public_id=public_id)
    if mail.send_once_more(letter=letter):
        messages.success(request, _("It goes out with the next letters."))
    else:
        messages.info(request, _("It was not given up, so there is nothing to send again."))
    return redirect("letters")
