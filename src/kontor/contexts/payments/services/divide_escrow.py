"""A store order's money is divided between its buyer and its store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kontor.contexts.ledger.rules import Leg
from kontor.contexts.ledger.services.post import post
from kontor.contexts.orders import locks
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.finish import finish
from kontor.contexts.payments.events import EscrowReleased, OrderRefunded
from kontor.contexts.payments.models import Escrow, EscrowState, Intent, Settlement
from kontor.contexts.payments.rules import Division, back_legs, divide, recall_legs, release_legs
from kontor.contexts.payments.services.request_refund import request_refund
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform import events


@dataclass(frozen=True, slots=True)
class _Case:
    """What is held or was paid for one order, and how it is divided."""

    escrow: Escrow
    order: StoreOrder
    division: Division
    provider: str
    at: datetime


def divide_escrow(*, store_id: UUID, order_id: UUID, back: Money) -> bool:
    """Send `back` of what was paid for an order to its buyer and the rest to its store, once (TRD-09).

    Money that is still in escrow is divided; of a store that has been paid, its part is taken back from the balance,
    and the platform gives back its commission on it. Locks go order -> escrow, as everywhere.

    The caller has ended the order's dispute: money that is held for an order under way is not touched.

    Args:
        back: in the buyer's currency, from nothing to all that was paid.

    Returns:
        Whether money moved: not of an order that was never paid or is under way, nor what was divided before.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        escrow = Escrow.objects.select_for_update().filter(store_id=store_id, id=order_id).first()
        if escrow is None or escrow.state not in (EscrowState.HELD, EscrowState.RELEASED):
            return False
        if escrow.state == EscrowState.RELEASED and not back:
            return False
        if escrow.state == EscrowState.HELD and order.state not in (State.RECEIVED, State.CANCELLED):
            return False
        case = _Case(escrow, order, _division(escrow, back), _provider(escrow), now())
        if escrow.state == EscrowState.HELD:
            _split(case)
        else:
            _recall(case)
        _end(case)
        return True


def _division(escrow: Escrow, back: Money) -> Division:
    return divide(
        paid=Money(escrow.paid_minor, escrow.paid_currency), tax=Money(escrow.tax_minor, escrow.paid_currency),
        due=Money(escrow.amount_minor, escrow.currency), commission=Money(escrow.commission_minor, escrow.currency),
        back=back,
    )  # fmt: skip


def _provider(escrow: Escrow) -> str:
    return Intent.objects.values_list("provider", flat=True).get(buyer_id=escrow.buyer_id, id=escrow.intent_id)


def _split(case: _Case) -> None:
    """Out of escrow, both ways at once."""
    store_id, order_id, part = case.order.store_id, case.order.id, case.division
    legs: list[Leg] = []
    if part.back:
        legs += back_legs(store_id, order_id, part, provider=case.provider)
    if part.rest:
        legs += release_legs(store_id, part.rest, part.commission)
    journal = post(cause=f"divide:{order_id}", legs=legs, reference=order_id)
    if part.rest:
        _settle(case, journal)
    if case.order.state == State.RECEIVED:
        finish(store_id=store_id, order_id=order_id)


def _settle(case: _Case, journal: UUID) -> None:
    store_id, order_id, part = case.order.store_id, case.order.id, case.division
    net = part.rest - part.commission
    Settlement.objects.bulk_create(
        [
            Settlement(
                store_id=store_id, id=order_id, order_number=case.order.number, gross_minor=part.rest.minor,
                commission_minor=part.commission.minor, net_minor=net.minor, currency=net.currency,
                journal_id=journal, settled_at=case.at,
            )
        ]
    )  # fmt: skip
    events.record(
        EscrowReleased(key=store_id, store_id=store_id, order_id=order_id, net_minor=net.minor, currency=net.currency)
    )


def _recall(case: _Case) -> None:
    """From the store's balance; it may fall below nothing, and what the store earns next fills it again."""
    store_id, order_id, part = case.order.store_id, case.order.id, case.division
    commission = Money(case.escrow.commission_minor, part.commission.currency) - part.commission
    legs = [*recall_legs(store_id, part.taken, commission)]
    legs += back_legs(store_id, order_id, part, provider=case.provider)
    post(cause=f"recall:{order_id}", legs=legs, reference=order_id)
    Settlement.objects.filter(store_id=store_id, id=order_id).update(taken_back_minor=(part.taken - commission).minor)


def _end(case: _Case) -> None:
    escrow, back = case.escrow, case.division.back
    whole = back.minor == escrow.paid_minor
    state = EscrowState.REFUNDED if whole else EscrowState.SPLIT if back else EscrowState.RELEASED
    ended = escrow.ended_at or case.at
    row = Escrow.objects.filter(store_id=escrow.store_id, id=escrow.id)
    row.update(state=state, refunded_minor=back.minor, ended_at=ended)
    if not back:
        return
    request_refund(
        buyer_id=escrow.buyer_id, intent_id=escrow.intent_id, amount=back, cause=f"divide:{escrow.id}",
        store_id=escrow.store_id, store_order_id=escrow.id,
    )  # fmt: skip
    events.record(
        OrderRefunded(
            key=escrow.store_id, store_id=escrow.store_id, order_id=escrow.id, buyer_id=escrow.buyer_id,
            refunded_minor=back.minor, paid_minor=escrow.paid_minor, currency=back.currency,
        )
    )  # fmt: skip
