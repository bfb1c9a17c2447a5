"""What a reading of a board means for the jobs that are known on it.

A job closes only on evidence: it is missing from two complete readings at least six hours apart, its page answers 404
or 410, or its publisher's own date has passed. A failed, partial or suspicious reading closes nothing and marks
nothing. A board that drops by half or to nothing is held: it is believed only when further readings say the same. A
list of only the newest (a window) never closes by absence. What comes back is the same job.

Measured on 22 daily snapshots of some 300 boards: 1.5 to 2% of open jobs close a weekday, 147 of 8,313 jobs vanished
and came back (most within two days), three boards vanished whole, two lost more than half in a day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from prospect.lexicon.sentences import Sentence, say, say_many

COMPLETE, PARTIAL, FAILED, SUSPICIOUS, UNCHANGED = "complete", "partial", "failed", "suspicious", "unchanged"

# Between the first reading without a job and the one that closes it.
APART = timedelta(hours=6)
# Boards of fewer postings may well lose half of them, and are emptied sooner in earnest.
SMALL = 5
# A halved board is believed after this many readings over this time; an emptied one, which an outage or a wrong answer
# looks like, after more.
HALVED_READINGS, HALVED_FOR = 4, timedelta(hours=48)
EMPTIED_READINGS, EMPTIED_FOR = 6, timedelta(hours=72)

EVERGREEN = re.compile(
    r"\b(talent (community|network|pool|pipeline)|future (opportunit|opening|consideration)|open application|general (application|"
    r"interest)|speculative|spontaneous|initiativbewerbung|don.?t see (your|the|a) (role|job|fit)|pipeline (req|role|position|candidate|posting)|evergreen|"
    r"expression of interest|join our team|wild ?card|always hiring)|\(pipeline\)",
    re.I,
)
STALE_AFTER = timedelta(days=90)
UNSEEN_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Life:
    """The life of one job on one board, as far as readings tell.

    `missing_since` and `missed_last`: the first and latest complete reading without it since it was last seen.
    """

    first_seen: datetime
    last_seen: datetime
    missing_since: datetime | None = None
    missed_last: datetime | None = None
    closes_on: date | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Hold:
    """A board under suspicion: since when, after how many readings that said the same, and how few they found."""

    since: datetime
    readings: int
    found: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a reading is believed: COMPLETE, PARTIAL, FAILED or SUSPICIOUS; the `hold` to keep for the next; why."""

    name: str
    hold: Hold | None = None
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reading changes: the lives that are new or different, those closed and why, and those that came back."""

    lives: Mapping[str, Life] = field(default_factory=dict)
    closed: Mapping[str, Sentence] = field(default_factory=dict)
    reopened: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


def weigh(*, standing: int, found: int, complete: bool, failed: bool, hold: Hold | None, at: datetime) -> Outcome:
    """How far a reading is to be believed.

    Args:
        standing: how many jobs were open on the board before.
        found: how many of those the reading found again. New ones do not count: a board that shows other jobs
            altogether may be another company's.
        complete: every page came back whole and the count agrees (`Reading.complete`).
        failed: nothing could be read at all.
        hold: what the reading before this one left.
    """
    if failed:
        return Outcome(FAILED, hold, say("The board could not be read."))
    if not complete:
        return Outcome(PARTIAL, hold, say("Only a part of the board could be read."))
    if standing == 0 or found * 2 > standing or (found and standing < SMALL):
        return Outcome(COMPLETE)
    # The readings must agree: a board that falls further is a new suspicion.
    agrees = hold is not None and found * 2 >= hold.found and found <= hold.found * 2
    kept = replace(hold, readings=hold.readings + 1) if hold is not None and agrees else Hold(at, 1, found)
    small = found or standing < SMALL
    readings, time = (HALVED_READINGS, HALVED_FOR) if small else (EMPTIED_READINGS, EMPTIED_FOR)
    if kept.readings >= readings and at - kept.since >= time:
        return Outcome(COMPLETE, kept)
    why = say_many(
        "The board shows {n} of {standing} jobs, which is held for a second look.",
        "The board shows {n} of {standing} jobs, which is held for a second look.",
        found,
        standing=standing,
    )
    return Outcome(SUSPICIOUS, kept, why)


def believed(hold: Hold, at: datetime) -> Hold:
    """The hold that a person has lifted: the next reading that agrees is believed."""
    return Hold(min(hold.since, at - EMPTIED_FOR), max(hold.readings, EMPTIED_READINGS), hold.found)


def is_believed(hold: Hold, at: datetime) -> bool:
    """Whether the next reading that agrees with the held ones is believed, however few postings it has."""
    return hold.readings >= EMPTIED_READINGS and at - hold.since >= EMPTIED_FOR


def judge(
    lives: Mapping[str, Life], present: Collection[str], *, outcome: str, closing: str, at: datetime
) -> Judgement:
    """What a reading means for each known job of a board.

    Args:
        lives: the known jobs of the board by posting id, closed ones too.
        present: ids that the reading found; for UNCHANGED every open one counts as found.
        outcome: of `weigh`, or UNCHANGED where the server said so.
        closing: the connector's CLOSING: complete, paged, window or page.

    Steps: 1 what is present is seen, added or reopened, whatever the outcome; 2 what is absent from a complete reading
    of a whole board is marked, or closed if it was marked long enough ago; 3 what is past its date closes.
    """
    found = {id for id, life in lives.items() if life.is_open} if outcome == UNCHANGED else set(present)
    changed = {id: _seen(lives.get(id), at) for id in found if not _is_over(lives.get(id), at.date())}
    reopened = tuple(id for id in changed if id in lives and not lives[id].is_open)
    closed: dict[str, Sentence] = {}
    marked = []
    if outcome in (COMPLETE, UNCHANGED) and closing in ("complete", "paged"):
        for id, life in lives.items():
            if id in found or not life.is_open:
                continue
            if why := _absent(life, at):
                closed[id], changed[id] = why, replace(life, missed_last=at, closed_at=at)
            else:
                changed[id] = replace(life, missing_since=life.missing_since or at, missed_last=at)
                marked += [id] if life.missing_since is None else []
    for id, life in {**lives, **changed}.items():
        if life.is_open and (why := past_date(life, at.date())):
            closed[id], changed[id] = why, replace(life, closed_at=at)
    return Judgement(changed, closed, reopened, tuple(id for id in changed if id not in lives), tuple(marked))


def _seen(life: Life | None, at: datetime) -> Life:
    """The life of a job that a reading shows: open, whatever it was."""
    return replace(life, last_seen=at, missing_since=None, missed_last=None, closed_at=None) if life else Life(at, at)


def _is_over(life: Life | None, today: date) -> bool:
    """Whether a job is closed and past its publisher's date: being listed still does not bring it back."""
    return life is not None and not life.is_open and past_date(life, today) is not None


