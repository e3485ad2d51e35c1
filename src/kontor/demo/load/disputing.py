"""Disputes of the last days, in every state: opened, answered, ruled and settled as people do it, at their moments."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain, cycle
from uuid import UUID

from django.db import connection
from PIL import Image, ImageDraw

from kontor.contexts.accounts.models import Account
from kontor.contexts.aftersales.dispute_phrases import phrases
from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.appeal_dispute import appeal_dispute
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.services.open_dispute import open_dispute
from kontor.contexts.aftersales.services.propose import propose
from kontor.contexts.aftersales.services.send_return import send_return
from kontor.contexts.aftersales.services.take_return import take_return
from kontor.contexts.aftersales.services.withdraw_dispute import withdraw_dispute
from kontor.contexts.ledger.rules import credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.models import Intent, Refund, RefundState
from kontor.demo.content.paces import pace_of
from kontor.demo.load.people import BUYER, OPERATOR
from kontor.demo.load.shops import Shop
from kontor.kernel import clock
from kontor.kernel.errors import Refusal
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat
from kontor.platform import reviews

_RIGHTS = frozenset({"aftersales.view", "aftersales.answer"})
_AT_LEAST, _AT_MOST = 12, 60  # cases of other stores: half of the orders that still can be disputed, within this


class _Case:
    """One order in dispute, and its people. `back` counts days before today."""

    dispute: Dispute

    def __init__(self, order: StoreOrder, today: datetime, operator: Operator, keeper: Seat) -> None:
        self.order, self.today, self.operator, self.seat = order, today, operator, keeper
        self.buyer = Buyer(order.buyer_id)

    @contextmanager
    def at(self, back: float) -> Iterator[None]:
        with clock.moved(self.today - timedelta(days=back) - clock.now()):
            yield

    def _share(self, percent: int) -> Money:
        return Money(self.order.total_minor, self.order.currency).share(percent * 100)

    def open(self, back: float, percent: int = 100, *, with_return: bool = False) -> None:
        with self.at(back):
            self.dispute = open_dispute(
                viewer=self.buyer, order_number=self.order.number, kind="not_as_described",
                reason=("broken", "faulty", "wrong_size", "wrong_goods")[self.order.number % 4],
                text="It arrived like this. Please look at the picture.", back=self._share(percent),
                with_return=with_return, pictures=[_picture(self.order.number)],
            )  # fmt: skip

    def offer(self, back: float, percent: int, scene: str = "part") -> None:
        said = {one.scene: one.words for one in phrases(self.dispute.kind, buyer=self.dispute.language, seller="en")}
        with self.at(back):
            propose(
                viewer=self.seat, dispute_id=self.dispute.id, back=self._share(percent), with_return=False,
                text=said[scene],
            )  # fmt: skip

    def agree(self, back: float, side: str) -> None:
        """The other one accepts what `side` proposes."""
        wanted = Proposal.objects.get(dispute=self.dispute, by=side, stands=True)
        with self.at(back):
            viewer = self.seat if side == "buyer" else self.buyer
            accept_proposal(viewer=viewer, dispute_id=self.dispute.id, proposal_id=wanted.id)

    def escalate(self, back: float) -> None:
        with self.at(back):
            escalate_dispute(viewer=self.buyer, dispute_id=self.dispute.id, text="We do not find a way together.")

    def rule(self, back: float, template: str) -> None:
        with self.at(back):
            item = reviews.ReviewItem.objects.get(subject_id=self.dispute.id, closed_at__isnull=True)
            reviews.claim(viewer=self.operator, item_id=item.pk)
            reason = "The pictures show what is written."
            reviews.decide(viewer=self.operator, item_id=item.pk, decision=template, reason=reason)


def _opened(case: _Case) -> None:
    case.open(0.9, 60)


def _negotiating(case: _Case) -> None:
    case.open(2)
    case.offer(1.2, 20)


def _escalated(case: _Case) -> None:
    case.open(3)
    case.offer(2, 0, "no")
    case.escalate(0.6)


def _ruled(case: _Case) -> None:
    case.open(3.5)
    case.offer(3, 10)
    case.escalate(2)
    case.rule(0.5, "half")


def _appealed(case: _Case) -> None:
    _ruled(case)
    with case.at(0.2):
        appeal_dispute(viewer=case.seat, dispute_id=case.dispute.id, text="The fault is from the way, not from us.")


def _return_due(case: _Case) -> None:
    case.open(2.5, with_return=True)
    case.agree(1, "buyer")


def _returning(case: _Case) -> None:
    case.open(4, with_return=True)
    case.agree(3, "buyer")
    with case.at(1):
        send_return(viewer=case.buyer, dispute_id=case.dispute.id, carrier="National post", number="RR472124829DE")


def _returned(case: _Case) -> None:
    _returning(case)
    with case.at(0.3):
        take_return(viewer=case.seat, dispute_id=case.dispute.id)


def _part(case: _Case) -> None:
    case.open(3)
    case.offer(2.6, 30)
    case.agree(2.1, "seller")


def _nothing(case: _Case) -> None:
    case.open(4, 50)
    case.offer(3.5, 0, "no")
    case.agree(3, "seller")


def _withdrawn(case: _Case) -> None:
    case.open(3)
    with case.at(2):
        withdraw_dispute(viewer=case.buyer, dispute_id=case.dispute.id)


FATES: tuple[Callable[[_Case], None], ...] = (
    _opened, _negotiating, _escalated, _ruled, _return_due, _part, _appealed, _returning, _returned, _nothing,
    _withdrawn,
)  # fmt: skip


def load_disputes(today: datetime, shops: Sequence[Shop]) -> None:
    """Every fate once, first in the demo seller's store, then with the demo's buyer, then elsewhere.

    Where too few orders can be disputed, what is still missing comes first in the next group. The slower a store
    answers, the more of its orders end here.
    """
    operator = Operator(Account.objects.get(email=OPERATOR).id)
    demo = Account.objects.get(email=BUYER)
    arrived = StoreOrder.objects.filter(delivered_at__lt=today - timedelta(days=5)).select_related("store__business")
    recent = arrived.filter(state__in=(State.DELIVERED, State.FINISHED), received_at__isnull=True) | arrived.filter(
        state=State.FINISHED, received_at__gt=today - timedelta(days=9)
    )
    own = shops[0].store_id
    elsewhere = _slow_ones_first(recent.exclude(store_id=own).order_by("-delivered_at", "id"), shops)
    groups = (
        recent.filter(store_id=own).order_by("-delivered_at", "id")[: len(FATES)],
        [order for order in elsewhere if order.buyer_id == demo.id][:4],
        elsewhere[: max(_AT_LEAST, min(_AT_MOST, len(elsewhere) // 2))],
    )
    taken = set()
    missing = list(FATES)
    for group in groups:
        untaken = [order for order in group if order.id not in taken]
        for order, fate in zip(untaken, chain(missing, cycle(FATES)), strict=False):
            taken.add(order.id)
            missing = [other for other in missing if other is not fate]
            keeper = Seat(order.store.business.owner_id, order.store_id, _RIGHTS)
            try:
                fate(_Case(order, today, operator, keeper))
            except Refusal as refusal:
                raise RuntimeError(f"order {order.number} cannot be disputed: {refusal.code}") from refusal
    _send_refunds()


def _slow_ones_first(orders: Iterable[StoreOrder], shops: Sequence[Shop]) -> list[StoreOrder]:
    """In such an order that wherever it is cut, stores have disputes in the proportion of their paces and orders."""
    by_store: dict[UUID, list[StoreOrder]] = {}
    for order in orders:
        by_store.setdefault(order.store_id, []).append(order)
    weights = {shop.store_id: pace_of(shop.draft.index).disputes for shop in shops}
    ranked = [
        ((rank + 0.5) / (weights[store_id] * len(mine)), order.id, order)
        for store_id, mine in by_store.items() for rank, order in enumerate(mine)
    ]  # fmt: skip
    return [order for _, _, order in sorted(ranked, key=lambda one: one[:2])]


def _send_refunds() -> None:
    """The providers of that past have sent the money: nobody is behind them who could be asked today."""
    for refund in Refund.objects.filter(state=RefundState.REQUESTED, cause__startswith="divide:"):
        provider = Intent.objects.values_list("provider", flat=True).get(buyer_id=refund.buyer_id, id=refund.intent_id)
        amount = Money(refund.amount_minor, refund.currency)
        Refund.objects.filter(buyer_id=refund.buyer_id, id=refund.id).update(
            state=RefundState.DONE, provider_reference=f"demo-refund-{refund.id.hex[-12:]}", done_at=refund.requested_at
        )
        legs = [debit("suspense", amount, name=provider), credit("gateway", amount, name=provider)]
        post(cause=f"refund:{refund.id}", legs=legs, reference=refund.store_order_id)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'payments.send_refund' AND status = 'todo'")


def _picture(number: int) -> bytes:
    """Something with a crack in it."""
    hue = number % 360
    picture = Image.new("RGB", (640, 480), f"hsl({hue}, 18%, 88%)")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((140, 90, 500, 390), 36, fill=f"hsl({hue}, 38%, 62%)")
    pen.line((150, 120, 290, 220, 260, 260, 410, 330, 490, 380), fill="hsl(0, 0%, 12%)", width=6)
    pen.line((290, 220, 380, 180), fill="hsl(0, 0%, 12%)", width=4)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
