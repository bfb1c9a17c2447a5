"""The jobs that suit a person, best first: candidates from the index, ordered by the account of fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from prospect.fit.account import NO_CORRECTIONS, Fit, account
from prospect.fit.actions import corrections_by_job
from prospect.fit.forms import occupation_of
from prospect.fit.person import Person, wished_titles
from prospect.fit.trade import nearness_of, words_shared
from prospect.jobs.models import Job
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.sentences import say
from prospect.people.actions import profile_of
from prospect.people.models import Account, Tracked
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.seekers.fits import job_text, person_of

CANDIDATES = 120
OF_A_QUESTION = 60  # candidates that one question to the index gives
SHOWN = 30
OF_ONE_EMPLOYER = 3
SKILLS = 12
_WISHED = 0.5  # of a job's place that the wish decides where titles are wished for; the account decides the rest
_IS_WISHED = 0.7  # nearness from which a job's trade is one that is wished for
_STALE_DAYS, _STALE = 60, 0.12  # a posting this old comes down by so much; one of today by nothing
_WITHIN = {
    "near",
    "within",
    "remote",
    "pay",
    "per",
    "workplace",
    "type",
    "unstated",
    "level",
    "not_employer",
    "without",
}


@dataclass(frozen=True, slots=True)
class Suited:
    """A job, how well it suits, and the lines that say why: {"words", "met"}."""

    job: Job
    band: str
    why: tuple[dict[str, Any], ...]
    order: float


def jobs_for(person: Account, like: Job | None = None) -> list[Suited]:
    """1. Candidates by the trades wished for and held, then by skills, within the person's wishes; with `like`, those
    of its trade and skills. 2. The account of each, best first, the fresh before the stale. 3. No employer fills the
    page. Jobs that are hidden, applied for or under way are left out."""
    reader = person_of(person)
    if reader is None:
        return []
    wishes = profile_of(person).wishes
    done = set(Tracked.objects.of(person).exclude(stage=Tracked.Stage.SAVED).values_list("job_id", flat=True))
    if like is not None:
        done.add(like.pk)
    ids = [pk for pk in candidates(reader, wishes, like) if pk not in done][:CANDIDATES]
    jobs = Job.objects.listed().for_cards().in_bulk(ids)
    corrected, now = corrections_by_job(person), timezone.now()
    everywhere = corrected.get(None, NO_CORRECTIONS)
    suited = [
        _suited(reader, job, account(reader, job_text(job), corrected.get(pk, everywhere)), now)
        for pk in ids
        if (job := jobs.get(pk))
    ]
    suited.sort(key=lambda one: (-one.order, -one.job.first_seen.timestamp(), one.job.pk))
    return varied(suited)[:SHOWN]


def candidates(person: Person, wishes: Mapping[str, Any], like: Job | None = None) -> list[int]:
    """Jobs worth an account, each question's best in turn, so that no question fills the list."""
    within = {key: value for key, value in wishes.items() if key in _WITHIN}
    found: list[list[int]] = []
    for asked in _questions(person, like):
        query = Query.from_params({**within, **asked})
        found.append([hit.id for hit in engine().find(query, limit=OF_A_QUESTION).hits])
    return list(dict.fromkeys(_in_turn(found)))


def _questions(person: Person, like: Job | None) -> list[dict[str, Any]]:
    """What is asked of the index: the trades wished for, those held, and the skills that most lines show."""
    if like is not None:
        skills = [str(one.get("id")) for one in like.skills if isinstance(one, Mapping)][:SKILLS]
        return [
            asked
            for asked in (
                {"occupation": [like.occupation]} if like.occupation else None,
                {"any_skill": skills} if skills else None,
            )
            if asked
        ]
    known = {one.id for one in all_occupations()}
    wished, held = ([id for id in ids if id in known] for ids in (person.wished, person.occupations[:4]))
    skills = list(person.top_skills(SKILLS))
    asked: list[dict[str, Any]] = [{"occupation": wished}] if wished else []
    asked += [{"q": title} for title in _unread(person)]
    asked += [{"occupation": held}] if held else []
    return [*asked, *([{"any_skill": skills}] if skills else [])]


def _in_turn(lists: list[list[int]]) -> Iterable[int]:
    for place in range(max(map(len, lists), default=0)):
        yield from (one[place] for one in lists if place < len(one))


def _suited(person: Person, job: Job, fit: Fit, now: datetime) -> Suited:
    wished = wish_for(person, job.occupation, job.title)
    order = fit.order if wished is None else (1 - _WISHED) * fit.order + _WISHED * wished
    age = max((now - job.since).days, 0)
    order -= _STALE * min(age, _STALE_DAYS) / _STALE_DAYS
    return Suited(job, fit.band or "", why(fit, wished or 0.0), order)


def wish_for(person: Person, occupation: str, title: str = "") -> float | None:
    """How near a job is to what the person wishes to do, 0 to 1; None where they wish for nothing.

    By its trade; by the words of its title where the trade of a wished title is unknown.
    """
    known = [nearness_of(wished, occupation)[0] if occupation else 0.0 for wished in person.wished]
    return max([*known, *(words_shared(wished, title) for wished in _unread(person))], default=None)


def _unread(person: Person) -> tuple[str, ...]:
    """Titles wished for whose trade is unknown."""
    return tuple(title for title in wished_titles(person.wishes) if occupation_of(title) is None)


def why(fit: Fit, wished: float = 0.0) -> tuple[dict[str, Any], ...]:
    """The most telling lines: the wish or the trade, what is shown of the must-haves, the weightiest thing missing."""
    lines: list[dict[str, Any]] = []
    if wished >= _IS_WISHED:
        lines.append({"words": say("You wish for this trade."), "met": True})
    elif fit.trade and fit.trade.nearness >= 0.85:
        lines.append({"words": say("It is your trade: {title}.", title=fit.trade.held), "met": True})
    telling = sorted(
        (one for one in fit.requirements if one.evidence and one.kind != "level"),
        key=lambda one: -one.weight * one.worth,
    )
    lines += [{"words": one.reason, "met": True} for one in telling if one.verdict == "met"][: 3 - len(lines)]
    missing = [one for one in fit.requirements if one.verdict == "not_found" and one.need == "required"]
    return (*lines, *({"words": one.reason, "met": False} for one in missing[:1]))


def varied(suited: list[Suited]) -> list[Suited]:
    """The same order, but after `OF_ONE_EMPLOYER` jobs of one employer, or one of the same title there, its others wait
    until the end."""
    first: list[Suited] = []
    later: list[Suited] = []
    counts: dict[object, int] = {}
    for one in suited:
        title = (one.job.employer_id, one.job.title.casefold())
        counts[one.job.employer_id] = counts.get(one.job.employer_id, 0) + 1
        counts[title] = counts.get(title, 0) + 1
        waits = counts[one.job.employer_id] > OF_ONE_EMPLOYER or counts[title] > 1
        (later if waits else first).append(one)
    return [*first, *later]
