"""The fit of a signed-in person and a job, for pages."""

from __future__ import annotations

from typing import Any

from prospect.fit.account import Fit, JobText, account
from prospect.fit.person import Person, from_resume
from prospect.jobs.models import Job
from prospect.people.actions import profile_of
from prospect.people.models import Account
from prospect.people.profiles import is_empty


def person_of(user: Any) -> Person | None:
    """What the account may use of a profile; None for strangers and empty profiles."""
    if not isinstance(user, Account):
        return None
    profile = profile_of(user)
    return (
        None
        if is_empty(profile.data)
        else from_resume(profile.data, wishes=profile.wishes, not_skills=profile.not_skills)
    )


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


def fit_for(user: Any, job: Job) -> Fit | None:
    person = person_of(user)
    return None if person is None else account(person, job_text(job))
