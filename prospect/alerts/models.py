"""Alerts, and the meeting of an alert and a job."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prospect.alerts.rhythm import Quiet
from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Network, Published
from prospect.people.models import Account


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class AlertQuerySet(LeasedQuerySet["Alert"]):
    def live(self) -> AlertQuerySet:
        """Confirmed, not paused, not stopped."""
        return self.filter(confirmed_at__isnull=False, paused_at__isnull=True, stopped_at__isnull=True)

    def awake(self, now: datetime) -> AlertQuerySet:
        return self.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now))

    def due(self, now: datetime) -> AlertQuerySet:
        return self.live().awake(now).filter(due_at__lte=now).order_by("due_at")

    def to_review(self, now: datetime) -> AlertQuerySet:
        return self.filter(stopped_at__isnull=True, review_at__lte=now).order_by("review_at")

    def owned_by(self, account: Account) -> AlertQuerySet:
        """Those saved signed in, and those confirmed from the person's own address without signing in."""
        before = Q(account__isnull=True, email__iexact=account.email, confirmed_at__isnull=False)
        return self.filter(Q(account=account) | before)

    def of(self, account: Account) -> AlertQuerySet:
        return self.owned_by(account).filter(stopped_at__isnull=True)

    def beside(self, alert: Alert) -> AlertQuerySet:
        """The alerts of the same address that share one letter with this one, itself among them."""
        if not alert.is_together:
            return self.filter(pk=alert.pk)
        return self.live().filter(email=alert.email, account=alert.account_id, is_together=True)


class Alert(Published, Leased):  # long: one column for each thing a person may say about an alert
    """A query (its canonical parameters), how often, and to which address; with or without an account.

    `due_at` is when its next letter goes out; null while no job waits to be told. Paused, it looks at nothing; snoozed,
    it goes on looking and says nothing until `snoozed_until`. `review_at` is when somebody must look at it next: its
    last day is over, or it is a year old and its owner is asked (`asked_at`) whether it is still wanted. `earlier`
    keeps the queries before the last changes made from a letter, newest last, so that each can be undone.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=160)
    query = models.JSONField(default=dict)
    earlier = models.JSONField(default=list, blank=True)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=5, blank=True, default="")
    is_together = models.BooleanField(default=False)
    says_pay_here = models.BooleanField(default=True)
    secret = models.CharField(max_length=40, default=new_secret, editable=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    review_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AlertQuerySet] = AlertQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["due_at"], name="alert_due"),
            models.Index(fields=["email"], name="alert_to"),
            models.Index(fields=["changed_at"], name="alert_changed"),
            models.Index(fields=["review_at"], name="alert_review"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> str:
        """Its own time zone, or its owner's, or the network's."""
        return self.zone_or("") or Network.current().time_zone

    @property
    def tongue(self) -> str:
        """The language of its letters: its owner's, or that of the page it was saved on."""
        return (self.account.language if self.account else "") or self.language or "en"

    def zone_or(self, fallback: str) -> str:
        return self.time_zone or (self.account.time_zone if self.account else "") or fallback

    @property
    def quiet(self) -> Quiet | None:
        """The hours in which no letter goes out."""
        if self.quiet_from is None or self.quiet_until is None or self.quiet_from == self.quiet_until:
            return None
        return Quiet(self.quiet_from, self.quiet_until)


class Piece(models.Model):
    """An expression or a gate (`matcher_parts`) as text: what many alerts ask alike is kept once."""

    class Kind(models.TextChoices):
        EXPRESSION = "expression", _("expression")
        GATE = "gate", _("gate")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=32)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="one_piece")]

    def __str__(self) -> str:
        return self.text


class Reading(models.Model):
    """What an alert's parameters come to, as `version` of the code and lexicon reads them: never the truth, only quick.

    It holds while the alert's `changed_at` is still `as_of`. The two moments in microseconds since 1970 are the
    alert's `changed_at` and `created_at`, so that a million rows are read as plain numbers.
    """

    alert = models.OneToOneField(Alert, on_delete=models.CASCADE, primary_key=True, related_name="reading")
    version = models.CharField(max_length=32)
    as_of = models.DateTimeField()
    changed = models.BigIntegerField()
    created = models.BigIntegerField()
    expression = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="asked")
    gate = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="gated")
    floor = models.BigIntegerField()
    bits = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.alert_id} read"


class MatchQuerySet(models.QuerySet["Match"]):
    def waiting(self) -> MatchQuerySet:
        """To be told: in no letter yet, the job open and no copy of another."""
        return self.filter(letter__isnull=True, job__closed_at__isnull=True, job__copy_of__isnull=True)


class Match(models.Model):
    """An alert and a job met. `letter` is the letter that tells of it; while it is null the job waits to be told."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="matches")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="matches")
    at = models.DateTimeField()
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="matches")

    objects: ClassVar[MatchQuerySet] = MatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "job"], name="told_once")]
        indexes = [models.Index(fields=["alert"], name="match_waiting", condition=models.Q(letter__isnull=True))]

    def __str__(self) -> str:
        return f"{self.alert_id} met {self.job_id}"


class Hook(Published):
    """An address of a person's own program that is told of each job as soon as the alert meets it."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="hooks")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=40, default=new_secret, editable=False)
    created_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "url"], name="one_hook_an_address")]

    def __str__(self) -> str:
        return self.url

    @property
    def latest(self) -> Delivery | None:
        """The newest of what it was told or is to be told."""
        return self.deliveries.order_by("-pk").first()


class DeliveryQuerySet(LeasedQuerySet["Delivery"]):
    def due(self, now: datetime) -> DeliveryQuerySet:
        open_ones = self.filter(done_at__isnull=True, failed_at__isnull=True, due_at__lte=now)
        return open_ones.filter(hook__stopped_at__isnull=True).order_by("due_at", "id")


class Delivery(Published, Leased):
    """One job to be told to one hook, or no job: a trial. `done_at` also where there was nothing left to say."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[DeliveryQuerySet] = DeliveryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "job"], name="hooked_once")]
        indexes = [
            models.Index(
                fields=["due_at"], name="delivery_due", condition=Q(done_at__isnull=True, failed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_id or 'a trial'} to {self.hook_id}"
