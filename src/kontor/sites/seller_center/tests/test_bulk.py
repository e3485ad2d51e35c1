"""Hundreds of products changed at once (TRD-02)."""

from __future__ import annotations

import re

import pytest

from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.models import Product, ProductRevision, Sku
from kontor.contexts.catalogue.services.change_prices import change_prices
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.inventory.models import Stock, Warehouse
from kontor.contexts.sellers.models import Seat
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.viewer import System
from kontor.platform.bulk import BulkRun
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def planned(browser, **values):
    answer = browser.post("/seller/products/bulk/", values)
    assert answer.status_code == 302, read(answer, 422)
    return answer.headers["Location"]


def test_two_hundred_prices_with_a_row_for_each(shop, settle):
    Product.objects.exclude(id=shop.product.id).update(state="draft")  # what the order of the store was of
    for _ in range(199):
        catalogue.product(shop.store)
    browser = shop.browser()
    page = read(browser.get("/seller/products/?state=approved"))
    assert "Change all 200 that fit" in page
    text = read(browser.post("/seller/products/bulk/", {"all": "1", "query": "state=approved"}))
    assert "Change 200 products" in text
    where = planned(
        browser, all="1", query="state=approved", action="catalogue.price", how="percent", way="down", by="10"
    )
    text = read(browser.get(where))
    assert "200 products would be changed." in text
    assert "Do it to 200 products" in text
    assert len(re.findall('<tr><th scope="row"', text)) == 100, "rows come page by page"
    assert not Sku.objects.filter(store=shop.store, price_minor=17_910).exists()
    changed_meanwhile = Sku.objects.filter(product=shop.product).order_by("position")[0]
    change_prices(seat=owner_seat(shop.store), prices={changed_meanwhile.id: PriceChange(1_000)})
    browser.post(f"{where}start/")
    assert "You can leave this page" in read(browser.get(where))
    settle()
    text = read(browser.get(where))
    assert "199 products were changed." in text
    assert "1 was not: the reason stands in its row." in text
    refused = read(browser.get(f"{where}?state=refused"))
    assert "Somebody else has changed this product meanwhile" in refused
    assert Sku.objects.filter(store=shop.store, price_minor=17_910).count() == 199
    changed_meanwhile.refresh_from_db()
    assert changed_meanwhile.price_minor == 1_000
    browser.post(f"{where}undo/")
    settle()
    assert Sku.objects.filter(store=shop.store, price_minor=19_900).count() == 199


def test_taking_off_sale_names_the_count_and_can_be_undone(shop, settle):
    draft, other = catalogue.product(shop.store, approved=False), catalogue.product(shop.store)
    ids = [str(shop.product.id), str(draft.id), str(other.id)]
    browser = shop.browser()
    where = planned(browser, product=ids, action="catalogue.delist")
    text = read(browser.get(where))
    assert "Take 2 products off sale" in text
    assert "This is not possible now" in text
    browser.post(f"{where}start/")
    settle()
    ours = Product.objects.filter(id__in=ids)
    assert sorted(ours.values_list("state", flat=True)) == ["delisted", "delisted", "draft"]
    text = read(browser.get(where))
    assert "possible until" in text
    browser.post(f"{where}undo/")
    settle()
    assert sorted(ours.values_list("state", flat=True)) == ["approved", "approved", "draft"]


def test_handing_in_back_on_sale_days_and_stock(shop, settle):
    browser = shop.browser()
    whole = catalogue.product(shop.store, approved=False)
    bare = catalogue.product(shop.store, approved=False, pictures=())
    off = catalogue.product(shop.store)
    taken = catalogue.product(shop.store)
    delist(by=owner_seat(shop.store), product_id=off.id)
    delist(by=System("x"), product_id=taken.id, reason="Counterfeit")
    house, _ = Warehouse.objects.get_or_create(store=shop.store, defaults={"name": "Main", "country": "CN"})
    ids = [str(one.id) for one in (whole, bare, off, taken)]

    def done(**values):
        where = planned(browser, product=ids, **values)
        browser.post(f"{where}start/")
        settle()
        return read(browser.get(where))

    text = done(action="catalogue.submit")
    assert "Add at least one picture" in text
    text = done(action="catalogue.relist")
    assert "The operator took this product off" in text
    states = {one.id: one.state for one in Product.objects.all()}
    assert [states[one.id] for one in (whole, bare, off, taken)] == ["under_review", "draft", "approved", "delisted"]
    done(action="catalogue.handling", days="7")
    assert set(Product.objects.filter(id__in=ids).values_list("handling_days", flat=True)) == {7}
    assert not ProductRevision.objects.exists()
    done(action="inventory.stock", house=str(house.id), units="25")
    stock = Stock.objects.filter(sku__product_id__in=ids)
    assert set(stock.values_list("on_hand", flat=True)) == {25}
    assert stock.count() == 8


def test_what_was_not_said_is_asked_again(shop):
    browser, ids = shop.browser(), [str(shop.product.id)]
    for values in (
        {"action": "catalogue.price", "how": "percent", "by": "much"}, {"action": "catalogue.price", "how": "amount"},
        {"action": "inventory.stock", "units": "5"}, {"action": "catalogue.handling", "days": ""},
        {"action": "catalogue.handling", "days": "99"}, {"action": "no.such"},
    ):  # fmt: skip
        read(browser.post("/seller/products/bulk/", {"product": ids} | values), 422)
    answer = browser.post("/seller/products/bulk/", {"query": "state=draft"})
    assert answer.headers["Location"] == "/seller/products/?state=draft"
    assert not BulkRun.objects.exists()


def test_rights_are_asked_at_every_step_and_again_when_it_is_done(shop, other_shop, settle):
    browser, ids = shop.browser(), [str(shop.product.id)]
    where = planned(browser, product=ids, action="catalogue.delist")
    assert other_shop.browser().get(where).status_code == 404
    foreign = other_shop.browser().post("/seller/products/bulk/", {"product": ids, "action": "catalogue.delist"})
    assert foreign.status_code == 422
    Seat.objects.filter(account_id=shop.clerk.id).update(rights=["products.view", "products.stock"])
    clerk = shop.browser("clerk")
    assert clerk.post("/seller/products/bulk/", {"product": ids, "action": "catalogue.delist"}).status_code == 403
    browser.post(f"{where}start/")
    Seat.objects.filter(account_id=shop.owner.id).update(rights=["products.view"])
    settle()
    assert Product.objects.get(id=shop.product.id).state == "approved"
    assert "You need the right" in read(browser.get(where))


def test_filters_narrow_the_list_and_the_count_equals_it(shop, django_assert_max_num_queries):
    bags = catalogue.category("bags")
    catalogue.product(shop.store, category_id=bags.pk)
    house, _ = Warehouse.objects.get_or_create(store=shop.store, defaults={"name": "Main", "country": "CN"})
    sku = Sku.objects.filter(product=shop.product)[0]
    Stock.objects.create(store=shop.store, sku=sku, warehouse=house, on_hand=3)
    browser = shop.browser()
    for query, count in ((f"category={bags.pk}", 1), ("stock=out", 1), ("stock=low", 1), ("q=Desk", 2), ("q=zzz", 0)):
        text = read(browser.get(f"/seller/products/?{query}"))
        assert len(re.findall('name="product" value', text)) == count
        assert f"{count} product" in text
    with django_assert_max_num_queries(9):
        browser.get("/seller/products/?stock=low")
