"""Deleting an account: proof, the time to think it over, what is open, and what is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.contexts.logistics.tests import factories as orders
from kontor.contexts.notifications.models import Notice
from kontor.contexts.privacy import policy, queries
from kontor.contexts.privacy.errors import DeletionAskedAlready, PasswordWrong, SignInAgain, StillOpen
from kontor.contexts.privacy.jobs import erase_due
from kontor.contexts.privacy.models import PrivacyRequest
from kontor.contexts.privacy.services.ask_deletion import ask_deletion
from kontor.contexts.privacy.services.cancel_deletion import cancel_deletion
from kontor.contexts.privacy.services.sweep_erased import sweep_erased
from kontor.kernel import clock
from kontor.kernel.clock import now
from kontor.platform.arrivals import greet
from kontor.platform.events.models import OutboxEvent
from kontor.platform.http.sessions import Session

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-42")]

LATER = timedelta(days=14, minutes=1)


def _session(account) -> None:
    Session.objects.create(
        session_key=f"k{account.pk.hex}", session_data="x", expire_date=now() + timedelta(days=1), account_id=account.pk
    )


def test_the_password_is_asked_and_a_wrong_one_changes_nothing():
    account = make_account()
    _session(account)
    with pytest.raises(PasswordWrong):
        ask_deletion(account_id=account.id, password="Wrong42harbour")
    assert not PrivacyRequest.objects.exists()
    assert Session.objects.count() == 1


def test_an_account_without_a_password_must_have_signed_in_just_now():
    account = make_account(password="!")
    with pytest.raises(SignInAgain):
        ask_deletion(account_id=account.id, password="")
    assert not PrivacyRequest.objects.exists()
    assert ask_deletion(account_id=account.id, password="", proved=True).state == "waiting"


def test_it_waits_then_everything_goes_and_the_log_stays():
    account = make_account()
    _session(account)
    asked = ask_deletion(account_id=account.id, password=PASSWORD)
    assert asked.acts_at is not None
    assert asked.acts_at - asked.asked_at == timedelta(days=policy.COOLING_OFF.int())
    assert not Session.objects.exists()  # signed out everywhere at once
    assert [notice.kind for notice in Notice.objects.all()] == ["deletion_asked"]
    with clock.moved(LATER - timedelta(hours=1)):
        erase_due()
    assert Account.objects.get().state == "active"
    with clock.moved(LATER):
        erase_due()
    left = Account.objects.get()
    assert (left.state, left.email, left.email_key, left.phone, left.full_name) == ("erased", "", None, None, "")
    assert not Notice.objects.exists()
    assert PrivacyRequest.objects.get().state == "done"
    assert OutboxEvent.objects.filter(name="privacy.account_erased", key=account.id).count() == 1


def test_the_address_is_free_again_afterwards():
    account = make_account(email="vesela@example.com")
    ask_deletion(account_id=account.id, password=PASSWORD)
    with clock.moved(LATER):
        erase_due()
    assert make_account(email="vesela@example.com").pk != account.pk


@pytest.mark.parametrize(("country", "days"), [("BG", 14), ("CN", 14)])
def test_thinking_it_over_never_passes_the_laws_deadline(country, days, monkeypatch):
    account = make_account(country=country)
    asked = ask_deletion(account_id=account.id, password=PASSWORD)
    assert asked.acts_at == asked.asked_at + timedelta(days=days)
    assert asked.acts_at <= asked.due_at


def test_signing_in_calls_it_off_and_says_so():
    account = make_account()
    ask_deletion(account_id=account.id, password=PASSWORD)
    assert any("called off" in sentence for sentence in greet(account.pk))
    assert PrivacyRequest.objects.get().state == "cancelled"
    assert greet(account.pk) == []
    with clock.moved(LATER):
        erase_due()
    assert Account.objects.get().state == "active"
    assert "deletion_cancelled" in {notice.kind for notice in Notice.objects.all()}


def test_asking_again_is_told():
    account = make_account()
    ask_deletion(account_id=account.id, password=PASSWORD)
    with pytest.raises(DeletionAskedAlready):
        ask_deletion(account_id=account.id, password=PASSWORD)
    assert PrivacyRequest.objects.count() == 1
    assert cancel_deletion(account_id=account.id)
    assert ask_deletion(account_id=account.id, password=PASSWORD).state == "waiting"


@pytest.mark.parametrize(("state", "code"), [("to_ship", "orders.unfinished"), ("in_dispute", "orders.in_dispute")])
def test_open_orders_and_disputes_are_listed_and_nothing_happens(state, code):
    account = make_account()
    orders.order(orders.store(), by=account, state=state)
    with pytest.raises(StillOpen):
        ask_deletion(account_id=account.id, password=PASSWORD)
    assert not PrivacyRequest.objects.exists()
    assert [(each.code, each.count) for each in queries.still_open(account.id)] == [(code, 1)]


def test_it_waits_for_what_is_open_and_goes_when_that_has_ended():
    account = make_account()
    order = orders.order(orders.store(), by=account, state="in_dispute")
    asked = ask_deletion(account_id=account.id, password=PASSWORD, when_finished=True)
    assert asked.open == ["orders.in_dispute"]
    with clock.moved(LATER):
        erase_due()
        assert Account.objects.get(pk=account.pk).state == "active"
        type(order).objects.filter(store_id=order.store_id, id=order.id).update(state="finished")
        erase_due()
    assert Account.objects.get(pk=account.pk).state == "erased"


def test_a_notice_that_was_being_written_meanwhile_goes_as_well():
    account = make_account()
    ask_deletion(account_id=account.id, password=PASSWORD)
    with clock.moved(LATER):
        erase_due()
        Notice.objects.create(
            account_id=account.pk, kind="order_paid", channel="email", address="v@example.com", language="en", cause="x"
        )
        assert sweep_erased() == 1
    assert not Notice.objects.exists()
