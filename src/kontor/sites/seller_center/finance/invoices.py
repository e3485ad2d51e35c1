"""The store's invoices and credit notes (TRD-12)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.billing.queries import documents
from kontor.contexts.billing.services.ask_print import Wish, ask_print
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.finance.frame import tabs
from kontor.sites.storefront.purchases.papers import LOOK_AGAIN, as_file

PAGE = 50


@at_bench("finance.view", "balance")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """All documents, newest first, by key."""
    before = reading.uuid(request.GET.get("before"))
    rows = documents.documents(bench.seat, before=before, size=PAGE + 1)
    context = {
        "page_title": _("Invoices"),
        "tabs": tabs("invoices"),
        "documents": rows[:PAGE],
        "next": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "further": before is not None,
    }
    return bench.page("seller/finance/invoices.html", "balance", context)


@at_bench("finance.view", "balance")
@require_GET
def paper(request: Request, bench: Bench, document_id: UUID, print_form: str) -> HttpResponseBase:
    """One document as a file."""
    del request
    wish = documents.wish_for(bench.seat, document_id, print_form, get_language() or "en", store_id=bench.store.id)
    return file_or_wait(bench, wish)


def file_or_wait(bench: Bench, wish: Wish, name: str = "") -> HttpResponseBase:
    """The file that the person may have; or a page that looks again in a moment."""
    made = ask_print(wish=wish)
    if made.path:
        return as_file(made, name or documents.file_name(bench.seat, made))
    context = {"page_title": _("Your file is being made"), "tabs": tabs("")}
    response = bench.page("seller/finance/waits.html", "balance", context)
    response.headers["Refresh"] = LOOK_AGAIN
    return response
