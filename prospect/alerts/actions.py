"""What people do with alerts: saving, confirming, changing, pausing, stopping; and what a letter's links say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from prospect.alerts import feedback
from prospect.alerts.letters.actions import plan_again
from prospect.alerts.models import Alert, AlertQuerySet, new_secret
from prospect.alerts.readings.actions import forget_pieces, pieces_of
from prospect.alerts.rhythm import zone_named
from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.mail.registries import Content
from prospect.network.models import Network
from prospect.people.models import Account
from prospect.search.document import Document
from prospect.search.query import Query

SALT = "prospect.alerts"
KEEP, HOLD = "keep", "hold"
EARLIER = 20  # changes from letters that can be undone
WANTED, ANSWER = timedelta(days=365), timedelta(days=30)
MAY_CHANGE = (
    "name",
    "query",
    "rhythm",
    "quiet_from",
    "quiet_until",
    "time_zone",
    "is_together",
    "says_pay_here",
    "ends_on",
)
LIMIT = 500  # alerts of one address
TO_CONFIRM = timedelta(days=30)  # after which an alert that nobody confirmed is forgotten, its address with it
UNCONFIRMED = 5  # of one address at a time: whoever's it is must not be flooded with questions


class TooManyAlerts(Exception):
    """The address has as many alerts as one may have."""


class TooManyToConfirm(TooManyAlerts):
    """The address has been asked to confirm others, and has not answered."""


@transaction.atomic
def save_alert(
    *, email: str, query: Mapping[str, Any], name: str, rhythm: str, account: Account | None = None, language: str = ""
) -> Alert:
    """A new alert, or the very same there already is (a form sent twice).

    A signed-in person's own address is confirmed already; any other is asked by a letter first. `language` is that of
    the letters of who has no account.
    """
    now = timezone.now()
    if Alert.objects.filter(email__iexact=email, stopped_at__isnull=True).count() >= LIMIT:
        raise TooManyAlerts
    known = account is not None and account.email.lower() == email.lower()
    twin = Alert.objects.filter(
        email=email.lower(), name=name[:160], query=dict(query), stopped_at__isnull=True
    ).first()
    if twin is not None and twin.account == account:
        if not known:
            _ask_to_confirm(twin, now)
        return twin
    if not known and Alert.objects.filter(email__iexact=email, confirmed_at=None).count() >= UNCONFIRMED:
        raise TooManyToConfirm
    alert = Alert.objects.create(
        review_at=now + (WANTED if known else TO_CONFIRM),
        account=account,
        email=email.lower(),
        name=name[:160],
        query=dict(query),
        rhythm=rhythm,
        language=language[:5],
        created_at=now,
        changed_at=now,
        confirmed_at=now if known else None,
    )
    if not known:
        _ask_to_confirm(alert, now)
    return alert


def _ask_to_confirm(alert: Alert, now: datetime) -> None:
    """Asks by a letter, once more where somebody asks again, though not within the hour. Of an alert that runs already
    the letter says so: only who reads it may know."""
    context = {
        "alert": alert,
        "network": Network.current(),
        "address": settings.PUBLIC_URL,
        "confirm_address": f"{settings.PUBLIC_URL}/alerts/{alert.public_id}/confirm?key={alert.secret}",
        "change_address": hold_address(alert.public_id),
    }
    with translation.override(alert.tongue):
        asked = _("You have this alert already: {name}") if alert.confirmed_at else _("Confirm your alert: {name}")
        content = Content(
            subject=asked.format(name=alert.name),
            text=render_to_string("alerts/confirm.txt", context),
            html=render_to_string("alerts/confirm.html", context),
            headers={"Auto-Submitted": "auto-generated"},
        )
    once = f"confirm-{alert.public_id}-{now:%Y%m%d%H}"
    mail.enqueue(to=alert.email, stream=Letter.Stream.ACCOUNT, content=content, idempotent_id=once)


@transaction.atomic
def confirm(*, alert: Alert) -> None:
    """Whoever follows the letter's link has the address: letters that came back from it before count no more."""
    held = _held(alert)
    if held.confirmed_at is None:
        held.confirmed_at = held.changed_at = timezone.now()
        held.review_at = _review_at(held)
        held.save(update_fields=["confirmed_at", "changed_at", "review_at"])
        mail.welcome_again(email=held.email)


