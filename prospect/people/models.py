"""Accounts and everything a person gives: résumés, the profile, the tracker; and the ledger of who saw it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prospect.jobs.models import Job
from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased, Published
from prospect.people.managers import AccountManager


class Account(Published, AbstractBaseUser, PermissionsMixin):
    """Someone who signs in, by e-mail address."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True, default="")
    language = models.CharField(max_length=5, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    is_operator = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return self.is_operator


class ResumeQuerySet(LeasedQuerySet["Resume"]):
    def to_read(self) -> ResumeQuerySet:
        return self.filter(read_at__isnull=True).order_by("uploaded_at")


class Resume(Published, Leased):
    """An uploaded file as it came, under a random name outside the web root, and what was read in it.

    One that `replaces` stands in the profile's place; any other is laid over it.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="resumes")
    file = models.CharField(max_length=120)
    original_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    reading = models.JSONField(null=True, blank=True)
    refusal = models.CharField(max_length=400, blank=True, default="")
    pages = models.PositiveSmallIntegerField(default=0)
    replaces = models.BooleanField(default=False)

    objects: ClassVar[ResumeQuerySet] = ResumeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.original_name


class Profile(models.Model):
    """What a person says of themselves: JSON Resume in shape, with `meta.provenance`; and what they wish for.

    `earlier` keeps the states before the last changes, newest last, so that each can be undone.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="profile")
    data = models.JSONField(default=dict)
    earlier = models.JSONField(default=list, blank=True)
    not_skills = models.JSONField(default=list, blank=True)
    wishes = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"profile of {self.account_id}"


class TrackedQuerySet(models.QuerySet["Tracked"]):
    def of(self, account: Account) -> TrackedQuerySet:
        return self.filter(account=account)


class Tracked(models.Model):
    """A job a person keeps an eye on, from saved to closed; or hid."""

    class Stage(models.TextChoices):
        SAVED = "saved", _("Saved")
        APPLIED = "applied", _("Applied")
        TALKING = "talking", _("Talking")
        OFFER = "offer", _("Offer")
        CLOSED = "closed", _("Closed")
        HIDDEN = "hidden", _("Hidden")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tracked")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="tracked")
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.SAVED)
    note = models.TextField(blank=True, default="")
    since = models.DateTimeField()
    applied_on = models.DateField(null=True, blank=True)

    objects: ClassVar[TrackedQuerySet] = TrackedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-since"]
        constraints = [models.UniqueConstraint(fields=["account", "job"], name="one_track_a_job")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.stage} {self.job_id}"


class LedgerEntry(models.Model):
    """Who saw what of a person, when, and under which consent. Written, never changed."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="ledger")
    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=200)
    what = models.CharField(max_length=200)
    under = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.who} saw {self.what}"
