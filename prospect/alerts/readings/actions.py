"""Keeping what alerts come to, and forgetting the pieces that no alert has any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from prospect.alerts.matcher_parts import Expression, Gate
from prospect.alerts.matcher_table import Longs, Table
from prospect.alerts.models import Alert, Piece, Reading
from prospect.alerts.readings.backlog import Digests
from prospect.alerts.readings.managers import Micros, rows
from prospect.alerts.readings.pieces import digest_of, version, written

# One statement for all, in words that both databases know.
_KEEP = """
INSERT INTO alerts_reading (alert_id, version, as_of, changed, created, expression_id, gate_id, floor, bits)
SELECT alert.id, %s, alert.changed_at, column2, column3, column4, column5, column6, column7
FROM (VALUES ...) AS given JOIN alerts_alert AS alert ON alert.id = column1 WHERE true
ON CONFLICT (alert_id) DO UPDATE SET version = excluded.version, as_of = excluded.as_of, changed = excluded.changed,
created = excluded.created, expression_id = excluded.expression_id, gate_id = excluded.gate_id, floor = excluded.floor,
bits = excluded.bits
"""
_ROW = "(%s, %s, %s, %s, %s, %s, %s)"


@transaction.atomic
def keep_readings(*, table: Table, changed: Longs, digests: Digests | None = None) -> int:
    """Keeps what alerts come to, as of their `changed_at` (in microseconds); answers how many still were as they were
    read, and not kept yet. `digests` are remembered from one call to the next with the same lists of pieces.

    Steps: 1 hold the alerts, 2 hold or make the pieces, 3 keep the readings, 4 forget pieces that nobody has now.
    """
    digests = digests or Digests.unknown(table)
    read = dict(zip(table.ids.tolist(), zip(changed.tolist(), table.columns.tolist(), strict=True), strict=True))
    held = Alert.objects.filter(pk__in=read).order_by("pk").select_for_update()
    moments = rows(held.values_list("pk", Micros("changed_at"), Micros("created_at")))
    kept = Reading.objects.filter(alert__in=read).values_list("alert", "changed", "version", "expression", "gate")
    had = {alert: more for alert, *more in rows(kept)}
    same = [
        (alert, moment, created, *read[alert][1])
        for alert, moment, created in moments
        if read[alert][0] == moment and had.get(alert, [])[:2] != [moment, version()]
    ]
    expressions = _held(Piece.Kind.EXPRESSION, table.expressions, {row[3] for row in same}, digests.expressions)
    gates = _held(Piece.Kind.GATE, table.gates, {row[4] for row in same}, digests.gates)
    new = [
        (alert, moment, created, expressions[expression], gates[gate], *plain)
        for alert, moment, created, expression, gate, *plain in same
        if expression in expressions and gate in gates
    ]
    if new:
        with connection.cursor() as cursor:
            cursor.execute(_KEEP.replace("...", ", ".join([_ROW] * len(new))), [version(), *chain.from_iterable(new)])
    before = {piece for alert, *_others in new if alert in had for piece in had[alert][2:]}
    forget_pieces(ids=before.difference(expressions.values(), gates.values()))
    return len(new)


def _held(kind: Piece.Kind, every: Sequence[Expression | Gate], wanted: set[int], digests: list[str]) -> dict[int, int]:
    """The number under which each piece wanted is kept, by its place among `every`; held until the transaction ends, so
    that nobody forgets it meanwhile.

    One that another worker forgot in between is left out; its alerts are read another time.
    """
    texts: dict[str, str] = {}
    for place in wanted:
        if not digests[place]:
            text = written(every[place])
            digests[place] = digest_of(text)
            texts[digests[place]] = text
    places = {digests[place]: place for place in wanted}
    found = _numbers(kind, places)
    if missing := places.keys() - found.keys():
        new = [(digest, texts.get(digest) or written(every[places[digest]])) for digest in sorted(missing)]
        made = (Piece(kind=kind, digest=digest, text=text) for digest, text in new)
        Piece.objects.bulk_create(made, ignore_conflicts=True, batch_size=1000)
        found |= _numbers(kind, missing)
    return {places[digest]: number for digest, number in found.items()}


def _numbers(kind: Piece.Kind, digests: Collection[str]) -> dict[str, int]:
    """The numbers of those pieces that there are, held."""
    held = Piece.objects.filter(kind=kind, digest__in=list(digests)).order_by("pk").select_for_update()
    return dict(rows(held.values_list("digest", "pk")))


@transaction.atomic
def forget_pieces(*, ids: Iterable[int]) -> None:
    """Deletes those of some pieces that no alert has; who is about to keep one holds it first."""
    held = list(Piece.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update().values_list("pk", flat=True))
    if held:
        asked, gated = (Reading.objects.filter(**{name: OuterRef("pk")}) for name in ("expression", "gate"))
        Piece.objects.filter(~Exists(asked), ~Exists(gated), pk__in=held).delete()


def pieces_of(alerts: Iterable[int]) -> set[int]:
    """The pieces that some alerts have."""
    pairs = Reading.objects.filter(alert__in=list(alerts)).values_list("expression", "gate")
    return {piece for pair in pairs for piece in pair}
