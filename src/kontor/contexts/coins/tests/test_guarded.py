"""Strangers, double clicks, raw SQL: what must not work with coins, and what notices when a row is off (COI-12)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.queries import named as goods
from kontor.contexts.checkout.queries import price
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import CoinAccount, Hold, Lot, Purse, Scene
from kontor.contexts.coins.queries import buyer as mine
from kontor.contexts.coins.services.hold_coins import hold_coins
from kontor.contexts.coins.services.move_scene import move_scene
from kontor.contexts.coins.services.pause_account import pause_account
from kontor.contexts.coins.services.reserve_coins import reserve_coins
from kontor.contexts.coins.services.return_coins import return_coins
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.coins.services.void_coins import void_coins
from kontor.contexts.coins.tests.factories import fund, give, goods_of, hold, seat_of, takes_coins
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.ledger.models import Posting
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.pricing.queries import rates
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from kontor.platform.audit.acting import Acting, acting
from kontor.platform.audit.models import AuditRow

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


def test_coins_that_went_elsewhere_since_they_were_chosen_are_not_held(market: Market) -> None:
    give(market.buyer, 600)
    first, second = (BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id) for _ in range(2))
    payable = Money(first.total_minor, first.currency)
    ask = {"viewer": market.buyer, "goods": goods_of(first), "payable": payable, "table": rates()}
    with CaptureQueriesContext(connection) as asked:
        planned = reserve_coins(coins=1495, **ask)  # all 900 of the first lot, and of the second
    assert len(asked) == 1
    hold(market.buyer, second, 8)
    before = list(Lot.objects.order_by("id").values("left", "held"))
    orders = dict(StoreOrder.objects.filter(buyer_order_id=first.id).values_list("store_id", "id"))
    with pytest.raises(CoinsChanged), transaction.atomic():
        hold_coins(viewer=market.buyer, buyer_order_id=first.id, orders=orders, planned=planned, table=rates())
    assert list(Lot.objects.order_by("id").values("left", "held")) == before
    assert Hold.objects.values_list("id", flat=True).get() == second.id
    assert findings() == []


def test_the_same_form_twice_is_one_order_and_takes_the_coins_once(market: Market) -> None:
    market.put(market.tea)
    _, offer = with_coins(market.buyer, market.quote(), 500)
    named = price(goods({market.tea.id: 1}, "en"), country="ES", currency="EUR", choices={})
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
        'UPDATE coins_lot SET coins = coins + 1, "left" = "left" + 1',
        "UPDATE coins_lot SET funder_id = NULL",
        "DELETE FROM coins_lot",
        "UPDATE coins_hold SET minor = minor - 1",
        "UPDATE coins_use SET due_minor = due_minor + 1",
        "UPDATE coins_usepart SET coins = coins - 1",
        "DELETE FROM coins_usepart",
        "UPDATE coins_scene SET budget = budget + 1",
        "DELETE FROM coins_scene",
    ],
)
def test_the_database_itself_refuses(market: Market, sql: str) -> None:
    hold(market.buyer, BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id), 298)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert findings() == []


def test_what_has_ended_stays_ended_and_returns_only_grow(market: Market) -> None:
    order = BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id)
    hold(market.buyer, order, 298)
    use_coins(orders=[(order.buyer_id, order.id)])
    part = StoreOrder.objects.get()
    return_coins(buyer_id=order.buyer_id, order_id=part.id, refunded=1, paid=2)
    before = findings()
    for sql in (
        "UPDATE coins_hold SET state = 'held'", "UPDATE coins_use SET returned = 0",
        "UPDATE coins_usepart SET returned = returned - 1", "UPDATE coins_scene SET state = 'draft'",
    ):  # fmt: skip
        Scene.objects.update(state="ended")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert findings() == before == []


def test_who_changes_an_offer_is_written_down(market: Market) -> None:
    made, seat = Scene.objects.get(), seat_of(market.tea_house)
    with acting(Acting("seller", seat.account_id, "Mei")):
        move_scene(viewer=seat, scene_id=made.id, move="pause")
        pause_account(seat=seat)
    kept = AuditRow.objects.filter(op="update", kind__startswith="coins.").order_by("id")
    assert [(row.kind, row.row_id, row.by_kind, row.before, row.after) for row in kept] == [
        ("coins.scene", str(made.id), "seller", {"state": "running"}, {"state": "paused"}),
        ("coins.account", str(market.tea_house.id), "seller", {"state": "active"}, {"state": "paused"}),
    ]


def test_a_row_that_is_off_is_named(market: Market) -> None:
    buyer, store = market.buyer.buyer_id, market.tea_house.id
    assert findings() == []
    lot = Lot.objects.get()
    for change, back, named in (
        (lambda: Purse.objects.update(coins=899), lambda: Purse.objects.update(coins=900), f"coins_purse {buyer}"),
        (lambda: Lot.objects.update(left=899, expired=1), lambda: Lot.objects.update(left=900, expired=0),
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
