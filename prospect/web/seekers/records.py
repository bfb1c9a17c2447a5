"""A job's record in words: how fresh it is and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from prospect.jobs import lifecycle
from prospect.jobs.models import Change, Job
from prospect.lexicon.sentences import Sentence
from prospect.web.parts.templatetags.parts import said_again


@dataclass(frozen=True, slots=True)
class Line:
    """A line of `parts/record.html`."""

    at: datetime
    words: str
    note: str = ""
    kind: str = ""


WHAT = {
    "title": gettext_noop("The title changed."),
    "pay": gettext_noop("The pay changed."),
    "places": gettext_noop("The places changed."),
    "workplace": gettext_noop("Where the work is done changed."),
    "closes_on": gettext_noop("The closing date changed."),
    "employment_type": gettext_noop("The kind of employment changed."),
    "level": gettext_noop("The level changed."),
    "reopened": gettext_noop("It came back."),
    "reposted": gettext_noop("Posted again: the employer had this opening before."),
    "took over": gettext_noop("It stands for another posting of the same opening, which closed."),
    "separated": gettext_noop("Somebody told us that this and a similar posting are two jobs."),
    "closed": gettext_noop("It closed."),
}


def record_of(job: Job) -> list[Line]:
    """Newest first."""
    lines = [
        Line(change.at, _(WHAT.get(change.what, change.what)), _note(change), _kind(change))
        for change in job.changes.all()
    ]
    lines.append(Line(job.first_seen, _("First seen here.")))
    for name, others in job.origins.get("places", {}).items():
        words = _("The posting says only “{name}”, which may also be {others}.")
        lines.append(Line(job.first_seen, words.format(name=name, others="; ".join(others))))
    if job.is_open:
        where = job.posting.source.name if job.posting else job.employer.name
        lines.append(Line(job.checked_at, _("Still on the board when we last looked."), where, "good"))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _note(change: Change) -> str:
    if change.what == "closed":
        return said_again(change.after)
    if change.what in {"title", "places"}:
        return _("before: {before}").format(before=change.before)
    return ""


def _kind(change: Change) -> str:
    return {"closed": "bad", "reopened": "good"}.get(change.what, "")


def signs_of_age(job: Job) -> tuple[Sentence, ...]:
    """Facts that may mean the posting is not a real opening any more; facts only, never an accusation."""
    return lifecycle.signs_of_age(
        title=job.title,
        posted_on=job.posted_on,
        first_seen=job.first_seen,
        last_seen=job.checked_at,
        closes_on=job.closes_on,
        reposts=sum(change.what == "reposted" for change in job.changes.all()),
        today=timezone.localdate(),
    )
