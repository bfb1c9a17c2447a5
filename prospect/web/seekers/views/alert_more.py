"""The rest of an alert, each a button of its change page: sleep, the addresses of its feeds, programs that are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from prospect.alerts import actions
from prospect.alerts.hooks import actions as hooks
from prospect.alerts.models import Alert, Hook
from prospect.mail import actions as mail
from prospect.mail.models import Bounce
from prospect.web.parts.limits import limited
from prospect.web.seekers.forms import HookForm
from prospect.web.seekers.held import held_or_signed_in, own

SNOOZES = {"week": timedelta(days=7), "month": timedelta(days=30)}
FEEDS = (("rss", "RSS"), ("atom", "Atom"), ("json", "JSON Feed"))


def asleep_until(alert: Alert, now: datetime) -> datetime | None:
    return alert.snoozed_until if alert.snoozed_until and alert.snoozed_until > now else None


def doors(alert: Alert, form: HookForm | None = None) -> dict[str, object]:
    """What the change page shows of an alert beside its form."""
    key = actions.feed_key(alert)
    address = f"{settings.PUBLIC_URL}/alerts/{alert.public_id}"
    return {
        "asleep": asleep_until(alert, timezone.now()),
        "feeds": [(name, f"{address}/feed.{kind}?key={key}") for kind, name in FEEDS],
        "hooks": alert.hooks.order_by("created_at", "pk"),
        "hook_form": form or HookForm(),
        "bounce": Bounce.objects.filter(email=alert.email.lower()).first(),
    }


def _undo(name: str, *args: str) -> str:
    return f"undo:{reverse(name, args=args)}"


@require_POST
@held_or_signed_in
def snooze(request: HttpRequest, public_id: str) -> HttpResponse:
    """No letter for a week or a month (`for`); what comes meanwhile is told then."""
    alert = own(request, public_id)
    if lasting := SNOOZES.get(request.POST.get("for", "")):
        actions.snooze(alert=alert, until=timezone.now() + lasting)
        messages.success(
            request,
            _("It sleeps. What comes meanwhile is in the first letter afterwards."),
            extra_tags=_undo("wake_alert", alert.public_id),
        )
    return redirect("change_alert", alert.public_id)


@require_POST
@held_or_signed_in
def wake(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = own(request, public_id)
    actions.snooze(alert=alert, until=None)
    messages.success(request, _("It is awake."))
    return redirect("change_alert", alert.public_id)


@require_POST
@held_or_signed_in
def write_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Alerts go to this one's address again, from which letters came back or which complained of them."""
    if mail.welcome_again(email=own(request, public_id).email):
        messages.success(request, _("Letters go to your address again."))
    return redirect("change_alert", public_id)


@require_POST
@held_or_signed_in
def new_feed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Other addresses for the feeds; whoever has the old ones reads nothing more. There is no way back."""
    alert = own(request, public_id)
    actions.new_feed_key(alert=alert)
    messages.success(request, _("The feeds have new addresses. The old ones no longer work."))
    return redirect("change_alert", alert.public_id)


@require_POST
@held_or_signed_in
@never_cache
@limited(30, 3600, per_person=True)
def add_hook(request: HttpRequest, public_id: str) -> HttpResponse:
    """Adds a program. Its secret is in this answer and on no page afterwards."""
    alert = own(request, public_id)
    form = HookForm(request.POST)
    if not form.is_valid():
        return _asked_again(request, alert, form)
    url = form.cleaned_data["url"]
    if alert.hooks.filter(url=url, stopped_at__isnull=True).exists():
        messages.info(request, _("This address is told already."))
        return redirect("change_alert", alert.public_id)
    try:
        hook = hooks.add_hook(alert=alert, url=url, now=timezone.now())
    except hooks.NoHook:
        form.add_error(
            "url", _("This address cannot be told: it is not a web address, or {n} are told already.").format(
                n=hooks.MOST
            )
        )  # fmt: skip
        return _asked_again(request, alert, form)
    return render(request, "seekers/alert_hook.html", {"alert": alert, "hook": hook})


def _asked_again(request: HttpRequest, alert: Alert, form: HookForm) -> HttpResponse:
    return render(request, "seekers/alert_hook.html", {"alert": alert, "form": form}, status=422)


def _hook(request: HttpRequest, public_id: str, hook_id: str) -> Hook:
    return get_object_or_404(Hook, public_id=hook_id, alert=own(request, public_id))


@require_POST
@held_or_signed_in
@limited(30, 3600, per_person=True)
def try_hook(request: HttpRequest, public_id: str, hook_id: str) -> HttpResponse:
    """Sends a program a message of no job; what came of it stands beside its address afterwards."""
    hooks.try_hook(hook=_hook(request, public_id, hook_id), now=timezone.now())
    messages.info(
        request, _("A trial message is on its way. What comes of it stands here in a moment: load the page again.")
    )
    return redirect("change_alert", public_id)


@require_POST
@held_or_signed_in
def remove_hook(request: HttpRequest, public_id: str, hook_id: str) -> HttpResponse:
    hook = _hook(request, public_id, hook_id)
    hooks.stop_hook(hook=hook, now=timezone.now())
    messages.success(request, _("This address is told no more."), extra_tags=_undo("hook_again", public_id, hook_id))
    return redirect("change_alert", public_id)


@require_POST
@held_or_signed_in
def hook_again(request: HttpRequest, public_id: str, hook_id: str) -> HttpResponse:
    """Goes on telling an address that was removed or that failed; its secret stays."""
    hook = _hook(request, public_id, hook_id)
    try:
        hooks.add_hook(alert=hook.alert, url=hook.url, now=timezone.now())
    except hooks.NoHook:
        messages.error(request, _("{n} addresses are told already. Remove one first.").format(n=hooks.MOST))
    else:
        messages.success(request, _("This address is told again."))
    return redirect("change_alert", public_id)
