"""What buyers, carts and sellers read of products, in how many statements."""

from __future__ import annotations

from typing import Any

import pytest

from kontor.contexts.catalogue import models, queries
from kontor.contexts.catalogue.drafts import TextDraft
from kontor.contexts.catalogue.errors import CategoryNotFound, ProductNotFound
from kontor.contexts.catalogue.tests.factories import category, product
from kontor.contexts.inventory.services.reserve import reserve
from kontor.contexts.inventory.tests.factories import stocked, wanted
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def test_the_page_has_words_choices_stock_and_store_in_one_statement(django_assert_num_queries: Any) -> None:
    one = product(texts={"en": TextDraft("Brass lamp", "Warm.", ("a", "b")), "zh-hans": TextDraft("黄铜灯")})
    red, blue = one.skus.order_by("position")
    stocked(red, 3, 2)
    reserve(lines=[wanted(red, 1)])
    queries.category_tree("en")
    with django_assert_num_queries(1):
        page = queries.product_page(one.number, "en")
    assert (page.title, page.bullets, page.slug, page.language) == ("Brass lamp", ("a", "b"), "brass-lamp", "en")
    assert page.attributes == (("Material", "Brass"),)
    assert [(axis.label, [option.label for option in axis.options.values()]) for axis in page.axes] == [
        ("Colour", ["Red", "Blue"])
    ]
    assert [(sku.id, sku.available) for sku in page.skus] == [(red.id, 4), (blue.id, 0)]
    assert page.sku(None).id == red.id  # the blue one is cheaper, but not there
    assert page.sku(blue.id).price == Money(18_900, "CNY")
    assert page.store.slug == one.store.slug
    assert [picture.path for picture in page.pictures] == ["products/a.webp", "products/b.webp"]


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "黄铜灯"), ("en", "Brass lamp"), ("bg", "Brass lamp")])
def test_words_fall_back_to_english(language: str, title: str) -> None:
    one = product(texts={"en": TextDraft("Brass lamp"), "zh-hans": TextDraft("黄铜灯")})
    assert queries.product_page(one.number, language).title == title
    sku = one.skus.all()[0]
    assert queries.skus([sku.id], language)[sku.id].title == title


def test_without_english_the_home_language_speaks() -> None:
    one = product(texts={"zh-hans": TextDraft("黄铜灯")})
    assert queries.product_page(one.number, "bg").language == "zh-hans"
    assert one.slug == "huangtongdeng"


@pytest.mark.parametrize("hidden", ["draft", "under_review", "rejected", "delisted"])
def test_only_approved_products_have_a_page(hidden: str) -> None:
    one = product()
    models.Product.objects.filter(id=one.id).update(state=hidden)
    with pytest.raises(ProductNotFound):
        queries.product_page(one.number, "en")


def test_goods_of_a_hidden_store_have_no_page() -> None:
    one = product()
    Store.objects.update(state="hidden")
    with pytest.raises(ProductNotFound):
        queries.product_page(one.number, "en")


def test_skus_of_many_stores_in_one_statement(django_assert_num_queries: Any) -> None:
    one, other = product(), product(store(country="BG", currency="EUR"))
    red, blue = one.skus.order_by("position")
    third = other.skus.order_by("position")[0]
    stocked(blue, 1, 6)
    queries.category_tree("bg")
    with django_assert_num_queries(1):
        facts = queries.skus([red.id, blue.id, third.id, new_id()], "bg")
    assert set(facts) == {red.id, blue.id, third.id}
    chosen = facts[blue.id]
    assert chosen.axes == (("Цвят", "Blue"),)
    assert (chosen.picture, facts[red.id].picture) == ("products/b.webp", "products/a.webp")
    assert (chosen.price, chosen.list_price) == (Money(18_900, "CNY"), Money(24_900, "CNY"))
    assert (chosen.available, facts[red.id].available) == (7, 0)
    assert (chosen.hs_code, chosen.weight_g, chosen.commission_bp) == ("940520", 820, 500)
    assert (facts[third.id].store_country, facts[third.id].price.currency) == ("BG", "EUR")
    assert chosen.for_sale


@pytest.mark.parametrize("change", [{"state": "delisted"}, {"active": False}, {"store": "closed"}])
def test_what_is_not_for_sale_says_so(change: dict[str, Any]) -> None:
    one = product()
    sku = one.skus.all()[0]
    if "state" in change:
        models.Product.objects.update(**change)
    elif "store" in change:
        Store.objects.update(state=change["store"])
    else:
        models.Sku.objects.update(**change)
    assert not queries.skus([sku.id], "en")[sku.id].for_sale


def test_the_sellers_list_is_paged_by_key_and_found_by_title_code_and_number() -> None:
    shop = store()
    made = [
        product(shop, approved=number % 2 == 0, texts={"en": TextDraft(f"Lamp 100% {number}")}) for number in range(5)
    ]
    product()  # another store's
    owner = owner_seat(shop)
    page = queries.seller_products(owner, limit=2)
    seen = [row.id for row in page.rows]
    while page.after:
        page = queries.seller_products(owner, after=page.after, limit=2)
        seen += [row.id for row in page.rows]
    assert seen == [one.id for one in reversed(made)]
    assert len(queries.seller_products(owner, state="approved").rows) == 3
    assert [row.id for row in queries.seller_products(owner, text="100% 3").rows] == [made[3].id]
    assert [row.id for row in queries.seller_products(owner, text=str(made[1].number)).rows] == [made[1].id]
    assert queries.seller_products(owner, text="100_ 3").rows == ()
    row = queries.seller_products(owner, text="% 4").rows[0]
    assert (row.lowest, row.highest, row.sku_count) == (Money(18_900, "CNY"), Money(19_900, "CNY"), 2)


def test_a_clerk_does_not_see_the_product_list() -> None:
    with pytest.raises(RightMissing):
        queries.seller_products(seat(store(), "clerk"))


def test_the_tree_speaks_and_is_remembered(django_assert_num_queries: Any) -> None:
    top = models.Category.objects.create(slug="home", names={"en": "Home", "bg": "Дом"})
    category("lamps", parent=top)
    (root,) = queries.category_tree("bg")
    assert (root.name, [child.name for child in root.children]) == ("Дом", ["бг lamps"])
    with django_assert_num_queries(0):
        assert [node.slug for node in queries.path_of(root.children[0].id, "bg")] == ["home", "lamps"]
        assert queries.category("home", "bg").id == top.pk
        with pytest.raises(CategoryNotFound):
            queries.category("nowhere", "bg")
