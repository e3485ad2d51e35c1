"""A whole market on one side, a plain model on the other (`test_purchases.py`)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant

from kontor.contexts.checkout.tests.factories import set_stock_of
from kontor.contexts.checkout.tests.purchases import compare, money
from kontor.contexts.checkout.tests.purchases.market import Market
from kontor.contexts.checkout.tests.purchases.model import Voucher
from kontor.contexts.checkout.tests.purchases.world import World
from kontor.contexts.coins.services.expire_lots import expire_lots
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.coupons.errors import CodeNotForYou, CodeUnknown, CouponMissing
from kontor.contexts.coupons.services.claim_coupon import claim_coupon
from kontor.contexts.coupons.services.enter_code import enter_code
from kontor.contexts.coupons.services.move_coupon import move_coupon
from kontor.contexts.coupons.tests.factories import BOSS, coupon, seat_of
from kontor.contexts.inventory.models import Warehouse
from kontor.kernel import clock
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import new_id
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import Buyer
from tests.support.machines import Acting, action

VOUCHERS = 3  # of one issuer that have not ended
_WHO = st.integers(0, 1)
_BASKET = st.fixed_dictionaries({"tea": st.integers(1, 3)}) | st.fixed_dictionaries(
    {"tea": st.integers(1, 2), "cup": st.integers(1, 2), "lamp": st.integers(1, 2)}
)
_PICKS = st.sets(st.integers(0, 8), max_size=3)
_SHARE = st.sampled_from([0, 40, 100, 100, 101])
MOVES = {"pause": ({"running"}, "paused"), "resume": ({"paused"}, "running"), "end": ({"running", "paused"}, "ended")}


class Machine(Market, Acting):
    """Two buyers order, pay, cancel and are refunded, with coupons and coins, until the stock is gone and back."""

    world: World

    def __init__(self) -> None:
        Acting.__init__(self)
        self.block = transaction.atomic()
        self.block.__enter__()
        Market.__init__(self, self.world)
        for who in range(2):
            self.give(who, 0)
            self.give(who, 2)
        for issuer in ("tea-house", "lamp-shop", ""):
            self.issue(issuer, issuer != "tea-house", 10, 0, 0, frozenset(), False, False, (9, 100, 10**7), 9999)

    def teardown(self) -> None:
        try:
            assert findings() == []
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @action(2, who=_WHO, what=st.integers(0, 2))
    def give(self, who: int, what: int) -> None:
        buyer, made = self.world.buyers[who], self.world.gifts[what].id
        with clock.moved(self.shift):
            got = grant_coins(wanted=[Wanted(scene_id=made, buyer_id=buyer, cause=f"m:{new_id()}")])
        assert sum(lot.coins for lot in got) == self.book.due(buyer, made)
        for lot in got:
            self.book.give(buyer, made, lot.id, lot.expires_at)

    @action(
        issuer=st.sampled_from(["tea-house", "lamp-shop", ""]), percent=st.booleans(), figure=st.integers(1, 60),
        cap=st.sampled_from([0, 700]), threshold=st.sampled_from([0, 0, 5000, 20_000]),
        wares=st.sampled_from([frozenset(), frozenset({"tea"}), frozenset({"cup", "lamp"})]), coded=st.booleans(),
        new_only=st.booleans(), limits=st.sampled_from([(1, 100, 10**7), (2, 3, 10**7), (5, 100, 4000)]),
        days=st.sampled_from([20, 9999]),
    )  # fmt: skip
    def issue(
        self, issuer: str, percent: bool, figure: int, cap: int, threshold: int, wares: frozenset[str], coded: bool,
        new_only: bool, limits: tuple[int, int, int], days: int,
    ) -> None:  # fmt: skip
        """A store or the platform starts a coupon."""
        store = self.shops[issuer] if issuer else None
        if sum(each.store == store and each.state != "ended" for each in self.vouchers) >= VOUCHERS:
            return
        per_buyer, many, budget = limits
        row = coupon(
            self.world.stores[issuer] if issuer else None, currency="CNY", kind="percent" if percent else "amount",
            amount_minor=0 if percent else figure * 100, percent=figure if percent else 0,
            cap_minor=cap if percent else 0, threshold_minor=threshold, scope="products" if wares else "all",
            product_ids=[self.world.skus[name].product_id for name in wares],
            code=new_id().hex[-8:].upper() if coded else "", audience="new" if new_only else "all",
            per_buyer=per_buyer, budget_count=many, budget_minor=budget,
            ends_at=self.at + timedelta(days=days),
        )  # fmt: skip
        self.vouchers.append(
            Voucher(
                row.id, store, row.kind, figure if percent else figure * 100, row.cap_minor, threshold, wares, row.code,
                new_only, per_buyer, many, budget, row.ends_at,
            )
        )  # fmt: skip

    @action(which=st.integers(0, 50), move=st.sampled_from(["pause", "resume", "resume", "end"]))
    def move(self, which: int, move: str) -> None:
        voucher = self.vouchers[which % len(self.vouchers)]
        sources, target = MOVES[move]
        shop = next((shop for shop in self.world.stores.values() if shop.id == voucher.store), None)
        with clock.moved(self.shift):
            try:
                move_coupon(viewer=seat_of(shop) if shop else BOSS, coupon_id=voucher.id, move=move)
            except MoveRefused:
                assert voucher.state not in sources
                return
        assert voucher.state in sources
        voucher.state = target

    @action(who=_WHO, which=st.integers(0, 50), typed=st.booleans())
    def claim(self, who: int, which: int, typed: bool) -> None:
        """A buyer takes a coupon, or types its code."""
        buyer, voucher = self.world.buyers[who], self.vouchers[which % len(self.vouchers)]
        expected: type[Refusal] | None = None
        if not voucher.open(self.at) or bool(voucher.code) != typed:
            expected = CodeUnknown if typed else CouponMissing
        elif typed and voucher.new_only and not self.new(buyer, voucher.store):
            expected = CodeNotForYou
        got: type[Refusal] | None = None
        with clock.moved(self.shift):
            try:
                if typed:
                    enter_code(viewer=Buyer(buyer), code=voucher.code.lower() or "NONE1")
                else:
                    claim_coupon(viewer=Buyer(buyer), coupon_id=voucher.id)
            except (CodeUnknown, CouponMissing, CodeNotForYou) as no:
                got = type(no)
        assert got == expected
        if expected is None:
            voucher.claims.add(buyer)

    @action(2, who=_WHO, basket=_BASKET, picks=_PICKS, share=_SHARE)
    def order(self, who: int, basket: dict[str, int], picks: set[int], share: int) -> None:
        """Somebody orders, with any coupons and with a share of the coins that are possible (101: one too many)."""
        self.place(self.world.buyers[who], basket, self._picked(picks), share)

    @action(2, who=_WHO, basket=_BASKET, share=_SHARE)
    def order_at_best(self, who: int, basket: dict[str, int], share: int) -> None:
        """The same with the coupons that save most."""
        buyer = self.world.buyers[who]
        self.place(buyer, basket, self.best(buyer, basket), share)

    @action(3, who=_WHO, basket=_BASKET, picks=_PICKS, share=_SHARE)
    def buy(self, who: int, basket: dict[str, int], picks: set[int], share: int) -> None:
        """Somebody orders, and pays at once."""
        if placed := self.place(self.world.buyers[who], basket, self._picked(picks), share):
            self.pay_for(placed)

    @action(3, who=_WHO, basket=_BASKET, share=_SHARE)
    def buy_at_best(self, who: int, basket: dict[str, int], share: int) -> None:
        buyer = self.world.buyers[who]
        if placed := self.place(buyer, basket, self.best(buyer, basket), share):
            self.pay_for(placed)

    def _picked(self, picks: set[int]) -> list[Voucher]:
        return [each for place, each in enumerate(self.vouchers) if place in picks]

    @action(2, which=st.integers(0, 50))
    def pay(self, which: int) -> None:
        if found := self.pick(which, "placed"):
            self.pay_for(found[0])

    @action(which=st.integers(0, 50))
    def pay_too_late(self, which: int) -> None:
        """What is paid for an order that is closed goes back, and changes nothing else."""
        if found := self.pick(which, "closed"):
            with clock.moved(self.shift):
                money.pay(found[0], "returned")

    @action(which=st.integers(0, 50))
    def close(self, which: int) -> None:
        """Nobody pays: stock, coupons and coins are free again, and what the order brought is gone."""
        if (found := self.pick(which, "placed")) is None:
            return
        order_id, purchase = found
        with clock.moved(self.shift):
            money.close(purchase.buyer, order_id)
        purchase.state = "closed"
        if purchase.coins:
            self.book.move(purchase.buyer, purchase.coins.held, "held", "left")
        for used in purchase.used:
            used.state = "freed"
            self.use_voucher(used, purchase.buyer, -1, -sum(used.costs.values()))
        for name, part in purchase.parts.items():
            self.release(part)
            part.state = "cancelled"
            self.book.take(purchase.buyer, purchase.ids[name], 0, 0)

    @action(2, which=st.integers(0, 50))
    def cancel(self, which: int) -> None:
        """A paid store order is cancelled before it is shipped."""
        if (found := self.part(which, "paid")) is None:
            return
        purchase, part, key = found
        with clock.moved(self.shift):
            money.cancel(purchase.buyer, self.shops[part.store], key)
        self.release(part)
        part.state = "cancelled"
        self.refunded(purchase, part, part.total)

    @action(2, which=st.integers(0, 50))
    def ship(self, which: int) -> None:
        if (found := self.part(which, "paid")) is None:
            return
        _, part, key = found
        with clock.moved(self.shift):
            money.ship(self.world.stores[part.store], key)
        part.state = "shipped"
        for name, many in part.units.items():
            self.wares[name].promised -= many
            self.wares[name].shelf -= many

    @action(which=st.integers(0, 50))
    def receive(self, which: int) -> None:
        """The buyer has it, and the store its money."""
        if (found := self.part(which, "shipped")) is None:
            return
        purchase, part, key = found
        with clock.moved(self.shift):
            money.receive(purchase.buyer, self.shops[part.store], key)
        part.state = "finished"

    @action(2, which=st.integers(0, 50), share=st.integers(0, 10))
    def divide(self, which: int, share: int) -> None:
        """A dispute ends: a part of the money goes back, out of escrow or from a store that has it already."""
        if (found := self.part(which, "shipped", "finished")) is None:
            return
        purchase, part, key = found
        back = part.total * share // 10
        with clock.moved(self.shift):
            moved = money.divide(self.shops[part.store], key, back, "CNY", ended=part.state == "finished")
        assert moved == (back > 0 or part.state == "shipped")
        part.state = "divided" if back else "finished"
        if back:
            self.refunded(purchase, part, back)

    @action(name=st.sampled_from(["tea", "cup", "lamp"]), units=st.integers(0, 24))
    def restock(self, name: str, units: int) -> None:
        ware, sku = self.wares[name], self.world.skus[name]
        shop = self.world.stores[ware.store]
        ware.shelf = max(ware.promised, units)
        with clock.moved(self.shift):
            set_stock_of(shop, sku, Warehouse.objects.get(store=shop).id, ware.shelf)

    @action(days=st.sampled_from([0, 1, 1, 7, 60, 181]))
    def time_passes(self, days: int) -> None:
        self.shift += timedelta(days=days)
        at = self.at
        with clock.moved(self.shift):
            while expire_lots():
                pass
        self.book.expire(at)

    @invariant()
    def same(self) -> None:
        """Every lot, fund, coupon, claim, order and shelf is what the model says."""
        compare.compare(self)
