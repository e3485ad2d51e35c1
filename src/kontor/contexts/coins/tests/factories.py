"""Coins for tests: a store with an account and a filled fund, scenes that run, coins in a purse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.coins.models import CoinAccount, Lot, Scene
from kontor.contexts.coins.planning import Good
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coins.services.hold_coins import hold_coins
from kontor.contexts.coins.services.note_transfer import note_transfer
from kontor.contexts.coins.services.reserve_coins import reserve_coins
from kontor.contexts.coins.services.set_products import set_products
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.pricing.queries import rates
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, public_number
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat

BOSS = Operator(new_id())


def seat_of(store: Store, *rights: str) -> Seat:
    """Somebody who sees to the store's coins and money."""
    return Seat(new_id(), store.id, frozenset(rights or ("marketing.coins", "finance.view")))


def fund(store: Store, fen: int = 100_000) -> CoinAccount:
    """The store's coin account, with this much in its fund."""
    account, _ = CoinAccount.objects.get_or_create(
        store=store, defaults={"number": f"C{public_number()}", "opened_by": new_id()}
    )
    if fen:
        note_transfer(viewer=BOSS, store_id=store.id, amount=Money(fen, "CNY"), reference=str(new_id()))
    account.refresh_from_db()
    return account


def takes_coins(store: Store, *product_ids: UUID, share: int = 100) -> None:
    """These products take coins, for that part of their price."""
    set_products(seat=seat_of(store), product_ids=product_ids, on=True, share=share)


def scene(store: Store | None = None, **given: Any) -> Scene:
    """A scene that runs; a gift by default, whose coins a test gives by `give`."""
    fields: dict[str, Any] = {
        "store_id": store.id if store else None, "kind": "campaign", "name": "Gift", "state": "running",
        "starts_at": now() - timedelta(days=1), "ends_at": now() + timedelta(days=30), "coins": 100,
        "budget": 1_000_000, "cap": 1_000_000,
    }  # fmt: skip
    return Scene.objects.create(**fields | given)


def give(buyer: Buyer, coins: int, store: Store | None = None, **given: Any) -> Lot:
    """Coins of a store with a fund, or of the platform."""
    made = scene(store, coins=coins, **given)
    (lot,) = grant_coins(wanted=[Wanted(scene_id=made.id, buyer_id=buyer.buyer_id, cause=f"test:{made.id}")])
    return lot


def goods_of(order: BuyerOrder) -> list[Good]:
    """The lines of a placed order, as checkout would name them."""
    parts = {part.id: part for part in StoreOrder.objects.filter(buyer_order_id=order.id)}
    return [
        Good(
            line.id, line.store_id, line.product_id,
            Money(line.unit_minor * line.quantity, order.currency),
            Money(line.store_unit_minor * line.quantity, parts[line.order_id].store_currency),
        )
        for line in Line.objects.filter(order_id__in=parts).order_by("id")
    ]  # fmt: skip


def hold(buyer: Buyer, order: BuyerOrder, coins: int) -> int:
    """Hold coins for a placed order, as checkout would; how many minor units they pay."""
    table, payable = rates(), Money(order.total_minor, order.currency)
    planned = reserve_coins(viewer=buyer, goods=goods_of(order), payable=payable, coins=coins, table=table)
    orders = dict(StoreOrder.objects.filter(buyer_order_id=order.id).values_list("store_id", "id"))
    hold_coins(viewer=buyer, buyer_order_id=order.id, orders=orders, planned=planned, table=table)
    return planned.amount.minor
