"""What the worker does for the catalogue: understand waiting postings, and let jobs close on evidence."""

from __future__ import annotations

import gc
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.db.models import prefetch_related_objects
from django.utils import timezone

from prospect.jobs import actions, lifecycle
from prospect.jobs.intake.actions import Read, note_trouble, store, understood_of
from prospect.lexicon.sentences import Sentence
from prospect.sources.connectors import KINDS, connector
from prospect.sources.fetching import Fetcher, FetchRefused
from prospect.sources.models import Fetch, Posting
from prospect.sources.posting import Request
from prospect.sources.tasks import fetcher

log = logging.getLogger(__name__)
Done = TypeVar("Done")
LEASE = 120  # seconds for one batch
UNSEEN = timedelta(days=3)  # without a sight of a posting before its own page is asked for
LOOK_AGAIN = 24 * 3600  # seconds until a page that told nothing is asked for again
PER_HOST = 2  # pages of one host in one round
PAGES_STAY = frozenset({"hn"})  # pages that outlive the jobs on them


def understand_waiting(limit: int = 200) -> int:
    """Understands postings that no job stands for yet, or that changed; answers how many.

    All are understood first and then stored in one transaction, so that the database is held for a moment only.
    One that cannot be understood is noted with its trouble and holds up nobody else; it waits again when it changes.
    """
    with _garbage_kept():
        return _understand_batch(limit)


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Without looking for garbage meanwhile.

    A batch makes some hundred thousand objects that live until it is stored; going through them again and again takes
    an eighth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _understand_batch(limit: int) -> int:
    now = timezone.now()
    claimed = Posting.objects.to_understand().claim(now=now, limit=limit, seconds=LEASE, without=["payload"])
    prefetch_related_objects(claimed, "source__board__employer", "job__places")
    understood = [_attempted(posting, now, partial(_read, posting, now)) for posting in claimed]
    reads = [read for read in understood if read is not None]
    try:
        store(reads=reads, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.warning("a batch could not be stored at once", exc_info=True)
        for read in reads:
            _attempted(read.posting, now, partial(store, reads=[read], now=now))
    return len(claimed)


def _read(posting: Posting, now: datetime) -> Read:
    return Read(posting, understood_of(posting, now))


def _attempted(posting: Posting, now: datetime, work: Callable[[], Done]) -> Done | None:
    """What the work gives; None where it fails, which is noted with the posting."""
    try:
        return work()
    except (OperationalError, InterfaceError):
        raise
    except Exception as trouble:
        log.exception("a posting could not be understood", extra={"posting": posting.pk})
        note_trouble(posting=posting, trouble=f"{type(trouble).__name__}: {trouble}", now=now)
        return None


def verify_pages(limit: int = 12) -> int:
    """Asks for the pages of postings that no list proves alive or gone; answers how many were asked for.

    A list of only the newest never closes by absence, so each of its postings is looked up on its own page when
    nothing has shown it for `UNSEEN`: 404 and 410 close it, its own page verifies it, anything else tells nothing and
    is tried again when the lease ends. No host is asked for more than `PER_HOST` pages a round.
    """
    now = timezone.now()
    kinds = [kind for kind in KINDS if kind not in PAGES_STAY and connector(kind).CLOSING in ("window", "page")]
    waiting = Posting.objects.to_verify(kinds, now - UNSEEN).free(now).values_list("pk", "url")[: limit * 20]
    hosts: Counter[str] = Counter()
    chosen: list[int] = []
    for pk, url in waiting:
        host = urlsplit(url).netloc
        hosts[host] += 1
        if hosts[host] <= PER_HOST and len(chosen) < limit:
            chosen.append(pk)
    if not chosen:
        return 0
    claimed = Posting.objects.filter(pk__in=chosen).claim(now=now, limit=limit, seconds=LOOK_AGAIN)
    prefetch_related_objects(claimed, "job")
    asking = fetcher()
    for posting in claimed:
        why_gone = _page_of(posting, asking)
        if why_gone is not None:
            actions.note_page(posting=posting, why_gone=why_gone, now=timezone.now())
    return len(claimed)


def _page_of(posting: Posting, asking: Fetcher) -> Sentence | str | None:
    """Why a posting's page shows that it is gone; "" where the page is there, None where it tells nothing."""
    try:
        answer = asking.get(Request(posting.url))
    except FetchRefused as refusal:
        return lifecycle.page_says(refusal.status) if refusal.status is not None else None
    there = urlsplit(answer.url).path.rstrip("/") == urlsplit(posting.url).path.rstrip("/")
    return "" if there else None  # sent elsewhere: to the list of openings, most often


def judge_absences(limit: int = 20) -> int:
    """Applies each reading that has not been applied yet to the jobs of its board; answers how many readings."""
    waiting = list(Fetch.objects.filter(applied_at__isnull=True).select_related("source").order_by("at")[:limit])
    for fetch in waiting:
        actions.judge_absence(fetch=fetch, now=timezone.now())
    return len(waiting)


def close_past_dates() -> int:
    """Closes jobs whose publisher's own closing date has passed; answers how many."""
    return actions.close_past_dates(now=timezone.now())
