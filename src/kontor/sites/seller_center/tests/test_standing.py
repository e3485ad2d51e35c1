"""How the store stands: violations in words, evidence, points, appeal (OPR-03)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.governance.models import Appeal, Violation
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.tests.factories import violation
from kontor.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-03")]


def test_a_store_without_violations_reads_the_rules(shop, settled_texts):
    text = settled_texts(shop.browser().get("/seller/standing/"))
    assert "Nothing stands against your store" in text
    assert "Goods that may not be traded" in text
    assert "From 12 points on: Store hidden" in text


def test_what_happened_why_with_what_evidence_and_until_when(shop, settled_texts, django_assert_max_num_queries):
    made = violation(shop.store, "fake_orders", words="Your brother bought.", proof=Proof(orders=[shop.order.number]))
    with django_assert_max_num_queries(14):
        listed = settled_texts(shop.browser().get("/seller/standing/"))
    assert "Orders by the store's own people" in listed.replace("&#x27;", "'")
    assert "This store is hidden" in listed
    text = settled_texts(shop.browser().get(f"/seller/standing/{made.id}/"))
    assert "Your brother bought." in text
    assert f"/seller/orders/{shop.order.number}/" in text
    assert "8 points, which count until" in text
    assert "ends by itself" in text
    assert "You can appeal once" in text


def test_an_appeal_is_sent_once_and_kept_typed_when_it_is_refused(shop, settled_texts):
    made = violation(shop.store)
    address = f"/seller/standing/{made.id}/"
    refused = shop.browser().post(address, {"text": " "})
    assert refused.status_code == 422
    assert 'href="#' in refused.content.decode()
    assert shop.browser().post(address, {"text": "It was not us."}).status_code == 302
    assert Appeal.objects.get().text == "It was not us."
    text = settled_texts(shop.browser().get(address))
    assert "Appeal waits" in text
    assert "You can appeal once" not in text
    again = shop.browser().post(address, {"text": "Really not."})
    assert again.status_code == 409
    assert Appeal.objects.count() == 1


def test_after_its_time_there_is_no_form(shop, settled_texts):
    made = violation(shop.store)
    Violation.objects.update(appeal_by=clock.now() - timedelta(minutes=1))
    text = settled_texts(shop.browser().get(f"/seller/standing/{made.id}/"))
    assert "The time for an appeal was over" in text
    assert "<textarea" not in text


def test_a_clerk_is_told_which_right_is_missing(shop, settled_texts):
    answer = shop.browser("clerk").get("/seller/standing/")
    assert answer.status_code == 403
    assert "Edit the store" in settled_texts(answer)
