"""Taking postings into the catalogue, settling duplicates, closing on evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from prospect.jobs import duplicates, lifecycle
from prospect.jobs.columns import columns_of, places_of, shape_of
from prospect.jobs.comparing import contained, employer_key, shingles
from prospect.jobs.models import Board, Change, Employer, Job, JobPlace, JobQuerySet, Separation
from prospect.jobs.understanding import Understood, understand
from prospect.network.public_ids import new_public_id
from prospect.sources.actions import add_source, data_of
from prospect.sources.connectors import connector
from prospect.sources.models import Fetch, Posting, Source

RECORDED = ("title", "pay", "workplace", "closes_on", "employment_type", "level")
CANDIDATES, GLANCES = 60, 2_000  # jobs compared in full, and by name alone


@transaction.atomic
def add_board(
    *,
    kind: str,
    token: str,
    employer_name: str = "",
    recordings: str = "",
    is_agency: bool = False,
    now: datetime | None = None,
) -> Source:
    """A source, and whose board it is; without an employer's name it lists the jobs of many."""
    source = add_source(kind=kind, token=token, name=employer_name or token, recordings=recordings, now=now)
    employer = employer_named(employer_name) if employer_name else None
    if employer and is_agency and not employer.is_agency:
        Employer.objects.filter(pk=employer.pk).update(is_agency=True)
    Board.objects.get_or_create(source=source, defaults={"employer": employer})
    return source


def employer_named(name: str) -> Employer:
    """The employer of that name, whatever its legal form, new where there is none yet."""
    shown = " ".join(name.split())[:200]
    key = employer_key(shown)[:200] or "unknown"
    known = Employer.objects.filter(key=key).first()
    if known:
        return known
    slug = slugify(shown)[:60] or "employer"
    if Employer.objects.filter(slug=slug).exclude(key=key).exists():
        slug = f"{slug}-{new_public_id()[:5]}"
    employer, _created = Employer.objects.get_or_create(
        key=key, defaults={"name": shown or "Unknown employer", "slug": slug}
    )
    return employer


@transaction.atomic
def take_in(*, posting: Posting, now: datetime) -> Job | None:
    """Understands one posting and brings its job up to date.

    1. Understand. 2. Find the job or make it. 3. Record what changed. 4. Settle whether it is another job's copy.
    A posting that its source no longer has is understood for the record, and its job stays closed.
    """
    job = store(posting=posting, understood=understood_of(posting, now), now=now)
    mark_understood(postings=[posting], now=now)
    return job


def understood_of(posting: Posting, now: datetime) -> Understood:
    """What a posting means on the day of `now`; nothing is written."""
    own = _own_employer(posting)
    return understand(data_of(posting), employer=own.name if own else None, today=timezone.localdate(now))


def _own_employer(posting: Posting) -> Employer | None:
    """The employer whose own board the posting was read from."""
    board: Board | None = getattr(posting.source, "board", None)
    return board.employer if board else None


@transaction.atomic
def store(*, posting: Posting, understood: Understood, now: datetime, hirers: Hirers | None = None) -> Job:
    """The job of a posting, made or brought up to date, and settled whether it is another job's copy.

    `hirers` is kept by who stores many postings in one go.
    """
    own = _own_employer(posting)
    employer = own or employer_named(understood.employer or posting.source.name)
    columns = columns_of(understood) | {
        "employer": employer,
        "from_own_board": own is not None,
        "last_verified": posting.last_seen,
    }
    job: Job | None = getattr(posting, "job", None)
    first_seen = posting.first_seen
    if job is not None and _is_another(job, understood):
        close(job=job, why="Its source gave its number to another job.", now=now)
        Job.objects.filter(pk=job.pk).update(posting=None)
        job, first_seen = None, posting.last_seen
    if job is None:
        over = {"closed_at": posting.gone_at, "closed_why": posting.gone_why} if posting.gone_at else {}
        job = Job.objects.create(posting=posting, first_seen=first_seen, changed_at=now, **columns, **over)
        _place(job, places_of(understood))
        _carry_over(job)
    else:
        _update(job, columns, places_of(understood), now, is_gone=posting.gone_at is not None)
    _settle(job, now, hirers or Hirers())
    return job


