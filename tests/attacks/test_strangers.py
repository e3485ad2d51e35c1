"""Somebody else's number or id in the address: 404, with the same body as for one that does not exist (BUY-02, SEL-03).

The table must name every address of the storefront and the Seller Center that holds a number or an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLResolver, reverse

from tests.attacks.conftest import World
from tests.attacks.shopper import Shopper

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("BUY-02", "TRD-07")]

NOBODYS_NUMBER = 4_242_424_242_424_242
# Names of addresses that belong to a buyer or a store → which of the victim's things they hold.
BUYERS = {
    "pay": "purchase", "pay_return": "purchase", "pay_cancel": "purchase",
    "purchase": "order", "purchase_tracking": "order", "purchase_receive": "order", "purchase_cancel": "order",
    "own_archive": "archive", "change_address": "address", "remove_address": "address", "default_address": "address",
    "payment_bound": "agreement", "payment_default": "agreement", "payment_remove": "agreement",
    "notice": "notice", "wish_list": "wish list", "wish_item": "wish",
}  # fmt: skip
SELLERS = {
    "seller_switch": "store",
    "seller_order": "order", "seller_ship": "order", "seller_slip": "order", "seller_cancel": "order",
    "seller_product": "product", "seller_product_submit": "product", "seller_product_delist": "product",
    "seller_product_relist": "product", "seller_news_remove": "news",
    "seller_program": "program", "seller_program_secret": "program", "seller_program_certify": "program",
    "seller_program_remove": "program", "seller_program_end": "grant",
    "seller_filter_forget": "filter", "seller_tax_remove": "tax number",
    "seller_bulk_run": "bulk run", "seller_bulk_start": "bulk run", "seller_bulk_undo": "bulk run",
    "seller_webhook": "webhook", "seller_webhook_secret": "webhook", "seller_webhook_test": "webhook",
    "seller_webhook_again": "webhook", "seller_webhook_remove": "webhook", "seller_webhook_message": "webhook message",
    "seller_import": "import", "seller_import_apply": "import", "seller_import_cancel": "import",
    "seller_import_rejected": "import", "seller_export_cancel": "export", "seller_export_file": "export",
}  # fmt: skip
# Nobody's, or opened by a secret in the address.
OPEN = {
    "identity_add",
    "cashback_go",
    "disconnect",
    "social_leave",
    "social_return",
    "follow_store",
    "unsubscribe",
    "wish_shared",
    "category",
    "product",
    "store",
    "help_page",
    "verify",
    "not_me",
    "new_password",
    "seller_business_stage",  # a stage's name: whose business it is follows from who is signed in
    "seller_business_change",
    "seller_new_password",
    "seller_statement",
    "seller_sheet_template",
    None,
}
GOES_HOME = {"seller_switch"}  # a link that changes nothing: it leads home for a foreign and for an absent store alike


def _named(patterns: list[Any]) -> Iterator[str | None]:
    """Names of all addresses that hold a part which varies."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _named(entry.url_patterns)
        elif entry.pattern.regex.groups:
            yield entry.name


@pytest.mark.parametrize(("site", "table"), [("storefront", BUYERS), ("seller_center", SELLERS)])
def test_every_address_with_a_number_or_an_id_is_in_the_table(site: str, table: dict[str, str]) -> None:
    found = set(_named(import_module(f"kontor.sites.{site}.urls").urlpatterns))
    assert found - OPEN == set(table)


@dataclass
class Victim:
    """Somebody's paid purchase, and what belongs to it."""

    buyer: Shopper
    values: dict[str, list[Any]]
    before: list[Any]


def _facts(world: World, buyer: Shopper) -> list[Any]:
    rows = world.market.rows
    return [
        rows("SELECT state FROM orders_buyerorder WHERE buyer_id = %s ORDER BY id", buyer.id),
        rows("SELECT state FROM orders_storeorder WHERE buyer_id = %s ORDER BY id", buyer.id),
        rows("SELECT * FROM buyers_address WHERE buyer_id = %s ORDER BY id", buyer.id),
        rows("SELECT * FROM catalogue_product WHERE id = %s", world.people["tea_product"]),
        rows("SELECT * FROM integrations_application"),
        rows("SELECT ended_at FROM integrations_grant"),
    ]


