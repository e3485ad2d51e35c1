"""What stores read of their coins: figures of their own orders, advice, and what else there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontor.contexts.catalogue.models import Category, Product
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import RATES, Market, make_market
from kontor.contexts.coins import policy
from kontor.contexts.coins.queries import advising, reports
from kontor.contexts.coins.rules.advice import of_product, of_store
from kontor.contexts.coins.tests.factories import fund, give, scene, seat_of, takes_coins
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.pricing import queries as pricing
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.promotions.models import CashbackPartner, CashbackReward
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Store
from kontor.kernel import clock
from kontor.kernel.money import Money

Settle = Callable[[], None]


@pytest.fixture
def market(db: None) -> Market:
    made = make_market(stock=50)
    for store, sku in ((made.tea_house, made.tea), (made.lamp_shop, made.lamp)):
        fund(store)
        takes_coins(store, sku.product_id)
    return made


def buy(market: Market, coins: int, **quantities: int) -> int:
    """An order, paid, with as many of these coins as are possible; how many those were."""
    for name, many in quantities.items():
        market.put(getattr(market, name), many)
    _, offer = with_coins(market.buyer, market.quote(), coins)
    used = offer.coins if coins else 0
    placed = place_order(viewer=market.buyer, wish=market.wish(coins=used))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    return used


@pytest.mark.rule("COI-04")
def test_the_report_of_a_store(
    market: Market, settle: Settle, played: Played, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    shop, seat = market.tea_house, seat_of(market.tea_house)
    welcome = scene(shop, kind="new_customer", coins=500, name="Welcome")
    give(market.buyer, 1500, shop, name="Gift")
    buy(market, 0, tea=1)
    settle()
    used = buy(market, 700, tea=2)
    settle()
    here = used
    elsewhere = buy(market, 700, lamp=1)
    settle()
    buy(market, 0, tea=1)
    settle()
    last = StoreOrder.objects.filter(store=shop).order_by("-id")[0]
    cancel(viewer=market.buyer, store_id=shop.id, order_id=last.id, reason="no")
    settle()
    with django_assert_max_num_queries(10):
        seen = reports.report(seat)
    assert seen.moved == {"given": 2000, "used": here + elsewhere, "expired": 0, "taken": 0}
    assert seen.outstanding == 2000 - here - elsewhere
    assert seen.used_permille == 1000 * (here + elsewhere) // 2000
    assert (seen.with_coins.orders, seen.with_coins.refunded_permille) == (1, 0)
    assert (seen.without.orders, seen.without.refunded_permille) == (2, 500)
    assert seen.with_coins.average > seen.without.average  # two cans of tea, coins counted in
    figures = {each.name: each for each in seen.scenes}
    assert (figures["Welcome"].given, figures["Welcome"].buyers, figures["Welcome"].new_buyers) == (500, 1, 1)
    assert figures["Gift"].used == here + elsewhere
    assert figures["Gift"].cost == Money(here + elsewhere, "CNY")
    assert figures["Gift"].roi_percent is not None
    assert [(names["en"], share) for names, share in seen.categories] == [("Things", 1000)]
    assert seen.drift == Money(0, "CNY")
    assert welcome.id in {each.id for each in seen.scenes}
    with pytest.raises(RightMissing):
        reports.report(seat_of(shop, "orders.view"))


@pytest.mark.rule("COI-04")
def test_a_store_of_another_currency_sees_what_the_rate_cost_it(market: Market, settle: Settle, played: Played) -> None:
    with clock.moved(timedelta(days=-10)):
        import_rates(day=clock.now().date(), source="test", per_usd=RATES)
        pricing.forget()
        give(market.buyer, 5000, market.lamp_shop)
    import_rates(day=clock.now().date(), source="test", per_usd=RATES | {"CNY": Decimal("6.00")})
    pricing.forget()
    used = buy(market, 5000, lamp=4)
    settle()
    seen = reports.report(seat_of(market.lamp_shop))
    loss = Decimal(used) / 100 * (Decimal("0.92") / Decimal("6.00") - Decimal("0.92") / Decimal("7.20"))
    assert seen.drift == -Money.of(loss, "EUR")
    assert seen.drift.minor < -100
    pricing.forget()


@pytest.mark.rule("COI-17")
def test_advice_with_the_figures_behind_it(market: Market) -> None:
    found = of_store(sold_us_cents=500_000, at_least=500_000, days_open=90, young_for=90, categories={"fashion"})
    assert [(each.code, each.good) for each in found] == [("sold", True), ("category", True)]
    found = of_store(sold_us_cents=499_999, at_least=500_000, days_open=89, young_for=90, categories={"anvils"})
    assert [(each.code, each.good) for each in found] == [("sold", False), ("young", False), ("category", False)]
    assert found[0].values == {"sold": 4999, "from": 5000}
    assert of_product(price_us_cents=1000, thin_below=1000, share=30, commission_bp=800) is None
    thin = of_product(price_us_cents=999, thin_below=1000, share=30, commission_bp=800)
    assert thin is not None
    assert (thin.good, thin.values) == (False, {"share": 30, "commission": 8.0})
    parent = Category.objects.create(slug="beauty", names={"en": "Beauty"})
    Category.objects.filter(slug="things").update(parent=parent)
    Store.objects.update(created_at=clock.now() - timedelta(days=400))
    seat = seat_of(market.tea_house)
    assert [(each.code, each.good) for each in advising.advice(seat)] == [("sold", False), ("category", True)]
    warned = advising.thin_products(seat)  # ¥72.00 are 10 dollars: not thin
    assert warned == []
    market.tea.price_minor = 7000
    market.tea.save()
    (warning,) = advising.thin_products(seat)
    assert warning.number == Product.objects.get(id=market.tea.product_id).number
    assert warning.advice.values["share"] == 100


def test_coins_beside_affiliates_with_the_stores_own_numbers(market: Market, settle: Settle, played: Played) -> None:
    give(market.buyer, 900, market.tea_house)
    used = buy(market, 700, tea=2)
    settle()
    own = coupon(market.tea_house, amount_minor=1000)
    market.put(market.tea)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=[own.id]))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    coins, coupons, affiliate = advising.compared(seat_of(market.tea_house))
    rate = pricing.rates().rate("EUR", "CNY").value
    first, second = (
        Money(part.total_minor, "EUR").convert(rate, "CNY") for part in StoreOrder.objects.order_by("placed_at")
    )
    assert (coins.code, coins.orders, coins.sold, coins.cost) == ("coins", 1, first, Money(used, "CNY"))
    assert (coupons.code, coupons.orders, coupons.sold, coupons.cost) == ("coupons", 1, second, Money(1000, "CNY"))
    assert coupons.back == (Decimal(second.minor) / 1000).quantize(Decimal("0.1"))
    assert (affiliate.orders, affiliate.cost.minor, affiliate.back) == (0, 0, None)
    part = StoreOrder.objects.latest("placed_at")
    partner = CashbackPartner.objects.create(name="Back", slug="back", share_bp=300, cookie_days=30, sealed_secret=b"")
    CashbackReward.objects.create(
        buyer_id=part.buyer_id, partner=partner, store_id=part.store_id, order_id=part.id, order_number=part.number,
        reference="r", goods_minor=1, goods_currency="EUR", full_minor=1, reward_minor=1, currency="EUR",
        state="pending", placed_at=part.placed_at, changed_at=part.placed_at,
    )  # fmt: skip
    affiliate = advising.compared(seat_of(market.tea_house))[2]
    assert (affiliate.orders, affiliate.sold) == (1, second)
    assert (affiliate.cost, affiliate.high_cost) == (second.share(800), second.share(1500))
    assert (policy.AFFILIATE_LOW.int(), policy.AFFILIATE_HIGH.int()) == (8, 15)
