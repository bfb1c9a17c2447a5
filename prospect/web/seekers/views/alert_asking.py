"""What an alert asks and when it writes: the form of a new one and of one to change, and the look back beside it.

`look` and `look_again` answer the same form as it stands, saving nothing: by htmx the look back alone, as the query is
edited; without script the whole page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from prospect.alerts import actions
from prospect.alerts.look_back import DAYS
from prospect.alerts.models import Alert
from prospect.network.models import Network
from prospect.people.models import Account
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.parts.limits import limited
from prospect.web.parts.naming import name_of
from prospect.web.seekers.access import known
from prospect.web.seekers.asking import ASKS, asked_in, asking
from prospect.web.seekers.cards import cards
from prospect.web.seekers.forms import AlertForm
from prospect.web.seekers.held import back, held_or_signed_in, own
from prospect.web.seekers.look_back import look_back
from prospect.web.seekers.views.alert_more import doors


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as an alert can keep it, with a word on each thing that was not taken as given."""

    query: Query
    notes: tuple[object, ...]

    @property
    def words(self) -> str:
        return name_of(self.query)


def _asked(request: HttpRequest, kept: Query) -> Asked:
    """The query of the posted form; `kept` where it has no fields of one."""
    notes: tuple[object, ...] = ()
    if request.method == "POST" and (ASKS in request.POST or "ask" in request.POST):
        reading = asked_in(request.POST)
        kept, notes = Query(**reading.fields), tuple(reading.notes)
    query, more = kept.for_alert()
    return Asked(query, (*notes, *more))


@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, 60)
@limited(30, 3600, shared=True, methods=("POST",))
def new(request: HttpRequest) -> HttpResponse:
    """A new alert from the query in the address. GET shows what it would have sent; POST saves it."""
    asked = _asked(request, Query.from_params(request.GET))
    person = _person(request)
    form = _form(request.POST or None, person, _fresh(person))
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, _save(form, asked, person), person)
        except actions.TooManyToConfirm:
            form.add_error(
                None, _("Other alerts of this address wait to be confirmed. Follow the links in their letters first.")
            )
        except actions.TooManyAlerts:
            form.add_error(None, _("This address has as many alerts as one may have. Stop one first."))
    return _page(request, form, asked, None, reverse("look"))


@require_http_methods(["GET", "HEAD", "POST"])
@limited(240, 60)
def look(request: HttpRequest) -> HttpResponse:
    """The form of a new alert as it stands; where it was not sent, an empty one."""
    if request.method != "POST":
        return redirect("new_alert")
    person = _person(request)
    form = _form(None, person, _fresh(person) | _posted(request))
    return _page(request, form, _asked(request, Query()), None, reverse("look"))


@require_http_methods(["GET", "HEAD", "POST"])
@held_or_signed_in
@never_cache
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own alert: its form, and all else that can be done with it."""
    alert = own(request, public_id)
    asked = _asked(request, Query.from_params(alert.query))
    person = alert.account or _person(request)
    form = _form(request.POST or None, person, _kept(alert), alert)
    if request.method == "POST" and form.is_valid():
        said = form.said | {"name": form.cleaned_data["name"] or asked.words}
        if asked.query.canonical() != Query.from_params(alert.query).canonical():
            said["query"] = asked.query.canonical().to_params()
        actions.change(alert=alert, **said)
        if person and "is_together" in form.changed_data:
            _tell_together(person, together=form.cleaned_data["is_together"])
        messages.success(request, _("Changed."))
        return back(request, alert)
    return _page(request, form, asked, alert, reverse("look_again", args=[public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@held_or_signed_in
@never_cache
@limited(240, 60)
def look_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form of an alert to change as it stands."""
    alert = own(request, public_id)
    if request.method != "POST":
        return redirect("change_alert", public_id)
    form = _form(None, alert.account or _person(request), _kept(alert) | _posted(request), alert)
    asked = _asked(request, Query.from_params(alert.query))
    return _page(request, form, asked, alert, reverse("look_again", args=[public_id]))


def _person(request: HttpRequest) -> Account | None:
    return known(request) if request.user.is_authenticated else None


