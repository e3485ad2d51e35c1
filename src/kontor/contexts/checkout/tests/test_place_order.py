"""Placement on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from kontor.contexts.checkout import queries
from kontor.contexts.checkout.errors import NothingToOrder, QuoteChanged
from kontor.contexts.checkout.models import CartLine
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.inventory.errors import OutOfStock
from kontor.contexts.inventory.models import Stock
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.pricing.table import RateTable
from kontor.contexts.sellers.models import Store
from kontor.kernel import clock
from kontor.kernel.clock import now
from kontor.kernel.money import Money

pytestmark = pytest.mark.django_db


@pytest.mark.rule("TRD-05")
def test_a_cart_of_two_stores_becomes_one_order_per_store_under_one_payment() -> None:
    market = make_market()
    placed = market.place({"tea": 2, "lamp": 1}, notes={market.tea_house.id: " No plastic, please "})

    order = BuyerOrder.objects.get(buyer_id=market.buyer.buyer_id)
    parts = {part.store_id: part for part in StoreOrder.objects.filter(store_id__in=order.store_ids)}
    assert placed.number == order.number
    assert set(parts) == {market.tea_house.id, market.lamp_shop.id}
    tea, lamp = parts[market.tea_house.id], parts[market.lamp_shop.id]
    # ¥72 = €9.20 each, ¥36 = €4.60 freight; Spain's VAT of 21 % by IOSS on goods (18.40) and freight (4.60).
    assert (tea.goods_minor, tea.shipping_minor, tea.tax_minor, tea.total_minor) == (1840, 460, 386 + 97, 2783)
    assert (tea.store_goods_minor, tea.store_shipping_minor, tea.store_currency) == (14400, 3600, "CNY")
    assert (lamp.goods_minor, lamp.shipping_minor, lamp.tax_minor, lamp.total_minor) == (3000, 500, 0, 3500)
    assert placed.total == Money(2783 + 3500, "EUR")
    assert (tea.note, lamp.note) == ("No plastic, please", "")
    assert not CartLine.objects.exists()
    assert Stock.objects.get(sku=market.tea).reserved == 2


@pytest.mark.rule("TRD-05")
def test_the_same_form_twice_is_one_order() -> None:
    market = make_market()
    first = market.place(checkout_key="form-1")
    again = place_order(viewer=market.buyer, wish=market.wish(checkout_key="form-1"))
    assert again == first
    assert BuyerOrder.objects.count() == 1


@pytest.mark.rule("TRD-05")
def test_a_price_that_changed_is_asked_again_and_nothing_is_lost() -> None:
    market = make_market()
    market.put(market.tea)
    seen = market.quote().fingerprint
    type(market.tea).objects.filter(id=market.tea.id).update(price_minor=7300)
    with pytest.raises(QuoteChanged):
        place_order(viewer=market.buyer, wish=market.wish(fingerprint=seen))
    assert CartLine.objects.count() == 1
    assert BuyerOrder.objects.count() == 0
    assert Stock.objects.get(sku=market.tea).reserved == 0
    place_order(viewer=market.buyer, wish=market.wish(fingerprint=market.quote().fingerprint))
    assert Line.objects.get().store_unit_minor == 7300


@pytest.mark.rule("TRD-04")
@pytest.mark.rule("TRD-05")
def test_a_rate_that_changed_is_asked_again_and_nothing_is_lost() -> None:
    market = make_market()
    market.put(market.tea)
    seen = market.quote().fingerprint
    import_rates(day=now().date(), source="later", per_usd={"CNY": Decimal("7.00")})
    with clock.moved(timedelta(seconds=61)):  # what the process remembers of the rates is forgotten
        with pytest.raises(QuoteChanged):
            place_order(viewer=market.buyer, wish=market.wish(fingerprint=seen))
        assert CartLine.objects.count() == 1
        assert BuyerOrder.objects.count() == 0
        assert Stock.objects.get(sku=market.tea).reserved == 0
        place_order(viewer=market.buyer, wish=market.wish(fingerprint=market.quote().fingerprint))
    part, line = StoreOrder.objects.get(), Line.objects.get()
    assert (line.store_unit_minor, line.unit_minor) == (7200, 946)  # ¥72.00, by then €9.46
    assert (part.rate, part.rate_source) == (Decimal("0.131428571429"), "later")


@pytest.mark.rule("TRD-04")
def test_an_order_keeps_the_rate_that_priced_it_whatever_comes_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    market = make_market()
    market.put(market.tea)
    known = queries.rates()
    other = RateTable({**known.per_usd, "CNY": replace(known.per_usd["CNY"], value=Decimal("6.00"), source="between")})
    monkeypatch.setattr(queries, "rates", lambda: other)
    place_order(viewer=market.buyer, wish=market.wish())
    part, line = StoreOrder.objects.get(), Line.objects.get()
    assert (part.rate, part.rate_source) == (Decimal("0.153333333333"), "between")
    assert line.unit_minor == 1104  # ¥72.00 by that rate


@pytest.mark.rule("TRD-08")
def test_what_is_sold_out_is_named_and_the_rest_stays() -> None:
    market = make_market(stock=1)
    market.put(market.tea, 2)
    market.put(market.lamp, 1)
    with pytest.raises(OutOfStock) as refused:
        place_order(viewer=market.buyer, wish=market.wish())
    assert refused.value.left == {market.tea.id: 1}
    assert CartLine.objects.count() == 2
    assert Stock.objects.get(sku=market.lamp).reserved == 0


def test_an_empty_cart_is_refused() -> None:
    market = make_market()
    with pytest.raises(NothingToOrder):
        place_order(viewer=market.buyer, wish=market.wish())


@pytest.mark.rule("TRD-04")
def test_an_order_freezes_its_rate() -> None:
    market = make_market()
    market.place({"tea": 1})
    order = StoreOrder.objects.get()
    assert order.rate == Decimal("0.127777777778")
    assert order.rate_source == "test"
    assert Store.objects.get(id=order.store_id).currency == "CNY"


def test_placement_keeps_its_query_budget(django_assert_max_num_queries: object) -> None:
    market = make_market()
    market.put(market.tea)
    market.put(market.lamp)
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        place_order(viewer=market.buyer, wish=market.wish())
