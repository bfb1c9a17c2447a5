"""The account of fit on its own page, its corrections, postings from elsewhere, and what is worth learning."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.fit import actions as fit
from prospect.fit.account import account
from prospect.fit.doors import doors
from prospect.fit.job import Claim, JobText, read_job
from prospect.fit.models import Correction
from prospect.fit.pasted import NoPosting, address_in, from_page, from_words
from prospect.jobs.models import Job
from prospect.people.models import Tracked
from prospect.sources.refusals import FetchRefused
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards
from prospect.web.seekers.fits import asked_once, fit_for, job_text, person_of
from prospect.web.seekers.for_you import jobs_for
from prospect.web.seekers.page_reading import read_page

MOST_PASTED = 200_000  # characters
LOOKED_AT = 60  # jobs over which skills are counted


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A posting from anywhere against the profile. Nothing of it is kept; strangers see what it asks."""
    pasted = request.POST.get("posting", "")[:MOST_PASTED]
    context: dict[str, Any] = {"pasted": pasted, "title": request.POST.get("title", "")[:300]}
    if request.method != "POST":
        return render(request, "seekers/check.html", context)
    job, trouble = _given(request, pasted, context["title"])
    if job is None:
        return render(request, "seekers/check.html", {**context, "trouble": trouble}, status=422)
    person = person_of(request.user)
    asked = read_job(job)
    context |= {"job": job, "asked": asked, "notes": asked.notes, "needs_profile": person is None}
    if person is not None:
        context["fit"] = account(person, asked, fit.corrections_of(known(request)))
    return render(request, "seekers/check.html", context)


def _given(request: HttpRequest, pasted: str, title: str) -> tuple[JobText | None, str]:
    """The posting that was given, or what to do instead. Pages are fetched for people who are signed in alone: this is
    no way for strangers to have us ask other sites."""
    if not pasted.strip():
        return None, _("Paste a posting's words or its address first.")
    address = address_in(pasted)
    if address is None:
        return from_words(pasted, title), ""
    if not request.user.is_authenticated:
        return None, _("Sign in to check a page by its address, or paste the posting's words.")
    try:
        return from_page(read_page(address), address), ""
    except FetchRefused as refused:
        words = _("The page could not be read: {why} Paste the posting's words instead.")
        return None, words.format(why=refused.sentence.said(_))
    except NoPosting as none:
        return None, none.why.said(_)


@require_safe
@signed_in
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole account of one job, with what the person corrected in it."""
    job = get_object_or_404(Job.objects.for_cards(), public_id=public_id)
    found = fit_for(request.user, job)
    if found is None:
        messages.info(request, _("Upload a résumé first; then this account is made from it."))
        return redirect("profile")
    context = {
        "job": job,
        "fit": found,
        "notes": found.notes,
        "corrections": Correction.objects.of(known(request)).about(job),
    }
    return render(request, "seekers/fit_job.html", context)


def _claim(request: HttpRequest, job: Job) -> Claim:
    """The requirement that was meant; 404 where the job asks no such thing."""
    key = request.POST.get("claim", "")
    found = next((claim for claim in read_job(job_text(job)).claims if claim.key == key), None)
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in
def have(request: HttpRequest, public_id: str) -> HttpResponse:
    """ "I do have this"."""
    job = get_object_or_404(Job, public_id=public_id)
    added = fit.say_have(account=known(request), claim=_claim(request, job))
    if added:
        words = _("{skill} is in your profile now; every account follows.").format(skill=added)
        messages.success(request, words, extra_tags="undo:/profile/undo")
    else:
        messages.success(request, _("Noted. It counts wherever the same is asked."))
    return redirect("fit", public_id=public_id)


@require_POST
@signed_in
def not_asked(request: HttpRequest, public_id: str) -> HttpResponse:
    """ "This is not a requirement"."""
    job = get_object_or_404(Job, public_id=public_id)
    fit.say_not_asked(account=known(request), claim=_claim(request, job), job=job)
    messages.success(request, _("Left out of your account of this job."))
    return redirect("fit", public_id=public_id)


@require_POST
@signed_in
def take_back(request: HttpRequest, public_id: str, correction: int) -> HttpResponse:
    fit.take_back(account=known(request), correction=correction)
    messages.success(request, _("Taken back."))
    return redirect("fit", public_id=public_id)


@require_safe
@signed_in
def like(request: HttpRequest, public_id: str) -> HttpResponse:
    """More like one job: of its trade and skills, in the order in which they suit the person."""
    job = get_object_or_404(Job.objects.for_cards(), public_id=public_id)
    person = known(request)
    found = jobs_for(person, like=job)
    shown = cards(
        [one.job for one in found],
        person,
        bands={one.job.pk: one.band for one in found},
        why={one.job.pk: one.why for one in found},
    )
    return render(request, "seekers/fit_like.html", {"job": job, "cards": shown, "has_profile": person_of(person)})


@require_safe
@signed_in
def learn(request: HttpRequest) -> HttpResponse:
    """The skills that open most doors, over the jobs that the person saved, or else those that suit them nearly."""
    account_of = known(request)
    person = person_of(account_of)
    saved = Tracked.objects.of(account_of).exclude(stage__in=[Tracked.Stage.HIDDEN, Tracked.Stage.CLOSED])
    jobs = list(Job.objects.filter(tracked__in=saved).only("changed_at")[:LOOKED_AT])
    from_saved = len(jobs) >= 3
    if not from_saved:
        jobs = [one.job for one in jobs_for(account_of)]
    asked = asked_once.of(jobs)
    fits = [account(person, asked[job.pk]) for job in jobs if job.pk in asked] if person else []
    context = {"doors": doors(person, fits) if person else (), "jobs": len(fits), "from_saved": from_saved, "has_profile": person}  # fmt: skip
    return render(request, "seekers/fit_doors.html", context)
