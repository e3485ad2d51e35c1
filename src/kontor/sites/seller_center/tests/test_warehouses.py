"""Where a store keeps its goods: there from the first day, added and renamed by its people (TRD-01)."""

from __future__ import annotations

import pytest

from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.inventory.services.open_first_warehouse import open_first_warehouse
from kontor.contexts.inventory.tests.factories import stocked
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]
PAGE = "/seller/warehouses/"


def houses(shop) -> list[tuple[str, str, str]]:
    rows = Warehouse.objects.filter(store=shop.store).order_by("position")
    return list(rows.values_list("name", "country", "city"))


def test_a_new_store_has_a_place_for_its_goods_in_its_own_language(shop, settle):
    Warehouse.objects.filter(store=shop.store).delete()
    type(shop.store).objects.filter(id=shop.store.id).update(language="zh-hans", country="CN")
    for _ in range(2):
        open_first_warehouse(store_id=shop.store.id)
    assert houses(shop) == [("主仓库", "CN", "")]


def test_the_reaction_to_a_new_store_opens_it(shop, settle):
    Warehouse.objects.filter(store=shop.store).delete()
    settle()  # the fixture's store was opened within this test
    assert len(houses(shop)) == 1


def test_one_more_and_another_name(shop):
    before, browser = len(houses(shop)), shop.browser()
    assert browser.post(PAGE, {"name": "  North   hall ", "country": "BG", "city": "Varna"}).status_code == 302
    assert houses(shop)[before:] == [("North hall", "BG", "Varna")]
    one = Warehouse.objects.get(store=shop.store, name="North hall")
    assert browser.post(f"{PAGE}{one.id}/", {"name": "South hall", "country": "ES", "city": ""}).status_code == 302
    assert houses(shop)[before:] == [("South hall", "ES", "")]


def test_what_is_wrong_is_said_and_what_was_typed_stays(shop):
    browser = shop.browser()
    text = read(browser.post(PAGE, {"name": " ", "country": "XX", "city": "Varna"}), 422)
    assert "Give the warehouse a name of at most 80 characters." in text
    assert "Choose the country in which the warehouse stands." in text
    assert 'value="Varna"' in text
    (house,) = stocked(shop.product.skus.first(), 4)
    text = read(browser.post(f"{PAGE}{house}/", {"name": "", "country": "CN", "city": "Ruse"}), 422)
    assert 'value="Ruse"' in text
    assert Warehouse.objects.get(id=house).city == ""


def test_there_is_a_limit(shop, policy_value):
    stocked(shop.product.skus.first(), 1)
    policy_value("inventory.warehouses", str(len(houses(shop))))
    text = read(shop.browser().post(PAGE, {"name": "Another", "country": "CN"}), 409)
    assert "A store has at most 1 warehouses." in text
    assert 'value="Another"' in text


def test_the_page_asks_as_much_for_many_as_for_few(shop, django_assert_num_queries):
    stocked(shop.product.skus.first(), 7, 5)
    browser = shop.browser()
    browser.get(PAGE)
    with django_assert_num_queries(6):
        text = read(browser.get(PAGE))
    assert "7 units on hand" in text
    assert "5 units on hand" in text


def test_another_stores_warehouse_is_not_there(shop, other_shop):
    (house,) = stocked(other_shop.product.skus.first(), 4)
    assert shop.browser().post(f"{PAGE}{house}/", {"name": "Mine", "country": "CN"}).status_code == 404
