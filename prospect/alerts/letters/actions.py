"""Noting what alerts met, and making the letters that are due.

Whatever notes or makes holds the rows of its alerts, in the order of their numbers, until it is done: a job noted while
a letter is being made is either in that letter or makes its alert due again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Q, When

from prospect.alerts.hooks.actions import queue_deliveries
from prospect.alerts.models import Alert, Match
from prospect.alerts.moments import Moments
from prospect.alerts.rhythm import loud_from, next_due
from prospect.jobs.models import Change, Job
from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.network.models import Network

AT_ONCE = 500  # alerts held together
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Noted:
    """How many meetings were new, and the alerts that are not what the matcher took them for: to be asked again."""

    new: int
    stale: frozenset[int]


def note_matches(*, pairs: Iterable[Pair], now: datetime, known: Moments | None = None) -> Noted:
    """Remembers which alerts met which jobs, (alert id, job id), and when each alert's letter is due then.

    `known` says as of when (`changed_at`) the matcher knew each alert; what it does not know it takes as it is. A pair met before is not met again, nor a job
    whose opening the alert told of under another posting.
    """
    by_alert: dict[int, set[int]] = defaultdict(set)
    for alert, job in pairs:
        by_alert[alert].add(job)
    others = _same_openings({job for jobs in by_alert.values() for job in jobs})
    ids, new, stale = sorted(by_alert), 0, set[int]()
    for start in range(0, len(ids), AT_ONCE):
        asked = {pk: by_alert[pk] for pk in ids[start : start + AT_ONCE]}
        count, changed = _note(asked, others, now, known or Moments())
        new, stale = new + count, stale | changed
    return Noted(new, frozenset(stale))


@transaction.atomic
def _note(
    asked: Mapping[int, set[int]], others: Mapping[int, set[int]], now: datetime, known: Moments
) -> tuple[int, set[int]]:
    """Steps: 1 hold the alerts, 2 leave out the pairs that are no news, 3 note the others, 4 say when letters are due."""
    held = {alert.pk: alert for alert in Alert.objects.filter(pk__in=asked).order_by("pk").select_for_update()}
    stale = {pk for pk in asked if pk not in held or known.get(pk, held[pk].changed_at) != held[pk].changed_at}
    live = {pk: alert for pk, alert in held.items() if pk not in stale and is_live(alert)}
    told, waiting = _met(live, asked, others)
    fresh = [
        (pk, job)
        for pk in live
        for job in sorted(asked[pk])
        if (pk, job) not in told and (pk, job) not in waiting and not any((pk, o) in told for o in others.get(job, ()))
    ]
    Match.objects.bulk_create([Match(alert_id=pk, job_id=job, at=now) for pk, job in fresh], batch_size=1000)
    resting = {pk for pk, _job in (*fresh, *waiting) if live[pk].due_at is None}
    _plan([live[pk] for pk in sorted(resting)], now)
    queue_deliveries(pairs=fresh, now=now)
    return len(fresh), stale


def is_live(alert: Alert) -> bool:
    return alert.confirmed_at is not None and alert.paused_at is None and alert.stopped_at is None


def _met(
    live: Iterable[int], asked: Mapping[int, set[int]], others: Mapping[int, set[int]]
) -> tuple[set[Pair], set[Pair]]:
    """Of the pairs asked about: those told of, under whichever posting, and those noted that still wait."""
    jobs = {job for pk in live for one in asked[pk] for job in (one, *others.get(one, ()))}
    rows = Match.objects.filter(alert__in=list(live), job__in=jobs).values_list("alert", "job", "letter")
    told, waiting = set[Pair](), set[Pair]()
    for alert, job, letter in rows:
        if letter is not None:
            told.add((alert, job))
        elif job in asked[alert]:
            waiting.add((alert, job))
    return told, waiting


def _same_openings(jobs: set[int]) -> dict[int, set[int]]:
    """For each job, the others under which the same opening was known: its copies, and those it took over from."""
    found: dict[int, set[int]] = defaultdict(set)
    for main, copy in Job.objects.filter(copy_of__in=jobs).values_list("copy_of", "pk"):
        if main is not None:
            found[main].add(copy)
    heirs = Change.objects.filter(job__in=jobs, what__in=["took over", "reposted"]).values_list("job", "before")
    before = dict(Job.objects.filter(public_id__in=[id for _job, id in heirs]).values_list("public_id", "pk"))
    for job, id in heirs:
        if id in before:
            found[job].add(before[id])
    return found


def _plan(alerts: Iterable[Alert], now: datetime) -> None:
    """Says when the next letter of each is due. Most fall on few moments, so few statements do."""
    fallback = Network.current().time_zone
    at: dict[datetime, list[int]] = defaultdict(list)
    for alert in alerts:
        at[next_due(alert.rhythm, now, alert.zone_or(fallback), alert.quiet)].append(alert.pk)
    for moment, ids in at.items():
        Alert.objects.filter(pk__in=ids).update(due_at=moment)


def plan_again(*, alert: Alert, now: datetime) -> None:
    """After a change of rhythm, hours or zone, or a pause: its letter is due by what holds now, if anything waits."""
    if alert.matches.all().waiting().exists():
        _plan([alert], now)
    else:
        Alert.objects.filter(pk=alert.pk).update(due_at=None)


@transaction.atomic
def make_letter(*, alert: Alert, now: datetime) -> Letter | None:
    """Puts the alert's due letter into the outbox; None, and no letter, where nothing waits to be told.

    One transaction: the letter, and the mark on each job it tells of, stand or fall together. The letter's words are
    written when it is sent (`letters.tasks.compose`), so that a job closed meanwhile is not in it. Alerts that share
    one letter are told together. In quiet hours it waits.
    """
    together = list(Alert.objects.beside(alert).live().awake(now).order_by("pk").select_for_update())
    this = next((one for one in together if one.pk == alert.pk), None)
    Alert.objects.filter(pk=alert.pk).update(lease="", leased_until=None)
    if this is None or this.due_at is None:
        return None
    if (later := loud_from(now, this.zone, this.quiet)) > now:
        Alert.objects.filter(pk=this.pk).update(due_at=later)
        return None
    ids = [one.pk for one in together]
    waiting = Match.objects.waiting().filter(alert__in=ids)
    letter = None
    if waiting.exists():
        letter = mail.enqueue(to=this.email, stream=Letter.Stream.ALERT, composer="alert", subject_key=this.public_id)
        waiting.update(letter=letter)
    Alert.objects.filter(pk__in=ids).update(due_at=None)
    return letter


@transaction.atomic
def make_letters(*, alerts: Iterable[int], now: datetime) -> list[Letter]:
    """Puts the due letters of several alerts into the outbox, each alert's own; like `make_letter`, in one transaction.

    Alerts that share one letter are for `make_letter`.
    """
    held = list(Alert.objects.filter(pk__in=alerts).order_by("pk").select_for_update())
    Alert.objects.filter(pk__in=[alert.pk for alert in held]).update(lease="", leased_until=None)
    due = {alert.pk: alert for alert in held if alert.due_at is not None and is_live(alert) and _is_awake(alert, now)}
    for alert in list(due.values()):
        if (later := loud_from(now, alert.zone, alert.quiet)) > now:
            Alert.objects.filter(pk=alert.pk).update(due_at=later)
            del due[alert.pk]
    waiting = Match.objects.waiting().filter(alert__in=due)
    told = [due[pk] for pk in waiting.order_by("alert").values_list("alert", flat=True).distinct()]
    made = mail.enqueue_composed(
        wanted=[(alert.email, alert.public_id) for alert in told], stream=Letter.Stream.ALERT, composer="alert"
    )
    if made:
        which = [When(alert=alert.pk, then=letter.pk) for alert, letter in zip(told, made, strict=True)]
        waiting.update(letter=Case(*which))
    Alert.objects.filter(pk__in=due).update(due_at=None)
    return made


def _is_awake(alert: Alert, now: datetime) -> bool:
    return alert.snoozed_until is None or alert.snoozed_until <= now


@transaction.atomic
def take_back_untold(*, letter: Letter) -> int:
    """Jobs that the letter can no longer tell of, closed or of a paused alert, wait again; answers how many.

    Should one come back it is told then. Not for a letter that may have been taken already: it told of them.
    """
    if letter.unanswered:
        return 0
    over = Q(job__copy_of__isnull=True, job__closed_at__isnull=False) | Q(job__copy_of__closed_at__isnull=False)
    silent = Q(alert__paused_at__isnull=False) | Q(alert__stopped_at__isnull=False)
    return Match.objects.filter(letter=letter).filter(over | silent).update(letter=None)


@transaction.atomic
def take_back(*, letter: Letter, alert: Alert, jobs: Collection[int]) -> int:
    """Jobs of the letter that the alert's query finds no more wait again; answers how many. Like `take_back_untold`, not
    of a letter that may have been taken already."""
    if letter.unanswered:
        return 0
    met = Q(job__in=jobs) | Q(job__copy_of__in=jobs)
    return Match.objects.filter(letter=letter, alert=alert).filter(met).update(letter=None)
