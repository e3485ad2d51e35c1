"""Invoices and credit notes that could not be issued, why, and another try (TRD-12)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.billing.queries import dues
from kontor.contexts.billing.services.try_dues_again import try_dues_again
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.ui.formats import count

ACTIVE = "console_documents"
PAGE = 50


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """What could not be issued, the oldest first, by key."""
    viewer = operator_of(request)
    after = _key(request.GET.get("after", ""))
    rows = dues.not_issued(viewer, after=after, size=PAGE + 1)
    context = {
        "dues": [(row, _(row.sentence)) for row in rows[:PAGE]],
        "next_key": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "after": after,
    }
    return page(request, "console/documents.html", context, active=ACTIVE, title=_("Invoices that were not issued"))


@signed_in
@require_POST
def again(request: Request) -> HttpResponse:
    """Try all of them again."""
    many = try_dues_again(viewer=operator_of(request))
    sentence = ngettext("%(n)s document is being tried again.", "%(n)s documents are being tried again.", many)
    messages.success(request, sentence % {"n": count(many)})
    return HttpResponseRedirect(reverse(ACTIVE))


@signed_in
@require_POST
def one_again(request: Request, due_id: UUID) -> HttpResponse:
    """Try one again."""
    try:
        try_dues_again(viewer=operator_of(request), due_id=due_id)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("It is being tried again. If it is gone from this list, it has been issued."))
    return HttpResponseRedirect(reverse(ACTIVE))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None  # a key that nobody handed out: the first page
