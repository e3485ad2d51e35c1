"""Reads about money, each for a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.ledger import queries as ledger
from kontor.contexts.ledger.rules import Key
from kontor.contexts.payments.models import Callback, Escrow, Intent, Refund, Settlement
from kontor.contexts.payments.providers.register import running
from kontor.contexts.payments.rules import Method, offered
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat
from kontor.platform.database.rows import Rows

_WECHAT = """
SELECT bool_and(coalesce(p.wechat_pay, FALSE)) FROM orders_buyerorder bo
JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
JOIN orders_line l ON l.store_id = so.store_id AND l.order_id = so.id
LEFT JOIN catalogue_product p ON p.id = l.product_id
WHERE bo.buyer_id = %s AND bo.id = %s
"""
_INTENTS = Rows(Intent, "WHERE t.buyer_id = %s AND t.buyer_order_id = %s ORDER BY t.created_at DESC, t.id DESC")


def methods(country: str, *, wechat_everywhere: bool = False) -> list[Method]:
    """The ways to pay that a buyer registered in `country` is offered (ACC-04). Public."""
    return offered(country, wechat_everywhere=wechat_everywhere, running=frozenset(running()))


def methods_of_order(viewer: Buyer, country: str, buyer_order_id: UUID) -> list[Method]:
    """The ways to pay an order of the viewer's that stands already (ACC-04).

    Its goods are looked at, in one statement, only where a way depends on them.
    """
    found = methods(country, wechat_everywhere=True)
    if not any(way.needs_every_product for way in found) or _wechat_everywhere(viewer, buyer_order_id):
        return found
    return [way for way in found if not way.needs_every_product]


def _wechat_everywhere(viewer: Buyer, buyer_order_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WECHAT, [viewer.buyer_id, buyer_order_id])
        (everywhere,) = cursor.fetchone() or (False,)
    return bool(everywhere)


@dataclass(frozen=True, slots=True)
class IntentView:
    """One try to pay."""

    intent_id: UUID
    method: str
    provider: str
    state: str
    failure: str
    amount: Money
    created_at: datetime
    settled_at: datetime | None


def intents(viewer: Buyer | Operator, buyer_id: UUID, buyer_order_id: UUID) -> list[IntentView]:
    """All tries to pay an order, newest first; to another buyer there are none."""
    if isinstance(viewer, Buyer) and viewer.buyer_id != buyer_id:
        return []
    return [
        IntentView(
            row.id, row.method, row.provider, row.state, row.failure, Money(row.amount_minor, row.currency),
            row.created_at, row.settled_at,
        )
        for row in _INTENTS(buyer_id, buyer_order_id)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EscrowView:
    """Where a store order's money is."""

    state: str
    amount: Money
    commission: Money
    held_at: datetime
    ended_at: datetime | None
    refunded: Money


def escrow(viewer: Buyer | Seat | Operator, store_id: UUID, order_id: UUID) -> EscrowView | None:
    """The escrow of an order of the viewer's; None when nothing was paid, or it is not the viewer's."""
    row = Escrow.objects.filter(store_id=store_id, id=order_id).first()
    if row is None or (isinstance(viewer, Seat) and viewer.store_id != store_id):
        return None
    if isinstance(viewer, Buyer) and viewer.buyer_id != row.buyer_id:
        return None
    return EscrowView(
        row.state,
        Money(row.amount_minor, row.currency),
        Money(row.commission_minor, row.currency),
        row.held_at,
        row.ended_at,
        Money(row.refunded_minor, row.paid_currency),
    )


@dataclass(frozen=True, slots=True)
class RefundView:
    """Money on its way back, or back."""

    amount: Money
    state: str
    requested_at: datetime
    done_at: datetime | None


def refunds(viewer: Buyer, store_order_id: UUID) -> list[RefundView]:
    """Refunds of one of the buyer's store orders."""
    rows = Refund.objects.filter(buyer_id=viewer.buyer_id, store_order_id=store_order_id)
    return [RefundView(Money(r.amount_minor, r.currency), r.state, r.requested_at, r.done_at) for r in rows]


@dataclass(frozen=True, slots=True)
class Balance:
    """A store's money in one currency: paid out to its balance, and still in escrow."""

    available: Money
    in_escrow: Money


def balance(viewer: Seat) -> list[Balance]:
    """The store's balances, a row per currency, each the sum of ledger postings."""
    units = sorted({*ledger.units(viewer, "payable"), *ledger.units(viewer, "escrow")})
    return [
        Balance(
            ledger.balance(viewer, Key("payable", unit, viewer.store_id)),
            ledger.balance(viewer, Key("escrow", unit, viewer.store_id)),
        )
        for unit in units
    ]


def statement(viewer: Seat, kind: str, unit: str, *, before: UUID | None = None) -> list[ledger.PostingLine]:
    """The ledger lines behind one figure of `balance` (`kind`: payable or escrow), newest first."""
    if kind not in ("payable", "escrow"):
        return []
    return ledger.statement(viewer, Key(kind, unit, viewer.store_id), before=before)


@dataclass(frozen=True, slots=True)
class SettlementView:
    """What a store got for one order."""

    order_id: UUID
    order_number: int
    gross: Money
    commission: Money
    net: Money
    settled_at: datetime
    taken_back: Money


def settlements(viewer: Seat, *, before: UUID | None = None, size: int = 50) -> list[SettlementView]:
    """The store's settlements, newest order first, paged by key (`before`: the last order's id)."""
    rows = Settlement.objects.filter(store_id=viewer.store_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        SettlementView(
            row.id, row.order_number, Money(row.gross_minor, row.currency), Money(row.commission_minor, row.currency),
            Money(row.net_minor, row.currency), row.settled_at, Money(row.taken_back_minor, row.currency),
        )
        for row in rows.order_by("-id")[:size]
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallbackView:
    """What a provider said, for the operator."""

    provider: str
    verified: bool
    outcome: str
    received_at: datetime


def callbacks(viewer: Operator, *, size: int = 100) -> list[CallbackView]:
    """The latest callbacks, forged ones too."""
    rows = Callback.objects.order_by("-id")[:size]
    return [CallbackView(row.provider, row.verified, row.outcome, row.received_at) for row in rows]
