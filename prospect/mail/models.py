"""The outbox."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Published


class LetterQuerySet(LeasedQuerySet["Letter"]):
    def due(self, now: datetime) -> LetterQuerySet:
        return self.filter(sent_at__isnull=True, void_at__isnull=True, failed_at__isnull=True, due_at__lte=now)

    def to_person(self, email: str) -> LetterQuerySet:
        return self.filter(to__iexact=email)


class Letter(Published, Leased):
    """One letter to one address. `composer` names who writes it at the moment of sending; empty: it is written."""

    class Stream(models.TextChoices):
        ACCOUNT = "account", _("about the account")
        ALERT = "alert", _("alert")

    to = models.EmailField(max_length=254, db_index=True)
    stream = models.CharField(max_length=10, choices=Stream.choices)
    composer = models.CharField(max_length=40, blank=True, default="")
    subject_key = models.CharField(max_length=40, blank=True, default="")
    subject = models.CharField(max_length=250, blank=True, default="")
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    headers = models.JSONField(blank=True, default=dict)
    message_id = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="letter_due",
                condition=models.Q(sent_at__isnull=True, void_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject or self.composer} to {self.to}"


class Bounce(models.Model):
    """An address that a mail server refused for good, or whose owner complained; nothing more is sent to it."""

    email = models.EmailField(max_length=254, unique=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.email
