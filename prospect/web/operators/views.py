"""Pages for who runs the network: what waits, sources and their health, copies, letters, the network itself."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.jobs import actions as jobs
from prospect.jobs.boards import NotFound, look, named
from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.network.models import Network
from prospect.people.models import Resume
from prospect.search.models import Tally
from prospect.sources.connectors import connector
from prospect.sources.models import Fetch, Posting, Source
from prospect.sources.tasks import fetcher, read_one
from prospect.web.operators.access import operators_only
from prospect.web.operators.first_steps import first_steps
from prospect.web.operators.forms import NetworkForm, SourceForm
from prospect.web.parts import charts, palette
from prospect.web.parts.paging import turns
from prospect.web.parts.templatetags.parts import said, said_again

PAGE = 50
SMALL = 3  # searches asked fewer times than this on all days together are not shown: they might name someone


@require_safe
@operators_only
def desk(request: HttpRequest) -> HttpResponse:
    """What waits in each queue, what is in trouble, and what people searched for and did not find."""
    now = timezone.now()
    month = timezone.now().date() - timedelta(days=30)
    asked = (
        Tally.objects.filter(day__gte=month)
        .values("asked")
        .annotate(sum=Sum("times"), found=Sum("found"))
        .filter(sum__gte=SMALL)
    )
    context = {
        "steps": first_steps(),
        "sources": Source.objects.exists(),
        "queues": [
            (_("Sources due"), Source.objects.due(now).count()),
            (_("Postings to understand"), Posting.objects.to_understand().count()),
            (_("Résumés to read"), Resume.objects.to_read().count()),
            (_("Jobs to index"), Job.objects.to_index().count()),
            (_("Letters to send"), Letter.objects.due(now).count()),
        ],
        "open_jobs": Job.objects.listed().count(),
        "troubled": Source.objects.troubled()[:20],
        "asked": asked.order_by("-sum")[:20],
        "unfound": asked.filter(found=0).order_by("-sum")[:20],
    }
    return render(request, "operators/desk.html", context)


@require_safe
@operators_only
def sources(request: HttpRequest) -> HttpResponse:
    standing = Count("postings", filter=Q(postings__gone_at__isnull=True))
    page = Paginator(Source.objects.annotate(standing=standing).order_by("name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "operators/sources.html", {"page": page, **turns(request, page)})


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def add_source(request: HttpRequest) -> HttpResponse:
    """Looks at an address and shows what is there; a second press saves it."""
    form = SourceForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            reader = fetcher()
            board = named(form.cleaned_data["address"], reader)
            if "save" in request.POST:
                source = jobs.add_board(
                    kind=board.kind,
                    token=board.token,
                    employer_name=form.cleaned_data["employer"],
                    is_agency=form.cleaned_data["is_agency"],
                )
                return redirect("source", public_id=source.public_id)
            glance = look(board, reader)
            context |= {"board": board, "glance": glance, "form": form.guessing(glance.employer)}
        except NotFound as trouble:
            form.add_error("address", said(trouble.sentence))
    return render(request, "operators/add_source.html", context)


@require_safe
@operators_only
def source(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Source, public_id=public_id)
    fetches = list(found.fetches.all()[:30])
    context = {
        "source": found,
        "fetches": fetches,
        "history": _history(fetches),
        "standing": found.postings.filter(gone_at__isnull=True).count(),
        "gone": found.postings.filter(gone_at__isnull=False).count(),
        "troubled": found.postings.exclude(trouble="")[:20],
        "terms": connector(found.kind).TERMS,
        "missing": found.postings.missing().count(),
        "held": bool(fetches) and fetches[0].outcome == Fetch.Outcome.SUSPICIOUS,
        "believed": jobs.is_believed(found, timezone.now()),
    }
    return render(request, "operators/source.html", context)


def _history(fetches: list[Fetch]) -> charts.Markup:
    """How many postings each reading found, oldest first."""
    found = [float(fetch.found) for fetch in reversed(fetches)]
    title = _("Postings found in the last {n} readings").format(n=len(found))
    return charts.sparkline(found, title=title)


@require_POST
@operators_only
def read_source(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reads the source now; one that is read page by page, which may take minutes, is left to the worker."""
    found = get_object_or_404(Source, public_id=public_id)
    if connector(found.kind).CLOSING != "complete" and not found.recordings:
        Source.objects.filter(pk=found.pk).update(due_at=timezone.now())
        messages.success(request, _("It is read page by page, beginning within a minute; look again soon."))
        return redirect("source", public_id=public_id)
    fetch = read_one(found)
    if fetch.outcome == fetch.Outcome.FAILED:
        messages.error(request, said_again(fetch.why))
    else:
        words = ngettext("Read: {n} posting found.", "Read: {n} postings found.", fetch.found)
        messages.success(request, words.format(n=fetch.found))
    return redirect("source", public_id=public_id)


@require_POST
@operators_only
def believe_source(request: HttpRequest, public_id: str) -> HttpResponse:
    """The operator knows that the board has really shrunk."""
    jobs.believe(source=get_object_or_404(Source, public_id=public_id), now=timezone.now())
    messages.success(
        request, _("The next readings are believed. Jobs close when two of them, apart, are without them.")
    )
    return redirect("source", public_id=public_id)


@require_POST
@operators_only
def switch_source(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Source, public_id=public_id)
    found.is_enabled = not found.is_enabled
    found.save(update_fields=["is_enabled"])
    return redirect("source", public_id=public_id)


@require_safe
@operators_only
def copies(request: HttpRequest) -> HttpResponse:
    """Jobs taken for copies of others, each with its reason and the way to take it back."""
    listed = (
        Job.objects.open()
        .filter(copy_of__isnull=False)
        .select_related("employer", "copy_of__employer", "posting__source", "copy_of__posting__source")
    )
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    return render(request, "operators/copies.html", {"page": page, **turns(request, page)})


@require_POST
@operators_only
def separate(request: HttpRequest, public_id: str) -> HttpResponse:
    jobs.separate(copy=get_object_or_404(Job, public_id=public_id), now=timezone.now())
    messages.success(request, _("They are two jobs from now on."))
    return redirect("copies")


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def network(request: HttpRequest) -> HttpResponse:
    form = NetworkForm(request.POST or None, request.FILES or None, instance=Network.stored())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("network")
    context = {"form": form, "advice": palette.advice(Network.current().palette)}
    return render(request, "operators/network.html", context, status=422 if request.method == "POST" else 200)
