"""The market of the state machine: two stores in yuan with three goods, two buyers in Spain, coins and their scenes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.models import Sku
from kontor.contexts.checkout.tests.factories import RATES, make_address, make_sku
from kontor.contexts.checkout.tests.purchases.model import SHIPPING, Ware
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.tests.factories import fund, scene, takes_coins
from kontor.contexts.coins.tests.model import Occasion
from kontor.contexts.logistics.tests.factories import freight, store
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now

FUND, STOCK = 10_000_000, 12
PRICES = {"tea": ("tea-house", 7200), "cup": ("tea-house", 1999), "lamp": ("lamp-shop", 23_500)}


@dataclass
class World:
    """What is there before anybody does anything. The cup takes no coins."""

    stores: dict[str, Store]
    skus: dict[str, Sku]
    buyers: list[UUID]
    addresses: dict[UUID, UUID]
    gifts: list[Scene]
    on_order: Scene
    on_payment: Scene

    def wares(self) -> dict[str, Ware]:
        return {name: Ware(shop, price, STOCK, takes_coins=name != "cup") for name, (shop, price) in PRICES.items()}

    def occasions(self) -> dict[UUID, Occasion]:
        every = [*self.gifts, self.on_order, self.on_payment]
        return {row.id: Occasion(row.coins, row.budget, row.cap, row.store_id, row.only_here) for row in every}


def make_world() -> World:
    """See `World`."""
    import_rates(day=now().date(), source="test", per_usd=RATES)
    stores = {
        "tea-house": store("CNY", "CN", name="A tea house", slug="tea-house"),
        "lamp-shop": store("CNY", "DE", name="Lamp shop", slug="lamp-shop"),
    }
    for name, shop in stores.items():
        freight(shop, {"first_minor": SHIPPING[name], "first_g": 50_000})
        fund(shop, FUND)
    skus = {name: make_sku(stores[shop], name, price, STOCK) for name, (shop, price) in PRICES.items()}
    takes_coins(stores["tea-house"], skus["tea"].product_id)
    takes_coins(stores["lamp-shop"], skus["lamp"].product_id)
    buyers = [make_account(country="ES", language="es").id for _ in range(2)]
    ends, tea, lamps = {"ends_at": now() + timedelta(days=99_999)}, stores["tea-house"], stores["lamp-shop"]
    return World(
        stores, skus, buyers, {buyer: make_address(buyer).id for buyer in buyers},
        [
            scene(tea, coins=900, budget=9000, cap=5000, **ends),
            scene(lamps, coins=333, budget=4000, cap=2500, only_here=True, **ends),
            scene(None, coins=2000, budget=20_000, cap=9000, **ends),
        ],
        scene(None, kind="on_order", coins=60, budget=400, cap=300, **ends),
        scene(tea, kind="on_payment", coins=150, budget=1000, cap=600, **ends),
    )  # fmt: skip
