"""A small market with a paid order that has left, and ways to dispute it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PIL import Image

from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.aftersales.services.open_dispute import open_dispute
from kontor.contexts.aftersales.services.propose import propose
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.models import Escrow
from kontor.contexts.payments.tests.factories import pay
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat
from kontor.platform import reviews
from kontor.platform.verify import names, run

RIGHTS = frozenset({"aftersales.view", "aftersales.answer", "orders.view", "finance.view"})


def picture(colour: str = "red") -> bytes:
    """A PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def findings() -> list[str]:
    """What `kontor verify` says."""
    return [f"{finding.row}: {finding.sentence}" for name in names() for finding in run(name)]


@dataclass
class Case:
    """A store order with its sides; `dispute` once one is open."""

    market: Market
    order: StoreOrder

    @property
    def buyer(self) -> Buyer:
        return Buyer(self.order.buyer_id)

    @property
    def seat(self) -> Seat:
        return Seat(new_id(), self.order.store_id, RIGHTS)

    @property
    def dispute(self) -> Dispute:
        return Dispute.objects.filter(order_id=self.order.id).latest("opened_at")

    def state(self) -> str:
        return str(StoreOrder.objects.get(store_id=self.order.store_id, id=self.order.id).state)

    def escrow(self) -> Escrow:
        return Escrow.objects.get(store_id=self.order.store_id, id=self.order.id)

    def eur(self, minor: int) -> Money:
        return Money(minor, "EUR")

    def open(self, **given: Any) -> Dispute:
        """Opened by the buyer: not received, everything back, unless said otherwise."""
        values: dict[str, Any] = {"kind": "not_received", "reason": "late", "text": "It never came."}
        return open_dispute(viewer=self.buyer, order_number=self.order.number, **values | given)

    def open_broken(self, **given: Any) -> Dispute:
        values = {"kind": "not_as_described", "reason": "broken", "text": "It is broken.", "pictures": [picture()]}
        return self.open(**values | given)

    def offer(self, minor: int, *, with_return: bool = False, viewer: Buyer | Seat | None = None) -> Proposal:
        return propose(
            viewer=viewer or self.seat, dispute_id=self.dispute.id, back=self.eur(minor), with_return=with_return,
            text="This is what I can offer.",
        )  # fmt: skip

    def standing(self, side: str) -> Proposal:
        return Proposal.objects.get(dispute=self.dispute, by=side, stands=True)

    def rule(self, template: str, *, by: Operator | None = None, own: str = "") -> Operator:
        """An operator takes the case and rules."""
        viewer = by or Operator(new_id())
        item = reviews.ReviewItem.objects.get(subject_id=self.dispute.id, closed_at__isnull=True)
        reviews.claim(viewer=viewer, item_id=item.pk)
        reviews.decide(
            viewer=viewer, item_id=item.pk, decision=template, reason="Because of the evidence.",
            parts={"amount": own} if own else {},
        )  # fmt: skip
        return viewer


def make_case(state: str = "shipped", market: Market | None = None, **columns: Any) -> Case:
    """An order of a lamp and its freight, EUR 35.00 and tax, paid; it left twelve days ago and is late."""
    market = market or make_market(stock=1000)
    placed = market.place({"lamp": 1})
    pay(BuyerOrder.objects.get(number=placed.number))
    order = StoreOrder.objects.get(buyer_order_id=placed.buyer_order_id)
    moment = now()
    left = {
        "state": State(state), "shipped_at": moment - timedelta(days=12),
        "expected_to": (moment - timedelta(days=1)).date(), "max_days": 10,
    }  # fmt: skip
    if state == "delivered":
        left |= {"delivered_at": moment - timedelta(days=1), "receive_by": moment + timedelta(days=14)}
    StoreOrder.objects.filter(id=order.id).update(**left | columns)
    order.refresh_from_db()
    return Case(market, order)
