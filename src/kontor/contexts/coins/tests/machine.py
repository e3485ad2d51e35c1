"""The services of coins on one side, a plain model on the other (`test_machine.py`)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kontor.contexts.checkout.tests.factories import Market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import CoinAccount, Lot, Purse, Scene, UsePart
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
from kontor.contexts.coins.tests.factories import scene
from kontor.contexts.coins.tests.model import Coins, Order
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.pricing.queries import rates
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer

FUND = 10_000_000  # fen


class Machine(RuleBasedStateMachine):
    """The services on the left, the model on the right."""

    market: Market

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.shift = timedelta()
        self.buyers = [new_id(), new_id()]
        self.stores = [self.market.tea_house.id, self.market.lamp_shop.id]
        self.lots: dict[UUID, dict[UUID, Coins]] = {buyer: {} for buyer in self.buyers}
        self.funds: dict[UUID | None, int] = {None: 0, self.stores[0]: FUND, self.stores[1]: FUND}
        self.scenes: dict[UUID, list[int]] = {}
        self.orders: list[tuple[UUID, Order]] = []
        self.brought: list[tuple[UUID, UUID]] = []
        for place in range(6):
            store = [None, self.market.tea_house, self.market.lamp_shop][place % 3]
            made = scene(store, coins=[70, 333, 900][place % 3], budget=4000, cap=2500, only_here=place == 4,
                         ends_at=clock.now() + timedelta(days=9999))  # fmt: skip
            self.scenes[made.id] = [0, place]

    def teardown(self) -> None:
        try:
            assert findings() == []
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(who=st.integers(0, 1), what=st.integers(0, 5), ordered=st.booleans(), waits=st.booleans())
    def give(self, who: int, what: int, ordered: bool, waits: bool) -> None:
        buyer, made = self.buyers[who], list(self.scenes)[what]
        order = new_id() if ordered else None
        row = Scene.objects.get(id=made)
        had = sum(lot.coins - lot.at["taken"] for lot in self.lots[buyer].values() if lot.scene == made)
        due = row.coins if self.scenes[made][0] + row.coins <= 4000 and had + row.coins <= 2500 else 0
        if row.store_id and self.funds[row.store_id] < 50_000:
            due = 0
        waits = waits and ordered
        with clock.moved(self.shift):
            got = grant_coins(
                wanted=[Wanted(scene_id=made, buyer_id=buyer, cause=f"m:{new_id()}", order_id=order, waits=waits)] * 2
            )  # the same twice: once
        assert sum(lot.coins for lot in got) == due
        if due:
            at = dict.fromkeys(("left", "held", "used", "expired", "taken", "moved"), 0)
            at["held" if waits else "left"] = due
            self.lots[buyer][got[0].id] = Coins(
                row.store_id, row.store_id if row.only_here else None, made, got[0].expires_at, due, order, waits, at=at
            )  # fmt: skip
            self.scenes[made][0] += due
            if order:
                self.brought.append((buyer, order))

    def _usable(self, buyer: UUID) -> list[tuple[UUID, Coins]]:
        at = clock.now() + self.shift
        lots = [(key, lot) for key, lot in self.lots[buyer].items() if lot.at["left"] and lot.expires > at]
        return sorted(lots, key=lambda item: (item[1].expires, item[0]))

    @rule(who=st.integers(0, 1), tea=st.integers(0, 9000), lamp=st.integers(0, 9000), share=st.integers(1, 100))
    def order(self, who: int, tea: int, lamp: int, share: int) -> None:
        """Somebody orders and pays a share of what is possible with coins."""
        buyer, room = self.buyers[who], dict(zip(self.stores, (tea, lamp), strict=True))
        limit = min((tea + lamp) * 30 // 100, 5000)
        taken = self._most(buyer, room, limit)
        coins = sum(taken.values()) * share // 100
        planned = self._place(buyer, room, coins)
        if planned is None:
            assert coins == 0
            return
        expected = self._most(buyer, room, min(limit, coins))
        order_id, uses = planned
        held: dict[UUID, int] = {}
        for parts in uses.values():
            for lot, many in parts.items():
                held[lot] = held.get(lot, 0) + many
        assert held == expected
        for lot, many in held.items():
            self.lots[buyer][lot].at["left"] -= many
            self.lots[buyer][lot].at["held"] += many
        self.orders.append((order_id, Order(buyer, held, uses)))

    def _most(self, buyer: UUID, room: dict[UUID, int], limit: int) -> dict[UUID, int]:
        """Oldest first, bound ones only where there is room."""
        left, bound, taken = min(limit, sum(room.values())), dict(room), {}
        for key, lot in self._usable(buyer):
            many = min(lot.at["left"], left, bound[lot.only] if lot.only else left)
            if many:
                taken[key] = many
                left -= many
                if lot.only:
                    bound[lot.only] -= many
        return taken

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
        uses: dict[UUID, dict[UUID, int]] = {}
        for part in UsePart.objects.filter(buyer_id=buyer, hold_id=order_id):
            uses.setdefault(part.order_id, {})[part.lot_id] = part.coins
        return order_id, uses

    def _pick(self, which: int, *states: str) -> tuple[UUID, Order] | None:
        found = [each for each in self.orders if each[1].state in states]
        return found[which % len(found)] if found else None

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 50))
    def pay(self, which: int) -> None:
        if (found := self._pick(which, "held", "posted")) is None:
            return
        order_id, order = found
        with clock.moved(self.shift):
            assert use_coins(orders=[(order.buyer, order_id)]) == (order.state == "held")
        self._post(order)

    def _post(self, order: Order) -> None:
        if order.state == "held":
            for lot, many in order.held.items():
                mine = self.lots[order.buyer][lot]
                mine.at["held"] -= many
                mine.at["used"] += many
                self.funds[mine.funder] -= many
            order.state = "posted"

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 50))
    def close(self, which: int) -> None:
        if (found := self._pick(which, "held", "voided")) is None:
            return
        order_id, order = found
        with clock.moved(self.shift):
            assert void_coins(orders=[(order.buyer, order_id)]) == (order.state == "held")
        if order.state == "held":
            for lot, many in order.held.items():
                self.lots[order.buyer][lot].at["held"] -= many
                self.lots[order.buyer][lot].at["left"] += many
            order.state = "voided"

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 50), part=st.integers(0, 1), share=st.integers(0, 97))
    def refund(self, which: int, part: int, share: int) -> None:
        """Money goes back, sometimes before the payment was told; a smaller share than before changes nothing."""
        if (found := self._pick(which, "held", "posted")) is None:
            return
        order = found[1]
        use = sorted(order.uses)[part % len(order.uses)]
        whole, before = sum(order.uses[use].values()), order.refunded.get(use, 0)
        target = (whole * share * 2 + 97) // (97 * 2)  # half up
        with clock.moved(self.shift):
            got = return_coins(buyer_id=order.buyer, order_id=use, refunded=share, paid=97)
        self._post(order)
        assert got == max(0, target - before)
        order.refunded[use] = before + got
        self._back(order, use)

    def _back(self, order: Order, use: UUID) -> None:
        """Which lots got theirs is read, and has to be the same share of each, to the coin."""
        at = clock.now() + self.shift
        total = sum(order.uses[use].values())
        again = {lot.cause: lot for lot in Lot.objects.filter(buyer_id=order.buyer, cause__startswith=f"return:{use}:")}
        rows = {row.lot_id: row.returned for row in UsePart.objects.filter(buyer_id=order.buyer, order_id=use)}
        assert sum(rows.values()) == order.refunded[use] <= total
        for key in order.uses[use]:
            mine, now_back = self.lots[order.buyer][key], rows[key]
            before = mine.at.get(f"back:{use}", 0)
            mine.at[f"back:{use}"] = now_back
            more = now_back - before
            assert more >= 0
            mine.at["used"] -= more
            mine.at["left" if mine.expires > at else "moved"] += more
            self.funds[mine.funder] += more
        for row in again.values():
            if row.id not in self.lots[order.buyer]:
                at0 = dict.fromkeys(("held", "used", "expired", "taken", "moved"), 0) | {"left": row.coins}
                made = Coins(row.funder_id, row.only_store_id, None, row.expires_at, row.coins, at=at0)
                self.lots[order.buyer][row.id] = made

    @precondition(lambda self: self.brought)
    @rule(which=st.integers(0, 50), share=st.integers(0, 10), paid=st.booleans())
    def take(self, which: int, share: int, paid: bool) -> None:
        """The order that brought coins is refunded, or closed unpaid: they are taken back."""
        buyer, order = self.brought[which % len(self.brought)]
        ((key, lot),) = [item for item in self.lots[buyer].items() if item[1].order == order]
        target = (lot.coins * share * 2 + 10) // 20 if paid else lot.coins
        with clock.moved(self.shift):
            got = take_back(buyer_id=buyer, order_id=order, refunded=share, paid=10 if paid else 0)
        wanted = max(0, target - lot.recalled)
        lot.recalled = max(target, lot.recalled)
        own = min(wanted, lot.at["held"] if lot.waits else lot.at["left"])
        rest = max(0, wanted - own - lot.at["expired"])
        self._gone(lot, own, "held" if lot.waits else "left")
        others = [each for each in self.lots[buyer].items() if each[0] != key and each[1].funder == lot.funder]
        for _, other in sorted(others, key=lambda item: (item[1].expires, item[0])):
            many = min(rest, other.at["left"])
            self._gone(other, many, "left")
            own, rest = own + many, rest - many
        assert got == own

    def _gone(self, lot: Coins, many: int, place: str) -> None:
        lot.at[place] -= many
        lot.at["taken"] += many
        if lot.scene:
            self.scenes[lot.scene][0] -= many

    @precondition(lambda self: self.brought)
    @rule(which=st.integers(0, 50))
    def free(self, which: int) -> None:
        """The order that brought coins is paid: they can be used."""
        buyer, order = self.brought[which % len(self.brought)]
        with clock.moved(self.shift):
            free_waiting(orders=[(buyer, order)])
        for lot in self.lots[buyer].values():
            if lot.order == order and lot.waits:
                lot.at["left"] += lot.at["held"]
                lot.at["held"], lot.waits = 0, False

    @rule(days=st.sampled_from([0, 1, 7, 60, 181]))
    def time_passes(self, days: int) -> None:
        self.shift += timedelta(days=days)
        at = clock.now() + self.shift
        with clock.moved(self.shift):
            while expire_lots():
                pass
        for lots in self.lots.values():
            for lot in lots.values():
                if lot.expires <= at:
                    lot.at["expired"] += lot.at["left"]
                    lot.at["left"] = 0

    @invariant()
    def same(self) -> None:
        """Every lot, purse, scene and fund is what the model says."""
        places = ("left", "held", "used", "expired", "taken", "moved")
        rows = Lot.objects.filter(buyer_id__in=self.buyers).values_list("buyer_id", "id", "coins", "waits", *places)
        real = {(row[0], row[1]): row[2:] for row in rows}
        told = {
            (buyer, key): (lot.coins, lot.waits, *(lot.at[place] for place in places))
            for buyer, lots in self.lots.items()
            for key, lot in lots.items()
        }
        assert real == told
        purses = {purse.buyer_id: (purse.coins, purse.held) for purse in Purse.objects.filter(buyer_id__in=self.buyers)}
        for buyer, lots in self.lots.items():
            sums = tuple(sum(lot.at[place] for lot in lots.values()) for place in ("left", "held"))
            assert purses.get(buyer, (0, 0)) == sums
        funds = dict(CoinAccount.objects.values_list("store_id", "fund_minor"))
        assert funds == {store: minor for store, minor in self.funds.items() if store}
        assert dict(Scene.objects.values_list("id", "given")) == {key: made[0] for key, made in self.scenes.items()}