def _is_another(job: Job, understood: Understood) -> bool:
    """Whether what stands under a job's number now is another job: other work in the title, and other words."""
    if duplicates.may_be_one_title(job.title, understood.title):
        return False
    share = contained(shingles(job.text), shingles(understood.text))
    return share is not None and share < duplicates.ANOTHER


def mark_understood(*, postings: Sequence[Posting], now: datetime) -> None:
    """These postings wait no longer."""
    Posting.objects.filter(pk__in=[posting.pk for posting in postings]).update(
        understood_at=now, trouble="", lease="", leased_until=None
    )


def note_trouble(*, posting: Posting, trouble: str, now: datetime) -> None:
    """A posting that could not be understood: kept as it is, with the reason, until it changes."""
    Posting.objects.filter(pk=posting.pk).update(understood_at=now, trouble=trouble[:300], lease="", leased_until=None)


def _place(job: Job, places: list[dict[str, Any]]) -> None:
    JobPlace.objects.bulk_create([JobPlace(job=job, **place) for place in places])


def _update(job: Job, columns: dict[str, Any], places: list[dict[str, Any]], now: datetime, *, is_gone: bool) -> None:
    changes = [
        Change(job=job, at=now, what=name, before=str(getattr(job, name) or ""), after=str(columns[name] or ""))
        for name in RECORDED
        if getattr(job, name) != columns[name]
    ]
    standing = list(job.places.all())
    for name, value in columns.items():
        setattr(job, name, value)
    if [{name: getattr(row, name) for name in place} for row, place in zip(standing, places, strict=False)] != places:
        job.places.all().delete()
        _place(job, places)
    was = sorted(str(place) for place in standing)
    became = sorted(str(JobPlace(**place)) for place in places)
    if was != became:
        changes.append(Change(job=job, at=now, what="places", before="; ".join(was), after="; ".join(became)))
    is_past = job.closes_on is not None and job.closes_on < timezone.localdate(now)
    told = ["changed_at", "matched_at"]
    if job.closed_at is not None and not is_past and not is_gone:
        changes.append(Change(job=job, at=now, what="reopened", before=job.closed_why))
        job.closed_at, job.closed_why = None, ""
        told += ["closed_at", "closed_why"]
    job.changed_at = now
    job.matched_at = None
    # Only what was read: a closing that another worker notes meanwhile stays.
    job.save(update_fields=[*columns, *told])
    Change.objects.bulk_create(changes)


def _carry_over(job: Job) -> None:
    """A repost, one that says what a closed job of the employer said, was first seen when that one was."""
    closed = Job.objects.filter(
        employer=job.employer, title_key=job.title_key, closed_at__isnull=False, closed_at__lte=job.first_seen
    )
    before = closed.exclude(pk=job.pk).select_related("employer", "posting").prefetch_related("places")
    mine = shape_of(job)
    for old in before.order_by("first_seen")[:CANDIDATES]:
        if duplicates.same_content(mine, shape_of(old)).same:
            seen = str(old.first_seen.date())
            Change.objects.create(job=job, at=job.first_seen, what="reposted", before=old.public_id, after=seen)
            job.first_seen = old.first_seen
            job.save(update_fields=["first_seen"])
            return


class Hirers:
    """On which sources each employer has jobs, asked once for the postings that are stored in one go."""

    def __init__(self) -> None:
        self._sources: dict[int, set[int | None]] = {}
        self._titled: dict[str, tuple[int | None, list[tuple[int, str]]]] = {}

    def elsewhere(self, job: Job) -> bool:
        """Whether the job's employer has jobs on another source than the job's own."""
        if job.employer_id not in self._sources:
            theirs = Job.objects.filter(employer=job.employer_id).order_by().values_list("posting__source", flat=True)
            self._sources[job.employer_id] = set(theirs.distinct())
        known = self._sources[job.employer_id]
        known.add(_source_of(job))
        return len(known) > 1

    def of_title(self, job: Job, others: JobQuerySet) -> list[tuple[int, str]]:
        """Ids and employers' keys of those of the `others`, the jobs of other sources, that have the job's title.

        A job that is stored from another source asks anew, so nothing stored meanwhile is missed.
        """
        source, found = self._titled.get(job.title_key, (0, []))
        if source != _source_of(job):
            found = list(others.filter(title_key=job.title_key).values_list("pk", "employer__key")[:GLANCES])
            self._titled[job.title_key] = (_source_of(job), found)
        return found


