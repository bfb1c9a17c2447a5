"""Lists of jobs and employers other than search results: employers, For you, the tracker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.db.models.functions import Left, Upper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prospect.fit.person import Person
from prospect.jobs.models import Employer, Job
from prospect.people.actions import profile_of
from prospect.people.models import Tracked
from prospect.people.profiles import is_empty
from prospect.search.query import Query
from prospect.web.parts.limits import limited
from prospect.web.parts.naming import sentence_of
from prospect.web.parts.paging import turns
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.cards import cards, light, listed
from prospect.web.seekers.fits import person_of
from prospect.web.seekers.for_you import jobs_for, unread_titles
from prospect.web.seekers.seen import seen

PAGE = 20
NAMES = 90
MOST_TRADES = 5  # of a person, that an alert asks for


@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """Who hires: all, those of a first letter, or those whose name has some words."""
    words, letter = request.GET.get("q", "")[:80].strip(), request.GET.get("letter", "")[:1].upper()
    hiring = Employer.objects.hiring().order_by("name")
    letters = sorted(set(hiring.order_by().values_list(Upper(Left("name", 1)), flat=True).distinct()))
    if words:
        hiring = hiring.filter(name__icontains=words)
    elif letter:
        hiring = hiring.filter(name__istartswith=letter)
    page = Paginator(hiring, NAMES).get_page(request.GET.get("page"))
    openings = _openings(page.object_list)
    rows = [(one, openings.get(one.pk, 0)) for one in page]
    context = {"rows": rows, "words": words, "letter": letter, "letters": letters, **turns(request, page)}
    return render(request, "seekers/employers.html", context)


def _openings(employers: Iterable[Employer]) -> dict[int, int]:
    """How many jobs of each of these employers people are shown."""
    shown = Job.objects.listed().filter(employer__in=list(employers)).order_by()
    return dict(shown.values_list("employer").annotate(n=Count("pk")))


@require_safe
def employer(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Employer, slug=slug)
    page = Paginator(listed().filter(employer=found), PAGE).get_page(request.GET.get("page"))
    asked = Query(employers=(found.slug,))
    context = {
        "employer": found,
        "page": page,
        "cards": cards(page.object_list, request.user, seen=seen(request)),
        "search_url": asked.url(),
        "alert_url": asked.url("/alerts/new"),
        **turns(request, page),
    }
    return render(request, "seekers/employer.html", context)


@require_safe
@signed_in
@limited(60, 60, per_person=True)
def for_you(request: HttpRequest) -> HttpResponse:
    person = known(request)
    profile = profile_of(person)
    found = [] if is_empty(profile.data) else jobs_for(person)
    shown = cards(
        [suited.job for suited in found],
        person,
        bands={suited.job.pk: suited.band for suited in found},
        why={suited.job.pk: suited.why for suited in found},
        seen=seen(request),
    )
    context = {
        "cards": shown,
        "is_empty": is_empty(profile.data),
        "reading": person.resumes.filter(read_at__isnull=True).first(),
        **_goes_by(person, profile.wishes),
    }
    return render(request, "seekers/for_you.html", context)


def _goes_by(person: Any, wishes: dict[str, Any]) -> dict[str, Any]:
    """What was wished for, as a sentence; and the alert that would tell of new jobs of the trades wished for, or else of
    the person's own."""
    reader = person_of(person)
    asked = Query.from_params({**wishes, **_wished_trades(reader)})
    trades = {"occupation": list(reader.occupations[:MOST_TRADES])} if reader and reader.occupations else {}
    alert = asked if _wished_trades(reader) else Query.from_params({**wishes, **trades})
    return {
        "wished": None if asked.is_empty() else sentence_of(asked),
        "alert_url": "" if alert.is_empty() else alert.url("/alerts/new"),
    }


def _wished_trades(reader: Person | None) -> dict[str, Any]:
    """The trades wished for; the words of a wished title where no trade of any is known."""
    if reader is None:
        return {}
    if reader.wished:
        return {"occupation": list(reader.wished)}
    unread = unread_titles(reader)
    return {"q": unread[0]} if unread else {}


@require_safe
@signed_in
def saved(request: HttpRequest) -> HttpResponse:
    """The tracker, a tab a stage."""
    names = dict(Tracked.Stage.choices)
    stage = request.GET.get("stage", "")
    stage = stage if stage in names else str(Tracked.Stage.SAVED)
    rows = Tracked.objects.of(known(request))
    counts = dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))
    tabs = [
        {"name": label, "url": f"?stage={name}", "on": name == stage, "count": counts.get(name, 0)}
        for name, label in names.items()
    ]
    shown = rows.filter(stage=stage).prefetch_related(Prefetch("job", light().all()))
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs,
        "rows": page,
        "stage_name": names[stage],
        "stages": Tracked.Stage.choices,
        "label": _("Stages"),
        **turns(request, page),
    }
    return render(request, "seekers/saved.html", context)
