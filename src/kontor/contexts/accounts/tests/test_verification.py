"""Proving an address: once, in time, and not by guessing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import (
    CodeWrong,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    NotActivated,
    ResendTooSoon,
    VerificationLocked,
    WrongCredentials,
)
from kontor.contexts.accounts.models import Account, AccountState, VerificationLock
from kontor.contexts.accounts.services.register import Registration, register
from kontor.contexts.accounts.services.resend_verification import resend_verification
from kontor.contexts.accounts.services.sign_in import sign_in
from kontor.contexts.accounts.services.verify_code import verify_code
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel.clock import moved, now
from kontor.platform.events.models import OutboxEvent

pytestmark = pytest.mark.django_db

PHONE = "+359888123456"


def joined(address: str = "ann@example.com") -> Registration:
    return register(
        address=address,
        password=PASSWORD,
        password_again=PASSWORD,
        given_name="Ann",
        family_name="Lee",
        country="BG",
        next_page="/checkout/",
    )


def secret(registration: Registration) -> str:
    message = queries.verification_message(registration.verification.id)
    assert message is not None
    return message.secret


def state() -> str:
    return Account.objects.get().state


@pytest.mark.rule("ACC-10")
def test_a_link_activates_once() -> None:
    token = secret(joined())
    done = verify_link(token=token)
    assert (done.account.is_active, done.next_page) == (True, "/checkout/")
    assert Account.objects.get().verified_at is not None
    assert OutboxEvent.objects.filter(name="accounts.address_verified").count() == 1
    with pytest.raises(LinkUsed):
        verify_link(token=token)
    assert OutboxEvent.objects.filter(name="accounts.address_verified").count() == 1


@pytest.mark.rule("ACC-10")
def test_a_link_lives_for_24_hours() -> None:
    token = secret(joined())
    with moved(timedelta(hours=24, seconds=1)), pytest.raises(LinkExpired):
        verify_link(token=token)
    assert state() == AccountState.PENDING
    with moved(timedelta(hours=23, minutes=59)):
        verify_link(token=token)
    assert state() == AccountState.ACTIVE


@pytest.mark.rule("ACC-10")
def test_a_made_up_link_is_unknown() -> None:
    token = secret(joined())
    with pytest.raises(LinkUnknown):
        verify_link(token=token[:-1] + ("A" if token[-1] != "A" else "B"))
    assert (state(), VerificationLock.objects.count()) == (AccountState.PENDING, 0)


@pytest.mark.rule("ACC-10")
def test_a_code_activates_a_phone() -> None:
    code = secret(joined(PHONE))
    assert len(code) == 6
    done = verify_code(phone=PHONE, code=f" {code[:3]} {code[3:]} ")
    assert done.account.is_active
    with pytest.raises(CodeWrong):
        verify_code(phone=PHONE, code=code)


@pytest.mark.rule("ACC-12")
def test_three_failures_lock_for_an_hour_and_a_success_resets() -> None:
    code = secret(joined(PHONE))
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(2):
        with pytest.raises(CodeWrong):
            verify_code(phone=PHONE, code=wrong)
    with pytest.raises(VerificationLocked) as refusal:
        verify_code(phone=PHONE, code=wrong)
    assert 3595 <= (refusal.value.retry_after or 0) <= 3601
    with pytest.raises(VerificationLocked):  # the right one as well
        verify_code(phone=PHONE, code=code)
    with pytest.raises(VerificationLocked):
        resend_verification(address=PHONE)
    assert queries.pending(PHONE).locked_until is not None
    with moved(timedelta(minutes=59)), pytest.raises(VerificationLocked):
        verify_code(phone=PHONE, code=code)
    with moved(timedelta(minutes=61)):
        again = resend_verification(address=PHONE)
        assert again is not None
        message = queries.verification_message(again.id)
        assert message is not None
        with pytest.raises(CodeWrong):  # a new count begins
            verify_code(phone=PHONE, code=wrong if wrong != message.secret else "222222")
        verify_code(phone=PHONE, code=message.secret)
    assert (state(), VerificationLock.objects.count()) == (AccountState.ACTIVE, 0)


@pytest.mark.rule("ACC-12")
def test_links_that_are_too_old_count_as_failures() -> None:
    token = secret(joined())
    with moved(timedelta(hours=25)):
        for _ in range(2):
            with pytest.raises(LinkExpired):
                verify_link(token=token)
        with pytest.raises(VerificationLocked):
            verify_link(token=token)


@pytest.mark.rule("ACC-12")
def test_an_unknown_number_looks_like_a_wrong_code() -> None:
    for _ in range(2):
        with pytest.raises(CodeWrong):
            verify_code(phone="+359888000000", code="123456")
    with pytest.raises(VerificationLocked):
        verify_code(phone="+359888000000", code="123456")


@pytest.mark.rule("ACC-11")
def test_again_after_two_minutes() -> None:
    first = joined()
    with pytest.raises(ResendTooSoon) as refusal:
        resend_verification(address="Ann@Example.com")
    assert 118 <= int(str(refusal.value.params["seconds"])) <= 120
    with moved(timedelta(seconds=121)):
        second = resend_verification(address="ann@example.com")
        assert second is not None
        assert second.id != first.verification.id
        assert second.next_page == "/checkout/"
        with pytest.raises(ResendTooSoon):
            resend_verification(address="ann@example.com")
    assert OutboxEvent.objects.filter(name="accounts.verification_requested").count() == 2


@pytest.mark.rule("ACC-11", "ACC-13")
def test_nobody_learns_whether_an_address_is_active_or_unknown() -> None:
    make_account(email="active@example.com")
    assert resend_verification(address="active@example.com") is None
    assert resend_verification(address="unknown@example.com") is None
    assert not OutboxEvent.objects.exists()


@pytest.mark.rule("ACC-13")
def test_signing_in_before_verification_is_refused() -> None:
    registration = joined()
    with pytest.raises(NotActivated) as refusal:
        sign_in(audience="buyer", address="ann@example.com", password=PASSWORD)
    assert refusal.value.code == "ERR_ACCOUNT_NOT_ACTIVATED"
    assert refusal.value.english().startswith("Account not activated")
    with pytest.raises(WrongCredentials):
        sign_in(audience="buyer", address="ann@example.com", password="Wrong42harbour")
    verify_link(token=secret(registration))
    assert sign_in(audience="buyer", address="ANN@example.com", password=PASSWORD).pk == registration.account.pk


def test_an_account_of_another_audience_is_unknown_here() -> None:
    make_account(email="s@example.com", audience="seller")
    with pytest.raises(WrongCredentials):
        sign_in(audience="buyer", address="s@example.com", password=PASSWORD)
    assert sign_in(audience="seller", address="s@example.com", password=PASSWORD).audience == "seller"


def test_a_closed_account_is_told_so_only_with_its_password() -> None:
    make_account(email="c@example.com", state=AccountState.SUSPENDED)
    from kontor.contexts.accounts.errors import AccountClosed

    with pytest.raises(AccountClosed):
        sign_in(audience="buyer", address="c@example.com", password=PASSWORD)
    with pytest.raises(WrongCredentials):
        sign_in(audience="buyer", address="c@example.com", password="x")


def test_unknown_and_wrong_cost_a_hash_each(monkeypatch: Any) -> None:
    """The same work is done in both cases, so that time tells nothing (ACC-20)."""
    make_account(email="known@example.com")
    from kontor.contexts.accounts import hashing

    calls: list[str] = []
    for name in ("make_password", "check_password"):
        real = getattr(hashing, name)
        monkeypatch.setattr(hashing, name, lambda *given, real=real, name=name: (calls.append(name), real(*given))[1])
    for address in ("known@example.com", "unknown@example.com", "nonsense"):
        with pytest.raises(WrongCredentials):
            sign_in(audience="buyer", address=address, password="Wrong42harbour")
    assert calls == ["check_password", "make_password", "make_password"]


def test_pending_times_of_an_unknown_address_are_those_of_a_fresh_one() -> None:
    view = queries.pending("nobody@example.com")
    assert view.sent_at is None
    assert view.locked_until is None
    assert view.resend_at <= now()
