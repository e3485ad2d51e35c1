"""For machines that watch over us: alive, ready, figures (OPR-07)."""

from __future__ import annotations

import logging
import secrets
from ipaddress import ip_address
from typing import cast

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from kontor.platform.http import measure
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public

log = logging.getLogger(__name__)
_migrated = False


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve: the database answers and holds every migration."""
    try:
        missing = _missing()
    except DatabaseError as error:
        log.warning("not ready: %s", error)
        return JsonResponse({"ready": False, "reason": "the database does not answer"}, status=503)
    if missing:
        return JsonResponse({"ready": False, "reason": f"{missing} migrations are missing"}, status=503)
    return JsonResponse({"ready": True})


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for this machine or whoever knows the token."""
    if not _may_measure(cast("Request", request)):
        raise NotFound
    return HttpResponse(measure.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _missing() -> int:
    global _migrated  # noqa: PLW0603  (once complete, only the database's answer is asked for)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _migrated:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            return len(plan)
        _migrated = True
    return 0


def _may_measure(request: Request) -> bool:
    token = settings.KONTOR.metrics_token
    if token:
        return secrets.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META  # a proxy on this machine speaks for the outside
    try:
        return not forwarded and ip_address(request.client_ip).is_loopback
    except ValueError:
        return not forwarded and request.client_ip == ""  # a Unix socket
