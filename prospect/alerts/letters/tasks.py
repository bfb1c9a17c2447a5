"""Writing an alert's letter as of the moment in which it is sent."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from prospect.alerts import feedback
from prospect.alerts.actions import feedback_address, hold_address, keep_address
from prospect.alerts.letters import folding
from prospect.alerts.letters import why as reasons
from prospect.alerts.letters.actions import is_live, take_back, take_back_untold
from prospect.alerts.letters.usual_pay import UsualPay, usual_pay
from prospect.alerts.models import Alert, Match
from prospect.jobs.models import Job, JobQuerySet
from prospect.lexicon.sentences import Sentence
from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.mail.registries import Composer, Content
from prospect.network.models import Network
from prospect.search.document import Document
from prospect.search.matching import matches
from prospect.search.meaning import Meaning, meaning
from prospect.search.query import Query
from prospect.search.tasks import document_of

READ = 200  # jobs of one alert that are read and laid out; the newest. The others are counted.
TOGETHER = 1_000  # jobs that are read at one go for several letters
PIECES = 5_000  # renderings of a job in a letter that are kept, for a minute


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
    say_address: str


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
    parts = []
    for alert in filter(is_live, alerts):
        jobs, documents, count = _still_asked(alert, letter, seen)
        if jobs:
            seen |= {job.pk for job in jobs}
            parts.append((alert, jobs, documents, count))
    return _written(_sections(parts), Network.current()) if parts else None


def _still_asked(alert: Alert, letter: Letter, seen: set[int]) -> tuple[list[Job], dict[int, Document], int]:
    """The newest jobs of the letter that the alert's query finds as both are now, and how many there are. Those that it
    found only before a change of either are taken out, and wait: a change taken back brings them."""
    meant = _asked(json.dumps(alert.query))[1]
    out: set[int] = set()
    while True:
        told = _told(alert, letter).exclude(pk__in=seen | out)
        jobs = list(told.for_cards().order_by("-first_seen", "-pk")[:READ])
        documents = {job.pk: document_of(job) for job in jobs}
        off = {pk for pk, document in documents.items() if not matches(meant, document)}
        if not off:
            return jobs, documents, told.count()
        take_back(letter=letter, alert=alert, jobs=off)
        out |= off if letter.unanswered else set()


def _told(alert: Alert, letter: Letter) -> JobQuerySet:
    """The jobs of the letter for one alert; of one that became a copy, the job whose copy it is."""
    met = Q(matches__letter=letter, matches__alert=alert)
    as_copy = Q(copies__matches__letter=letter, copies__matches__alert=alert)
    return Job.objects.listed().filter(met | as_copy).distinct()


class Told(NamedTuple):
    """That a letter tells an alert of a job, and the state of both: whatever changes one of them changes this."""

    letter: int
    alert: int
    job: int
    met_at: datetime
    alert_changed: datetime
    job_changed: datetime
    job_closed: datetime | None
    job_copy_of: int | None


_TOLD = (
    "letter", "alert", "job", "at", "alert__changed_at", "job__changed_at", "job__closed_at", "job__copy_of",
)  # fmt: skip


def _told_by(letters: Iterable[int]) -> dict[int, tuple[Told, ...]]:
    """What each letter tells, newest jobs first within an alert."""
    rows = Match.objects.filter(letter__in=list(letters)).order_by("alert", "-job__first_seen", "-job")
    found: dict[int, list[Told]] = {}
    for row in rows.values_list(*_TOLD):
        found.setdefault(row[0], []).append(Told(*row))
    return {letter: tuple(told) for letter, told in found.items()}


class Desk:
    """Several letters written at one go: alerts and jobs are read together, and looked at again before each letter goes.

    A letter of which anything has changed since, or is not plain (a job closed or a copy, an alert stopped), is
    composed by itself.
    """

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.told = _told_by(letter.pk for letter in letters)
        wanted: dict[int, None] = {}
        for letter, rows in list(self.told.items()):
            if len(wanted) > TOGETHER or not all(row.job_closed is None and row.job_copy_of is None for row in rows):
                del self.told[letter]
            else:
                wanted |= dict.fromkeys(job for jobs in self._by_alert(rows).values() for job in jobs[:READ])
        self.jobs = Job.objects.for_cards().in_bulk(list(wanted))
        self.documents = {pk: document_of(job) for pk, job in self.jobs.items()}
        self.network = Network.current()
        alerts = {row.alert for rows in self.told.values() for row in rows}
        self.alerts = Alert.objects.select_related("account").in_bulk(list(alerts))

    @staticmethod
    def _by_alert(rows: Iterable[Told]) -> dict[int, list[int]]:
        """The jobs of each alert, each job with the first alert that has it."""
        found: dict[int, list[int]] = {}
        seen: set[int] = set()
        for row in rows:
            if row.job not in seen:
                found.setdefault(row.alert, []).append(row.job)
                seen.add(row.job)
        return found

    def compose(self, letter: Letter) -> Content | None:
        """Like `compose`, and the same words."""
        rows = self.told.get(letter.pk)
        if rows is None or not self._holds(rows) or _told_by([letter.pk]).get(letter.pk) != rows:
            return compose(letter)
        parts = [
            (self.alerts[alert], [self.jobs[job] for job in jobs[:READ]], self.documents, len(jobs))
            for alert, jobs in self._by_alert(rows).items()
        ]
        return _written(_sections(parts), self.network)

    def _holds(self, rows: Iterable[Told]) -> bool:
        """Whether alerts and jobs were read in the state that the rows have, and all alerts are live."""
        for row in rows:
            alert, job = self.alerts.get(row.alert), self.jobs.get(row.job)
            if alert is None or not is_live(alert) or alert.changed_at != row.alert_changed:
                return False
            if row.met_at < max(row.alert_changed, row.job_changed):
                return False  # met as one of them was before: whether they still meet is seen when it is composed alone
            if job is not None and job.changed_at != row.job_changed:
                return False
        return all(job in self.jobs for jobs in self._by_alert(rows).values() for job in jobs[:READ])


def drafts(letters: Sequence[Letter]) -> Composer:
    """A composer for these letters, which reads what they need together."""
    return Desk(letters).compose


Part = tuple[Alert, Sequence[Job], Mapping[int, Document], int]


def _sections(parts: Sequence[Part]) -> list[Section]:
    """The parts of a letter; of many alerts each shows less, so that mail programs cut none of it off."""
    return [_section(*part, most=most) for part, most in zip(parts, folding.shares(len(parts)), strict=True)]


def _section(alert: Alert, jobs: Sequence[Job], documents: Mapping[int, Document], count: int, *, most: int) -> Section:
    """One alert's part: the best `most` of its newest jobs, of `count` that there are."""
    query, meant = _asked(json.dumps(alert.query))
    by_pk = {job.pk: job for job in jobs}
    items = [
        folding.Item(pk, job.employer.slug, job.title, reasons.score(meant, documents[pk])) for pk, job in by_pk.items()
    ]
    laid, _left = folding.laid_out(items, most=most)
    entries = [_entry(alert, by_pk[one.id], one, reasons.why(meant, documents[one.id])) for one in laid]
    return Section(
        alert=alert,
        entries=tuple(entries),
        count=count,
        more=count - sum(1 + len(one.like) for one in laid),
        search_address=settings.PUBLIC_URL + query.url(),
        unsubscribe_address=mail.unsubscribe_address(what="alert", key=alert.public_id),
    )


