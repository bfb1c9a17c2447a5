"""What a person corrected in accounts of fit, and the jobs that suited them when their list was last made."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from prospect.jobs.models import Job
from prospect.network.managers import LeasedQuerySet
from prospect.network.models import Leased
from prospect.people.models import Account


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def of(self, account: Account) -> CorrectionQuerySet:
        return self.filter(account=account)

    def about(self, job: Job | None) -> CorrectionQuerySet:
        """What holds in the account of one job: what the person has, and what is not asked there."""
        return self.filter(models.Q(job__isnull=True) | models.Q(job=job))


class Correction(models.Model):
    """A person's word on a requirement, by its key (`fit.job.Claim.key`): "I do have this", which holds wherever the same
    words are asked, or "this is not a requirement", which holds for one job."""

    class Kind(models.TextChoices):
        HAVE = "have"
        NOT_ASKED = "not_asked"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="corrections")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    key = models.CharField(max_length=300)
    text = models.CharField(max_length=600)
    at = models.DateTimeField()

    objects: ClassVar[CorrectionQuerySet] = CorrectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "job", "key"], name="one_correction_a_claim_of_a_job"),
            models.UniqueConstraint(
                fields=["account", "key"], condition=models.Q(job__isnull=True), name="one_correction_a_claim"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="have", job__isnull=True) | models.Q(kind="not_asked", job__isnull=False),
                name="correction_holds_for_a_job_or_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.kind} {self.key}"


class SuitedListQuerySet(LeasedQuerySet["SuitedList"]):
    def due(self, now: datetime) -> SuitedListQuerySet:
        """Lists to be made anew, the longest due first."""
        return self.filter(due_at__lte=now).order_by("due_at")


class SuitedList(Leased):
    """The jobs that suit a person, best first, as they were `made_at`; made anew each night.

    `state` is what the list was made from (the profile, the wishes, the version of the account): another state makes it
    void. `jobs` are keys of jobs.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="suited_list")
    state = models.CharField(max_length=64, blank=True, default="")
    jobs = models.JSONField(default=list)
    made_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(db_index=True)

    objects: ClassVar[SuitedListQuerySet] = SuitedListQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"{self.account_id}: {len(self.jobs)} jobs"
