"""Adding sources, and keeping what a reading brought."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter

from prospect.lexicon.sentences import Sentence, stored
from prospect.sources.connectors import connector
from prospect.sources.models import Fetch, Posting, Source
from prospect.sources.posting import PostingData
from prospect.sources.reading import WholeReading

SAID: TypeAdapter[PostingData] = TypeAdapter(PostingData)
CHUNK = 500
WHY = 400  # characters of a reason
BACK_OFF_LIMIT = timedelta(days=1)


@transaction.atomic
def add_source(*, kind: str, token: str, name: str, recordings: str = "", now: datetime | None = None) -> Source:
    """The source of a board, new or the one there already is; due at once. Raises KeyError for an unknown kind."""
    module = connector(kind)
    at = now or timezone.now()
    source, _created = Source.objects.get_or_create(
        kind=kind,
        token=token,
        defaults={
            "name": name,
            "recordings": recordings,
            "every_minutes": 60 * module.EVERY_HOURS,
            "is_enabled": module.ON_BY_DEFAULT,
            "due_at": at,
            "added_at": at,
        },
    )
    if recordings and source.recordings != recordings:
        source.recordings = recordings
        source.save(update_fields=["recordings"])
    return source


@transaction.atomic
def keep_reading(*, source: Source, whole: WholeReading, outcome: str, now: datetime) -> Fetch:
    """Keeps every posting of a reading, verbatim, and the reading itself.

    1. Postings seen before and unchanged are only marked as seen, those of an unchanged board not even that. 2. Changed and returned ones are kept anew and wait
    to be understood again. 3. New ones are added. What is absent is left alone: `jobs` judges absence.
    """
    fetch = Fetch(
        source=source, at=now, outcome=outcome, found=len(whole.postings), bytes=whole.bytes, digest=whole.digest
    )
    fetch.refused = [{"id": refused.id, "reason": stored(refused.reason, WHY)} for refused in whole.refused[:200]]
    fetch.why = stored(whole.trouble, WHY)
    if outcome == Fetch.Outcome.UNCHANGED:
        # Noted once for all of them (`whole_at`): an unchanged board of any size costs one row.
        last = source.fetches.exclude(outcome=Fetch.Outcome.FAILED).first()
        fetch.found = last.found if last else 0
    else:
        _mark_same(source, whole, now)
        for chunk in _chunks(posting for id, posting in whole.postings.items() if id not in whole.same):
            _keep_chunk(source, fetch, chunk, whole, now)
    if outcome not in {Fetch.Outcome.COMPLETE, Fetch.Outcome.UNCHANGED}:
        # What was not read whole must not be answered with "unchanged" next time.
        source.etag = source.last_modified = ""
    else:
        source.whole_at = now
    fetch.save()
    _schedule(source, now, failed=False, why=fetch.why if outcome != Fetch.Outcome.COMPLETE else "")
    return fetch


def _mark_same(source: Source, whole: WholeReading, now: datetime) -> None:
    """Postings whose list entry is as before: seen. One that had gone is back, and understood anew."""
    same = source.postings.filter(key__in=[id[:200] for id in whole.same])
    back = {"gone_at": None, "gone_why": "", "understood_at": None}
    same.filter(gone_at__isnull=False).update(last_seen=now, missing_since=None, missed_last=None, **back)
    same.update(last_seen=now, missing_since=None, missed_last=None)


def _keep_chunk(source: Source, fetch: Fetch, chunk: list[PostingData], whole: WholeReading, now: datetime) -> None:
    known = {
        posting.key: posting
        for posting in source.postings.filter(key__in=[data.id[:200] for data in chunk]).only(
            "source", "key", "digest", "gone_at"
        )
    }
    same, fresh, again = [], [], []
    for data in chunk:
        said = SAID.dump_python(data, mode="json", exclude={"raw"})
        digest = digest_of(said)
        row = known.get(data.id[:200])
        if row is None:
            content = _content(data, said, digest, whole, now)
            fresh.append(Posting(source=source, key=data.id[:200], first_seen=now, **content))
        elif row.digest == digest and row.gone_at is None:
            same.append(row.pk)
        else:
            content = _content(data, said, digest, whole, now)
            again.append(Posting(pk=row.pk, source=source, key=row.key, first_seen=now, **content))
    Posting.objects.filter(pk__in=same).update(last_seen=now, missing_since=None, missed_last=None)
    Posting.objects.bulk_create(fresh)
    fields = ["url", "said", "payload", "digest", "list_digest", "last_seen", "understood_at", "gone_at", "gone_why",
              "missing_since", "missed_last", "lease", "leased_until"]  # fmt: skip
    Posting.objects.bulk_update(again, fields)
    fetch.added += len(fresh)
    fetch.changed += len(again)


def _content(
    data: PostingData, said: Mapping[str, Any], digest: str, whole: WholeReading, now: datetime
) -> dict[str, Any]:
    return {
        "url": data.url[:1000],
        "said": _storable(said),
        "payload": _storable(data.raw),
        "digest": digest,
        "list_digest": whole.listed.get(data.id, ""),
        "last_seen": now,
        "lease": "",
        "leased_until": None,
    }


def _storable(value: Any) -> Any:
    """The value without NUL characters, the one thing that JSON may hold and a database may not."""
    try:
        text = json.dumps(value)
    except TypeError:  # a date that a format has of its own
        text = json.dumps(value, default=str)
        value = json.loads(text)
    return json.loads(text.replace("\\u0000", "")) if "\\u0000" in text else value


def digest_of(said: Mapping[str, Any]) -> str:
    """SHA-256 of what the source says of the posting, less its bulk-bumped update date."""
    lasting = {name: value for name, value in said.items() if name != "updated_on"}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()


def data_of(posting: Posting) -> PostingData:
    """What the source said, as connectors give it, less the raw item, in which nobody reads again."""
    return SAID.validate_python(posting.said)


@transaction.atomic
def keep_failure(*, source: Source, why: Sentence | str, now: datetime, retry_after: int = 0) -> Fetch:
    """Notes that a reading failed; what is known stays as it is and the next attempt comes later and later."""
    kept = stored(why, WHY)
    fetch = Fetch.objects.create(source=source, at=now, outcome=Fetch.Outcome.FAILED, why=kept, applied_at=now)
    _schedule(source, now, failed=True, why=kept, retry_after=retry_after)
    return fetch


def _schedule(source: Source, now: datetime, *, failed: bool, why: str, retry_after: int = 0) -> None:
    source.failures = source.failures + 1 if failed else 0
    wait = timedelta(minutes=source.every_minutes)
    if failed:
        wait = min(wait * 2 ** min(source.failures, 6), max(BACK_OFF_LIMIT, wait))
    source.due_at = now + max(wait, timedelta(seconds=retry_after))
    source.last_tried_at, source.last_error = now, why
    if not failed:
        source.last_good_at = now
    source.lease, source.leased_until = "", None
    source.save(
        update_fields=["failures", "due_at", "last_tried_at", "last_error", "last_good_at", "whole_at", "lease",
                       "leased_until", "etag", "last_modified"]
    )  # fmt: skip


def _chunks(postings: Iterable[PostingData]) -> Iterator[list[PostingData]]:
    walk = iter(postings)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk
