"""The jobs that suit a person, best first: candidates from the index, ordered by the account of fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prospect.fit.account import Fit, account
from prospect.fit.person import Person
from prospect.jobs.models import Job
from prospect.lexicon.sentences import Sentence
from prospect.people.actions import profile_of
from prospect.people.models import Account, Tracked
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.seekers.fits import job_text, person_of

CANDIDATES = 120
SHOWN = 30
OF_ONE_EMPLOYER = 4


@dataclass(frozen=True, slots=True)
class Suited:
    """A job, how well it suits, and the lines that say why."""

    job: Job
    band: str
    why: tuple[Sentence | dict[str, Any], ...]
    order: float


def jobs_for(person: Account) -> list[Suited]:
    """1. Candidates by the person's titles, then by their skills, within their wishes. 2. The account of each, best
    first. 3. No employer fills the page; hidden and applied jobs are left out."""
    reader = person_of(person)
    if reader is None:
        return []
    wishes = profile_of(person).wishes
    done = set(Tracked.objects.of(person).exclude(stage=Tracked.Stage.SAVED).values_list("job_id", flat=True))
    ids = [pk for pk in candidates(reader, wishes) if pk not in done][:CANDIDATES]
    jobs = Job.objects.listed().for_cards().in_bulk(ids)
    suited = [_suited(job, account(reader, job_text(job))) for pk in ids if (job := jobs.get(pk))]
    suited.sort(key=lambda one: (-one.order, -one.job.first_seen.timestamp(), one.job.pk))
    return _varied(suited)[:SHOWN]


def candidates(person: Person, wishes: Mapping[str, Any]) -> list[int]:
    """Jobs worth an account: of the occupations held or wished for, then those that name the person's skills."""
    within = {
        key: value
        for key, value in wishes.items()
        if key in {"near", "within", "remote", "pay", "per", "workplace", "type", "unstated"}
    }
    found: dict[int, None] = {}
    for asked in (
        {"occupation": list(person.occupations)} if person.occupations else None,
        {"any_skill": list(person.top_skills(12))} if person.top_skills(12) else None,
    ):
        if asked is None:
            continue
        query = Query.from_params({**within, **asked})
        for hit in engine().find(query, limit=CANDIDATES).hits:
            found.setdefault(hit.id)
    return list(found)


def _suited(job: Job, fit: Fit) -> Suited:
    met = [claim for claim in fit.requirements if claim.verdict in {"met", "partly"} and claim.evidence]
    missing = [claim for claim in fit.requirements if claim.verdict == "not_found" and claim.need == "required"]
    why = [{"words": claim.reason, "met": True} for claim in met[:3]] + [
        {"words": claim.reason, "met": False} for claim in missing[:1]
    ]
    return Suited(job, fit.band or "", tuple(why), fit.order)


def _varied(suited: list[Suited]) -> list[Suited]:
    """The same order, but after `OF_ONE_EMPLOYER` jobs of one employer its others wait until the end."""
    first: list[Suited] = []
    later: list[Suited] = []
    counts: dict[int, int] = {}
    for one in suited:
        counts[one.job.employer_id] = counts.get(one.job.employer_id, 0) + 1
        (first if counts[one.job.employer_id] <= OF_ONE_EMPLOYER else later).append(one)
    return [*first, *later]
