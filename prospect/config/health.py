"""/healthz: the process answers. /readyz: it can serve (database, migrations, index)."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from prospect.search.engines.port import IndexUnavailable
from prospect.search.query import Query
from prospect.search.tasks import engine


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    troubles = list(filter(None, (database_trouble(), index_trouble())))
    return JsonResponse({"ready": not troubles, "troubles": troubles}, status=503 if troubles else 200)


def database_trouble() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"The database cannot be used: {error}"
    return f"{len(waiting)} migrations have not been applied; `prospect up` applies them." if waiting else ""


def index_trouble() -> str:
    try:
        engine().find(Query(), limit=1)
    except IndexUnavailable as trouble:
        return str(trouble) or "There is no search index yet: prospect index rebuild"
    return ""
