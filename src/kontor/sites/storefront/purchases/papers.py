"""Invoices and credit notes of a purchase as files; a job makes them (TRD-12)."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.billing.queries import documents
from kontor.contexts.billing.services.ask_print import File, ask_print
from kontor.contexts.orders import queries as orders
from kontor.kernel.viewer import Buyer
from kontor.platform import files
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in

TYPES = {"pdf": "application/pdf", "xml": "application/xml; charset=utf-8", "csv": "text/csv; charset=utf-8"}
LOOK_AGAIN = "1"  # seconds until a page looks again whether its file is there


@signed_in
@require_GET
@never_cache
def paper(request: Request, number: int, document_id: UUID, print_form: str) -> HttpResponseBase:
    """The file, or for a moment a page that waits for it."""
    viewer = Buyer(request.account.pk)
    order = orders.buyer_order(viewer, number)
    store_id, language = order.card.store_id, get_language() or "en"
    wish = documents.wish_for(viewer, document_id, print_form, language, store_id=store_id)
    made = ask_print(wish=wish)
    if made.path:
        return as_file(made, documents.file_name(viewer, made))
    context = {"page_title": _("Your file is being made"), "section": "orders", "number": number}
    response = render(request, "storefront/purchases/paper_waits.html", context)
    response.headers["Refresh"] = LOOK_AGAIN
    return response


def as_file(made: File, name: str) -> HttpResponseBase:
    """A finished print, for whoever was let to it."""
    response = FileResponse(
        files.private().open(made.path), as_attachment=True, filename=name, content_type=TYPES[made.form]
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
