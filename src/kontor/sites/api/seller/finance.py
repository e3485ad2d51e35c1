"""The store's money: what it has, what it was paid, and the lines behind each figure."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from kontor.contexts.billing.queries import documents
from kontor.contexts.billing.queries import payouts as paid_out
from kontor.contexts.billing.queries import statements as months
from kontor.contexts.payments import queries as payments
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import selling
from kontor.sites.api.schemas.common import Money
from kontor.sites.api.seller.common import READ, Size

router = Router(tags=["Finance"])
_READS = ProgramToken("finance:read")
_LINES = 50


@router.get(
    "/seller/balance", auth=_READS, response={200: list[selling.BalanceRow], **READ}, operation_id="getBalance",
    summary="Balance",
)  # fmt: skip
def balance(request: HttpRequest) -> list[selling.BalanceRow]:
    """By currency: what is the store's, and what is held until delivery."""
    return [
        selling.BalanceRow(available=Money.of(row.available), in_escrow=Money.of(row.in_escrow))
        for row in payments.balance(caller(request).seat)
    ]


@router.get(
    "/seller/settlements", auth=_READS, response={200: selling.Settlements, **READ}, operation_id="listSettlements",
    summary="Settlements",
)  # fmt: skip
def settlements(request: HttpRequest, after: UUID | None = None, size: Size = 50) -> selling.Settlements:
    """What the store got for each order, newest order first."""
    rows = payments.settlements(caller(request).seat, before=after, size=size + 1)
    return selling.Settlements(
        items=[
            selling.SettlementRow(
                order=str(row.order_number), gross=Money.of(row.gross), commission=Money.of(row.commission),
                net=Money.of(row.net), settled_at=row.settled_at,
            )
            for row in rows[:size]
        ],
        next=str(rows[size - 1].order_id) if len(rows) > size else None,
    )  # fmt: skip


@router.get(
    "/seller/ledger/{kind}/{currency}", auth=_READS, response={200: selling.LedgerLines, **READ},
    operation_id="listLedgerLines", summary="Ledger lines",
)  # fmt: skip
def ledger(
    request: HttpRequest, kind: Literal["available", "in_escrow"], currency: str, after: UUID | None = None
) -> selling.LedgerLines:
    """The lines whose sum a figure of the balance is, newest first, fifty a page."""
    named = {"available": "payable", "in_escrow": "escrow"}[kind]
    rows = payments.statement(caller(request).seat, named, currency.replace("\0", "")[:3].upper(), before=after)
    return selling.LedgerLines(
        items=[
            selling.LedgerLine(id=row.posting_id, cause=row.cause, amount=Money.of(row.amount), at=row.at)
            for row in rows
        ],
        next=str(rows[-1].posting_id) if len(rows) >= _LINES else None,
    )


@router.get(
    "/seller/invoices", auth=_READS, response={200: selling.Invoices, **READ}, operation_id="listInvoices",
    summary="Invoices",
)  # fmt: skip
def invoices(request: HttpRequest, after: UUID | None = None, size: Size = 50) -> selling.Invoices:
    """The store's invoices and credit notes, newest first."""
    rows = documents.documents(caller(request).seat, before=after, size=size + 1)
    return selling.Invoices(
        items=[
            selling.InvoiceRow(
                id=row.id, kind=row.kind, number=row.number, order=str(row.order_number), issued_on=row.issued_on,
                full=Money.of(row.full), tax=Money.of(row.tax), paid=Money.of(row.paid), coins=Money.of(row.coins),
            )
            for row in rows[:size]
        ],
        next=str(rows[size - 1].id) if len(rows) > size else None,
    )  # fmt: skip


@router.get(
    "/seller/payouts", auth=_READS, response={200: selling.Payouts, **READ}, operation_id="listPayouts",
    summary="Payouts",
)  # fmt: skip
def payouts(request: HttpRequest, after: UUID | None = None, size: Size = 50) -> selling.Payouts:
    """Money that was sent to the store's account, newest first."""
    rows = paid_out.payouts(caller(request).seat, before=after, size=size + 1)
    return selling.Payouts(
        items=[
            selling.PayoutRow(
                number=str(row.number), state=row.state, amount=Money.of(row.amount), fee=Money.of(row.fee),
                net=Money.of(row.net), account=row.account, reason=row.reason, made_at=row.made_at,
                ended_at=row.ended_at,
            )
            for row in rows[:size]
        ],
        next=str(rows[size - 1].id) if len(rows) > size else None,
    )  # fmt: skip


@router.get(
    "/seller/statements", auth=_READS, response={200: list[selling.StatementRow], **READ},
    operation_id="listStatements", summary="Statements",
)  # fmt: skip
def statements(request: HttpRequest) -> list[selling.StatementRow]:
    """Months of the store's balances, newest first, the running ones too."""
    return [
        selling.StatementRow(
            currency=row.currency, month=row.month, opening=Money.of(row.opening), closing=Money.of(row.closing),
            closed=row.closed,
        )
        for row in months.statements(caller(request).seat)
    ]  # fmt: skip