def _source_of(job: Job) -> int | None:
    return job.posting.source_id if job.posting else None


@transaction.atomic
def settle_copy(*, job: Job, now: datetime) -> None:
    """Decides whether the job is a copy of another; the employer's own board wins, then who was seen first."""
    _settle(job, now, Hirers())


def _settle(job: Job, now: datetime, hirers: Hirers) -> None:
    if job.copy_of_id is not None:
        return
    for other, why in _twins(job, hirers):
        main, copy = sorted((job, other), key=lambda one: (not one.from_own_board, one.first_seen, one.pk))
        if copy.copies.exists():
            copy.copies.update(copy_of=main)
        Job.objects.filter(pk=copy.pk).update(copy_of=main, copy_why=why[:300], changed_at=now)
        copy.copy_of = main
        if copy.pk == job.pk:
            return


def _twins(job: Job, hirers: Hirers) -> list[tuple[Job, str]]:
    """The jobs of other sources that are this one, each with the reason."""
    ids = _candidates(job, hirers)
    if not ids:
        return []
    near = Job.objects.listed().filter(pk__in=ids).select_related("employer", "posting").prefetch_related("places")
    found, mine = [], shape_of(job)
    for other in near.defer("text", "skills", "requirements", "education", "posting__payload"):
        if _separated(job, other):
            continue
        verdict = duplicates.same(mine, shape_of(other))
        if verdict.same:
            found.append((other, str(verdict.reason)))
    return found


def _candidates(job: Job, hirers: Hirers) -> list[int]:
    """Ids of the jobs worth comparing: of one address, of one title, of one employer with titles alike.

    Two ids open at once on one board are two jobs, whatever they look like: grouped in lists, never merged.
    """
    others = Job.objects.listed().exclude(pk=job.pk).order_by("-pk")
    if job.posting:
        others = others.exclude(posting__source=job.posting.source_id)
    found: dict[int, None] = {}
    if job.posting_key:
        found |= dict.fromkeys(others.filter(posting_key=job.posting_key).values_list("pk", flat=True)[:CANDIDATES])
    if job.title_key:
        titled = hirers.of_title(job, others)
        found |= {pk: None for pk, key in titled if duplicates.may_be_one_employer(job.employer.key, key)}
    if hirers.elsewhere(job):
        of_employer = others.filter(employer=job.employer).values_list("pk", "title")[:GLANCES]
        found |= {pk: None for pk, title in of_employer if duplicates.may_be_one_title(job.title, title)}
    return list(found)[:CANDIDATES]


def _separated(one: Job, other: Job) -> bool:
    pair = Q(one=one, other=other) | Q(one=other, other=one)
    return Separation.objects.filter(pair).exists()


@transaction.atomic
def separate(*, copy: Job, now: datetime) -> None:
    """A person says: these are two jobs. It holds for good, and nobody is alerted as if the job were new."""
    if copy.copy_of is None:
        return
    Separation.objects.get_or_create(one=copy.copy_of, other=copy, defaults={"at": now})
    Change.objects.create(job=copy, at=now, what="separated", before=copy.copy_why)
    Job.objects.filter(pk=copy.pk).update(copy_of=None, copy_why="", changed_at=now, matched_at=now)


@transaction.atomic
def close(*, job: Job, why: str, now: datetime) -> None:
    """Closes a job on evidence; its copies on other boards that have no board of the employer behind them stay hidden."""
    closed = Job.objects.filter(pk=job.pk, closed_at__isnull=True).update(
        closed_at=now, closed_why=why[:200], changed_at=now
    )
    if not closed:
        return
    Change.objects.create(job=job, at=now, what="closed", after=why)
    if not job.from_own_board:
        heir = job.copies.filter(closed_at__isnull=True).order_by("-from_own_board", "first_seen").first()
        if heir:
            job.copies.exclude(pk=heir.pk).update(copy_of=heir)
            # Matched anew: who still waited to be told of the job is told of its heir, and nobody is told twice.
            Job.objects.filter(pk=heir.pk).update(copy_of=None, copy_why="", changed_at=now, matched_at=None)
            Change.objects.create(job=heir, at=now, what="took over", before=job.public_id)


