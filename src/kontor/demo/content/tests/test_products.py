"""Products: the same for the same seed, distinct, and right in barcode, price and language."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest

from kontor.demo.content.categories import by_slug
from kontor.demo.content.model import LANGUAGES, ProductDraft, StoreDraft
from kontor.demo.content.pricing import charm, converted
from kontor.demo.content.products import check_digit, product
from kontor.demo.content.stores import stores

STORES = stores(1, 12)


def store_of(index: int) -> StoreDraft:
    return STORES[index % 12]


@pytest.fixture(scope="module")
def drafts() -> list[ProductDraft]:
    return [product(1, index, store_of(index)) for index in range(1200)]


def test_the_same_seed_gives_the_same_product() -> None:
    assert product(7, 42, STORES[3]) == product(7, 42, STORES[3])
    assert product(7, 42, STORES[3]) != product(8, 42, STORES[3])


def test_a_hundred_in_a_row_have_different_titles(drafts: list[ProductDraft]) -> None:
    for store in STORES:
        own = [product(5, index, store) for index in range(100)]
        assert len({draft.texts["en"].title for draft in own}) == 100


def test_two_of_one_category_differ(drafts: list[ProductDraft]) -> None:
    by_category: dict[str, list[ProductDraft]] = {}
    for draft in drafts:
        by_category.setdefault(draft.category, []).append(draft)
    assert len(by_category) >= 48
    for group in by_category.values():
        descriptions = {draft.texts["en"].description for draft in group}
        assert len(descriptions) == len(group)
        assert len(group) < 4 or len({(draft.attributes, draft.skus[0].axes) for draft in group}) > 1


def test_texts_are_there_in_the_languages_that_are_due(drafts: list[ProductDraft]) -> None:
    for draft in drafts:
        store = store_of(draft.index)
        due = set(LANGUAGES) if draft.index % 10 == 0 else {store.language, "en"}
        assert set(draft.texts) == due
        for text in draft.texts.values():
            assert 10 < len(text.title) < 120
            assert len(text.description.split("\n\n")) == 3
            assert 4 <= len(text.bullets) <= 6
            assert len(set(text.bullets)) == len(text.bullets)
            assert not re.search(r"[{}|]|\.\.|  ", text.title + text.description + "".join(text.bullets))


def test_languages_are_really_different(drafts: list[ProductDraft]) -> None:
    for draft in drafts[::10]:
        assert len({text.title for text in draft.texts.values()}) >= 6  # Spanish and Portuguese may coincide
        assert len({text.description for text in draft.texts.values()}) == 7
        assert re.search("[а-я]", draft.texts["ru"].title)
        assert re.search("[а-я]", draft.texts["bg"].title)
        assert re.search("[\u4e00-\u9fff]", draft.texts["zh-hans"].title)


def test_texts_name_the_real_attributes(drafts: list[ProductDraft]) -> None:
    for draft in drafts[:200]:
        category = by_slug()[draft.category]
        for code, value in draft.attributes:
            options = {option.code: option for option in category.attribute(code).options}
            label = options[value].labels["en"]
            assert label.lower() in draft.texts["en"].description.lower()


def test_skus_are_distinct_and_complete(drafts: list[ProductDraft]) -> None:
    for draft in drafts:
        category = by_slug()[draft.category]
        assert 1 <= len(draft.skus) <= 12
        assert len({sku.axes for sku in draft.skus}) == len(draft.skus)
        assert len({sku.code for sku in draft.skus}) == len(draft.skus)
        for sku in draft.skus:
            assert tuple(code for code, _ in sku.axes) == category.axes
            assert sku.hs_code.startswith(category.hs_prefix)
            assert sku.stock >= 0
            assert sku.weight_g > 0
            assert len(sku.code) <= 40
            assert sku.list_price is None or sku.price < sku.list_price


def test_barcodes_are_unique_with_the_right_check_digit(drafts: list[ProductDraft]) -> None:
    barcodes = [sku.barcode for draft in drafts for sku in draft.skus]
    assert len(set(barcodes)) == len(barcodes)
    for code in barcodes:
        assert len(code) == 13
        assert sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(code)) % 10 == 0
    assert check_digit("400638133393") == "1"


def test_prices_are_in_the_range_of_the_category(drafts: list[ProductDraft]) -> None:
    for draft in drafts:
        store = store_of(draft.index)
        low, high = by_slug()[draft.category].price_cny
        for sku in draft.skus:
            assert sku.price.currency == store.currency
            least = converted(low * 100, store.currency)
            most = converted(high * 100, store.currency)
            slack = max(most // 8, 100)
            assert least - slack <= sku.price.minor <= most + slack


@pytest.mark.parametrize(
    ("minor", "currency", "style", "amount"),
    [
        (1_972, "EUR", 0, "19.90"),
        (5_870, "CNY", 0, "59.00"),
        (1_950, "JPY", 0, "1980"),
        (12_950, "KRW", 0, "12800"),
        (4_310, "BRL", 1, "44.99"),
        (31_800, "PLN", 0, "319.00"),
        (5_630, "KWD", 0, "5.750"),
    ],
)
def test_prices_look_like_prices(minor: int, currency: str, style: int, amount: str) -> None:
    assert str(charm(minor, currency, style).amount) == amount


def test_popularity_has_a_long_tail(drafts: list[ProductDraft]) -> None:
    sold = sorted((draft.popularity.sold for draft in drafts), reverse=True)
    assert sum(sold[: len(sold) // 10]) > sum(sold) // 2
    assert sold[len(sold) // 2] < 20
    for draft in drafts:
        assert draft.popularity.ratings <= draft.popularity.sold
        assert Decimal(0) <= draft.popularity.stars <= Decimal(5)


def test_slugs_are_unique(drafts: list[ProductDraft]) -> None:
    assert len({draft.slug for draft in drafts}) == len(drafts)
    assert all(re.fullmatch(r"[a-z0-9-]+", draft.slug) for draft in drafts)


def test_speed_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    for index in range(1500):
        product(3, index, store_of(index))
    with capsys.disabled():
        print(f"\n{1500 / (time.perf_counter() - start):,.0f} products per second")  # noqa: T201
