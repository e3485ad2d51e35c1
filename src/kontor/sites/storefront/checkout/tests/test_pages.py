"""Cart, checkout and payment through Django's client."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontor.contexts.checkout.models import CartLine
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.models import Intent
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.providers.protocol import Status
from kontor.contexts.payments.tests.factories import Played
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = pytest.mark.django_db
PLACE = "ES.EUR.en"


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def market() -> Market:
    return make_market()


@pytest.fixture
def client() -> Client:
    result = Client()
    result.cookies["kontor_place"] = PLACE
    return result


def _add(client: Client, market: Market, **more: Any) -> Any:
    return client.post("/cart/add/", {"sku": str(market.tea.id), "quantity": "2", **more})


@pytest.mark.rule("TRD-05")
def test_a_visitors_cart_shows_the_whole_cost_before_any_address(client: Client, market: Market) -> None:
    assert _add(client, market).headers["Location"] == "/cart/"
    page = client.get("/cart/").content.decode()
    assert "Dragon Well tea" in page
    # goods 18.40, delivery 4.60, tax 4.83
    for figure in ("€18.40", "€4.60", "€4.83", "€27.83"):
        assert figure in page
    assert client.cookies["kontor_cart_count"].value == "2"


def _part(client: Client, target: str, path: str, form: dict[str, str]) -> Any:
    """Sent by a page that stays where it is."""
    return client.post(path, form, headers={"HX-Request": "true", "HX-Target": target})


@pytest.mark.rule("TRD-05")
def test_a_product_page_stays_when_goods_are_put_in(client: Client, market: Market) -> None:
    goods = {"sku": str(market.tea.id), "quantity": "2"}
    with CaptureQueriesContext(connection) as spent:
        answer = _part(client, "added", "/cart/add/", goods)
    assert len(spent) <= 7  # savepoints of the test among them
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "It is in your cart." in said
    assert 'id="cart-count" hx-swap-oob="true"' in said
    assert "<html" not in said
    assert client.cookies["kontor_cart_count"].value == "2"
    assert _part(client, "added", "/cart/add/", {**goods, "then": "checkout"})["HX-Redirect"] == "/checkout/"
    refused = _part(client, "added", "/cart/add/", {**goods, "quantity": "5000"})
    assert refused.status_code == 422
    assert 'data-kind="error"' in refused.content.decode()
    assert CartLine.objects.get().quantity == 4


@pytest.mark.rule("TRD-05")
def test_another_way_of_delivery_brings_the_form_alone(client: Client, market: Market) -> None:
    signed_in(client, market.account)
    _add(client, market)
    form = {**_form(client, market), "action": "update"}
    part = _part(client, "checkout", "/checkout/", form).content.decode()
    whole = client.post("/checkout/", form).content.decode()
    assert part.startswith('<form class="grid')
    assert "<html" not in part
    assert part.split("csrfmiddlewaretoken")[1].split(">", 1)[1].strip()[:500] in whole


@pytest.mark.rule("TRD-05")
def test_an_address_that_is_not_mine_orders_nothing(client: Client, market: Market) -> None:
    signed_in(client, market.account)
    _add(client, market)
    for address in ("", "nonsense", "0199a000-0000-7000-8000-000000000000"):
        answer = client.post("/checkout/", _form(client, market, address=address))
        assert answer.status_code in (404, 422)
        assert 'href="#f-address"' in answer.content.decode()
    assert BuyerOrder.objects.count() == 0


@pytest.mark.rule("TRD-05")
def test_the_visitors_cart_goes_with_the_buyer_who_signs_in(client: Client, market: Market) -> None:
    _add(client, market)
    signed_in(client, market.account)
    page = client.get("/checkout/").content.decode()
    assert "Dragon Well tea" in page
    assert CartLine.objects.get().cart.buyer_id == market.account.id


def test_checkout_sends_a_visitor_to_sign_in_and_back(client: Client) -> None:
    assert client.get("/checkout/").headers["Location"] == "/sign-in/?next=%2Fcheckout%2F"


def _form(client: Client, market: Market, **more: str) -> dict[str, str]:
    page = client.get("/checkout/").content.decode()
    values = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "fingerprint")}
    return {**values, "address": str(market.address.id), "method": "card", "action": "place", **more}


@pytest.mark.rule("TRD-05")
@pytest.mark.rule("TRD-06")
def test_two_clicks_and_back_are_one_order_and_one_payment(client: Client, market: Market, played: Played) -> None:
    signed_in(client, market.account)
    _add(client, market)
    form = _form(client, market)
    first = client.post("/checkout/", form)
    second = client.post("/checkout/", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert first.headers["Location"].startswith("https://pay.example/")
    assert (BuyerOrder.objects.count(), Intent.objects.count(), played.begun) == (1, 1, 1)


@pytest.mark.rule("TRD-05")
def test_a_changed_price_is_shown_and_asked_again_with_everything_typed_kept(
    client: Client, market: Market, played: Played
) -> None:
    signed_in(client, market.account)
    _add(client, market)
    note = f"note-{market.tea_house.id}"
    form = _form(client, market, **{note: "Ring twice"})
    type(market.tea).objects.filter(id=market.tea.id).update(price_minor=8000)
    answer = client.post("/checkout/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has changed since you looked" in page
    assert "Ring twice" in page
    assert "€20.44" in page  # 2 × ¥80.00
    assert BuyerOrder.objects.count() == 0
    assert client.post("/checkout/", _form(client, market)).status_code == 302


@pytest.mark.rule("TRD-06")
def test_the_return_asks_the_provider_and_not_the_address_bar(client: Client, market: Market, played: Played) -> None:
    signed_in(client, market.account)
    _add(client, market)
    client.post("/checkout/", _form(client, market))
    number = BuyerOrder.objects.get().number
    assert "The payment is open" in client.get(f"/pay/{number}/return/?trade_status=TRADE_SUCCESS").content.decode()
    played.status = Status.PAID
    assert "it is paid" in client.get(f"/pay/{number}/return/").content.decode()
    assert client.get(f"/pay/{number}/").headers["Location"] == f"/pay/{number}/return/"


@pytest.mark.rule("TRD-06")
def test_a_provider_that_is_down_leaves_the_order_and_says_so(client: Client, market: Market, played: Played) -> None:
    signed_in(client, market.account)
    _add(client, market)
    played.status = None
    page = client.post("/checkout/", _form(client, market), follow=True).content.decode()
    assert "does not answer" in page
    assert BuyerOrder.objects.get().state == "awaiting_payment"


@pytest.mark.rule("ACC-04")
def test_mainland_china_pays_by_alipay_unionpay_and_wechat_only(client: Client, market: Market, played: Played) -> None:
    from kontor.contexts.accounts.models import Account

    Account.objects.filter(id=market.account.id).update(country="CN")
    market.account.refresh_from_db()
    signed_in(client, market.account)
    _add(client, market)
    page = client.get("/checkout/").content.decode()
    assert 'value="alipay"' in page
    assert 'value="unionpay"' in page
    assert 'value="card"' not in page
    assert 'value="wechat_pay"' not in page  # this product does not allow it
    client.post("/checkout/", _form(client, market, method="wechat_pay"))
    assert Intent.objects.get().method == "alipay"  # whatever somebody sends
    _add(client, market)
    type(market.tea.product).objects.update(wechat_pay=True)
    assert 'value="wechat_pay"' in client.get("/checkout/").content.decode()


@pytest.mark.rule("ACC-04")
def test_a_second_try_by_wechat_only_where_all_goods_of_the_order_allow_it(
    client: Client, market: Market, played: Played
) -> None:
    from kontor.contexts.accounts.models import Account

    Account.objects.filter(id=market.account.id).update(country="CN")
    market.account.refresh_from_db()
    signed_in(client, market.account)
    page = f"/pay/{market.place({'tea': 1, 'lamp': 1}).number}/"
    type(market.tea.product).objects.filter(id=market.tea.product_id).update(wechat_pay=True)  # the lamp does not
    assert 'value="wechat_pay"' not in client.get(page).content.decode()
    assert client.post(page, {"method": "wechat_pay"}).status_code == 422
    assert not Intent.objects.exists()
    type(market.tea.product).objects.update(wechat_pay=True)
    assert 'value="wechat_pay"' in client.get(page).content.decode()
    assert client.post(page, {"method": "wechat_pay"}).headers["Location"].startswith("https://pay.example/")
    assert Intent.objects.get().method == "wechat_pay"


@pytest.mark.rule("TRD-05")
def test_a_strangers_order_looks_like_an_absent_one(client: Client, market: Market, played: Played) -> None:
    from kontor.contexts.accounts.tests.factories import make_account

    placed = market.place({"tea": 1})
    signed_in(client, make_account())
    foreign, absent = client.get(f"/pay/{placed.number}/"), client.get("/pay/1234567890123456/")
    assert foreign.status_code == absent.status_code == 404
    assert _bare(foreign) == _bare(absent)


def _bare(answer: Any) -> str:
    """The body without what differs from request to request: its id, the CSRF token, the address asked for."""
    body = answer.content.decode().replace(answer.headers["X-Request-Id"], "")
    return re.sub(r"\d{16}", "", re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", body))


@pytest.mark.parametrize("language", ["zh-hans", "bg"])
def test_the_pages_speak_the_readers_language(client: Client, market: Market, played: Played, language: str) -> None:
    client.cookies["kontor_place"] = f"ES.EUR.{language}"
    signed_in(client, market.account)
    _add(client, market)
    assert f'lang="{language}"' in client.get("/cart/").content.decode().lower()


def test_budgets(
    client: Client, market: Market, played: Played, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    signed_in(client, market.account)
    _add(client, market)
    client.get("/cart/")
    with django_assert_max_num_queries(5):
        client.get("/cart/")
    with django_assert_max_num_queries(6):
        client.get("/checkout/")
    form = _form(client, market)
    with django_assert_max_num_queries(40):
        client.post("/checkout/", form)


@pytest.mark.rule("TRD-05")
def test_a_quantity_that_is_not_possible_is_shown_again_as_typed(client: Client, market: Market) -> None:
    _add(client, market)
    answer = client.post("/cart/change/", {"sku": str(market.tea.id), "quantity": "1000"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-quantity-{market.tea.id}"' in page
    assert 'value="1000"' in page
    assert "Choose a quantity from 1 to 999." in page
    assert CartLine.objects.get().quantity == 2


@pytest.mark.rule("TRD-05")
def test_a_note_that_is_too_long_is_led_to(client: Client, market: Market) -> None:
    signed_in(client, market.account)
    _add(client, market)
    note = f"note-{market.tea_house.id}"
    answer = client.post("/checkout/", _form(client, market, **{note: "x" * 501}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-{note}"' in page
    assert f'id="f-{note}"' in page
    assert BuyerOrder.objects.count() == 0
