"""One's alerts in a list: pausing and stopping them; confirming one, and the one-click unsubscribe of letters."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.alerts import actions
from prospect.alerts.models import Alert
from prospect.mail import actions as mail
from prospect.mail.models import Bounce
from prospect.mail.registries import unsubscribers
from prospect.search.query import Query
from prospect.web.parts.naming import sentence_of
from prospect.web.parts.paging import turns
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.held import back, held_or_signed_in, hold, own
from prospect.web.seekers.views.alert_more import asleep_until

PAGE = 50


@require_safe
@signed_in
def alerts(request: HttpRequest) -> HttpResponse:
    """One's alerts, some a page; `q` finds those with these words in their name or in what they ask."""
    person, words = known(request), request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = Alert.objects.of(person)
    if words:
        found = found.annotate(asked=Cast("query", TextField()))
        found = found.filter(Q(name__icontains=words) | Q(asked__icontains=words))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    told = Count("matches", filter=Q(matches__letter__isnull=False))
    waiting = Count("matches", filter=Q(matches__letter__isnull=True))
    ids = [alert.pk for alert in page.object_list]
    shown = Alert.objects.filter(pk__in=ids).annotate(told=told, waiting=waiting).order_by("-created_at", "-pk")
    now = timezone.now()
    context = {
        "alerts": [_row(alert, now) for alert in shown],
        "words": words,
        "total": page.paginator.count,
        "is_long": bool(words) or page.has_other_pages(),
        "page_words": _("{first}–{last} of {total}").format(
            first=page.start_index(), last=page.end_index(), total=page.paginator.count
        ),
        "bounce": Bounce.objects.filter(email=person.email.lower()).first(),
        **turns(request, page),
    }
    return render(request, "seekers/alerts.html", context)


@require_POST
@signed_in
def write_again(request: HttpRequest) -> HttpResponse:
    """Alerts go to one's address again, from which letters came back or which complained of them."""
    if mail.welcome_again(email=known(request).email):
        messages.success(request, _("Letters go to your address again."))
    return redirect("alerts")


def _row(alert: Alert, now: datetime) -> dict[str, object]:
    """An alert, its search, its sentence where the name does not say it already, and until when it sleeps."""
    query = Query.from_params(alert.query)
    says = sentence_of(query).said(_)
    return {
        "alert": alert,
        "url": query.url(),
        "says": "" if says[:160] == alert.name else says,
        "asleep": asleep_until(alert, now),
    }


@require_POST
@held_or_signed_in
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pauses an alert, or lets a paused one go on; pressed again, the other."""
    alert = own(request, public_id)
    actions.pause(alert=alert, paused=alert.paused_at is None)
    said = _("Paused: {name}") if alert.paused_at is None else _("Goes on: {name}")
    messages.success(
        request, said.format(name=alert.name), extra_tags=f"undo:{reverse('pause_alert', args=[alert.public_id])}"
    )
    return back(request, alert)


@require_POST
@held_or_signed_in
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = own(request, public_id)
    actions.stop(alert=alert)
    messages.success(
        request,
        _("Stopped: {name}").format(name=alert.name),
        extra_tags=f"undo:{reverse('resume_alert', args=[alert.public_id])}",
    )
    return back(request, alert)


@require_POST
@held_or_signed_in
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = own(request, public_id)
    actions.stop(alert=alert, stopped=False)
    messages.success(request, _("Goes on: {name}").format(name=alert.name))
    return back(request, alert)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """The second step of an alert without an account. GET shows a button, so that no mail scanner confirms."""
    alert = Alert.objects.filter(public_id=public_id).first()
    if alert is None or not constant_time_compare(alert.secret, request.GET.get("key", "")):
        return render(request, "seekers/alert_unknown.html", status=404)
    if request.method == "POST":
        actions.confirm(alert=alert)
        alert.refresh_from_db()
        if alert.account_id is None:
            hold(request, alert)
    return render(request, "seekers/alert_to_confirm.html", {"alert": alert})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: POST stops at once, without signing in; GET shows a page and changes nothing."""
    named = mail.read_unsubscribe_token(token)
    if named is None or named[0] not in unsubscribers:
        return render(request, "seekers/alert_unknown.html", status=404)
    what, key = named
    alert = Alert.objects.filter(public_id=key, stopped_at__isnull=True).first()
    meant = [alert] if alert and what == "alert" else list(Alert.objects.beside(alert)) if alert else []
    context = {"names": [each.name for each in meant], "is_done": request.method == "POST"}
    if request.method == "POST":
        context |= {"stopped": unsubscribers[what](key), "resume": [each.public_id for each in meant]}
        for each in meant:
            if each.account_id is None:
                hold(request, each)
    return render(request, "seekers/unsubscribe.html", context)