def _fresh(person: Account | None) -> dict[str, Any]:
    """What a new alert is unless its owner says otherwise."""
    return {
        # In the demo nobody waits until tomorrow morning to see a letter.
        "rhythm": Alert.Rhythm.AT_ONCE if settings.DEMO else Alert.Rhythm.DAILY,
        "says_pay_here": True,
        "is_together": bool(person) and _all_together(person),
    }


def _kept(alert: Alert) -> dict[str, Any]:
    """An alert's own words for the form; without the name that it has only from what it asks."""
    unnamed = alert.name == Asked(Query.from_params(alert.query), ()).words
    said = {name: getattr(alert, name) for name in ("rhythm", *AlertForm.MORE)}
    return said | {"name": "" if unnamed else alert.name}


def _posted(request: HttpRequest) -> dict[str, Any]:
    """What the form says as it stands, nothing of it checked."""
    ticks = {name: name in request.POST for name in ("says_pay_here", "is_together")}
    return {name: request.POST.get(name, "") for name in ("name", "email", "rhythm", *AlertForm.MORE)} | ticks


def _form(posted: Any, person: Account | None, initial: dict[str, Any], alert: Alert | None = None) -> AlertForm:
    usual = (person.time_zone if person else "") or Network.current().time_zone
    asks_zone = alert is None and not (person and person.time_zone)
    kept = alert.time_zone if alert else ""
    return AlertForm(
        posted, initial=initial, person=person, fallback=usual, kept=kept, asks_zone=asks_zone, asks_email=alert is None
    )


def _save(form: AlertForm, asked: Asked, person: Account | None) -> Alert:
    """Raises `actions.TooManyAlerts`. Who sends a form again without signing in changes no alert that runs already."""
    name = form.cleaned_data["name"] or asked.words
    alert = actions.save_alert(
        email=person.email if person else form.cleaned_data["email"],
        query=asked.query.canonical().to_params(),
        name=name,
        rhythm=form.cleaned_data["rhythm"],
        account=person,
        language=get_language() or "",
    )
    if person is not None or alert.confirmed_at is None:
        alert = actions.change(alert=alert, **form.said | {"name": name})
    if person is not None:
        _tell_together(person, together=form.cleaned_data["is_together"])
    return alert


def _all_together(person: Account | None) -> bool:
    """Whether all the person's alerts, if there are any, share one letter."""
    return set(Alert.objects.filter(account=person, stopped_at__isnull=True).values_list("is_together")) == {(True,)}


def _tell_together(person: Account, *, together: bool) -> None:
    for alert in Alert.objects.of(person).exclude(is_together=together):
        actions.change(alert=alert, is_together=together)


def _saved(request: HttpRequest, alert: Alert, person: Account | None) -> HttpResponse:
    """What is said after saving. To who is not signed in always the same: whether an address has the alert is its own."""
    if person is not None and alert.confirmed_at:
        messages.success(
            request,
            _("Saved. The first letter comes when a new job matches."),
            extra_tags=f"undo:{reverse('stop_alert', args=[alert.public_id])}",
        )
        return redirect("alerts")
    return render(request, "seekers/alert_to_confirm.html", {"alert": alert, "is_asked": True})


def _page(request: HttpRequest, form: AlertForm, asked: Asked, alert: Alert | None, look_url: str) -> HttpResponse:
    """The form beside what the alert would have sent; by htmx only what changes with the query."""
    found = look_back(asked.query, engine(), zone=form["time_zone"].value() or form.fallback)
    chosen = form["rhythm"].value()
    rhythm = str(chosen) if chosen in found.letters else Alert.Rhythm.DAILY.value
    rhythms = [
        {"value": value, "label": label, "help": found.letters_of(value), "on": value == rhythm}
        for value, label in Alert.Rhythm.choices
    ]
    context: dict[str, Any] = {
        "query": asked.query,
        "sentence": asked.words,
        "notes": asked.notes,
        "rhythms": rhythms,
        "days": DAYS,
        "back": found,
        "back_words": found.sentence(rhythm),
        "back_brief": found.brief(rhythm),
        "cards": cards(found.jobs, request.user),
    }
    context |= {"form": form, "asks": asking(asked.query, found.employers), "look_url": look_url}
    if (htmx := getattr(request, "htmx", None)) and htmx.target == "back":
        return render(request, "seekers/pieces/look_back_live.html", context)
    return render(request, "seekers/new_alert.html", context | (doors(alert) | {"alert": alert} if alert else {}))
