"""What a person corrected in accounts of fit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from prospect.jobs.models import Job
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
