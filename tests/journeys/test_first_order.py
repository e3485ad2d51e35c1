"""From “Sell on Kontor” to the first shipped order: a clerk who may print alone, an ERP that keeps the stock."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser
from requests_oauthlib import OAuth2Session

from tests.journeys.browser import Person
from tests.journeys.test_becoming_a_seller import bring_in, decide, fill_in, join_to_sell, two_steps
from tests.journeys.test_products import approve, at_console, picture
from tests.journeys.test_purchase import check_out, join, put_into_the_cart
from tests.support.market import Market, until

__all__ = ["two_steps"]
pytestmark = [
    pytest.mark.journey, pytest.mark.xdist_group("journeys"),
    pytest.mark.rule("SEL-01", "SEL-03", "SEL-04", "SEL-12", "SEL-30", "TRD-02"),
]  # fmt: skip
CALLBACK = "https://erp.example/kontor/callback"
SCOPES = ["orders:read", "products:read", "stock:write"]
NAME, SLUG = "Pharos Goods", "pharos-goods"


def open_store(seller: Person, operator: Person, market: Market) -> None:
    """Join, hand in the papers, and be let in."""
    bring_in(seller, join_to_sell(seller, market))
    fill_in(seller, market, f"+861380013{uuid4().int % 10_000:04}", NAME)
    seller.send("/seller/business/hand-in/")
    decide(operator, market, "sellers.business", SLUG, "approve")


def offer(seller: Person, operator: Person, market: Market) -> tuple[str, str]:
    """What parcels cost, and a first product of one SKU; the product's address and the SKU."""
    page = seller.page
    seller.open("/seller/freight/")
    seller.look()
    page.locator("select[name='rates.0.service']").select_option(index=1)
    for key, value in {"countries": "ES", "first_g": "1000", "first": "30", "step_g": "500", "step": "10"}.items():
        page.fill(f"[name='rates.0.{key}']", value)
    page.fill("[name='rates.0.min_days']", "9")
    page.fill("[name='rates.0.max_days']", "18")
    seller.press("main form[data-unsaved] button.btn-primary")
    seller.look()
    [(category,)] = market.rows(
        "SELECT c.id FROM catalogue_category c WHERE NOT EXISTS (SELECT 1 FROM catalogue_category d WHERE d.parent_id"
        " = c.id) AND NOT EXISTS (SELECT 1 FROM catalogue_attributedefinition a WHERE a.category_id = c.id AND"
        " a.required)"
        " ORDER BY c.id LIMIT 1"
    )
    seller.open(f"/seller/products/new/?category={category}")
    for name, value in {
        "title.en": "Pocket lantern", "description.en": "Small, and bright enough for a path.",
        "skus.0.code": "PL-1", "skus.0.price": "88", "skus.0.weight_g": "350",
    }.items():  # fmt: skip
        page.fill(f"[name='{name}']", value)
    page.set_input_files("[name=pictures]", [picture("#b9402a", "lantern")])
    page.locator("[data-shots] li").first.wait_for()
    seller.look()
    seller.press("button[name=act][value=submit]")
    seller.look()
    [(slug, number, code)] = market.rows(
        "SELECT p.slug, p.number, k.code FROM catalogue_product p JOIN catalogue_sku k ON k.product_id = p.id"
        " JOIN sellers_store s ON s.id = p.store_id WHERE s.slug = %s", SLUG,
    )  # fmt: skip
    approve(operator, str(number))
    return f"/p/{slug}-{number}/", code


def connect_erp(seller: Person, market: Market, monkeypatch: pytest.MonkeyPatch) -> OAuth2Session:
    """Register a program, and let it work for the store: the consent is read and given in the browser."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the client's own guard: the test has no TLS
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")  # scopes come back in the table's order
    page = seller.page
    seller.open("/seller/programs/new/")
    seller.look()
    seller.fill(name="Warehouse Bridge", contact="makers@erp.example", redirect_uris=CALLBACK)
    page.locator("main input[name=kind]").first.check()
    for scope in SCOPES:
        page.locator(f"main input[name=scopes][value='{scope}']").check()
    seller.press("main form[enctype] button.btn-primary")
    seller.look()
    client, secret = page.locator("main dl code").nth(0).inner_text(), page.locator("#secret").inner_text()

    erp = OAuth2Session(client, redirect_uri=CALLBACK, scope=SCOPES, pkce="S256")
    address, _state = erp.authorization_url(f"{market.url}/seller/programs/consent/")
    seller.open(address)
    seller.look()
    assert "Warehouse Bridge" in seller.text()
    away = page.context.new_page()  # it ends at an address that nobody serves, and the browser takes its time to say so
    away.goto(address)
    with away.expect_request(re.compile(r"https://erp\.example/.*")) as sent_back:
        away.locator("button[name=decision][value=allow]").click()
    away.close()
    erp.fetch_token(
        f"{market.url}/oauth/token", authorization_response=sent_back.value.url, client_secret=secret,
        include_client_id=True,
    )  # fmt: skip
    return erp


def hire(seller: Person, clerk: Person, market: Market) -> None:
    """Invite a clerk who may print labels and nothing else; the clerk joins by the mail's link."""
    seller.open("/seller/members/invite/?role=clerk")
    seller.look()
    address = join_to_sell(clerk, market)
    seller.fill(email=address)
    seller.press("main form[data-once] button.btn-primary")
    seller.look()

    def link() -> str:
        rows = market.rows('SELECT text FROM platform_message WHERE "to" = %s ORDER BY id DESC', address)
        found = [re.search(r"(/seller/invitation/\S+?/\S+?/)(?=\s|$)", text) for (text,) in rows]
        return next((each[1] for each in found if each), "")

    bring_in(clerk, address, home="/seller/invitation/")
    clerk.open(until(link, "the mail with the invitation"))
    clerk.look()
    clerk.press("main form[data-once] button.btn-primary")
    clerk.look()


