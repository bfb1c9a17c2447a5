"""What Django's queries lack for reading a million alerts: moments as numbers, and rows as they come."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Micros(Func):
    """A moment in microseconds since 1970, exactly; made by the database, which takes a tenth of the time."""

    arity = 1
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        """SQLite has it as text, "2026-03-02 09:00:00" with ".000001" behind where it is no whole second."""
        seconds = "CAST(strftime('%%%%s', substr(%(expressions)s, 1, 19)) AS INTEGER)"
        parts = "CAST(substr(%(expressions)s || '000000', 21, 6) AS INTEGER)"
        return self.as_sql(compiler, connection, template=f"({seconds} * 1000000 + {parts})", **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        template = "CAST(EXTRACT(EPOCH FROM %(expressions)s) * 1000000 AS bigint)"
        return self.as_sql(compiler, connection, template=template, **more)


def rows(asked: QuerySet[Model, Any]) -> list[tuple[Any, ...]]:
    """The rows of `values_list` as the database gives them: numbers and text need nothing made of them."""
    try:
        statement, parameters = asked.query.sql_with_params()
    except EmptyResultSet:  # it asks for one of none
        return []
    with connections[asked.db].cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
