"""Trusted devices of sellers in the browser: the code, the wait, the lock, the list (SEL-05)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from kontor.contexts.accounts.models import AccountDevice, WaitingSignIn
from kontor.contexts.accounts.services.switch_device_list import switch_device_list
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel.clock import moved
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.mail.models import Message
from kontor.platform.reviews.models import ReviewItem
from kontor.sites.security.tests.person import Person, app_of, code_of, sent_code
from kontor.sites.storefront.account.tests.visitor import texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-05")]
WAIT = "/seller/new-device/"
LIST = "security/trusted/"
Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def _one_step(policy_value: Callable[[str, str], None]) -> None:
    policy_value("accounts.second_step_for_sellers", "off")


@pytest.fixture
def first() -> Person:
    """A seller at the first device, which is trusted."""
    person = Person(make_account(audience="seller"))
    assert person.knock()["Location"] == "/seller/"
    return person


def _away(person: Person, address: str = "198.51.100.7") -> Person:
    person.defaults["REMOTE_ADDR"] = address
    return person


def _subjects() -> list[str]:
    return list(Message.objects.order_by("id").values_list("subject", flat=True))


def _decide(decision: str, reason: str) -> None:
    operator = Operator(make_account(audience="operator").pk)
    item = reviews.claim_oldest(viewer=operator, kind="accounts.sign_in_elsewhere")
    reviews.decide(viewer=operator, item_id=item.pk, decision=decision, reason=reason)


def test_a_new_device_asks_for_the_second_factor_and_a_code_by_mail(first: Person, settle: Settle) -> None:
    secret = app_of(first.account)
    phone = Person(first.account)
    assert phone.knock(next="/seller/orders/")["Location"] == "/seller/second-step/"
    with moved(timedelta(seconds=60)):
        passed = phone.post_at("second-step/", {"code": code_of(secret)})
        assert passed["Location"] == WAIT
        assert phone.at("")["Location"].startswith("/seller/sign-in/")  # nobody is signed in yet
        assert "six digits to the address of your account" in texts(phone.get(WAIT))
        settle()
        assert any(subject.endswith("is your code for Kontor") for subject in _subjects())
        wrong = phone.send(WAIT, {"code": "000000"})
        assert (wrong.status_code, "This code is not right" in texts(wrong)) == (401, True)
        assert 'href="#f-code"' in wrong.content.decode()
        assert phone.send(WAIT, {"code": sent_code()})["Location"] == "/seller/orders/"
        assert phone.at("security/").status_code == 200
        phone.send("/seller/sign-out/")
    with moved(timedelta(seconds=120)):
        phone.knock()
        done = phone.post_at("second-step/", {"code": code_of(secret)})
    assert done["Location"] == "/seller/"  # trusted from then on
    assert AccountDevice.objects.filter(account=first.account, listed_at__isnull=False).count() == 2


def test_from_another_place_a_person_looks_first_and_the_seller_sees_how_long_that_takes(
    first: Person, settle: Settle
) -> None:
    thief = _away(Person(make_account(audience="seller")), "192.0.2.1")
    thief.knock()
    for _ in range(2):  # one case before, decided after three hours
        _away(thief, "198.51.100.9").knock()
    with moved(timedelta(hours=3)):
        _decide("let_in", "We have checked that it was you. Sign in again, please.")
        settle()
    away = _away(Person(first.account))
    assert away.knock()["Location"] == WAIT
    page = texts(away.get(WAIT))
    assert "a person of our team looks at it before you come in" in page
    assert "half of such sign-ins were decided within 3 h" in page
    settle()
    assert "A sign-in to your store waits for a check" in _subjects()
    assert "You can sign in now" in _subjects()
    assert away.send(WAIT, {"code": "123456"})["Location"] == "/seller/sign-in/"  # no code opens this
    away.knock()
    assert ReviewItem.objects.filter(closed_at=None).count() == 1
    _decide("refuse", "We could not reach you.")
    assert away.knock()["Location"] == WAIT
    assert "We could not reach you." in texts(away.get(WAIT))
    settle()
    assert "A sign-in to your store was refused" in _subjects()
    with moved(timedelta(hours=73)):
        assert away.knock()["Location"] == WAIT
        _decide("let_in", "Now we could.")
        assert "sign in once more, and you come in" in texts(away.get(WAIT))
        assert away.knock()["Location"] == "/seller/"
        assert "Now we could." in texts(away.at(LIST))
    first.knock()
    assert "On the list" in texts(first.at(LIST))


def test_with_the_list_off_a_new_device_is_locked_and_the_owner_gets_in_again(first: Person, settle: Settle) -> None:
    answer = first.post_at(f"{LIST}switch/", {"on": "0"})
    assert answer["Location"] == f"/seller/{LIST}"
    assert "is not on it is locked" in texts(first.at(LIST))
    phone = Person(first.account)
    assert phone.knock()["Location"] == WAIT
    page = texts(phone.get(WAIT))
    assert "the sign-in is locked as a risk" in page
    assert "switch the list on" in page  # what to do
    settle()
    assert "A sign-in to your store is locked" in _subjects()
    assert not ReviewItem.objects.exists()
    assert phone.post_at("new-device/ask/")["Location"] == WAIT
    assert "looks at it before you come in" in texts(phone.get(WAIT))
    _decide("let_in", "We have called you.")
    assert phone.knock()["Location"] == "/seller/"
    tablet = Person(first.account)
    tablet.knock()
    first.post_at(f"{LIST}switch/", {"on": "1"})
    assert tablet.knock()["Location"] == WAIT
    assert "six digits" in texts(tablet.get(WAIT))  # confirmed by its owner, now that the list is on


def test_whoever_cannot_read_the_mailbox_asks_for_a_person(first: Person) -> None:
    phone = Person(first.account)
    phone.knock()
    assert "Have a person look at it" in texts(phone.get(WAIT))
    phone.post_at("new-device/ask/")
    assert phone.post_at("new-device/send/")["Location"] == "/seller/sign-in/"
    assert ReviewItem.objects.get().kind == "accounts.sign_in_elsewhere"


def test_the_list_is_read_and_changed_by_its_owner(first: Person, django_assert_max_num_queries: Any) -> None:
    away = _away(Person(first.account))
    away.knock()
    first.at("security/")
    with django_assert_max_num_queries(7):
        page = texts(first.at(LIST))
    assert "You have fewer than 2 trusted devices" in page
    assert "Firefox on Linux This device" in page
    assert "Waiting to come in" in page
    waiting = WaitingSignIn.objects.get()
    told = first.post_at(f"{LIST}waiting/{waiting.pk}/not-me/")
    assert told["Location"] == "/seller/security/password/"
    assert "The owner of the account says: this was not me." in texts(first.at(LIST))
    assert "this was not me" in texts(away.get(WAIT))
    device = AccountDevice.objects.get()
    for on, words in (("0", "Known, but not on the list"), ("1", "trusted since")):
        first.post_at(f"{LIST}{device.pk}/", {"on": on})
        assert words in texts(first.at(LIST))


def test_strangers_and_stale_proofs_change_nothing(first: Person) -> None:
    stranger = Person(make_account(audience="seller"))
    stranger.knock()
    _away(Person(first.account)).knock()
    device, waiting = AccountDevice.objects.get(account=first.account), WaitingSignIn.objects.get()
    for path in (f"{LIST}{device.pk}/", f"{LIST}waiting/{waiting.pk}/not-me/"):
        assert stranger.post_at(path, {"on": "0"}).status_code == 404
    with moved(timedelta(hours=2)):  # the proof of who it is has gone stale
        for path in (f"{LIST}switch/", f"{LIST}{device.pk}/"):
            assert "/security/confirm/" in first.post_at(path, {"on": "0"})["Location"]
    device.refresh_from_db()
    assert device.listed_at is not None
    assert not hasattr(first.account, "device_list")
    buyer = Person(make_account())
    buyer.knock()
    assert buyer.at(LIST).status_code == 404
    for path in (WAIT, f"{WAIT}send/", f"{WAIT}ask/", "/account/new-device/"):
        answer: HttpResponse = Person(first.account).send(path)
        assert re.search(r"/sign-in/$", answer["Location"])


def test_another_password_opens_no_sign_in_that_waits(first: Person) -> None:
    phone = Person(first.account)
    phone.knock()
    phone.get(WAIT)
    first.account.set_password("Another77lantern")
    first.account.save()
    assert phone.send(WAIT, {"code": sent_code()})["Location"] == "/seller/sign-in/"
    assert phone.at("")["Location"].startswith("/seller/sign-in/")


def test_after_a_while_the_password_is_typed_again(first: Person) -> None:
    phone = Person(first.account)
    phone.knock()
    phone.get(WAIT)
    code = sent_code()
    with moved(timedelta(minutes=16)):
        answer = phone.send(WAIT, {"code": code})
    assert answer["Location"] == "/seller/sign-in/"
    assert phone.knock(PASSWORD)["Location"] == WAIT


def test_a_locked_list_of_an_account_without_devices_locks_nobody_out() -> None:
    account = make_account(audience="seller")
    switch_device_list(account_id=account.pk, on=False)
    assert _away(Person(account)).knock()["Location"] == "/seller/"
