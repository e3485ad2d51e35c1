"""Products on their way from draft to sale, and their editors (TRD-02)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kontor.contexts.catalogue import models, queries
from kontor.contexts.catalogue.drafts import PriceChange, SkuDraft, TextDraft
from kontor.contexts.catalogue.errors import (
    PictureMissing,
    PriceBeforeNotHigher,
    PriceNotPositive,
    ProductNotFound,
    ReasonMissing,
    SkuCodeTaken,
    SomebodyElseChanged,
    TakenOffByOperator,
)
from kontor.contexts.catalogue.services.change_prices import change_prices
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.catalogue.services.decide_review import decide_review
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.catalogue.tests.factories import category, draft, product
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.errors import Refusals
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import Operator
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def operator() -> Operator:
    return Operator(account("operator").id)


def state(one: models.Product) -> str:
    return models.Product.objects.get(id=one.id).state


def facts() -> list[str]:
    rows = OutboxEvent.objects.filter(name__startswith="catalogue").order_by("position")
    return list(rows.values_list("name", flat=True))


def test_from_draft_to_sale_and_off_again() -> None:
    one = product(approved=False)
    owner = owner_seat(one.store)
    assert one.state == "draft"
    submit_for_review(seat=owner, product_id=one.id)
    decide_review(by=operator(), product_id=one.id, approve=True)
    assert state(one) == "approved"
    delist(by=owner, product_id=one.id)
    relist(by=owner, product_id=one.id)
    assert state(one) == "approved"
    assert facts() == [
        "catalogue.product_submitted", "catalogue.product_approved", "catalogue.product_delisted",
        "catalogue.product_approved",
    ]  # fmt: skip


def test_a_rejection_needs_a_reason_that_the_seller_reads() -> None:
    one = product(approved=False)
    owner = owner_seat(one.store)
    submit_for_review(seat=owner, product_id=one.id)
    with pytest.raises(ReasonMissing):
        decide_review(by=operator(), product_id=one.id, approve=False, reason="  ")
    assert state(one) == "under_review"
    decide_review(by=operator(), product_id=one.id, approve=False, reason="The picture shows another brand")
    row = queries.seller_products(owner).rows[0]
    assert (row.state, row.reason) == ("rejected", "The picture shows another brand")
    submit_for_review(seat=owner, product_id=one.id)
    assert state(one) == "under_review"


def test_a_seller_cannot_undo_the_operators_decision_without_review() -> None:
    one = product()
    owner = owner_seat(one.store)
    delist(by=operator(), product_id=one.id, reason="Counterfeit")
    with pytest.raises(TakenOffByOperator):
        relist(by=owner, product_id=one.id)
    assert state(one) == "delisted"
    edited = queries.edited_product(owner, one.id)
    change_product(seat=owner, product_id=one.id, version=edited.version, draft=edited.draft)
    assert state(one) == "draft"


@pytest.mark.parametrize("move", [submit_for_review, relist])
def test_moves_that_the_table_does_not_hold_are_refused(move: Any) -> None:
    one = product()
    owner = owner_seat(one.store)
    with pytest.raises(MoveRefused):
        move(product_id=one.id, **({"seat": owner} if move is submit_for_review else {"by": owner}))
    assert state(one) == "approved"


def test_a_product_without_a_picture_is_not_handed_in() -> None:
    one = product(approved=False, pictures=())
    with pytest.raises(Refusals) as refused:
        submit_for_review(seat=owner_seat(one.store), product_id=one.id)
    assert [type(part) for part in refused.value.parts] == [PictureMissing]
    assert state(one) == "draft"


def test_the_second_of_two_editors_is_told() -> None:
    one = product(approved=False)
    owner = owner_seat(one.store)
    first = second = queries.edited_product(owner, one.id)
    ours = replace(first.draft, texts={"en": TextDraft("First editor's title")})
    change_product(seat=owner, product_id=one.id, version=first.version, draft=ours)
    theirs = replace(second.draft, texts={"en": TextDraft("Second editor's title")})
    with pytest.raises(SomebodyElseChanged):
        change_product(seat=owner, product_id=one.id, version=second.version, draft=theirs)
    after = queries.edited_product(owner, one.id)
    assert (after.draft.texts["en"].title, after.version) == ("First editor's title", 2)
    assert models.Product.objects.get(id=one.id).slug == "first-editors-title"


def test_a_removed_sku_becomes_inactive_and_the_others_keep_their_ids() -> None:
    one = product()
    owner = owner_seat(one.store)
    edited = queries.edited_product(owner, one.id)
    red, blue = edited.draft.skus
    green = SkuDraft(code="G", price_minor=5, weight_g=1, axes={"colour": "green"})
    change_product(
        seat=owner,
        product_id=one.id,
        version=1,
        draft=replace(edited.draft, skus=(green, replace(blue, price_minor=7))),
    )
    rows = {sku.code: (sku.id, sku.active, sku.price_minor) for sku in one.skus.all()}
    assert rows[red.code] == (red.id, False, red.price_minor)
    assert rows[blue.code] == (blue.id, True, 7)
    assert rows["G"][1:] == (True, 5)


def test_another_stores_product_looks_absent_and_a_clerk_is_told_the_right() -> None:
    one = product()
    edited = queries.edited_product(owner_seat(one.store), one.id)
    stranger = owner_seat(store())
    with pytest.raises(ProductNotFound):
        queries.edited_product(stranger, one.id)
    with pytest.raises(ProductNotFound):
        submit_for_review(seat=stranger, product_id=one.id)
    with pytest.raises(ProductNotFound):
        change_product(seat=stranger, product_id=one.id, version=1, draft=edited.draft)
    with pytest.raises(ProductNotFound):
        delist(by=stranger, product_id=one.id)
    with pytest.raises(RightMissing):
        change_product(seat=seat(one.store), product_id=one.id, version=1, draft=edited.draft)
    assert models.Product.objects.get(id=one.id).version == 1


def test_a_code_of_another_product_is_refused_whole() -> None:
    one = product()
    taken = one.skus.order_by("position")[0].code
    with pytest.raises(SkuCodeTaken):
        create_product(seat=owner_seat(one.store), draft=draft(skus=(SkuDraft(code=taken, price_minor=1, weight_g=1),)))
    assert models.Product.objects.count() == 1


def test_all_faults_are_told_at_once() -> None:
    wrong = draft(category_id=category("parent").pk, texts={"xx": TextDraft("y" * 200)}, skus=())
    category("child", parent=models.Category.objects.get(slug="parent"))
    with pytest.raises(Refusals) as refused:
        create_product(seat=owner_seat(store()), draft=wrong)
    assert {part.code for part in refused.value.parts} == {
        "ERR_CATEGORY_NOT_LEAF", "ERR_TEXT_MISSING", "ERR_TEXT_LANGUAGE_UNKNOWN", "ERR_TITLE_TOO_LONG",
        "ERR_SKU_MISSING",
    }  # fmt: skip
    assert not models.Product.objects.exists()


def test_prices_change_together_or_not_at_all() -> None:
    one = product()
    owner = owner_seat(one.store)
    red, blue = one.skus.order_by("position")
    with pytest.raises(Refusals) as refused:
        change_prices(seat=owner, prices={red.id: PriceChange(0), blue.id: PriceChange(5, 5)})
    assert {type(part) for part in refused.value.parts} == {PriceNotPositive, PriceBeforeNotHigher}
    with pytest.raises(ProductNotFound):
        change_prices(seat=owner_seat(store()), prices={red.id: PriceChange(1)})
    assert models.Sku.objects.get(id=red.id).price_minor == 19_900
    assert models.Product.objects.get(id=one.id).version == 1
    change_prices(seat=owner, prices={red.id: PriceChange(100, 150), blue.id: PriceChange(90)})
    assert models.Product.objects.get(id=one.id).version == 2, "whoever has it open is told"
    change_prices(seat=owner, prices={red.id: PriceChange(100, 150)})
    assert models.Product.objects.get(id=one.id).version == 2, "the same price is no change"
    assert set(one.skus.values_list("price_minor", "list_price_minor")) == {(100, 150), (90, None)}
    assert facts()[-1] == "catalogue.product_changed"
