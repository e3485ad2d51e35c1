"""Checks of identity: a reviewer's look at a picture, the list, and opening one (ACC-33)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kontor.contexts.risk import identity_queries as queries
from kontor.contexts.risk.services.see_identity_picture import see_identity_picture
from kontor.contexts.risk.services.start_identity_check import start_identity_check
from kontor.kernel.errors import Refusal
from kontor.platform.http.headers import FOR_UPLOADS
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page

_STATES = {
    "waiting": gettext_lazy("Waits for pictures"),
    "review": gettext_lazy("Waits for a reviewer"),
    "approved": pgettext_lazy("identity check", "Approved"),
    "refused": pgettext_lazy("identity check", "Refused"),
    "ended": pgettext_lazy("identity check", "Time is over"),
}
_SIZE = 50


@signed_in
@require_GET
def picture(request: Request, item_id: UUID, side: str) -> HttpResponse:
    """One side, opened in memory for whoever has claimed the case; kept nowhere on the way."""
    content = see_identity_picture(viewer=operator_of(request), item_id=item_id, side=side)
    response = HttpResponse(content, content_type="image/jpeg")
    for name, value in FOR_UPLOADS.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Disposition"] = "inline"
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def checks(request: Request) -> HttpResponse:
    """All checks, latest first, and the form that opens one for an account."""
    viewer = operator_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            start_identity_check(by=viewer, address=request.POST.get("address", ""))
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("The check is open, and the person is written to."))
            return HttpResponseRedirect(reverse("console_identity"))
    rows = queries.listing(viewer, before=_before(request), size=_SIZE + 1)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "rows": [{"check": check, "state": _STATES[check.state]} for check in rows[:_SIZE]],
        "next_key": str(rows[_SIZE - 1].id) if len(rows) > _SIZE else "",
        "typed": request.POST.get("address", ""),
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "fields": {name: says[0] for name, says in fields.items()},
        "form_failed": refusal is not None,
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(
        request, "console/identity.html", context, active="console_queues", title=_("Identity checks"), status=status
    )


def _before(request: Request) -> UUID | None:
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None
