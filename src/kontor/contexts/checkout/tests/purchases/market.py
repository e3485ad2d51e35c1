"""The model of the market beside the real one: orders are placed, paid and refunded in both."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product
from uuid import UUID

from django.db import transaction

from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.queries import named, price
from kontor.contexts.checkout.rules import Quote
from kontor.contexts.checkout.services.place_order import Wish, place_order
from kontor.contexts.checkout.tests.purchases import money
from kontor.contexts.checkout.tests.purchases.model import (
    Part,
    Purchase,
    Used,
    Voucher,
    apply,
    ceiling,
    lower,
    priced,
)
from kontor.contexts.checkout.tests.purchases.world import FUND, World
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import Lot
from kontor.contexts.coins.tests.compare import uses_of
from kontor.contexts.coins.tests.model import Book, Order
from kontor.contexts.coupons.errors import CouponsChanged
from kontor.contexts.inventory.errors import OutOfStock
from kontor.contexts.orders.models import StoreOrder
from kontor.kernel import clock
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import token
from kontor.kernel.viewer import Buyer
from tests.support.world import settle


class Market:
    """What the model knows: shelves, coins, coupons, purchases; and when it is."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.shift = timedelta()
        self.wares = world.wares()
        self.shops = {name: shop.id for name, shop in world.stores.items()}
        funds: dict[UUID | None, int] = {None: 0, **dict.fromkeys(self.shops.values(), FUND)}
        self.book = Book({buyer: {} for buyer in world.buyers}, funds, world.occasions())
        self.vouchers: list[Voucher] = []
        self.purchases: dict[UUID, Purchase] = {}
        self.coupon_fund = 0

    @property
    def at(self) -> datetime:
        return clock.now() + self.shift

    def new(self, buyer: UUID, store: UUID | None) -> bool:
        """Whether the buyer has never paid: in the store, or anywhere."""
        paid = [each for each in self.purchases.values() if each.buyer == buyer and each.state == "paid"]
        return not any(store is None or store in (self.shops[name] for name in each.parts) for each in paid)

    def usable(self, buyer: UUID, voucher: Voucher) -> bool:
        return voucher.usable(buyer, self.at, new=self.new(buyer, voucher.store))

    def place(self, buyer: UUID, basket: dict[str, int], chosen: list[Voucher], share: int) -> UUID | None:
        """Order with these coupons and a share of the coins that are possible (101: one too many), or be refused."""
        parts, rests = priced(basket, self.wares), self._costs(basket)
        used = lower(chosen, rests, self.wares, self.shops)
        expected: type[Refusal] | None = None
        if used is None or not all(self.usable(buyer, each) for each in chosen):
            expected, used = CouponsChanged, []
        apply(parts, used)
        room: dict[UUID, int] = {}
        for name, rest in rests.items():
            if self.wares[name].takes_coins:
                store = self.shops[self.wares[name].store]
                room[store] = room.get(store, 0) + rest
        most = sum(self.book.most(buyer, room, ceiling(parts.values()), self.at).values())
        coins = most + 1 if share > 100 else most * share // 100
        if expected is None and coins > most:
            expected = CoinsChanged
        if expected is None and any(self.wares[n].shelf - self.wares[n].promised < many for n, many in basket.items()):
            expected = OutOfStock
        purchase = Purchase(buyer, parts, used)
        placed = self._place(purchase, basket, chosen, coins, expected)
        if placed is not None:
            self._placed(placed, purchase, basket, room, coins)
        return placed

    def _costs(self, basket: dict[str, int]) -> dict[str, int]:
        return {name: self.wares[name].price * many for name, many in basket.items()}

    def best(self, buyer: UUID, basket: dict[str, int]) -> list[Voucher]:
        """What the checkout chooses by itself; no combination saves more."""
        with clock.moved(self.shift):
            _, offer = with_coupons(Buyer(buyer), self._quote(basket))
        usable = [each for each in self.vouchers if self.usable(buyer, each)]
        groups = [[None, *(each for each in usable if each.store == store)] for store in (*self.shops.values(), None)]
        sums = [0]
        for picked in product(*groups):
            used = lower([each for each in picked if each], self._costs(basket), self.wares, self.shops)
            sums.append(sum(sum(each.costs.values()) for each in used or ()))
        taken = offer.taken if offer else []
        assert sum(each.amount.minor for each in taken) == max(sums)
        ids = {each.terms.id for each in taken}
        return [each for each in self.vouchers if each.id in ids]

    def _quote(self, basket: dict[str, int]) -> Quote:
        held = named({self.world.skus[name].id: many for name, many in basket.items()}, "en")
        return price(held, country="ES", currency="CNY", choices={})

    def _place(
        self, purchase: Purchase, basket: dict[str, int], chosen: list[Voucher], coins: int,
        expected: type[Refusal] | None,
    ) -> UUID | None:  # fmt: skip
        viewer, ids = Buyer(purchase.buyer), [each.id for each in chosen]
        with clock.moved(self.shift):
            fingerprint = ""
            if expected is None:
                quote = self._quote(basket)
                quote = with_coupons(viewer, quote, ids)[0] if ids else quote
                quote = with_coins(viewer, quote, coins)[0]
                assert quote.total.minor == sum(part.price for part in purchase.parts.values()) - coins
                fingerprint = quote.fingerprint
            wish = Wish(
                checkout_key=token(16), address_id=self.world.addresses[purchase.buyer], fingerprint=fingerprint,
                currency="CNY", language="en", choices={}, notes={}, coupons=ids, coins=coins,
                lines={self.world.skus[name].id: many for name, many in basket.items()},
            )  # fmt: skip
            got: type[Refusal] | None = None
            try:
                with transaction.atomic():
                    placed = place_order(viewer=viewer, wish=wish)
            except (CouponsChanged, CoinsChanged, OutOfStock) as no:
                got = type(no)
            assert got == expected
            if got is not None:
                return None
            settle()
        return placed.buyer_order_id

    def _placed(
        self, order_id: UUID, purchase: Purchase, basket: dict[str, int], room: dict[UUID, int], coins: int
    ) -> None:  # fmt: skip
        buyer, names = purchase.buyer, {shop: name for name, shop in self.shops.items()}
        rows = StoreOrder.objects.filter(buyer_order_id=order_id).values_list("store_id", "id")
        purchase.ids = {names[store]: key for store, key in rows}
        if coins:
            held = self.book.most(buyer, room, coins, self.at)
            uses = uses_of(buyer, order_id)
            assert {lot: sum(part.get(lot, 0) for part in uses.values()) for lot in held} == held
            self.book.move(buyer, held, "left", "held")
            purchase.coins = Order(buyer, held, uses)
            for name, key in purchase.ids.items():
                purchase.parts[name].coins = sum(uses.get(key, {}).values())
        for each in purchase.used:
            each.voucher.claims.add(buyer)
            self.use_voucher(each, buyer, 1, sum(each.costs.values()))
        for name, many in basket.items():
            self.wares[name].promised += many
        self.purchases[order_id] = purchase
        self.brought(purchase, self.world.on_order.id, sorted(purchase.ids.values()), waits=True)

    def use_voucher(self, used: Used, buyer: UUID, count: int, cost: int) -> None:
        voucher = used.voucher
        voucher.uses[buyer] = voucher.uses.get(buyer, 0) + count
        voucher.count, voucher.taken = voucher.count + count, voucher.taken + cost

    def brought(self, purchase: Purchase, scene: UUID, orders: list[UUID], *, waits: bool = False) -> None:
        """Coins that orders brought, as long as the scene gives."""
        for order in orders:
            row = Lot.objects.filter(buyer_id=purchase.buyer, order_id=order, scene_id=scene).first()
            assert bool(row) == bool(self.book.due(purchase.buyer, scene))
            if row:
                self.book.give(purchase.buyer, scene, row.id, row.expires_at, order, waits=waits)

    def pick(self, which: int, *states: str) -> tuple[UUID, Purchase] | None:
        found = [item for item in self.purchases.items() if item[1].state in states]
        return found[which % len(found)] if found else None

    def part(self, which: int, *states: str) -> tuple[Purchase, Part, UUID] | None:
        found = [
            (purchase, part, purchase.ids[name])
            for purchase in self.purchases.values()
            for name, part in purchase.parts.items()
            if part.state in states
        ]
        return found[which % len(found)] if found else None

    def pay_for(self, order_id: UUID) -> None:
        purchase = self.purchases[order_id]
        with clock.moved(self.shift):
            money.pay(order_id)
        purchase.state = "paid"
        if purchase.coins:
            self.book.use(purchase.buyer, purchase.coins.held)
        for used in purchase.used:
            used.state = "used"
            self.coupon_fund += 0 if used.voucher.store else sum(used.costs.values())
        for name, part in purchase.parts.items():
            part.state = "paid"
            self.book.free(purchase.buyer, purchase.ids[name])
            if name == "tea-house":
                self.brought(purchase, self.world.on_payment.id, [purchase.ids[name]])

    def release(self, part: Part) -> None:
        for name, many in part.units.items():
            self.wares[name].promised -= many

    def refunded(self, purchase: Purchase, part: Part, back: int) -> None:
        part.refunded = back
        key = purchase.ids[part.store]
        if purchase.coins:
            money.coins_back(self.book, purchase.coins, key, back, part.total, self.at)
        for used in purchase.used:
            if part.store in used.costs:
                more = money.coupon_back(purchase, used, part, back)
                self.coupon_fund -= 0 if used.voucher.store else more
                self.use_voucher(used, purchase.buyer, -1 if used.state == "returned" else 0, -more)
        self.book.take(purchase.buyer, key, back, part.total)
