"""Alerts: see before saving, save, change, pause, stop; and the one-click unsubscribe of letters."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.alerts import actions
from prospect.alerts.look_back import DAYS
from prospect.alerts.models import Alert
from prospect.mail.actions import read_unsubscribe_token
from prospect.mail.registries import unsubscribers
from prospect.network.models import Network
from prospect.people.models import Account
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.parts.limits import limited
from prospect.web.parts.naming import sentence_of
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards
from prospect.web.seekers.forms import AlertForm
from prospect.web.seekers.look_back import look_back
from prospect.web.seekers.views.alert_more import asleep_until, doors, own


@require_safe
@signed_in
def alerts(request: HttpRequest) -> HttpResponse:
    told = Count("matches", filter=Q(matches__letter__isnull=False))
    waiting = Count("matches", filter=Q(matches__letter__isnull=True))
    now = timezone.now()
    listed = Alert.objects.of(known(request)).annotate(told=told, waiting=waiting)
    return render(request, "seekers/alerts.html", {"alerts": [_row(alert, now) for alert in listed]})


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


@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, 60)
@limited(30, 3600, shared=True, methods=("POST",))
def new(request: HttpRequest) -> HttpResponse:
    """A new alert from the query in the address. GET shows what it would have sent; POST saves it."""
    asked = Query.from_params(request.GET)
    query, notes = asked.for_alert()
    person = known(request) if request.user.is_authenticated else None
    zone = (person.time_zone if person else "") or Network.current().time_zone
    initial = {
        "name": sentence_of(query).said(_)[:160],
        # In the demo nobody waits until tomorrow morning to see a letter.
        "rhythm": Alert.Rhythm.AT_ONCE if settings.DEMO else Alert.Rhythm.DAILY,
        "is_together": bool(person) and _all_together(person),
    }
    asks_zone = not (person and person.time_zone)
    form = AlertForm(request.POST or None, initial=initial, person=person, fallback=zone, asks_zone=asks_zone)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, _save(form, query, person))
        except actions.TooManyAlerts:
            form.add_error(None, _("This address has as many alerts as one may have. Stop one first."))
    return render(
        request,
        "seekers/new_alert.html",
        {"form": form, "query": query, "sentence": sentence_of(query), "notes": notes}
        | _back(request, form, query, zone),
    )


def _save(form: AlertForm, query: Query, person: Account | None) -> Alert:
    """Raises `actions.TooManyAlerts`. Who sends a form again without signing in changes no alert that runs already."""
    alert = actions.save_alert(
        email=person.email if person else form.cleaned_data["email"],
        query=query.canonical().to_params(),
        name=form.cleaned_data["name"],
        rhythm=form.cleaned_data["rhythm"],
        account=person,
    )
    if person is not None or alert.confirmed_at is None:
        alert = actions.change(alert=alert, **form.said)
    if person is not None:
        _tell_together(person, together=form.cleaned_data["is_together"])
    return alert


def _all_together(person: Account | None) -> bool:
    """Whether all the person's alerts, if there are any, share one letter."""
    return set(Alert.objects.filter(account=person, stopped_at__isnull=True).values_list("is_together")) == {(True,)}


def _tell_together(person: Account, *, together: bool) -> None:
    for alert in Alert.objects.of(person).exclude(is_together=together):
        actions.change(alert=alert, is_together=together)


def _saved(request: HttpRequest, alert: Alert) -> HttpResponse:
    if alert.confirmed_at:
        messages.success(
            request,
            _("Saved. The first letter comes when a new job matches."),
            extra_tags=f"undo:{reverse('stop_alert', args=[alert.public_id])}",
        )
        return redirect("alerts")
    return render(request, "seekers/alert_to_confirm.html", {"alert": alert})


def _back(request: HttpRequest, form: AlertForm, query: Query, zone: str) -> dict[str, object]:
    """What the alert would have sent, and that beside each rhythm."""
    back = look_back(query, engine(), zone=zone)
    rhythms = [
        {"value": value, "label": label, "help": back.sentence(value), "on": form["rhythm"].value() == value}
        for value, label in Alert.Rhythm.choices
    ]
    return {"back": back, "days": DAYS, "rhythms": rhythms, "cards": cards(back.jobs, request.user)}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = own(request, public_id)
    person = known(request)
    usual = person.time_zone or Network.current().time_zone
    initial = {name: getattr(alert, name) for name in ("name", "rhythm", *AlertForm.MORE)}
    form = AlertForm(request.POST or None, initial=initial, person=person, fallback=usual, kept=alert.time_zone)
    if request.method == "POST" and form.is_valid():
        actions.change(alert=alert, **form.said)
        if "is_together" in form.changed_data:
            _tell_together(person, together=form.cleaned_data["is_together"])
        messages.success(request, _("Changed."))
        return redirect("alerts")
    query = Query.from_params(alert.query)
    return render(
        request,
        "seekers/new_alert.html",
        {"form": form, "alert": alert, "query": query, "sentence": sentence_of(query)}
        | doors(alert)
        | _back(request, form, query, alert.time_zone or usual),
    )


@require_POST
@signed_in
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pauses an alert, or lets a paused one go on; pressed again, the other."""
    alert = own(request, public_id)
    actions.pause(alert=alert, paused=alert.paused_at is None)
    said = _("Paused: {name}") if alert.paused_at is None else _("Goes on: {name}")
    messages.success(
        request, said.format(name=alert.name), extra_tags=f"undo:{reverse('pause_alert', args=[alert.public_id])}"
    )
    return redirect("alerts")


@require_POST
@signed_in
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = own(request, public_id)
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
    actions.stop(alert=own(request, public_id), stopped=False)
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
