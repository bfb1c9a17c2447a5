"""The fit of a signed-in person and a job, for pages: one way to it, so that every page says the same."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from prospect.fit.account import Corrections, Fit, JobText, account
from prospect.fit.actions import corrections_of
from prospect.fit.person import Person, from_resume
from prospect.jobs.models import Job
from prospect.lexicon import VERSION
from prospect.people.actions import profile_of
from prospect.people.models import Account, Profile
from prospect.people.profiles import is_empty

REMEMBERED = 256  # people whose profiles stay read


def person_of(user: Any) -> Person | None:
    """What the account may use of a profile; None for strangers and empty profiles. Read once a state of the profile."""
    if not isinstance(user, Account):
        return None
    profile = profile_of(user)
    return None if is_empty(profile.data) else _read(_State(profile))


class _State:
    """A profile as it is now: equal to another exactly when both hold the same."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.key = (
            profile.pk,
            profile.changed_at,
            repr(sorted(profile.wishes.items())),
            tuple(profile.not_skills),
            timezone.localdate(),
            VERSION,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _State) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def today(self) -> date:
        return timezone.localdate()


@lru_cache(maxsize=REMEMBERED)
def _read(state: _State) -> Person:
    profile = state.profile
    return from_resume(profile.data, wishes=profile.wishes, not_skills=profile.not_skills, today=state.today)


def job_text(job: Job) -> JobText:
    """The job as the account reads it."""
    return JobText(
        title=job.title,
        text=job.text,
        occupation=job.occupation or None,
        level=job.level or None,
        requirements=job.requirements,
        language=job.language or None,
    )


def fit_for(user: Any, job: Job, corrections: Corrections | None = None) -> Fit | None:
    """The account of this person and job, with what the person corrected; None where there is no profile."""
    person = person_of(user)
    if person is None:
        return None
    return account(person, job_text(job), corrections if corrections is not None else corrections_of(user, job))
