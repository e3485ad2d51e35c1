"""A checkout of which coins pay a part: the price shown is the price charged, and everybody gets theirs."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.contexts.checkout import queries
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.errors import QuoteChanged
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import CoinAccount, Hold, Purse, Use
from kontor.contexts.coins.services.pause_account import pause_account
from kontor.contexts.coins.tests.factories import fund, give, seat_of, takes_coins
from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments.models import Escrow, Settlement
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.kernel.viewer import System
from kontor.platform import verify

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """One provider for all methods."""
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def market() -> Market:
    """Tea for 9.20 euro (¥72.00) and 4.60 shipping, a lamp for 30.00 and 5.00; 5,000 coins of the tea house."""
    made = make_market()
    for store, sku in ((made.tea_house, made.tea), (made.lamp_shop, made.lamp)):
        fund(store)
        takes_coins(store, sku.product_id)
    give(made.buyer, 5000, made.tea_house)
    return made


def findings() -> list[verify.Finding]:
    return [found for name in verify.names() for found in verify.run(name)]


def balance(key: Key) -> int:
    return -sum(Posting.objects.filter(account_id=key.id).values_list("minor", flat=True))


@pytest.mark.rule("COI-07", "TRD-05")
def test_the_price_shown_is_the_price_charged(market: Market) -> None:
    market.put(market.tea)
    market.put(market.lamp)
    plain = market.quote()
    same, offer = with_coins(market.buyer, plain)
    assert (same.total, offer.have, offer.most, offer.most_amount) == (plain.total, 5000, 4994, Money(638, "EUR"))
    shown, chosen = with_coins(market.buyer, plain, offer.most)
    assert shown.total == plain.total - Money(638, "EUR")
    assert shown.fingerprint != plain.fingerprint
    assert (shown.goods, shown.tax, shown.shipping) == (plain.goods, plain.tax, plain.shipping)
    assert sum(part.minor for part in chosen.lines.values()) == 638
    wish = market.wish(coins=offer.most, fingerprint=plain.fingerprint)
    with pytest.raises(QuoteChanged):
        place_order(viewer=market.buyer, wish=wish)
    assert not BuyerOrder.objects.exists()
    assert Purse.objects.get().coins == 5000
    placed = place_order(viewer=market.buyer, wish=market.wish(coins=offer.most, fingerprint=shown.fingerprint))
    assert placed.total == shown.total
    order = BuyerOrder.objects.get()
    assert order.total_minor == shown.total.minor
    assert sum(StoreOrder.objects.values_list("coins_minor", flat=True)) == 638
    for part in StoreOrder.objects.all():
        assert part.total_minor == part.goods_minor + part.shipping_minor + part.tax_minor - part.coins_minor
    lines = {str(line.id) for line in Line.objects.all()}
    assert {line for use in Use.objects.all() for line in use.lines} == lines


@pytest.mark.rule("COI-13")
def test_commission_on_what_was_paid_and_the_store_gets_all(market: Market, settle: Settle, played: Played) -> None:
    """Coins pay ¥39.21 of ¥72.00: commission on ¥32.79, the invoice bears ¥72.00, and the store is settled in full."""
    market.put(market.tea)
    quote, offer = with_coins(market.buyer, market.quote(), 5000)
    market_order = place_order(viewer=market.buyer, wish=market.wish(coins=offer.coins))
    part = StoreOrder.objects.get()
    line = Line.objects.get()
    assert offer.amount == Money(501, "EUR")  # 30 per cent of 16.70, tax included
    assert (part.goods_minor, part.coins_minor, part.store_coins_minor) == (920, 501, 3921)
    assert part.commission_minor == Money(7200 - 3921, "CNY").share(line.commission_bp).minor
    pay(BuyerOrder.objects.get(id=market_order.buyer_order_id))
    settle()
    escrow = Escrow.objects.get()
    assert escrow.paid_minor == quote.total.minor
    assert escrow.amount_minor == 7200 + 3600
    assert escrow.commission_base_minor == 7200 - 3921
    assert findings() == []
    StoreOrder.objects.update(state=State.SHIPPED)
    deliver(viewer=System("clock"), store_id=part.store_id, order_id=part.id, at=clock.now())
    receive(viewer=market.buyer, store_id=part.store_id, order_id=part.id)
    settle()
    settled = Settlement.objects.get()
    assert settled.net_minor == 10_800 - part.commission_minor
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000 - offer.coins
    # what the platform's position took in yuan and owes in yuan differs by what rounding leaves, on a line of its own
    assert balance(Key("exchange", "CNY", None, "coin_difference")) == offer.coins - 3921
    assert findings() == []


@pytest.mark.rule("COI-11")
def test_a_divided_dispute_returns_the_matching_share(market: Market, settle: Settle, played: Played) -> None:
    market.put(market.tea)
    _, offer = with_coins(market.buyer, market.quote(), 5000)
    placed = place_order(viewer=market.buyer, wish=market.wish(coins=offer.coins))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    part = StoreOrder.objects.get()
    StoreOrder.objects.update(state=State.RECEIVED)
    half = Money(part.total_minor // 2, "EUR")
    assert divide_escrow(store_id=part.store_id, order_id=part.id, back=half)
    settle()
    use = Use.objects.get()
    assert use.returned == (use.coins * half.minor * 2 + part.total_minor) // (2 * part.total_minor)
    assert Purse.objects.get().coins == 5000 - use.coins + use.returned
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000 - use.coins + use.returned
    assert findings() == []


@pytest.mark.rule("COI-11", "COI-12")
def test_cancelled_and_nothing_is_left_over(market: Market, settle: Settle, played: Played) -> None:
    for quantities in ({"tea": 1, "lamp": 1}, {"lamp": 2}):
        for name, many in quantities.items():
            market.put(getattr(market, name), many)
        quote, offer = with_coins(market.buyer, market.quote(), 3000)
        placed = place_order(viewer=market.buyer, wish=market.wish(coins=offer.coins))
        assert placed.total == quote.total
        pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
        settle()
        for part in StoreOrder.objects.filter(buyer_order_id=placed.buyer_order_id):
            cancel(viewer=market.buyer, store_id=part.store_id, order_id=part.id, reason="no")
        settle()
    assert (Purse.objects.get().coins, Purse.objects.get().held) == (5000, 0)
    assert CoinAccount.objects.get(store=market.tea_house).fund_minor == 100_000
    exchange = LedgerAccount.objects.filter(kind__in=["exchange", "escrow", "tax", "commission"])
    assert {balance(Key(row.kind, row.unit, row.owner_id, row.name)) for row in exchange} == {0}
    assert findings() == []


@pytest.mark.rule("COI-03", "COI-07")
def test_what_changed_since_is_refused_and_nothing_is_taken(market: Market) -> None:
    market.put(market.tea)
    _, offer = with_coins(market.buyer, market.quote(), 5000)
    for forged in (offer.coins + 1, 10**9, -1, -(10**9)):
        with pytest.raises(CoinsChanged):
            place_order(viewer=market.buyer, wish=market.wish(coins=forged))
    pause_account(seat=seat_of(market.tea_house))
    with pytest.raises(CoinsChanged):
        place_order(viewer=market.buyer, wish=market.wish(coins=offer.coins))
    assert (Purse.objects.get().coins, Hold.objects.count(), BuyerOrder.objects.count()) == (5000, 0, 0)
    assert market.quote().units == 1  # the cart is as it was


@pytest.mark.rule("COI-07")
def test_without_coins_a_checkout_costs_no_statement_more(market: Market) -> None:
    market.place({"tea": 1})  # warm
    market.put(market.tea)
    wish = market.wish()
    with CaptureQueriesContext(connection) as asked:
        place_order(viewer=market.buyer, wish=wish)
    assert not [query["sql"] for query in asked if "coins_" in query["sql"] and "INSERT" not in query["sql"]]
    market.put(market.tea)
    plain = len(asked)
    _, offer = with_coins(market.buyer, market.quote(), 900)
    with CaptureQueriesContext(connection) as paid:
        place_order(viewer=market.buyer, wish=market.wish(coins=offer.coins))
    assert len(paid) - plain <= 3


@pytest.mark.rule("COI-12")
@pytest.mark.django_db(transaction=True)
def test_two_tabs_spend_a_coin_once() -> None:
    """R7: many orders at one moment, each with all the coins there are: one of them gets them."""
    market = make_market(stock=100)
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id)
    give(market.buyer, 900, market.tea_house)
    market.quote()
    start, outcomes = threading.Barrier(8), []

    def tab() -> None:
        start.wait()
        try:
            place_order(viewer=market.buyer, wish=market.wish(coins=900, lines={market.tea.id: 1}))
            outcomes.append("placed")
        except CoinsChanged:
            outcomes.append("refused")
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(8)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()
    assert sorted(outcomes) == ["placed", *["refused"] * 7]
    purse = Purse.objects.get()
    assert (purse.coins, purse.held, Hold.objects.count(), BuyerOrder.objects.count()) == (0, 900, 1, 1)
    assert findings() == []
    assert queries.units(market.buyer) == 0
