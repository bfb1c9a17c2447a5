"""What a person says of an account of fit, and what follows from it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from prospect.fit.account import Corrections
from prospect.fit.job import Claim
from prospect.fit.models import Correction, SuitedList
from prospect.jobs.models import Job
from prospect.lexicon.skills import skill
from prospect.people.actions import change_profile, profile_of
from prospect.people.models import Account
from prospect.people.profiles import corrected

_SECTIONS = {"skill": ("skills", "name"), "certificate": ("certificates", "name"), "licence": ("certificates", "name"), "language": ("languages", "language")}  # fmt: skip


@transaction.atomic
def say_have(*, account: Account, claim: Claim) -> str:
    """ "I do have this". What the lexicon knows goes into the profile, so that every account follows; what stands in
    free words, or leaves open which of several, is kept as a correction. Answers the name of what was added to the profile, empty where nothing was."""
    place = _SECTIONS.get(claim.kind)
    if place is None or len(claim.skills) != 1:
        _keep(account=account, kind=Correction.Kind.HAVE, claim=claim, job=None)
        return ""
    section, field = place
    one = skill(claim.skills[0])
    profile = profile_of(account)
    stated = copy.deepcopy(profile.data)
    stated.setdefault(section, []).append({field: one.name})
    change_profile(account=account, data=corrected(profile.data, stated), now=timezone.now())
    profile = profile_of(account)
    if one.id in profile.not_skills:
        profile.not_skills = [id for id in profile.not_skills if id != one.id]
        profile.save(update_fields=["not_skills"])
    return one.name


def say_not_asked(*, account: Account, claim: Claim, job: Job) -> Correction:
    """ "This is not a requirement": it is left out of this person's account of the job."""
    return _keep(account=account, kind=Correction.Kind.NOT_ASKED, claim=claim, job=job)


def _keep(*, account: Account, kind: str, claim: Claim, job: Job | None) -> Correction:
    row, _ = Correction.objects.get_or_create(
        account=account, job=job, kind=kind, key=claim.key, defaults={"text": claim.text[:600], "at": timezone.now()}
    )
    return row


def take_back(*, account: Account, correction: int) -> None:
    """Undoes a correction of the person's own; unknown ones are no error."""
    Correction.objects.of(account).filter(pk=correction).delete()


def corrections_of(account: Account, job: Job | None = None) -> Corrections:
    """What holds in the account of this job."""
    rows = Correction.objects.of(account).about(job).values_list("kind", "key")
    return Corrections(
        have=frozenset(key for kind, key in rows if kind == Correction.Kind.HAVE),
        not_asked=frozenset(key for kind, key in rows if kind == Correction.Kind.NOT_ASKED),
    )


def corrections_by_job(account: Account) -> dict[int | None, Corrections]:
    """All of a person's corrections by the job they hold for; under None what holds everywhere."""
    rows = list(Correction.objects.of(account).values_list("job_id", "kind", "key"))
    have = frozenset(key for _, kind, key in rows if kind == Correction.Kind.HAVE)
    found: dict[int | None, Corrections] = {None: Corrections(have=have)}
    for job in {job for job, kind, _ in rows if kind == Correction.Kind.NOT_ASKED}:
        found[job] = Corrections(have, frozenset(key for other, _, key in rows if other == job))
    return found


def export_corrections(account: Account) -> list[dict[str, Any]]:
    return [dict(row) for row in Correction.objects.of(account).values("kind", "text", "at", "job__title")]


def erase_corrections(account: Account) -> None:
    Correction.objects.of(account).delete()


NIGHT_HOURS = 6  # from midnight, in which lists are made anew


def next_night(account: Account, now: datetime) -> datetime:
    """When a person's list is made anew: in the next night of the network, at a minute of their own, so that the work of
    all is spread over it."""
    here = timezone.localtime(now)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight + timedelta(minutes=account.pk * 37 % (NIGHT_HOURS * 60))


def keep_suited(*, account: Account, state: str, jobs: Sequence[int], now: datetime) -> None:
    """Keeps the list as made now from this state; it is due again in the next night."""
    values = {
        "state": state, "jobs": list(jobs), "made_at": now, "due_at": next_night(account, now),
        "lease": "", "leased_until": None,
    }  # fmt: skip
    SuitedList.objects.update_or_create(account=account, defaults=values)


def enrol(*, now: datetime, limit: int) -> int:
    """Gives people with a profile and no list one that is due; answers how many."""
    waiting = Account.objects.filter(is_active=True, profile__isnull=False, suited_list__isnull=True)[:limit]
    rows = [SuitedList(account=account, due_at=now) for account in waiting]
    SuitedList.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def export_suited(account: Account) -> dict[str, Any]:
    """The titles of the list, best first, and when it was made."""
    kept = SuitedList.objects.filter(account=account).first()
    if kept is None:
        return {}
    titles = dict(Job.objects.filter(pk__in=kept.jobs).values_list("pk", "title"))
    return {"made_at": kept.made_at, "jobs": [titles[pk] for pk in kept.jobs if pk in titles]}


def erase_suited(account: Account) -> None:
    SuitedList.objects.filter(account=account).delete()
