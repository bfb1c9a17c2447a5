"""Saving, confirming, pausing and stopping alerts; noting what they met; making the letters that are due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prospect.alerts.models import Alert, Match
from prospect.alerts.rhythm import next_due
from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.mail.registries import Content
from prospect.network.models import Network
from prospect.people.models import Account

LIMIT = 200  # alerts of one address


class TooManyAlerts(Exception):
    """The address has as many alerts as one may have."""


@transaction.atomic
def save_alert(
    *, email: str, query: Mapping[str, Any], name: str, rhythm: str, account: Account | None = None
) -> Alert:
    """A new alert, or the very same there already is (a form sent twice).

    A signed-in person's own address is confirmed already; any other is asked by a letter first.
    """
    now = timezone.now()
    if Alert.objects.filter(email__iexact=email, stopped_at__isnull=True).count() >= LIMIT:
        raise TooManyAlerts
    known = account is not None and account.email.lower() == email.lower()
    twin = Alert.objects.filter(email=email.lower(), name=name[:160], query=dict(query), stopped_at__isnull=True).first()
    if twin is not None and twin.account == account:
        return twin
    alert = Alert.objects.create(
        account=account,
        email=email.lower(),
        name=name[:160],
        query=dict(query),
        rhythm=rhythm,
        created_at=now,
        changed_at=now,
        confirmed_at=now if known else None,
    )
    if not known:
        _ask_to_confirm(alert)
    return alert


def zone_of(account: Account | None) -> str:
    return (account.time_zone if account else "") or Network.current().time_zone


def _ask_to_confirm(alert: Alert) -> None:
    address = f"{settings.PUBLIC_URL}/alerts/{alert.public_id}/confirm?key={alert.secret}"
    text = _(
        "Somebody, we hope you, asked for job alerts to this address:\n\n  {name}\n\n"
        "Confirm it here, and the letters begin:\n{address}\n\nIf it was not you, do nothing: no letter will come."
    ).format(name=alert.name, address=address)
    content = Content(subject=_("Confirm your alert: {name}").format(name=alert.name), text=text)
    mail.enqueue(
        to=alert.email, stream=Letter.Stream.ACCOUNT, content=content, idempotent_id=f"confirm-{alert.public_id}"
    )


def confirm(*, alert: Alert) -> None:
    now = timezone.now()
    Alert.objects.filter(pk=alert.pk, confirmed_at__isnull=True).update(confirmed_at=now, changed_at=now)


def change(*, alert: Alert, **fields: Any) -> Alert:
    """Changes name, query or rhythm; what was told already stays told."""
    for name in ("name", "query", "rhythm"):
        if name in fields:
            setattr(alert, name, fields[name])
    alert.changed_at = timezone.now()
    if alert.due_at is not None:
        alert.due_at = next_due(alert.rhythm, alert.changed_at, zone_of(alert.account))
    alert.save(update_fields=["name", "query", "rhythm", "changed_at", "due_at"])
    return alert


def pause(*, alert: Alert, paused: bool) -> None:
    now = timezone.now()
    Alert.objects.filter(pk=alert.pk).update(paused_at=now if paused else None, changed_at=now)


def stop(*, alert: Alert, stopped: bool = True) -> None:
    """Stops an alert; `stopped=False` takes that back. What it met but did not tell yet is kept for that."""
    now = timezone.now()
    Alert.objects.filter(pk=alert.pk).update(stopped_at=now if stopped else None, changed_at=now)


@transaction.atomic
def note_matches(*, pairs: Iterable[tuple[int, int]], now: datetime) -> int:
    """Remembers which alerts met which jobs, (alert id, job id), and when each alert's letter is due then.

    A pair met before is not met again.
    """
    rows = [Match(alert_id=alert, job_id=job, at=now) for alert, job in pairs]
    Match.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    ids = sorted({row.alert_id for row in rows})
    for start in range(0, len(ids), 500):
        resting = Alert.objects.filter(pk__in=ids[start : start + 500], due_at__isnull=True).select_related("account")
        for alert in (alerts := list(resting)):
            alert.due_at = next_due(alert.rhythm, now, zone_of(alert.account))
        Alert.objects.bulk_update(alerts, ["due_at"])
    return len(rows)


@transaction.atomic
def make_letter(*, alert: Alert, now: datetime) -> Letter | None:
    """Puts the alert's due letter into the outbox; None, and no letter, where nothing waits to be told.

    One transaction: the letter, and the mark on each job it tells of, stand or fall together. The letter's words are
    written when it is sent (`tasks.compose`), so that a job closed meanwhile is not in it.
    """
    waiting = alert.matches.filter(letter__isnull=True, job__closed_at__isnull=True, job__copy_of__isnull=True)
    first = waiting.order_by("pk").values_list("pk", flat=True).first()
    letter = None
    if first is not None:
        letter = mail.enqueue(
            to=alert.email,
            stream=Letter.Stream.ALERT,
            composer="alert",
            subject_key=alert.public_id,
            idempotent_id=f"alert-{alert.public_id}-{first}",
        )
        Match.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(letter=letter)
    Alert.objects.filter(pk=alert.pk).update(due_at=None, lease="", leased_until=None)
    return letter


# What this room keeps of a person: exported and erased (registered in apps.py) ------------------------------------


def export_alerts(account: Account) -> list[dict[str, Any]]:
    own = Alert.objects.filter(email__iexact=account.email) | Alert.objects.filter(account=account)
    return [
        {
            "name": alert.name,
            "query": alert.query,
            "rhythm": alert.rhythm,
            "created_at": alert.created_at,
            "told": list(alert.matches.filter(letter__isnull=False).values("job__title", "at")),
        }
        for alert in own
    ]


def erase_alerts(account: Account) -> None:
    Alert.objects.filter(email__iexact=account.email).delete()
    Alert.objects.filter(account=account).delete()
