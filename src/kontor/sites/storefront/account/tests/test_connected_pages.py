"""“Connected accounts”: connecting, disconnecting, and the last way in (ACC-08)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.models import Account, Factor, SecurityStep, SocialIdentity, Verification
from kontor.contexts.accounts.tests.factories import make_account
from kontor.kernel import clock
from kontor.sites.storefront.account.tests.provider import Traveller
from kontor.sites.storefront.account.tests.visitor import Visitor, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-08")]

Travellers = Callable[[], Traveller]
PAGE = "/account/security/connected/"


def test_connecting_and_disconnecting(traveller: Travellers, django_assert_max_num_queries: Any) -> None:
    browser = traveller()
    account = browser.enter()
    assert texts(browser.get(PAGE)).count("Not connected") == 3
    assert browser.travel("vk", person="silent")["Location"] == PAGE
    with django_assert_max_num_queries(4):
        page = browser.get(PAGE)
    assert "Maria Souza" in texts(page)
    assert "VK is connected" in texts(page)
    identity = SocialIdentity.objects.get()
    assert (identity.account_id, identity.provider, identity.last_used_at) == (account.pk, "vk", None)
    other = traveller()
    assert other.travel("vk", person="silent")["Location"] == "/account/"
    assert "last used" in texts(other.get(PAGE))
    assert browser.send(f"{PAGE}vk/disconnect/")["Location"] == PAGE
    assert not SocialIdentity.objects.exists()
    assert traveller().travel("vk", person="silent")["Location"] == "/join/social/"


def test_the_last_way_in_stays_until_there_is_a_password(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel()
    browser.finish()
    assert "You have no password here yet" in texts(browser.get(PAGE))
    refused = browser.send(f"{PAGE}google/disconnect/")
    assert refused.status_code == 409
    assert "This is your only way to sign in" in texts(refused)
    assert SocialIdentity.objects.count() == 1
    browser.travel("facebook")
    assert browser.send(f"{PAGE}google/disconnect/").status_code == 302  # one other is enough
    assert browser.send(f"{PAGE}facebook/disconnect/").status_code == 409
    assert [each.provider for each in SocialIdentity.objects.all()] == ["facebook"]
    account = Account.objects.get()
    account.set_password("Lantern42harbour")
    account.save()
    again = traveller()
    again.travel("facebook")
    assert again.send(f"{PAGE}facebook/disconnect/").status_code == 302
    assert not SocialIdentity.objects.exists()


def test_one_account_elsewhere_is_one_account_here(traveller: Travellers) -> None:
    first = traveller()
    first.enter()
    first.travel()
    second = traveller()
    second.enter()
    refused = second.travel()
    assert refused.status_code == 409
    assert "is connected with an account here already" in texts(refused)
    assert SocialIdentity.objects.count() == 1
    another = first.travel(person="anna")
    assert another.status_code == 409
    assert "Another account of Google is connected already" in texts(another)
    assert SocialIdentity.objects.get().shown_as == "vesela.petrova@gmail.com"
    assert first.travel()["Location"] == PAGE  # the same again is the same


def test_a_link_to_set_a_password_goes_to_the_account_s_own_address(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel()
    browser.finish()
    from kontor.platform.jobs import drain

    assert browser.send("/reset/", {"address": "vesela.petrova@gmail.com"}).status_code == 302
    drain()
    assert Verification.objects.filter(purpose="reset").get().address == "vesela.petrova@gmail.com"


def test_strangers_and_guests_see_and_take_nothing() -> None:
    owner = make_account()
    SocialIdentity.objects.create(
        account=owner, provider="google", subject="1", shown_as="secret@gmail.com", linked_at=owner.created_at
    )
    guest, stranger = Visitor(), Visitor()
    assert guest.get(PAGE).status_code == 302
    assert guest.send(f"{PAGE}google/disconnect/").status_code == 302
    stranger.enter()
    assert "secret@gmail.com" not in texts(stranger.get(PAGE))
    assert stranger.send(f"{PAGE}google/disconnect/").status_code == 302
    assert SocialIdentity.objects.count() == 1


@pytest.mark.rule("ACC-21")
def test_connecting_and_disconnecting_want_a_fresh_proof(traveller: Travellers) -> None:
    browser = traveller()
    browser.enter()
    browser.travel()
    with clock.moved(timedelta(minutes=16)):
        asked = browser.send("/social/vk/")
        assert asked["Location"] == "/account/security/confirm/?next=%2Faccount%2Fsecurity%2Fconnected%2F"
        assert browser.send(f"{PAGE}google/disconnect/")["Location"].startswith("/account/security/confirm/")
    assert [each.provider for each in SocialIdentity.objects.all()] == ["google"]
    assert list(SecurityStep.objects.values_list("what", flat=True)) == ["social_on"]


@pytest.mark.rule("ACC-21")
def test_a_sign_in_by_a_provider_goes_through_the_second_step(traveller: Travellers) -> None:
    browser = traveller()
    account = browser.enter()
    browser.travel()
    Factor.objects.create(account=account, kind="sms", phone="+359888123456", confirmed_at=account.created_at)
    other = traveller()
    back = other.travel(onward="/cart/")
    assert back["Location"] == "/account/second-step/"
    assert other.get("/account/").status_code == 302
