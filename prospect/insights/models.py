"""What figures are counted from: a narrow row a job, and the history of the network day by day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from prospect.jobs.models import Employer, Job
from prospect.sources.models import Source


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


class JobFactQuerySet(models.QuerySet["JobFact"]):
    def standing(self) -> JobFactQuerySet:
        """Of jobs that people are shown: open, and no copy of another."""
        return self.filter(closed_at__isnull=True, is_copy=False)


class JobFact(models.Model):
    """What figures are counted from, of one job: a narrow row, so that a hundred thousand can be counted at a glance.

    It follows the job (`as_of` is the `changed_at` it was read at) by the worker's hand. `said` is what
    `facts.kept` makes of it: skills, choices, needs and ways in. Pay is dollars or another currency by the full-time
    year, empty where none is stated.
    """

    job = models.OneToOneField(Job, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    public_id = models.CharField(max_length=24)
    as_of = models.DateTimeField()
    version = models.CharField(max_length=60)
    first_seen = models.DateTimeField()
    posted_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_copy = models.BooleanField(default=False)
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    occupation = models.CharField(max_length=80, blank=True, default="")
    level = models.CharField(max_length=12, blank=True, default="")
    workplace = models.CharField(max_length=6, blank=True, default="")
    metro = models.CharField(max_length=5, blank=True, default="")
    region = models.CharField(max_length=80, blank=True, default="")
    pay_low = models.FloatField(null=True, blank=True)
    pay_high = models.FloatField(null=True, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True, default="")
    pay_origin = models.CharField(max_length=12, blank=True, default="")
    said = models.JSONField(default=dict)

    objects: ClassVar[JobFactQuerySet] = JobFactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["occupation", "posted_on"], name="facts_standing",
                         condition=models.Q(closed_at__isnull=True, is_copy=False)),
            models.Index(fields=["as_of"], name="facts_as_of"),
            models.Index(fields=["version"], name="facts_version"),
            models.Index(fields=["first_seen"], name="facts_first_seen"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.job_id}: {self.occupation or 'no occupation'}, as of {self.as_of}"
