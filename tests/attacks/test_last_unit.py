"""The last unit and fifty buyers (TRD-08). Orders are counted, not stock: stock looks right even when sold twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.conftest import World
from tests.attacks.shopper import all_at_once

BUYERS = 50
CONTROL = 8


@pytest.mark.xdist_group("market")
@pytest.mark.rule("TRD-08")
def test_fifty_buyers_at_once_get_the_last_unit_exactly_once(world: World) -> None:
    sku = world.last_unit()
    buyers = [world.buyer() for _ in range(BUYERS)]

    def ready(buyer) -> bytes:
        buyer.put(sku)
        return buyer.raw_post("/checkout/", buyer.checkout_form())

    with ThreadPoolExecutor(4) as pool:
        requests = list(pool.map(ready, buyers))
    answers = all_at_once(world.market.url, requests)

    assert sorted(answer.status for answer in answers) == [302] + [409] * (BUYERS - 1)
    assert all("sold out" in answer.text for answer in answers if answer.status == 409)
    sold = world.market.rows("SELECT count(DISTINCT order_id), sum(quantity) FROM orders_line WHERE sku_id = %s", sku)
    assert sold == [(1, 1)]
    assert world.market.rows("SELECT on_hand, reserved FROM inventory_stock WHERE sku_id = %s", sku) == [(1, 1)]
    kept = world.market.rows("SELECT count(*) FROM checkout_cartline WHERE sku_id = %s", sku)
    assert kept == [(BUYERS - 1,)], "whoever was too late keeps the cart"
    assert world.market.verify() == []


def _together(calls: list[Callable[[], object]]) -> int:
    """Run all in threads of their own; how many came back without an exception."""
    from django.db import connection

    done: list[object] = []

    def run(call: Callable[[], object]) -> None:
        from kontor.kernel.errors import Refusal

        try:
            done.append(call())
        except Refusal:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


def _purchases(stock: int) -> list[Callable[[], object]]:
    """One placement for each of some buyers, all of the same lamp."""
    from kontor.contexts.accounts.tests.factories import make_account
    from kontor.contexts.checkout.services.place_order import place_order
    from kontor.contexts.checkout.tests.factories import make_address, make_market
    from kontor.kernel.viewer import Buyer

    market = make_market(stock=stock)
    calls = []
    for _ in range(CONTROL):
        viewer = Buyer(make_account(country="ES").id)
        wish = market.wish(address_id=make_address(viewer.buyer_id).id)
        market.put(market.lamp, 1, viewer)
        calls.append(lambda viewer=viewer, wish=wish: place_order(viewer=viewer, wish=wish))
    return calls


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("TRD-08")
def test_the_services_sell_it_once() -> None:
    from kontor.contexts.orders.models import StoreOrder

    assert _together(_purchases(stock=1)) == 1
    assert StoreOrder.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("TRD-08")
def test_the_control_reads_then_writes_and_sells_it_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same placement with a naive reservation: the tests above would see it."""
    from kontor.contexts.checkout.services import place_order
    from kontor.contexts.inventory.errors import OutOfStock
    from kontor.contexts.inventory.models import Stock
    from kontor.contexts.orders.models import StoreOrder

    all_have_read = threading.Barrier(CONTROL, timeout=60)

    def naive(*, lines) -> None:
        for line in lines:
            row = Stock.objects.get(sku_id=line.sku_id)
            if row.on_hand - row.reserved < line.quantity:
                raise OutOfStock(left={line.sku_id: 0})
            all_have_read.wait()
            Stock.objects.filter(id=row.id).update(reserved=row.reserved + line.quantity)

    monkeypatch.setattr(place_order.stock, "reserve", naive)
    _together(_purchases(stock=1))
    assert StoreOrder.objects.count() == CONTROL
    [row] = Stock.objects.filter(reserved__gt=0)
    assert (row.on_hand, row.reserved) == (1, 1), "stock alone looks as if nothing had happened"