@transaction.atomic
def change(*, alert: Alert, **fields: Any) -> Alert:
    """Changes what a person may say about an alert (`MAY_CHANGE`); what was told already stays told. A query given by
    hand ends what could be undone of the one before."""
    if unknown := set(fields) - set(MAY_CHANGE):
        raise TypeError(f"not to be changed: {sorted(unknown)}")
    held = _held(alert)
    now = timezone.now()
    for name, value in {**fields, "changed_at": now}.items():
        setattr(held, name, value)
    if "query" in fields:
        held.earlier = []
    held.review_at = _review_at(held)
    held.save(update_fields=[*fields, "earlier", "changed_at", "review_at"])
    plan_again(alert=held, now=now)
    alert.refresh_from_db()
    return alert


@transaction.atomic
def pause(*, alert: Alert, paused: bool) -> None:
    """Pauses an alert: it looks at no job. Going on, it tells of what waited from before."""
    now = timezone.now()
    held = _held(alert)
    held.paused_at, held.changed_at = (now if paused else None), now
    held.asked_at = None
    held.review_at = _review_at(held)
    held.save(update_fields=["paused_at", "changed_at", "asked_at", "review_at"])
    plan_again(alert=held, now=now)


@transaction.atomic
def snooze(*, alert: Alert, until: datetime | None) -> None:
    """No letter before `until`; what comes meanwhile waits for one letter then. None wakes it."""
    Alert.objects.filter(pk=alert.pk).update(snoozed_until=until)


@transaction.atomic
def stop(*, alert: Alert, stopped: bool = True) -> None:
    """Stops an alert; `stopped=False` takes that back. What it met but did not tell yet is kept for that. One that
    ended on its last day goes on without one."""
    now = timezone.now()
    held = _held(alert)
    held.stopped_at, held.changed_at = (now if stopped else None), now
    if not stopped:
        held.ends_on = None if held.ends_on and _is_over(held) else held.ends_on
        held.review_at = _review_at(held)
    held.save(update_fields=["stopped_at", "ends_on", "changed_at", "review_at"])
    if not stopped:
        plan_again(alert=held, now=now)


def _held(alert: Alert) -> Alert:
    return Alert.objects.select_for_update().get(pk=alert.pk)


# A year later, and the last day ----------------------------------------------------------------------------------


def _review_at(alert: Alert) -> datetime:
    """When somebody must look at it next: after its last day, or a year after its owner last said it is wanted; where
    nobody confirmed it, when it is to be forgotten."""
    if alert.confirmed_at is None:
        return alert.created_at + TO_CONFIRM
    year = (alert.asked_at + ANSWER) if alert.asked_at else timezone.now() + WANTED
    if alert.ends_on is None:
        return year
    over = datetime.combine(alert.ends_on + timedelta(days=1), time(0), tzinfo=zone_named(alert.zone))
    return min(year, over)


def _is_over(alert: Alert) -> bool:
    """Whether its last day is behind, on its owner's clock."""
    return alert.ends_on is not None and datetime.now(zone_named(alert.zone)).date() > alert.ends_on


@transaction.atomic
def keep(*, alert: Alert) -> None:
    """Its owner still wants it: asked again in a year; one that paused for want of an answer goes on."""
    held = _held(alert)
    if held.asked_at is None:
        return
    held.asked_at = None
    held.paused_at = None
    held.changed_at = timezone.now()
    held.review_at = _review_at(held)
    held.save(update_fields=["asked_at", "paused_at", "changed_at", "review_at"])
    plan_again(alert=held, now=held.changed_at)


@transaction.atomic
def review(*, alert: Alert, now: datetime, ask: Callable[[Alert], Content]) -> str:
    """Ends an alert whose last day is over; asks once a year; pauses one that did not answer; forgets one that nobody
    confirmed. What was done, in a word."""
    held = _held(alert)
    held.lease, held.leased_until = "", None
    done = "asked"
    if held.confirmed_at is None and now >= held.created_at + TO_CONFIRM:
        _forget(Alert.objects.filter(pk=held.pk))
        return "forgotten"
    if held.ends_on and _is_over(held):
        held.stopped_at = held.changed_at = now
        held.review_at, done = None, "ended"
    elif held.asked_at is not None:
        held.paused_at = held.changed_at = now
        held.review_at, done = None, "paused"
    elif held.confirmed_at is None or held.paused_at is not None:
        held.review_at, done = now + WANTED, "left"
    else:
        content = ask(held)
        mail.enqueue(
            to=held.email,
            stream=Letter.Stream.ALERT,
            content=content,
            idempotent_id=f"wanted-{held.public_id}-{now.year}",
        )
        held.asked_at = now
        held.review_at = _review_at(held)
    held.save(update_fields=["stopped_at", "paused_at", "asked_at", "changed_at", "review_at", "lease", "leased_until"])
    return done


