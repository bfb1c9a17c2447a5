"""Employers, boards, jobs, their places and every change."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Published
from prospect.sources.models import Posting, Source


class EmployerQuerySet(models.QuerySet["Employer"]):
    def hiring(self) -> EmployerQuerySet:
        return self.filter(models.Exists(Job.objects.listed().filter(employer=models.OuterRef("pk"))))

    def busiest(self, limit: int) -> EmployerQuerySet:
        """Those that hire most, each with `openings`, the number of jobs that people are shown."""
        listed = models.Q(jobs__closed_at__isnull=True, jobs__copy_of__isnull=True)
        hiring = self.filter(is_agency=False).annotate(openings=models.Count("jobs", filter=listed))
        return hiring.filter(openings__gt=0).order_by(models.F("openings").desc(), "name")[:limit]


class Employer(Published):
    """Who hires. `key` is the name without its legal form, by which variants of one name meet."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    about = models.TextField(blank=True, default="")
    website = models.URLField(max_length=300, blank=True, default="")
    is_agency = models.BooleanField(default=False)

    objects: ClassVar[EmployerQuerySet] = EmployerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Board(models.Model):
    """Which source is whose: the employer's own board, or (no employer) one that lists many employers' jobs.

    `hold` is the suspicion (`lifecycle.Hold`) under which a board stands that lost half its jobs, null for none.
    """

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="board")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, null=True, blank=True, related_name="boards")
    hold = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.employer or self.source)


class JobQuerySet(LeasedQuerySet["Job"]):
    def open(self) -> JobQuerySet:
        return self.filter(closed_at__isnull=True)

    def listed(self) -> JobQuerySet:
        """What people are shown: open, and not a copy of another job."""
        return self.filter(closed_at__isnull=True, copy_of__isnull=True)

    def to_index(self) -> JobQuerySet:
        return self.filter(models.Q(indexed_at__isnull=True) | models.Q(indexed_at__lt=models.F("changed_at")))

    def to_match(self) -> JobQuerySet:
        return self.listed().filter(matched_at__isnull=True, indexed_at__isnull=False).order_by("pk")

    def for_cards(self) -> JobQuerySet:
        """With employer, places and when the whole list that has the job was last seen (`Job.checked_at`)."""
        stands = models.When(
            posting__gone_at__isnull=True, posting__missing_since__isnull=True, then="posting__source__whole_at"
        )
        return self.select_related("employer").prefetch_related("places").annotate(whole_at=models.Case(stands))


class Job(Published, Leased):
    """One real opening as the network understands it, with its record.

    Every posting has its own job; one that is the same opening as another is its copy (`copy_of`, with the reason)
    and is not shown. So no merge loses anything, and each can be undone.
    """

    class Workplace(models.TextChoices):
        ONSITE = "onsite", _("On site")
        HYBRID = "hybrid", _("Hybrid")
        REMOTE = "remote", _("Remote")

    posting = models.OneToOneField(Posting, on_delete=models.SET_NULL, null=True, blank=True, related_name="job")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="jobs")
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1000, blank=True, default="")
    apply_url = models.URLField(max_length=1000, blank=True, default="")
    description = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    language = models.CharField(max_length=5, blank=True, default="")
    occupation = models.CharField(max_length=80, blank=True, default="")
    level = models.CharField(max_length=12, blank=True, default="")
    employment_type = models.CharField(max_length=12, blank=True, default="")
    workplace = models.CharField(max_length=6, choices=Workplace.choices, blank=True, default="")
    remote_scope = models.JSONField(default=list, blank=True)
    pay = models.JSONField(default=list, blank=True)
    pay_year_min = models.PositiveIntegerField(null=True, blank=True)
    pay_year_max = models.PositiveIntegerField(null=True, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True, default="")
    skills = models.JSONField(default=list, blank=True)
    education = models.JSONField(default=list, blank=True)
    requirements = models.JSONField(default=list, blank=True)
    origins = models.JSONField(default=dict, blank=True)
    read_by = models.CharField(max_length=20, blank=True, default="")
    posted_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    first_seen = models.DateTimeField(db_index=True)
    last_verified = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.CharField(max_length=200, blank=True, default="")
    copy_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", db_index=False
    )
    copy_why = models.CharField(max_length=300, blank=True, default="")
    posting_key = models.CharField(max_length=200, blank=True, default="", db_index=True)
    title_key = models.CharField(max_length=120, blank=True, default="", db_index=True)
    from_own_board = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    indexed_at = models.DateTimeField(null=True, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-first_seen", "-id"]
        indexes = [
            # The next two hold all that counting listed jobs asks, so that no row is read for it: rows are long. Of
            # copies only those that are some are indexed: nearly all jobs are none, and SQLite, which keeps no figures
            # of what an index finds, would take an index of all for every question about listed jobs.
            models.Index(fields=["employer", "closed_at", "copy_of"], name="job_of_employer"),
            models.Index(fields=["occupation", "closed_at", "copy_of"], name="job_of_occupation"),
            models.Index(fields=["copy_of"], name="job_copies", condition=models.Q(copy_of__isnull=False)),
            models.Index(fields=["changed_at"], name="job_changed"),
            models.Index(fields=["id"], name="job_to_match", condition=models.Q(matched_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"

    def get_absolute_url(self) -> str:
        return f"/jobs/{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def checked_at(self) -> datetime:
        """When its source was last seen to have it."""
        if "whole_at" in self.__dict__:
            return max(self.last_verified, self.__dict__["whole_at"] or self.last_verified)
        return max(self.last_verified, self.posting.seen_at) if self.posting else self.last_verified

    @property
    def since(self) -> datetime:
        """When the job is said to have been posted, or was first seen here."""
        if self.posted_on:
            return datetime.combine(self.posted_on, datetime.min.time(), tzinfo=self.first_seen.tzinfo)
        return self.first_seen


class JobPlace(models.Model):
    """One place of a job; `place_id` is the lexicon's, empty where the lexicon does not know it."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="places")
    text = models.CharField(max_length=200)
    place_id = models.CharField(max_length=40, blank=True, default="", db_index=True)
    city = models.CharField(max_length=120, blank=True, default="")
    region = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    metro = models.CharField(max_length=5, blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.city, self.region) if part) or self.text


class Separation(models.Model):
    """A person's "these are two jobs"; it holds whatever the reading says later."""

    one = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_separation_a_pair")]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


class Change(models.Model):
    """One line of a job's record: what changed, from what, to what."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    what = models.CharField(max_length=20)
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.what} of {self.job_id}"
