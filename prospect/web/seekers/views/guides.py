"""Guides: the list, and an article with its live pieces."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from prospect.guides.articles import reading_minutes, rendered
from prospect.guides.models import Guide
from prospect.web.seekers.live_pieces import piece


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    listed = [(guide, reading_minutes(guide.body)) for guide in Guide.objects.published(timezone.now())]
    return render(request, "seekers/guides.html", {"guides": listed})


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guide.objects.published(timezone.now()), slug=slug)
    article = rendered(found.body, lambda name, words: piece(request, name, words))
    context = {
        "guide": found,
        "article": article,
        "minutes": reading_minutes(found.body),
        "related": found.related.published(timezone.now())[:3],
    }
    return render(request, "seekers/guide.html", context)
