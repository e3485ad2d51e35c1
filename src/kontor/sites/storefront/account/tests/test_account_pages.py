"""Signing in and out, My account, profile, addresses, preferences (BUY-01, BUY-11, ACC-04)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.tests.factories import draft, make_address
from kontor.contexts.buyers.tests.test_rules import NEW_YORK
from kontor.kernel.viewer import Buyer
from kontor.platform.http.place import COOKIE as PLACE
from kontor.sites.storefront.account.tests.visitor import Visitor, field, texts

pytestmark = pytest.mark.django_db


def typed(**given: str) -> dict[str, str]:
    from dataclasses import asdict

    return asdict(draft(**given))


def test_sign_in_goes_on_to_the_page_that_was_wanted() -> None:
    visitor, account = Visitor(), make_account()
    wanted = visitor.get("/account/addresses/?x=1")
    assert wanted["Location"] == "/sign-in/?next=%2Faccount%2Faddresses%2F%3Fx%3D1"
    given = {"address": account.email, "password": PASSWORD}
    assert (
        visitor.send("/sign-in/", given | {"next": "/account/addresses/?x=1"})["Location"] == "/account/addresses/?x=1"
    )
    for foreign in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\elsewhere.example"):
        assert Visitor().send("/sign-in/", given | {"next": foreign})["Location"] == "/account/"


def test_unknown_and_wrong_look_the_same() -> None:
    make_account(email="known@example.com")
    pages = []
    for address in ("known@example.com", "other@example.com"):
        answer = Visitor().send("/sign-in/", {"address": address, "password": "Wrong42harbour"})
        assert answer.status_code == 401
        assert field(answer, "address") == address
        pages.append(texts(answer))
    assert pages[0] == pages[1]


def test_signing_out_needs_a_post_and_ends_the_session() -> None:
    visitor = Visitor()
    visitor.enter()
    assert visitor.get("/sign-out/").status_code == 405
    assert visitor.get("/account/").status_code == 200
    assert visitor.send("/sign-out/")["Location"] == "/"
    assert visitor.get("/account/").status_code == 302


@pytest.mark.rule("BUY-01", "BUY-14")
@pytest.mark.parametrize("language", ["en", "zh-hans", "bg"])
def test_my_account_shows_everything_at_one_glance(language: str, django_assert_max_num_queries: Any) -> None:
    visitor = Visitor(language)
    account = visitor.enter(make_account(language=language))
    make_address(Buyer(account.pk))
    visitor.get("/account/")  # warms what every page of the shop shows
    with django_assert_max_num_queries(8):  # what waits for a review, and unread messages, are two of them
        answer = visitor.get("/account/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    for tab in ("to_pay", "to_ship", "to_receive"):
        assert f'href="/account/orders/?tab={tab}"' in page
    assert page.count('href="/account/reviews/"') == 2  # the count, and the tab
    assert "ул. Шипка 34" in page
    assert account.email in page
    assert 'action="/sign-out/"' in page


@pytest.mark.rule("BUY-01", "ACC-04")
def test_the_profile_changes_and_the_pages_follow() -> None:
    visitor = Visitor()
    account = visitor.enter()
    given = {"given_name": "Ana", "family_name": "Diaz", "country": "ES", "language": "es", "currency": "USD"}
    assert visitor.send("/account/profile/", given)["Location"] == "/account/profile/"
    account.refresh_from_db()
    assert (account.full_name, account.country, account.language, account.currency) == ("Ana Diaz", "ES", "es", "USD")
    assert visitor.cookies[PLACE].value == "ES.USD.es"
    wrong = visitor.send("/account/profile/", given | {"given_name": "Ана", "currency": "XXX"})
    assert wrong.status_code == 422
    assert "Ana Diaz" in texts(wrong)  # the offer
    account.refresh_from_db()
    assert account.currency == "USD"


@pytest.mark.rule("ACC-04", "BUY-14")
def test_anybody_chooses_country_language_and_currency() -> None:
    visitor = Visitor()
    given = {"country": "JP", "language": "fr", "currency": "JPY", "next": "/join/?hl=en&q=1"}
    answer = visitor.send("/preferences/", given)
    assert answer["Location"] == "/join/?q=1"
    assert visitor.cookies[PLACE].value == "JP.JPY.fr"
    assert '<html lang="fr"' in visitor.get("/join/").content.decode()
    visitor.send("/preferences/", {"country": "XX", "language": "tlh", "currency": "ABC"})
    assert visitor.cookies[PLACE].value == "JP.JPY.fr"
    visitor.send("/preferences/", {"country": "CN"})
    assert visitor.cookies[PLACE].value == "CN.CNY.fr"
    assert len(visitor.get("/preferences/").content.decode().split("<option")) > 242


@pytest.mark.rule("ACC-04")
def test_a_signed_in_buyers_choice_stays_in_the_account() -> None:
    visitor = Visitor()
    account = visitor.enter()
    visitor.send("/preferences/", {"country": "BR", "language": "pt-br", "currency": "BRL"})
    account.refresh_from_db()
    assert (account.country, account.language, account.currency) == ("BR", "pt-br", "BRL")


@pytest.mark.rule("BUY-11")
def test_an_address_is_added_in_its_countrys_form() -> None:
    visitor = Visitor()
    visitor.enter()
    page = visitor.get("/account/addresses/new/?country=US").content.decode()
    assert page.index('name="street"') < page.index('name="city"') < page.index('name="region"')
    assert "ZIP code" in page
    changed = visitor.send("/account/addresses/new/", typed(country="CN") | {"change_country": "1"})
    text = changed.content.decode()
    assert changed.status_code == 200
    assert text.index('name="postcode"') < text.index('name="region"') < text.index('name="street"')
    assert "ул. Шипка 34" in text  # what was typed is kept
    assert not Address.objects.exists()
    wrong = visitor.send("/account/addresses/new/", typed(postcode="15O4", city=""))
    assert wrong.status_code == 422
    assert 'href="#f-postcode"' in wrong.content.decode()
    assert 'href="#f-city"' in wrong.content.decode()
    assert field(wrong, "postcode") == "15O4"
    answer = visitor.send("/account/addresses/new/", typed() | {"next": "/checkout/"})
    assert answer["Location"] == "/checkout/"
    book = visitor.get("/account/addresses/")
    assert "ul. Shipka 34" in texts(book)
    assert "Bulgaria" in texts(book)


@pytest.mark.rule("BUY-11")
def test_with_javascript_only_the_parts_come_back() -> None:
    visitor = Visitor()
    visitor.enter()
    answer = visitor.send("/account/addresses/new/", typed(country="US"), **{"hx-request": "true"})
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<div class="grid gap-5" id="address-parts"')
    assert "<html" not in answer.content.decode()


@pytest.mark.rule("BUY-11")
def test_addresses_are_changed_made_default_and_removed() -> None:
    visitor = Visitor()
    viewer = Buyer(visitor.enter().pk)
    first, second = make_address(viewer, street="A 1"), make_address(viewer, street="B 2")
    assert visitor.send(f"/account/addresses/{second.id}/default/").status_code == 302
    assert Address.objects.get(is_default=True).id == second.id
    assert visitor.send(f"/account/addresses/{first.id}/", NEW_YORK).status_code == 302
    assert Address.objects.get(id=first.id).region == "NY"
    assert visitor.send(f"/account/addresses/{second.id}/remove/").status_code == 302
    assert "B 2" not in texts(visitor.get("/account/addresses/"))


@pytest.mark.rule("BUY-11")
def test_a_strangers_address_is_not_there() -> None:
    owner = make_account()
    kept = make_address(Buyer(owner.pk))
    visitor = Visitor()
    visitor.enter()
    absent = visitor.get(f"/account/addresses/{uuid4()}/")
    foreign = visitor.get(f"/account/addresses/{kept.id}/")
    assert absent.status_code == foreign.status_code == 404
    pages = [texts(answer).replace(answer["X-Request-Id"], "") for answer in (absent, foreign)]
    assert pages[0] == pages[1]
    for path in ("", "remove/", "default/"):
        assert visitor.send(f"/account/addresses/{kept.id}/{path}", typed()).status_code == 404
    assert Address.objects.get().removed_at is None
    assert Account.objects.count() == 2


@pytest.mark.parametrize("path", ["/account/", "/account/profile/", "/account/addresses/", "/account/addresses/new/"])
def test_guests_are_sent_to_sign_in(path: str) -> None:
    assert Visitor().get(path)["Location"].startswith("/sign-in/?next=")
