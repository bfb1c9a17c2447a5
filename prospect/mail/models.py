"""The outbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prospect.mail.progress import Progress
from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Published


class LetterQuerySet(LeasedQuerySet["Letter"]):
    def due(self, now: datetime) -> LetterQuerySet:
        return self.filter(sent_at__isnull=True, void_at__isnull=True, failed_at__isnull=True, due_at__lte=now)

    def to_person(self, email: str) -> LetterQuerySet:
        return self.filter(to__iexact=email)

    def waiting(self) -> LetterQuerySet:
        return self.filter(sent_at__isnull=True, void_at__isnull=True, failed_at__isnull=True)

    def unsent(self) -> LetterQuerySet:
        """What waits and what was given up: all that an operator may have to look at."""
        return self.filter(sent_at__isnull=True, void_at__isnull=True)

    def sent_since(self, moment: datetime) -> LetterQuerySet:
        return self.filter(sent_at__gt=moment)

    def progress(self, now: datetime) -> Progress:
        """How far the outbox is, for whoever runs the network."""
        waiting = self.waiting()
        return Progress(
            waiting=waiting.count(),
            due=self.due(now).count(),
            refused_once=waiting.filter(attempts__gt=0).count(),
            sent_last_hour=self.sent_since(now - timedelta(hours=1)).count(),
            sent_last_ten_minutes=self.sent_since(now - timedelta(minutes=10)).count(),
            failed=self.filter(failed_at__gt=now - timedelta(days=7)).count(),
            given_up=self.unsent().filter(failed_at__isnull=False).count(),
            repeated=self.filter(unanswered__gt=0, sent_at__gt=now - timedelta(days=7)).count(),
            oldest=waiting.filter(due_at__lte=now).order_by("due_at").values_list("due_at", flat=True).first(),
        )


class Letter(Published, Leased):
    """One letter to one address. `composer` names who writes it at the moment of sending; empty: it is written.

    `unanswered` counts how often it was handed over whole and no answer came: it may have been taken, so it is handed
    over once more and no oftener. Of a sent letter it says how many repeats there may have been.
    """

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
    unanswered = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="letter_due",
                condition=models.Q(sent_at__isnull=True, void_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(fields=["sent_at"], name="letter_sent"),
        ]

    @property
    def is_doubtful(self) -> bool:
        """Whether it was given up because nobody knows if it came: sent once more, it may come a second time."""
        return self.failed_at is not None and self.unanswered > 0

    def __str__(self) -> str:
        return f"{self.subject or self.composer} to {self.to}"


class Bounce(models.Model):
    """An address that does not exist any more, or whose owner complained: no alert goes there.

    Letters about the account are another stream: whoever asks for a new password gets it tried.
    """

    class Kind(models.TextChoices):
        GONE = "gone", _("no such address")
        COMPLAINT = "complaint", _("complaint")

    email = models.EmailField(max_length=254, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.GONE)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.email
