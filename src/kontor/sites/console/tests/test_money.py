"""Payouts at the console: two people let a large one go (TRD-12)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing.models import Payout
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.reconcile import reconcile
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


def test_the_report_of_a_day_opens_its_differences_and_is_a_file(
    desk: Client, shop: Store, django_assert_max_num_queries: Any
) -> None:
    assert reconcile(day=now().date()) == 0
    assert "What differs" not in desk.get("/console/reconciliation/").content.decode()
    Payout.objects.update(amount_minor=8_000_001)
    assert reconcile(day=now().date()) == 1
    with django_assert_max_num_queries(9):
        text = desk.get("/console/reconciliation/?check=payouts").content.decode()
    assert "What differs" in text
    assert "Tea House" in text
    rail = desk.get("/console/").content.decode()
    assert "Reconciliation" in rail
    sheet = desk.get("/console/reconciliation/file/").content.decode("utf-8-sig")
    assert f"Payouts on their way,{shop.id},CNY,80000.01,80000.00,-0.01" in sheet
    again = desk.post("/console/reconciliation/again/", follow=True).content.decode()
    assert "The books are being compared." in again
