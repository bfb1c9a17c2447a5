"""Pages for who writes guides: the list, and one guide with its preview."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.guides import actions
from prospect.guides.articles import Article, reading_minutes, rendered
from prospect.guides.drawings import drawing_of
from prospect.guides.models import Guide
from prospect.web.operators.access import operators_only
from prospect.web.operators.guide_forms import GuideForm
from prospect.web.seekers.live_pieces import PIECES, piece


@require_safe
@operators_only
def guides(request: HttpRequest) -> HttpResponse:
    listed = [(guide, reading_minutes(guide.body)) for guide in Guide.objects.order_by("-changed_at", "-pk")]
    return render(request, "operators/guides.html", {"guides": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def new_guide(request: HttpRequest) -> HttpResponse:
    return _written(request, Guide(changed_at=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def edit_guide(request: HttpRequest, public_id: str) -> HttpResponse:
    return _written(request, get_object_or_404(Guide, public_id=public_id))


@require_POST
@operators_only
def withdraw_guide(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Guide, public_id=public_id)
    actions.withdraw(guide=found)
    messages.success(request, _("“{title}” is a draft again.").format(title=found.title))
    return redirect("edit_guide", public_id=public_id)


@require_POST
@operators_only
def delete_guide(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Guide, public_id=public_id)
    if found.published_at is None:
        actions.delete(guide=found)
        messages.success(request, _("“{title}” is deleted.").format(title=found.title))
    else:
        messages.error(request, _("A published guide has to be withdrawn before it can be deleted."))
    return redirect("operator_guides")


def _written(request: HttpRequest, guide: Guide) -> HttpResponse:
    """One guide's form: previewed as it would be, saved as it is, or published. Looking at it keeps nothing."""
    is_kept = guide.pk is not None
    form = GuideForm(request.POST or None, request.FILES or None, instance=guide)
    wish = request.POST.get("do", "")
    preview: Article | None = None
    if request.method == "POST":
        if wish == "preview":
            preview = _preview(request, request.POST.get("body", ""))
        elif form.is_valid():
            return _kept(request, form, guide, is_published=wish == "publish")
    context = {
        "form": form,
        "guide": guide if is_kept else None,
        "photograph": is_kept and not drawing_of(guide.picture),
        "preview": preview,
        "minutes": reading_minutes(request.POST.get("body", "")) if preview else 0,
        "pieces": PIECES,
    }
    status = 422 if request.method == "POST" and preview is None else 200
    return render(request, "operators/guide.html", context, status=status)


def _kept(request: HttpRequest, form: GuideForm, guide: Guide, *, is_published: bool) -> HttpResponse:
    now = timezone.now()
    kept = actions.write(guide=guide, said=form.cleaned_data, related=form.cleaned_data["related"], now=now)
    if is_published:
        actions.publish(guide=kept, now=now)
    messages.success(request, _("Published.") if is_published else _("Saved."))
    return redirect("edit_guide", public_id=kept.public_id)


def _preview(request: HttpRequest, body: str) -> Article:
    """The article as readers would see it; a live piece that shows nothing says so, which readers never see."""

    def shown(name: str, words: str) -> str:
        said = _("This live piece shows nothing: “{piece}”. Look at its name and at the occupation.").format(
            piece=f"{name} {words}".strip()
        )
        return piece(request, name, words) or format_html('<p class="notice notice--warn">{}</p>', said)

    return rendered(body, shown)
