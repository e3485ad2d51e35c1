"""Payments for tests, told by hand or by a provider that plays along."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.models import Intent, IntentState
from kontor.contexts.payments.providers.protocol import Ask, Begun, ProviderSilent, Status, Told
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.kernel.clock import now
from kontor.kernel.money import Money


def make_intent(order: BuyerOrder, provider: str = "alipay", method: str = "alipay") -> Intent:
    """A payment of `order` that is at its provider."""
    intent = Intent(
        buyer_id=order.buyer_id, buyer_order_id=order.id, order_number=order.number, provider=provider, method=method,
        amount_minor=order.total_minor, currency=order.currency, state=IntentState.PENDING, created_at=now(),
        provider_reference="at-provider",
    )  # fmt: skip
    intent.save(force_insert=True)
    return intent


def told(intent: Intent, status: Status = Status.PAID, amount: Money | None = None, event: str = "e1") -> Told:
    """What the provider says of `intent`."""
    return Told(reference(intent.buyer_id, intent.id), status, amount, "P-1", event)


def pay(order: BuyerOrder) -> Intent:
    """`order`, paid."""
    intent = make_intent(order)
    assert apply_told(told=told(intent)) == "paid"
    return intent


class Played:
    """A provider whose answers a test sets: `status`, or silence."""

    code = "alipay"

    def __init__(self) -> None:
        self.status: Status | None = Status.OPEN
        self.begun = 0
        self.refunds: list[tuple[str, Money]] = []

    def begin(self, ask: Ask) -> Begun:
        if self.status is None:
            raise ProviderSilent
        self.begun += 1
        return Begun(f"https://pay.example/{ask.reference}", f"P{self.begun}")

    def query(self, reference: str, provider_reference: str, currency: str) -> Told:
        if self.status is None:
            raise ProviderSilent
        return Told(reference, self.status, None, provider_reference, "query")

    def close(self, reference: str, provider_reference: str, currency: str) -> Told:
        said = self.query(reference, provider_reference, currency)
        return said if said.status is Status.PAID else Told(reference, Status.FAILED, failure="closed")

    def refund(self, reference: str, provider_reference: str, request: str, amount: Money) -> str:
        if self.status is None:
            raise ProviderSilent
        if request not in [known for known, _ in self.refunds]:
            self.refunds.append((request, amount))
        return f"R-{request}"

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        return None

    def receipt(self) -> str:
        return "success"
