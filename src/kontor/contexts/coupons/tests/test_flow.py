"""From the checkout to the ledger: who pays, what is held, what comes back (TRD-11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.errors import QuoteChanged
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.tests.factories import fund, give, takes_coins
from kontor.contexts.coupons.errors import CouponsChanged
from kontor.contexts.coupons.models import Claim, Coupon, Use, UsePart
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments.models import Escrow, Settlement
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.kernel.viewer import System
from kontor.platform import verify

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11")]
Settle = Callable[[], None]


@pytest.fixture
def market() -> Market:
    """Tea for €9.20 (¥72.00) and €4.60 shipping, a lamp for €30.00 and €5.00."""
    return make_market()


def findings() -> list[verify.Finding]:
    return [found for name in verify.names() for found in verify.run(name)]


def balance(key: Key) -> int:
    return -sum(Posting.objects.filter(account_id=key.id).values_list("minor", flat=True))


def balances(*kinds: str) -> set[int]:
    rows = LedgerAccount.objects.filter(kind__in=kinds)
    return {balance(Key(row.kind, row.unit, row.owner_id, row.name)) for row in rows}


def ids(*coupons: Coupon) -> list[UUID]:
    return [each.id for each in coupons]


def test_the_best_are_chosen_and_the_price_shown_is_charged(market: Market) -> None:
    small = coupon(market.tea_house, amount_minor=500)
    great = coupon(market.tea_house, amount_minor=1000, threshold_minor=7000)
    lamp = coupon(market.lamp_shop, kind="percent", percent=10, amount_minor=0, currency="EUR")
    platform = coupon(amount_minor=300, threshold_minor=3000)
    far = coupon(market.tea_house, amount_minor=2000, threshold_minor=100_000)
    market.put(market.tea)
    market.put(market.lamp)
    plain = market.quote()
    quote, offer = with_coupons(market.buyer, plain)
    assert offer is not None
    assert {taken.terms.id for taken in offer.taken} == {great.id, lamp.id, platform.id}
    by_id = {each.terms.id: each for each in offer.possible}
    assert by_id[small.id].saves == Money(64, "EUR")
    assert (by_id[far.id].saves, by_id[far.id].short) == (None, Money(92_800, "CNY"))
    assert quote.total == plain.total - Money(128 + 300 + 300, "EUR") - (plain.tax - quote.tax)
    assert quote.tax < plain.tax  # a store that sells for less is taxed on less
    wish = market.wish(coupons=ids(great, lamp, platform), fingerprint=plain.fingerprint)
    with pytest.raises(QuoteChanged):
        place_order(viewer=market.buyer, wish=wish)
    assert not BuyerOrder.objects.exists()
    assert not Claim.objects.exists()
    placed = place_order(
        viewer=market.buyer, wish=market.wish(coupons=ids(platform, lamp, great), fingerprint=quote.fingerprint)
    )
    assert placed.total == quote.total
    parts = {part.store_id: part for part in StoreOrder.objects.all()}
    tea, light = parts[market.tea_house.id], parts[market.lamp_shop.id]
    assert (tea.rebate_minor, tea.store_rebate_minor) == (128, 1000)
    assert (light.rebate_minor, light.store_rebate_minor) == (300, 300)
    assert tea.subsidy_minor + light.subsidy_minor == 300
    assert (tea.commission_base_minor, light.commission_base_minor) == (
        7200 - 1000 - tea.store_subsidy_minor, 3000 - 300 - light.subsidy_minor,
    )  # fmt: skip
    assert sum(part.total_minor for part in parts.values()) == placed.total.minor
    assert list(Use.objects.order_by("minor").values_list("state", "taken_minor", "minor")) == [
        ("held", 1000, 128), ("held", 300, 300), ("held", 300, 300),
    ]  # fmt: skip
    assert findings() == []


def test_a_stores_coupon_is_borne_by_the_store(market: Market, settle: Settle, played: Played) -> None:
    own = coupon(market.tea_house, amount_minor=1000)
    market.put(market.tea)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(own)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    part, escrow = StoreOrder.objects.get(), Escrow.objects.get()
    assert Use.objects.get().state == "used"
    assert (escrow.amount_minor, escrow.commission_base_minor) == (6200 + 3600, 6200)
    assert part.commission_minor == Money(6200, "CNY").share(500).minor
    assert findings() == []
    StoreOrder.objects.update(state=State.SHIPPED)
    deliver(viewer=System("clock"), store_id=part.store_id, order_id=part.id, at=clock.now())
    receive(viewer=market.buyer, store_id=part.store_id, order_id=part.id)
    settle()
    assert Settlement.objects.get().net_minor == 9800 - 310
    assert not LedgerAccount.objects.filter(kind="coupon_fund").exists()
    assert findings() == []


def test_the_platforms_coupon_is_paid_by_its_fund(market: Market, settle: Settle, played: Played) -> None:
    platform = coupon(amount_minor=500)
    for sku in (market.tea, market.lamp):
        market.put(sku)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(platform)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    assert sum(Escrow.objects.values_list("paid_minor", flat=True)) == placed.total.minor
    amounts = {row.store_id: row.amount_minor for row in Escrow.objects.all()}
    assert amounts == {market.tea_house.id: 7200 + 3600, market.lamp_shop.id: 3000 + 500}  # both stores get all
    assert balance(Key("coupon_fund", "EUR")) == -500
    parts = {part.store_id: part for part in UsePart.objects.all()}
    assert {parts[market.tea_house.id].minor, parts[market.lamp_shop.id].minor} == {117, 383}
    assert balance(Key("exchange", "CNY", None, "coupon_diff")) == (
        parts[market.tea_house.id].value_minor - parts[market.tea_house.id].store_minor
    )
    assert findings() == []


@pytest.mark.parametrize("given_back", [True, False])
def test_cancelled_and_nothing_is_left_over(
    market: Market, settle: Settle, played: Played, policy_value: Any, given_back: bool
) -> None:
    policy_value("coupons.given_back", "on" if given_back else "off")
    own, platform = coupon(market.tea_house, amount_minor=1000), coupon(amount_minor=777)
    for sku in (market.tea, market.lamp):
        market.put(sku)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(own, platform)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    first, second = StoreOrder.objects.order_by("store_currency")
    cancel(viewer=market.buyer, store_id=first.store_id, order_id=first.id, reason="no")
    settle()
    own.refresh_from_db()
    platform.refresh_from_db()
    assert (own.count_taken, own.minor_taken) == (0 if given_back else 1, 0)
    assert platform.count_taken == 1  # half of what it was used for is still bought
    assert 0 < platform.minor_taken < 777
    cancel(viewer=market.buyer, store_id=second.store_id, order_id=second.id, reason="no")
    settle()
    platform.refresh_from_db()
    assert (platform.count_taken, platform.minor_taken) == (0 if given_back else 1, 0)
    uses = set(Claim.objects.values_list("uses", flat=True))
    assert uses == ({0} if given_back else {1})
    assert balances("exchange", "escrow", "tax", "commission", "coupon_fund") == {0}
    assert findings() == []


def test_a_divided_dispute_returns_the_matching_share(market: Market, settle: Settle, played: Played) -> None:
    platform, own = coupon(amount_minor=500), coupon(market.tea_house, amount_minor=1000)
    market.put(market.tea)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(platform, own)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    part = StoreOrder.objects.get()
    StoreOrder.objects.update(state=State.RECEIVED)
    half = Money(part.total_minor // 2, "EUR")
    assert divide_escrow(store_id=part.store_id, order_id=part.id, back=half)
    settle()
    escrow = Escrow.objects.get()
    assert escrow.refunded_minor == half.minor <= escrow.paid_minor
    share = (500 * half.minor * 2 + part.total_minor) // (2 * part.total_minor)
    platform.refresh_from_db()
    assert platform.minor_taken == 500 - share
    assert balance(Key("coupon_fund", "EUR")) == share - 500
    assert (platform.count_taken, Claim.objects.get(coupon_id=platform.id).uses) == (1, 1)  # it was used
    assert findings() == []


def test_unpaid_and_closed_frees_it(market: Market, settle: Settle) -> None:
    own = coupon(market.tea_house)
    market.put(market.tea)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(own)))
    market.put(market.tea)
    with pytest.raises(CouponsChanged):
        place_order(viewer=market.buyer, wish=market.wish(coupons=ids(own)))
    close_unpaid(
        viewer=market.buyer, buyer_id=market.account.id, buyer_order_id=placed.buyer_order_id, reason="no"
    )  # fmt: skip
    settle()
    own.refresh_from_db()
    assert (own.count_taken, own.minor_taken, Claim.objects.get().uses, Use.objects.get().state) == (0, 0, 0, "freed")
    assert place_order(viewer=market.buyer, wish=market.wish(coupons=ids(own))).total
    assert findings() == []


def test_coupons_come_before_coins(market: Market, policy_value: Any) -> None:
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id)
    give(market.buyer, 5000, market.tea_house)
    own = coupon(market.tea_house, amount_minor=3600)  # half of the goods
    market.put(market.tea)
    quote, _ = with_coupons(market.buyer, market.quote())
    shown, offer = with_coins(market.buyer, quote, 10_000)
    assert offer.amount == Money(quote.total.minor * 30 // 100, "EUR")  # of what is left after coupons
    wish = {"coupons": ids(own), "coins": offer.coins, "fingerprint": shown.fingerprint}
    policy_value("coupons.store_with_coins", "off")
    with pytest.raises(CoinsChanged):
        place_order(viewer=market.buyer, wish=market.wish(**wish))
    policy_value("coupons.store_with_coins", "on")
    placed = place_order(viewer=market.buyer, wish=market.wish(**wish))
    part = StoreOrder.objects.get()
    assert placed.total == shown.total
    assert (part.store_rebate_minor, part.coins_minor) == (3600, offer.amount.minor)
    assert part.commission_base_minor == 3600 - part.store_coins_minor
    assert findings() == []


def test_without_coupons_a_checkout_costs_no_statement_more(market: Market) -> None:
    market.place({"tea": 1})  # warm
    market.put(market.tea)
    wish = market.wish()
    with CaptureQueriesContext(connection) as asked:
        place_order(viewer=market.buyer, wish=wish)
    assert not [query["sql"] for query in asked if "coupons_" in query["sql"]]
    own = coupon(market.tea_house)
    market.put(market.tea)
    with CaptureQueriesContext(connection) as lowered:
        place_order(viewer=market.buyer, wish=market.wish(coupons=ids(own)))
    assert len(lowered) - len(asked) <= 5
