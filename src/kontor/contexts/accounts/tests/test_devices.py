"""What is kept of a browser: a digest, its words, a coarse place; and not for ever (ACC-20)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.jobs import forget_old_devices
from kontor.contexts.accounts.models import AccountDevice, Verification
from kontor.contexts.accounts.services.note_sign_in import note_sign_in
from kontor.contexts.accounts.services.start_address_change import start_address_change
from kontor.contexts.accounts.tests.factories import make_account
from kontor.kernel.clock import moved
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-20")]


def test_a_browser_is_known_by_a_digest_and_told_of_once() -> None:
    account, other = make_account(), make_account()
    note_sign_in(account_id=account.pk, device="abc", tell=False)
    assert not OutboxEvent.objects.filter(name="accounts.new_device").exists()
    note_sign_in(account_id=account.pk, device="abc", agent="A" * 400)
    note_sign_in(account_id=other.pk, device="abc")
    assert OutboxEvent.objects.filter(name="accounts.new_device").count() == 1
    mine = AccountDevice.objects.get(account=account)
    assert (len(mine.agent), "abc" in mine.device_hash, len(mine.device_hash)) == (300, False, 64)


def test_trust_is_given_by_a_second_step_only_and_not_renewed_without_one() -> None:
    account = make_account()
    note_sign_in(account_id=account.pk, device="abc", trust=True)
    until = AccountDevice.objects.get().trusted_until
    with moved(timedelta(days=20)):
        note_sign_in(account_id=account.pk, device="abc")
    assert until is not None
    assert AccountDevice.objects.get().trusted_until == until


def test_what_nobody_uses_is_forgotten() -> None:
    account = make_account()
    note_sign_in(account_id=account.pk, device="old")
    start_address_change(account_id=account.pk, kind="email", address="new@example.com")
    with moved(timedelta(days=399)):
        note_sign_in(account_id=account.pk, device="young")
        forget_old_devices()
        assert (AccountDevice.objects.count(), Verification.objects.count()) == (2, 0)
    with moved(timedelta(days=401)):
        forget_old_devices()
        assert AccountDevice.objects.count() == 1
