"""The services of coins on one side, a plain model on the other (`test_machine.py`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant

from kontor.contexts.checkout.tests.factories import Market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.planning import Good
from kontor.contexts.coins.services.expire_lots import expire_lots
from kontor.contexts.coins.services.free_waiting import free_waiting
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coins.services.hold_coins import hold_coins
from kontor.contexts.coins.services.reserve_coins import reserve_coins
from kontor.contexts.coins.services.return_coins import return_coins
from kontor.contexts.coins.services.take_back import take_back
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.coins.services.void_coins import void_coins
from kontor.contexts.coins.tests.compare import compare, read_back, uses_of
from kontor.contexts.coins.tests.factories import scene
from kontor.contexts.coins.tests.model import Book, Occasion, Order, half_up
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.pricing.queries import rates
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from tests.support.machines import Acting, action

FUND = 10_000_000  # fen


class Machine(Acting):
    """The services on the left, the model on the right."""

    market: Market

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.shift = timedelta()
        self.buyers = [new_id(), new_id()]
        self.stores = [self.market.tea_house.id, self.market.lamp_shop.id]
        self.book = Book({buyer: {} for buyer in self.buyers}, {None: 0, **dict.fromkeys(self.stores, FUND)})
        self.orders: list[tuple[UUID, Order]] = []
        self.brought: list[tuple[UUID, UUID]] = []
        for place in range(6):
            store = [None, self.market.tea_house, self.market.lamp_shop][place % 3]
            coins = [70, 333, 900][place % 3]
            made = scene(store, coins=coins, budget=4000, cap=2500, only_here=place == 4,
                         ends_at=clock.now() + timedelta(days=9999))  # fmt: skip
            self.book.scenes[made.id] = Occasion(coins, 4000, 2500, made.store_id, made.only_here)

    def teardown(self) -> None:
        try:
            assert findings() == []
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @property
    def at(self) -> datetime:
        return clock.now() + self.shift

    @action(3, who=st.integers(0, 1), what=st.integers(0, 5), ordered=st.booleans(), waits=st.booleans())
    def give(self, who: int, what: int, ordered: bool, waits: bool) -> None:
        buyer, made = self.buyers[who], list(self.book.scenes)[what]
        order, waits = new_id() if ordered else None, waits and ordered
        due = self.book.due(buyer, made)
        with clock.moved(self.shift):
            got = grant_coins(
                wanted=[Wanted(scene_id=made, buyer_id=buyer, cause=f"m:{new_id()}", order_id=order, waits=waits)] * 2
            )  # the same twice: once
        assert sum(lot.coins for lot in got) == due
        if due:
            self.book.give(buyer, made, got[0].id, got[0].expires_at, order, waits=waits)
            if order:
                self.brought.append((buyer, order))

    @action(4, who=st.integers(0, 1), tea=st.integers(0, 9000), lamp=st.integers(0, 9000), share=st.integers(1, 100))
    def order(self, who: int, tea: int, lamp: int, share: int) -> None:
        """Somebody orders and pays a share of what is possible with coins."""
        buyer, room = self.buyers[who], dict(zip(self.stores, (tea, lamp), strict=True))
        limit = min((tea + lamp) * 30 // 100, 5000)
        coins = sum(self.book.most(buyer, room, limit, self.at).values()) * share // 100
        planned = self._place(buyer, room, coins)
        if planned is None:
            assert coins == 0
            return
        order_id, uses = planned
        held: dict[UUID, int] = {}
        for parts in uses.values():
            for lot, many in parts.items():
                held[lot] = held.get(lot, 0) + many
        assert held == self.book.most(buyer, room, min(limit, coins), self.at)
        self.book.move(buyer, held, "left", "held")
        self.orders.append((order_id, Order(buyer, held, uses)))

    def _place(
        self, buyer: UUID, room: dict[UUID, int], coins: int
    ) -> tuple[UUID, dict[UUID, dict[UUID, int]]] | None:  # fmt: skip
        products = (self.market.tea.product_id, self.market.lamp.product_id)
        goods = [
            Good(new_id(), store, product, Money(room[store], "CNY"), Money(room[store], "CNY"))
            for store, product in zip(self.stores, products, strict=True)
        ]
        payable, table = Money(sum(room.values()), "CNY"), rates()
        order_id, orders = new_id(), {store: new_id() for store in self.stores}
        viewer = Buyer(buyer)
        with clock.moved(self.shift), transaction.atomic():
            try:
                planned = reserve_coins(viewer=viewer, goods=goods, payable=payable, coins=coins, table=table)
            except CoinsChanged:
                return None
            hold_coins(viewer=viewer, buyer_order_id=order_id, orders=orders, planned=planned, table=table)
        return order_id, uses_of(buyer, order_id)

    def _pick(self, which: int, *states: str) -> tuple[UUID, Order] | None:
        found = [each for each in self.orders if each[1].state in states]
        return found[which % len(found)] if found else None

    @action(2, which=st.integers(0, 50))
    def pay(self, which: int) -> None:
        if (found := self._pick(which, "held", "posted")) is None:
            return
        order_id, order = found
        with clock.moved(self.shift):
            assert use_coins(orders=[(order.buyer, order_id)]) == (order.state == "held")
        self._post(order)

    def _post(self, order: Order) -> None:
        if order.state == "held":
            self.book.use(order.buyer, order.held)
            order.state = "posted"

    @action(which=st.integers(0, 50))
    def close(self, which: int) -> None:
        if (found := self._pick(which, "held", "voided")) is None:
            return
        order_id, order = found
        with clock.moved(self.shift):
            assert void_coins(orders=[(order.buyer, order_id)]) == (order.state == "held")
        if order.state == "held":
            self.book.move(order.buyer, order.held, "held", "left")
            order.state = "voided"

    @action(3, which=st.integers(0, 50), part=st.integers(0, 1), share=st.integers(0, 97))
    def refund(self, which: int, part: int, share: int) -> None:
        """Money goes back, sometimes before the payment was told; a smaller share than before changes nothing."""
        if (found := self._pick(which, "held", "posted")) is None:
            return
        order = found[1]
        use = sorted(order.uses)[part % len(order.uses)]
        whole, before = sum(order.uses[use].values()), order.refunded.get(use, 0)
        with clock.moved(self.shift):
            got = return_coins(buyer_id=order.buyer, order_id=use, refunded=share, paid=97)
        self._post(order)
        assert got == max(0, half_up(whole * share, 97) - before)
        order.refunded[use] = before + got
        read_back(self.book, order, use, self.at)

    @action(which=st.integers(0, 50), share=st.integers(0, 10), paid=st.booleans())
    def take(self, which: int, share: int, paid: bool) -> None:
        """The order that brought coins is refunded, or closed unpaid: they are taken back."""
        if not self.brought:
            return
        buyer, order = self.brought[which % len(self.brought)]
        given = {"refunded": share, "paid": 10 if paid else 0}
        with clock.moved(self.shift):
            got = take_back(buyer_id=buyer, order_id=order, **given)
        assert got == self.book.take(buyer, order, **given)

    @action(which=st.integers(0, 50))
    def free(self, which: int) -> None:
        """The order that brought coins is paid: they can be used."""
        if not self.brought:
            return
        buyer, order = self.brought[which % len(self.brought)]
        with clock.moved(self.shift):
            free_waiting(orders=[(buyer, order)])
        self.book.free(buyer, order)

    @action(days=st.sampled_from([0, 1, 7, 60, 181]))
    def time_passes(self, days: int) -> None:
        self.shift += timedelta(days=days)
        at = self.at
        with clock.moved(self.shift):
            while expire_lots():
                pass
        self.book.expire(at)

    @invariant()
    def same(self) -> None:
        """Every lot, purse, scene and fund is what the model says."""
        compare(self.book)
