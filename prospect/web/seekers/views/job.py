"""One job: its page, and what a person does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prospect.jobs.models import Job
from prospect.people import actions as people
from prospect.people.models import Tracked
from prospect.web.parts.forward import come_back
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards, tracked_stages
from prospect.web.seekers.fits import fit_for
from prospect.web.seekers.markup import job_posting
from prospect.web.seekers.records import record_of, signs_of_age
from prospect.web.seekers.similar import similar_to


@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The job's page; 410 with open jobs like it once it has closed."""
    job = get_object_or_404(
        Job.objects.select_related("employer", "posting__source", "copy_of").prefetch_related("places"),
        public_id=public_id,
    )
    if job.copy_of is not None and job.copy_of.is_open:
        return redirect("job", public_id=job.copy_of.public_id)
    similar = cards(similar_to(job), request.user)
    context = {
        "job": job,
        "tracked": tracked_stages([job], request.user).get(job.pk, ""),
        "fit": fit_for(request.user, job),
        "record": record_of(job),
        "signs_of_age": signs_of_age(job),
        "elsewhere": list(job.copies.select_related("employer", "posting__source")),
        "similar": similar,
        "markup": job_posting(job) if job.is_open else "",
        "stages": Tracked.Stage.choices[:-1],
    }
    return render(request, "seekers/job.html", context, status=200 if job.is_open else 410)


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
    job = get_object_or_404(Job, public_id=public_id)
    people.untrack(account=known(request), job=job)
    return _button(request, job, "", _("No longer saved: {title}").format(title=job.title), "save_job")


def _button(request: HttpRequest, job: Job, stage: str, words: str, undo: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return render(request, "parts/save_button.html", {"job": job, "tracked": stage})
    messages.success(request, words, extra_tags=f"undo:{reverse(undo, args=[job.public_id])}")
    return come_back(request, reverse("job", args=[job.public_id]))


@require_POST
@signed_in
def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    job = _act(request, public_id, Tracked.Stage.HIDDEN)
    words, back = _("Hidden: {title}").format(title=job.title), reverse("unhide_job", args=[job.public_id])
    if getattr(request, "htmx", False):
        return render(request, "parts/undo.html", {"words": words, "action": back, "put": "closest .undo"})
    messages.success(request, words, extra_tags=f"undo:{back}")
    return come_back(request, reverse("jobs"))


@require_POST
@signed_in
def unhide(request: HttpRequest, public_id: str) -> HttpResponse:
    job = get_object_or_404(Job.objects.for_cards(), public_id=public_id)
    people.untrack(account=known(request), job=job)
    if getattr(request, "htmx", False):
        return render(request, "parts/job_card.html", {"job": job})
    return come_back(request, reverse("job", args=[job.public_id]))


@require_POST
@signed_in
def track(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves a job on in the tracker, with a note."""
    job: Any = get_object_or_404(Job, public_id=public_id)
    stage = request.POST.get("stage", "")
    if stage not in Tracked.Stage.values:
        stage = Tracked.Stage.SAVED
    people.track(account=known(request), job=job, stage=stage, note=request.POST.get("note"))
    messages.success(request, _("Noted."))
    return come_back(request, reverse("saved"))
