"""The network's own history: what was open, came in and was searched for, day by day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models


class DayCountQuerySet(models.QuerySet["DayCount"]):
    def since(self, day: date) -> DayCountQuerySet:
        return self.filter(day__gte=day)

    def of(self, kind: str, key: str = "") -> DayCountQuerySet:
        return self.filter(kind=kind, key=key)


class DayCount(models.Model):
    """Counts of one day: of the whole network, of one occupation or of one skill (`key` is the lexicon's id).

    `openings` stood at the end of the day, or now on the day itself; `newcomers` were first seen on it. `searches`
    asked for it. `holders` is how many people's profiles name the skill, 0 for other kinds: for the operator alone.
    """

    class Kind(models.TextChoices):
        ALL = "all"
        OCCUPATION = "occupation"
        SKILL = "skill"

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=80, blank=True, default="")
    openings = models.PositiveIntegerField(default=0)
    newcomers = models.PositiveIntegerField(default=0)
    searches = models.PositiveIntegerField(default=0)
    holders = models.PositiveIntegerField(default=0)

    objects: ClassVar[DayCountQuerySet] = DayCountQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["day", "kind", "key"]
        constraints = [models.UniqueConstraint(fields=["day", "kind", "key"], name="one_count_a_day")]
        indexes = [models.Index(fields=["kind", "key", "day"], name="count_over_time")]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind} {self.key} {self.openings}"
