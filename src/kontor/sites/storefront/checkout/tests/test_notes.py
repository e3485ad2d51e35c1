"""The note to the store: required on phones in some countries, and bound by the policy of messages (MSG-02, MSG-09)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.messaging import judging
from kontor.contexts.messaging.tests.written import strict
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.sites.storefront.checkout.tests.people import signed_in
from kontor.sites.storefront.messages.device import DESKTOP, PHONE, device_of

pytestmark = pytest.mark.django_db
HINT = {"HTTP_SEC_CH_UA_MOBILE": "?1"}
SAFARI = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1"}
FIREFOX = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"}
LAPTOP = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def market(db: None, monkeypatch: pytest.MonkeyPatch) -> Market:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return make_market()


@pytest.fixture
def client(market: Market) -> Client:
    made = Client()
    made.cookies["kontor_place"] = "ES.EUR.en"
    signed_in(made, market.account)
    for sku in (market.tea, market.lamp):
        made.post("/cart/add/", {"sku": str(sku.id), "quantity": "1"})
    return made


def form(client: Client, **more: Any) -> dict[str, str]:
    page, found = client.get("/checkout/").content.decode(), {}
    for name in ("key", "fingerprint", "address"):
        match = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
        assert match is not None
        found[name] = match.group(1)
    return {**found, "action": "place", "method": "alipay", **more}


def notes(market: Market, tea: str = "", lamp: str = "") -> dict[str, str]:
    return {f"note-{market.tea_house.id}": tea, f"note-{market.lamp_shop.id}": lamp}


@pytest.mark.rule("MSG-02")
@pytest.mark.parametrize("device", [HINT, SAFARI, FIREFOX, {**LAPTOP, **HINT}])
def test_on_a_phone_the_note_is_open_and_an_order_without_it_is_refused(
    client: Client, market: Market, device: dict[str, str]
) -> None:
    page = client.get("/checkout/", **device).content.decode()
    areas = re.findall(r'<textarea[^>]*name="note-[^>]*>', page)
    assert [" required" in area for area in areas] == [True, True]
    assert page.count("Add a message to seller") == 2
    for typed in (notes(market), notes(market, "\u200b \n", "Ring twice."), notes(market, "Ring twice.")):
        refused = client.post("/checkout/", form(client, **typed), **device)
        html = refused.content.decode()
        assert refused.status_code == 422
        missing = 2 if typed == notes(market) else 1
        assert len(re.findall(r"f-note-[0-9a-f-]+-error", html)) >= missing
        assert ("Ring twice." in html) == (missing == 1)
    assert not StoreOrder.objects.exists()
    done = client.post("/checkout/", form(client, **notes(market, "Ring twice.", "No hurry.")), **device)
    assert done.status_code == 302
    assert sorted(StoreOrder.objects.values_list("note", flat=True)) == ["No hurry.", "Ring twice."]


@pytest.mark.rule("MSG-02")
@pytest.mark.parametrize("device", [LAPTOP, {}, {**SAFARI, "HTTP_SEC_CH_UA_MOBILE": "?0"}])
def test_elsewhere_nobody_has_to_write(client: Client, market: Market, device: dict[str, str]) -> None:
    page = client.get("/checkout/", **device).content.decode()
    assert not re.search(r'<textarea[^>]*name="note-[^>]* required', page)
    assert client.post("/checkout/", form(client), **device).status_code == 302
    assert StoreOrder.objects.count() == 2


@pytest.mark.rule("MSG-02")
def test_the_countries_are_the_policys(client: Client, market: Market, policy_value: Any) -> None:
    policy_value("checkout.note_required_in", "FR BR")
    assert client.post("/checkout/", form(client), **HINT).status_code == 302  # it goes to Spain
    assert StoreOrder.objects.count() == 2


@pytest.mark.rule("MSG-02")
def test_the_note_costs_no_statement(client: Client, market: Market, django_assert_max_num_queries: Any) -> None:
    client.get("/checkout/", **HINT)
    with django_assert_max_num_queries(6):
        client.get("/checkout/", **HINT)


@pytest.mark.rule("MSG-09")
def test_a_note_that_leads_out_of_the_market_is_refused_at_its_field(client: Client, market: Market) -> None:
    with judging.instead(judge=strict):
        refused = client.post("/checkout/", form(client, **notes(market, "My WhatsApp: <b>1</b>", "No hurry.")))
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "“WhatsApp”: This leads out of the market." in html
    assert "<b>1</b>" not in html
    assert "No hurry." in html
    assert not StoreOrder.objects.exists()


@pytest.mark.parametrize(("device", "said"), [(HINT, PHONE), (SAFARI, PHONE), (LAPTOP, DESKTOP), ({}, DESKTOP)])
def test_what_a_browser_says_of_itself(rf: Any, device: dict[str, str], said: str) -> None:
    assert device_of(rf.get("/", **device)) == said
