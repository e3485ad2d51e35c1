"""Strangers, double clicks, raw SQL: what must not work with coins, and what notices when a row is off (COI-12)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.queries import named_lines, price_lines
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import CoinAccount, Hold, Lot, Purse, Scene
from kontor.contexts.coins.queries import buyer as mine
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.coins.services.void_coins import void_coins
from kontor.contexts.coins.tests.factories import fund, give, hold, takes_coins
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.ledger.models import Posting
from kontor.contexts.orders.models import BuyerOrder
from kontor.kernel.viewer import Buyer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("COI-12")]


@pytest.fixture
def market() -> Market:
    made = make_market()
    fund(made.tea_house)
    takes_coins(made.tea_house, made.tea.product_id)
    give(made.buyer, 900, made.tea_house)
    return made


def test_nobody_uses_or_sees_the_coins_of_another(market: Market) -> None:
    stranger = Buyer(make_account().id)
    order = BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id)
    with pytest.raises(CoinsChanged):
        hold(stranger, order, 900)
    hold(market.buyer, order, 900)
    assert mine.order_coins(stranger, order.id) is None
    assert mine.order_coins(market.buyer, order.id) is not None
    assert mine.purse(stranger, "EUR").coins == 0
    for forged in (use_coins, void_coins):
        assert forged(orders=[(stranger.buyer_id, order.id)]) == 0
    assert (Hold.objects.get().state, Purse.objects.get().held) == ("held", 900)
    assert findings() == []


def test_the_same_form_twice_is_one_order_and_takes_the_coins_once(market: Market) -> None:
    market.put(market.tea)
    _, offer = with_coins(market.buyer, market.quote(), 500)
    named = price_lines(named_lines({market.tea.id: 1}), country="ES", currency="EUR", language="en", choices={})
    _, again = with_coins(market.buyer, named, 300)
    for wish in (market.wish(coins=offer.coins), market.wish(coins=again.coins, lines={market.tea.id: 1})):
        before = Purse.objects.get().coins
        first = place_order(viewer=market.buyer, wish=wish)
        assert place_order(viewer=market.buyer, wish=wish).buyer_order_id == first.buyer_order_id
        assert Purse.objects.get().coins == before - wish.coins
    assert Hold.objects.count() == BuyerOrder.objects.count() == 2
    assert findings() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE coins_purse SET coins = coins - 901",
        'UPDATE coins_lot SET "left" = "left" + 1',
        "UPDATE coins_lot SET used = used + 1",
        "UPDATE coins_lot SET held = -1",
        "UPDATE coins_scene SET given = budget + 1",
        "UPDATE ledger_posting SET minor = minor * 2",
        "DELETE FROM ledger_posting WHERE unit = 'COIN'",
    ],
)
def test_the_database_itself_refuses(market: Market, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert findings() == []


def test_a_row_that_is_off_is_named(market: Market) -> None:
    buyer, store = market.buyer.buyer_id, market.tea_house.id
    assert findings() == []
    lot = Lot.objects.get()
    for change, back, named in (
        (lambda: Purse.objects.update(coins=899), lambda: Purse.objects.update(coins=900), f"coins_purse {buyer}"),
        (lambda: Lot.objects.update(left=899, coins=899), lambda: Lot.objects.update(left=900, coins=900),
         f"coins_purse {buyer}"),
        (lambda: CoinAccount.objects.update(fund_minor=1), lambda: CoinAccount.objects.update(fund_minor=100_000),
         f"coins_coinaccount {store}"),
        (lambda: Scene.objects.update(given=899), lambda: Scene.objects.update(given=900),
         f"coins_scene {lot.scene_id}"),
    ):  # fmt: skip
        change()
        assert named in {found.row for found in findings()}
        back()
        assert findings() == []
    assert Posting.objects.filter(unit="COIN").count() == 2
