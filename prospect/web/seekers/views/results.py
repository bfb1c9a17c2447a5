"""Search results, and suggestions as one types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prospect.jobs.models import Employer, Job
from prospect.lexicon.places import place
from prospect.lexicon.places import suggest_places as places_like
from prospect.network.models import Network
from prospect.people.models import Tracked
from prospect.search import params
from prospect.search.engines.port import Found, Hit
from prospect.search.meaning import meaning
from prospect.search.query import Query
from prospect.search.suggestions import suggest
from prospect.search.tasks import engine, tally
from prospect.web.parts.limits import limited
from prospect.web.parts.naming import names_in, occupation_name
from prospect.web.seekers import choices
from prospect.web.seekers.cards import Card, cards, listed
from prospect.web.seekers.pay_here import PayHere, pay_here
from prospect.web.seekers.seen import seen
from prospect.web.seekers.typed import asked, unknown_places
from prospect.web.seekers.why import why_found
from prospect.web.seekers.wider import asked_near, near_questions

PAGE = 20
LAST = 500  # pages


@require_safe
@limited(240, 60)
def jobs(request: HttpRequest) -> HttpResponse:
    """The results of the query in the address."""
    search = asked(request)
    query = search.query
    found, number = _page_of(query, _page_number(request))
    if query.words and not _goes_on(request):
        typed = Query(words=query.words, near=query.near)
        tally(asked=str(typed.sentence()), occupation=_first_occupation(typed), found=found.total)
    context = _context(request, query, found, number) | {
        "notes": search.notes,
        "places": _place_choices(query, search.reading),
        "unknown_places": unknown_places(request, query),
    }
    return render(request, "seekers/results.html", context)


def _page_of(query: Query, number: int) -> tuple[Found, int]:
    """The jobs of a page and its number: the last page's where fewer are found than would reach the one asked for."""
    found = engine().find(query, limit=PAGE, offset=PAGE * (number - 1), facets=choices.FACETS)
    if number == 1 or found.total > PAGE * (number - 1):
        return found, number
    return _page_of(query, max(-(-found.total // PAGE), 1))


def _goes_on(request: HttpRequest) -> bool:
    """Whether this only pages, sorts or filters a search that was counted when it was typed."""
    before = urlsplit(request.headers.get("Referer", ""))
    typed = request.GET.get("q", "")
    return before.path == request.path and typed in parse_qs(before.query).get("q", [])


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return min(max(int(asked), 1), LAST) if asked.isascii() and asked.isdigit() else 1


def _first_occupation(query: Query) -> str:
    searched = meaning(query).searched
    return searched[0][0] if searched else ""


def _context(request: HttpRequest, query: Query, found: Found, number: int) -> dict[str, Any]:
    names = _names(query, found) | _in_language(query)
    near = asked_near(query, found, engine(), names) if number == 1 else ()
    every = _cards(request, (*found.hits, *(hit for one in near for hit in one.hits)))
    ids = [hit.id for hit in found.hits if hit.id in every]
    return {
        "query": query,
        "sentence": query.sentence(names),
        "total": found.total,
        "cards": [card for id in ids if (card := every[id])],
        "hidden_count": sum(every[id] is None for id in ids),
        "facets": choices.facets(query, found.facets, {key.partition(":")[2]: name for key, name in names.items()}),
        "chips": choices.chips(query, names),
        "near": (offered := near_questions(near, {id: card for id, card in every.items() if card})),
        "near_shows": any(one.cards for one in offered),
        "pay_here": _pay_here(query) if number == 1 and found.total else None,
        "also": [occupation_name(id) for id in meaning(query).also[:6]],
        "exact_url": replace(query, similar=False).url(),
        "words": " ".join(request.GET.getlist("q")),
        "place": "; ".join(known.label for near in query.near if (known := place(near.place))),
        "sorts": [
            (name, label, replace(query, sort=name).url())
            for name, label in (("best", _("Best first")), ("newest", _("Newest first")))
        ],
        "alert_url": query.url("/alerts/new"),
        "clear_url": Query(words=query.words, phrases=query.phrases, near=query.near).url(),
        **_pages(query, found.total, number),
    }


def _cards(request: HttpRequest, hits: Iterable[Hit]) -> dict[int, Card | None]:
    """The cards of the jobs that are there, by key; None for those that the reader has hidden."""
    why_of = {hit.id: hit for hit in hits}
    jobs = listed().in_bulk(list(why_of))
    hidden = _hidden(request, list(jobs.values()))
    shown = [job for pk, job in jobs.items() if pk not in hidden]
    why = {job.pk: why_found(why_of[job.pk], job) for job in shown}
    drawn = {card.job.pk: card for card in cards(shown, request.user, why=why, seen=seen(request))}
    return {pk: drawn.get(pk) for pk in jobs}


def _pay_here(query: Query) -> PayHere | None:
    """What the trade asked for pays at the place asked for, or here."""
    trade = _first_occupation(query)
    at = query.near[0].place if query.near else Network.current().place_id
    return pay_here(trade, at) if trade else None


def _hidden(request: HttpRequest, jobs: list[Job]) -> set[int]:
    if not request.user.is_authenticated:
        return set()
    rows = Tracked.objects.of(request.user).filter(job__in=jobs, stage=Tracked.Stage.HIDDEN)
    return set(rows.values_list("job_id", flat=True))


def _in_language(query: Query) -> dict[str, str]:
    """Names of what the query asks, where the reader's language has others than the lexicon."""
    return names_in(query.occupations, (*query.skills, *query.any_skills, *query.no_skills))


def _names(query: Query, found: Found) -> dict[str, str]:
    """Names of the employers in the query and its facets, by "employer:id"."""
    ids = {*query.employers, *query.not_employers, *found.facets.get("employer", {})}
    return {
        f"employer:{slug}": name for slug, name in Employer.objects.filter(slug__in=ids).values_list("slug", "name")
    }


def _pages(query: Query, total: int, number: int) -> dict[str, Any]:
    first, last = PAGE * (number - 1) + 1, min(PAGE * number, total)
    return {
        "before_url": _page_url(query, number - 1) if number > 1 else "",
        "after_url": _page_url(query, number + 1) if last < total and number < LAST else "",
        "page_words": _("{first}–{last} of {total}").format(first=first, last=last, total=total) if total else "",
    }


def _page_url(query: Query, number: int) -> str:
    base = query.url()
    return f"{base}{'&' if '?' in base else '?'}page={number}" if number > 1 else base


def _place_choices(query: Query, reading: params.Reading) -> list[dict[str, Any]]:
    """Where a typed place may be several: which was taken, and the others as links."""
    found = []
    for choice in reading.choices:
        chosen = place(choice.chosen)
        if chosen is None or not choice.others:
            continue
        others = []
        for id in choice.others[:6]:
            other = place(id)
            swapped = tuple(replace(near, place=id) if near.place == choice.chosen else near for near in query.near)
            if other:
                others.append({"name": other.label, "url": replace(query, near=swapped).url()})
        found.append({"typed": choice.typed, "chosen": chosen.label, "others": others})
    return found


@require_safe
@limited(600, 60)
def suggest_words(request: HttpRequest) -> HttpResponse:
    """Titles, skills and employers that begin with what is typed."""
    typed = request.GET.get("q", "")[:80]
    return render(request, "parts/suggestions.html", {"suggestions": suggest(typed, engine()) if typed.strip() else []})


@require_safe
@limited(600, 60)
def suggest_places(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", request.GET.get("near", ""))[:80]
    found = places_like(typed, 8, country=Network.current().country) if typed.strip() else ()
    return render(request, "parts/suggestions.html", {"suggestions": [{"text": one.label} for one in found]})
