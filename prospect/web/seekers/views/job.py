"""One job: its page, and what a person does with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prospect.jobs.models import Job
from prospect.people import actions as people
from prospect.people.models import Tracked
from prospect.search.query import Near, Query
from prospect.web.parts import buttons
from prospect.web.parts.forward import come_back
from prospect.web.parts.job_card import JobCard
from prospect.web.parts.limits import limited
from prospect.web.seekers import seen
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards, tracked_stages
from prospect.web.seekers.fits import fit_for
from prospect.web.seekers.forms import TrackForm
from prospect.web.seekers.job_facts import facts_of, in_a_line
from prospect.web.seekers.markup import job_posting
from prospect.web.seekers.offer_here import offer_here
from prospect.web.seekers.reader_place import reader_place
from prospect.web.seekers.records import record_of, signs_of_age
from prospect.web.seekers.similar import similar_to

READ = (
    *("public_id", "title", "text", "description", "language", "occupation", "level", "employment_type", "workplace"),
    *("remote_scope", "pay", "origins", "apply_url", "posted_on", "closes_on", "first_seen", "last_verified"),
    *("closed_at", "closed_why", "copy_of", "changed_at"),
    *(f"employer__{name}" for name in ("slug", "name", "is_agency", "website")),
    *(f"posting__{name}" for name in ("gone_at", "missing_since", "last_seen", "source__name", "source__whole_at")),
)
"""What the page asks of a job. What a posting said word for word is the longest of all, and never shown."""


@require_safe
@limited(600, 60)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The job's page; 410 with open jobs like it once it has closed."""
    job = get_object_or_404(
        Job.objects.select_related("employer", "posting__source").prefetch_related("places", "changes").only(*READ),
        public_id=public_id,
    )
    shown_as = Job.objects.open().only("public_id").filter(pk=job.copy_of_id).first() if job.copy_of_id else None
    if shown_as is not None:
        return redirect("job", public_id=shown_as.public_id)
    similar = cards(similar_to(job), request.user, seen=seen.seen(request))
    stage = tracked_stages([job], request.user).get(job.pk, "")
    seen.note(request, job)
    context = {
        "job": job,
        "facts": facts_of(job),
        "line": in_a_line(job),
        "pay_here": offer_here(job, reader_place(request)),
        "alert_url": _more_like(job).url("/alerts/new"),
        "tracked": stage,
        "stage_name": dict(Tracked.Stage.choices).get(stage, ""),
        "fit": fit_for(request.user, job),
        "record": record_of(job),
        "signs_of_age": signs_of_age(job),
        "elsewhere": job.copies.order_by().values_list("url", "copy_why", "posting__source__name"),
        "similar": similar,
        "markup": job_posting(job) if job.is_open else "",
    }
    return render(request, "seekers/job.html", context, status=200 if job.is_open else 410)


def _more_like(job: Job) -> Query:
    """The search that an alert for jobs like this one would keep: its trade, around its first known place."""
    near = tuple(Near(place.place_id) for place in job.places.all() if place.place_id)[:1]
    trade = {"occupations": (job.occupation,)} if job.occupation else {"title_words": tuple(job.title.split()[:6])}
    return Query(**trade, near=near, remote=bool(near) and job.workplace == Job.Workplace.REMOTE)


def _act(request: HttpRequest, public_id: str, stage: str) -> Job:
    job = get_object_or_404(Job, public_id=public_id)
    people.track(account=known(request), job=job, stage=stage)
    return job


@require_POST
@signed_in
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    job = _act(request, public_id, Tracked.Stage.SAVED)
    return _button(request, job, Tracked.Stage.SAVED, _("Saved: {title}").format(title=job.title), "unsave_job")


@require_POST
@signed_in
def unsave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes a saved job back. One that is further along, with its day and notes, stays: that is changed in the tracker."""
    job = get_object_or_404(Job, public_id=public_id)
    stage = tracked_stages([job], request.user).get(job.pk, "")
    if stage not in ("", Tracked.Stage.SAVED):
        return _button(request, job, stage, _("Already under way: {title}").format(title=job.title), "")
    people.untrack(account=known(request), job=job)
    return _button(request, job, "", _("No longer saved: {title}").format(title=job.title), "save_job")


def _button(request: HttpRequest, job: Job, stage: str, words: str, undo: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponse(buttons.save(job, stage).markup(get_token(request)))
    messages.success(request, words, extra_tags=f"undo:{reverse(undo, args=[job.public_id])}" if undo else "")
    return come_back(request, reverse("job", args=[job.public_id]))


@require_POST
@signed_in
def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    was = Tracked.objects.of(known(request)).filter(job__public_id=public_id).values_list("stage", flat=True).first()
    job = _act(request, public_id, Tracked.Stage.HIDDEN)
    words, back = _("Hidden: {title}").format(title=job.title), reverse("unhide_job", args=[job.public_id])
    back += f"?was={was}" if was and was != Tracked.Stage.HIDDEN else ""
    if getattr(request, "htmx", False):
        return render(request, "parts/undo.html", {"words": words, "action": back, "put": "closest .undo"})
    messages.success(request, words, extra_tags=f"undo:{back}")
    return come_back(request, reverse("jobs"))


@require_POST
@signed_in
def unhide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Shows a job again, at the stage where it was before it was hidden."""
    job = get_object_or_404(Job.objects.for_cards(), public_id=public_id)
    was = request.GET.get("was", "")
    if was in Tracked.Stage.values and was != Tracked.Stage.HIDDEN:
        people.track(account=known(request), job=job, stage=was)
    else:
        was = ""
        people.untrack(account=known(request), job=job)
    if getattr(request, "htmx", False):
        return HttpResponse(JobCard(job, tracked=was).markup(get_token(request)))
    return come_back(request, reverse("job", args=[job.public_id]))


@require_POST
@signed_in
def track(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves a job on in the tracker, with a day and a note."""
    job = get_object_or_404(Job, public_id=public_id)
    form = TrackForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        note = said["note"] if "note" in request.POST else None
        people.track(account=known(request), job=job, stage=said["stage"], note=note, applied_on=said["applied_on"])
        messages.success(request, _("Noted."))
    else:
        messages.error(request, _("This could not be noted: write the day as a date, and at most 4,000 characters."))
    return come_back(request, reverse("saved"))
