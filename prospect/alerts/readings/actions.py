"""Keeping what alerts come to, and forgetting the pieces that no alert has any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from prospect.alerts.matcher_parts import Expression, Gate, Parts
from prospect.alerts.models import Alert, Piece, Reading
from prospect.alerts.moments import micros
from prospect.alerts.readings.pieces import digest_of, version, written

Read = tuple[datetime, Parts]
_FIELDS = ("version", "as_of", "changed", "created", "expression", "gate", "floor", "bits")
_KINDS = {Expression: Piece.Kind.EXPRESSION, Gate: Piece.Kind.GATE}


@transaction.atomic
def keep_readings(*, read: Mapping[int, Read]) -> int:
    """Keeps what alerts (by number, as of their `changed_at`) come to; answers how many still were as they were read.

    Steps: 1 hold the alerts, 2 hold or make the pieces, 3 keep the readings, 4 forget pieces that nobody has now.
    """
    held = Alert.objects.filter(pk__in=read).order_by("pk").select_for_update()
    moments = {pk: (changed, created) for pk, changed, created in held.values_list("pk", "changed_at", "created_at")}
    same = {pk: read[pk][1] for pk, (changed, _created) in moments.items() if read[pk][0] == changed}
    pieces = _pieces({piece for parts in same.values() for piece in (parts.expression, parts.gate)})
    same = {pk: parts for pk, parts in same.items() if parts.expression in pieces and parts.gate in pieces}
    before = set(Reading.objects.filter(alert__in=same).values_list("expression", "gate"))
    rows = [
        Reading(
            alert_id=pk, version=version(), as_of=moments[pk][0], changed=micros(moments[pk][0]),
            created=micros(moments[pk][1]), expression_id=pieces[parts.expression], gate_id=pieces[parts.gate],
            floor=parts.floor, bits=parts.bits,
        )
        for pk, parts in same.items()
    ]  # fmt: skip
    Reading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["alert"], update_fields=_FIELDS, batch_size=1000
    )
    forget_pieces(ids={piece for pair in before for piece in pair} - set(pieces.values()))
    return len(rows)


def _pieces(wanted: Collection[Expression | Gate]) -> dict[Expression | Gate, int]:
    """The number of each piece, held until the transaction ends so that nobody forgets it meanwhile.

    One that another worker forgot in between is left out; its alerts are read another time.
    """
    texts = {piece: written(piece) for piece in wanted}
    keys = {(_KINDS[type(piece)].value, digest_of(text)): piece for piece, text in texts.items()}
    rows = [Piece(kind=kind, digest=digest, text=texts[piece]) for (kind, digest), piece in keys.items()]
    Piece.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    found = Piece.objects.filter(digest__in=[digest for _kind, digest in keys]).order_by("pk").select_for_update()
    return {keys[kind, digest]: pk for pk, kind, digest in found.values_list("pk", "kind", "digest")}


@transaction.atomic
def forget_pieces(*, ids: Iterable[int]) -> None:
    """Deletes those of some pieces that no alert has; who is about to keep one holds it first."""
    held = list(Piece.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update().values_list("pk", flat=True))
    Piece.objects.filter(pk__in=held, asked__isnull=True, gated__isnull=True).delete()


def pieces_of(alerts: Iterable[int]) -> set[int]:
    """The pieces that some alerts have."""
    pairs = Reading.objects.filter(alert__in=list(alerts)).values_list("expression", "gate")
    return {piece for pair in pairs for piece in pair}
