"""Sources, what each reading of one brought, and the postings, verbatim."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Published


class SourceQuerySet(LeasedQuerySet["Source"]):
    def due(self, now: datetime) -> SourceQuerySet:
        return self.filter(is_enabled=True, due_at__lte=now).order_by("due_at")

    def troubled(self) -> SourceQuerySet:
        return self.exclude(last_error="")


class Source(Published, Leased):
    """One place postings are read from: a kind of connector and the token that names the board to it.

    `whole_at`: when the whole list was last seen, changed or not.
    """

    kind = models.CharField(max_length=20)
    token = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    is_enabled = models.BooleanField(default=True)
    recordings = models.CharField(max_length=500, blank=True, default="")
    every_minutes = models.PositiveIntegerField(default=360)
    due_at = models.DateTimeField()
    etag = models.CharField(max_length=300, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    last_tried_at = models.DateTimeField(null=True, blank=True)
    last_good_at = models.DateTimeField(null=True, blank=True)
    whole_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=400, blank=True, default="")
    failures = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()

    objects: ClassVar[SourceQuerySet] = SourceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "token"], name="one_source_a_board")]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind}:{self.token})"


class Fetch(models.Model):
    """One reading of a source and what came of it. Only a complete one may say that a posting is gone."""

    class Outcome(models.TextChoices):
        COMPLETE = "complete", _("read completely")
        PARTIAL = "partial", _("read in part")
        UNCHANGED = "unchanged", _("unchanged")
        SUSPICIOUS = "suspicious", _("held for a second look")
        FAILED = "failed", _("failed")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    found = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list, blank=True)
    why = models.CharField(max_length=400, blank=True, default="")
    bytes = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["source", "-at"], name="fetch_newest")]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_outcome_display()}"


class PostingQuerySet(LeasedQuerySet["Posting"]):
    def to_verify(self, kinds: Collection[str], before: datetime) -> PostingQuerySet:
        """Standing postings of live sources of these kinds that nothing has shown since `before`, the longest unseen first."""
        standing = self.filter(gone_at__isnull=True, understood_at__isnull=False, last_seen__lt=before).exclude(url="")
        return standing.filter(
            source__kind__in=kinds, source__is_enabled=True, source__recordings="", job__closed_at__isnull=True
        ).order_by("last_seen")

    def missing(self) -> PostingQuerySet:
        """Those that the last believed reading did not have, not closed yet."""
        return self.filter(missing_since__isnull=False, gone_at__isnull=True)

    def to_understand(self) -> PostingQuerySet:
        return self.filter(understood_at__isnull=True).order_by("pk")


class Posting(Leased):
    """What a source said of one opening, never edited: `payload` is the raw item, `said` our names for its fields.

    `last_seen` is when a reading that brought something new last had it; readings of an unchanged board are noted with
    the source alone, so ask `seen_at`. `list_digest` is what the board's list said when the posting's own page was last read; `trouble` why it could not
    be understood.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="postings")
    key = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True, default="")
    said = models.JSONField()
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    list_digest = models.CharField(max_length=64, blank=True, default="")
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)
    missed_last = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_why = models.CharField(max_length=200, blank=True, default="")
    understood_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[PostingQuerySet] = PostingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_posting_a_key")]
        indexes = [
            models.Index(fields=["id"], name="posting_waiting", condition=models.Q(understood_at__isnull=True)),
            models.Index(fields=["source", "gone_at"], name="posting_standing"),
            models.Index(
                fields=["source"],
                name="posting_missing",
                condition=models.Q(missing_since__isnull=False, gone_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}/{self.key}"

    @property
    def seen_at(self) -> datetime:
        """When the source last had it."""
        stands = self.gone_at is None and self.missing_since is None
        return max(self.last_seen, self.source.whole_at or self.last_seen) if stands else self.last_seen