def _absent(life: Life, at: datetime) -> Sentence | None:
    """Why a job that a complete reading does not have closes now; None while it is only marked."""
    if life.missing_since is None or at - life.missing_since < APART:
        return None
    return say(
        "It was not on its board on {first} and on {second}.",
        first=life.missing_since.strftime("%Y-%m-%d %H:%M"),
        second=at.strftime("%Y-%m-%d %H:%M"),
    )


def past_date(life: Life, today: date) -> Sentence | None:
    """Why a job closes by its publisher's own date; that day itself still counts as open."""
    if life.closes_on is None or life.closes_on >= today:
        return None
    return say("Its publisher let it close on {day}.", day=life.closes_on.isoformat())


def page_says(status: int) -> Sentence | None:
    """Why an answer of a job's own page closes it: 404 and 410 do, nothing else (401, 403, 429, 5xx tell nothing)."""
    return say("Its page is gone ({status}).", status=status) if status in (404, 410) else None


def signs_of_age(
    *,
    title: str,
    posted_on: date | None,
    first_seen: datetime,
    last_seen: datetime,
    closes_on: date | None,
    reposts: int,
    today: date,
) -> tuple[Sentence, ...]:
    """Facts for "may be stale", never an accusation: age, an evergreen title, a passed date, reposts, not seen lately."""
    found: list[Sentence] = []
    oldest = min(posted_on or first_seen.date(), first_seen.date())
    if today - oldest > STALE_AFTER:
        found.append(say("First posted {n} days ago.", n=(today - oldest).days))
    if EVERGREEN.search(title):
        found.append(say("The title is one that employers keep open all the time."))
    if closes_on is not None and closes_on < today:
        found.append(say("Its closing date was {day}.", day=closes_on.isoformat()))
    if reposts:
        found.append(say_many("Posted anew {n} time.", "Posted anew {n} times.", reposts))
    if today - last_seen.date() > UNSEEN_AFTER:
        found.append(say("Last seen on its source {n} days ago.", n=(today - last_seen.date()).days))
    return tuple(found)
