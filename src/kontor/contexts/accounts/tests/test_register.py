"""Joining: what is written, what is refused, and who wins a race."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from kontor.contexts.accounts.errors import AddressTaken, NotFirstParty
from kontor.contexts.accounts.models import Account, AccountState, Verification
from kontor.contexts.accounts.services.create_account import create_account
from kontor.contexts.accounts.services.register import register
from kontor.contexts.accounts.services.register_seller import register_seller
from kontor.kernel.errors import Refusals
from kontor.kernel.viewer import System
from kontor.platform.events.models import OutboxEvent

GOOD: dict[str, Any] = {
    "address": "Zhivko.Shishkov@example.com",
    "password": "Lantern42harbour",
    "password_again": "Lantern42harbour",
    "given_name": "Zhivko",
    "family_name": "Shishkov",
    "country": "BG",
}


@pytest.mark.rule("ACC-02", "ACC-03", "ACC-04", "ACC-10", "ACC-15")
@pytest.mark.django_db
def test_a_buyer_joins_by_mail(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        made = register(**GOOD, name_as_typed="Живко Шишков", next_page="/checkout/")
    account = Account.objects.get()
    assert (account.email, account.email_key) == ("Zhivko.Shishkov@example.com", "zhivko.shishkov@example.com")
    assert (account.state, account.audience, account.phone) == (AccountState.PENDING, "buyer", None)
    assert (account.currency, account.language, account.name_as_typed) == ("EUR", "bg", "Живко Шишков")
    assert account.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert made.verification.next_page == "/checkout/"
    assert (made.verification.expires_at - made.verification.created_at).total_seconds() == 24 * 3600
    names = list(OutboxEvent.objects.order_by("position").values_list("name", flat=True))
    assert names == ["accounts.registered", "accounts.verification_requested"]
    bodies = str(list(OutboxEvent.objects.values_list("body", flat=True)))
    assert "example.com" not in bodies
    assert made.verification.secret_hash not in bodies


@pytest.mark.rule("ACC-02", "ACC-10")
@pytest.mark.django_db
def test_a_buyer_joins_by_phone() -> None:
    made = register(**GOOD | {"address": "0888 123 456"}, language="en")
    assert (made.account.phone, made.account.email_key, made.account.language) == ("+359888123456", None, "en")
    assert (made.verification.channel, made.verification.address) == ("sms", "+359888123456")


@pytest.mark.rule("ACC-02", "ACC-03")
@pytest.mark.django_db
def test_everything_wrong_is_said_at_once_and_nothing_is_written() -> None:
    wrong = {"address": "nobody", "password": "short", "given_name": "", "family_name": "7", "country": "XX"}
    with pytest.raises(Refusals) as refusals:
        register(**GOOD | wrong)
    assert [(part.field, part.code) for part in refusals.value.parts] == [
        ("address", "ERR_ADDRESS_INVALID"),
        ("country", "ERR_COUNTRY_UNKNOWN"),
        ("given_name", "ERR_NAME_MISSING"),
        ("family_name", "ERR_NAME_CHARACTER"),
        ("password", "ERR_PASSWORD_RULES"),
    ]
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-03")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "again", "code"),
    [
        ("Password1", "Password1", "ERR_PASSWORD_COMMON"),
        ("Lantern42harbour", "Lantern42harbor", "ERR_PASSWORDS_DIFFER"),
        ("lantern42harbour", "lantern42harbour", "ERR_PASSWORD_RULES"),
    ],
)
def test_passwords_that_are_refused(password: str, again: str, code: str) -> None:
    with pytest.raises(Refusals) as refusals:
        register(**GOOD | {"password": password, "password_again": again})
    assert [part.code for part in refusals.value.parts] == [code]
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-05")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ann.lee@gmail.com", "A.n.n.Lee+deals@googlemail.com"),
        ("ann@example.com", "ＡＮＮ@EXAMPLE.com"),
        ("0888123456", "+359 888 123 456"),
    ],
)
def test_one_address_makes_one_buyer(first: str, second: str) -> None:
    register(**GOOD | {"address": first})
    with pytest.raises(AddressTaken) as refusal:
        register(**GOOD | {"address": second})
    assert (refusal.value.code, refusal.value.field) == ("ERR_EMAIL_OR_PHONE_TAKEN", "address")
    assert (Account.objects.count(), Verification.objects.count()) == (1, 1)
    assert OutboxEvent.objects.count() == 2


@pytest.mark.rule("ACC-05")
@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_wins() -> None:
    outcomes: list[str] = []
    start = threading.Barrier(8)

    def join() -> None:
        start.wait()
        try:
            register(**GOOD)
            outcomes.append("made")
        except AddressTaken as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=join) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["ERR_EMAIL_OR_PHONE_TAKEN"] * 7 + ["made"]
    assert (Account.objects.count(), Verification.objects.count()) == (1, 1)


@pytest.mark.rule("ACC-01")
@pytest.mark.django_db
def test_the_operators_service_makes_no_buyer() -> None:
    given = {"email": "s@example.com", "password": "Lantern42harbour", "given_name": "S", "family_name": "T"}
    with pytest.raises(NotFirstParty):
        create_account(by=System("test"), audience="buyer", country="CN", **given)
    made = create_account(by=System("test"), audience="seller", country="CN", **given)
    assert (made.is_active, made.currency, Account.objects.count()) == (True, "CNY", 1)


@pytest.mark.rule("ACC-01")
@pytest.mark.django_db
def test_a_seller_is_made_by_a_service_of_its_own() -> None:
    made = register_seller(**GOOD)
    assert (made.account.audience, made.account.state) == ("seller", AccountState.PENDING)
    assert register(**GOOD).account.audience == "buyer"  # the same person may be both
    with pytest.raises(AddressTaken):
        register_seller(**GOOD)
    with pytest.raises(Refusals) as refusals:
        register_seller(**GOOD | {"address": "0888 123 456"})
    assert [(part.field, part.code) for part in refusals.value.parts] == [("address", "ERR_EMAIL_NEEDED")]
    assert sorted(Account.objects.values_list("audience", flat=True)) == ["buyer", "seller"]
