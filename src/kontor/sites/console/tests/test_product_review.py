"""Products before the operator: what changed, word by word, and a decision with reasons (TRD-02, OPR-02)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from kontor.contexts.catalogue import queries
from kontor.contexts.catalogue.drafts import PictureDraft, TextDraft
from kontor.contexts.catalogue.models import Product
from kontor.contexts.catalogue.reviewing import KIND
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.platform.reviews import ReviewItem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02", "OPR-02")]


def revised() -> Product:
    one = product(texts={"en": TextDraft("Brass desk lamp", "Warm <b>light</b>.")})
    edited = queries.edited_product(owner_seat(one.store), one.id)
    draft = replace(
        edited.draft, texts={"en": TextDraft("Steel desk lamp", "Warm <b>light</b>.")},
        pictures=(edited.draft.pictures[0], PictureDraft("products/new.webp")),
    )  # fmt: skip
    change_product(seat=owner_seat(one.store), product_id=one.id, version=1, draft=draft)
    return one


def opened(desk: Client) -> tuple[str, str]:
    answer = desk.post(f"/console/queues/{KIND}/next/", follow=True)
    address = answer.redirect_chain[-1][0]
    return address, answer.content.decode()


def test_the_reviewer_sees_the_difference_and_approves(desk: Client, django_assert_max_num_queries) -> None:
    one = revised()
    assert "Changed fields" in desk.get(f"/console/queues/{KIND}/").content.decode()
    address, page = opened(desk)
    assert re.search(r'<del class="k-gone">.*?Brass </del><ins class="k-new">.*?Steel </ins>desk lamp', page)
    assert "Warm &lt;b&gt;light&lt;/b&gt;." in page, "what did not change is shown as it is, and as text"
    sides = page[page.index("As it was approved") :]
    assert re.search(r"/media/products/b\.webp.{0,300}gone", sides, re.DOTALL)
    assert re.search(r"/media/products/new\.webp.{0,300}new", sides, re.DOTALL)
    with django_assert_max_num_queries(17):
        desk.get(address)
    answer = desk.post(f"{address}decide/", {"decision": "approve", "chosen": "Everything is in order."})
    assert answer.status_code == 302
    assert queries.product_page(one.number, "en").title == "Steel desk lamp"


def test_several_reasons_and_own_words_reach_the_seller(desk: Client) -> None:
    one = revised()
    address, _page = opened(desk)
    reasons = ["The pictures belong to somebody else.", "Facts contradict the words or the pictures.", "no such reason"]
    refused = desk.post(f"{address}decide/", {"decision": "reject", "reason": " "})
    assert refused.status_code == 422
    desk.post(f"{address}decide/", {"decision": "reject", "chosen": reasons, "reason": "See our rules, chapter 3."})
    edited = queries.edited_product(owner_seat(one.store), one.id)
    assert edited.revision == "rejected"
    assert edited.reason.splitlines() == [*reasons[:2], "See our rules, chapter 3."]
    assert ReviewItem.objects.exclude(decision="withdrawn").get().decision == "reject"
    assert queries.product_page(one.number, "en").title == "Brass desk lamp"
