"""Guessing passwords: limited by account, place and device, without locking the owner out (ACC-20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.contexts.accounts import hashing
from kontor.contexts.accounts.errors import WrongCredentials
from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.services.note_sign_in import note_sign_in
from kontor.contexts.accounts.services.sign_in import sign_in
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel.clock import moved
from kontor.kernel.errors import Refusal
from kontor.platform.http.network import coarse, subscriber
from kontor.platform.limits import TooMany

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-20")]
GUESS = "Wrong42harbour"


def tried(account: Account | str, password: str = GUESS, *, place: str = "", device: str = "") -> str:
    """What one try comes to."""
    address = account if isinstance(account, str) else account.email
    try:
        sign_in(audience="buyer", address=address, password=password, place=place, device=device)
    except Refusal as refusal:
        return refusal.code
    return "in"


def test_one_account_from_a_thousand_places() -> None:
    account = make_account()
    came = [tried(account, place=f"2001:db8:{n:x}::1", device=f"d{n}") for n in range(15)]
    assert came == ["ERR_WRONG_CREDENTIALS"] * 10 + ["ERR_TOO_MANY"] * 5
    assert tried(account, PASSWORD) == "ERR_TOO_MANY"
    with moved(timedelta(minutes=16)):
        assert tried(account, PASSWORD) == "in"


def test_the_owner_s_own_browser_is_not_locked_out_by_strangers() -> None:
    account, other = make_account(), make_account()
    note_sign_in(account_id=account.pk, device="own")
    note_sign_in(account_id=other.pk, device="theirs")
    for n in range(12):
        tried(account, device=f"d{n}")
    assert tried(account, PASSWORD, device="theirs") == "ERR_TOO_MANY"  # known, but to another account
    assert tried(account, PASSWORD, device="own") == "in"
    came = [tried(account, device="own") for _ in range(10)]
    assert came == ["ERR_WRONG_CREDENTIALS"] * 9 + ["ERR_TOO_MANY"]  # it has a limit of its own


def test_one_place_and_one_device_try_many_accounts(policy_value: Callable[[str, str], None]) -> None:
    policy_value("accounts.sign_ins_per_place", "6")
    policy_value("accounts.sign_ins_per_device", "4")
    came = [tried(f"a{n}@example.com", place=f"2001:db8:0:7::{n:x}") for n in range(8)]  # one subscriber's addresses
    assert came == ["ERR_WRONG_CREDENTIALS"] * 6 + ["ERR_TOO_MANY"] * 2
    came = [tried(f"b{n}@example.com", place=f"203.0.113.{n}", device="one") for n in range(6)]
    assert came == ["ERR_WRONG_CREDENTIALS"] * 4 + ["ERR_TOO_MANY"] * 2


def test_known_and_unknown_cost_the_same_hashes_and_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    make_account(email="known@example.com")
    make_account(email="waits@example.com", state="pending")
    make_account(email="social@example.com", password="")
    make_account(email="shop@example.com", audience="seller")
    hashes = list[str]()
    for name in ("make_password", "check_password"):
        plain = getattr(hashing, name)
        monkeypatch.setattr(hashing, name, lambda *given, plain=plain: (hashes.append("hash"), plain(*given))[1])
    seen = []
    for who in ("known", "unknown", "waits", "social", "shop"):
        hashes.clear()
        with CaptureQueriesContext(connection) as done, pytest.raises(WrongCredentials):
            sign_in(audience="buyer", address=f"{who}@example.com", password=GUESS, place="203.0.113.9", device="d")
        shape = [query["sql"].split()[:3] for query in done.captured_queries]
        seen.append((len(hashes), shape))
    assert seen[0][0] == 1
    assert len(seen[0][1]) == 4
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize(
    ("address", "counted", "shown"),
    [
        ("203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("nonsense", "", ""),
    ],
)
def test_places(address: str, counted: str, shown: str) -> None:
    assert (subscriber(address), coarse(address)) == (counted, shown)


def test_too_many_says_how_long() -> None:
    for _ in range(10):
        tried("a@example.com")
    with pytest.raises(TooMany) as refused:
        sign_in(audience="buyer", address="a@example.com", password=GUESS)
    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after <= 900
