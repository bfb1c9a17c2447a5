"""The demo's own pages: sign in as an invented person, let a job arrive, read the outbox. Nowhere else do they exist."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from prospect.config.demo import seed
from prospect.config.demo.people import people
from prospect.jobs.models import Employer
from prospect.mail.models import Letter
from prospect.people.models import Account
from prospect.web.parts.paging import turns


@require_POST
def sign_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Only invented people, only in the demo."""
    person = get_object_or_404(Account, public_id=public_id, is_demo=True)
    target = reverse("operator" if person.is_operator else "for_you")
    hires_for = next((plan.employer for plan in people() if plan.email == person.email and plan.employer), "")
    employer = Employer.objects.filter(name=hires_for).first() if hires_for else None
    if employer is not None:
        target = reverse("employer", args=[employer.slug])
    answer: HttpResponse = perform_login(request, person, email_verification="none", redirect_url=target)
    return answer


@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """Lets a new job come in through its board; the worker does the rest."""
    title = seed.arrive()
    if title:
        messages.success(
            request, _("A new job came in: {title}. The worker reads it, and letters follow.").format(title=title)
        )
    else:
        messages.info(request, _("Every invented job has arrived already."))
    return redirect("outbox")


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(Letter.objects.exclude(subject=""), 20).get_page(request.GET.get("page"))
    return render(request, "demo/outbox.html", {"page": page, **turns(request, page)})


@require_safe
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, "demo/letter.html", {"letter": get_object_or_404(Letter, public_id=public_id)})


@require_safe
@xframe_options_sameorigin
def letter_html(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter's HTML in a frame of its own, with no scripts and no other origin."""
    found = get_object_or_404(Letter, public_id=public_id)
    response = HttpResponse(found.html)
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
        "sandbox allow-popups allow-top-navigation-by-user-activation"
    )
    return response
