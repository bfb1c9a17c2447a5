"""The front page, and the pages that are about the network itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from prospect.guides.models import Guide
from prospect.jobs.models import Employer, Job
from prospect.network.models import Network
from prospect.web.seekers.cards import cards

NEW = 6
SITEMAP = 45_000  # addresses; the protocol's limit is 50,000


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    listed = Job.objects.listed()
    newest = list(listed.for_cards()[:NEW])
    context = {
        "open_jobs": listed.count(),
        "hiring": Employer.objects.hiring().count(),
        "cards": cards(newest, request.user),
        "employers": Employer.objects.busiest(12),
        "guides": Guide.objects.published(timezone.now())[:2],
    }
    return render(request, "seekers/front.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "seekers/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "seekers/privacy.html")


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """The operator's own colours as custom properties; empty where they chose none."""
    colours = Network.current().palette
    lines = [f"--{name}: {value};" for name, value in sorted(colours.items()) if _is_colour(name, value)]
    css = ":root { " + " ".join(lines) + " }" if lines else ""
    response = HttpResponse(css, content_type="text/css")
    response["Cache-Control"] = "max-age=300"
    return response


def _is_colour(name: str, value: object) -> bool:
    plain = isinstance(value, str) and value.startswith("#") and len(value) in {4, 7} and value[1:].isalnum()
    return plain and name.replace("-", "").isalnum()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /account", "Disallow: /profile", "Disallow: /operate", "Disallow: /jobs?"]
    lines.append(f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Open jobs and published guides, each with the day it last changed."""
    jobs = Job.objects.listed().values_list("public_id", "changed_at")[:SITEMAP]
    entries = [(reverse("job", args=[public_id]), changed) for public_id, changed in jobs]
    entries += [(reverse("guide", args=[g.slug]), g.changed_at) for g in Guide.objects.published(timezone.now())]
    context = {"address": settings.PUBLIC_URL, "entries": entries}
    return render(request, "seekers/sitemap.xml", context, content_type="application/xml")
