"""Opening, pausing, the fund, the products and the board of a store's coin account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.aftersales.models.reviews import StoreDay
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import (
    AccountMissing,
    AccountNotPossible,
    AmountWrong,
    BalanceTooLow,
    CoinsChanged,
    ProductMissing,
    ShareWrong,
)
from kontor.contexts.coins.models import CoinAccount, Purse
from kontor.contexts.coins.queries import offer, store
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coins.services.note_transfer import note_transfer
from kontor.contexts.coins.services.open_account import open_account
from kontor.contexts.coins.services.pause_account import pause_account
from kontor.contexts.coins.services.resume_account import resume_account
from kontor.contexts.coins.services.set_products import set_products
from kontor.contexts.coins.services.top_up_fund import top_up_fund
from kontor.contexts.coins.tests.factories import BOSS, fund, give, hold, scene, seat_of, takes_coins
from kontor.contexts.governance.models import Violation
from kontor.contexts.ledger.rules import credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Business, Seat, Store
from kontor.contexts.sellers.permissions import ROLES
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.money import Money

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]


def eligible(shop: Store, *, good: int = 95, bad: int = 5) -> None:
    Business.objects.filter(id=shop.business_id).update(country="CN", form="enterprise", verified_at=clock.now())
    StoreDay.objects.create(store_id=shop.id, day=clock.now().date(), n5=good, n1=bad)


def violation(shop: Store, days: int, points: int = 6, **given: Any) -> Violation:
    at = clock.now() - timedelta(days=days)
    fields: dict[str, Any] = {
        "store": shop, "code": "infringing", "points": points, "cause": str(new_id()), "at": at,
        "appeal_by": at + timedelta(days=7), "points_until": at + timedelta(days=365),
    }  # fmt: skip
    return Violation.objects.create(**fields | given)


@pytest.fixture
def market() -> Market:
    return make_market()


@pytest.mark.rule("COI-02")
def test_opened_at_once_by_the_system(market: Market, django_assert_max_num_queries: Any) -> None:
    eligible(market.tea_house)
    seat = seat_of(market.tea_house)
    with django_assert_max_num_queries(14):
        number = open_account(seat=seat)
    assert number.startswith("C")
    assert len(number) == 17
    assert open_account(seat=seat) == number
    assert CoinAccount.objects.count() == 1
    view = store.account(seat)
    assert view is not None
    assert (view.state, view.fund, view.live, view.number) == ("active", Money(0, "CNY"), False, number)


@pytest.mark.rule("COI-02")
def test_each_unmet_condition_with_the_value_found(market: Market) -> None:
    seat = seat_of(market.lamp_shop)
    Business.objects.filter(id=market.lamp_shop.business_id).update(
        country="DE", form="sole_trader", verified_at=clock.now()
    )
    StoreDay.objects.create(store_id=market.lamp_shop.id, day=clock.now().date(), n4=9, n2=1)
    violation(market.lamp_shop, 29)
    found = {each.code: (each.met, each.found) for each in store.conditions(seat)}
    assert found == {
        "country": (False, "DE"),
        "enterprise": (False, "sole_trader"),
        "positive": (False, "90.00"),
        "clean": (False, "Goods that copy a brand or a work"),
    }
    with pytest.raises(AccountNotPossible):
        open_account(seat=seat)
    assert not CoinAccount.objects.exists()


@pytest.mark.rule("COI-02")
def test_the_edges_of_the_conditions(market: Market) -> None:
    shop = market.tea_house
    eligible(shop, good=94, bad=6)
    seat = seat_of(shop)
    assert [each.code for each in store.conditions(seat) if not each.met] == ["positive"]
    StoreDay.objects.update(n5=95, n1=5)
    assert all(each.met for each in store.conditions(seat))
    StoreDay.objects.update(day=clock.now().date() - timedelta(days=90))  # one day too old: nothing is known
    assert [(each.code, each.found) for each in store.conditions(seat) if not each.met] == [("positive", "")]
    StoreDay.objects.update(day=clock.now().date() - timedelta(days=89))
    violation(shop, 31)
    violation(shop, 1, points=2, code="late_shipments")
    violation(shop, 1, state="lifted", ended_at=clock.now())
    assert all(each.met for each in store.conditions(seat))
    violation(shop, 29)
    assert [each.code for each in store.conditions(seat) if not each.met] == ["clean"]
    Business.objects.update(verified_at=None)
    assert {each.code: each.found for each in store.conditions(seat)}["enterprise"] == "unverified"


@pytest.mark.rule("COI-02", "SEL-03")
def test_without_the_right_nothing_opens(market: Market) -> None:
    eligible(market.tea_house)
    with pytest.raises(RightMissing):
        open_account(seat=seat_of(market.tea_house, "orders.view"))
    with pytest.raises(RightMissing):
        store.account(seat_of(market.tea_house, "orders.view"))
    assert not CoinAccount.objects.exists()
    assert "marketing.coins" in ROLES["owner"] - ROLES["manager"]


@pytest.mark.rule("COI-03")
def test_paused_gives_and_takes_nothing_and_balances_stay(market: Market, settle: Settle) -> None:
    fund(market.tea_house)
    fund(market.lamp_shop)
    takes_coins(market.tea_house, market.tea.product_id)
    takes_coins(market.lamp_shop, market.lamp.product_id)
    give(market.buyer, 1000, market.tea_house)
    seat = seat_of(market.tea_house)
    pause_account(seat=seat)
    with pytest.raises(MoveRefused):
        pause_account(seat=seat)
    running = scene(market.tea_house)
    wanted = Wanted(scene_id=running.id, buyer_id=market.buyer.buyer_id, cause="again")
    assert grant_coins(wanted=[wanted]) == []
    price = {market.tea.product_id: Money(7200, "CNY"), market.lamp.product_id: Money(3000, "EUR")}
    assert list(offer.labels(price)) == [market.lamp.product_id]
    assert Purse.objects.get().coins == 1000
    tea = BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id)
    with pytest.raises(CoinsChanged):
        hold(market.buyer, tea, 900)
    lamp = BuyerOrder.objects.get(id=market.place({"lamp": 1}).buyer_order_id)
    assert hold(market.buyer, lamp, 900) == 115  # elsewhere the coins of a paused store are worth what they were
    resume_account(seat=seat)
    assert len(offer.labels(price)) == 2
    assert len(grant_coins(wanted=[wanted])) == 1


@pytest.mark.rule("COI-05", "COI-06")
def test_labels_go_off_and_come_back_with_the_fund(market: Market, settle: Settle) -> None:
    shop = market.tea_house
    person = Seat.objects.create(
        store=shop, account=make_account(audience="seller"), role="manager", rights=["marketing.coins"]
    )
    fund(shop, 60_000)
    fund(market.lamp_shop)
    takes_coins(shop, market.tea.product_id, share=10)
    takes_coins(market.lamp_shop, market.lamp.product_id)
    prices = {market.tea.product_id: Money(7200, "CNY")}
    assert offer.labels(prices) == {market.tea.product_id: Money(720, "CNY")}
    give(market.buyer, 20_000, shop)
    order = BuyerOrder.objects.get(id=market.place({"lamp": 5}).buyer_order_id)
    hold(market.buyer, order, 4994)
    pay(order)
    settle()
    assert CoinAccount.objects.get(store=shop).fund_minor == 60_000 - 4994
    assert offer.labels(prices)
    again = BuyerOrder.objects.get(id=market.place({"lamp": 3}).buyer_order_id)
    hold(market.buyer, again, 4994)
    more = BuyerOrder.objects.get(id=market.place({"lamp": 2}).buyer_order_id)
    hold(market.buyer, more, 4994)
    pay(again)
    pay(more)
    settle()
    assert CoinAccount.objects.get(store=shop).fund_minor == 60_000 - 3 * 4994
    assert offer.labels(prices) == {}
    view = store.account(seat_of(shop))
    assert view is not None
    assert (view.live, view.low, view.state) == (False, True, "active")
    note_transfer(viewer=BOSS, store_id=shop.id, amount=Money(4982, "CNY"), reference="T-1")
    settle()
    assert offer.labels(prices)
    note_transfer(viewer=BOSS, store_id=shop.id, amount=Money(4982, "CNY"), reference="T-1")  # told again
    assert CoinAccount.objects.get(store=shop).fund_minor == 50_000
    told = Notice.objects.filter(account_id=person.account_id, kind__startswith="coin_fund").order_by(
        "created_at", "id"
    )
    assert [notice.kind for notice in told] == [
        "coin_fund_on", "coin_fund_low", "coin_fund_off", "coin_fund_on",
    ]  # fmt: skip


@pytest.mark.rule("COI-01", "COI-05")
def test_the_fund_is_filled_from_the_balance_at_the_days_rate(market: Market) -> None:
    shop = market.lamp_shop
    fund(shop, 0)
    seat = seat_of(shop)
    held = Money(10_000, "EUR")
    post(cause="test", legs=[debit("escrow", held, shop.id), credit("payable", held, shop.id)])
    assert top_up_fund(seat=seat, amount=Money(50_000, "CNY"), currency="EUR", key="form-1") == Money(6389, "EUR")
    top_up_fund(seat=seat, amount=Money(50_000, "CNY"), currency="EUR", key="form-1")  # a double click
    view = store.account(seat)
    assert view is not None
    assert (view.fund, view.live) == (Money(50_000, "CNY"), True)
    with pytest.raises(BalanceTooLow):
        top_up_fund(seat=seat, amount=Money(50_000, "CNY"), currency="EUR", key="form-2")
    for forged in (Money(0, "CNY"), Money(-500, "CNY"), Money(100, "EUR")):
        with pytest.raises(AmountWrong):
            top_up_fund(seat=seat, amount=forged, currency="EUR", key="form-3")
    with pytest.raises(RightMissing):
        top_up_fund(seat=seat_of(shop, "marketing.coins"), amount=Money(1, "CNY"), currency="EUR", key="form-4")
    with pytest.raises(AccountMissing):
        top_up_fund(seat=seat_of(market.tea_house), amount=Money(1, "CNY"), currency="CNY", key="form-5")
    assert [line.amount for line in store.fund_lines(seat)] == [Money(50_000, "CNY")]
    assert store.fund_lines(seat_of(market.tea_house)) == []
    assert books.fund(shop.id).unit == "CNY"


@pytest.mark.rule("COI-06")
def test_each_product_has_its_switch_and_share(market: Market) -> None:
    shop, other = market.tea_house, market.lamp.product_id
    seat = seat_of(shop)
    fund(shop)
    set_products(seat=seat, product_ids=[market.tea.product_id], on=True)
    price = {market.tea.product_id: Money(1000, "CNY")}
    assert offer.labels(price) == {market.tea.product_id: Money(300, "CNY")}
    set_products(seat=seat, product_ids=[market.tea.product_id], on=True, share=12)
    assert offer.labels(price) == {market.tea.product_id: Money(120, "CNY")}
    set_products(seat=seat, product_ids=[market.tea.product_id], on=False)
    assert offer.labels(price) == {}
    set_products(seat=seat, product_ids=[market.tea.product_id], on=True)
    assert offer.labels(price) == {market.tea.product_id: Money(120, "CNY")}  # the share is kept
    for share in (0, -1, 101):
        with pytest.raises(ShareWrong):
            set_products(seat=seat, product_ids=[market.tea.product_id], on=True, share=share)
    with pytest.raises(ProductMissing):
        set_products(seat=seat, product_ids=[market.tea.product_id, other], on=False)
    assert offer.labels(price) == {market.tea.product_id: Money(120, "CNY")}
    market.tea.product.state = "under_review"
    market.tea.product.save()
    assert offer.labels(price) == {}


@pytest.mark.rule("COI-15")
def test_the_board_says_why_and_where_to_mend(market: Market, django_assert_max_num_queries: Any) -> None:
    shop = market.tea_house
    seat = seat_of(shop)
    with pytest.raises(AccountMissing):
        store.board(seat, language="en")
    fund(shop, 0)
    with django_assert_max_num_queries(5):
        (row,) = store.board(seat, language="en")
    assert (row.title, row.shown, [cause.code for cause in row.causes]) == ("Dragon Well tea", False, ["off", "fund"])
    assert row.causes[0].page == f"/seller/coins/products/#p{row.number}"
    fund(shop)
    takes_coins(shop, market.tea.product_id)
    (row,) = store.board(seat, language="en")
    assert (row.shown, row.share) == (True, 100)
    pause_account(seat=seat)
    for state, code in (("under_review", "review"), ("rejected", "rejected"), ("delisted", "sale")):
        market.tea.product.state = state
        market.tea.product.save()
        (row,) = store.board(seat, language="en")
        assert [cause.code for cause in row.causes] == ["paused", code]
