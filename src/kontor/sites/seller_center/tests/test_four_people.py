"""Owner, colleague without the right, stranger, anonymous: over every address of the Seller Center."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern

from kontor.contexts.sellers.models import StoreNews, TaxNumber
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.tests.factories import sent
from kontor.sites.seller_center.urls import urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]

# name: (address, what the form sends, owner, clerk, stranger); None sends a GET. A clerk sees orders and no more.
PEOPLE = {
    "seller_today": ("/seller/", None, 200, 200, 200),
    "seller_switch": ("/seller/switch/{store}/", None, 302, 302, 302),
    "seller_orders": ("/seller/orders/", None, 200, 200, 200),
    "seller_batch": ("/seller/orders/ship/?order={number}", None, 200, 403, 200),
    "seller_order": ("/seller/orders/{number}/", None, 200, 200, 404),
    "seller_ship": ("/seller/orders/{number}/ship/", {"service": "yunexpress:THPHR"}, 422, 403, 404),
    "seller_slip": ("/seller/orders/{number}/slip/", None, 200, 200, 404),
    "seller_cancel": ("/seller/orders/{number}/cancel/", {"reason": "buyer_asked"}, 302, 403, 404),
    "seller_products": ("/seller/products/", None, 200, 403, 200),
    "seller_product_new": ("/seller/products/new/", None, 200, 403, 200),
    "seller_bulk_products": ("/seller/products/bulk/", {"product": "{product}"}, 200, 403, 200),
    "seller_bulk_run": ("/seller/bulk/{product}/", None, 404, 403, 404),
    "seller_bulk_start": ("/seller/bulk/{product}/start/", {}, 404, 403, 404),
    "seller_bulk_undo": ("/seller/bulk/{product}/undo/", {}, 404, 403, 404),
    "seller_product_autosave": ("/seller/products/autosave/", {"product": "{product}", "title.en": "x"}, 200, 403, 404),
    "seller_product_discard": ("/seller/products/discard/", {"draft": "{product}"}, 302, 403, 302),
    "seller_product_pictures": ("/seller/products/pictures/", {"crop": "products/none.webp"}, 422, 403, 422),
    "seller_product_preview": ("/seller/products/preview/", {"product": "{product}"}, 422, 403, 404),
    "seller_product": ("/seller/products/{product}/", None, 200, 403, 404),
    "seller_product_submit": ("/seller/products/{product}/submit/", {}, 302, 403, 404),
    "seller_product_delist": ("/seller/products/{product}/delist/", {}, 302, 403, 404),
    "seller_product_relist": ("/seller/products/{product}/relist/", {}, 302, 403, 404),
    "seller_filter_keep": ("/seller/filters/", {"list": "products", "query": "q=x", "filter_name": "x"}, 302, 403, 302),
    "seller_filter_forget": ("/seller/filters/{product}/forget/", {"list": "products"}, 404, 404, 404),
    "seller_sheets": ("/seller/sheets/", None, 200, 200, 200),
    "seller_sheet_import": ("/seller/sheets/import/", {"kind": "products"}, 422, 403, 422),
    "seller_sheet_export": ("/seller/sheets/export/", {"kind": "products", "form": "csv"}, 302, 403, 302),
    "seller_sheet_template": ("/seller/sheets/template/products/?form=csv", None, 200, 403, 200),
    "seller_import": ("/seller/sheets/imports/{sheet}/", None, 200, 403, 404),
    "seller_import_apply": ("/seller/sheets/imports/{sheet}/apply/", {}, 302, 403, 404),
    "seller_import_cancel": ("/seller/sheets/imports/{sheet}/cancel/", {}, 302, 403, 404),
    "seller_import_rejected": ("/seller/sheets/imports/{sheet}/rejected/", None, 404, 403, 404),
    "seller_export_cancel": ("/seller/sheets/exports/{export}/cancel/", {}, 302, 404, 404),
    "seller_export_file": ("/seller/sheets/exports/{export}/file/", None, 404, 404, 404),
    "seller_balance": ("/seller/balance/", None, 200, 403, 200),
    "seller_settlements": ("/seller/balance/settlements/", None, 200, 403, 200),
    "seller_statement": ("/seller/balance/payable/CNY/", None, 404, 403, 404),
    "seller_freight": ("/seller/freight/", None, 200, 403, 200),
    "seller_news": ("/seller/news/", None, 200, 403, 200),
    "seller_news_remove": ("/seller/news/{news}/remove/", {}, 302, 403, 404),
    "seller_webhooks": ("/seller/webhooks/", None, 200, 403, 200),
    "seller_webhook": ("/seller/webhooks/{product}/", None, 404, 403, 404),
    "seller_webhook_secret": ("/seller/webhooks/{product}/secret/", {}, 404, 403, 404),
    "seller_webhook_test": ("/seller/webhooks/{product}/test/", {}, 404, 403, 404),
    "seller_webhook_again": ("/seller/webhooks/{product}/again/", {}, 404, 403, 404),
    "seller_webhook_remove": ("/seller/webhooks/{product}/remove/", {}, 404, 403, 404),
    "seller_webhook_message": ("/seller/webhooks/{product}/{product}/", None, 404, 403, 404),
    "seller_business": ("/seller/business/", None, 200, 403, 200),
    "seller_business_hand_in": ("/seller/business/hand-in/", {}, 409, 403, 409),
    "seller_business_live": ("/seller/business/live/", {}, 302, 403, 302),
    "seller_business_phone": ("/seller/business/phone/", {"step": "send"}, 302, 403, 302),
    "seller_store_new": ("/seller/business/store/", None, 200, 403, 200),
    "seller_business_stage": ("/seller/business/licence/", {"licence_number": "1"}, 409, 403, 409),
    "seller_business_change": ("/seller/business/store/change/", {}, 404, 403, 404),
    "seller_tax": ("/seller/tax/", None, 200, 403, 200),
    "seller_tax_remove": ("/seller/tax/{tax}/remove/", {}, 302, 403, 404),
    "seller_store": ("/seller/store/", None, 200, 403, 200),
    "seller_store_preview": ("/seller/store/preview/", {"name": "New"}, 200, 403, 200),
}
FREE = {"seller_sign_in", "seller_sign_out", "seller_reset", "seller_new_password"}


def test_every_address_has_its_row():
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert names == set(PEOPLE) | FREE


def _news(store_id):
    return StoreNews.objects.create(store_id=store_id, title="Lighthouse", text="We are open.").id


def _sheets(shop):
    owner = owner_seat(shop.store)
    export = ask_export(seat=owner, kind="products", form="csv", language="en")
    return sent(owner, b"sku\nLighthouse-1\n"), export


def visit(client, row, shop):
    number, product, store = shop.order.number, shop.product.id, shop.store.id
    news = _news(store) if "{news}" in row[0] and number > 1 else UUID(int=1)
    tax = TaxNumber.objects.get(business__stores=store).id if "{tax}" in row[0] and number > 1 else UUID(int=1)
    sheet, export = _sheets(shop) if "sheets" in row[0] and number > 1 else (UUID(int=1), UUID(int=1))
    address = row[0].format(number=number, product=product, store=store, news=news, tax=tax, sheet=sheet, export=export)
    if row[1] is None:
        return client.get(address)
    return client.post(address, {name: value.format(product=product) for name, value in row[1].items()})


@pytest.mark.parametrize("name", PEOPLE)
def test_the_owner_and_the_clerk(shop, name):
    assert visit(shop.browser("owner"), PEOPLE[name], shop).status_code == PEOPLE[name][2]
    refused = visit(shop.browser("clerk"), PEOPLE[name], shop)
    assert refused.status_code == PEOPLE[name][3]
    if refused.status_code == 403:
        assert re.search(
            r"You need the right “[^”]+” for this\. Lin Wei can give it to you\.", refused.content.decode()
        )


@pytest.mark.parametrize("name", PEOPLE)
def test_the_stranger_finds_nothing_of_this_store(shop, other_shop, name):
    stranger = other_shop.browser("owner")
    answer = visit(stranger, PEOPLE[name], shop)
    assert answer.status_code == PEOPLE[name][4]
    assert "Lighthouse" not in answer.content.decode()
    assert shop.product.texts.first().title not in answer.content.decode()
    shop.order.refresh_from_db()
    shop.product.refresh_from_db()
    assert (shop.order.state, shop.product.state) == ("to_ship", "approved")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_stranger_cannot_tell_anothers_from_absent(shop, other_shop, name):
    if PEOPLE[name][4] != 404:
        return
    stranger = other_shop.browser("owner")
    anothers = visit(stranger, PEOPLE[name], shop)
    absent_shop = type(shop)(shop.store, shop.owner, shop.clerk, type(shop.order)(number=1), type(shop.product)())
    absent = visit(stranger, PEOPLE[name], absent_shop)
    assert absent.status_code == 404
    assert body(absent) == body(anothers)


def body(answer):
    """The page without what differs between any two requests: its own address, its number, its token."""
    text = answer.content.decode().replace(answer.request["PATH_INFO"], "")
    return re.sub(r"<code>[0-9a-f]+</code>|csrf[^>]+", "", text)


@pytest.mark.parametrize("name", PEOPLE)
def test_somebody_anonymous_is_sent_to_the_door(shop, name):
    answer = visit(Client(), PEOPLE[name], shop)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/seller/sign-in/")


def test_a_buyer_is_nobody_here(shop):
    from kontor.contexts.accounts.tests.factories import PASSWORD, make_account

    buyer = make_account()
    answer = Client().post("/seller/sign-in/", {"login": buyer.email, "password": PASSWORD})
    assert answer.status_code == 401
    assert "The address or the password is not right." in answer.content.decode()
