"""Fields of a product, and two changes of one product (TRD-02)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.catalogue import fields
from kontor.contexts.catalogue.drafts import PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.merging import chosen, three_way

pytestmark = pytest.mark.rule("TRD-02")

_words = st.text("abc лампа", min_size=1, max_size=6).filter(str.strip).map(str.strip)
_skus = st.builds(
    SkuDraft, code=_words, price_minor=st.integers(1, 999), weight_g=st.integers(1, 99), id=st.uuids(),
    axes=st.dictionaries(st.sampled_from(["colour", "size"]), _words, max_size=2), active=st.booleans(),
    list_price_minor=st.none() | st.integers(1000, 2000),
)  # fmt: skip
DRAFTS = st.builds(
    ProductDraft, category_id=st.integers(1, 9), brand=st.just("") | _words, handling_days=st.integers(1, 30),
    texts=st.dictionaries(
        st.sampled_from(["en", "bg"]), st.builds(TextDraft, _words, st.just("") | _words, st.tuples(_words)), min_size=1
    ),
    skus=st.lists(_skus, min_size=1, max_size=3, unique_by=lambda sku: sku.id).map(tuple),
    pictures=st.lists(st.builds(PictureDraft, _words, st.just("")), max_size=2).map(tuple),
    attributes=st.dictionaries(_words, _words, max_size=2),
)  # fmt: skip


@given(DRAFTS)
def test_fields_and_back_are_the_same_product(draft: ProductDraft) -> None:
    assert fields.draft_of(fields.flat(draft)) == draft


@given(DRAFTS, DRAFTS)
def test_a_change_undone_is_what_was_before(one: ProductDraft, other: ProductDraft) -> None:
    before, after = fields.flat(one), fields.flat(other)
    assert fields.undone(after, fields.changes(before, after)) == before


@given(DRAFTS, DRAFTS, DRAFTS)
def test_nothing_that_one_side_alone_changed_is_lost(
    base: ProductDraft, mine: ProductDraft, other: ProductDraft
) -> None:
    was, my, their = fields.flat(base), fields.flat(mine), fields.flat(other)
    merge = three_way(was, my, their)
    for clash in merge.mine:
        assert merge.merged.get(clash.name) == my.get(clash.name)
    for clash in merge.theirs:
        assert merge.merged.get(clash.name) == their.get(clash.name)
    for name in {*was, *my, *their}:
        values = (was.get(name), my.get(name), their.get(name))
        clashes = name in {clash.name for clash in merge.clashes}
        assert clashes == (values[1] != values[2] and values[0] not in values[1:])


def test_a_clash_is_decided_field_by_field() -> None:
    sku = UUID(int=1)
    base = ProductDraft(1, {"en": TextDraft("Lamp")}, (SkuDraft("A", 100, 5, id=sku),), brand="Lumen")
    mine = replace(base, texts={"en": TextDraft("My lamp")}, brand="")
    theirs = replace(base, texts={"en": TextDraft("Their lamp"), "bg": TextDraft("Лампа")},
                     skus=(SkuDraft("A", 120, 5, id=sku),), brand="Osram")  # fmt: skip
    merge = three_way(*(fields.flat(each) for each in (base, mine, theirs)))
    assert [clash.name for clash in merge.clashes] == ["title.en", "brand"]
    assert {clash.name for clash in merge.theirs} == {"title.bg", f"sku.{sku}.price_minor"}
    done = fields.draft_of(chosen(merge, {"title.en": True, "brand": True}))
    assert (done.texts["en"].title, done.texts["bg"].title, done.brand) == ("My lamp", "Лампа", "")
    assert done.skus[0].price_minor == 120
    done = fields.draft_of(chosen(merge, {}))
    assert (done.texts["en"].title, done.brand) == ("Their lamp", "Osram")
