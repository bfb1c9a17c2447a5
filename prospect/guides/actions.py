"""Writing, publishing and withdrawing guides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from prospect.guides.models import Guide

WRITTEN = ("title", "slug", "summary", "author", "author_is_organisation", "body", "picture", "picture_alt")


@transaction.atomic
def write(*, guide: Guide, said: Mapping[str, Any], related: Iterable[Guide], now: datetime) -> Guide:
    """Takes over what the operator wrote; the guide's day of change moves only where something changed."""
    fields = {name: said[name] for name in WRITTEN if name in said}
    # A form has laid its words over the guide already: what was there before is in the table alone.
    before = Guide.objects.filter(pk=guide.pk).values(*fields).first()
    changed = before is None or before != fields
    for name, value in fields.items():
        setattr(guide, name, value)
    if changed:
        guide.changed_at = now
    guide.save()
    guide.related.set([other for other in related if other.pk != guide.pk])
    return guide


@transaction.atomic
def publish(*, guide: Guide, now: datetime) -> None:
    """Puts a draft before everybody; what is published already keeps its day."""
    if guide.published_at is None:
        guide.published_at = now
        guide.changed_at = now
        guide.save(update_fields=["published_at", "changed_at"])


@transaction.atomic
def withdraw(*, guide: Guide) -> None:
    """Makes a draft of a published guide."""
    guide.published_at = None
    guide.save(update_fields=["published_at"])


@transaction.atomic
def delete(*, guide: Guide) -> None:
    """Deletes a draft; a published guide has to be withdrawn first."""
    if guide.published_at is None:
        guide.delete()
