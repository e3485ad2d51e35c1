"""Who may use a coupon, how often, and races for what is left of it (TRD-11)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Follow
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_address, make_market
from kontor.contexts.coupons.errors import CodeNotForYou, CodeUnknown, CouponsChanged, CouponUsedUp
from kontor.contexts.coupons.models import Claim, Coupon, Use
from kontor.contexts.coupons.services.claim_coupon import claim_coupon
from kontor.contexts.coupons.services.enter_code import enter_code
from kontor.contexts.coupons.services.free_coupons import free_coupons
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform import verify
from kontor.platform.limits import TooMany

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11")]
Settle = Callable[[], None]


@pytest.fixture
def market() -> Market:
    """Tea for €9.20 (¥72.00) and a lamp for €30.00."""
    return make_market()


def findings() -> list[verify.Finding]:
    return [found for name in verify.names() for found in verify.run(name)]


def ids(*coupons: Coupon) -> list[UUID]:
    return [each.id for each in coupons]


def test_what_cannot_be_used_is_refused_and_nothing_is_taken(market: Market) -> None:
    market.put(market.tea)
    stranger = coupon(market.lamp_shop)
    second = coupon(market.tea_house)
    used = coupon(market.tea_house)
    gone = [
        coupon(market.tea_house, state="paused"),
        coupon(market.tea_house, starts_at=now() + timedelta(hours=1)),
        coupon(market.tea_house, ends_at=now() - timedelta(seconds=1)),
        coupon(market.tea_house, budget_count=1, count_taken=1),
        coupon(market.tea_house, budget_minor=499),
        coupon(market.tea_house, audience="followers"),
        coupon(market.tea_house, code="HIDDEN"),
        coupon(market.tea_house, threshold_minor=7201),
    ]
    for wanted in ([stranger], [second, used], *([each] for each in gone)):
        with pytest.raises(CouponsChanged):
            place_order(viewer=market.buyer, wish=market.wish(coupons=ids(*wanted)))
    assert (Use.objects.count(), Claim.objects.count(), BuyerOrder.objects.count()) == (0, 0, 0)
    Follow.objects.create(buyer_id=market.account.id, store_id=market.tea_house.id)
    assert place_order(viewer=market.buyer, wish=market.wish(coupons=ids(gone[5]))).total


def test_new_customers_are_those_who_never_paid(market: Market, settle: Settle, played: Played) -> None:
    here, anywhere = coupon(market.tea_house, audience="new", per_buyer=9), coupon(audience="new", per_buyer=9)
    market.put(market.lamp)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(anywhere)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    market.put(market.tea)
    with pytest.raises(CouponsChanged):
        place_order(viewer=market.buyer, wish=market.wish(coupons=ids(anywhere)))
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=ids(here)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    market.put(market.tea)
    with pytest.raises(CouponsChanged):
        place_order(viewer=market.buyer, wish=market.wish(coupons=ids(here)))


def test_codes_are_typed_and_cannot_be_guessed(market: Market, policy_value: Any) -> None:
    coded = coupon(market.tea_house, code="TEATIME", per_buyer=2)
    meant = coupon(market.tea_house, code="FANS", audience="followers")
    policy_value("coupons.code_tries", "4")
    with pytest.raises(CodeUnknown):
        enter_code(viewer=market.buyer, code="TEATIM")
    with pytest.raises(CodeNotForYou):
        enter_code(viewer=market.buyer, code="fans")
    for typed in (" teatime ", "TEATIME"):
        assert enter_code(viewer=market.buyer, code=typed) == coded.id
    with pytest.raises(TooMany):
        enter_code(viewer=market.buyer, code="TEATIME")
    assert [claim.allowed for claim in Claim.objects.all()] == [2]
    assert claim_coupon(viewer=market.buyer, coupon_id=coupon().id)
    market.put(market.tea)
    _, offer = with_coupons(market.buyer, market.quote())
    assert offer is not None
    assert coded.id in {taken.terms.id for taken in offer.taken}
    assert meant.id not in {each.terms.id for each in offer.possible}


def race(market: Market, tabs: list[Buyer], wishes: list[dict[str, Any]]) -> list[str]:
    start, outcomes = threading.Barrier(len(tabs)), []

    def tab(buyer: Buyer, wish: dict[str, Any]) -> None:
        start.wait()
        try:
            place_order(viewer=buyer, wish=market.wish(lines={market.tea.id: 1}, **wish))
            outcomes.append("placed")
        except (CouponUsedUp, CouponsChanged) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=tab, args=each) for each in zip(tabs, wishes, strict=True)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", [{"budget_count": 7}, {"budget_minor": 7 * 500 + 499}])
def test_twenty_four_buyers_at_one_moment_never_take_more_than_the_budget(limit: dict[str, int]) -> None:
    market = make_market(stock=100)
    one = coupon(market.tea_house, **limit)
    market.quote()
    people = [make_account(country="ES") for _ in range(24)]
    addresses = [make_address(person.id) for person in people]
    wishes = [{"coupons": ids(one), "address_id": address.id} for address in addresses]
    outcomes = race(market, [Buyer(person.id) for person in people], wishes)
    assert outcomes.count("placed") == 7
    one.refresh_from_db()
    assert (one.count_taken, one.minor_taken) == (7, 3500)
    assert (Use.objects.count(), StoreOrder.objects.count()) == (7, 7)
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_twenty_tabs_of_one_buyer_never_pass_the_buyers_limit() -> None:
    market = make_market(stock=100)
    one = coupon(market.tea_house, per_buyer=3)
    market.quote()
    outcomes = race(market, [market.buyer] * 20, [{"coupons": ids(one)}] * 20)
    assert outcomes.count("placed") == 3
    assert (Claim.objects.get().uses, Use.objects.count(), StoreOrder.objects.count()) == (3, 3, 3)
    one.refresh_from_db()
    assert one.count_taken == 3
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_orders_and_closings_of_many_meet_and_every_budget_adds_up() -> None:
    """Two coupons each, named in either order, while others give theirs back: nobody waits for another for ever."""
    market = make_market(stock=200)
    one, ours = coupon(market.tea_house, budget_count=12), coupon(amount_minor=50, budget_count=14)
    market.quote()
    people = [make_account(country="ES") for _ in range(24)]
    addresses = {person.id: make_address(person.id).id for person in people}

    def wish(place: int, buyer: Buyer) -> dict[str, Any]:
        chosen = ids(one, ours) if place % 2 else ids(ours, one)
        return {"coupons": chosen, "address_id": addresses[buyer.buyer_id]}

    early, late = [Buyer(person.id) for person in people[:12]], [Buyer(person.id) for person in people[12:]]
    assert race(market, early, [wish(place, buyer) for place, buyer in enumerate(early)]) == ["placed"] * 12
    held = list(BuyerOrder.objects.order_by("id").values_list("buyer_id", "id"))[:6]
    freed = threading.Thread(target=_free, args=(held,))
    freed.start()
    outcomes = race(market, late, [wish(place, buyer) for place, buyer in enumerate(late)])
    freed.join()
    one.refresh_from_db()
    ours.refresh_from_db()
    assert one.count_taken == ours.count_taken == 6 + outcomes.count("placed") <= 12
    assert Claim.objects.filter(uses=1).count() == 2 * one.count_taken
    assert [found for name in ("coupons",) for found in verify.run(name)] == []


def _free(held: list[tuple[UUID, UUID]]) -> None:
    try:
        for order in held:
            assert free_coupons(orders=[order, order]) == 2
            assert free_coupons(orders=[order]) == 0
    finally:
        connection.close()
