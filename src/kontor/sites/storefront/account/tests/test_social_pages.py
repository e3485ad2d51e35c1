"""Joining and signing in by Google, Facebook and VK, over HTTP with the played providers (ACC-08)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.models import Account, AccountState, SocialIdentity, SocialVisit, Verification
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel import clock
from kontor.platform.events.models import OutboxEvent
from kontor.sites.storefront.account.tests.provider import Traveller, World, parameters
from kontor.sites.storefront.account.tests.visitor import field, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-08")]

VESELA = "veselapetrova@gmail.com"  # as it is compared
Travellers = Callable[[], Traveller]


def signed_in(browser: Traveller) -> bool:
    return browser.get("/account/").status_code == 200


def facts() -> list[str]:
    return list(OutboxEvent.objects.order_by("position").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("provider", "handed"),
    [
        ("google", "whether Google has verified it"),
        ("facebook", "if you have entered one there and agree"),
        ("vk", "Your e-mail address and your phone number"),
    ],
)
def test_the_page_before_leaving_says_what_is_handed_over(traveller: Travellers, provider: str, handed: str) -> None:
    browser = traveller()
    page = browser.get(f"/social/{provider}/?next=/cart/")
    assert handed in texts(page)
    assert "We do not get" in texts(page)
    assert "no real account is used" in texts(page)
    assert '<input type="hidden" name="next" value="/cart/">' in page.content.decode()
    assert not SocialVisit.objects.exists()  # looking is not leaving


def test_the_departure_carries_state_pkce_and_the_exact_way_back(traveller: Travellers) -> None:
    browser = traveller()
    asked = {code: parameters(browser.depart(code)) for code in ("google", "facebook", "vk")}
    for code, query in asked.items():
        assert query["redirect_uri"] == f"http://testserver/social/{code}/return/"
        assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
        assert (len(query["state"]), len(query["code_challenge"])) == (43, 43)
    assert asked["google"]["scope"] == "openid email profile"
    assert len(asked["google"]["nonce"]) == 43
    assert "nonce" not in asked["vk"]
    kept = str(list(SocialVisit.objects.values_list("state_hash", "browser_hash")))
    assert not any(query["state"] in kept for query in asked.values())


def test_joining_by_google_needs_no_password_and_no_mail(traveller: Travellers) -> None:
    browser = traveller()
    back = browser.travel(onward="/cart/")
    assert (back.status_code, back["Location"]) == (302, "/join/social/")
    page = browser.get("/join/social/")
    assert field(page, "address") == "vesela.petrova@gmail.com"
    assert 'name="password"' not in page.content.decode()
    done = browser.finish()
    assert (done.status_code, done["Location"]) == (302, "/verify/done/")
    account = Account.objects.get()
    assert (account.audience, account.state, account.email_key) == ("buyer", "active", VESELA)
    assert (account.full_name, account.country, account.has_usable_password()) == ("Vesela Petrova", "BG", False)
    assert account.verified_at is not None
    identity = SocialIdentity.objects.get()
    assert (identity.account_id, identity.provider, identity.shown_as) == (account.pk, "google", account.email)
    assert facts() == ["accounts.registered", "accounts.address_verified"]
    assert not SocialVisit.objects.exists()  # what was handed over is kept no longer than needed
    assert signed_in(browser)
    assert "/cart/" in browser.get("/verify/done/").content.decode()


def test_the_second_time_is_a_sign_in(traveller: Travellers, django_assert_max_num_queries: Any) -> None:
    first = traveller()
    first.travel()
    first.finish()
    other = traveller()
    address = other.world.consent(other.depart(next="/cart/"))
    with django_assert_max_num_queries(35):
        back = other.arrive(address)
    assert (back.status_code, back["Location"]) == (302, "/cart/")
    assert signed_in(other)
    assert Account.objects.count() == 1
    assert SocialIdentity.objects.get().last_used_at is not None
    assert not SocialVisit.objects.exists()


@pytest.mark.parametrize("provider", ["facebook", "vk"])
def test_an_address_of_facebook_or_vk_is_proven_by_our_own_message(traveller: Travellers, provider: str) -> None:
    browser = traveller()
    browser.travel(provider)
    done = browser.finish()
    assert (done.status_code, done["Location"]) == (302, "/join/check-mail/")
    account = Account.objects.get()
    assert (account.state, account.verified_at) == (AccountState.PENDING, None)
    assert "accounts.verification_requested" in facts()
    assert not signed_in(browser)
    again = traveller().travel(provider)
    assert again.status_code == 403
    assert "Account not activated" in texts(again)


@pytest.mark.parametrize(
    ("switched", "person"),
    [
        ({"email": "unverified"}, {}),
        ({}, {"given": "Ann", "family": "Lee", "email": "ann@example.com"}),  # verified once, but not Google's mailbox
    ],
)
def test_google_is_believed_only_where_it_runs_the_mailbox(
    traveller: Travellers, world: World, switched: dict[str, str], person: dict[str, str]
) -> None:
    world.switch(**switched)
    browser = traveller()
    browser.travel(**person)
    assert browser.finish()["Location"] == "/join/check-mail/"
    assert Account.objects.get().state == AccountState.PENDING


def test_a_mailbox_that_google_hosts_for_a_company_counts_as_proven(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel(person="anna")
    browser.finish()
    assert Account.objects.get().state == AccountState.ACTIVE


def test_another_address_than_the_proven_one_gets_our_message(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel()
    assert browser.finish(address="elsewhere@example.com")["Location"] == "/join/check-mail/"
    account = Account.objects.get()
    assert (account.state, account.email) == (AccountState.PENDING, "elsewhere@example.com")
    assert Verification.objects.get().used_at is None


def test_without_an_address_one_is_asked_for_and_a_phone_will_do(traveller: Travellers, world: World) -> None:
    world.switch(email="none")
    browser = traveller()
    browser.travel("facebook")
    page = browser.get("/join/social/")
    assert "Facebook gave us no address of yours" in texts(page)
    refused = browser.finish(address="")
    assert refused.status_code == 422
    assert "Enter your e-mail address or your mobile number." in texts(refused)
    assert not Account.objects.exists()
    browser.finish(address="+359888123456")
    assert (Account.objects.get().phone, Verification.objects.get().channel) == ("+359888123456", "sms")


def test_a_phone_of_vk_is_prefilled_and_proven_by_our_code(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel("vk", person="silent")
    page = browser.get("/join/social/")
    assert field(page, "address") == "+5511912345678"
    browser.finish(country="BR")
    assert (Account.objects.get().state, Verification.objects.get().channel) == (AccountState.PENDING, "sms")


@pytest.mark.rule("ACC-02")
def test_a_name_in_another_script_comes_with_its_offer(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel(person="ivan")
    page = browser.get("/join/social/")
    assert "Use Ivan Sokolov" in texts(page)
    refused = browser.finish()
    assert refused.status_code == 422
    assert not Account.objects.exists()
    offer = {"accept_name": "1", "offer_given": "Ivan", "offer_family": "Sokolov"}
    assert browser.finish(**offer)["Location"] == "/verify/done/"
    account = Account.objects.get()
    assert (account.full_name, account.name_as_typed) == ("Ivan Sokolov", "Иван Соколов")


@pytest.mark.rule("ACC-05")
def test_a_registered_address_is_connected_only_after_its_owner_signs_in(traveller: Travellers) -> None:
    owner = make_account(email="vesela.petrova@gmail.com", email_key=VESELA)
    browser = traveller()
    assert browser.travel(onward="/cart/")["Location"] == "/join/social/"
    refused = browser.finish()
    assert refused.status_code == 409
    assert "ERR_EMAIL_OR_PHONE_TAKEN" in texts(refused)
    assert (Account.objects.count(), SocialIdentity.objects.count()) == (1, 0)
    assert not signed_in(browser)
    entered = browser.send(
        "/sign-in/", {"address": owner.email, "password": PASSWORD, "next": "/social/connect/"}
    )  # fmt: skip
    assert entered["Location"] == "/social/connect/"
    question = browser.get("/social/connect/")
    assert "Connect Google with your account?" in texts(question)
    assert not SocialIdentity.objects.exists()  # signing in alone connects nothing
    assert browser.send("/social/connect/")["Location"] == "/cart/"
    assert SocialIdentity.objects.get().account_id == owner.pk
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    assert traveller().travel()["Location"] == "/account/"


def test_not_now_connects_nothing(traveller: Travellers) -> None:
    make_account(email="vesela.petrova@gmail.com", email_key=VESELA)
    browser = traveller()
    browser.travel()
    browser.enter(Account.objects.get())
    assert browser.send("/social/connect/", {"skip": "1"})["Location"] == "/account/security/connected/"
    assert not SocialIdentity.objects.exists()
    assert browser.get("/social/connect/")["Location"] == "/account/security/connected/"


def test_whoever_registered_the_address_without_proving_it_gives_way(traveller: Travellers) -> None:
    squatter = traveller()
    squatter.join(address="vesela.petrova@gmail.com")
    assert Account.objects.get().state == AccountState.PENDING
    browser = traveller()
    browser.travel()
    assert browser.finish()["Location"] == "/verify/done/"
    account = Account.objects.get()
    assert (account.state, account.has_usable_password()) == (AccountState.ACTIVE, False)
    assert "accounts.registration_erased" in facts()


def test_a_closed_account_opens_no_session(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel()
    browser.finish()
    Account.objects.update(state=AccountState.SUSPENDED)
    other = traveller()
    back = other.travel()
    assert (back.status_code, back["Location"].partition("?")[0]) == (302, "/account-closed/")
    assert not signed_in(other)


def test_saying_no_and_walking_away_change_nothing(traveller: Travellers) -> None:
    browser = traveller()
    for provider in ("google", "facebook", "vk"):
        back = browser.travel(provider, deed="no", onward="/cart/")
        assert back.status_code == 409
        assert "nothing was handed over" in texts(back)
        assert f"/social/{provider}/?next=%2Fcart%2F" in back.content.decode()
        assert back["Referrer-Policy"] == "no-referrer"
        assert browser.world.consent(browser.depart(provider), deed="walk") == ""
    assert not Account.objects.exists()
    assert not signed_in(browser)


@pytest.mark.parametrize("api", ["error", "drop", "nonsense"])
@pytest.mark.parametrize("provider", ["google", "facebook", "vk"])
def test_a_provider_that_is_down_is_said_and_nothing_is_lost(
    traveller: Travellers, world: World, provider: str, api: str
) -> None:
    browser = traveller()
    address = world.consent(browser.depart(provider, next="/cart/"))
    world.switch(api=api)
    back = browser.arrive(address)
    assert back.status_code == 503
    assert "does not answer at present" in texts(back)
    assert "next=%2Fcart%2F" in back.content.decode()
    world.switch(api="normal")
    assert browser.travel(provider)["Location"] == "/join/social/"


def test_a_visit_lives_for_a_short_while(traveller: Travellers) -> None:
    browser = traveller()
    address = browser.world.consent(browser.depart())
    with clock.moved(timedelta(minutes=11)):
        assert browser.arrive(address).status_code == 409
    assert not SocialVisit.objects.filter(answered_at__isnull=False).exists()
    browser.travel()
    with clock.moved(timedelta(minutes=61)):
        assert browser.get("/join/social/")["Location"] == "/join/"
    assert not Account.objects.exists()


def test_a_provider_without_keys_is_not_there(traveller: Travellers, settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"social_google_id": "a", "social_google_secret": "b"})
    browser = traveller()
    for path in ("/join/", "/sign-in/"):
        page = browser.get(path).content.decode()
        assert ("/social/google/" in page, "/social/vk/" in page, "no real account" in page) == (True, False, False)
    assert browser.get("/social/vk/").status_code == 404
    assert browser.send("/social/vk/").status_code == 404
    assert browser.get("/social/vk/return/?state=x&code=y").status_code == 404
    settings.KONTOR = settings.KONTOR.model_copy(update={"social_google_id": "", "social_played": False})
    assert "socials" not in browser.get("/join/").content.decode()
