"""The marketplace's coupons at the operator's desk, and the table of what goes together (TRD-11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.queries.fund import fund, fund_lines
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11")]
PAGE = "/console/coupons/"


def test_written_started_and_ended_in_any_currency(desk: Client) -> None:
    today = timezone.localdate(now())
    typed = {
        "name": "Market days", "kind": "amount", "currency": "JPY", "amount": "500", "threshold": "3000",
        "audience": "new", "scope": "all", "per_buyer": "2", "budget_count": "100", "first": today.isoformat(),
        "last": (today + timedelta(days=2)).isoformat(),
    }  # fmt: skip
    where = desk.post(f"{PAGE}new/", typed).headers["Location"]
    made = Coupon.objects.get()
    assert (made.store_id, made.currency, made.amount_minor, made.budget_minor) == (None, "JPY", 500, 50_000)
    assert "JP¥500 off from JP¥3,000" in desk.get(where).content.decode()
    for move, state in (("start", "running"), ("end", "ended")):
        desk.post(f"{where}{move}/")
        made.refresh_from_db()
        assert made.state == state
    refused = desk.post(f"{PAGE}new/", typed | {"audience": "followers"})  # the marketplace has none
    assert refused.status_code == 422
    assert Coupon.objects.count() == 1


def test_the_table_shows_each_pair_with_the_policy_that_changes_it(desk: Client, policy_value: Any) -> None:
    coupon(name="Market days")
    stores = coupon(store(), name="Of a store")
    page = desk.get(PAGE).content.decode()
    assert "Market days" in page
    assert "Of a store" not in page
    assert desk.get(f"{PAGE}{stores.id}/").status_code == 404
    assert page.count("/console/policies/coupons.") == 3
    assert "Coupons of different stores never meet." in page
    before = page.count(">No<")
    policy_value("coupons.store_with_platform", "off")
    assert desk.get(PAGE).content.decode().count(">No<") == before + 1


def test_the_fund_tells_what_was_paid_held_and_is_still_open(
    desk: Client, settle: Callable[[], None], django_assert_max_num_queries: Any
) -> None:
    market = make_market()
    coupon(store(), name="Of a store")
    ours = coupon(amount_minor=500, per_buyer=3, budget_minor=10_000)
    coupon(currency="USD", amount_minor=300, state="draft")
    for number in range(3):
        market.put(market.tea)
        placed = place_order(viewer=market.buyer, wish=market.wish(coupons=[ours.id]))
        if number:
            pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    (eur,) = fund(Operator(new_id()))
    assert (eur.paid, eur.held, eur.open) == (Money(1000, "EUR"), Money(500, "EUR"), Money(8500, "EUR"))
    lines = fund_lines(Operator(new_id()), "EUR")
    assert [line.amount for line in lines] == [Money(-500, "EUR")] * 2
    with django_assert_max_num_queries(6):
        page = desk.get(f"{PAGE}fund/").content.decode()
    for words in ("€10.00", "€5.00", "€85.00", "An order with a coupon was paid"):
        assert words in page
    assert "USD" not in page
    assert 'href="/console/coupons/fund/"' in desk.get(PAGE).content.decode()


def test_an_empty_fund_says_so(desk: Client) -> None:
    assert "No coupons yet" in desk.get(f"{PAGE}fund/?currency=XXX&before=no").content.decode()
