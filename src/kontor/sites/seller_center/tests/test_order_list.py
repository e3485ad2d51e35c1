"""The list of orders: its filters live in the address, and every number equals the list that it opens."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kontor.contexts.logistics.tests import factories as logistics
from kontor.contexts.orders import queries
from kontor.contexts.orders.filters import OPEN_TABS
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.clock import now
from kontor.sites.seller_center.tests.conftest import Shop
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-07")]


def every_state(shop: Shop) -> None:
    """An order in each state, and two more that wait, one of them overdue."""
    waits = ((state, 3) for state in State)
    for state, days in (*waits, (State.TO_SHIP, 3), (State.TO_SHIP, -1), (State.DELIVERED, -1)):
        order, ship_by = logistics.order(shop.store, 1), now() + timedelta(days=days)
        StoreOrder.objects.filter(id=order.id).update(state=state, ship_by=ship_by)


def test_every_count_equals_its_list(shop: Shop) -> None:
    every_state(shop)
    seat = owner_seat(shop.store)
    counts = queries.seller_counts(seat)
    assert set(counts) == {*OPEN_TABS, "late"}
    for tab in OPEN_TABS:
        assert counts[tab] == len(queries.store_orders(seat, tab=tab, size=100)) > 0, tab
    assert counts["late"] == len(queries.store_orders(seat, tab="to_ship", late=True, size=100)) > 0
    page = shop.browser().get("/seller/").content.decode()
    tasks = re.findall(r'href="(/seller/orders/\?[^"]+)"><span class="k-todo-number[^"]*">(\d+)<', page)
    assert len(tasks) == 5
    for address, number in tasks:
        listed = shop.browser().get(address.replace("&amp;", "&")).content.decode()
        assert len(re.findall(r'<th scope="row" data-label="Order"', listed)) == int(number), address


def test_the_address_holds_the_filters(shop: Shop) -> None:
    old = logistics.order(shop.store, 1)
    StoreOrder.objects.filter(id=old.id).update(placed_at=now() - timedelta(days=40), ship_to_country="BR")
    Line.objects.filter(store_id=shop.store.id, order_id=old.id).update(sku_code="RARE-1")
    day = (now() - timedelta(days=40)).date().isoformat()
    for query in ("sku=RARE-1", "country=br", f"to={day}", f"from={day}&to={day}"):
        text = read(shop.browser().get(f"/seller/orders/?tab=all&{query}"))
        assert str(old.number) in text, query
        assert str(shop.order.number) not in text, query
    text = read(shop.browser().get("/seller/orders/?tab=all&sku=RARE-1&from=yesterday"))
    assert 'name="sku" value="RARE-1"' in text
    assert "/seller/sheets/?" in text
    assert "data-keys" in text
