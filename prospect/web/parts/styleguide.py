"""`/styleguide`: every component beside the others, with made-up data. Served in development and in the demo."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from prospect.web.parts import charts, wording
from prospect.web.parts.facets import Facet, Option


class SampleForm(forms.Form):
    email = forms.EmailField(label="E-mail address", help_text="We write only what you ask for.")
    rhythm = forms.ChoiceField(
        label="How often",
        choices=[("once", "At once"), ("daily", "Every morning"), ("weekly", "On Mondays")],
        widget=forms.RadioSelect,
    )
    trade = forms.ChoiceField(label="Trade", choices=[("", "Any"), ("aviation", "Aviation"), ("health", "Health")])
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    remote = forms.BooleanField(
        label="Remote jobs too", required=False, help_text="From where you are allowed to work."
    )


FAILURES = (403, 404, 410, 429, 500, 503)


@require_safe
def failure(request: HttpRequest, code: int) -> HttpResponse:
    """A page that says what went wrong, answered as it is when it does."""
    if code not in FAILURES:
        raise Http404
    return render(request, f"{code}.html", status=code)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"email": "maria@", "rhythm": "daily"})
    return render(request, "parts/styleguide.html", {"form": form, **_samples()})


def _samples() -> dict[str, Any]:
    return {
        "jobs": _jobs(),
        "facets": _facets(),
        "chips": [{"name": "Within 25 miles of Tulsa", "url": "#"}, {"name": "From $60,000 a year", "url": "#"}],
        "crumbs": [("Jobs", "/jobs"), ("Aviation", "/jobs?q=aviation"), ("Aircraft mechanic", "")],
        "tabs": [
            {"name": "Saved", "url": "#", "on": True, "count": 6},
            {"name": "Applied", "url": "#", "count": 2},
            {"name": "Closed", "url": "#", "count": 11},
        ],
        "facts": [
            {"name": "Pay", "value": "$31.50–$38 an hour", "source": "stated by the employer", "figure": True},
            {"name": "Where", "value": "Tulsa, OK, on site"},
            {"name": "Posted", "value": "4 days ago", "source": "checked 3 hours ago"},
        ],
        "table_heads": ["Place", "Median pay", "Jobs held"],
        "table_rows": [
            ["Tulsa", "$64,300", "1,204"],
            ["Oklahoma City", "$62,900", "1,877"],
            ["Wichita", "$66,100", "3,410"],
        ],
        "needs": _needs(),
        "record": _record(),
        "steps": ["File", "Check", "Jobs for you"],
        "swatches": ["paper", "sheet", "well", "ink", "soft", "line", "edge", "accent", "good", "warn", "bad", "gild"],
        "icons": _icons(),
        "letter": SimpleNamespace(
            to="maria@example.org", subject="3 new jobs for “aircraft mechanic near Tulsa”", sent_at=_hours_ago(2)
        ),
        "choices": [
            {"value": "25", "label": "Within 25 miles", "on": True},
            {"value": "50", "label": "Within 50 miles", "help": "About an hour by car"},
        ],
        **_charts(),
    }


def _icons() -> list[str]:
    sheet = Path(__file__).parent / "static" / "parts" / "icons.svg"
    return re.findall(r'<symbol id="([a-z]+)"', sheet.read_text())


def _hours_ago(hours: float) -> Any:
    return timezone.now() - timedelta(hours=hours)


def _job(title: str, employer: str, places: list[str], **more: Any) -> SimpleNamespace:
    listed = SimpleNamespace(all=lambda: places)
    names = {"onsite": "On site", "remote": "Remote"}
    settled: dict[str, Any] = {"pay": [], "workplace": "onsite", "closed_at": None}
    said = {**settled, **more}
    return SimpleNamespace(
        public_id=slugify(title),
        title=title,
        employer=SimpleNamespace(name=employer, slug=slugify(employer)),
        places=listed,
        posted_on=None,
        first_seen=_hours_ago(30),
        checked_at=_hours_ago(3),
        get_workplace_display=lambda: names[said["workplace"]],
        **said,
    )


def _jobs() -> list[dict[str, Any]]:
    hourly = {"min": 31.5, "max": 38, "currency": "USD", "period": "HOUR", "origin": "stated"}
    yearly = {"min": 88000, "max": 112000, "currency": "USD", "period": "YEAR", "origin": "text"}
    return [
        {
            "job": _job(
                "Aircraft maintenance technician, second shift", "Arrow Heart Aviation", ["Tulsa, OK"], pay=[hourly]
            ),
            "band": "strong",
            "why": [
                {"words": "Asked: airframe and powerplant licence. Your résumé: “FAA A&P, 2016”", "met": True},
                {"words": "Asked: borescope inspection. Nothing found in your résumé", "met": False},
            ],
        },
        {
            "job": _job(
                "Back-end engineer (Python)",
                "Ochre Street Software",
                ["Tulsa, OK", "Bentonville, AR", "Wichita, KS"],
                pay=[yearly],
                workplace="remote",
            ),
            "band": "good",
            "tracked": "saved",
            "why": [],
        },
        {
            "job": _job("Registered nurse, telemetry", "Cherokee Bend Health", ["Broken Arrow, OK"]),
            "band": "stretch",
            "tracked": "applied",
        },
        {"job": _job("Line cook", "The Brass Griddle", ["Tulsa, OK"]), "band": "far", "seen": True},
    ]


def _facets() -> list[Facet]:
    where = [Option("On site", 212, "#", on=True), Option("Hybrid", 48, "#"), Option("Remote", 37, "#")]
    names = "Arrow Heart Aviation,Cherokee Bend Health,Green Country Schools,Ochre Street Software,Sooner Jet Works"
    employers = [
        Option(name, 18 - n, "#") for n, name in enumerate([*names.split(","), "The Brass Griddle", "Wren & Co"])
    ]
    return [Facet("Where the work is done", where), Facet("Employer", employers)]


def _needs() -> list[dict[str, Any]]:
    return [
        {
            "text": "FAA Airframe & Powerplant certificate required",
            "need": "required",
            "verdict": "met",
            "reason": "You hold the certificate the posting names.",
            "evidence": ["FAA Airframe and Powerplant, issued 2016"],
        },
        {
            "text": "5+ years of heavy maintenance experience",
            "need": "required",
            "verdict": "partly",
            "reason": "Asked: 5 years. Found: 3 years and 8 months.",
            "evidence": ["Sooner Jet Works, line and heavy maintenance, March 2019 – October 2022"],
        },
        {
            "text": "Experience with borescope inspections",
            "need": "preferred",
            "verdict": "not_found",
            "reason": "Nothing in your résumé speaks of it. If you have it, add it to your profile.",
            "evidence": [],
        },
        {
            "text": "Must be able to lift 50 pounds",
            "need": "required",
            "verdict": "cannot_tell",
            "reason": "A résumé does not say this, so nothing is concluded from it.",
            "evidence": [],
        },
    ]


def _record() -> list[dict[str, Any]]:
    return [
        {"at": _hours_ago(3), "words": "Still on the employer's board", "kind": "good"},
        {"at": _hours_ago(50), "words": "Pay changed from $29 to $31.50 an hour"},
        {"at": _hours_ago(200), "words": "First seen", "note": "On the employer's own board"},
    ]


def _charts() -> dict[str, Any]:
    rows = [
        charts.Range("This job: $62,000–$78,000 a year", 62000, 78000, tone="accent"),
        charts.Range("Middle half in Tulsa: $55,200–$80,400; median $66,900", 55200, 80400, 66900, 43800, 98100),
    ]
    low, high = charts.ends_of(rows)
    stops = [
        charts.Stop("Aircraft cleaner", "$34,100 a year, median in Tulsa", "#"),
        charts.Stop("Aircraft maintenance technician", "$66,900 a year, median in Tulsa", "#", here=True),
        charts.Stop("Lead technician", "$79,500 a year, median in Tulsa", "#"),
        charts.Stop("Maintenance director", "$104,000 a year, median in Tulsa", "#"),
    ]
    turns = [charts.Stop("Avionics technician", "$76,200; adds electronics and wiring diagrams", "#")]
    return {
        "pay_chart": charts.ranges(
            rows,
            title="Pay of this job beside pay in Tulsa",
            low_mark=wording.money(low),
            high_mark=wording.money(high),
        ),
        "bar_chart": charts.bars(
            [
                charts.Bar("Aviation", 318, "318 jobs", tone="accent", href="#"),
                charts.Bar("Health", 264, "264 jobs", href="#"),
                charts.Bar("Energy", 97, "97 jobs", href="#"),
            ],
            title="Open jobs by trade",
        ),
        "spark": charts.sparkline([40, 44, 41, 47, 52, 50, 58, 62], title="Open jobs, 8 weeks: from 40 to 62"),
        "path_chart": charts.path(stops, title="A way up from aircraft cleaner", turns=turns),
    }
