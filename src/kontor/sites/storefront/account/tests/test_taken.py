"""That an address is taken is told at joining, and only behind limits and the captcha (ACC-05, ACC-20, ACC-31)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.sites.storefront.account.tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-05", "ACC-07", "ACC-20")]
TAKEN = "ERR_EMAIL_OR_PHONE_TAKEN"
KNOWN, UNKNOWN = "known@example.com", "other@example.com"


def _told(visitor: Visitor, address: str, **more: str) -> tuple[int, bool]:
    visitor.get("/join/")
    answer = visitor.join(address=address, **more)
    return answer.status_code, TAKEN in answer.content.decode()


def test_without_the_captcha_nobody_learns_who_has_an_account() -> None:
    make_account(email=KNOWN)
    for address in (KNOWN, UNKNOWN):
        assert _told(Visitor(), address, captcha="wrong") == (422, False)
    assert Account.objects.count() == 1
    assert _told(Visitor(), KNOWN) == (409, True)


def test_behind_the_limit_of_a_place_known_and_unknown_are_alike(policy_value: Callable[[str, str], None]) -> None:
    make_account(email=KNOWN)
    policy_value("risk.joins_per_place", "5")
    seen = [_told(Visitor(), KNOWN) for _ in range(5)]
    assert seen == [(409, True)] * 5
    for address in (KNOWN, UNKNOWN):
        assert _told(Visitor(), address) == (429, False)
    assert Account.objects.count() == 1


def test_behind_the_limit_of_a_browser_too(policy_value: Callable[[str, str], None]) -> None:
    make_account(email=KNOWN)
    policy_value("risk.joins_per_device", "5")
    visitor = Visitor()
    assert [_told(visitor, KNOWN) for _ in range(5)] == [(409, True)] * 5
    assert _told(visitor, KNOWN) == _told(visitor, UNKNOWN) == (429, False)
