"""The marketplace's coupons at the operator's desk, and the table of what goes together (TRD-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11")]
PAGE = "/console/coupons/"


def test_written_started_and_ended_in_any_currency(desk: Client) -> None:
    today = timezone.localdate(now())
    typed = {
        "name": "Market days", "kind": "amount", "currency": "JPY", "amount": "500", "threshold": "3000",
        "audience": "new", "scope": "all", "per_buyer": "2", "budget_count": "100", "first": today.isoformat(),
        "last": (today + timedelta(days=2)).isoformat(),
    }  # fmt: skip
    where = desk.post(f"{PAGE}new/", typed).headers["Location"]
    made = Coupon.objects.get()
    assert (made.store_id, made.currency, made.amount_minor, made.budget_minor) == (None, "JPY", 500, 50_000)
    assert "JP¥500 off from JP¥3,000" in desk.get(where).content.decode()
    for move, state in (("start", "running"), ("end", "ended")):
        desk.post(f"{where}{move}/")
        made.refresh_from_db()
        assert made.state == state
    refused = desk.post(f"{PAGE}new/", typed | {"audience": "followers"})  # the marketplace has none
    assert refused.status_code == 422
    assert Coupon.objects.count() == 1


def test_the_table_shows_each_pair_with_the_policy_that_changes_it(desk: Client, policy_value: Any) -> None:
    coupon(name="Market days")
    stores = coupon(store(), name="Of a store")
    page = desk.get(PAGE).content.decode()
    assert "Market days" in page
    assert "Of a store" not in page
    assert desk.get(f"{PAGE}{stores.id}/").status_code == 404
    assert page.count("/console/policies/coupons.") == 3
    assert "Coupons of different stores never meet." in page
    before = page.count(">No<")
    policy_value("coupons.store_with_platform", "off")
    assert desk.get(PAGE).content.decode().count(">No<") == before + 1
