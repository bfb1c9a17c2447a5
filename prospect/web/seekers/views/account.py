"""The account: what is kept, taking it away, leaving."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from prospect.people import actions as people
from prospect.web.parts.limits import limited
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.forms import DeleteForm


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    return _shown(request, DeleteForm(person=known(request)))


def _shown(request: HttpRequest, form: DeleteForm, status: int = 200) -> HttpResponse:
    person = known(request)
    context = {
        "form": form,
        "ledger": person.ledger.all()[:50],
        "resumes": person.resumes.all(),
        "methods": Authenticator.objects.filter(user=person).count(),
        "sessions": len(UserSession.objects.purge_and_list(person)),
    }
    return render(request, "seekers/account.html", context, status=status)


@require_safe
@signed_in
@limited(20, 3600, shared=True, per_person=True)
def export(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(people.export_everything(known(request)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="prospect-export.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: HttpRequest) -> HttpResponse:
    """Erases the account at once. It cannot be undone, so the address is typed to confirm."""
    person = known(request)
    form = DeleteForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        people.erase(account=person)
        logout(request)
        return render(request, "seekers/deleted.html")
    if request.method == "POST":
        return _shown(request, form, status=422)
    return redirect("account")
