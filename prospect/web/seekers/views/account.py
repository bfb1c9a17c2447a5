"""The account: what is kept, taking it away, leaving."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from prospect.people import actions as people
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.forms import DeleteForm


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    person = known(request)
    context = {"ledger": person.ledger.all()[:50], "resumes": person.resumes.all(), "form": DeleteForm(person=person)}
    return render(request, "seekers/account.html", context)


@require_safe
@signed_in
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
        return render(
            request,
            "seekers/account.html",
            {"form": form, "ledger": person.ledger.all()[:50], "resumes": person.resumes.all()},
            status=422,
        )
    return redirect("account")
