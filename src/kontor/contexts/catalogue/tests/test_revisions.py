"""An approved product gets new words: it stays on sale as it was until somebody has looked (TRD-02)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kontor.contexts.catalogue import models, queries
from kontor.contexts.catalogue.drafts import PictureDraft, ProductDraft, Saved, TextDraft
from kontor.contexts.catalogue.reviewing import KIND
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.catalogue.services.decide_review import decide_review
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.catalogue.tests.factories import category, draft, product
from kontor.contexts.sellers.tests.factories import account, owner_seat, store
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat
from kontor.platform import reviews
from kontor.platform.reviews import Change, ReviewItem
from kontor.platform.reviews.errors import ReviewOver
from kontor.ui.formats import money

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def operator() -> Operator:
    return Operator(account("operator").id)


def opened(one: models.Product) -> tuple[Seat, Any]:
    owner = owner_seat(one.store)
    return owner, queries.edited_product(owner, one.id)


def saved(one: models.Product, change: ProductDraft) -> Saved:
    owner, edited = opened(one)
    return change_product(seat=owner, product_id=one.id, version=edited.version, draft=change)


def seen(one: models.Product) -> str:
    """What a buyer reads."""
    return queries.product_page(one.number, "en").title


def waiting(one: models.Product) -> list[ReviewItem]:
    return list(ReviewItem.objects.filter(kind=KIND, subject_id=one.id, closed_at__isnull=True))


def reworded(one: models.Product, title: str = "Another lamp") -> ProductDraft:
    return replace(opened(one)[1].draft, texts={"en": TextDraft(title)})


def test_new_words_wait_while_the_approved_ones_are_sold_and_prices_hold_at_once() -> None:
    one = product()
    before = seen(one)
    change = reworded(one)
    change = replace(change, skus=tuple(replace(sku, price_minor=100, list_price_minor=None) for sku in change.skus))
    assert saved(one, change) == Saved(2, waits=True)
    page = queries.product_page(one.number, "en")
    assert (page.title, {sku.price.minor for sku in page.skus}) == (before, {100})
    owner, edited = opened(one)
    assert (edited.draft.texts["en"].title, edited.state, edited.revision) == ("Another lamp", "approved", "waiting")
    [item] = waiting(one)
    assert (item.facts["new"], item.facts["changed"]) == (False, 6)
    decide_review(by=operator(), product_id=one.id, approve=True)
    assert seen(one) == "Another lamp"
    assert models.Product.objects.get(id=one.id).slug == "another-lamp"
    assert (waiting(one), opened(one)[1].revision) == ([], "")
    assert queries.seller_products(owner).rows[0].title == "Another lamp"


def test_rejected_words_stay_in_the_editor_and_the_product_on_sale() -> None:
    one = product()
    before = seen(one)
    saved(one, reworded(one))
    decide_review(by=operator(), product_id=one.id, approve=False, reason="The pictures belong to somebody else.")
    assert seen(one) == before
    owner, edited = opened(one)
    assert (edited.revision, edited.reason) == ("rejected", "The pictures belong to somebody else.")
    row = queries.seller_products(owner, state="rejected").rows[0]
    assert (row.state, row.revision, row.reason) == ("approved", "rejected", edited.reason)
    assert queries.seller_product_counts(owner)["rejected"] == 1
    # A price alone hands nothing in again; other words do.
    cheaper = replace(edited.draft, skus=tuple(replace(sku, price_minor=7, list_price_minor=None)
                                               for sku in edited.draft.skus))  # fmt: skip
    assert saved(one, cheaper) == Saved(3, waits=False)
    assert waiting(one) == []
    assert saved(one, reworded(one, "A better lamp")).waits
    assert len(waiting(one)) == 1


def test_going_back_to_what_is_approved_needs_nobody() -> None:
    one = product()
    approved = opened(one)[1].draft
    saved(one, reworded(one))
    assert saved(one, approved) == Saved(3, waits=False)
    assert (waiting(one), models.ProductRevision.objects.count()) == ([], 0)


def test_what_was_changed_under_the_reviewers_eyes_is_not_decided() -> None:
    one = product(approved=False)
    owner, edited = opened(one)
    submit_for_review(seat=owner, product_id=one.id)
    reviewer = operator()
    item = reviews.claim_oldest(viewer=reviewer, kind=KIND)
    saved(one, replace(edited.draft, texts={"en": TextDraft("Something else entirely")}))
    with pytest.raises(ReviewOver):
        reviews.decide(viewer=reviewer, item_id=item.pk, decision="approve", reason="Fine")
    assert models.Product.objects.get(id=one.id).state == "under_review"
    [again] = waiting(one)
    assert again.pk != item.pk
    cheaper = tuple(replace(sku, price_minor=9, list_price_minor=None) for sku in opened(one)[1].draft.skus)
    saved(one, replace(opened(one)[1].draft, skus=cheaper))
    assert [each.pk for each in waiting(one)] == [again.pk], "a price changes nothing for the reviewer"


def test_the_case_decides_and_closes_in_one() -> None:
    one = product(approved=False)
    submit_for_review(seat=owner_seat(one.store), product_id=one.id)
    reviewer = operator()
    item = reviews.claim_oldest(viewer=reviewer, kind=KIND)
    reviews.decide(viewer=reviewer, item_id=item.pk, decision="reject", reason="The price is not meant seriously.")
    row = models.Product.objects.get(id=one.id)
    assert (row.state, row.reason) == ("rejected", "The price is not meant seriously.")
    assert waiting(one) == []
    with pytest.raises(MoveRefused):
        decide_review(by=reviewer, product_id=one.id, approve=True)


def test_another_category_is_looked_at_before_it_is_sold() -> None:
    one = product()
    other = category("bags")
    assert saved(one, replace(opened(one)[1].draft, category_id=other.pk)).waits
    row = models.Product.objects.get(id=one.id)
    assert (row.state, row.category_id) == ("under_review", other.pk)


def test_words_changed_while_off_sale_do_not_slip_past_the_review() -> None:
    one = product()
    before = seen(one)
    owner = owner_seat(one.store)
    delist(by=owner, product_id=one.id)
    saved(one, reworded(one))
    relist(by=owner, product_id=one.id)
    assert seen(one) == before
    assert len(waiting(one)) == 1


def test_the_operator_says_what_needs_a_review(policy_value: Any) -> None:
    policy_value("catalogue.reviewed_parts", "pictures")
    one = product()
    assert saved(one, reworded(one)) == Saved(2, waits=False)
    assert seen(one) == "Another lamp"
    pictures = (PictureDraft("products/other.webp"),)
    assert saved(one, replace(opened(one)[1].draft, pictures=pictures)).waits


def test_a_trusted_store_is_approved_at_once_until_it_is_rejected(policy_value: Any) -> None:
    policy_value("catalogue.trusted_after", "2")
    shop, reviewer = store(), operator()
    owner = owner_seat(shop)

    def hand_in() -> models.Product:
        product_id = create_product(seat=owner, draft=draft())
        submit_for_review(seat=owner, product_id=product_id)
        return models.Product.objects.get(id=product_id)

    for _ in range(2):
        one = hand_in()
        assert one.state == "under_review"
        decide_review(by=reviewer, product_id=one.id, approve=True)
    one = hand_in()
    assert (one.state, waiting(one)) == ("approved", [])
    assert saved(one, reworded(one)) == Saved(2, waits=False)
    policy_value("catalogue.trusted_after", "0")
    bad = hand_in()
    decide_review(by=reviewer, product_id=bad.id, approve=False, reason="No")
    policy_value("catalogue.trusted_after", "2")
    assert hand_in().state == "under_review"


def test_the_reviewer_sees_what_changed_since_it_was_approved() -> None:
    one = product(texts={"en": TextDraft("Brass lamp", "Warm light.")})
    change = replace(
        opened(one)[1].draft, texts={"en": TextDraft("Steel lamp", "Warm light."), "bg": TextDraft("Лампа")}
    )
    change = replace(change, pictures=change.pictures[:1], attributes={"material": "oak"})
    change = replace(change, skus=tuple(replace(sku, price_minor=100, list_price_minor=None) for sku in change.skus))
    saved(one, change)
    submit = reviews.claim_oldest(viewer=(reviewer := operator()), kind=KIND)
    evidence = dict(reviews.case(reviewer, submit.pk).evidence)
    assert evidence["Title, English"] == Change("Brass lamp", "Steel lamp")
    assert evidence["Title, Български"] == Change("", "Лампа")
    assert evidence["Description, English"] == "Warm light."
    assert evidence["Material"] == Change("Brass", "Oak")
    pictures = evidence["Pictures"]
    assert isinstance(pictures, Change)
    assert (len(pictures.before), len(pictures.after)) == (2, 1)
    red = one.skus.order_by("position")[0].code
    assert evidence["Prices"][0] == Change(
        f"{red}: {money(Money(19_900, 'CNY'))}", f"{red}: {money(Money(100, 'CNY'))}"
    )
    assert evidence["Fields changed since it was approved"] == 7