# What a letter's links say ---------------------------------------------------------------------------------------


def feedback_address(alert: str, saying: str, job: str) -> str:
    """A link of a letter that says one thing of one job (public ids); it changes nothing until it is confirmed."""
    return f"{settings.PUBLIC_URL}/alerts/say/{signing.dumps([alert, saying, job], salt=SALT)}"


def keep_address(alert: str) -> str:
    return f"{settings.PUBLIC_URL}/alerts/say/{signing.dumps([alert, KEEP, ''], salt=SALT)}"


def hold_address(alert: str) -> str:
    """A link of a letter to all that can be changed of an alert, for who has no account to sign in to."""
    return f"{settings.PUBLIC_URL}/alerts/hold/{signing.dumps([alert, HOLD, ''], salt=SALT)}"


def read_link(token: str) -> tuple[str, str, str] | None:
    """(alert, saying, job) of a link; None for one that we did not make. It never runs out."""
    try:
        alert, saying, job = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (str(alert), str(saying), str(job)) if saying in {*feedback.SAYINGS, feedback.CHOOSE, KEEP, HOLD} else None


def feed_key(alert: Alert) -> str:
    """The secret part of the address of an alert's feed; another secret of the alert makes another key."""
    return _key(alert, "feed")


def undo_key(alert: Alert) -> str:
    """What the button that takes a change back must know: a feed's address, which may be given away, does not tell it."""
    return _key(alert, "undo")


def _key(alert: Alert, purpose: str) -> str:
    return salted_hmac(f"{SALT}.{purpose}", alert.secret, algorithm="sha256").hexdigest()[:32]


def new_feed_key(*, alert: Alert) -> None:
    """Ends the addresses of feeds that were given away."""
    Alert.objects.filter(pk=alert.pk).update(secret=new_secret())


@transaction.atomic
def say_of_job(
    *, alert: Alert, saying: str, job: Document, called: Callable[[Query], str] | None = None
) -> feedback.Change:
    """Changes the alert by what its owner says of a job; the query before is kept to go back to. An alert that has the
    name which its query is `called` by has that of the changed one."""
    held = _held(alert)
    query = Query.from_params(held.query)
    made = feedback.change_for(saying, query, job)
    if made.query.canonical() != query.canonical():
        held.earlier = [*held.earlier, held.query][-EARLIER:]
        held.name = _renamed(held, query, made.query, called)
        held.query, held.changed_at = made.query.canonical().to_params(), timezone.now()
        held.save(update_fields=["name", "query", "earlier", "changed_at"])
    return made


def _renamed(alert: Alert, before: Query, after: Query, called: Callable[[Query], str] | None) -> str:
    return called(after)[:160] if called and called(before)[:160] == alert.name else alert.name


@transaction.atomic
def take_back(*, alert: Alert, called: Callable[[Query], str] | None = None) -> bool:
    """Undoes the last change made from a letter; False where there is none. `called` as in `say_of_job`."""
    held = _held(alert)
    if not held.earlier:
        return False
    before = Query.from_params(held.query)
    *held.earlier, held.query = held.earlier
    held.name = _renamed(held, before, Query.from_params(held.query), called)
    held.changed_at = timezone.now()
    held.save(update_fields=["name", "query", "earlier", "changed_at"])
    plan_again(alert=held, now=held.changed_at)
    return True


# What this room keeps of a person: exported and erased (registered in apps.py) ------------------------------------


def export_alerts(account: Account) -> list[dict[str, Any]]:
    own = Alert.objects.filter(email__iexact=account.email) | Alert.objects.filter(account=account)
    return [
        {
            "name": alert.name,
            "query": alert.query,
            "rhythm": alert.rhythm,
            "created_at": alert.created_at,
            "quiet_hours": [alert.quiet_from, alert.quiet_until],
            "time_zone": alert.time_zone,
            "ends_on": alert.ends_on,
            "hooks": list(alert.hooks.values("url", "created_at", "stopped_at")),
            "told": list(alert.matches.filter(letter__isnull=False).values("job__title", "at")),
        }
        for alert in own
    ]


def erase_alerts(account: Account) -> None:
    _forget(Alert.objects.filter(Q(email__iexact=account.email) | Q(account=account)))


def _forget(alerts: AlertQuerySet) -> None:
    asked = pieces_of(alerts.values_list("pk", flat=True))
    alerts.delete()
    forget_pieces(ids=asked)
