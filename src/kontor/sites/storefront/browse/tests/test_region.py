"""Goods under export control are not shown to requests from mainland China, and are everywhere else (ACC-34)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.errors import NotInRegion
from kontor.contexts.catalogue.tests.factories import category
from kontor.contexts.checkout.models import CartLine
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.inventory.tests.factories import stocked
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.search.queries import Query, hits_of, search, suggest
from kontor.contexts.search.tests.factories import goods, todays_rates, tree
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.pages import SectionDraft, StoreChange
from kontor.contexts.sellers.services.change_store import change_store
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.demo import countries
from kontor.kernel import policy
from kontor.platform import reference

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-34")]

MAINLAND, HONG_KONG, MACAO, TAIWAN = "198.51.100.7", "203.0.113.5", "203.0.113.70", "203.0.113.130"
ELSEWHERE = (HONG_KONG, MACAO, TAIWAN, "192.0.2.130", "8.8.8.8", "2001:db8:852::9")


@pytest.fixture(autouse=True)
def _known(tmp_path: Path, settings: Any) -> None:
    countries.write(tmp_path / "countries.mmdb")
    settings.KONTOR = settings.KONTOR.model_copy(update={"country_db": tmp_path / "countries.mmdb"})
    todays_rates()


@pytest.fixture
def shop() -> Store:
    return store(name="Rila Optics")


@pytest.fixture
def pointer(shop: Store) -> models.Product:
    """A laser pointer, flagged two categories above it, and a lamp beside it that nobody minds."""
    home, lamps, bags = tree()
    models.Category.objects.filter(id=lamps.id).update(export_controlled=True)
    below = category("pointers", parent=lamps, names={"en": "Pointers"})
    made = goods("Green pointer", shop, category_id=below.pk, brand="Lumen", sold=90)
    goods("Green kettle", shop, category_id=bags.pk, brand="Rila")
    models.Product.objects.filter(id=made.id).update(picture="p/pointer.webp")
    reference.forget_all()
    assert home.pk
    return made


def page(address: str, seen_from: str, status: int = 200) -> str:
    client = Client(REMOTE_ADDR=seen_from)
    client.cookies["kontor_place"] = "CN.CNY.en"  # what one chooses to see is not where one is
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


LISTS = ("/", "/search/?q=green", "/search/?q=grene", "/search/", "/s/{store}/", "/s/{store}/?q=pointer", "/c/home/",
         "/api/v1/products", "/api/v1/search?q=green", "/api/v1/categories/home/products",
         "/api/v1/products?counted=1")  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_no_list_shows_them_there_and_every_list_shows_them_elsewhere(
    pointer: models.Product, shop: Store, address: str
) -> None:
    asked = address.format(store=shop.slug)
    for _ in range(2):  # what is kept in memory for one reader is not the other's
        assert "Green pointer" in page(asked, HONG_KONG)
        seen = page(asked, MAINLAND)
        assert "Green pointer" not in seen
        assert str(pointer.number) not in seen
        assert "Lumen" not in seen  # nor the brand among the filters
    for elsewhere in ELSEWHERE:
        assert "Green pointer" in page(asked, elsewhere)


def test_other_goods_are_listed_and_counted_as_ever(pointer: models.Product) -> None:
    seen = page("/search/", MAINLAND)
    assert "Green kettle" in seen
    assert "1 product for" in seen
    assert "2 products for" in page("/search/", HONG_KONG)
    assert "pointer.webp" not in page("/", MAINLAND)


def test_a_direct_link_says_so_on_a_page_of_the_shop(pointer: models.Product) -> None:
    link = f"/p/{pointer.slug or 'item'}-{pointer.number}/"
    for address in (link, f"/p/any-{pointer.number}/", "/c/lamps/", "/c/pointers/"):
        seen = page(address, MAINLAND, 451)
        assert "Not available in your region" in seen
        assert "<header" in seen
        assert "Green pointer" not in seen
        assert "application/ld+json" not in seen
    assert "Green pointer" in page(link, HONG_KONG)
    answer = Client(REMOTE_ADDR=MAINLAND).get(f"/api/v1/products/{pointer.number}")
    assert (answer.status_code, answer.json()["code"]) == (451, "ERR_NOT_IN_REGION")
    assert Client(REMOTE_ADDR=TAIWAN).get(f"/api/v1/products/{pointer.number}").status_code == 200


def test_featured_goods_and_recommendations_leave_them_out(pointer: models.Product, shop: Store) -> None:
    section = SectionDraft({"en": "Pointers"}, featured=(pointer.id,))
    change_store(seat=owner_seat(shop), change=StoreChange(sections=(section,)))
    assert 'id="featured"' in page(f"/s/{shop.slug}/", HONG_KONG)
    assert 'id="featured"' not in page(f"/s/{shop.slug}/", MAINLAND)
    hidden = (models.Category.objects.get(slug="lamps").pk,)
    assert [hit.title for hit in hits_of([pointer.id], language="en", currency="USD")] == ["Green pointer"]
    assert hits_of([pointer.id], language="en", currency="USD", hidden=hidden) == []
    assert suggest("green po", "en") == ["Green pointer"]
    assert suggest("green po", "en", hidden) == []
    plain, narrowed = search(Query()), search(Query(hidden=hidden))
    assert (plain.total, narrowed.total) == (2, 1)


def test_it_costs_no_statement_more(pointer: models.Product) -> None:
    spent = {}
    for seen_from in (HONG_KONG, MAINLAND):
        for address in ("/", "/search/", "/c/home/", "/api/v1/products"):
            page(address, seen_from)
            with CaptureQueriesContext(connection) as told:
                page(address, seen_from)
            spent[seen_from, address] = len(told)
    assert [spent[HONG_KONG, a] for a in ("/", "/search/", "/c/home/", "/api/v1/products")] == [
        spent[MAINLAND, a] for a in ("/", "/search/", "/c/home/", "/api/v1/products")
    ]


def test_the_cart_refuses_them_there(pointer: models.Product) -> None:
    sku = pointer.skus.get()
    stocked(sku, 5)
    there, here = Client(REMOTE_ADDR=MAINLAND), Client(REMOTE_ADDR=HONG_KONG)
    answer = there.post("/cart/add/", {"sku": str(sku.id), "quantity": "1"})
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["This is not available in your region."]
    assert not CartLine.objects.exists()
    assert here.post("/cart/add/", {"sku": str(sku.id), "quantity": "1"})["Location"] == "/cart/"
    assert CartLine.objects.count() == 1
    there.cookies = here.cookies  # carried there: it stays in the cart, marked, and cannot be ordered
    seen = there.get("/cart/").content.decode()
    assert "This is not available in your region." in seen
    assert 'href="/checkout/"' not in seen
    assert "not available in your region" not in here.get("/cart/").content.decode()


def test_the_checkout_refuses_them_there() -> None:
    market = make_market()
    models.Category.objects.filter(id=market.lamp.product.category_id).update(export_controlled=True)
    reference.forget_all()
    market.put(market.lamp)
    with pytest.raises(NotInRegion):
        place_order(viewer=market.buyer, wish=market.wish(seen_from="CN"))
    with pytest.raises(NotInRegion):
        place_order(viewer=market.buyer, wish=market.wish(seen_from="CN", lines={market.lamp.id: 1}))
    assert (BuyerOrder.objects.count(), CartLine.objects.count()) == (0, 1)
    place_order(viewer=market.buyer, wish=market.wish(seen_from="HK"))
    assert BuyerOrder.objects.count() == 1


def test_the_operator_may_name_other_countries(pointer: models.Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_source", lambda name: "BG" if name == "catalogue.controlled_hidden_from" else None)
    assert "Green pointer" in page("/search/", MAINLAND)
    assert "Green pointer" not in page("/search/", "192.0.2.130")
