"""Sheets of the store: what goes in and out, and how far it has come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.orders.filters import OrderFilter
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.transfers import policy, queries
from kontor.contexts.transfers.rules.encodings import CHOICES
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.services.cancel_export import cancel_export
from kontor.contexts.transfers.services.cancel_import import cancel_import
from kontor.contexts.transfers.services.receive_sheet import receive_sheet
from kontor.contexts.transfers.sheets.kinds import FORMATS, KINDS
from kontor.contexts.transfers.sheets.orders import plain
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import order_filters, reading, words
from kontor.sites.seller_center.bench import Bench, at_bench

MEGABYTE = 1_000_000
OPENS = ("products.view", "orders.view")  # rights of which one opens the page


def _open(bench: Bench) -> None:
    if not any(bench.seat.may(right) for right in OPENS):
        bench.require(OPENS[0])


@at_bench(section="sheets")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Bring in, take out, and what is under way. The address may hold filters of orders to be exported."""
    _open(bench)
    return _page(bench, order_filters.chosen(request.GET), request.GET.get("kind", ""))


def _page(
    bench: Bench, chosen: OrderFilter, kind: str = "", refusal: Refusal | None = None, form: str = ""
) -> HttpResponse:
    seat = bench.seat
    summary, fields = messages_of(refusal) if refusal else ([], {})
    incoming = [(name, words.SHEETS[name]) for name in KINDS if queries.may_import(seat, name)]
    outgoing = [(name, words.SHEETS[name]) for name in KINDS if queries.may_export(seat, name)]
    context: dict[str, Any] = {
        "page_title": _("Import and export"),
        "incoming": incoming,
        "outgoing": outgoing,
        "kind": kind if kind in KINDS else "",
        "forms": [(name, name.upper()) for name in FORMATS],
        "encodings": list(CHOICES.items()),
        "chosen": chosen,
        "filters": plain(chosen),
        "of_orders": seat.may("orders.view"),
        "tabs": list(words.TABS.items()),
        "imports": queries.imports(seat),
        "exports": queries.exports(seat),
        "sheets": words.SHEETS,
        "import_states": words.IMPORT_STATES,
        "export_states": words.EXPORT_STATES,
        "rows_max": policy.ROWS_MAX.int(),
        "megabytes": policy.FILE_BYTES.int() // MEGABYTE,
        "days": policy.FILES_KEPT.int(),
        "topic": queries.live_topic(seat),
        "stream_url": url_for(queries.live_topic(seat)),
        "errors": {"": summary, **fields} if refusal else {},
        "refused": form,
        "form_failed": refusal is not None,
    }
    return bench.page("seller/sheets.html", "sheets", context, STATUS[refusal.kind] if refusal else 200)


@at_bench(section="sheets")
@require_POST
def upload(request: Request, bench: Bench) -> HttpResponse:
    """A sheet comes in: its dry run begins."""
    file = request.FILES.get("file")
    kind = request.POST.get("kind", "")
    sent = file if isinstance(file, UploadedFile) else None
    try:
        import_id = receive_sheet(
            seat=bench.seat, kind=kind, file=sent.file if sent else None, size=sent.size or 0 if sent else 0,
            name=sent.name or "" if sent else "", language=request.place.language,
            encoding=request.POST.get("encoding", ""),
        )  # fmt: skip
    except RightMissing:
        raise
    except Refusal as refusal:
        _open(bench)
        return _page(bench, OrderFilter(), kind, refusal, "import")
    return HttpResponseRedirect(reverse("seller_import", args=[import_id]))


@at_bench(section="sheets")
@require_POST
def export(request: Request, bench: Bench) -> HttpResponse:
    """A sheet is asked for; it is written in the background."""
    kind, chosen = request.POST.get("kind", ""), order_filters.chosen(request.POST.dict())
    try:
        ask_export(
            seat=bench.seat, kind=kind, form=request.POST.get("form", ""), language=request.place.language,
            filters=plain(chosen),
        )  # fmt: skip
    except RightMissing:
        raise
    except Refusal as refusal:
        _open(bench)
        return _page(bench, chosen, kind, refusal, "export")
    messages.success(request, _("Your sheet is being written. You can leave this page: you are told when it is ready."))
    return HttpResponseRedirect(f"{reverse('seller_sheets')}#exports")


@at_bench(section="sheets")
@require_GET
def one(request: Request, bench: Bench, import_id: UUID) -> HttpResponse:
    """One import: what the dry run says, how far it has come, rows with their reasons."""
    view = queries.sheet_import(bench.seat, import_id)
    after = reading.whole(request.GET.get("after"))
    counts = {
        "refused": view.rejected + view.failed, "new": view.new, "changed": view.changed,
        "unchanged": view.unchanged, "saved": view.saved, "all": view.rows,
    }  # fmt: skip
    asked = request.GET.get("show", "")
    show = asked if asked in words.ROW_OUTCOMES else next((name for name in words.ROW_OUTCOMES if counts[name]), "all")
    rows, following = queries.import_rows(bench.seat, import_id, after=after, show=show)
    shown = [name for name in words.ROW_OUTCOMES if counts[name] or name in {show, "all"}]
    context = {
        "page_title": view.file_name or _("Import"),
        "view": view,
        "label": words.IMPORT_STATES[view.state],
        "kind": words.SHEETS[view.kind],
        "rows": rows,
        "outcomes": words.ROW_OUTCOMES,
        "tabs": [
            {
                "label": words.ROW_OUTCOMES[name],
                "href": f"?show={name}",
                "active": name == show,
                "count": counts[name],
                "kind": "error" if name == "refused" and counts[name] else "",
            }
            for name in shown
        ],
        "next": following or "",
        "further": after > 0,
        "may_apply": "apply" in view.moves and view.to_save > 0,
        "may_cancel": "cancel" in view.moves,
        "topic": queries.live_topic(bench.seat) if view.working else "",
        "stream_url": url_for(queries.live_topic(bench.seat)),
    }
    return bench.page("seller/import.html", "sheets", context)


@at_bench(section="sheets")
@require_POST
def apply(request: Request, bench: Bench, import_id: UUID) -> HttpResponse:
    """The dry run is accepted: its rows are saved."""
    try:
        apply_sheet(seat=bench.seat, import_id=import_id)
    except RightMissing:
        raise
    except Refusal as refusal:
        queries.sheet_import(bench.seat, import_id)  # a stranger's is absent
        messages.error(request, say(refusal))
    return HttpResponseRedirect(reverse("seller_import", args=[import_id]))


@at_bench(section="sheets")
@require_POST
def cancel(request: Request, bench: Bench, import_id: UUID) -> HttpResponse:
    """An import is called off."""
    try:
        cancel_import(seat=bench.seat, import_id=import_id)
    except RightMissing:
        raise
    except Refusal as refusal:
        queries.sheet_import(bench.seat, import_id)
        messages.error(request, say(refusal))
    return HttpResponseRedirect(reverse("seller_import", args=[import_id]))


@at_bench(section="sheets")
@require_POST
def cancel_one_export(request: Request, bench: Bench, export_id: UUID) -> HttpResponse:
    """An export is called off."""
    try:
        cancel_export(seat=bench.seat, export_id=export_id)
    except Refusal as refusal:
        if refusal.code == "ERR_TRANSFER_NOT_FOUND":
            raise
        messages.error(request, say(refusal))
    return HttpResponseRedirect(f"{reverse('seller_sheets')}#exports")