def on_hand(erp: OAuth2Session, market: Market, code: str, units: int) -> None:
    """The ERP says how many there are, and reads the same back."""
    told = erp.post(
        f"{market.url}/api/v1/seller/stock", json={"items": [{"sku": code, "on_hand": units}]},
        headers={"Idempotency-Key": uuid4().hex},
    )  # fmt: skip
    assert told.status_code == 200, told.text
    rows = market.rows(
        "SELECT t.on_hand FROM inventory_stock t JOIN catalogue_sku k ON k.id = t.sku_id JOIN sellers_store s"
        " ON s.id = k.store_id WHERE s.slug = %s AND k.code = %s", SLUG, code,
    )  # fmt: skip
    assert rows == [(units,)], rows


@pytest.mark.usefixtures("two_steps")
def test_from_sell_on_kontor_to_the_first_shipped_order(
    market: Market, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    seller, clerk, buyer = (
        Person(browser, market.url, width=width, language="en") for width in (1280, 1280, 390)
    )  # fmt: skip
    operator = at_console(browser, market)
    open_store(seller, operator, market)
    until(
        lambda: market.rows("SELECT 1 FROM inventory_warehouse w JOIN sellers_store s ON s.id = w.store_id"
                            " WHERE s.slug = %s", SLUG),
        "the new store has a place for its goods",
    )  # fmt: skip
    product, code = offer(seller, operator, market)
    erp = connect_erp(seller, market, monkeypatch)
    on_hand(erp, market, code, 3)
    hire(seller, clerk, market)

    join(buyer, market)
    buyer.open(product)
    buyer.look()
    put_into_the_cart(buyer)
    check_out(buyer, market)
    [(number,)] = market.rows(
        "SELECT o.number FROM orders_storeorder o JOIN sellers_store s ON s.id = o.store_id WHERE s.slug = %s", SLUG
    )
    listed = erp.get(f"{market.url}/api/v1/seller/orders", params={"state": "to_ship"}).json()["items"]
    assert [each["number"] for each in listed] == [str(number)]

    clerk.open("/seller/orders/?tab=to_ship")
    clerk.look()
    assert str(number) in clerk.text()
    clerk.open(f"/seller/orders/{number}/slip/")  # nothing is printed for the Union without a number it knows (SEL-04)
    assert "IOSS" in clerk.page.locator("body").inner_text()
    clerk.troubles = [said for said in clerk.troubles if "409" not in said]
    seller.open("/seller/tax/")
    seller.fill(destination="EU", kind="ioss", number="IM3720000224")
    seller.send("/seller/tax/", "button.btn-primary")
    seller.look()
    clerk.open(f"/seller/orders/{number}/slip/")
    clerk.look()
    assert "Calle Mayor 5" in clerk.text()  # a label without an address is none
    clerk.open(f"/seller/orders/{number}/")
    assert clerk.page.locator("main form[action$='/ship/']").count() == 0
    refused = clerk.page.request.get(f"{market.url}/seller/balance/")
    assert refused.status == 403

    seller.open(f"/seller/orders/{number}/")
    seller.look()
    seller.press("button[name=how][value=book]")
    seller.look()
    assert market.rows("SELECT state FROM orders_storeorder WHERE number = %s", number) == [("shipped",)]
    assert erp.get(f"{market.url}/api/v1/seller/orders", params={"state": "to_ship"}).json()["items"] == []
    on_hand(erp, market, code, 2)
    buyer.open(f"/account/orders/{number}/")
    buyer.look()
    assert seller.troubles + clerk.troubles + operator.troubles + buyer.troubles == []
    for person in (seller, clerk, operator, buyer):
        person.leave()
