"""What a provider told us takes effect: once, whatever way and however often it came."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.ledger.posting import posting
from kontor.contexts.ledger.rules import Leg, credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.mark_paid import mark_paid
from kontor.contexts.payments.events import PaymentFailed, PaymentSucceeded
from kontor.contexts.payments.models import Escrow, Intent, IntentState
from kontor.contexts.payments.providers.protocol import Status, Told
from kontor.contexts.payments.rules import held_legs, parse_reference
from kontor.contexts.payments.services.request_refund import request_refund
from kontor.contexts.payments.shares import share_of
from kontor.contexts.risk.services.note_payment import note_payment
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform import events
from kontor.platform.database.rows import Beside, Write, columns, instance, new

# Both rows are held, the order first, as everywhere.
_HELD = f"""
SELECT {columns(BuyerOrder, "o")}, {columns(Intent, "i")}
FROM payments_intent i JOIN orders_buyerorder o ON o.buyer_id = i.buyer_id AND o.id = i.buyer_order_id
WHERE i.buyer_id = %s AND i.id = %s
FOR UPDATE OF o, i
"""  # noqa: S608
_CHANGE = """
UPDATE payments_intent SET state = %s, provider_reference = %s, failure = %s, settled_at = %s
WHERE buyer_id = %s AND id = %s
"""


def apply_told(*, told: Told, held: tuple[BuyerOrder, Intent] | None = None) -> str:
    """Bring our side in line with what the provider said, in one transaction (TRD-06).

    Paid in time: escrow holds the money, the orders go on. Paid late, or for an order that is closed or
    paid already: the money is booked and sent back. Repeated: nothing. Another amount: nothing, and the
    outcome says so, for the operator.

    Args:
        held: the rows, where the caller's transaction holds them already.

    Returns:
        The outcome in a word: `paid`, `failed`, `returned`, `known`, `open`, `unknown`, `amount differs`.
    """
    keys = parse_reference(told.reference)
    if keys is None:
        return "unknown"
    buyer_id, intent_id = keys
    with transaction.atomic(savepoint=held is None):
        held = held or _held(buyer_id, intent_id)
        if held is None:
            return "unknown"
        order, intent = held
        if told.status is Status.PAID:
            return _paid(intent, order, told)
        if told.status is Status.FAILED:
            return _failed(intent, told)
        return "open"


def _held(buyer_id: UUID, intent_id: UUID) -> tuple[BuyerOrder, Intent] | None:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [buyer_id, intent_id])
        row = cursor.fetchone()
    if row is None:
        return None
    width = len(BuyerOrder._meta.concrete_fields)
    return instance(BuyerOrder, row[:width]), instance(Intent, row[width:])


def _paid(intent: Intent, order: BuyerOrder, told: Told) -> str:
    amount = Money(intent.amount_minor, intent.currency)
    if told.amount is not None and told.amount != amount:
        return "amount differs"
    if intent.state == IntentState.SUCCEEDED or intent.failure == "paid late":
        return "known"
    parts = None
    if intent.state in (IntentState.CREATED, IntentState.PENDING):
        fact = PaymentSucceeded(
            key=intent.buyer_id, buyer_id=intent.buyer_id, intent_id=intent.id, order_number=intent.order_number
        )
        parts = mark_paid(order=order, also=(fact,), beside=lambda found: _held_for(intent, found, told))
    if parts is None:
        return _send_back(intent, told, amount)
    if told.instrument:
        note_payment(account_id=intent.buyer_id, instrument=f"{intent.provider}:{told.instrument}")
    return "paid"


def _held_for(intent: Intent, parts: list[StoreOrder], told: Told) -> list[Beside]:
    """What is written with the orders: the payment has succeeded, the money is booked and in escrow."""
    succeeded = _changing(intent, state=IntentState.SUCCEEDED, reference=told.provider_reference)
    legs: list[Leg] = held_legs([share_of(part) for part in parts], source="gateway", name=intent.provider)
    booked = posting(cause=f"payment:{intent.id}", legs=legs, reference=intent.id)
    return [*_escrow(intent, parts), succeeded, booked]


def _escrow(intent: Intent, parts: list[StoreOrder]) -> list[Escrow]:
    at = now()
    return [
        new(
            Escrow,
            store_id=part.store_id,
            id=part.id,
            buyer_id=intent.buyer_id,
            intent_id=intent.id,
            amount_minor=part.due_minor,
            currency=part.store_currency,
            paid_minor=part.total_minor,
            paid_currency=part.currency,
            tax_minor=part.tax_minor,
            commission_base_minor=part.commission_base_minor,
            commission_minor=part.commission_minor,
            held_at=at,
        )
        for part in parts
    ]


def _send_back(intent: Intent, told: Told, amount: Money) -> str:
    """The money came too late: it is booked, and goes the way it came."""
    _change(intent, state=IntentState.CANCELLED, reference=told.provider_reference, failure="paid late")
    post(
        cause=f"late:{intent.id}",
        legs=[debit("gateway", amount, name=intent.provider), credit("suspense", amount, name=intent.provider)],
        reference=intent.id,
    )
    request_refund(buyer_id=intent.buyer_id, intent_id=intent.id, amount=amount, cause=f"late:{intent.id}")
    return "returned"


def _failed(intent: Intent, told: Told) -> str:
    if intent.state not in (IntentState.CREATED, IntentState.PENDING):
        return "known"
    _change(intent, state=IntentState.FAILED, reference=told.provider_reference, failure=told.failure[:60])
    events.record(
        PaymentFailed(
            key=intent.buyer_id, buyer_id=intent.buyer_id, intent_id=intent.id, order_number=intent.order_number
        )
    )
    return "failed"


def _change(intent: Intent, *, state: IntentState, reference: str, failure: str = "") -> None:
    events.record(beside=[_changing(intent, state=state, reference=reference, failure=failure)])


def _changing(intent: Intent, *, state: IntentState, reference: str, failure: str = "") -> Write:
    values = [state, reference or intent.provider_reference, failure, now(), intent.buyer_id, intent.id]
    return Write([("intent", _CHANGE)], values)
