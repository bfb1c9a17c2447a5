"""Writing an alert's letter as of the moment in which it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from prospect.alerts import feedback
from prospect.alerts.actions import feedback_address, keep_address
from prospect.alerts.letters import folding
from prospect.alerts.letters import why as reasons
from prospect.alerts.letters.actions import is_live, take_back_untold
from prospect.alerts.models import Alert
from prospect.jobs.models import Job, JobQuerySet
from prospect.lexicon.sentences import Sentence
from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.mail.registries import Content
from prospect.network.models import Network
from prospect.search.meaning import meaning
from prospect.search.query import Query
from prospect.search.tasks import document_of

READ = 200  # jobs of one alert that are read and laid out; the newest. The others are counted.


@dataclass(frozen=True, slots=True)
class Entry:
    """A job in a letter: why it is there, others that read the same, more of its employer, and what may be said of it."""

    job: Job
    why: Sentence | None
    like: int
    more_of_employer: int
    more_like_address: str
    not_employer_address: str
    not_kind_address: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a letter tells of one alert."""

    alert: Alert
    entries: tuple[Entry, ...]
    count: int
    more: int
    search_address: str
    unsubscribe_address: str


def compose(letter: Letter) -> Content | None:
    """The letter's words as of now; None when no job of it is open any more, or nobody wants it.

    Steps: 1 what cannot be told any more waits again, 2 each alert's open jobs are laid out, 3 the letter is written.
    """
    take_back_untold(letter=letter)
    alerts = Alert.objects.filter(matches__letter=letter).distinct().select_related("account").order_by("pk")
    seen: set[int] = set()
    sections = [
        section for alert in alerts if is_live(alert) and (section := _section(alert, letter, seen)) is not None
    ]
    if not sections:
        return None
    account = sections[0].alert.account
    with translation.override(account.language if account and account.language else "en"):
        return _written(sections)


def _told(alert: Alert, letter: Letter) -> JobQuerySet:
    """The jobs of the letter for one alert; of one that became a copy, the job whose copy it is."""
    met = Q(matches__letter=letter, matches__alert=alert)
    as_copy = Q(copies__matches__letter=letter, copies__matches__alert=alert)
    return Job.objects.listed().filter(met | as_copy).distinct()


def _section(alert: Alert, letter: Letter, seen: set[int]) -> Section | None:
    """One alert's part; a job that an earlier part of the same letter has is not said again."""
    told = _told(alert, letter).exclude(pk__in=seen)
    count = told.count()
    if not count:
        return None
    query = Query.from_params(alert.query)
    meant = meaning(query.for_alert()[0])
    jobs = {job.pk: job for job in told.for_cards().order_by("-first_seen", "-pk")[:READ]}
    documents = {pk: document_of(job) for pk, job in jobs.items()}
    items = [
        folding.Item(pk, job.employer.slug, job.title, reasons.score(meant, documents[pk])) for pk, job in jobs.items()
    ]
    laid, _left = folding.laid_out(items)
    seen |= jobs.keys()
    entries = [_entry(alert, jobs[one.id], one, reasons.why(meant, documents[one.id])) for one in laid]
    return Section(
        alert=alert,
        entries=tuple(entries),
        count=count,
        more=count - sum(1 + len(one.like) for one in laid),
        search_address=settings.PUBLIC_URL + query.url(),
        unsubscribe_address=mail.unsubscribe_address(what="alert", key=alert.public_id),
    )


def _entry(alert: Alert, job: Job, laid: folding.Entry, why: Sentence | None) -> Entry:
    like, employer, kind = (feedback_address(alert.public_id, saying, job.public_id) for saying in feedback.SAYINGS)
    return Entry(job, why, len(laid.like), laid.more_of_employer, like, employer, kind)


def _written(sections: list[Section]) -> Content:
    network, first = Network.current(), sections[0]
    count = sum(section.count for section in sections)
    context: dict[str, Any] = {
        "alert": first.alert,
        "network": network,
        "sections": sections,
        "jobs": [entry.job for section in sections for entry in section.entries],
        "more": sum(section.more for section in sections),
        "count": count,
        "address": settings.PUBLIC_URL,
        "search_address": first.search_address,
        "unsubscribe_address": unsubscribe_address(sections),
    }
    names = _names(section.alert.name for section in sections)
    subject = ngettext("{n} new job: {name}", "{n} new jobs: {name}", count).format(n=count, name=names)
    return Content(
        subject=subject,
        text=render_to_string("alerts/letter.txt", context),
        html=render_to_string("alerts/letter.html", context),
        headers=list_headers(network, context["unsubscribe_address"]),
    )


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{listed[0]} +{len(listed) - 1}"


def unsubscribe_address(sections: list[Section]) -> str:
    """One click stops the letter: the one alert, or all that share it."""
    what = "alert" if len(sections) == 1 else "alerts_together"
    return mail.unsubscribe_address(what=what, key=sections[0].alert.public_id)


def list_headers(network: Network, unsubscribe: str) -> dict[str, str]:
    """RFC 8058 one-click unsubscribe, RFC 2919 List-Id, RFC 3834 Auto-Submitted; no vacation answer is wanted."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    name = " ".join(network.name.replace('"', "").split())
    return {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f'"{name}" <alerts.{host}>',
        "Precedence": "list",
        "Auto-Submitted": "auto-generated",
    }


def ask_content(alert: Alert) -> Content:
    """The letter that asks, after a year, whether the alert is still wanted."""
    network = Network.current()
    context = {
        "alert": alert,
        "network": network,
        "address": settings.PUBLIC_URL,
        "keep_address": keep_address(alert.public_id),
        "unsubscribe_address": mail.unsubscribe_address(what="alert", key=alert.public_id),
    }
    with translation.override(alert.account.language if alert.account and alert.account.language else "en"):
        return Content(
            subject=translation.gettext("Still want this alert? {name}").format(name=alert.name),
            text=render_to_string("alerts/still_wanted.txt", context),
            headers=list_headers(network, str(context["unsubscribe_address"])),
        )
