"""Programs order with coupons and coins: the price quoted is the price charged, and what is refused changes nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import Market, make_address
from kontor.contexts.coins.models import Hold, Purse
from kontor.contexts.coins.tests.factories import fund, give, takes_coins
from kontor.contexts.coupons.models import Claim, Coupon, Use
from kontor.contexts.coupons.policy import CODE_TRIES
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.tests.factories import Played
from kontor.platform.idempotency.models import StoredAnswer
from kontor.platform.verify import names, run
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.people import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11", "COI-07")]


@pytest.fixture
def rich(market: Market) -> Market:
    """5,000 coins, a coupon of the tea house (¥10), one with a code (¥20), and one of the platform (€2)."""
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id)
    give(market.buyer, 5000, market.tea_house)
    market.extra["own"] = coupon(market.tea_house, amount_minor=1000)
    market.extra["coded"] = coupon(market.tea_house, amount_minor=2000, code="TEATIME")
    market.extra["platform"] = coupon(amount_minor=200, per_buyer=3)
    return market


def _lines(market: Market) -> list[dict[str, object]]:
    return [{"sku_id": str(market.tea.id), "quantity": 2}, {"sku_id": str(market.lamp.id), "quantity": 1}]


def _wanted(market: Market, **more: object) -> dict[str, object]:
    wanted = {"lines": _lines(market), "address_id": str(market.address.id), "payment_method": "instant"}
    return wanted | more


def _quote(me: Program, market: Market, **more: object) -> Any:
    return fits(me.send("POST", "/quote", {"country": "ES", "lines": _lines(market)} | more), "/quote", "post")


def _sums_up(body: Any) -> bool:
    off = sum(each["amount"]["minor"] for each in body["reductions"])
    return bool(body["total"]["minor"] == sum(body[part]["minor"] for part in ("goods", "shipping", "tax")) - off)


def test_the_price_quoted_is_the_price_charged(rich: Market, gateway: Played) -> None:
    me = Program(rich.account)
    plain = _quote(me, rich)
    assert (plain["reductions"], plain["coupons"], plain["coins"]) == ([], None, None)
    offered = _quote(me, rich, coupons=[], coins=0)
    assert {each["id"]: each["chosen"] for each in offered["coupons"]} == {
        str(rich.extra["own"].id): False, str(rich.extra["platform"].id): False,
    }  # fmt: skip
    assert (offered["coins"]["have"], offered["coins"]["used"], offered["total"]) == (5000, 0, plain["total"])
    best = _quote(me, rich, coupons="best", coins="max")
    assert [each["code"] for each in best["reductions"]] == ["store_coupon", "platform_coupon", "coins"]
    assert (best["coins"]["used"], best["coins"]["amount"]) == (best["coins"]["most"], best["coins"]["most_amount"])
    assert _sums_up(best)
    wish = {"coupons": "best", "coins": "max", "fingerprint": best["fingerprint"]}
    changed = me.order(_wanted(rich, **wish | {"fingerprint": plain["fingerprint"]}))
    assert (changed.status_code, fits(changed, "/checkout", "post")["code"]) == (409, "ERR_QUOTE_CHANGED")
    body = fits(me.order(_wanted(rich, **wish)), "/checkout", "post")
    assert (body["state"], body["total"], body["reductions"]) == ("paid", best["total"], best["reductions"])
    assert Hold.objects.get().coins == best["coins"]["used"]
    assert [finding for name in names() for finding in run(name)] == []


def test_named_ones_and_a_number_of_coins(rich: Market, gateway: Played) -> None:
    me, platform = Program(rich.account), str(rich.extra["platform"].id)
    quote = _quote(me, rich, coupons=[platform], coins=300)
    used = quote["coins"]["used"]
    assert 0 < used <= 300  # no more than whole cents need
    body = fits(me.order(_wanted(rich, coupons=[platform], coins=used)), "/checkout", "post")
    assert body["total"] == quote["total"]
    assert [each["coins"] for each in body["reductions"]] == [0, used]
    assert Purse.objects.get().coins == 5000 - used
    assert fits(me.order(_wanted(rich), "k-2"), "/checkout", "post")["reductions"] == []


def test_a_code_is_typed_once_and_the_purchase_sent_again_is_the_same(rich: Market, gateway: Played) -> None:
    me, coded = Program(rich.account), rich.extra["coded"]
    quote = _quote(me, rich, coupon_codes=["teatime"])
    assert [each["coupon_id"] for each in quote["reductions"]] == [str(coded.id)]
    assert Claim.objects.get(coupon_id=coded.id).uses == 0
    wanted = _wanted(rich, coupon_codes=["TEATIME"], fingerprint=quote["fingerprint"])
    first = me.order(wanted)
    assert fits(first, "/checkout", "post")["total"] == quote["total"]
    Coupon.objects.filter(id=coded.id).update(state="ended")  # what has been ordered has been ordered
    assert me.order(wanted).content == first.content
    StoredAnswer.objects.all().delete()
    assert me.order(wanted).json()["number"] == first.json()["number"]
    assert (BuyerOrder.objects.count(), Use.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"coupon_codes": ["NOSUCH"]}, 422, "ERR_COUPON_CODE"),
        ({"coupon_codes": ["FORNEW"]}, 409, "ERR_COUPON_NOT_FOR_YOU"),
        ({"coupons": ["01a1fc98-27d9-7208-86f4-0cbb098cc9ee"]}, 409, "ERR_COUPONS_CHANGED"),
        ({"coupons": ["01a1fc98-27d9-7208-86f4-0cbb098cc9ee"], "coins": "max"}, 409, "ERR_COUPONS_CHANGED"),
        ({"coins": 5001}, 409, "ERR_COINS_CHANGED"),
        ({"coins": -1}, 422, None),
        ({"coins": "all"}, 422, None),
        ({"coupons": "worst"}, 422, None),
        ({"coupon_codes": [""]}, 422, None),
        ({"coupon_codes": ["A1B2"] * 6}, 422, None),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_code(
    rich: Market, gateway: Played, asked: dict[str, object], status: int, code: str | None
) -> None:
    me = Program(rich.account)
    assert me.order(_wanted(rich), "before").status_code == 201
    coupon(code="FORNEW", audience="new")
    response = me.order(_wanted(rich, **asked))
    body = fits(response, "/checkout", "post")
    assert (response.status_code, body["code"] if code else None) == (status, code)
    if "coupon_codes" in asked and code:
        assert list(body["fields"]) == ["coupon_codes"]
    assert (BuyerOrder.objects.count(), Purse.objects.get().held, Use.objects.count()) == (1, 0, 0)


def test_codes_are_not_guessed_at_will_through_orders_that_are_refused(rich: Market, gateway: Played) -> None:
    me = Program(rich.account)
    for number in range(CODE_TRIES.int()):
        assert me.order(_wanted(rich, coupon_codes=[f"GUESS{number}"]), f"k-{number}").status_code == 422
    response = me.order(_wanted(rich, coupon_codes=["TEATIME"]), "k-last")
    assert (response.status_code, fits(response, "/checkout", "post")["code"]) == (429, "ERR_TOO_MANY")
    assert not Claim.objects.exists()


def test_nobody_uses_the_coupons_and_coins_of_another(rich: Market, gateway: Played) -> None:
    Program(rich.account).send("POST", "/quote", {"lines": _lines(rich), "coupon_codes": ["TEATIME"]})
    stranger = make_account(country="ES")
    me, address = Program(stranger), make_address(stranger.id)
    quote = _quote(me, rich, coupons=[], coins="max")
    assert str(rich.extra["coded"].id) not in [each["id"] for each in quote["coupons"]]
    assert (quote["coins"]["have"], quote["coins"]["used"]) == (0, 0)
    for asked in ({"coupons": [str(rich.extra["coded"].id)]}, {"coins": 100}):
        assert me.order(_wanted(rich, address_id=str(address.id), **asked)).status_code == 409
    assert not BuyerOrder.objects.exists()


def test_without_them_nothing_is_asked(rich: Market, gateway: Played) -> None:
    me = Program(rich.account)
    me.order(_wanted(rich), "warm")
    _quote(me, rich, coupons="best", coins="max")
    bought = _asked(me, "/checkout", _wanted(rich), "measured")
    quoted = _asked(me, "/quote", {"country": "ES", "lines": _lines(rich)})
    for queries in (bought, quoted):
        assert not [sql for sql in queries if re.search("coupons_|coins_(purse|lot|hold|product|coinaccount)", sql)]
    both = _asked(me, "/quote", {"country": "ES", "lines": _lines(rich), "coupons": "best", "coins": "max"})
    assert len(both) == len(quoted) + 2


def _asked(me: Program, path: str, body: Any, key: str = "") -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        response = me.send("POST", path, body, **({"Idempotency-Key": key} if key else {}))
    assert response.status_code in (200, 201)
    return [query["sql"].lstrip() for query in queries]
