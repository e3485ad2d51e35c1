"""Coins from the grant to the refund, on a real database, with every verifier clean at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import CoinAccount, Hold, Lot, Purse, Use
from kontor.contexts.coins.queries import buyer as mine
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.services.expire_lots import expire_lots
from kontor.contexts.coins.services.return_coins import return_coins
from kontor.contexts.coins.services.take_back import take_back
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.coins.services.void_coins import void_coins
from kontor.contexts.coins.tests.factories import fund, give, goods_of, hold, takes_coins
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.kernel import clock
from kontor.kernel.viewer import System
from kontor.platform import verify

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]


def balance(key: Key) -> int:
    return -sum(Posting.objects.filter(account_id=key.id).values_list("minor", flat=True))


def findings() -> list[verify.Finding]:
    return [found for name in ("ledger", "balances", "coins", "coin funds") for found in verify.run(name)]


@pytest.fixture
def market() -> Iterator[Market]:
    """Both stores have accounts with CNY 1,000 in their funds, and all goods take coins."""
    made = make_market()
    fund(made.tea_house)
    fund(made.lamp_shop)
    takes_coins(made.tea_house, made.tea.product_id)
    takes_coins(made.lamp_shop, made.lamp.product_id)
    yield made
    assert findings() == []


def purse(market: Market) -> tuple[int, int]:
    row = Purse.objects.get(buyer_id=market.buyer.buyer_id)
    return row.coins, row.held


def order_of(market: Market, **quantities: int) -> BuyerOrder:
    return BuyerOrder.objects.get(id=market.place(quantities).buyer_order_id)


@pytest.mark.rule("COI-07", "COI-12")
def test_what_is_not_exactly_possible_is_refused(market: Market) -> None:
    give(market.buyer, 1000, market.tea_house)
    order = order_of(market, lamp=1)
    for forged in (798, 1001, 10**9, 0, -5):
        with pytest.raises(CoinsChanged):
            hold(market.buyer, order, forged)
    assert purse(market) == (1000, 0)
    assert not Hold.objects.exists()


@pytest.mark.rule("COI-04", "COI-12", "COI-16")
def test_the_life_of_a_purchase(market: Market, settle: Settle, played: Played) -> None:
    lot = give(market.buyer, 1000, market.tea_house)
    order = order_of(market, lamp=1)
    assert hold(market.buyer, order, 791) == 101
    assert purse(market) == (209, 791)
    assert balance(books.held(market.buyer.buyer_id)) == 791
    pay(order)
    settle()
    assert purse(market) == (209, 0)
    lot.refresh_from_db()
    assert (lot.left, lot.held, lot.used) == (209, 0, 791)
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000 - 791
    assert CoinAccount.objects.get(store=market.lamp_shop).fund_minor == 100_000
    assert balance(books.fund(market.tea_house.id)) == 100_000 - 791
    assert balance(books.issue(market.tea_house.id, "used")) == 791
    use = Use.objects.get()
    assert (use.minor, use.due_minor, use.value_minor, use.store_currency) == (101, 101, 101, "EUR")
    assert balance(Key("exchange", "CNY", None, "coins")) == 791
    assert balance(Key("exchange", "EUR", None, "coins")) == -101
    use_coins(orders=[(market.buyer.buyer_id, order.id)])  # said again
    assert purse(market) == (209, 0)


@pytest.mark.rule("COI-12")
def test_closed_unpaid_they_are_free_again(market: Market, settle: Settle) -> None:
    lot = give(market.buyer, 1000, market.tea_house)
    order = order_of(market, tea=1)
    hold(market.buyer, order, 494)
    close_unpaid(viewer=System("clock"), buyer_id=order.buyer_id, buyer_order_id=order.id, reason="late")
    settle()
    lot.refresh_from_db()
    assert (purse(market), lot.left, lot.held) == ((1000, 0), 1000, 0)
    assert Hold.objects.get().state == "voided"
    assert balance(books.purse(market.buyer.buyer_id)) == 1000


@pytest.mark.rule("COI-11")
def test_a_cancelled_order_gives_all_back_with_the_same_expiry(market: Market, settle: Settle, played: Played) -> None:
    lot = give(market.buyer, 1000, market.tea_house)
    order = order_of(market, tea=1, lamp=1)
    hold(market.buyer, order, 900)
    pay(order)
    settle()
    part = StoreOrder.objects.get(store=market.tea_house)
    use = Use.objects.get(id=part.id)
    assert 0 < use.coins < 900
    cancel(viewer=market.buyer, store_id=part.store_id, order_id=part.id, reason="changed my mind")
    settle()
    after = Lot.objects.get(id=lot.id)
    assert (after.used, after.left, after.expires_at) == (900 - use.coins, 100 + use.coins, lot.expires_at)
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000 - 900 + use.coins
    return_coins(buyer_id=market.buyer.buyer_id, order_id=part.id, refunded=100, paid=100)  # said again
    assert Lot.objects.get(id=lot.id).left == 100 + use.coins


@pytest.mark.rule("COI-11")
def test_partial_refunds_give_the_matching_share(market: Market, settle: Settle, played: Played) -> None:
    give(market.buyer, 300, market.tea_house)
    give(market.buyer, 700)
    order = order_of(market, tea=1)
    hold(market.buyer, order, 900)
    pay(order)
    settle()
    part = StoreOrder.objects.get()
    buyer = market.buyer.buyer_id
    assert return_coins(buyer_id=buyer, order_id=part.id, refunded=1, paid=3) == 300
    assert return_coins(buyer_id=buyer, order_id=part.id, refunded=1, paid=3) == 0
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000 - 300 + 100
    assert balance(books.fund(None)) == -600 + 200
    assert return_coins(buyer_id=buyer, order_id=part.id, refunded=3, paid=3) == 600
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000
    assert [balance(Key("exchange", "CNY", None, name)) for name in ("coins", "coin_difference")] == [0, 0]
    assert purse(market) == (1000, 0)
    lines = [(line.kind, line.coins, line.number) for line in mine.history(market.buyer)[:3]]
    assert lines == [("return", 600, order.number), ("return", 300, order.number), ("hold", -900, order.number)]


@pytest.mark.rule("COI-11")
def test_what_has_expired_comes_back_for_the_grace(market: Market, settle: Settle, played: Played) -> None:
    lot = give(market.buyer, 1000, market.tea_house)
    order = order_of(market, tea=1)
    hold(market.buyer, order, 900)
    pay(order)
    settle()
    part = StoreOrder.objects.get()
    with clock.moved(timedelta(days=182)):
        assert expire_lots() == 1
        assert return_coins(buyer_id=market.buyer.buyer_id, order_id=part.id, refunded=1, paid=1) == 900
        again = Lot.objects.exclude(id=lot.id).get()
        assert (again.left, again.funder_id) == (900, market.tea_house.id)
        assert timedelta(days=7) < again.expires_at - clock.now() <= timedelta(days=8)
        assert purse(market) == (900, 0)
        assert expire_lots() == 0
    lot.refresh_from_db()
    assert (lot.left, lot.expired, lot.moved, lot.used) == (0, 100, 900, 0)


@pytest.mark.rule("COI-11", "COI-12")
def test_a_refund_told_before_its_payment(market: Market, settle: Settle, played: Played) -> None:
    give(market.buyer, 1000, market.tea_house)
    order = order_of(market, tea=1)
    hold(market.buyer, order, 900)
    pay(order)
    part = StoreOrder.objects.get()
    assert return_coins(buyer_id=market.buyer.buyer_id, order_id=part.id, refunded=1, paid=1) == 900
    settle()
    assert purse(market) == (1000, 0)
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000


@pytest.mark.rule("COI-08")
def test_oldest_expiry_is_spent_first_and_the_second_counts(market: Market) -> None:
    with clock.moved(timedelta(days=-90)):
        old = give(market.buyer, 500)
    new = give(market.buyer, 500, market.tea_house)
    order = order_of(market, tea=1)
    hold(market.buyer, order, 595)
    assert [(row.left, row.held) for row in Lot.objects.order_by("expires_at")] == [(0, 500), (405, 95)]
    edge = new.expires_at - clock.now()
    second = BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id)
    with clock.moved(edge + timedelta(seconds=1)), pytest.raises(CoinsChanged):
        hold(market.buyer, second, 384)
    with clock.moved(edge - timedelta(seconds=1)):
        assert expire_lots() == 0
        assert hold(market.buyer, second, 384) == 49
    with clock.moved(edge + timedelta(seconds=1)):
        assert expire_lots() == 1
        assert Lot.objects.get(id=new.id).expired == 21
        assert expire_lots() == 0
    assert Lot.objects.get(id=old.id).held == 500
    assert len(goods_of(second)) == 1


@pytest.mark.rule("COI-08", "COI-12")
def test_freed_after_their_last_day_they_go_with_the_next_round_of_the_same_second(market: Market) -> None:
    lot = give(market.buyer, 1000, market.tea_house)
    order = order_of(market, tea=1)
    hold(market.buyer, order, 494)
    with clock.moved(timedelta(days=182)):
        assert expire_lots() == 1
        assert void_coins(orders=[(order.buyer_id, order.id)]) == 1
        assert expire_lots() == 1
    assert (purse(market), Lot.objects.get(id=lot.id).expired) == ((0, 0), 1000)
    assert balance(books.issue(market.tea_house.id, "expired")) == 1000


@pytest.mark.rule("COI-09")
def test_nothing_refunded_takes_nothing_back(market: Market) -> None:
    lot = give(market.buyer, 100, market.tea_house)
    Lot.objects.filter(id=lot.id).update(order_id=market.tea.id)
    assert take_back(buyer_id=market.buyer.buyer_id, order_id=market.tea.id, refunded=0, paid=10) == 0
    assert purse(market) == (100, 0)
