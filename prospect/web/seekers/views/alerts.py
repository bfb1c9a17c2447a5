"""Alerts: see before saving, save, change, pause, stop; and the one-click unsubscribe of letters."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.alerts import actions, tasks
from prospect.alerts.look_back import look_back as would_have_sent
from prospect.alerts.look_back import why_never
from prospect.alerts.models import Alert
from prospect.mail.actions import read_unsubscribe_token
from prospect.mail.registries import unsubscribers
from prospect.network.models import Network
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.parts.limits import limited
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards
from prospect.web.seekers.forms import AlertForm
from prospect.web.seekers.look_back import DAYS, look_back


@require_safe
@signed_in
def alerts(request: HttpRequest) -> HttpResponse:
    told = Count("matches", filter=Q(matches__letter__isnull=False))
    waiting = Count("matches", filter=Q(matches__letter__isnull=True))
    return render(
        request,
        "seekers/alerts.html",
        {"alerts": [_row(alert) for alert in Alert.objects.of(known(request)).annotate(told=told, waiting=waiting)]},
    )


def _row(alert: Alert) -> dict[str, object]:
    """An alert, its search, and its sentence where the name does not say it already."""
    query = Query.from_params(alert.query)
    says = query.sentence().said(_)
    return {"alert": alert, "url": query.url(), "says": "" if says[:160] == alert.name else says}


@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, 60)
@limited(30, 3600, shared=True, methods=("POST",))
def new(request: HttpRequest) -> HttpResponse:
    """A new alert from the query in the address. GET shows what it would have sent; POST saves it."""
    asked = Query.from_params(request.GET)
    query, notes = asked.for_alert()
    person = known(request) if request.user.is_authenticated else None
    initial = {
        "name": query.sentence().said(_)[:160],
        "rhythm": Alert.Rhythm.DAILY,
        "email": person.email if person else "",
    }
    form = AlertForm(request.POST or None, initial=initial, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            alert = actions.save_alert(
                email=person.email if person else form.cleaned_data["email"],
                query=query.canonical().to_params(),
                name=form.cleaned_data["name"],
                rhythm=form.cleaned_data["rhythm"],
                account=person,
            )
        except actions.TooManyAlerts:
            form.add_error(None, _("This address has as many alerts as one may have. Stop one first."))
        else:
            return _saved(request, alert)
    return render(
        request,
        "seekers/new_alert.html",
        {"form": form, "query": query, "sentence": query.sentence(), "notes": notes, **_back(request, form, query)},
    )


def _saved(request: HttpRequest, alert: Alert) -> HttpResponse:
    if alert.confirmed_at:
        messages.success(
            request,
            _("Saved. The first letter comes when a new job matches."),
            extra_tags=f"undo:{reverse('stop_alert', args=[alert.public_id])}",
        )
        return redirect("alerts")
    return render(request, "seekers/alert_to_confirm.html", {"alert": alert})


def _back(request: HttpRequest, form: AlertForm, query: Query) -> dict[str, object]:
    """What the alert would have sent, and that beside each rhythm."""
    found, _whole = tasks.seen_lately(query, engine(), timezone.now())
    sent = would_have_sent(query, found, zone=Network.current().time_zone)
    back = replace(look_back(query, engine()), total=sent.total, letters=sent.letters)
    if impossible := why_never(query):
        back = replace(back, advice=impossible.said(_))
    without = [{"words": each.words.said(_), "url": each.query.url("/alerts/new")} for each in sent.without]
    rhythms = [
        {"value": value, "label": label, "help": back.sentence(value), "on": form["rhythm"].value() == value}
        for value, label in Alert.Rhythm.choices
    ]
    return {
        "back": back,
        "closed": sent.closed,
        "without": without,
        "days": DAYS,
        "rhythms": rhythms,
        "cards": cards(back.jobs, request.user),
    }


def _own(request: HttpRequest, public_id: str) -> Alert:
    return get_object_or_404(Alert, public_id=public_id, account=known(request))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = _own(request, public_id)
    form = AlertForm(request.POST or None, initial={"name": alert.name, "rhythm": alert.rhythm}, person=known(request))
    if request.method == "POST" and form.is_valid():
        actions.change(alert=alert, name=form.cleaned_data["name"], rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Changed."))
        return redirect("alerts")
    query = Query.from_params(alert.query)
    return render(
        request,
        "seekers/new_alert.html",
        {"form": form, "alert": alert, "query": query, "sentence": query.sentence(), **_back(request, form, query)},
    )


@require_POST
@signed_in
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = _own(request, public_id)
    actions.pause(alert=alert, paused=alert.paused_at is None)
    return redirect("alerts")


@require_POST
@signed_in
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = _own(request, public_id)
    actions.stop(alert=alert)
    messages.success(
        request,
        _("Stopped: {name}").format(name=alert.name),
        extra_tags=f"undo:{reverse('resume_alert', args=[alert.public_id])}",
    )
    return redirect("alerts")


@require_POST
@signed_in
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.stop(alert=_own(request, public_id), stopped=False)
    return redirect("alerts")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """The second step of an alert without an account. GET shows a button, so that no mail scanner confirms."""
    alert = get_object_or_404(Alert, public_id=public_id)
    if not constant_time_compare(alert.secret, request.GET.get("key", "")):
        return render(request, "seekers/alert_unknown.html", status=404)
    if request.method == "POST":
        actions.confirm(alert=alert)
        alert.refresh_from_db()
    return render(request, "seekers/alert_to_confirm.html", {"alert": alert, "is_asking": True})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: POST stops at once, without signing in; GET shows a page and changes nothing."""
    named = read_unsubscribe_token(token)
    if named is None or named[0] not in unsubscribers:
        return render(request, "seekers/alert_unknown.html", status=404)
    stopped = unsubscribers[named[0]](named[1]) if request.method == "POST" else None
    return render(request, "seekers/unsubscribe.html", {"stopped": stopped, "is_done": request.method == "POST"})
