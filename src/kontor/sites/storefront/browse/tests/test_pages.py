"""The pages on which goods are found and looked at."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client
from django.utils import translation

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import SkuDraft, TextDraft
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.inventory.tests.factories import stocked
from kontor.contexts.logistics.tests.factories import freight
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.search.tests.factories import goods, todays_rates, tree
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.pages import SectionDraft, StoreChange, StoreWords
from kontor.contexts.sellers.services.change_store import change_store
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.sites.storefront.account.tests.visitor import Visitor
from kontor.sites.storefront.browse.listing import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rates() -> None:
    todays_rates()


@pytest.fixture
def reader() -> Client:
    """A visitor in Germany who reads English and counts in euros."""
    client = Client()
    client.cookies["kontor_place"] = "DE.EUR.en"
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def lamp(**fields: Any) -> models.Product:
    """A lamp in red (2 there), blue (none) for CNY 72 and 36, shipped by a store with freight of CNY 18."""
    shop = store(name="Lamp House")
    freight(shop, {"first_minor": 1800, "first_g": 1000, "min_days": 7, "max_days": 12})
    one = product(
        shop,
        texts={
            "en": TextDraft("Brass desk lamp", "Lights </script><b>desks</b>.", ("Warm light",)),
            "bg": TextDraft("Лампа"),
        },
        skus=(
            SkuDraft(code="R", price_minor=7200, weight_g=800, axes={"colour": "red"}, list_price_minor=9000),
            SkuDraft(code="B", price_minor=3600, weight_g=800, axes={"colour": "blue"}),
        ),
        **fields,
    )
    stocked(one.skus.get(code="R"), 2)
    index_products(product_ids=[one.id])
    return one


@pytest.mark.rule("TRD-03")
def test_home_shows_categories_goods_and_stores(reader: Client, django_assert_max_num_queries: Any) -> None:
    _, lamps, _ = tree()
    goods("Brass lamp", category_id=lamps.pk, sold=12)
    page(reader, "/")
    with django_assert_max_num_queries(6):
        html = page(reader, "/")
    assert "Brass lamp" in html
    assert 'href="/c/home/"' in html
    assert 'hreflang="zh-Hans"' in html


@pytest.mark.rule("TRD-03")
def test_a_listing_is_narrowed_sorted_and_paged_by_its_address(
    reader: Client, django_assert_max_num_queries: Any
) -> None:
    _, lamps, _ = tree()
    shop = store()
    for number in range(26):
        goods(
            f"Lamp {number:02}",
            shop,
            category_id=lamps.pk,
            price=720 + 720 * number,
            colour="red" if number % 2 else "blue",
        )
    first = page(reader, "/c/home/?sort=price")
    with django_assert_max_num_queries(6):
        page(reader, "/c/home/?sort=price&f.colour=red&low=2")
    titles = re.findall(r'k-card-title"><a href="[^"]+">([^<]+)<', first)
    assert titles == [f"Lamp {number:02}" for number in range(24)]
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = page(reader, "/c/home/" + following.group(1).replace("&amp;", "&"))
    assert re.findall(r'k-card-title"><a href="[^"]+">([^<]+)<', second) == ["Lamp 24", "Lamp 25"]
    assert 'rel="prev"' in second
    red = page(reader, "/c/home/?f.colour=red&high=4")
    assert "2 products for delivery to Germany" in red  # €1.80 and €3.60
    assert 'value="red" checked' in red
    assert 'href="?high=4"' in red


@pytest.mark.rule("TRD-03")
def test_a_listing_costs_who_is_signed_in_little_more(django_assert_max_num_queries: Any) -> None:
    """Their session, their bell and their hearts are one statement each."""
    _, lamps, _ = tree()
    for number in range(26):
        goods(f"Lamp {number:02}", store(), category_id=lamps.pk, price=720 + 720 * number, colour="red")
    visitor = Visitor()
    visitor.enter()
    for path in ("/c/home/?sort=price&f.colour=red&low=2", "/search/?q=lamp", "/"):
        visitor.get(path)
        with django_assert_max_num_queries(6):
            shown = page(visitor, path)
        assert 'aria-pressed="false"' in shown


@pytest.mark.rule("TRD-03")
def test_search_forgives_and_says_so(reader: Client) -> None:
    goods("Wireless headphones")
    html = page(reader, "/search/?q=hedphones")
    assert "Wireless headphones" in html
    assert "Goods for “headphones” are shown too" in html
    nothing = page(reader, "/search/?q=zzzzzzzz")
    assert "Nothing found" in nothing


@pytest.mark.rule("TRD-03")
@pytest.mark.parametrize(
    "query", ["?q=<script>alert(1)</script>", "?after=%00&sort=x&low=a&f.a=%27", "?q=%00", "?q=" + "a+" * 500]
)
def test_a_strange_address_is_answered_and_nothing_typed_is_markup(reader: Client, query: str) -> None:
    assert "<script>alert" not in page(reader, f"/search/{query}")


@pytest.mark.rule("TRD-02")
def test_the_product_page_shows_choice_price_cost_and_store(reader: Client, django_assert_max_num_queries: Any) -> None:
    one = lamp()
    address = f"/p/brass-desk-lamp-{one.number}/"
    page(reader, address)
    with django_assert_max_num_queries(6):
        html = page(reader, address)
    assert "€9.00" in html  # CNY 72 at 7.2 per dollar and 0.9 euros
    assert "€11.25" in html  # before
    assert "The store&#x27;s price is" in html or "The store's price is" in html
    assert "€2.25" in html  # freight
    assert "VAT of the destination, 19 % (IOSS)" in html
    assert "€13.39" in html  # 9.00 + 2.25 + 19 % of each (1.71 + 0.43)
    assert "Only 2 left" in html
    assert 'action="/cart/add/"' in html
    assert f'value="{one.skus.get(code="R").id}"' in html
    assert 'href="/s/lamp-house/"' in html


@pytest.mark.rule("TRD-02")
def test_another_sku_is_chosen_by_a_link(reader: Client) -> None:
    one = lamp()
    address = f"/p/brass-desk-lamp-{one.number}/"
    blue = one.skus.get(code="B")
    assert f'href="?sku={blue.id}"' in page(reader, address)
    html = page(reader, f"{address}?sku={blue.id}")
    assert "Sold out" in html
    assert "€4.50" in html
    assert 'action="/cart/add/"' not in html


@pytest.mark.rule("TRD-04")
@pytest.mark.parametrize(("place", "price"), [("JP.JPY.en", "1,500"), ("CN.CNY.en", "72.00"), ("US.USD.en", "10.00")])
def test_prices_are_in_the_readers_currency(place: str, price: str) -> None:
    one = lamp()
    client = Client()
    client.cookies["kontor_place"] = place
    html = page(client, f"/p/brass-desk-lamp-{one.number}/")
    assert price in html
    assert ("Converted at the rate of" in html) == (place != "CN.CNY.en")


def test_json_ld_describes_the_offer_and_cannot_end_its_element(reader: Client) -> None:
    one = lamp()
    html = page(reader, f"/p/brass-desk-lamp-{one.number}/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data = json.loads(found.group(1))
    assert (data["name"], data["offers"]["price"], data["offers"]["priceCurrency"]) == (
        "Brass desk lamp",
        "9.00",
        "EUR",
    )
    assert data["description"] == "Lights </script><b>desks</b>."
    assert "<b>desks" not in html


def test_a_wrong_slug_leads_to_the_right_one_and_keeps_the_choice(reader: Client) -> None:
    one = lamp()
    for wrong in (f"/p/other-{one.number}/?sku=x", f"/p/{one.number}/?sku=x"):
        response = reader.get(wrong)
        assert (response.status_code, response["Location"]) == (301, f"/p/brass-desk-lamp-{one.number}/?sku=x")


@pytest.mark.rule("TRD-02")
@pytest.mark.parametrize("state", ["draft", "under_review", "rejected", "delisted"])
def test_what_is_not_approved_looks_absent(reader: Client, state: str) -> None:
    one = lamp()
    models.Product.objects.filter(id=one.id).update(state=state)
    page(reader, f"/p/brass-desk-lamp-{one.number}/", 404)
    page(reader, "/p/brass-desk-lamp-1/", 404)
    page(reader, "/p/brass-desk-lamp-999999999999999999/", 404)


@pytest.mark.rule("TRD-01")
def test_a_stores_page(reader: Client, django_assert_max_num_queries: Any) -> None:
    one = lamp()
    change = StoreChange(
        texts={"en": StoreWords("Lamps since 1980.", "Thirty days.", "By air.")},
        sections=(SectionDraft({"en": "Bestsellers"}, category_id=one.category_id, featured=(one.id,)),),
    )
    change_store(seat=owner_seat(one.store), change=change)
    page(reader, "/s/lamp-house/")
    with django_assert_max_num_queries(8):
        html = page(reader, "/s/lamp-house/")
    for text in (
        "Lamp House",
        "Lamps since 1980.",
        "Thirty days.",
        "By air.",
        "Bestsellers",
        "Featured",
        "Brass desk lamp",
    ):
        assert text in html
    Store.objects.update(state="closed")
    page(reader, "/s/lamp-house/", 404)


def test_absent_category_and_store_are_404(reader: Client) -> None:
    page(reader, "/c/nowhere/", 404)
    page(reader, "/s/nobody/", 404)


@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg"])
def test_every_page_speaks_every_language(language: str) -> None:
    one = lamp()
    client = Client()
    client.cookies["kontor_place"] = f"BG.EUR.{language}"
    title = "Лампа" if language == "bg" else "Brass desk lamp"
    for address in ("/", "/search/", f"/p/brass-desk-lamp-{one.number}/", "/s/lamp-house/", f"/c/{one.category.slug}/"):
        assert title in page(client, address), address


@pytest.mark.parametrize(
    ("language", "total", "said"), [("zh-hans", 84, "84 件商品可配送至X"), ("bg", 1, "1 продукт с доставка до X")]
)
def test_how_many_goods_is_said_in_the_language_of_the_page(language: str, total: int, said: str) -> None:
    with translation.override(language):
        assert found(cast("Any", SimpleNamespace(total=total, more=False)), language, "X") == said
