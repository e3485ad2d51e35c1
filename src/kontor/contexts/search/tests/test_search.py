"""Finding goods: words in seven languages, typing errors, filters, order, pages (TRD-03)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kontor.contexts.catalogue import models
from kontor.contexts.search.queries import Query, Sort, explain, search
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.search.services.note_standing import note_standing
from kontor.contexts.search.services.refresh_ranks import refresh_ranks
from kontor.contexts.search.tests.factories import goods, todays_rates, tree
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-03")]


@pytest.fixture(autouse=True)
def _rates() -> None:
    todays_rates()


def titles(**query: Any) -> list[str]:
    return [hit.title for hit in search(Query(**query)).hits]


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("en", "Folding desk lamps", "desk lamp"),
        ("es", "Lámparas plegables de escritorio", "lampara plegable"),
        ("fr", "Lampes de bureau pliantes", "lampe pliante"),
        ("ru", "Складные настольные лампы", "настольная лампа"),
        ("pt-br", "Luminárias dobráveis", "luminaria dobravel"),
        ("bg", "Сгъваеми настолни лампи", "лампата"),
        ("zh-hans", "折叠台灯 LED", "台灯"),
        ("zh-hans", "折叠台灯 LED", "灯"),
        ("zh-hans", "折叠台灯 LED", "led 折叠"),
    ],
)
def test_words_are_found_in_seven_languages(language: str, title: str, typed: str) -> None:
    goods("Something else entirely", texts={language: title})
    goods("Tea pot", texts={language: "x"})
    assert titles(text=typed, language=language) == [title]


@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg"])
def test_every_product_is_shown_once_to_every_reader(language: str) -> None:
    goods("Only English")
    goods("", texts={"zh-hans": "只有中文"})
    goods("Three", texts={"bg": "Три", "ru": "Три"})
    assert len(titles(language=language)) == 3
    assert len(titles(language=language, text="English")) == 1
    assert titles(language=language, text="只有中文") == ["只有中文"]


def test_a_reader_finds_the_kind_of_thing_in_a_language_without_texts() -> None:
    tree()
    goods("Aurora 3000", category_id=models.Category.objects.get(slug="lamps").pk)
    goods("Traveller", category_id=models.Category.objects.get(slug="bags").pk)
    assert titles(text="лампата", language="bg") == ["Aurora 3000"]
    assert titles(text="лампы", language="ru") == ["Aurora 3000"]
    assert titles(text="sac", language="fr") == ["Traveller"]
    assert titles(text="灯具", language="zh-hans") == ["Aurora 3000"]
    assert titles(text="месинг", language="bg") != []  # the attribute's value


@pytest.mark.parametrize("typed", ["headphnes", "haedphones", "hedphones", "wireles headphones", "Headphone"])
def test_typing_errors_are_forgiven(typed: str) -> None:
    goods("Wireless headphones")
    goods("Garden hose")
    page = search(Query(text=typed))
    assert [hit.title for hit in page.hits] == ["Wireless headphones"]
    assert page.instead in {"", "headphones", "wireless headphones"}


def test_what_is_known_is_not_mended() -> None:
    goods("Lamb wool scarf")
    goods("Lamp shade")
    assert titles(text="lamb") == ["Lamb wool scarf"]


def test_the_beginning_of_the_last_word_is_enough_when_little_is_found() -> None:
    goods("Waterproof backpack")
    assert titles(text="waterproof backp") == ["Waterproof backpack"]


def test_any_of_the_words_is_better_than_nothing_and_the_page_says_so() -> None:
    goods("Blue kettle")
    page = search(Query(text="kettle spaceship"))
    assert ([hit.title for hit in page.hits], page.any_word) == (["Blue kettle"], True)


@pytest.mark.parametrize(
    "typed", ["'", "a & | ! ( ) : * <->", "\\", "%s %(x)s", "'; DROP TABLE search_card; --", "the", "\0"]
)
def test_nothing_typed_breaks_the_search(typed: str) -> None:
    goods("Lamp")
    search(Query(text=typed, language="bg"))
    assert titles() == ["Lamp"]


def test_a_title_weighs_more_than_a_description() -> None:
    from kontor.contexts.catalogue.drafts import TextDraft

    goods("Cable", texts={"en": TextDraft("Cable", "Also fits a kettle.")}, sold=9_999)
    goods("Kettle")
    assert titles(text="kettle") == ["Kettle", "Cable"]


@pytest.mark.parametrize("text", ["", "lamp"])
def test_chinese_goods_weigh_more_for_buyers_of_three_countries(text: str) -> None:
    goods("Lamp of Sofia", store(country="BG", currency="EUR", language="bg"), sold=99)  # 1.2
    goods("Lamp of Shenzhen", store(country="CN"))
    for country in ("BR", "RU", "ES"):
        assert titles(text=text, country=country) == ["Lamp of Shenzhen", "Lamp of Sofia"]
    assert titles(text=text, country="BG") == ["Lamp of Sofia", "Lamp of Shenzhen"]


def test_coin_grade_a_weighs_more_and_most_in_the_coin_channel() -> None:
    shop = store()
    goods("Lamp graded", shop)
    goods("Lamp sold", sold=99)
    assert titles() == ["Lamp sold", "Lamp graded"]
    note_standing(store_id=shop.id, coin_grade="A")
    refresh_ranks(force=True)
    assert titles() == ["Lamp sold", "Lamp graded"]  # 1.12 against 1.2
    for text in ("", "lamp"):
        assert titles(channel="coins", text=text) == ["Lamp graded", "Lamp sold"]  # 2.016


def test_why_is_it_here() -> None:
    one = goods("Brass lamp", sold=99)
    operator = Operator(new_id())
    why = explain(operator, one.number, Query(text="lamp", country="BR"))
    assert why is not None
    assert why.found
    values = {factor.name: factor.value for factor in why.factors}
    assert (values["sales"], values["origin"], values["grade_a"]) == (1.2, 1.23, 1.0)
    assert 0 < values["relevance"] < 1
    product = 1.0
    for value in values.values():
        product *= value
    assert why.score == pytest.approx(product)
    other = explain(operator, one.number, Query(text="kettle"))
    assert other is not None
    assert not other.found
    assert explain(operator, 1, Query()) is None


SORTED = {
    Sort.PRICE: ["Cheap", "Middle", "Dear"],
    Sort.PRICE_DOWN: ["Dear", "Middle", "Cheap"],
    Sort.NEWEST: ["Dear", "Middle", "Cheap"],
    Sort.SOLD: ["Middle", "Dear", "Cheap"],
    Sort.RATING: ["Cheap", "Middle", "Dear"],
}


@pytest.mark.parametrize("sort", SORTED)
@pytest.mark.parametrize("text", ["", "thing"])
def test_orders_and_pages_both_ways(sort: Sort, text: str) -> None:
    euros = store(currency="EUR", country="DE")
    goods("Cheap", price=720, sold=1, rating=(490, 5), texts={"en": "Cheap thing"})
    goods("Middle", euros, price=900, sold=9, rating=(400, 5), texts={"en": "Middle thing"})
    goods("Dear", price=72_000, sold=5, rating=(300, 5), texts={"en": "Dear thing"})
    expected = [f"{title} thing" for title in SORTED[sort]]
    first = search(Query(text=text, sort=sort, size=1))
    second = search(Query(text=text, sort=sort, size=1, after=first.next))
    third = search(Query(text=text, sort=sort, size=1, after=second.next))
    assert [page.hits[0].title for page in (first, second, third)] == expected
    assert (first.prev, third.next) == ("", "")
    back = search(Query(text=text, sort=sort, size=1, after=third.prev))
    assert back.hits[0].title == expected[1]
    assert search(Query(text=text, sort=sort, size=1, after=back.prev)).hits[0].title == expected[0]
    assert {page.total for page in (first, second, third)} == {3}


@pytest.mark.parametrize("text", ["", "lamp"])
@pytest.mark.parametrize("country", ["BR", "DE"])
def test_pages_of_the_best_order_neither_lose_nor_repeat(text: str, country: str) -> None:
    shops = [store(country="CN"), store(country="DE", currency="EUR")]
    for number in range(11):
        goods(f"Lamp {number}", shops[number % 2], sold=number % 3)
    seen: list[str] = []
    after = "start"
    while after:
        page = search(Query(text=text, country=country, size=3, after="" if after == "start" else after))
        seen += [hit.title for hit in page.hits]
        after = page.next
    assert len(seen) == len(set(seen)) == 11


def test_filters_by_category_store_facet_and_price_in_the_readers_currency() -> None:
    home, lamps, bags = tree()
    shop = store(currency="EUR", country="DE")
    goods("Red lamp", shop, price=900, category_id=lamps.pk)  # EUR 9 = USD 10
    goods("Blue lamp", shop, price=1800, category_id=lamps.pk, colour="blue", attributes={"material": "oak"})
    goods("Red bag", price=72_000, category_id=bags.pk, brand="Nomad")
    assert sorted(titles(category=home.pk)) == sorted(titles(category=lamps.pk)) == ["Blue lamp", "Red lamp"]
    assert sorted(titles(store=shop.id)) == ["Blue lamp", "Red lamp"]
    assert titles(store=shop.id, category=bags.pk) == []
    assert titles(text="red", category=lamps.pk) == ["Red lamp"]
    assert titles(text="red", store=shop.id) == ["Red lamp"]
    for text in ("", "red blue lamp bag"):
        assert titles(facets={"colour": ("blue",)}, text=text) == ["Blue lamp"]
        assert sorted(titles(facets={"colour": ("blue", "red"), "brand": ("Nomad",)}, text=text)) == ["Red bag"]
        assert titles(facets={"colour": ("red",), "material": ("oak",)}, text=text) == []
        assert titles(price_max=Decimal(9), currency="EUR", text=text) == ["Red lamp"]
        assert titles(price_min=Decimal(1501), currency="JPY", price_max=Decimal(3000), text=text) == ["Blue lamp"]


def test_counts_tell_what_one_more_choice_would_leave() -> None:
    home, lamps, bags = tree()
    goods("Red lamp", category_id=lamps.pk)
    goods("Blue lamp", category_id=lamps.pk, colour="blue", attributes={"material": "oak"})
    goods("Red bag", category_id=bags.pk)
    page = search(Query(category=lamps.pk, counted=True, facets={"colour": ("red",)}))
    found = {facet.code: {option.code: option.count for option in facet.options} for facet in page.facets}
    assert found == {"colour": {"red": 1, "blue": 1}, "material": {"brass": 1}}
    assert (page.facets[0].label, page.facets[0].options[0].chosen) == ("Colour", True)
    everything = search(Query(counted=True, language="bg"))
    assert [(entry.name, entry.count) for entry in everything.categories] == [("Дом", 2), ("Чанти", 1)]
    words = search(Query(counted=True, text="red"))
    assert [(entry.slug, entry.count) for entry in words.categories] == [("bags", 1), ("home", 1)]
    assert [entry.slug for entry in search(Query(counted=True, category=home.pk)).categories] == ["lamps"]


def test_prices_are_the_readers_with_the_stores_beside() -> None:
    goods("Lamp", price=7_200)
    hit = search(Query(currency="EUR")).hits[0]
    assert (hit.price, hit.store_price) == (Money(900, "EUR"), Money(7_200, "CNY"))


def test_what_is_not_on_sale_is_not_found() -> None:
    one = goods("Lamp")
    models.Product.objects.filter(id=one.id).update(state="delisted")
    index_products(product_ids=[one.id])
    assert titles() == titles(text="lamp") == []


@pytest.mark.parametrize("query", [{}, {"text": "lamp"}, {"category": 1}, {"sort": Sort.PRICE, "text": "lamp"}])
def test_a_page_costs_one_statement_and_its_facets_none_while_they_are_kept(
    query: dict[str, Any], django_assert_num_queries: Any
) -> None:
    for number in range(6):
        goods(f"Lamp {number}")
    search(Query(**query, counted=True))
    with django_assert_num_queries(1):
        search(Query(**query))
    with django_assert_num_queries(1):
        search(Query(**query, counted=True))
