"""Alerts, and the meeting of an alert and a job."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Published
from prospect.people.models import Account


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class AlertQuerySet(LeasedQuerySet["Alert"]):
    def live(self) -> AlertQuerySet:
        """Confirmed, not paused, not stopped."""
        return self.filter(confirmed_at__isnull=False, paused_at__isnull=True, stopped_at__isnull=True)

    def due(self, now: datetime) -> AlertQuerySet:
        return self.live().filter(due_at__lte=now).order_by("due_at")

    def of(self, account: Account) -> AlertQuerySet:
        return self.filter(account=account, stopped_at__isnull=True)


class Alert(Published, Leased):
    """A query (its canonical parameters), how often, and to which address; with or without an account.

    `due_at` is when its next letter goes out; null while no job waits to be told.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=160)
    query = models.JSONField(default=dict)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    secret = models.CharField(max_length=40, default=new_secret, editable=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AlertQuerySet] = AlertQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["due_at"], name="alert_due"), models.Index(fields=["email"], name="alert_to")]

    def __str__(self) -> str:
        return self.name


class Match(models.Model):
    """An alert and a job met. `letter` is the letter that tells of it; while it is null the job waits to be told."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="matches")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="matches")
    at = models.DateTimeField()
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="matches")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "job"], name="told_once")]
        indexes = [models.Index(fields=["alert"], name="match_waiting", condition=models.Q(letter__isnull=True))]

    def __str__(self) -> str:
        return f"{self.alert_id} met {self.job_id}"
