"""Facts about money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSucceeded(Event):
    """The provider has the buyer's money; `key` is the buyer."""

    name: ClassVar[str] = "payments.succeeded"
    buyer_id: UUID
    intent_id: UUID
    order_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFailed(Event):
    """The payer said no, or the provider did; `key` is the buyer."""

    name: ClassVar[str] = "payments.failed"
    buyer_id: UUID
    intent_id: UUID
    order_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRefunded(Event):
    """Money has gone back to the payer; `key` is the buyer."""

    name: ClassVar[str] = "payments.refunded"
    buyer_id: UUID
    refund_id: UUID
    order_number: int
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscrowReleased(Event):
    """A store has been paid for an order; `key` is the store."""

    name: ClassVar[str] = "payments.escrow_released"
    store_id: UUID
    order_id: UUID
    net_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFact(Event):
    """Something about a saved way to pay; `key` is the buyer."""

    name: ClassVar[str] = ""
    buyer_id: UUID
    agreement_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodBound(MethodFact):
    """The buyer has allowed us to charge a wallet or a card."""

    name: ClassVar[str] = "payments.method_bound"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodEnded(MethodFact):
    """It can no longer be used, and its owner did not remove it here."""

    name: ClassVar[str] = "payments.method_ended"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefunded(Event):
    """Of what was paid for a store order, a part or all goes back; `key` is the store.

    Whoever gave something else for this order (coins, a coupon) gives back the same share: `refunded_minor` of
    `paid_minor`, both in the buyer's currency.
    """

    name: ClassVar[str] = "payments.order_refunded"
    store_id: UUID
    order_id: UUID
    buyer_id: UUID
    refunded_minor: int
    paid_minor: int
    currency: str
