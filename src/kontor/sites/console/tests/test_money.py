"""Payouts at the console: two people let a large one go (TRD-12)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing.models import Payout
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.tests.factories import balance_of, earns, pays_to
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.sites.console.tests.people import browser

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]


@pytest.fixture
def shop() -> Store:
    made = make_market().tea_house
    pays_to(made)
    earns(made.id, 8_000_000)
    assert make_payout(store_id=made.id, currency="CNY", day=now().date())
    return made


def test_two_people_approve_it(desk: Client, shop: Store, django_assert_max_num_queries: Any) -> None:
    row = Payout.objects.get()
    address = f"/console/payouts/{row.id}/"
    with django_assert_max_num_queries(8):
        text = desk.get("/console/payouts/?state=waiting").content.decode()
    assert str(row.number) in text
    with django_assert_max_num_queries(9):
        assert "Nobody has approved it." in desk.get(address).content.decode()
    said = desk.post(f"{address}approve/", follow=True).content.decode()
    assert "Another person must approve it as well." in said
    assert "Olga Operator" in said
    assert Payout.objects.get().state == "waiting"
    assert "You have approved this payout." in desk.post(f"{address}approve/", follow=True).content.decode()
    second = browser(make_account(audience="operator"))
    assert "next message to the bank" in second.post(f"{address}approve/", follow=True).content.decode()
    assert Payout.objects.get().state == "ready"


def test_one_is_cancelled_with_a_reason_that_the_store_reads(desk: Client, shop: Store) -> None:
    row = Payout.objects.get()
    address = f"/console/payouts/{row.id}/cancel/"
    assert "Say why" in desk.post(address, {"reason": " "}, follow=True).content.decode()
    assert Payout.objects.get().state == "waiting"
    said = desk.post(address, {"reason": "The account is being checked."}, follow=True).content.decode()
    assert "in the store&#x27;s balance again" in said or "in the store's balance again" in said
    assert (Payout.objects.get().state, balance_of(shop.id)) == ("cancelled", 8_000_000)
