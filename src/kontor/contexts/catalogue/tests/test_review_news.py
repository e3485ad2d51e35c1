"""The people of a store hear what was decided about their products, and why (TRD-02)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kontor.contexts.catalogue import queries
from kontor.contexts.catalogue.drafts import TextDraft
from kontor.contexts.catalogue.reasons import REASONS
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.decide_review import decide_review
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.viewer import Operator, System

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02", "OPR-02")]


def told() -> list[tuple[str, object]]:
    return sorted(Notice.objects.filter(kind__startswith="product_").values_list("kind", "account_id"))


def test_a_decision_is_told_with_its_reason_to_those_who_edit_products() -> None:
    shop = store()
    owner, manager, operator = owner_seat(shop), seat(shop, "manager"), Operator(account("operator").id)
    seat(shop, "clerk")
    texts = {"en": TextDraft("Brass lamp", "Lights."), "bg": TextDraft("Месингова лампа", "Свети.")}
    one = product(shop, approved=False, texts=texts)
    submit_for_review(seat=owner, product_id=one.id)
    reason = f"{next(iter(REASONS))}\nThe third picture."
    decide_review(by=operator, product_id=one.id, approve=False, reason=reason)
    assert told() == sorted(("product_sent_back", who) for who in (owner.account_id, manager.account_id))
    text = written(Notice.objects.get(account_id=owner.account_id, kind="product_sent_back"))
    assert text is not None
    assert text.subject == "Brass lamp was sent back"
    assert "The third picture." in text.body
    assert f"/seller/products/{one.id}/" in text.body

    Notice.objects.all().delete()
    submit_for_review(seat=owner, product_id=one.id)
    decide_review(by=operator, product_id=one.id, approve=True)
    assert {kind for kind, _who in told()} == {"product_approved"}


def test_changes_of_a_product_on_sale_have_words_of_their_own() -> None:
    shop = store()
    owner, operator = owner_seat(shop), Operator(account("operator").id)
    one = product(shop)
    assert told() == [], "what the market approves by itself needs no mail"
    for approve, kind in ((False, "product_changes_sent_back"), (True, "product_changes_approved")):
        now = queries.edited_product(owner, one.id)
        draft = replace(now.draft, texts={"en": TextDraft(f"Better lamp {approve}", "Lights a desk.")})
        change_product(seat=owner, product_id=one.id, version=now.version, draft=draft)
        decide_review(by=operator, product_id=one.id, approve=approve, reason="Looked at.")
        assert told() == [(kind, owner.account_id)]
        text = written(Notice.objects.get(kind=kind))
        assert text is not None
        assert ("stays on sale as it was" in text.body) is not approve
        Notice.objects.all().delete()
    decide = {"by": System("x"), "product_id": one.id, "approve": True}
    now = queries.edited_product(owner, one.id)
    draft = replace(now.draft, texts={"en": TextDraft("Best lamp", "Lights a desk.")})
    change_product(seat=owner, product_id=one.id, version=now.version, draft=draft)
    decide_review(**decide)
    assert told() == []
