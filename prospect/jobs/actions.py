"""Adding boards, and closing jobs on evidence; `intake` makes the jobs and `copies` settles duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from prospect.jobs import lifecycle
from prospect.jobs.comparing import employer_key
from prospect.jobs.models import Board, Change, Employer, Job, Separation
from prospect.lexicon.sentences import Sentence, say, stored
from prospect.network.public_ids import new_public_id
from prospect.sources.actions import add_source
from prospect.sources.connectors import connector
from prospect.sources.models import Fetch, Posting, Source

WHY = 200  # characters of the reason why something closed


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
    return employers_named([name])[name]


def employers_named(names: Iterable[str]) -> dict[str, Employer]:
    """The employer of each name, whatever its legal form, new where there is none yet."""
    shown = {name: " ".join(name.split())[:200] for name in names}
    keys = {name: employer_key(said)[:200] or "unknown" for name, said in shown.items()}
    known = {one.key: one for one in Employer.objects.filter(key__in=set(keys.values()))}
    for name, key in keys.items():
        if key not in known:
            known[key] = _new_employer(shown[name] or "Unknown employer", key)
    return {name: known[key] for name, key in keys.items()}


def _new_employer(name: str, key: str) -> Employer:
    slug = slugify(name)[:60] or "employer"
    if Employer.objects.filter(slug=slug).exclude(key=key).exists():
        slug = f"{slug}-{new_public_id()[:5]}"
    employer, _created = Employer.objects.get_or_create(key=key, defaults={"name": name, "slug": slug})
    return employer


@transaction.atomic
def separate(*, copy: Job, now: datetime) -> None:
    """A person says: these are two jobs. It holds for good, and nobody is alerted as if the job were new."""
    if copy.copy_of is None:
        return
    Separation.objects.get_or_create(one=copy.copy_of, other=copy, defaults={"at": now})
    Change.objects.create(job=copy, at=now, what="separated", before=copy.copy_why)
    Job.objects.filter(pk=copy.pk).update(copy_of=None, copy_why="", changed_at=now, matched_at=now)


@transaction.atomic
def close(*, job: Job, why: Sentence | str, now: datetime) -> None:
    """Closes a job on evidence; its copies on other boards that have no board of the employer behind them stay hidden."""
    closed = Job.objects.filter(pk=job.pk, closed_at__isnull=True).update(
        closed_at=now, closed_why=stored(why, WHY), changed_at=now
    )
    if not closed:
        return
    Change.objects.create(job=job, at=now, what="closed", after=stored(why, WHY))
    if not job.from_own_board:
        heir = job.copies.filter(closed_at__isnull=True).order_by("-from_own_board", "first_seen").first()
        if heir:
            job.copies.exclude(pk=heir.pk).update(copy_of=heir)
            # Matched anew: who still waited to be told of the job is told of its heir, and nobody is told twice.
            Job.objects.filter(pk=heir.pk).update(copy_of=None, copy_why="", changed_at=now, matched_at=None)
            Change.objects.create(job=heir, at=now, what="took over", before=job.public_id)


@transaction.atomic
def note_page(*, posting: Posting, why_gone: Sentence | str, now: datetime) -> None:
    """What a posting's own page said: that it is there (no `why_gone`), or that it is gone, which closes its job."""
    job: Job | None = getattr(posting, "job", None)
    if why_gone:
        Posting.objects.filter(pk=posting.pk).update(gone_at=now, gone_why=stored(why_gone, WHY))
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
        close(job=job, why=say("The closing date its publisher gave has passed."), now=now)
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
    # What the reading before an unchanged one did not have, this one does not have either.
    is_unchanged = fetch.outcome == Fetch.Outcome.UNCHANGED
    absent = fetch.source.postings.missing() if is_unchanged else before.filter(last_seen__lt=fetch.at)
    if is_unchanged and not absent.exists():
        _keep_hold(board, None)
        return
    standing = before.count()
    outcome = lifecycle.weigh(
        standing=standing,
        found=standing - absent.count(),
        complete=fetch.outcome in {Fetch.Outcome.COMPLETE, Fetch.Outcome.UNCHANGED},
        failed=fetch.outcome == Fetch.Outcome.FAILED,
        hold=_hold_of(board),
        at=fetch.at,
    )
    _keep_hold(board, outcome.hold)
    if outcome.name == lifecycle.SUSPICIOUS:
        why = stored(outcome.why, 400)
        Fetch.objects.filter(pk=fetch.pk).update(outcome=Fetch.Outcome.SUSPICIOUS, why=why)
        Source.objects.filter(pk=fetch.source_id).update(last_error=why, etag="", last_modified="")
    elif outcome.name == lifecycle.COMPLETE:
        _mark_absent(fetch, list(absent.select_related("job")), now)


@transaction.atomic
def believe(*, source: Source, now: datetime) -> None:
    """A person's word that a held board has really shrunk: readings that agree with the held one are believed."""
    board = Board.objects.filter(source=source, hold__isnull=False).first()
    if board is None:
        return
    hold = _hold_of(board)
    assert hold is not None
    _keep_hold(board, lifecycle.believed(hold, now))
    Source.objects.filter(pk=source.pk).update(due_at=now, etag="", last_modified="")


def is_believed(source: Source, now: datetime) -> bool:
    """Whether the next reading of a held board will be believed."""
    board = Board.objects.filter(source=source, hold__isnull=False).first()
    hold = _hold_of(board) if board else None
    return hold is not None and lifecycle.is_believed(hold, now)


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
        posting.gone_at, posting.gone_why = life.closed_at, stored(why, WHY)
        job = getattr(posting, "job", None)
        if why is not None and job is not None:
            close(job=job, why=why, now=now)
    Posting.objects.bulk_update(absent, ["missing_since", "missed_last", "gone_at", "gone_why"], batch_size=500)
