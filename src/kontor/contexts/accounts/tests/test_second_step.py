"""Codes of the second step: taken once, within their time, limited, and the same answer to every wrong one (ACC-21)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pyotp
import pytest
from django.db import connection

from kontor.contexts.accounts import queries, safety
from kontor.contexts.accounts.errors import ResendTooSoon
from kontor.contexts.accounts.errors.second_step import (
    NothingToRemove,
    PhoneMissing,
    ReasonMissing,
    SecondStepNeeded,
    SecondStepWrong,
    SetUpOver,
)
from kontor.contexts.accounts.models import Account, AccountDevice, Factor, RecoveryCode, SecurityStep, Verification
from kontor.contexts.accounts.rules.second_step import is_code, kept_of, new_recovery_codes, new_secret, step_of
from kontor.contexts.accounts.services.confirm_factor import confirm_factor
from kontor.contexts.accounts.services.make_recovery_codes import make_recovery_codes
from kontor.contexts.accounts.services.note_sign_in import note_sign_in
from kontor.contexts.accounts.services.pass_second_step import pass_second_step
from kontor.contexts.accounts.services.remove_factor import remove_factor
from kontor.contexts.accounts.services.reset_second_step import reset_second_step
from kontor.contexts.accounts.services.send_second_step import send_second_step
from kontor.contexts.accounts.services.start_app import start_app
from kontor.contexts.accounts.services.start_sms import start_sms
from kontor.contexts.accounts.tests.factories import make_account
from kontor.kernel.clock import moved, now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Operator, System
from kontor.platform.limits import TooMany

pytestmark = pytest.mark.rule("ACC-21")
HALF_MINUTE = timedelta(seconds=30)


def code_of(secret: str, shift: timedelta = timedelta(0)) -> str:
    """What the app shows, by a clock that goes `shift` ahead."""
    return pyotp.TOTP(secret).at(now() + shift)


def with_app(account: Account) -> tuple[str, list[str]]:
    """Set an app up; its next code is good half a minute later.

    Returns:
        Its secret and the recovery codes.
    """
    start_app(account_id=account.pk)
    begun = safety.app_set_up(account)
    assert begun is not None
    with moved(-HALF_MINUTE):
        codes = confirm_factor(account_id=account.pk, kind="app", code=code_of(begun.secret))
    return begun.secret, codes


def sent_code() -> str:
    message = queries.verification_message(Verification.objects.latest("created_at").id)
    assert message is not None
    return message.secret


def test_one_step_of_drift_and_no_more() -> None:
    secret, moment = new_secret(), now()
    app, step = pyotp.TOTP(secret), int(moment.timestamp()) // 30
    found = [step_of(secret, app.at((step + shift) * 30), moment) for shift in (-2, -1, 0, 1, 2)]
    assert found == [None, step - 1, step, step + 1, None]
    assert step_of(secret, "١٢٣٤٥٦", moment) is None


def test_recovery_codes_are_read_as_people_type_them() -> None:
    codes = new_recovery_codes(10)
    assert len(set(codes)) == 10
    assert all(len(code) == 11 and not is_code(code) for code in codes)
    whose = UUID(int=7)
    assert kept_of(codes[0].upper().replace("-", " "), whose, "s") == kept_of(codes[0], whose, "s")
    assert kept_of(codes[0], UUID(int=8), "s") != kept_of(codes[0], whose, "s")


@pytest.mark.django_db
def test_a_code_of_the_app_is_taken_once() -> None:
    account = make_account()
    secret, _ = with_app(account)
    code = code_of(secret)
    assert pass_second_step(account_id=account.pk, code=f" {code[:3]} {code[3:]} ") == account
    with pytest.raises(SecondStepWrong):
        pass_second_step(account_id=account.pk, code=code)
    with moved(-HALF_MINUTE), pytest.raises(SecondStepWrong):  # nor an earlier one, by a clock put back
        pass_second_step(account_id=account.pk, code=code_of(secret))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_comes_in() -> None:
    account = make_account()
    secret, codes = with_app(account)
    for code in (code_of(secret), codes[0]):
        came, ready = list[str](), threading.Barrier(2)

        def come(code: str = code, ready: threading.Barrier = ready, came: list[str] = came) -> None:
            ready.wait()
            try:
                pass_second_step(account_id=account.pk, code=code)
                came.append("in")
            except Refusal as refusal:
                came.append(refusal.code)
            finally:
                connection.close()

        both = [threading.Thread(target=come) for _ in range(2)]
        [one.start() for one in both]
        [one.join() for one in both]
        assert sorted(came) == ["ERR_SECOND_STEP_WRONG", "in"]


@pytest.mark.django_db
def test_the_secret_is_sealed_and_bound_to_its_row() -> None:
    account, other = make_account(), make_account()
    secret, _ = with_app(account)
    with_app(other)
    mine, theirs = Factor.objects.get(account=account), Factor.objects.get(account=other)
    assert secret.encode() not in bytes(mine.sealed)
    Factor.objects.filter(pk=theirs.pk).update(sealed=mine.sealed)  # somebody who writes to the database
    with pytest.raises(Exception, match="sealed for something else"):
        pass_second_step(account_id=other.pk, code=code_of(secret))


@pytest.mark.django_db
def test_ten_recovery_codes_each_once_and_new_ones_end_the_old() -> None:
    account = make_account()
    _, codes = with_app(account)
    assert len(codes) == 10
    assert not RecoveryCode.objects.filter(code_hash__in=codes).exists()
    assert pass_second_step(account_id=account.pk, code=codes[3].upper()) == account
    assert safety.overview(account).codes_left == 9
    with pytest.raises(SecondStepWrong):
        pass_second_step(account_id=account.pk, code=codes[3])
    fresh = make_recovery_codes(account_id=account.pk)
    with pytest.raises(SecondStepWrong):
        pass_second_step(account_id=account.pk, code=codes[4])
    assert pass_second_step(account_id=account.pk, code=fresh[4]) == account
    assert SecurityStep.objects.filter(what="code_used").count() == 2


@pytest.mark.django_db
def test_the_owner_is_reminded_when_few_are_left() -> None:
    account = make_account()
    _, codes = with_app(account)
    for code in codes[:6]:
        pass_second_step(account_id=account.pk, code=code)
    assert not safety.overview(account).codes_few
    pass_second_step(account_id=account.pk, code=codes[6])
    assert safety.overview(account).codes_few


@pytest.mark.django_db
def test_a_code_by_sms_goes_to_the_verified_phone_lives_ten_minutes_and_works_once() -> None:
    account = make_account(phone="+359888123456")
    start_sms(account_id=account.pk)
    send_second_step(account_id=account.pk)
    with pytest.raises(ResendTooSoon):
        send_second_step(account_id=account.pk)
    assert Verification.objects.get().address == "+359888123456"
    confirm_factor(account_id=account.pk, kind="sms", code=sent_code())
    send_second_step(account_id=account.pk)
    code = sent_code()
    with moved(timedelta(minutes=10, seconds=1)), pytest.raises(SecondStepWrong):
        pass_second_step(account_id=account.pk, code=code)
    assert pass_second_step(account_id=account.pk, code=code) == account
    with pytest.raises(SecondStepWrong):
        pass_second_step(account_id=account.pk, code=code)


@pytest.mark.django_db
def test_without_a_verified_phone_there_are_no_codes_by_sms() -> None:
    with pytest.raises(PhoneMissing):
        start_sms(account_id=make_account().pk)
    assert not Factor.objects.exists()


@pytest.mark.django_db
def test_wrong_codes_are_limited_and_the_right_one_is_not_looked_at_then() -> None:
    account = make_account()
    secret, codes = with_app(account)
    for _ in range(5):
        with pytest.raises(SecondStepWrong):
            pass_second_step(account_id=account.pk, code="000000", device="stranger")
    for code in (code_of(secret), codes[0], "000000"):
        with pytest.raises(TooMany):
            pass_second_step(account_id=account.pk, code=code)
    assert RecoveryCode.objects.filter(used_at__isnull=False).count() == 0
    with moved(timedelta(minutes=16)):
        assert pass_second_step(account_id=account.pk, code=code_of(secret)) == account


@pytest.mark.django_db
def test_a_day_of_guesses_has_an_end(policy_value: Callable[[str, str], None]) -> None:
    policy_value("accounts.second_step_tries_a_day", "7")
    account = make_account()
    secret, _ = with_app(account)
    for minutes in (0, 16):
        with moved(timedelta(minutes=minutes)):
            for _ in range(4 if minutes == 0 else 3):
                with pytest.raises(SecondStepWrong):
                    pass_second_step(account_id=account.pk, code="000000")
    with moved(timedelta(minutes=40)), pytest.raises(TooMany):
        pass_second_step(account_id=account.pk, code=code_of(secret))
    with moved(timedelta(hours=25)):
        assert pass_second_step(account_id=account.pk, code=code_of(secret)) == account


@pytest.mark.django_db
def test_strangers_do_not_lock_the_owner_s_browser_out() -> None:
    account = make_account()
    secret, _ = with_app(account)
    note_sign_in(account_id=account.pk, device="own")
    for _ in range(7):
        with pytest.raises(Refusal):
            pass_second_step(account_id=account.pk, code="000000", device="stranger")
    assert pass_second_step(account_id=account.pk, code=code_of(secret), device="own") == account


@pytest.mark.django_db
@pytest.mark.rule("SEL-06")
def test_a_seller_s_last_factor_stays(policy_value: Callable[[str, str], None]) -> None:
    seller = make_account(audience="seller", phone="+359888123456")
    with_app(seller)
    (app,) = Factor.objects.all()
    with pytest.raises(SecondStepNeeded):
        remove_factor(account_id=seller.pk, factor_id=app.pk)
    assert Factor.objects.filter(pk=app.pk).exists()
    policy_value("accounts.second_step_for_sellers", "off")
    remove_factor(account_id=seller.pk, factor_id=app.pk)
    assert (Factor.objects.count(), RecoveryCode.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_nobody_removes_another_s_factor() -> None:
    account, other = make_account(), make_account()
    with_app(account)
    with pytest.raises(NothingToRemove):
        remove_factor(account_id=other.pk, factor_id=Factor.objects.get().pk)
    assert Factor.objects.count() == 1


@pytest.mark.django_db
def test_a_new_app_takes_the_place_of_the_old_one_when_its_code_came() -> None:
    account = make_account()
    old, _ = with_app(account)
    start_app(account_id=account.pk)
    assert pass_second_step(account_id=account.pk, code=code_of(old)) == account
    begun = safety.app_set_up(account)
    assert begun is not None
    assert confirm_factor(account_id=account.pk, kind="app", code=code_of(begun.secret)) == []
    with moved(timedelta(minutes=2)), pytest.raises(SecondStepWrong):
        pass_second_step(account_id=account.pk, code=code_of(old))
    with pytest.raises(SetUpOver):
        confirm_factor(account_id=account.pk, kind="app", code="000000")


@pytest.mark.django_db
def test_the_operator_helps_with_a_reason_that_is_kept_and_told(settle: Callable[[], None]) -> None:
    account, operator = make_account(), make_account(audience="operator", given_name="Olga")
    with_app(account)
    note_sign_in(account_id=account.pk, device="own", trust=True)
    by = Operator(operator.pk)
    with pytest.raises(ReasonMissing):
        reset_second_step(by=by, account_id=account.pk, reason=" ")
    assert Factor.objects.count() == 1
    reset_second_step(by=by, by_name="Olga", account_id=account.pk, reason="showed her passport")
    assert (Factor.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert AccountDevice.objects.get().trusted_until is None
    step = SecurityStep.objects.latest("id")
    assert (step.what, step.by_id, step.by_name, step.reason) == ("helped", operator.pk, "Olga", "showed her passport")
    with pytest.raises(NothingToRemove):
        reset_second_step(by=by, account_id=account.pk, reason="again")
    with_app(operator)
    with pytest.raises(NothingToRemove):
        reset_second_step(by=by, account_id=operator.pk, reason="my own")
    reset_second_step(by=System("kontor user"), account_id=operator.pk, reason="lost phone")


@pytest.mark.django_db
def test_what_signing_in_costs_with_a_second_step(django_assert_max_num_queries: Any) -> None:
    account = make_account()
    secret, _ = with_app(account)
    with django_assert_max_num_queries(12):
        pass_second_step(account_id=account.pk, code=code_of(secret), place="203.0.113.7", device="own")
    with django_assert_max_num_queries(2):
        assert safety.due(account, "own").asked
