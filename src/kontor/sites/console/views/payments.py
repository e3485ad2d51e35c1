"""What payment providers told us, payments that wait, refunds that are owed (TRD-06)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.insight import queries as insight
from kontor.kernel.viewer import Operator
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page

ACTIVE = "console_payments"
PAGE = 50


@signed_in
@require_GET
def payments(request: Request) -> HttpResponse:
    """One of four lists: callbacks, forged ones, open payments, owed refunds."""
    labels = {
        "callbacks": _("Callbacks"),
        "forged": _("Forged callbacks"),
        "open": _("Open payments"),
        "refunds": _("Owed refunds"),
    }
    show = request.GET.get("show", "")
    show = show if show in labels else "callbacks"
    context: dict[str, Any] = {
        "show": show,
        "tabs": [{"label": label, "href": f"?show={key}", "active": key == show} for key, label in labels.items()],
        **_list(operator_of(request), show, _key(request.GET.get("before", ""))),
    }
    return page(request, "console/payments.html", context, active=ACTIVE, title=labels[show])


def _list(viewer: Operator, show: str, before: UUID | None) -> dict[str, Any]:
    if show == "open":
        return {"open": insight.open_payments(viewer)}
    if show == "refunds":
        return {"refunds": insight.owed_refunds(viewer)}
    found = insight.callbacks(viewer, forged=show == "forged", before=before, size=PAGE + 1)
    shown = found[:PAGE]
    return {"callbacks": shown, "next_key": shown[-1].id if len(found) > PAGE else "", "before": before}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None  # a key that nobody handed out: the first page
