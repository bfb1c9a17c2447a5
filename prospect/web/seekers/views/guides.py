"""Guides: the list, an article with its live pieces, its picture, and the feed."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from prospect.guides import pictures
from prospect.guides.articles import reading_minutes, rendered
from prospect.guides.drawings import DRAWINGS, TYPE, drawing_of, svg
from prospect.guides.models import Guide
from prospect.lexicon.sentences import Sentence
from prospect.network.models import Network
from prospect.web.seekers.article_markup import article
from prospect.web.seekers.live_pieces import piece

FED = 20  # articles in the feed


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    published = Guide.objects.published(timezone.now())
    listed = [(guide, reading_minutes(guide.body), drawn(guide.picture)) for guide in published]
    return render(request, "seekers/guides.html", {"guides": listed})


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guide.objects.published(timezone.now()), slug=slug)
    shown = rendered(found.body, lambda name, words: piece(request, name, words))
    minutes = reading_minutes(found.body)
    context = {
        "guide": found,
        "article": shown,
        "minutes": minutes,
        "drawing": drawn(found.picture),
        "markup": article(found, Network.current(), minutes),
        "related": found.related.published(timezone.now())[:3],
    }
    return render(request, "seekers/guide.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The latest guides as Atom (RFC 4287), each with its summary."""
    listed = list(Guide.objects.published(timezone.now())[:FED])
    updated = max((one.changed_at for one in listed), default=timezone.now())
    context = {"guides": listed, "updated": updated, "address": settings.PUBLIC_URL}
    return render(request, "seekers/guides.atom", context, content_type="application/atom+xml")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as it stands in a page, and what it shows."""

    svg: SafeString
    alt: Sentence


def drawn(picture: str) -> Drawn | None:
    """The drawing of a guide that has no photograph."""
    name = drawing_of(picture)
    return Drawn(mark_safe(svg(name)), DRAWINGS[name]) if name else None  # noqa: S308 (a file of the product)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """A guide's picture. A photograph's address names its contents, so it may be kept for ever; a drawing's, a day."""
    if (drawing := name.removesuffix(".svg")) in DRAWINGS and drawing != name:
        return HttpResponse(svg(drawing), content_type=TYPE, headers={"Cache-Control": "public, max-age=86400"})
    try:
        file = pictures.path_of(settings.DATA, name).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(file, content_type=pictures.TYPE)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
