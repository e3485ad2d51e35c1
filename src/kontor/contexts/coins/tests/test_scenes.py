"""Scenes: what they give, to whom, and never more than they may (COI-09)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Follow
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import (
    NothingToday,
    TaskNotDone,
)
from kontor.contexts.coins.models import Lot, Purse, Scene, Use
from kontor.contexts.coins.queries import buyer as mine
from kontor.contexts.coins.services.check_in import check_in
from kontor.contexts.coins.services.finish_task import finish_task
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coins.services.take_back import take_back
from kontor.contexts.coins.tests.factories import fund, give, hold, scene, takes_coins
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.notifications.models import Preference
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer, System

pytestmark = [pytest.mark.django_db, pytest.mark.rule("COI-09")]
Settle = Callable[[], None]


@pytest.fixture
def market() -> Market:
    made = make_market()
    fund(made.tea_house)
    return made


def order(market: Market, **quantities: int) -> tuple[BuyerOrder, StoreOrder]:
    placed = market.place(quantities or {"tea": 1})
    bought = BuyerOrder.objects.get(id=placed.buyer_order_id)
    return bought, StoreOrder.objects.get(buyer_order_id=bought.id, store=market.tea_house)


def causes() -> list[tuple[str, int, int]]:
    return [(lot.cause.split(":")[0], lot.left, lot.held) for lot in Lot.objects.order_by("given_at", "id")]


def test_every_kind_that_answers_orders(market: Market, settle: Settle, played: Played) -> None:
    shop = market.tea_house
    scene(shop, kind="new_customer", coins=500)
    scene(shop, kind="on_order", coins=5)
    scene(shop, kind="on_payment", coins=0, share_bp=100)
    scene(shop, kind="threshold", coins=1000, threshold_minor=10_000)
    scene(shop, kind="on_completion", coins=50)
    scene(market.lamp_shop, kind="on_payment", coins=7)  # no account: it gives nothing
    bought, part = order(market, tea=1, lamp=1)
    settle()
    assert causes() == [("order", 0, 5)]  # waits
    assert Purse.objects.get().held == 5
    pay(bought)
    settle()
    assert sorted(causes()) == [("new", 500, 0), ("order", 5, 0), ("order", 72, 0)]  # 9.20 euro are 72.00 yuan
    StoreOrder.objects.filter(id=part.id).update(state=State.SHIPPED)
    deliver(viewer=System("clock"), store_id=part.store_id, order_id=part.id, at=clock.now())
    receive(viewer=market.buyer, store_id=part.store_id, order_id=part.id)
    settle()
    assert ("order", 50, 0) in causes()
    again, _ = order(market, tea=2)
    pay(again)
    settle()
    assert sorted(lot.coins for lot in Lot.objects.all()) == [5, 5, 50, 72, 144, 500, 1000]
    assert findings() == []


def test_a_share_and_a_threshold_look_at_what_was_paid_after_coupons_and_coins(
    market: Market, settle: Settle, played: Played
) -> None:
    shop = market.tea_house
    takes_coins(shop, market.tea.product_id, share=10)
    give(market.buyer, 700, shop)
    scene(shop, kind="on_payment", coins=0, share_bp=100)
    scene(shop, kind="threshold", coins=1000, threshold_minor=6_000)
    off = [coupon(shop, amount_minor=1500).id, coupon(amount_minor=100).id]  # 1.92 and 1.00 of 9.20 euro
    placed = market.place({"tea": 1}, coupons=off, coins=400)  # 51 cents more
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    part = StoreOrder.objects.get()
    assert (part.goods_minor, part.rebate_minor, part.subsidy_minor, part.coins_minor) == (920, 192, 100, 51)
    (lot,) = Lot.objects.filter(order_id=part.id)
    assert lot.coins == 45  # of 5.77 euro, which are 45.16 yuan; nothing from 60 yuan on
    assert findings() == []


def test_taken_back_with_the_refund(market: Market, settle: Settle, played: Played) -> None:
    scene(market.tea_house, kind="on_payment", coins=300)
    bought, part = order(market)
    pay(bought)
    settle()
    assert Purse.objects.get().coins == 300
    cancel(viewer=market.buyer, store_id=part.store_id, order_id=part.id, reason="no")
    settle()
    lot = Lot.objects.get()
    assert (lot.left, lot.taken, lot.missed, Scene.objects.get().given) == (0, 300, 0, 0)
    assert take_back(buyer_id=market.buyer.buyer_id, order_id=part.id, refunded=1, paid=1) == 0
    assert findings() == []


def test_a_partial_refund_takes_its_share_and_what_was_spent_from_others(
    market: Market, settle: Settle, played: Played
) -> None:
    scene(market.tea_house, kind="on_payment", coins=301)
    bought, part = order(market)
    pay(bought)
    settle()
    buyer = market.buyer.buyer_id
    assert take_back(buyer_id=buyer, order_id=part.id, refunded=1, paid=2) == 151
    takes_coins(market.tea_house, market.tea.product_id)
    other, _ = order(market)
    assert hold(market.buyer, other, 149) == 19
    extra = give(market.buyer, 100, market.tea_house)
    foreign = give(market.buyer, 100)
    assert take_back(buyer_id=buyer, order_id=part.id, refunded=2, paid=2) == 101
    lot = Lot.objects.get(order_id=part.id)
    assert (lot.left, lot.held, lot.taken, lot.missed) == (0, 149, 152, 49)
    assert (Lot.objects.get(id=extra.id).left, Lot.objects.get(id=foreign.id).left) == (0, 100)
    assert findings() == []


def test_an_order_that_nobody_pays_brings_nothing(market: Market, settle: Settle) -> None:
    scene(market.tea_house, kind="on_order", coins=40)
    bought, _ = order(market)
    settle()
    assert causes() == [("order", 0, 40)]
    close_unpaid(viewer=System("clock"), buyer_id=bought.buyer_id, buyer_order_id=bought.id, reason="late")
    settle()
    assert (causes(), Purse.objects.get().held) == ([("order", 0, 0)], 0)
    assert findings() == []


def test_budget_cap_and_dates(market: Market) -> None:
    buyer = market.buyer.buyer_id
    made = scene(market.tea_house, coins=100, budget=250, cap=200)

    def take(cause: str, who: object = buyer) -> int:
        return sum(lot.coins for lot in grant_coins(wanted=[Wanted(scene_id=made.id, buyer_id=who, cause=cause)]))  # type: ignore[arg-type]

    assert (take("a"), take("a"), take("b"), take("c")) == (100, 0, 100, 0)  # once, twice, and the cap is full
    assert take("d", make_account().id) == 0  # 50 are left of the budget, and a part is never given
    assert Scene.objects.get().given == 200
    edge = made.ends_at - clock.now()
    wide = scene(market.tea_house, coins=1)
    for shift, many in ((edge - timedelta(seconds=1), 1), (edge + timedelta(seconds=1), 0)):
        with clock.moved(shift):
            got = grant_coins(wanted=[Wanted(scene_id=wide.id, buyer_id=buyer, cause=f"edge:{shift}")])
        assert len(got) == many
    with clock.moved(timedelta(days=-2)):
        assert take("early", make_account().id) == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        Scene.objects.filter(id=made.id).update(given=251)


@pytest.mark.django_db(transaction=True)
def test_no_race_goes_over_the_budget() -> None:
    market = make_market()
    fund(market.tea_house)
    made = scene(market.tea_house, coins=10, budget=45, cap=10)
    people = [make_account().id for _ in range(12)]
    start = threading.Barrier(len(people))

    def one(buyer: Any) -> None:
        start.wait()
        grant_coins(wanted=[Wanted(scene_id=made.id, buyer_id=buyer, cause="race")])
        connection.close()

    threads = [threading.Thread(target=one, args=[buyer]) for buyer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Scene.objects.get(id=made.id).given == 40
    assert sum(lot.coins for lot in Lot.objects.all()) == 40
    assert findings() == []


@pytest.mark.rule("COI-05")
def test_an_empty_fund_gives_nothing(market: Market) -> None:
    fund(market.lamp_shop, 49_999)
    made = scene(market.lamp_shop)
    wanted = [Wanted(scene_id=made.id, buyer_id=market.buyer.buyer_id, cause="x")]
    assert grant_coins(wanted=wanted) == []
    fund(market.lamp_shop, 1)
    assert len(grant_coins(wanted=wanted)) == 1


@pytest.mark.rule("BUY-09")
def test_a_day_is_signed_once_in_the_buyers_own_zone(market: Market) -> None:
    made = scene(kind="check_in", coins=3)
    Preference.objects.create(account_id=market.account.id, zone="Asia/Shanghai")
    assert check_in(viewer=market.buyer, scene_id=made.id) == 3
    with pytest.raises(NothingToday):
        check_in(viewer=market.buyer, scene_id=made.id)
    (task,) = mine.tasks(market.buyer)
    assert (task.kind, task.coins, task.done) == ("check_in", 3, True)
    with clock.moved(timedelta(days=1)):
        assert not mine.tasks(market.buyer)[0].done
        assert check_in(viewer=market.buyer, scene_id=made.id) == 3
    assert {lot.expires_at.hour for lot in Lot.objects.all()} == {16}  # midnight in Shanghai
    with pytest.raises(NothingToday):
        check_in(viewer=market.buyer, scene_id=new_id())


@pytest.mark.rule("BUY-09")
def test_a_task_is_looked_up_and_pays_once(market: Market) -> None:
    made = scene(market.tea_house, kind="task", task="follow", coins=20)
    with pytest.raises(TaskNotDone):
        finish_task(viewer=market.buyer, scene_id=made.id)
    Follow.objects.create(buyer_id=market.account.id, store_id=market.lamp_shop.id)
    with pytest.raises(TaskNotDone):
        finish_task(viewer=market.buyer, scene_id=made.id)
    Follow.objects.create(buyer_id=market.account.id, store_id=market.tea_house.id)
    assert finish_task(viewer=market.buyer, scene_id=made.id) == 20
    with pytest.raises(NothingToday):
        finish_task(viewer=market.buyer, scene_id=made.id)
    assert (Lot.objects.count(), Purse.objects.get().coins) == (1, 20)


@pytest.mark.rule("COI-16")
def test_a_scene_can_bind_its_coins_to_its_store(market: Market) -> None:
    fund(market.lamp_shop)
    takes_coins(market.tea_house, market.tea.product_id)
    takes_coins(market.lamp_shop, market.lamp.product_id)
    give(market.buyer, 900, market.tea_house, only_here=True)
    placed = BuyerOrder.objects.get(id=market.place({"tea": 1, "lamp": 1}).buyer_order_id)
    assert hold(market.buyer, placed, 900) == 115
    assert [use.store_id for use in Use.objects.filter(minor__gt=0)] == [market.tea_house.id]
    assert isinstance(market.buyer, Buyer)
