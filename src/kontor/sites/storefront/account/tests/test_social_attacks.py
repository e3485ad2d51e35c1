"""What somebody might try on the way to a provider and back (ACC-08): refused, and nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account, SocialIdentity, SocialVisit
from kontor.contexts.accounts.tests.factories import make_account
from kontor.platform.http.sessions import SessionStore
from kontor.platform.limits.models import RateCounter
from kontor.sites.storefront.account.tests.provider import Traveller, World, parameters
from kontor.sites.storefront.account.tests.visitor import texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-08")]

Travellers = Callable[[], Traveller]


def unchanged(browser: Traveller) -> None:
    """Nobody was made, connected or signed in."""
    assert browser.get("/account/").status_code == 302
    assert (Account.objects.count(), SocialIdentity.objects.count()) == (0, 0)
    assert browser.get("/join/social/")["Location"] == "/join/"


@pytest.mark.parametrize(
    "wrong", ["nonce", "signature", "algorithm", "audience", "party", "issuer", "expired", "iss", "state"]
)
def test_an_answer_with_something_wrong_in_it_signs_nobody_in(traveller: Travellers, world: World, wrong: str) -> None:
    world.switch(wrong=wrong)
    browser = traveller()
    back = browser.travel()
    assert back.status_code == 409
    assert ("not begun in this browser" if wrong == "state" else "could not be verified") in texts(back)
    unchanged(browser)


def test_an_answer_counts_once(traveller: Travellers, world: World) -> None:
    world.switch(code_again=True)  # even if the provider would take its code twice
    browser = traveller()
    address = world.consent(browser.depart())
    assert browser.arrive(address)["Location"] == "/join/social/"
    browser.finish()
    again = browser.arrive(address)
    assert again.status_code == 409
    assert world.identity.book.exchanged == 1
    assert SocialIdentity.objects.count() == 1


def test_a_code_of_another_visit_is_worth_nothing(traveller: Travellers, world: World) -> None:
    thief, victim = traveller(), traveller()
    stolen = parameters(world.consent(victim.depart()))["code"]
    own = parameters(world.consent(thief.depart()))
    back = thief.get("/social/google/return/", {"code": stolen, "state": own["state"]})
    assert back.status_code == 409  # its PKCE verifier is the victim's
    unchanged(thief)
    assert world.identity.book.exchanged == 0


@pytest.mark.parametrize("known", [True, False])
def test_a_stolen_way_back_opens_nothing_in_another_browser(traveller: Travellers, world: World, known: bool) -> None:
    victim, thief = traveller(), traveller()
    address = world.consent(victim.depart())
    if known:
        thief.depart()  # has a secret of its own
    back = thief.arrive(address)
    assert back.status_code == 409
    assert "was not begun in this browser" in texts(back)
    unchanged(thief)
    assert victim.arrive(address)["Location"] == "/join/social/"  # the theft has not used it up


def test_an_answer_of_one_provider_is_not_taken_for_another(traveller: Travellers, world: World) -> None:
    browser = traveller()
    answer = parameters(world.consent(browser.depart("google")))
    for other in ("facebook", "vk"):
        back = browser.get(f"/social/{other}/return/", {**answer, "device_id": "x"})
        assert back.status_code == 409
    assert world.identity.book.exchanged == 0
    unchanged(browser)


def test_vk_s_device_belongs_to_its_code(traveller: Travellers, world: World) -> None:
    for changed in ({"device_id": "another"}, {"device_id": ""}):
        browser = traveller()
        answer = parameters(world.consent(browser.depart("vk"))) | changed
        assert browser.get("/social/vk/return/", answer).status_code == 409
        unchanged(browser)


@pytest.mark.parametrize("answer", [{}, {"state": "x"}, {"code": "x"}, {"state": "", "code": ""}, {"error": "x"}])
def test_an_invented_answer_is_refused(traveller: Travellers, answer: dict[str, str]) -> None:
    browser = traveller()
    browser.depart()
    assert browser.get("/social/google/return/", answer).status_code == 409
    unchanged(browser)


def test_nobody_is_sent_to_a_provider_from_a_page_that_is_not_ours(traveller: Travellers) -> None:
    foreign = Client(enforce_csrf_checks=True)
    foreign.get("/social/google/")
    assert foreign.post("/social/google/").status_code == 403
    assert foreign.post("/social/google/", headers={"origin": "https://evil.example"}).status_code == 403
    assert not SocialVisit.objects.exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_way_on_stays_here(traveller: Travellers, target: str) -> None:
    browser = traveller()
    browser.travel()
    browser.finish()
    other = traveller()
    assert other.travel(onward=target)["Location"] == "/account/"


@pytest.mark.rule("ACC-01")
def test_the_prefilled_page_is_first_party_too(traveller: Travellers) -> None:
    browser = traveller()
    browser.travel()
    browser.get("/join/social/")
    sent = {"address": "ann@example.com", "given_name": "Ann", "family_name": "Lee", "country": "BG"}
    assert browser.send("/join/social/", sent, origin="https://evil.example").status_code == 403
    assert Client().post("/join/social/", sent).status_code == 403
    del browser.cookies["kontor_join"]
    assert browser.send("/join/social/", sent).status_code == 403
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-01")
def test_the_proof_of_another_browser_makes_no_account(traveller: Travellers) -> None:
    victim, thief = traveller(), traveller()
    victim.travel()
    thief.travel(person="anna")
    stolen = SessionStore(victim.cookies["kontor_buyer"].value)["social_visit"]
    session = SessionStore(thief.cookies["kontor_buyer"].value)
    session["social_visit"] = stolen
    session.save()
    assert thief.get("/join/social/")["Location"] == "/join/"
    assert not Account.objects.exists()


def test_connecting_counts_for_the_account_that_left(traveller: Travellers, world: World) -> None:
    first, second = make_account(), make_account()
    browser = traveller()
    browser.enter(first)
    address = world.consent(browser.depart())
    browser.send("/sign-out/")
    browser.enter(second)
    assert browser.arrive(address).status_code == 409
    assert not SocialIdentity.objects.exists()


def test_departures_from_one_place_are_limited(traveller: Travellers, monkeypatch: pytest.MonkeyPatch) -> None:
    from kontor.kernel import policy

    monkeypatch.setattr(
        policy, "_source", lambda name: 5 if name == "accounts.social_starts_per_place" else None
    )  # fmt: skip
    browser = traveller()
    for _ in range(5):
        browser.depart()
    answer = browser.send("/social/google/")
    assert answer.status_code == 429
    assert SocialVisit.objects.count() == 5
    assert RateCounter.objects.filter(scope="accounts.social.place").exists()


def test_no_token_secret_or_person_stands_in_log_event_or_job(traveller: Travellers, world: World, caplog: Any) -> None:
    from kontor.platform.events.models import OutboxEvent

    caplog.set_level("DEBUG")
    browser = traveller()
    address = world.consent(browser.depart())
    browser.arrive(address)
    browser.finish()
    answer = parameters(address)
    ours = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("kontor.") and not record.name.startswith("kontor.sandbox")
    ]
    told = str(ours) + str(list(OutboxEvent.objects.values_list("body", flat=True)))
    assert "POST /join/social/ 302" in told
    for secret in (answer["code"], answer["state"], "vesela", "Petrova"):
        assert secret not in told
