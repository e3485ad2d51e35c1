"""The reference of the API as a page, made from its own description."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontor.contexts.integrations.policy import ACCESS_LIFE, CALLS_A_MINUTE, REFRESH_LIFE, ROWS_A_CALL
from kontor.contexts.integrations.scopes import SCOPES
from kontor.platform.http.issuer import issuer_of
from kontor.platform.http.routes import public
from kontor.sites.api.reference import reference


@public
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """How to connect, every call, every shape."""
    context = {
        "page_title": _("API for programs"),
        "base": issuer_of(request),
        "reference": reference(),
        "scopes": [
            (name, _(scope.title), _(scope.sees) if scope.sees else "", scope) for name, scope in SCOPES.items()
        ],
        "calls_a_minute": CALLS_A_MINUTE.int(),
        "rows_a_call": ROWS_A_CALL.int(),
        "access_minutes": ACCESS_LIFE.int(),
        "refresh_days": REFRESH_LIFE.int(),
    }
    return render(request, "api/documents.html", context)