@transaction.atomic
def note_page(*, posting: Posting, why_gone: str, now: datetime) -> None:
    """What a posting's own page said: that it is there (no `why_gone`), or that it is gone, which closes its job."""
    job: Job | None = getattr(posting, "job", None)
    if why_gone:
        Posting.objects.filter(pk=posting.pk).update(gone_at=now, gone_why=why_gone[:200])
        if job is not None:
            close(job=job, why=why_gone, now=now)
        return
    Posting.objects.filter(pk=posting.pk).update(last_seen=now, missing_since=None, missed_last=None)
    Job.objects.filter(posting=posting).update(last_verified=now)


def close_past_dates(*, now: datetime) -> int:
    """Closes what its publisher's own date has ended."""
    past = Job.objects.open().filter(closes_on__lt=timezone.localdate(now))
    jobs = list(past[:500])
    for job in jobs:
        close(job=job, why="The closing date its publisher gave has passed.", now=now)
    return len(jobs)


@transaction.atomic
def judge_absence(*, fetch: Fetch, now: datetime) -> None:
    """Applies one reading to the jobs of its board (law 3).

    1. Weigh it against what stood on the board before; a halved or emptied board is held. 2. Mark what is absent from
    a reading that is believed; close what was marked long enough ago. Each reading is applied once.
    """
    if not Fetch.objects.filter(pk=fetch.pk, applied_at__isnull=True).update(applied_at=now):
        return
    board, _created = Board.objects.get_or_create(source=fetch.source)
    before = fetch.source.postings.filter(gone_at__isnull=True, first_seen__lt=fetch.at)
    absent = before.filter(last_seen__lt=fetch.at)
    outcome = lifecycle.weigh(
        standing=before.count(),
        found=before.filter(last_seen__gte=fetch.at).count(),
        complete=fetch.outcome in {Fetch.Outcome.COMPLETE, Fetch.Outcome.UNCHANGED},
        failed=fetch.outcome == Fetch.Outcome.FAILED,
        hold=_hold_of(board),
        at=fetch.at,
    )
    _keep_hold(board, outcome.hold)
    if outcome.name == lifecycle.SUSPICIOUS:
        why = str(outcome.why)[:400]
        Fetch.objects.filter(pk=fetch.pk).update(outcome=Fetch.Outcome.SUSPICIOUS, why=why)
        Source.objects.filter(pk=fetch.source_id).update(last_error=why, etag="", last_modified="")
    elif outcome.name == lifecycle.COMPLETE:
        _mark_absent(fetch, list(absent.select_related("job")), now)


def _hold_of(board: Board) -> lifecycle.Hold | None:
    if not board.hold:
        return None
    since = datetime.fromisoformat(board.hold["since"])
    return lifecycle.Hold(since, int(board.hold["readings"]), int(board.hold["found"]))


def _keep_hold(board: Board, hold: lifecycle.Hold | None) -> None:
    kept = {"since": hold.since.isoformat(), "readings": hold.readings, "found": hold.found} if hold else None
    if kept != board.hold:
        board.hold = kept
        board.save(update_fields=["hold"])


def _mark_absent(fetch: Fetch, absent: list[Posting], now: datetime) -> None:
    lives = {
        str(posting.pk): lifecycle.Life(
            posting.first_seen, posting.last_seen, posting.missing_since, posting.missed_last
        )
        for posting in absent
    }
    closing = connector(fetch.source.kind).CLOSING
    judgement = lifecycle.judge(lives, (), outcome=lifecycle.COMPLETE, closing=closing, at=fetch.at)
    for posting in absent:
        life = judgement.lives.get(str(posting.pk))
        if life is None:
            continue
        why = judgement.closed.get(str(posting.pk))
        posting.missing_since, posting.missed_last = life.missing_since, life.missed_last
        posting.gone_at, posting.gone_why = life.closed_at, str(why or "")[:200]
        job = getattr(posting, "job", None)
        if why is not None and job is not None:
            close(job=job, why=str(why), now=now)
    Posting.objects.bulk_update(absent, ["missing_since", "missed_last", "gone_at", "gone_why"], batch_size=500)
