"""From the partner's link over the order to the page, in browsers (BUY-12)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.promotions.models import CashbackClick, CashbackPartner, CashbackReward
from kontor.contexts.promotions.rules import signature
from kontor.contexts.promotions.services.register_partner import register_partner
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.sites.console.tests.people import browser, operator
from kontor.sites.storefront.account.tests.visitor import texts
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-12")]

FORM = {"name": "Shop & Save", "slug": "shop-save", "percent": "10", "cookie_days": "30"}
PAGE = "/account/cashback/"


@pytest.fixture
def market() -> Market:
    return make_market()


@pytest.fixture
def secret() -> str:
    return register_partner(by=Operator(new_id()), **FORM).secret


@pytest.fixture
def client() -> Client:
    result = Client()
    result.cookies["kontor_place"] = "ES.EUR.en"
    return result


@pytest.fixture
def _played(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})


def order(client: Client, market: Market) -> None:
    """Buy a lamp by the pages."""
    client.post("/cart/add/", {"sku": str(market.lamp.id), "quantity": "1"})
    page = client.get("/checkout/").content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(key|fingerprint)" value="([^"]*)"', page))
    sent = {"action": "place", "address": str(market.address.id), "method": "alipay", **fields}
    answer = client.post("/checkout/", sent)
    assert answer.status_code in {302, 303}, texts(answer)[-2000:]


@pytest.mark.usefixtures("_played")
def test_a_link_an_order_a_reward(
    client: Client, market: Market, secret: str, settle: Callable[[], None], django_assert_max_num_queries: Any
) -> None:
    came = client.get("/go/shop-save/?to=/cart/&click=abc-1")
    assert (came.status_code, came["Location"]) == (302, "/cart/")
    kept = client.cookies["kontor_go"]
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", pytest.approx(30 * 86400, abs=2))
    assert "abc-1" not in kept.value
    signed_in(client, market.account)
    assert "No cashback yet" in texts(client.get(PAGE))
    order(client, market)
    settle()
    reward = CashbackReward.objects.get()
    assert (reward.buyer_id, reward.click_reference, reward.state) == (market.account.pk, "abc-1", "tracked")
    with django_assert_max_num_queries(4):
        page = client.get(PAGE)
    assert "Reading lamp" in texts(page)
    assert "Through Shop & Save" in texts(page).replace("&amp;", "&")
    assert "It counts as soon as it is paid" in texts(page)
    CashbackReward.objects.update(state="confirmed")
    body = json.dumps({"reference": reward.reference, "state": "paid"}).encode()
    headers = {"kontor-signature": signature(secret, int(clock.now().timestamp()), body)}
    for fresh in (True, False):
        answer = Client().post("/hooks/cashback/shop-save/", body, content_type="application/json", headers=headers)
        assert (answer.status_code, answer.json()) == (200, {"taken": True, "fresh": fresh})
    assert "Paid out" in texts(client.get(PAGE))
    stranger = signed_in(Client(), make_account())
    assert "Reading lamp" not in texts(stranger.get(PAGE))
    assert Client().get(PAGE).status_code == 302


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/x", "/\\evil.example", ""])
def test_a_partner_s_link_leads_nowhere_else(client: Client, target: str) -> None:
    assert client.get("/go/shop-save/", {"to": target})["Location"] == "/"


@pytest.mark.usefixtures("secret")
def test_what_notes_no_click(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/go/nobody/?to=/cart/")["Location"] == "/cart/"
    assert client.get("/go/shop-save/?to=/cart/", headers={"sec-fetch-dest": "image"})["Location"] == "/cart/"
    CashbackPartner.objects.update(open=False)
    assert client.get("/go/shop-save/?to=/cart/")["Location"] == "/cart/"
    assert "kontor_go" not in client.cookies
    assert not CashbackClick.objects.exists()
    CashbackPartner.objects.update(open=True)
    from kontor.kernel import policy

    monkeypatch.setattr(policy, "_source", lambda name: 5 if name == "promotions.clicks_per_place" else None)
    for _ in range(7):
        assert client.get("/go/shop-save/").status_code == 302
    assert CashbackClick.objects.count() == 5


@pytest.mark.usefixtures("_played", "secret")
@pytest.mark.parametrize("cookie", ["forged", "", "x:y:z"])
def test_a_forged_cookie_is_nobody_s_click(
    client: Client, market: Market, settle: Callable[[], None], cookie: str
) -> None:
    client.cookies["kontor_go"] = cookie
    signed_in(client, market.account)
    order(client, market)
    settle()
    assert not CashbackReward.objects.exists()


def test_a_forged_message_is_refused(secret: str) -> None:
    body = b'{"reference":"x","state":"paid"}'
    for header, status in (("", 403), (signature("guess", 1, body), 403)):
        answer = Client().post(
            "/hooks/cashback/shop-save/", body, content_type="application/json", headers={"kontor-signature": header}
        )
        assert answer.status_code == status
    right = {"kontor-signature": signature(secret, int(clock.now().timestamp()), body)}
    answer = Client().post("/hooks/cashback/shop-save/", body, content_type="application/json", headers=right)
    assert answer.status_code == 404


def test_the_operator_registers_and_closes_a_partner() -> None:
    desk = browser(operator())
    assert "No partner yet" in texts(desk.get("/console/cashback/"))
    wrong = desk.post("/console/cashback/", FORM | {"percent": "99"})
    assert wrong.status_code == 422
    assert 'value="Shop &amp; Save"' in wrong.content.decode()
    assert not CashbackPartner.objects.exists()
    made = desk.post("/console/cashback/", FORM)
    shown = re.search(r'id="secret">([^<]+)<', made.content.decode())
    assert shown is not None
    assert shown[1] not in desk.get("/console/cashback/").content.decode()  # shown once
    assert "/go/shop-save/" in texts(desk.get("/console/cashback/"))
    assert desk.post("/console/cashback/shop-save/switch/", {"on": "0"}).status_code == 302
    assert CashbackPartner.objects.get().open is False
    for other in (browser(None), browser(make_account()), browser(make_account(audience="seller"))):
        assert other.post("/console/cashback/", FORM | {"slug": "mine"}).status_code in {302, 401, 403}
    assert CashbackPartner.objects.count() == 1