@pytest.fixture(scope="module")
def victim(running: World) -> Victim:
    buyer = running.buyer()
    bought = buyer.order(running.tea, method="instant")
    assert "it is paid" in bought.return_page().text
    buyer.order(running.tea, method="alipay")  # one that waits for money
    rows = running.market.rows
    orders = [n for (n,) in rows("SELECT number FROM orders_storeorder WHERE buyer_id = %s", buyer.id)]
    purchases = [n for (n,) in rows("SELECT number FROM orders_buyerorder WHERE buyer_id = %s", buyer.id)]
    buyer.post("/account/data/export/")
    asked = rows("SELECT id FROM privacy_privacyrequest WHERE account_id = %s AND kind = 'export'", buyer.id)
    [(wishes,)] = rows(
        "INSERT INTO buyers_wishlist (id, buyer_id, name, created_at) VALUES (uuidv7(), %s, '', now()) RETURNING id",
        buyer.id,
    )
    rows(
        "INSERT INTO buyers_wishitem (id, list_id, buyer_id, product_id, product_number, price_minor, currency,"
        " missing, note, added_at) SELECT uuidv7(), %s, %s, id, number, 1, 'CNY', false, '', now()"
        " FROM catalogue_product WHERE id = %s RETURNING id",
        wishes, buyer.id, running.people["tea_product"],
    )  # fmt: skip
    buyer.post("/account/payments/bind/", {"method": "alipay"})
    running.seller("tea").post("/seller/tax/", {"destination": "EU", "kind": "ioss", "number": "IM3720000224"})
    running.seller("tea").post("/seller/news/", {"title": "First harvest", "text": ""})
    running.seller("tea").post("/seller/filters/", {"list": "products", "query": "q=tea", "filter_name": "Tea"})
    shop = running.people["sellers"]["tea"]["store"]
    [(webhook,)] = rows(
        "INSERT INTO integrations_webhookendpoint"
        " (id, store_id, url, note, types, state, sealed, created_by, created_at)"
        " VALUES (uuidv7(), %s, 'https://erp.example/', '', '{}', 'disabled', '', %s, now()) RETURNING id",
        shop, buyer.id,
    )  # fmt: skip
    [(sent,)] = rows(
        "INSERT INTO integrations_webhookdelivery (id, store_id, endpoint_id, message_id, subject, type, state, tries,"
        " next_at, last_problem, replayed, created_at) VALUES (uuidv7(), %s, %s, uuidv7(), 'order:1', 'order.paid',"
        " 'failed', 1, now(), '', false, now()) RETURNING id",
        shop, webhook,
    )  # fmt: skip
    running.seller("tea").post("/seller/programs/new/", {
        "name": "Bridge", "contact": "a@erp.example", "redirect_uris": "https://erp.example/cb",
        "scopes": "orders:read",
    })  # fmt: skip
    rows(
        "INSERT INTO integrations_grant (id, application_id, store_id, account_id, scopes, created_at, opened_at,"
        " expires_at, ended_because) SELECT uuidv7(), a.id, a.store_id, a.registered_by, a.scopes, now(), now(),"
        " now() + interval '1 day', '' FROM integrations_application a RETURNING id"
    )
    sheet = {"file": ("goods.csv", b"sku,brand\nNONE,Other\n")}
    running.seller("tea").post("/seller/sheets/import/", {"kind": "products"}, files=sheet)
    running.seller("tea").post("/seller/sheets/export/", {"kind": "products", "form": "csv"})
    values = {
        "tax number": [str(i) for (i,) in rows("SELECT id FROM sellers_taxnumber WHERE removed_at IS NULL")],
        "import": [str(i) for (i,) in rows("SELECT id FROM transfers_sheetimport")],
        "export": [str(i) for (i,) in rows("SELECT id FROM transfers_sheetexport")],
        "webhook": [str(webhook)],
        "webhook message": [(str(webhook), str(sent))],
        "program": [str(i) for (i,) in rows("SELECT id FROM integrations_application")],
        "grant": [str(i) for (i,) in rows("SELECT id FROM integrations_grant")],
        "filter": [str(i) for (i,) in rows("SELECT id FROM platform_saved_filter")],
        "agreement": [str(i) for (i,) in rows("SELECT id FROM payments_agreement WHERE buyer_id = %s", buyer.id)],
        "notice": [str(i) for (i,) in rows("SELECT id FROM notifications_notice WHERE account_id = %s", buyer.id)][:2],
        "wish list": [str(i) for (i,) in rows("SELECT id FROM buyers_wishlist WHERE buyer_id = %s", buyer.id)],
        "wish": [str(i) for (i,) in rows("SELECT id FROM buyers_wishitem WHERE buyer_id = %s", buyer.id)],
        "news": [str(i) for (i,) in rows("SELECT id FROM sellers_storenews ORDER BY id DESC LIMIT 1")],
        "archive": [str(identity) for (identity,) in asked],
        "purchase": purchases,
        "order": orders,
        "address": [buyer.person["address"]],
        "store": [running.people["sellers"]["tea"]["store"]],
        "product": [running.people["tea_product"]],
    }
    return Victim(buyer, values, _facts(running, buyer))


