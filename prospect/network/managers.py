"""Claiming work: tables are the queues, and a worker takes rows by a lease.

A row with `leased_until` in the past, or none, is free. `claim` marks rows with one conditional UPDATE each, so that
two workers never hold the same row; a worker that dies loses its lease when it runs out and the work is taken up
again.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import Q

TRIES = 3  # times that rows are chosen, where another worker takes those that were
M = TypeVar("M", bound=models.Model)


class LeasedQuerySet(models.QuerySet[M]):
    def free(self, now: datetime) -> LeasedQuerySet[M]:
        return self.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))

    def claim(self, *, now: datetime, limit: int, seconds: int, without: Sequence[str] = ()) -> list[M]:
        """At most `limit` of these rows, now held by the caller for `seconds`; rows another worker took are left out.

        `without`: columns that the work does not look at.
        """
        token = secrets.token_hex(8)
        until = now + timedelta(seconds=seconds)
        for _ in range(TRIES):
            ids = list(self.free(now).values_list("pk", flat=True)[:limit])
            # Asked of `self` again: a row that another worker finished meanwhile is free, but no longer in this queue.
            taken = self.free(now).filter(pk__in=ids).update(lease=token, leased_until=until) if ids else 0
            if taken:
                held = list(self.model._default_manager.filter(pk__in=ids, lease=token).defer(*without))
                order = {pk: place for place, pk in enumerate(ids)}
                return sorted(held, key=lambda row: order[row.pk])
            if not ids:
                break
        return []
