"""Browsing by programs: priced, worded, paged, described."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.test import Client

from kontor.contexts.catalogue.drafts import TextDraft
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.tests.factories import goods, tree
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.clock import now
from kontor.sites.api.tests.described import fits

pytestmark = pytest.mark.django_db
RATES = {"EUR": Decimal("0.9"), "CNY": Decimal("7.2"), "JPY": Decimal(150), "KWD": Decimal("0.3")}


@pytest.fixture
def shelf() -> None:
    import_rates(day=now().date(), source="test", per_usd=RATES)
    _home, lamps, bags = tree()
    shop = store(name='Lin "&" Lamps </script>')
    texts = {"bg": TextDraft("Месингова лампа")}
    for price in (7200, 14400, 21600):
        goods(f"Brass lamp {price}", shop, price=price, category_id=lamps.pk, texts=texts if price == 7200 else {})
    goods("Canvas bag", shop, price=3600, category_id=bags.pk)


def _get(path: str, **query: str) -> object:
    return Client().get(f"/api/v1{path}", query)


@pytest.mark.rule("TRD-04")
@pytest.mark.parametrize(
    ("currency", "amount", "minor"),
    [("CNY", "72.00", 7200), ("EUR", "9.00", 900), ("JPY", "1500", 1500), ("KWD", "3.000", 3000)],
)
def test_amounts_have_their_currency_s_own_places(shelf: None, currency: str, amount: str, minor: int) -> None:
    body = fits(_get("/products", currency=currency, sort="price", category="lamps"), "/products")
    assert body["items"][0]["price"] == {"amount": amount, "minor": minor, "currency": currency}
    number = body["items"][0]["number"]
    product = fits(_get(f"/products/{number}", currency=currency), "/products/{number}")
    assert product["skus"][0]["price"] == {"amount": amount, "minor": minor, "currency": currency}
    assert product["skus"][0]["store_price"] == {"amount": "72.00", "minor": 7200, "currency": "CNY"}


def test_a_list_is_narrowed_sorted_and_paged_by_key(shelf: None) -> None:
    seen: list[str] = []
    after = ""
    for _ in range(3):
        body = fits(_get("/products", sort="-price", size="2", after=after), "/products")
        seen += [item["title"] for item in body["items"]]
        after = body["next"] or ""
        if not after:
            break
    assert seen == ["Brass lamp 21600", "Brass lamp 14400", "Brass lamp 7200", "Canvas bag"]
    assert body["previous"]
    in_category = fits(_get("/categories/lamps/products"), "/categories/{slug}/products")
    assert in_category["total"] == 3
    narrowed = fits(_get("/products", price_max="15", currency="EUR", facet="colour:red", counted="1"), "/products")
    assert {item["title"] for item in narrowed["items"]} == {"Brass lamp 7200", "Canvas bag"}


@pytest.mark.rule("TRD-03")
def test_words_are_found_in_the_reader_s_language(shelf: None) -> None:
    body = fits(_get("/search", q="месингова", language="bg"), "/search")
    assert [item["title"] for item in body["items"]] == ["Месингова лампа"]
    assert fits(_get("/search", q="lapm", language="en"), "/search")["searched_instead"]


def test_what_stands_in_a_title_cannot_break_the_json(shelf: None) -> None:
    body = fits(_get("/search", q="canvas"), "/search")
    assert body["items"][0]["store"]["name"] == 'Lin "&" Lamps </script>'


def test_categories_and_stores(shelf: None) -> None:
    names = {node["slug"]: node for node in fits(_get("/categories", language="bg"), "/categories")}
    assert names["home"]["name"] == "Дом"
    assert [child["slug"] for child in names["home"]["children"]] == ["lamps"]
    slug = fits(_get("/products"), "/products")["items"][0]["store"]["slug"]
    assert fits(_get(f"/stores/{slug}"), "/stores/{slug}")["currency"] == "CNY"
    assert fits(_get("/products", store=slug), "/products")["total"] == 4


@pytest.mark.parametrize(
    ("path", "described"),
    [
        ("/products/1234567890123456", "/products/{number}"), ("/stores/nowhere", "/stores/{slug}"),
        ("/categories/nothing/products", "/categories/{slug}/products"), ("/products?category=nothing", "/products"),
        ("/products?store=nowhere", "/products"),
    ],
)  # fmt: skip
def test_absent_things_answer_404(shelf: None, path: str, described: str) -> None:
    response = Client().get(f"/api/v1{path}")
    assert response.status_code == 404
    fits(response, described)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("currency=XXX", "currency"), ("language=tlh", "language"), ("country=123", "country"), ("size=0", "size"),
        ("size=61", "size"), ("size=٣", "size"), ("sort=luck", "sort"), ("price_min=cheap", "price_min"),
        ("price_max=NaN", "price_max"), ("facet=red", "facet"),
    ],
)  # fmt: skip
def test_a_program_is_told_where_it_is_wrong(shelf: None, query: str, field: str) -> None:
    response = Client().get(f"/api/v1/products?{query}")
    assert response.status_code == 422
    assert list(fits(response, "/products")["fields"]) == [field]


def test_an_unknown_key_or_a_null_is_no_error(shelf: None) -> None:
    assert _get("/products", after="nobody-handed-this-out").status_code == 200
    assert _get("/search", q="\0lamp").status_code == 200
    assert Client().post("/api/v1/products").status_code == 405


def test_budgets(shelf: None, django_assert_max_num_queries, policy_value) -> None:
    policy_value("search.enough", "1")
    number = json.loads(_get("/products").content)["items"][0]["number"]
    for path, most in (("/products", 2), ("/search?q=lamp", 2), (f"/products/{number}", 2), ("/categories", 1)):
        Client().get(f"/api/v1{path}")
        with django_assert_max_num_queries(most):
            assert Client().get(f"/api/v1{path}").status_code == 200
