"""The fit of a signed-in person and a job, for pages: one way to it, so that every page says the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from threading import Lock
from typing import Any

from django.utils import timezone

from prospect.fit import VERSION as FIT
from prospect.fit.account import Corrections, Fit, JobText, account
from prospect.fit.actions import corrections_of
from prospect.fit.job import Asked, read_job
from prospect.fit.person import Person, from_resume
from prospect.jobs.models import Job
from prospect.lexicon import VERSION
from prospect.people.actions import profile_of
from prospect.people.models import Account, Profile
from prospect.people.profiles import is_empty

REMEMBERED = 256  # people whose profiles stay read
REMEMBERED_JOBS = 2000  # jobs that stay read, at some 20 kB each


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


def state_of(user: Account) -> str:
    """What a person's list is made from, as a short name: another profile, wish, day or version gives another."""
    key = _State(profile_of(user)).key
    return sha256(repr((key, FIT)).encode()).hexdigest()[:32]


class _AskedOnce:
    """Jobs as the account reads them, the last ones kept: most people of a region are held against the same jobs."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[int, datetime, str], Asked] = OrderedDict()
        self._lock = Lock()

    def of(self, jobs: Iterable[Job]) -> dict[int, Asked]:
        """What each job asks, by its key; texts are fetched only of those that are not at hand."""
        keys = {job.pk: (job.pk, job.changed_at, VERSION) for job in jobs}
        with self._lock:
            found = {pk: self._kept[key] for pk, key in keys.items() if key in self._kept}
            for pk in found:
                self._kept.move_to_end(keys[pk])
        lacking = [pk for pk in keys if pk not in found]
        made = {job.pk: read_job(job_text(job)) for job in Job.objects.filter(pk__in=lacking).only(*_READ)}
        with self._lock:
            self._kept.update((keys[pk], asked) for pk, asked in made.items())
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found | made


_READ = ("title", "text", "occupation", "level", "requirements", "language")
asked_once = _AskedOnce(REMEMBERED_JOBS)


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
    asked = asked_once.of([job])[job.pk]
    return account(person, asked, corrections if corrections is not None else corrections_of(user, job))
