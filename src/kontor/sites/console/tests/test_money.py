"""Payouts at the console: two people let a large one go (TRD-12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing.models import Due, Payout, ReconciliationDifference, SettlementFile
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.billing.services.reconcile import reconcile
from kontor.contexts.billing.tests.factories import balance_of, earns, pays_to
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.models import Store
from kontor.kernel import clock
from kontor.kernel.clock import now
from kontor.platform import jobs
from kontor.platform.reviews import ReviewItem
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
    row = ReconciliationDifference.objects.get()
    address = f"/console/reconciliation/{row.id}/queue/"
    assert "it is in the queue." in desk.post(address, {"day": str(now().date())}, follow=True).content.decode()
    assert "It is in the queue already." in desk.post(address, follow=True).content.decode()
    with django_assert_max_num_queries(11):
        text = desk.get("/console/reconciliation/").content.decode()
    case = ReviewItem.objects.get(kind="billing.difference")
    assert f"/console/reviews/{case.pk}/" in text
    desk.post(f"/console/reviews/{case.pk}/take/")
    page = desk.get(f"/console/reviews/{case.pk}/").content.decode()
    assert "Payouts on their way" in page
    assert "ledger" in page
    SettlementFile.objects.create(
        provider="alipay", day=now().date(), starts_at=now(), ends_at=now(), state="broken", reason="line 7"
    )
    text = desk.get("/console/reconciliation/").content.decode()
    assert "Cannot be read" in text
    assert "line 7" in text
    gone = desk.post("/console/reconciliation/01a21fba-506f-798e-b0f8-41d425f2dd6b/queue/", follow=True)
    assert "compared again meanwhile" in gone.content.decode()
    again = desk.post("/console/reconciliation/again/", follow=True).content.decode()
    assert "The books are being compared." in again


def test_what_was_not_issued_is_listed_with_its_reason_and_tried_again(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    market = make_market()
    market.place({"tea": 1})
    order = StoreOrder.objects.get()
    note_due(wanted=[Wanted(order.store_id, order.id, "paid"), Wanted(order.store_id, UUID(int=7), "paid")])
    jobs.drain()
    with django_assert_max_num_queries(8):
        text = desk.get("/console/documents/").content.decode()
    assert str(order.number) in text
    assert "The order is not marked as paid." in text
    assert "There is no such order." in text
    home = desk.get("/console/").content.decode()
    assert "<b>Invoices that were not issued</b>" in home
    due = Due.objects.get(order_id=order.id)
    with clock.moved(timedelta(minutes=1)):
        said = desk.post(f"/console/documents/{due.id}/again/", follow=True).content.decode()
        assert "It is being tried again." in said
        jobs.drain()
        assert dict(Due.objects.values_list("order_id", "tries")) == {order.id: 2, UUID(int=7): 1}
        assert (
            "2 documents are being tried again." in desk.post("/console/documents/again/", follow=True).content.decode()
        )
        Due.objects.all().delete()
        gone = desk.post(f"/console/documents/{due.id}/again/", follow=True).content.decode()
        assert "does not wait any more" in gone
        assert "All papers are issued" in gone
