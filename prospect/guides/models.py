"""Guides."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from prospect.network.models import Published


class GuideQuerySet(models.QuerySet["Guide"]):
    def published(self, now: datetime) -> GuideQuerySet:
        return self.filter(published_at__lte=now)


class Guide(Published):
    """One article; a draft until `published_at`. `picture`: a kept file's name, a drawing's (`drawings`), or nothing."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300)
    author = models.CharField(max_length=120, blank=True, default="")
    author_is_organisation = models.BooleanField(default=False)
    body = models.TextField()
    picture = models.CharField(max_length=200, blank=True, default="")
    picture_alt = models.CharField(max_length=300, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    related = models.ManyToManyField("self", blank=True, symmetrical=False)

    objects: ClassVar[GuideQuerySet] = GuideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-published_at", "-id"]

    def __str__(self) -> str:
        return self.title
