"""Sheets as files: exports, rejected rows, templates. Private: each is asked for by whoever may have it."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from kontor.contexts.transfers import queries, templates
from kontor.contexts.transfers.sheets.kinds import FORMATS
from kontor.kernel.clock import now
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _file(content: IO[bytes], name: str, form: str) -> HttpResponseBase:
    response = FileResponse(content, as_attachment=True, filename=f"{name}.{form}", content_type=TYPES[form])
    response.headers["Cache-Control"] = "private, no-store"
    return response


@at_bench(section="sheets")
@require_GET
def exported(request: Request, bench: Bench, export_id: UUID) -> HttpResponseBase:
    """A finished export, for the person who asked for it."""
    del request
    file, kind, form = queries.export_file(bench.seat, export_id)
    return _file(file, f"{kind}-{now():%Y-%m-%d}", form)


@at_bench(section="sheets")
@require_GET
def rejected(request: Request, bench: Bench, import_id: UUID) -> HttpResponseBase:
    """The rejected rows of an import, with reasons."""
    del request
    file, form = queries.rejected_file(bench.seat, import_id)
    return _file(file, "rejected", form)


@at_bench(section="sheets")
@require_GET
def template(request: Request, bench: Bench, kind: str) -> HttpResponse:
    """An empty sheet with all columns, and a second one that explains them."""
    asked = request.GET.get("form", "")
    form = asked if asked in FORMATS else "xlsx"
    content = templates.template(bench.seat, kind, form)
    response = HttpResponse(content, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}-template.{form}"'
    return response
