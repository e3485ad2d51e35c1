"""Registrations that nobody verifies: how long they are kept, and who may remove them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import LinkUnknown, LinkUsed
from kontor.contexts.accounts.jobs import erase_stale_registrations
from kontor.contexts.accounts.models import Account, Verification, VerificationLock
from kontor.contexts.accounts.rules import secrets
from kontor.contexts.accounts.services.count_failure import count_failure
from kontor.contexts.accounts.services.disown_link import disown_link
from kontor.contexts.accounts.services.erase_pending import erase_pending
from kontor.contexts.accounts.services.register import Registration, register
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel.clock import moved
from kontor.platform.events.models import OutboxEvent

pytestmark = pytest.mark.django_db


def joined(address: str = "ann@example.com") -> Registration:
    return register(
        address=address,
        password=PASSWORD,
        password_again=PASSWORD,
        given_name="Mallory",
        family_name="Lee",
        country="BG",
    )


def token_of(registration: Registration) -> str:
    return secrets.token(registration.verification.id, settings.SECRET_KEY)


def erased() -> int:
    return OutboxEvent.objects.filter(name="accounts.registration_erased").count()


@pytest.mark.rule("ACC-10")
def test_after_seven_days_the_address_is_free_again() -> None:
    first, active = joined(), make_account(email="other@example.com")
    count_failure(address_key="ann@example.com")
    with moved(timedelta(days=6, hours=23)):
        erase_stale_registrations()
    assert (Account.objects.count(), erased()) == (2, 0)
    with moved(timedelta(days=7, minutes=1)):
        erase_stale_registrations()
        erase_stale_registrations()
        assert Account.objects.get() == active
        assert (Verification.objects.count(), VerificationLock.objects.count(), erased()) == (0, 0, 1)
        assert joined().account.pk != first.account.pk


@pytest.mark.rule("ACC-10")
def test_the_operator_sets_the_time_but_the_first_link_is_valid_to_its_end(
    policy_value: Callable[[str, str], None],
) -> None:
    policy_value("accounts.pending_kept", "1")
    policy_value("accounts.link_valid", "72")
    joined()
    with moved(timedelta(hours=71)):
        assert queries.stale_registrations(limit=9) == []
    with moved(timedelta(hours=73)):
        assert len(queries.stale_registrations(limit=9)) == 1


@pytest.mark.rule("ACC-10")
def test_an_account_that_was_verified_meanwhile_stays() -> None:
    registration = joined()
    verify_link(token=token_of(registration))
    assert erase_pending(account_ids=[registration.account.pk]) == 0
    assert (Account.objects.count(), Verification.objects.count(), erased()) == (1, 1, 0)


@pytest.mark.rule("ACC-12")
def test_a_lock_outlives_the_registration() -> None:
    registration = joined()
    for _ in range(3):
        count_failure(address_key="ann@example.com")
    disown_link(token=token_of(registration))
    assert VerificationLock.objects.count() == 1


@pytest.mark.rule("ACC-10")
def test_the_owner_of_the_mailbox_removes_a_strangers_registration() -> None:
    registration, other = joined(), joined("bob@example.com")
    with moved(timedelta(hours=25)):  # too old to confirm, still good for this
        disown_link(token=token_of(registration))
    assert Account.objects.get() == other.account
    assert Verification.objects.get() == other.verification
    assert erased() == 1
    with pytest.raises(LinkUnknown):
        verify_link(token=token_of(registration))
    with pytest.raises(LinkUnknown):
        disown_link(token=token_of(registration))


@pytest.mark.rule("ACC-10")
def test_a_confirmed_account_cannot_be_removed_by_its_link() -> None:
    registration = joined()
    verify_link(token=token_of(registration))
    with pytest.raises(LinkUsed):
        disown_link(token=token_of(registration))
    assert (Account.objects.get().is_active, erased()) == (True, 0)
