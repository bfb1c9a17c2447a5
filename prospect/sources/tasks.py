"""What the worker does for sources: read the ones that are due."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from prospect.lexicon.sentences import say
from prospect.sources import actions
from prospect.sources.connectors import connector
from prospect.sources.fetching import Fetcher, FetchRefused
from prospect.sources.models import Fetch, Source
from prospect.sources.posting import Request
from prospect.sources.reading import WholeReading, read_board, read_recordings

log = logging.getLogger(__name__)
LEASE = 900  # seconds: a large board read page by page


def read_due(limit: int = 4) -> int:
    """Reads sources that are due; answers how many."""
    due = Source.objects.due(timezone.now()).claim(now=timezone.now(), limit=limit, seconds=LEASE)
    for source in due:
        read_one(source)
    return len(due)


def read_one(source: Source) -> Fetch:
    """Reads one source now. A failure is noted with its reason and changes nothing that is known."""
    now = timezone.now()
    try:
        whole = _read(source)
    except FetchRefused as refusal:
        log.info("source failed", extra={"source": source.public_id, "why": str(refusal)})
        return actions.keep_failure(source=source, why=refusal.sentence, now=now, retry_after=refusal.retry_after or 0)
    except ValueError as trouble:
        return actions.keep_failure(source=source, why=str(trouble), now=now)
    except FileNotFoundError:
        return actions.keep_failure(
            source=source, why=say("There is no recording at {path}.", path=source.recordings), now=now
        )
    return actions.keep_reading(source=source, whole=whole, outcome=outcome_of(source, whole), now=now)


def _read(source: Source) -> WholeReading:
    if source.recordings:
        return read_recordings(source.kind, Path(source.recordings), token=source.token, last=_last_digest(source))
    known = source.postings.filter(gone_at__isnull=True).exclude(list_digest="").values_list("key", "list_digest")
    fetches = ConditionalFetches(source)
    return read_board(source.kind, source.token, fetches, known=dict(known), last=_last_digest(source))


def outcome_of(source: Source, whole: WholeReading) -> str:
    """How far a reading may be believed by itself; `jobs` weighs it against what was known of the board."""
    if whole.is_unchanged or (whole.is_complete and whole.digest and whole.digest == _last_digest(source)):
        return Fetch.Outcome.UNCHANGED
    if whole.trouble is not None and not whole.postings:
        return Fetch.Outcome.FAILED
    return Fetch.Outcome.COMPLETE if whole.is_complete else Fetch.Outcome.PARTIAL


def _last_digest(source: Source) -> str:
    """The digest of the last reading, if that may be believed; "" else."""
    last = source.fetches.exclude(outcome=Fetch.Outcome.FAILED).first()
    return last.digest if last and last.outcome in {Fetch.Outcome.COMPLETE, Fetch.Outcome.UNCHANGED} else ""


def fetcher() -> Fetcher:
    """The fetch layer as this installation is set up."""
    return Fetcher(contact=settings.FETCH_CONTACT, allow_private=settings.FETCH_PRIVATE, keys=settings.FETCH_KEYS)


class ConditionalFetches:
    """The bodies of a board's answers; the first one is asked for only if it changed since the last good reading.

    A reading that takes long keeps its source to itself: the lease is drawn out from answer to answer.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fetcher = fetcher()
        # "Unchanged" of a first page says nothing of the pages after it.
        self.is_first = connector(source.kind).CLOSING == "complete"
        self.held_at = timezone.now()

    def _hold(self) -> None:
        now = timezone.now()
        if self.source.lease and now - self.held_at > timedelta(seconds=LEASE / 4):
            self.held_at = now
            until = now + timedelta(seconds=LEASE)
            Source.objects.filter(pk=self.source.pk, lease=self.source.lease).update(leased_until=until)

    def body(self, request: Request) -> bytes | None:
        self._hold()
        source, first = self.source, self.is_first
        self.is_first = False
        if not first:
            return self.fetcher.get(request).body
        answer = self.fetcher.get(request, etag=source.etag, last_modified=source.last_modified)
        if answer.status == 304:
            return None
        source.etag = answer.headers.get("etag", "")[:300]
        source.last_modified = answer.headers.get("last-modified", "")[:100]
        return answer.body
