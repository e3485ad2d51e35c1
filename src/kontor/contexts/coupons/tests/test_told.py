"""Every place that tells a store what it gets for an order with its coupon tells what it is paid (TRD-11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.models import Escrow
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.promotions.models import CashbackReward
from kontor.contexts.promotions.tests.test_cashback import arrive, partner
from kontor.contexts.sellers.tests.factories import seat as seat_in
from kontor.contexts.transfers.tests.test_orders import exported, table
from kontor.kernel.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11")]


def test_the_store_is_told_what_it_gets(settle: Callable[[], None], played: Played) -> None:
    market = make_market()
    own, ours = coupon(market.tea_house, amount_minor=1000), coupon(amount_minor=100)
    market.put(market.tea)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=[own.id, ours.id]))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    part, escrow, seat = StoreOrder.objects.get(), Escrow.objects.get(), seat_in(market.tea_house, "owner")
    due = Money(escrow.amount_minor - part.commission_minor, "CNY")
    found = orders.store_order(seat, part.number)
    assert found.net == due
    assert found.card.store_total == Money(escrow.amount_minor, "CNY")
    (row,) = table(exported(seat, "orders", "csv"), "csv")
    assert (row["The store's coupon"], row["Paid out"]) == ("10.00", str(due.amount))
    paid = [notice.values for notice in Notice.objects.all() if "net_minor" in notice.values]
    assert {values["net_minor"] for values in paid} <= {due.minor}


@pytest.mark.rule("BUY-12")
def test_a_reward_is_reckoned_from_what_the_store_sold_for(settle: Callable[[], None], played: Played) -> None:
    market = make_market()
    partner()
    arrive(market)
    own, ours = coupon(market.tea_house, amount_minor=3600), coupon(amount_minor=100)
    market.put(market.tea)
    place_order(viewer=market.buyer, wish=market.wish(coupons=[own.id, ours.id]))
    settle()
    part, reward = StoreOrder.objects.get(), CashbackReward.objects.get()
    assert (
        reward.goods_minor == part.goods_minor - part.rebate_minor == 460
    )  # the marketplace's is not the partner's loss
