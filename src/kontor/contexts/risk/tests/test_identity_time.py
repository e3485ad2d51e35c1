"""Time and the checks of identity: reminders, the end, what is deleted (ACC-33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk import identity_queries as queries
from kontor.contexts.risk import jobs
from kontor.contexts.risk.identity_errors import (
    IdentityCheckOpen,
    IdentityNobody,
    IdentityOpenAlready,
)
from kontor.contexts.risk.identity_policy import ANSWER_WITHIN, PICTURES_KEPT, REMIND_BEFORE
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture
from kontor.contexts.risk.services.decide_identity import decide_identity
from kontor.contexts.risk.services.end_identity_check import end_identity_check
from kontor.contexts.risk.services.forget_identity import forget_identity
from kontor.contexts.risk.services.reopen_identity_check import reopen_identity_check
from kontor.contexts.risk.services.start_identity_check import start_identity_check
from kontor.contexts.risk.services.tell_of_identity import tell_of_identity
from kontor.contexts.risk.tests.checks import asked, handed_in, kinds, send
from kontor.kernel.clock import moved
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform.reviews.models import ReviewItem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-33")]
OLGA, PAUL = Operator(new_id()), Operator(new_id())


def test_who_is_not_verified_yet_is_written_to_afterwards() -> None:
    account = make_account(state=AccountState.PENDING)
    asked(account)
    assert kinds(account) == []
    Account.objects.filter(pk=account.pk).update(state=AccountState.ACTIVE)
    assert tell_of_identity(account_id=account.pk)
    assert tell_of_identity(account_id=account.pk)
    assert kinds(account) == ["identity_needed"]
    assert not tell_of_identity(account_id=new_id())


def test_without_pictures_in_time_the_registration_ends_and_its_data_are_erased() -> None:
    account = make_account(given_name="Radka", email="radka@example.com")
    check = asked(account)
    assert send(account, "front") == ()
    jobs.identity_clock()
    assert kinds(account) == ["identity_needed"]
    with moved(timedelta(days=ANSWER_WITHIN.int(), hours=-REMIND_BEFORE.int(), minutes=1)):
        jobs.identity_clock()
        jobs.identity_clock()
    assert kinds(account) == ["identity_needed", "identity_reminder"]
    assert Account.objects.get(pk=account.pk).given_name == "Radka"
    with moved(timedelta(days=ANSWER_WITHIN.int(), minutes=1)):
        jobs.identity_clock()
        jobs.identity_clock()
    gone = Account.objects.get(pk=account.pk)
    assert (gone.state, gone.email, gone.email_key, gone.given_name) == ("erased", "", None, "")
    check.refresh_from_db()
    assert check.state == "ended"
    assert not IdentityPicture.objects.exists()
    assert make_account(email="radka@example.com").email_key == "radka@example.com"


def test_pictures_that_came_in_time_stop_the_end() -> None:
    account, check, _item = handed_in()
    with moved(timedelta(days=ANSWER_WITHIN.int(), minutes=1)):
        jobs.identity_clock()
        assert not end_identity_check(check_id=check.pk)
    assert Account.objects.get(pk=account.pk).state == "active"


def test_an_account_that_was_in_use_is_never_erased_and_can_start_again() -> None:
    account = make_account(email="old.hand@example.com")
    check = start_identity_check(by=OLGA, address="Old.Hand@example.com")
    assert (check.cause, check.registration, check.opened_by) == ("operator", False, OLGA.account_id)
    with pytest.raises(IdentityOpenAlready):
        start_identity_check(by=OLGA, address="old.hand@example.com")
    with pytest.raises(IdentityNobody):
        start_identity_check(by=OLGA, address="nobody@example.com")
    with pytest.raises(IdentityNobody):
        start_identity_check(by=OLGA, address="nonsense")
    with moved(timedelta(days=ANSWER_WITHIN.int(), minutes=1)):
        jobs.identity_clock()
        assert Account.objects.get(pk=account.pk).email == "old.hand@example.com"
        with pytest.raises(IdentityCheckOpen):
            queries.check_may_order(Buyer(account.pk))
        assert reopen_identity_check(viewer=Buyer(account.pk)).state == "waiting"
        assert send(account, "front") == ()


def test_pictures_are_deleted_when_they_were_kept_long_enough() -> None:
    _account, check, _item = handed_in()
    decide_identity(by=OLGA, check_id=check.pk, decision="approve", reason="Fine.")
    with moved(timedelta(days=PICTURES_KEPT.int(), minutes=-1)):
        jobs.identity_clock()
        assert check.pictures.count() == 2
    with moved(timedelta(days=PICTURES_KEPT.int(), minutes=1)):
        jobs.identity_clock()
    assert check.pictures.count() == 0
    assert IdentityCheck.objects.get(pk=check.pk).state == "approved"


def test_of_an_erased_account_nothing_waits_and_no_picture_is_left() -> None:
    account, check, _item = handed_in()
    assert forget_identity(account_id=account.pk) == 2
    check.refresh_from_db()
    assert check.state == "ended"
    assert ReviewItem.objects.get(subject_id=check.pk).decision == "withdrawn"
