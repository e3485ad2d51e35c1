"""Payments for tests, told by hand or by a provider that plays along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.models import Agreement, Intent, IntentState
from kontor.contexts.payments.providers.binding import BindAsk, BindBegun, BoundStatus, BoundTold, Charged
from kontor.contexts.payments.providers.protocol import Ask, Begun, ProviderSilent, Status, Told
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_bound import apply_bound
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
    at_once = False

    def __init__(self) -> None:
        self.status: Status | None = Status.OPEN
        self.begun = 0
        self.refunds: list[tuple[str, Money]] = []
        self.binding = PlayedBinding(self)

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


class PlayedBinding:
    """Its agreements: `standing` is what the provider says of them, `charges` what it was asked to charge.

    `answers` are what it says to the next charges, one after another (None: no answer, though the money moved).
    """

    def __init__(self, played: Played) -> None:
        self._played = played
        self.standing = BoundStatus.OPEN
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.charges: dict[str, Money] = {}
        self.answers: list[Status | None] = []
        self.last_day: date | None = None

    def _hear(self) -> None:
        if self._played.status is None:
            raise ProviderSilent

    def begin(self, ask: BindAsk) -> BindBegun:
        self._hear()
        self.begun.append(ask.reference)
        return BindBegun(f"https://pay.example/bind/{ask.reference}", f"V-{ask.reference[:8]}")

    def query(self, reference: str, provider_reference: str, token: str) -> BoundTold:
        self._hear()
        return bound_told(reference, self.standing, last_day=self.last_day)

    def end(self, reference: str, provider_reference: str, token: str) -> None:
        self._hear()
        self.ended.append(token)

    def prepare(self, ask: Ask, token: str) -> str:
        self._hear()
        return f"C-{ask.reference[-8:]}"

    def charge(self, ask: Ask, token: str, provider_reference: str) -> Charged:
        self._hear()
        answer = self.answers.pop(0) if self.answers else Status.PAID
        if answer in (Status.PAID, None):
            self.charges[ask.reference] = ask.amount  # the same reference is the same charge
        if answer is None:
            raise ProviderSilent
        return Charged(Told(ask.reference, answer, ask.amount, provider_reference, "charge", "no money"))

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> BoundTold | None:
        return None


def bound_told(
    reference: str, status: BoundStatus = BoundStatus.ACTIVE, *, last_day: date | None = None, event: str = "b1",
    instrument: str = "",
) -> BoundTold:  # fmt: skip
    """What the provider says of an agreement."""
    named = f"T-{reference}", f"N-{reference}", "Visa", "···· 4242"
    return BoundTold(reference, status, *named, last_day, event, instrument)


def make_agreement(buyer_id: UUID, method: str = "alipay", *, last_day: date | None = None) -> Agreement:
    """A saved way to pay that holds."""
    row = Agreement.objects.create(
        buyer_id=buyer_id, provider="alipay" if method == "alipay" else "cards", method=method
    )
    assert apply_bound(provider=row.provider, told=bound_told(row.id.hex, last_day=last_day)) == "bound"
    row.refresh_from_db()
    return row
