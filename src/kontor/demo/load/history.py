"""What became of the orders of the last months: every state, each with its steps, money, stock and parcel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kontor.contexts.inventory.models import Reservation
from kontor.contexts.ledger.rules import credit, debit, reverse
from kontor.contexts.orders.building import buyer_order_of, lines_of, store_order_of
from kontor.contexts.orders.lifecycle import STORE_ORDER, State
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState, Line, Step, StoreOrder
from kontor.contexts.orders.rules import OrderDraft, expected, ship_by
from kontor.contexts.payments.models import Escrow, EscrowState, Intent, IntentState, Refund, RefundState, Settlement
from kontor.contexts.payments.rules import held_legs, release_legs, share_legs
from kontor.contexts.payments.shares import share_of
from kontor.demo.load.books import Books
from kontor.demo.load.ids import Ids
from kontor.demo.load.parcels import travel
from kontor.demo.load.past import Past, alipay_bound
from kontor.demo.load.shops import Shop
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money

S = State
_RECEIVED_AFTER = timedelta(days=15)


class Historian:
    """Lets orders live through their time until today."""

    def __init__(self, seed: int, today: datetime, shops: Sequence[Shop]) -> None:
        self.past = Past()
        self._ids = Ids(f"{seed}:history")
        self._chance = Random(f"{seed}:history")
        self._today = today
        self._lines: list[Line] = []  # of the order at hand
        self._shops = {shop.store_id: shop for shop in shops}
        self.books = Books(self._ids)

    def live(self, draft: OrderDraft, at: datetime, method: tuple[str, str]) -> None:
        """Place `draft` at `at`, paid by `method` (its code and provider), and see it through."""
        draft = self._named(draft, at)
        order = buyer_order_of(draft, at)
        order.id, order.number = self._ids.at(at), self._ids.number()
        parts = [store_order_of(order, store) for store in draft.stores]
        for part in parts:
            part.number = self._ids.number()
            self._step(part, "place", "", S.PLACED, Actor.BUYER, at)
        self.past.buyer_orders.append(order)
        self.past.store_orders += parts
        lines = lines_of(draft)
        self.past.lines += lines
        self._lines = lines
        fate = self._chance.random()
        paid_at = at + timedelta(seconds=self._chance.randint(40, 2400))
        if fate < (lost := 0.02 if alipay_bound(order.buyer_id) else 0.07) or paid_at >= self._today:
            self._unpaid(order, parts, method, "refused" if fate < lost * 0.4 else "closed")
            return
        self._pay(order, parts, method, paid_at)
        for part in parts:
            self._fulfil(part, [line for line in lines if line.order_id == part.id], paid_at, order)

    def _named(self, draft: OrderDraft, at: datetime) -> OrderDraft:
        """The draft with ids that follow from the seed."""
        stores = [
            replace(store, id=self._ids.at(at), lines=[replace(line, id=self._ids.at(at)) for line in store.lines])
            for store in draft.stores
        ]
        return replace(draft, stores=stores)

    def _unpaid(self, order: BuyerOrder, parts: list[StoreOrder], method: tuple[str, str], why: str) -> None:
        expired = order.pay_by <= self._today
        state = IntentState.FAILED if expired else IntentState.CREATED
        self._intent(order, method, state, order.placed_at).failure = why if expired else ""
        for part in parts:
            if expired:
                part.end_reason, part.ended_at = "not paid in time", order.pay_by
                self._move(part, "cancel_unpaid", Actor.SYSTEM, order.pay_by)
            else:
                self._reserve(part, "held")
        if expired:
            order.state = BuyerOrderState.CLOSED

    def _intent(self, order: BuyerOrder, method: tuple[str, str], state: IntentState, at: datetime) -> Intent:
        intent = Intent(
            buyer_id=order.buyer_id,
            id=self._ids.at(at),
            buyer_order_id=order.id,
            order_number=order.number,
            method=method[0],
            provider=method[1],
            amount_minor=order.total_minor,
            currency=order.currency,
            state=state,
            provider_reference=f"demo-{order.number}",
            created_at=order.placed_at,
            settled_at=None if state == IntentState.CREATED else at,
        )
        self.past.intents.append(intent)
        return intent

    def _pay(self, order: BuyerOrder, parts: list[StoreOrder], method: tuple[str, str], at: datetime) -> None:
        order.state, order.paid_at = BuyerOrderState.PAID, at
        intent = self._intent(order, method, IntentState.SUCCEEDED, at)
        legs = held_legs([share_of(part) for part in parts], source="gateway", name=method[1])
        self.books.post(f"payment:{intent.id}", legs, intent.id, at)
        for part in parts:
            part.paid_at = at
            self._move(part, "pay", Actor.SYSTEM, at)
            self.past.escrow.append(
                Escrow(
                    store_id=part.store_id,
                    id=part.id,
                    buyer_id=order.buyer_id,
                    intent_id=intent.id,
                    amount_minor=part.store_goods_minor + part.store_shipping_minor,
                    currency=part.store_currency,
                    paid_minor=part.total_minor,
                    paid_currency=part.currency,
                    tax_minor=part.tax_minor,
                    commission_base_minor=part.store_goods_minor,
                    commission_minor=part.commission_minor,
                    held_at=at,
                )
            )

    def _fulfil(self, part: StoreOrder, lines: list[Line], at: datetime, order: BuyerOrder) -> None:
        shop, fate = self._shops[part.store_id], self._chance.random()
        if fate < 0.006:
            self._reserve(part, "committed")
            self._move(part, "freeze", Actor.OPERATOR, at + timedelta(hours=2), "looks like card testing")
            return
        if fate < 0.012 and self._today - at < timedelta(days=1):
            self._reserve(part, "committed")
            return  # waits for the risk check
        part.ship_by = ship_by(at, part.handling_days, shop.holidays)
        part.expected_from, part.expected_to = expected(part.ship_by, part.min_days, part.max_days)
        self._move(part, "clear_risk", Actor.SYSTEM, at)
        if fate < 0.05:
            moment = at + timedelta(hours=self._chance.randint(1, 30))
            if moment < self._today:
                self._cancel(part, moment, order)
                return
        shipped = at + timedelta(hours=part.handling_days * 24 * self._chance.triangular(0.2, 1.5, 0.7))
        if shipped >= self._today:
            self._reserve(part, "committed")
            return
        self._ship(part, lines, shipped, shop)

    def _cancel(self, part: StoreOrder, at: datetime, order: BuyerOrder) -> None:
        by_buyer = self._chance.random() < 0.7
        part.end_reason = "changed my mind" if by_buyer else "cannot be delivered in time"
        part.ended_at = at
        self._move(part, "cancel_paid", Actor.BUYER if by_buyer else Actor.SELLER, at, part.end_reason)
        escrow = self._escrow_of(part)
        escrow.state, escrow.ended_at, escrow.refunded_minor = EscrowState.REFUNDED, at, escrow.paid_minor
        intent = self.past.intents[-1]
        paid, share = Money(part.total_minor, part.currency), share_of(part)
        legs = [*reverse(share_legs(share)), credit("suspense", paid, name=intent.provider)]
        self.books.post(f"return:{part.id}", legs, part.id, at)
        done = at + timedelta(minutes=3)
        refund = Refund(
            buyer_id=order.buyer_id,
            id=self._ids.at(at),
            intent_id=intent.id,
            store_id=part.store_id,
            store_order_id=part.id,
            amount_minor=part.total_minor,
            currency=part.currency,
            cause=f"return:{part.id}",
            state=RefundState.DONE,
            provider_reference=f"demo-refund-{part.number}",
            requested_at=at,
            done_at=done,
        )
        self.past.refunds.append(refund)
        legs = [debit("suspense", paid, name=intent.provider), credit("gateway", paid, name=intent.provider)]
        self.books.post(f"refund:{refund.id}", legs, part.id, done)

    def _escrow_of(self, part: StoreOrder) -> Escrow:
        return next(row for row in reversed(self.past.escrow) if row.id == part.id)

    def _ship(self, part: StoreOrder, lines: list[Line], at: datetime, shop: Shop) -> None:
        if len(lines) > 1 and self._today - at < timedelta(days=3) and self._chance.random() < 0.3:
            self._partly(part, lines, at, shop)
            return
        for line in lines:
            line.shipped = line.quantity
        self._reserve(part, "consumed")
        part.shipped_at = at
        part.expected_from, part.expected_to = expected(at, part.min_days, part.max_days)
        self._move(part, "ship", Actor.SELLER, at, actor_id=shop.owner_id)
        arrived = travel(self.past, self._ids, self._chance, part, lines, shop, at, self._today)
        if arrived is not None:
            self._deliver(part, arrived)

    def _partly(self, part: StoreOrder, lines: list[Line], at: datetime, shop: Shop) -> None:
        lines[0].shipped = lines[0].quantity
        self._reserve(part, "committed", consumed={lines[0].id: lines[0].quantity})
        self._move(part, "ship_part", Actor.SELLER, at, actor_id=shop.owner_id)
        travel(self.past, self._ids, self._chance, part, lines[:1], shop, at, self._today)

    def _deliver(self, part: StoreOrder, at: datetime) -> None:
        part.delivered_at, part.receive_by = at, at + _RECEIVED_AFTER
        self._move(part, "deliver", Actor.SYSTEM, at)
        by_buyer = self._chance.random() < 0.6
        wait = timedelta(hours=self._chance.randint(2, 140)) if by_buyer else _RECEIVED_AFTER
        received = at + wait
        if received >= self._today:
            return
        part.received_at, part.receive_by = received, None
        self._move(part, "receive", Actor.BUYER if by_buyer else Actor.SYSTEM, received)
        self._settle(part, received)

    def _settle(self, part: StoreOrder, at: datetime) -> None:
        escrow = self._escrow_of(part)
        escrow.state, escrow.ended_at = EscrowState.RELEASED, at
        due = Money(escrow.amount_minor, escrow.currency)
        commission = Money(escrow.commission_minor, escrow.currency)
        journal = self.books.post(f"release:{part.id}", release_legs(part.store_id, due, commission), part.id, at)
        self.past.settlements.append(
            Settlement(
                store_id=part.store_id,
                id=part.id,
                order_number=part.number,
                gross_minor=due.minor,
                commission_minor=commission.minor,
                net_minor=(due - commission).minor,
                currency=due.currency,
                journal_id=journal,
                settled_at=at,
            )
        )
        part.ended_at, part.end_reason = at, "finished"
        self._move(part, "finish", Actor.SYSTEM, at)

    def _move(
        self, part: StoreOrder, move: str, actor: Actor, at: datetime, reason: str = "", actor_id: UUID | None = None
    ) -> None:
        arrow = STORE_ORDER.check(move, part.state, actor)
        self._step(part, move, part.state, arrow.target, actor, at, reason, actor_id)
        part.state = arrow.target

    def _step(
        self,
        part: StoreOrder,
        move: str,
        source: str,
        target: str,
        actor: Actor,
        at: datetime,
        reason: str = "",
        actor_id: UUID | None = None,
    ) -> None:
        who = part.buyer_id if actor is Actor.BUYER else actor_id
        self.past.steps.append(
            Step(
                store_id=part.store_id,
                id=self._ids.at(at),
                order_id=part.id,
                move=move,
                source=source,
                target=target,
                actor=(actor.name or "").lower(),
                actor_id=who,
                reason=reason,
                at=at,
            )
        )

    def _reserve(self, part: StoreOrder, state: str, consumed: dict[object, int] | None = None) -> None:
        shop = self._shops[part.store_id]
        for line in self._lines:
            if line.order_id != part.id:
                continue
            gone = line.quantity if state == "consumed" else (consumed or {}).get(line.id, 0)
            own = "consumed" if gone == line.quantity else state
            self.past.reservations.append(
                Reservation(
                    store_id=part.store_id,
                    id=self._ids.at(part.placed_at),
                    order_id=part.id,
                    line_id=line.id,
                    sku_id=line.sku_id,
                    warehouse_id=shop.warehouse_id,
                    quantity=line.quantity,
                    consumed=gone,
                    state=own,
                    created_at=part.placed_at,
                )
            )
