"""The jobs that suit a person, best first: candidates from the index, ordered by the account of fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from prospect.fit.account import NO_CORRECTIONS, Fit, account
from prospect.fit.actions import corrections_by_job, enrol, keep_suited
from prospect.fit.forms import occupation_of
from prospect.fit.models import SuitedList
from prospect.fit.person import Person, wished_titles
from prospect.fit.trade import nearness_of, words_shared
from prospect.jobs.models import Job
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.sentences import say
from prospect.people.actions import profile_of
from prospect.people.models import Account, Tracked
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.seekers.cards import listed
from prospect.web.seekers.fits import asked_once, person_of, state_of

CANDIDATES = 120
OF_A_QUESTION = 60  # candidates that one question to the index gives
SHOWN = 30
KEPT = 60  # jobs of a list; twice what is shown, since some close and some are hidden
OLDEST = timedelta(days=2)  # of a list that still counts, where the worker rested
MOST_NEWER = 60  # new jobs of the person's trades beyond which a list is made anew
PEOPLE_AT_ONCE = 20  # lists made in one round of the worker, so that letters do not wait
LEASE = 300  # seconds
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
    is_wished: bool = False


def jobs_for(person: Account, like: Job | None = None) -> list[Suited]:
    """1. The list made last night with what is new since, or, where it no longer holds, one made now: candidates by the
    trades wished for and held, then by skills, within the person's wishes; with `like`, those of its trade and skills.
    2. The account of each, best first, the fresh before the stale. 3. No employer fills the page. Jobs that are hidden,
    applied for or under way are left out."""
    reader = person_of(person)
    if reader is None:
        return []
    if like is not None:
        return _ordered(person, reader, [pk for pk in candidates(reader, _wishes(person), like) if pk != like.pk])[
            :SHOWN
        ]
    ids = _kept(person, reader)
    return _ordered(person, reader, ids)[:SHOWN] if ids is not None else make_list(person, reader)[:SHOWN]


def make_list(person: Account, reader: Person) -> list[Suited]:
    """The jobs that suit a person now, kept for the next visits."""
    now = timezone.now()
    found = _ordered(person, reader, candidates(reader, _wishes(person)))
    keep_suited(account=person, state=state_of(person), jobs=[one.job.pk for one in found[:KEPT]], now=now)
    return found


def _kept(person: Account, reader: Person) -> list[int] | None:
    """The jobs of the list that was made before, and those of the person's trades that are new or changed since; None
    where the list is of another state, too old, or too much is new."""
    kept = SuitedList.objects.filter(account=person, state=state_of(person)).first()
    if kept is None or kept.made_at is None or kept.made_at < timezone.now() - OLDEST:
        return None
    trades = {*reader.wished, *reader.occupations[:4]}
    newer = Job.objects.listed().filter(changed_at__gt=kept.made_at, occupation__in=trades).order_by("-changed_at")
    found = list(newer.values_list("pk", flat=True)[: MOST_NEWER + 1])
    if len(found) > MOST_NEWER:
        return None
    allowed = set(candidates(reader, _wishes(person))) if found else set()
    return list(dict.fromkeys([*kept.jobs, *(pk for pk in found if pk in allowed)]))


def _wishes(person: Account) -> dict[str, Any]:
    return dict(profile_of(person).wishes)


def _ordered(person: Account, reader: Person, ids: Iterable[int]) -> list[Suited]:
    """The jobs with these keys by how well they suit, no employer's filling the list."""
    done = set(Tracked.objects.of(person).exclude(stage=Tracked.Stage.SAVED).values_list("job_id", flat=True))
    wanted = [pk for pk in ids if pk not in done][:CANDIDATES]
    jobs = listed().in_bulk(wanted)
    asked = asked_once.of(jobs.values())
    corrected, now = corrections_by_job(person), timezone.now()
    everywhere = corrected.get(None, NO_CORRECTIONS)
    suited = [
        _suited(reader, jobs[pk], account(reader, asked[pk], corrected.get(pk, everywhere)), now)
        for pk in wanted
        if pk in jobs and pk in asked
    ]
    suited.sort(key=lambda one: (-one.order, -one.job.first_seen.timestamp(), one.job.pk))
    return varied(suited)


def refresh(limit: int = PEOPLE_AT_ONCE) -> int:
    """Makes the lists that are due, a few people a round; what the worker calls. Answers how many."""
    now = timezone.now()
    enrol(now=now, limit=limit)
    rows = SuitedList.objects.due(now).claim(now=now, limit=limit, seconds=LEASE)
    for row in rows:
        reader = person_of(row.account)
        if reader is None:
            keep_suited(account=row.account, state="", jobs=[], now=now)
        else:
            make_list(row.account, reader)
    return len(rows)


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
    asked += [{"q": title} for title in unread_titles(person)]
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
    return Suited(job, fit.band or "", why(fit, wished or 0.0), order, (wished or 0.0) >= _IS_WISHED)


def wish_for(person: Person, occupation: str, title: str = "") -> float | None:
    """How near a job is to what the person wishes to do, 0 to 1; None where they wish for nothing.

    By its trade; by the words of its title where the trade of a wished title is unknown.
    """
    known = [nearness_of(wished, occupation)[0] if occupation else 0.0 for wished in person.wished]
    return max([*known, *(words_shared(wished, title) for wished in unread_titles(person))], default=None)


def unread_titles(person: Person) -> tuple[str, ...]:
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
        key=lambda one: (one.kind == "education", -one.weight * one.worth),
    )
    lines += [{"words": one.reason, "met": True} for one in telling if one.verdict == "met"][: 3 - len(lines)]
    missing = [one for one in fit.requirements if one.verdict == "not_found" and one.need == "required"]
    return (*lines, *({"words": one.reason, "met": False} for one in missing[:1]))


def varied(suited: list[Suited]) -> list[Suited]:
    """The same order, but after `OF_ONE_EMPLOYER` jobs of one employer, or one of the same title there, its others wait
    behind those of others; and what is far from the person comes last of all."""
    first: list[Suited] = []
    later: list[Suited] = []
    far: list[Suited] = []
    counts: dict[object, int] = {}
    for one in suited:
        title = (one.job.employer_id, one.job.title.casefold())
        counts[one.job.employer_id] = counts.get(one.job.employer_id, 0) + 1
        counts[title] = counts.get(title, 0) + 1
        waits = counts[one.job.employer_id] > OF_ONE_EMPLOYER or counts[title] > 1
        (far if one.band == "far" and not one.is_wished else later if waits else first).append(one)
    return [*first, *later, *far]
