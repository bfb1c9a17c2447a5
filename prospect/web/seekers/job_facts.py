"""The facts of a job as a page lists them: each with where it comes from, unknown ones left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from prospect.jobs.models import Job
from prospect.search import said
from prospect.web.parts.naming import occupation_name
from prospect.web.parts.wording import best_pay, pay_words


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of `parts/facts.html`."""

    name: str
    value: str
    source: str = ""
    figure: bool = False


def facts_of(job: Job) -> list[Fact]:
    """Pay first, then where, what kind, what level, until when."""
    found = [_pay(job), Fact(_("Where"), "; ".join(str(place) for place in job.places.all()), _remote(job))]
    if job.workplace:
        found.append(Fact(_("Workplace"), job.get_workplace_display()))
    if job.employment_type in said.EMPLOYMENT_TYPES:
        found.append(Fact(_("Kind"), _upper(said.EMPLOYMENT_TYPES[job.employment_type].said(_))))
    if job.level in said.LEVELS:
        found.append(Fact(_("Level"), _upper(said.LEVELS[job.level].said(_)), _("read from the posting")))
    if job.occupation:
        found.append(Fact(_("Occupation"), occupation_name(job.occupation), _("read from the title")))
    if job.closes_on:
        found.append(Fact(_("Apply by"), date_format(job.closes_on, "DATE_FORMAT")))
    return [fact for fact in found if fact.value]


def in_a_line(job: Job) -> str:
    """What whoever gets a link to the job wants to know first: where, what it pays, what kind of work."""
    best = best_pay(job.pay)
    words = pay_words(best) if best else None
    pay = " ".join(filter(None, (words.amount, words.unit))) if words else ""
    kind = said.EMPLOYMENT_TYPES[job.employment_type].said(_) if job.employment_type in said.EMPLOYMENT_TYPES else ""
    where = "; ".join(str(place) for place in job.places.all())
    parts = (where, job.get_workplace_display() if job.workplace else "", pay, _upper(kind))
    return " · ".join(part for part in parts if part)


def _pay(job: Job) -> Fact:
    best = best_pay(job.pay)
    if best is None:
        return Fact(_("Pay"), _("Not stated"))
    words = pay_words(best)
    return Fact(_("Pay"), words.amount, ", ".join(part for part in (words.unit, words.source) if part), figure=True)


def _remote(job: Job) -> str:
    if job.workplace != Job.Workplace.REMOTE or not job.remote_scope:
        return ""
    return _("remote from: {places}").format(places=", ".join(map(str, job.remote_scope)))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
