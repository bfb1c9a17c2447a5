"""Lists of jobs and employers other than search results: employers, For you, the tracker."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prospect.jobs.models import Employer, Job
from prospect.people.actions import profile_of
from prospect.people.models import Tracked
from prospect.people.profiles import is_empty
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards
from prospect.web.seekers.for_you import jobs_for

PAGE = 20


@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    listed = Employer.objects.with_openings().order_by("name")
    page = Paginator(listed, 60).get_page(request.GET.get("page"))
    return render(request, "seekers/employers.html", {"page": page})


@require_safe
def employer(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Employer, slug=slug)
    listed = Job.objects.listed().filter(employer=found).for_cards()
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {"employer": found, "page": page, "cards": cards(page.object_list, request.user)}
    return render(request, "seekers/employer.html", context)


@require_safe
@signed_in
def for_you(request: HttpRequest) -> HttpResponse:
    person = known(request)
    profile = profile_of(person)
    reading = person.resumes.filter(read_at__isnull=True).first()
    found = [] if is_empty(profile.data) else jobs_for(person)
    shown = cards(
        [suited.job for suited in found],
        person,
        bands={suited.job.pk: suited.band for suited in found},
        why={suited.job.pk: suited.why for suited in found},
    )
    context = {"cards": shown, "profile": profile, "is_empty": is_empty(profile.data), "reading": reading}
    return render(request, "seekers/for_you.html", context)


@require_safe
@signed_in
def saved(request: HttpRequest) -> HttpResponse:
    """The tracker, a tab a stage."""
    stage = request.GET.get("stage", Tracked.Stage.SAVED)
    rows = Tracked.objects.of(known(request))
    counts = {name: rows.filter(stage=name).count() for name in Tracked.Stage.values}
    tabs = [
        {"name": label, "url": f"?stage={name}", "on": name == stage, "count": counts[name]}
        for name, label in Tracked.Stage.choices
    ]
    shown = rows.filter(stage=stage).select_related("job__employer").prefetch_related("job__places")
    context = {
        "tabs": tabs,
        "rows": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "stage": stage,
        "stages": Tracked.Stage.choices,
        "label": _("Stages"),
    }
    return render(request, "seekers/saved.html", context)
