"""What links in letters and feed readers reach: saying something of one job, undoing it, the alert as a feed.

None of these needs signing in: whoever holds the letter or the feed's address is its owner. GET changes nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_POST, require_safe

from prospect.alerts import actions, feedback, feeds
from prospect.alerts.hooks.tasks import job_as_json
from prospect.alerts.models import Alert
from prospect.jobs.models import Job
from prospect.mail.actions import unsubscribe_token
from prospect.search.query import Query
from prospect.search.tasks import document_of
from prospect.web.parts.limits import limited
from prospect.web.parts.naming import name_of, sentence_of
from prospect.web.parts.wording import best_pay, pay_words
from prospect.web.seekers import held

IN_A_FEED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, 60)
def say(request: HttpRequest, token: str) -> HttpResponse:
    """One thing said of one job of a letter. GET shows what it would change; POST changes it and offers to undo it."""
    read = actions.read_link(token)
    alert = Alert.objects.filter(public_id=read[0], stopped_at__isnull=True).first() if read else None
    if read is None or alert is None or read[1] == actions.HOLD:
        return render(request, "seekers/alert_unknown.html", status=404)
    _alert, saying, job_id = read
    if saying == actions.KEEP:
        if request.method == "POST":
            actions.keep(alert=alert)
        return render(request, "seekers/alert_said.html", {"alert": alert, "token": token, "is_keeping": True})
    job = get_object_or_404(Job.objects.for_cards(), public_id=job_id)
    if saying == feedback.CHOOSE:
        return _choice(request, alert, job)
    if request.method == "POST":
        made = actions.say_of_job(alert=alert, saying=saying, job=document_of(job), called=name_of)
        alert.refresh_from_db()
    else:
        made = feedback.change_for(saying, Query.from_params(alert.query), document_of(job))
    return render(
        request,
        "seekers/alert_said.html",
        {
            "alert": alert,
            "job": job,
            "token": token,
            "key": actions.undo_key(alert),
            "made": made,
            "stop": made.is_none and saying != feedback.LIKE and unsubscribe_token(what="alert", key=alert.public_id),
            "sentence": sentence_of(made.query),
            "url": made.query.url(),
        },
    )


@require_safe
@limited(60, 60)
def hold(request: HttpRequest, token: str) -> HttpResponse:
    """The letter's link to all that can be changed of an alert. One with an account asks its owner to sign in."""
    read = actions.read_link(token)
    alert = Alert.objects.filter(public_id=read[0]).first() if read and read[1] == actions.HOLD else None
    if alert is None:
        return render(request, "seekers/alert_unknown.html", status=404)
    if alert.account_id is None:
        held.hold(request, alert)
    return redirect("change_alert", alert.public_id)


def _choice(request: HttpRequest, alert: Alert, job: Job) -> HttpResponse:
    """All that can be said of the job, each with what it would change; choosing leads to the page that asks once more."""
    query, document = Query.from_params(alert.query), document_of(job)
    names = (_("More like this"), _("Not this employer"), _("Not this kind"))
    choices = [
        {
            "name": name,
            "url": actions.feedback_address(alert.public_id, saying, job.public_id).removeprefix(settings.PUBLIC_URL),
            "effect": feedback.change_for(saying, query, document).effect,
        }
        for name, saying in zip(names, feedback.SAYINGS, strict=True)
    ]
    return render(request, "seekers/alert_said.html", {"alert": alert, "job": job, "choices": choices})


@require_POST
@limited(60, 60)
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Undoes the last change made from a letter."""
    alert = get_object_or_404(Alert, public_id=public_id, stopped_at__isnull=True)
    if not constant_time_compare(actions.undo_key(alert), request.POST.get("key", "")):
        return render(request, "seekers/alert_unknown.html", status=404)
    is_undone = actions.take_back(alert=alert, called=name_of)
    alert.refresh_from_db()
    query = Query.from_params(alert.query)
    context = {
        "alert": alert,
        "is_undone": is_undone,
        "is_nothing": not is_undone,
        "sentence": sentence_of(query),
        "url": query.url(),
    }
    return render(request, "seekers/alert_said.html", context)


@require_safe
@limited(60, 60)
@conditional_page
def feed(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """The open jobs that an alert met, newest first, as RSS, Atom or JSON Feed, for whoever has its secret address. Of a
    paused one it stands still; of a stopped one it is gone, so that no reader asks for ever."""
    if form not in feeds.TYPES:
        raise Http404
    alert = get_object_or_404(Alert, public_id=public_id, confirmed_at__isnull=False)
    key = request.GET.get("key", "")
    if not constant_time_compare(actions.feed_key(alert), key):
        raise Http404
    if alert.stopped_at is not None:
        return HttpResponseGone(_("This alert was stopped. No letter comes."), content_type="text/plain; charset=utf-8")
    met = Job.objects.listed().filter(matches__alert=alert).for_cards().order_by("-first_seen", "-pk")[:IN_A_FEED]
    written = feeds.Feed(
        id=f"{settings.PUBLIC_URL}/alerts/{alert.public_id}/feed",
        title=alert.name,
        address=f"{settings.PUBLIC_URL}/alerts/{alert.public_id}/feed.{form}?key={key}",
        page=settings.PUBLIC_URL + Query.from_params(alert.query).url(),
        items=[_item(job) for job in met],
        made_at=alert.changed_at,
    )
    answer = HttpResponse(feeds.written(written, form), content_type=feeds.TYPES[form])
    patch_cache_control(answer, private=True, max_age=300)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _item(job: Job) -> feeds.Item:
    said = job_as_json(job)
    places = " · ".join(str(place) for place in job.places.all()[:3])
    best = best_pay(job.pay)
    pay = pay_words(best) if best else None
    words = [
        job.employer.name,
        places,
        job.get_workplace_display() if job.workplace else "",
        " ".join(word for word in (pay.amount, pay.unit) if word) if pay else "",
    ]
    return feeds.Item(
        id=str(said["url"]),
        title=job.title,
        author=job.employer.name,
        summary=" · ".join(word for word in words if word) or _("A job"),
        at=job.first_seen,
    )