def _answer(who: Shopper, method: str, name: str, value: object) -> tuple[int, str, str]:
    """Status, target and body, without what differs between any two answers."""
    form = {"reason": "changed_mind", "method": "card", "recipient": "Eve", "carrier": "yunexpress"}
    parts = value if isinstance(value, tuple) else (value,)
    path = reverse(name, args=parts)
    answer = who.get(path) if method == "GET" else who.post(path, form)
    body = _without(answer.text, parts).replace(answer.headers.get("x-request-id", "…"), "…")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)
    return answer.status_code, _without(answer.headers.get("location", ""), parts), body


def _without(text: str, parts: tuple[object, ...]) -> str:
    for part in parts:
        text = text.replace(str(part), "…")
    return text


def _look_the_same(who: Shopper, name: str, mine: list[Any], absent: object) -> None:
    statuses = set()
    for method in ("GET", "POST"):
        nothing = _answer(who, method, name, absent)
        for value in mine:
            assert _answer(who, method, name, value) == nothing, (method, name)
        statuses.add(nothing[0])
    expected = {302} if name in GOES_HOME else {404}
    assert expected <= statuses <= expected | {405}, (name, statuses)


def _absent(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_absent(part) for part in value)
    return NOBODYS_NUMBER if isinstance(value, int) else str(uuid4())


@pytest.mark.parametrize("name", BUYERS)
def test_another_buyer_sees_nothing_and_changes_nothing(world: World, victim: Victim, name: str) -> None:
    values = victim.values[BUYERS[name]]
    if BUYERS[name] == "order":
        values = values + victim.values["purchase"]
    _look_the_same(world.buyer(), name, values, _absent(values[0]))
    assert _facts(world, victim.buyer) == victim.before


@pytest.mark.parametrize("name", SELLERS)
def test_another_store_sees_nothing_and_changes_nothing(world: World, victim: Victim, name: str) -> None:
    values = victim.values[SELLERS[name]]
    _look_the_same(world.seller("lamp"), name, values, _absent(values[0]))
    assert _facts(world, victim.buyer) == victim.before


@pytest.mark.parametrize("name", [*BUYERS, *SELLERS])
def test_a_visitor_is_asked_to_sign_in_whatever_the_number(world: World, victim: Victim, name: str) -> None:
    table = BUYERS if name in BUYERS else SELLERS
    visitor, values = world.visitor(), victim.values[table[name]]
    for method in ("GET", "POST"):
        nothing = _answer(visitor, method, name, _absent(values[0]))
        assert nothing[0] in {302, 405}
        assert {_answer(visitor, method, name, value) for value in values} == {nothing}
    assert _facts(world, victim.buyer) == victim.before


def test_an_address_of_somebody_else_is_never_shipped_to(world: World, victim: Victim) -> None:
    thief = world.buyer()
    thief.put(world.tea)
    form = thief.checkout_form() | {"address": victim.buyer.person["address"], "fingerprint": ""}
    thief.post("/checkout/", form)
    frozen = world.market.rows("SELECT address FROM orders_buyerorder WHERE buyer_id = %s", thief.id)
    assert victim.buyer.person["address"] not in str(frozen)
    assert all(row["id"] == thief.person["address"] for (row,) in frozen if "id" in row)


def test_a_forged_cart_cookie_opens_no_cart(world: World) -> None:
    owner = world.visitor()
    owner.put(world.tea, 7)
    [(cart,)] = world.market.rows("SELECT cart_id FROM checkout_cartline WHERE quantity = 7 ORDER BY id DESC LIMIT 1")
    thief = world.visitor()
    for forged in (cart.hex, f"{cart.hex}:1:x", f"{cart.hex}:{'A' * 43}"):
        thief.http.cookies.set("kontor_cart", forged, "127.0.0.1")
        assert "Dragon Well tea" not in thief.get("/cart/").text
        thief.post("/cart/change/", {"sku": world.tea, "remove": "1"})
    assert world.market.rows("SELECT quantity FROM checkout_cartline WHERE cart_id = %s", cart) == [(7,)]
