"""Statements: months of the store's balances, each line open to its postings (TRD-12)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.billing.papers.statement import KIND_NAMES
from kontor.contexts.billing.queries import statements
from kontor.contexts.billing.reckoning import StatementLine
from kontor.kernel.money import Money
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.finance import words
from kontor.sites.seller_center.finance.frame import tabs
from kontor.sites.seller_center.finance.invoices import file_or_wait
from kontor.sites.storefront.purchases.papers import TYPES

PAGE = 50
ROWS_AT_ONCE = 500


@at_bench("finance.view", "balance")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """All months, the running ones first."""
    del request
    context = {
        "page_title": _("Statements"), "tabs": tabs("statements"), "statements": statements.statements(bench.seat),
    }  # fmt: skip
    return bench.page("seller/finance/statements.html", "balance", context)


@at_bench("finance.view", "balance")
@require_GET
def one(request: Request, bench: Bench, unit: str, month: str) -> HttpResponse:
    """One month: its totals and its lines, by key."""
    day = _month(month)
    card = statements.statement(bench.seat, unit, day)
    after = reading.uuid(request.GET.get("after"))
    lines = statements.page_of_lines(bench.seat, unit, day, after=after, size=PAGE + 1)
    context = {
        "page_title": _("Statement in %(currency)s") % {"currency": unit},
        "tabs": tabs("statements"),
        "card": card,
        "address": month,
        "totals": [
            (_(KIND_NAMES[kind]), sums.many, *(Money(minor, unit) for minor in (
                sums.gross, -sums.commission, -sums.fee, sums.amount, sums.covered
            )))
            for kind, sums in card.totals.items()
        ],
        "lines": [(line, _(KIND_NAMES[line.kind]), -line.commission, -line.fee) for line in lines[:PAGE]],
        "next": lines[PAGE - 1].posting_id if len(lines) > PAGE else "",
        "further": after is not None,
    }  # fmt: skip
    return bench.page("seller/finance/month.html", "balance", context)


@at_bench("finance.view", "balance")
@require_GET
def entry(request: Request, bench: Bench, unit: str, posting_id: UUID) -> HttpResponse:
    """All legs of the entry behind one line."""
    del request
    context = {
        "page_title": _("Entry"), "tabs": tabs("statements"),
        "legs": [
            (_(words.ACCOUNTS.get(leg.kind, leg.kind)), leg.amount)
            for leg in statements.entry(bench.seat, unit, posting_id)
        ],
    }  # fmt: skip
    return bench.page("seller/finance/entry.html", "balance", context)


@at_bench("finance.view", "balance")
@require_GET
def paper(request: Request, bench: Bench, unit: str, month: str) -> HttpResponseBase:
    """A closed month as PDF."""
    del request
    wish = statements.wish_for(bench.seat, unit, _month(month), get_language() or "en")
    return file_or_wait(bench, wish, f"{bench.store.slug}-{unit}-{month}.pdf")


@at_bench("finance.view", "balance")
@require_GET
def sheet(request: Request, bench: Bench, unit: str, month: str) -> HttpResponseBase:
    """A month as CSV, written while it is read: any number of lines."""
    del request
    lines = statements.stream(bench.seat, unit, _month(month))
    response = StreamingHttpResponse(_rows(lines), content_type=TYPES["csv"])
    response.headers["Content-Disposition"] = f'attachment; filename="{bench.store.slug}-{unit}-{month}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _rows(lines: Iterator[StatementLine]) -> Iterator[bytes]:
    """The sheet in pieces. Nothing in it was typed by people, so that no cell can be run by a spreadsheet."""
    buffer = StringIO("\ufeff")
    buffer.seek(1)
    out = csv.writer(buffer)
    out.writerow(
        [_("When (UTC)"), _("Kind"), _("Order"), _("Gross"), _("Commission"), _("Fee"), _("Amount"),
         _("Covered by coins and coupons"), _("Currency"), _("Entry")]
    )  # fmt: skip
    names = {kind: _(name) for kind, name in KIND_NAMES.items()}
    for place, line in enumerate(lines, start=1):
        out.writerow(_cells(line, names))
        if place % ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _cells(line: StatementLine, names: dict[str, str]) -> list[Any]:
    figures = (line.gross, -line.commission, -line.fee, line.amount, line.covered)
    return [
        line.at.strftime("%Y-%m-%d %H:%M:%S"), names[line.kind], line.order_number or "",
        *(each.amount for each in figures), line.amount.currency, line.journal_id,
    ]  # fmt: skip


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return text


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
