"""The category tree: complete in seven languages, with trade facts that hold."""

from __future__ import annotations

import pytest

from kontor.demo.content.categories import categories, leaves
from kontor.demo.content.model import LANGUAGES, Category
from kontor.demo.content.tables import colours, inflected, materials, styles, units, words


def test_tree_has_a_dozen_tops_and_about_fifty_leaves() -> None:
    tops = [category for category in categories() if not category.is_leaf]
    assert len(tops) == 12
    assert 45 <= len(leaves()) <= 55
    assert len({category.slug for category in categories()}) == len(categories())


@pytest.mark.parametrize("category", categories(), ids=lambda category: category.slug)
def test_names_are_there_in_all_languages(category: Category) -> None:
    assert set(category.names) == set(LANGUAGES)
    assert len(set(category.names.values())) >= 4
    assert any("\u4e00" <= sign <= "\u9fff" for sign in category.names["zh-hans"])
    assert any("\u0400" <= sign <= "\u04ff" for sign in category.names["ru"])
    assert any("\u0400" <= sign <= "\u04ff" for sign in category.names["bg"])


@pytest.mark.parametrize("category", leaves(), ids=lambda category: category.slug)
def test_leaf_has_its_trade_facts(category: Category) -> None:
    assert len(category.hs_prefix) == 6
    assert category.hs_prefix.isdigit()
    assert 500 <= category.commission_bp <= 800
    low, high = category.price_cny
    assert 0 < low < high
    assert category.weight_g > 0
    assert all(side > 0 for side in category.size_mm)
    codes = {attribute.code for attribute in category.attributes}
    assert set(category.axes) <= codes
    assert not category.spec or category.spec in codes
    assert set(category.styles) <= set(styles())
    assert len(category.sentences) == 6
    for attribute in category.attributes:
        assert set(attribute.labels) == set(LANGUAGES)
        assert len({option.code for option in attribute.options}) == len(attribute.options)


@pytest.mark.parametrize("category", leaves(), ids=lambda category: category.slug)
def test_sentences_differ_between_languages(category: Category) -> None:
    for sentence in (*category.sentences, *category.uses):
        assert len(set(sentence.values())) == len(LANGUAGES)


def test_every_word_of_the_library_is_complete() -> None:
    tables = [*units().values(), *(option.labels for option in colours().values())]
    tables += [material.phrases for material in materials().values()]
    for table in tables:
        assert set(table) == set(LANGUAGES)
        assert all(table.values())


def test_export_controlled_goods_are_flagged() -> None:
    flagged = {category.slug for category in leaves() if category.export_controlled}
    assert flagged == {"camera-drones", "drone-propellers", "laser-pointers"}


@pytest.mark.parametrize(
    ("language", "forms", "gender", "expected"),
    [
        ("ru", "лёгкий", "f", "лёгкая"),
        ("ru", "матовый", "p", "матовые"),
        ("bg", "удобен,удобна", "n", "удобно"),
        ("bg", "удобен,удобна", "p", "удобни"),
        ("es", "ligero,ligera", "fp", "ligeras"),
        ("fr", "mat,mate", "fp", "mates"),
        ("pt-br", "portátil", "mp", "portáteis"),
        ("pt-br", "natural", "fp", "naturais"),
        ("es", "a rayas", "fp", "a rayas"),
    ],
)
def test_adjectives_agree(language: str, forms: str, gender: str, expected: str) -> None:
    assert inflected(language, forms)[gender] == expected


def test_a_missing_language_is_refused() -> None:
    with pytest.raises(ValueError, match="seven texts"):
        words("one | two")
