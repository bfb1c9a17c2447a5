"""The front page, and the pages that are about the network itself."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from prospect.guides.models import Guide
from prospect.jobs.models import Job
from prospect.network.models import Network
from prospect.people import actions as people
from prospect.sources.models import Source
from prospect.web.parts import marks
from prospect.web.parts.palette import stylesheet
from prospect.web.seekers.access import known
from prospect.web.seekers.cards import cards
from prospect.web.seekers.front_figures import figures, newest
from prospect.web.seekers.seen import seen

SITEMAP = 45_000  # addresses; the protocol's limit is 50,000


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    context = {
        "figures": figures(),
        "cards": cards(newest(), request.user, seen=seen(request)),
        "guides": Guide.objects.published(timezone.now())[:2],
    }
    if not context["cards"]:
        context["has_sources"] = Source.objects.exists()
    return render(request, "seekers/front.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "seekers/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "seekers/privacy.html")


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """The operator's own colours, made safe to read; empty where they chose none."""
    response = HttpResponse(stylesheet(Network.current().palette), content_type="text/css")
    response["Cache-Control"] = "max-age=300"
    return response


@require_safe
def mark(request: HttpRequest, name: str) -> FileResponse:
    """The operator's own mark. The address names its contents, so it may be kept for ever."""
    if name != Network.current().mark:
        raise Http404
    try:
        file = marks.path_of(name).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(file, content_type=marks.kind_of(name))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = marks.POLICY
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Changes the language of the pages, and of a person's letters; the word is kept in a cookie."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        people.set_language(account=known(request), language=chosen)
    answer: HttpResponse = set_language(request)
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /account", "Disallow: /profile", "Disallow: /operate", "Disallow: /jobs?"]
    lines.append(f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Open jobs and published guides, each with the day it last changed."""
    jobs = Job.objects.listed().values_list("public_id", "changed_at")[:SITEMAP]
    entries: list[tuple[str, datetime | None]] = [
        (reverse("job", args=[public_id]), changed) for public_id, changed in jobs
    ]
    entries += [(reverse(name), None) for name in ("careers", "pay", "region", "employers", "guides")]
    entries += [(reverse("guide", args=[g.slug]), g.changed_at) for g in Guide.objects.published(timezone.now())]
    context = {"address": settings.PUBLIC_URL, "entries": entries}
    return render(request, "seekers/sitemap.xml", context, content_type="application/xml")
