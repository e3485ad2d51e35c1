"""Passkeys: made, used as the second step and alone; and everything that a thief may try with them (ACC-21)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest

from kontor.contexts.accounts import passkeys, safety
from kontor.contexts.accounts.errors.second_step import PasskeyRefused, TooManyPasskeys
from kontor.contexts.accounts.models import Account, Factor, RecoveryCode
from kontor.contexts.accounts.passkeys import Party
from kontor.contexts.accounts.services.add_passkey import add_passkey
from kontor.contexts.accounts.services.use_passkey import use_passkey
from kontor.contexts.accounts.tests.authenticator import PRESENT, Authenticator
from kontor.contexts.accounts.tests.factories import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-21")]

HERE = Party("testserver", "http://testserver")


def made(account: Account, key: Authenticator | None = None, party: Party = HERE) -> Authenticator:
    """A passkey of `account`."""
    key, challenge = key or Authenticator(), os.urandom(32)
    answer = key.make(passkeys.to_make(account, party, challenge, safety.passkey_ids(account.pk)))
    add_passkey(account_id=account.pk, answer=answer, party=party, challenge=challenge, name="Phone")
    return key


def enter(key: Authenticator, audience: str = "buyer", account: Account | None = None) -> Account:
    challenge = os.urandom(32)
    answer = key.use(passkeys.to_use(HERE, challenge))
    return use_passkey(
        audience=audience, answer=answer, party=HERE, challenge=challenge, account_id=account.pk if account else None
    )


def test_options_ask_for_a_key_that_is_found_and_checks_the_person() -> None:
    account = make_account()
    asked = json.loads(passkeys.to_make(account, HERE, b"c" * 32, [b"known"]))
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in asked["excludeCredentials"]] == ["a25vd24"]
    assert json.loads(passkeys.to_use(HERE, b"c" * 32))["userVerification"] == "required"


def test_a_passkey_signs_in_alone_and_counts_its_uses() -> None:
    account = make_account()
    key = made(account)
    assert enter(key) == account
    assert enter(key, account=account) == account
    factor = Factor.objects.get()
    assert (factor.uses, factor.used_at is not None, factor.name) == (2, True, "Phone")
    assert RecoveryCode.objects.filter(account=account).count() == 10


def test_a_copied_key_is_noticed_by_its_counter() -> None:
    key = made(make_account())
    enter(key)
    key.uses = 0
    with pytest.raises(PasskeyRefused):
        enter(key)
    assert Factor.objects.get().uses == 1


def test_an_answer_serves_its_own_question_only() -> None:
    key = made(make_account())
    answer = key.use(passkeys.to_use(HERE, b"a" * 32))
    with pytest.raises(PasskeyRefused):
        use_passkey(audience="buyer", answer=answer, party=HERE, challenge=b"b" * 32)


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://kontor.evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"host": "evil.example"},
        {"flags": PRESENT},  # nobody was checked
        {"flags": 0},
    ],
)
def test_another_place_and_an_unchecked_person_are_refused(change: dict[str, object]) -> None:
    account = make_account()
    key = made(account)
    for name, value in change.items():
        setattr(key, name, value)
    with pytest.raises(PasskeyRefused):
        enter(key)
    with pytest.raises(PasskeyRefused):
        made(account, Authenticator(**change))  # type: ignore[arg-type]
    assert (Factor.objects.count(), Factor.objects.get().uses) == (1, 0)


def test_nobody_comes_in_with_another_s_name() -> None:
    victim, thief = make_account(), make_account()
    made(victim)
    key = made(thief)
    key.handle = victim.pk.bytes
    with pytest.raises(PasskeyRefused):
        enter(key)
    key.handle = thief.pk.bytes
    with pytest.raises(PasskeyRefused):
        enter(key, account=victim)
    with pytest.raises(PasskeyRefused):
        enter(key, audience="operator")
    key.handle = b""
    with pytest.raises(PasskeyRefused):
        enter(key)


def test_a_key_signs_with_itself() -> None:
    account = make_account()
    key = made(account)
    key.key = Authenticator().key
    with pytest.raises(PasskeyRefused):
        enter(key)


def test_one_credential_belongs_to_one_account() -> None:
    key = made(make_account())
    with pytest.raises(PasskeyRefused):
        made(make_account(), key)
    assert Factor.objects.count() == 1


def test_whoever_cannot_sign_in_cannot_do_it_by_passkey() -> None:
    account = make_account()
    key = made(account)
    Account.objects.update(state="suspended")
    with pytest.raises(PasskeyRefused):
        enter(key)


def test_an_account_has_so_many_at_most(policy_value: Callable[[str, str], None]) -> None:
    policy_value("accounts.passkeys_most", "1")
    account = make_account()
    made(account)
    with pytest.raises(TooManyPasskeys):
        made(account)
    assert Factor.objects.count() == 1


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', '{"id":"YQ","response":{}}', "\x00"])
def test_nonsense_is_refused(answer: str) -> None:
    made(make_account())
    for account_id in (None, Account.objects.get().pk):
        with pytest.raises(PasskeyRefused):
            use_passkey(audience="buyer", answer=answer, party=HERE, challenge=b"c", account_id=account_id)
    with pytest.raises(PasskeyRefused):
        passkeys.made(answer, HERE, b"c")