@lru_cache(maxsize=4096)
def _asked(params: str) -> tuple[Query, Meaning]:
    """What an alert asks, and what that means; many ask the same."""
    query = Query.from_params(json.loads(params))
    return query, meaning(query.for_alert()[0])


def _entry(alert: Alert, job: Job, laid: folding.Entry, why: Sentence | None) -> Entry:
    sayings = (*feedback.SAYINGS, feedback.CHOOSE)
    like, employer, kind, choose = (feedback_address(alert.public_id, saying, job.public_id) for saying in sayings)
    return Entry(job, why, len(laid.like), laid.more_of_employer, like, employer, kind, choose)


def _written(sections: list[Section], network: Network) -> Content:
    with translation.override(sections[0].alert.tongue):
        return _in_words(sections, network)


# A job, and all that is around the jobs, looks alike in many letters but for some addresses, which these marks stand for:
# words made up at each start, for what stands in a posting or in the name of an alert must never be taken for one.
*_MARKS, _STOP, _CHANGE, _ENTRY = (f"\ue000{secrets.token_hex(8)}" for _ in range(7))
_pieces: dict[tuple[object, ...], str] = {}


def _rendered(template: str, context: Callable[[], dict[str, Any]], *looks: object) -> str:
    """A template in the language of now, made once a minute for what looks alike."""
    key = (template, translation.get_language(), int(time.time() // 60), *looks)
    if key not in _pieces:
        if len(_pieces) >= PIECES:
            _pieces.clear()
        _pieces[key] = render_to_string(template, context())
    return _pieces[key]


def _looks(entry: Entry) -> tuple[object, ...]:
    """All that decides how a job of a letter looks."""
    job = entry.job
    return job.pk, job.changed_at, job.employer.name, str(entry.why), entry.like, entry.more_of_employer


def _piece(template: str, entry: Entry, *, pay: bool) -> str:
    """A job of a letter."""

    def context() -> dict[str, Any]:
        like, employer, kind, choose = _MARKS
        marked = replace(
            entry, more_like_address=like, not_employer_address=employer, not_kind_address=kind, say_address=choose
        )
        usual = _usual_pay(entry.job) if pay else None
        return {"job": entry.job, "entry": marked, "pay": pay, "usual": usual, "address": settings.PUBLIC_URL}

    piece = _rendered(template, context, pay, *_looks(entry))
    addresses = (entry.more_like_address, entry.not_employer_address, entry.not_kind_address, entry.say_address)
    for mark, address in zip(_MARKS, addresses, strict=True):
        piece = piece.replace(mark, address)
    return piece


def _usual_pay(job: Job) -> UsualPay | None:
    """The usual pay where the job is, in the unit that it states; of one that is nowhere in particular, around here."""
    place = next((place.place_id for place in job.places.all() if place.place_id), "") or Network.current().place_id
    by_the_hour = bool(job.pay) and job.pay[0].get("period") == "HOUR"
    return usual_pay(job.occupation, place, by_the_hour=by_the_hour) if job.occupation else None


def _in_words(sections: list[Section], network: Network) -> Content:
    count = sum(section.count for section in sections)
    names = _names(section.alert.name for section in sections)
    stop = unsubscribe_address(sections)
    change = _change_address(*(section.alert for section in sections))
    return Content(
        subject=ngettext("{n} new job: {name}", "{n} new jobs: {name}", count).format(n=count, name=names),
        text=_sheet("txt", sections, network, count).replace(_STOP, stop).replace(_CHANGE, change),
        html=_sheet("html", sections, network, count).replace(_STOP, stop).replace(_CHANGE, change),
        headers=list_headers(network, stop),
    )


def _sheet(form: str, sections: list[Section], network: Network, count: int) -> str:
    """The letter in one form, with marks for the addresses that stop and that change it."""

    def context() -> dict[str, Any]:
        return {
            "alert": sections[0].alert,
            "network": network,
            "jobs": [entry.job for section in sections for entry in section.entries],
            "count": count,
            "address": settings.PUBLIC_URL,
            "search_address": sections[0].search_address,
            "unsubscribe_address": _STOP,
            "change_address": _CHANGE,
            "sections": [(section, [_ENTRY] * len(section.entries)) for section in sections[: folding.SECTIONS]],
            "others": len(sections[folding.SECTIONS :]),
            "alerts_address": f"{settings.PUBLIC_URL}/alerts",
        }

    told = tuple(
        (section.alert.name, section.more, section.search_address, *map(_looks, section.entries))
        for section in sections
    )
    around = _rendered(f"alerts/letter.{form}", context, network.name, network.postal_address, count, told)
    first, *others = around.split(_ENTRY)
    entries = [
        _piece(f"alerts/job.{form}", entry, pay=section.alert.says_pay_here)
        for section in sections
        for entry in section.entries
    ]
    return first + "".join(entry + after for entry, after in zip(entries, others, strict=True))


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{listed[0]} +{len(listed) - 1}"


def _change_address(*alerts: Alert) -> str:
    """Where the letter's alert is changed, or all that share the letter; a key to it for who has no account."""
    if len(alerts) > 1:
        return f"{settings.PUBLIC_URL}/alerts"
    (alert,) = alerts
    if alert.account_id is None:
        return hold_address(alert.public_id)
    return f"{settings.PUBLIC_URL}/alerts/{alert.public_id}/change"


def unsubscribe_address(sections: list[Section]) -> str:
    """One click stops the letter: the one alert, or all that share it."""
    what = "alert" if len(sections) == 1 else "alerts_together"
    return mail.unsubscribe_address(what=what, key=sections[0].alert.public_id)


def list_headers(network: Network, unsubscribe: str) -> dict[str, str]:
    """RFC 8058 one-click unsubscribe, RFC 2919 List-Id, RFC 3834 Auto-Submitted; no vacation answer is wanted. Who
    answers a letter writes to the network's people."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    name = " ".join(network.name.replace('"', "").split())
    answers = {"Reply-To": network.contact_email} if network.contact_email else {}
    return {
        **answers,
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
        "change_address": _change_address(alert),
        "unsubscribe_address": mail.unsubscribe_address(what="alert", key=alert.public_id),
    }
    with translation.override(alert.tongue):
        return Content(
            subject=translation.gettext("Still want this alert? {name}").format(name=alert.name),
            text=render_to_string("alerts/still_wanted.txt", context),
            html=render_to_string("alerts/still_wanted.html", context),
            headers=list_headers(network, str(context["unsubscribe_address"])),
        )
