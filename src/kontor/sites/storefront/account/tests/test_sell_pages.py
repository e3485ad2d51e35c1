"""Sell on Kontor: a page of its own that makes sellers and nobody else (ACC-01)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.kernel.clock import moved
from kontor.sites.storefront.account.tests.visitor import GOOD, Visitor, field, secret, texts

pytestmark = pytest.mark.django_db


def sell(visitor: Visitor, **changed: str) -> Any:
    """Open the page and send it."""
    visitor.get("/sell/")
    return visitor.send("/sell/", GOOD | {"audience": "buyer"} | changed)


def audiences() -> list[str]:
    return sorted(Account.objects.values_list("audience", flat=True))


@pytest.mark.rule("ACC-01")
def test_the_page_makes_a_seller_and_never_a_buyer(django_assert_max_num_queries: Any) -> None:
    visitor = Visitor()
    assert "business licence" in texts(visitor.get("/sell/"))
    with django_assert_max_num_queries(6):
        answer = visitor.send("/sell/", GOOD | {"audience": "buyer"})
    assert (answer.status_code, answer["Location"]) == (302, "/sell/check-mail/")
    account = Account.objects.get()
    assert (account.audience, account.state, account.email) == ("seller", "pending", "ann@example.com")
    page = visitor.get("/sell/check-mail/")
    assert "ann@example.com" in texts(page)
    assert 'action="/sell/resend/"' in page.content.decode()
    assert visitor.get("/join/check-mail/")["Location"] == "/verify/resend/"  # nobody waits there as a buyer


@pytest.mark.rule("ACC-01")
def test_joining_never_makes_a_seller_and_one_address_may_be_both() -> None:
    visitor = Visitor()
    visitor.join(audience="seller")
    assert audiences() == ["buyer"]
    assert sell(visitor).status_code == 302
    assert audiences() == ["buyer", "seller"]
    again = sell(Visitor(), address="ANN+shop@example.com")
    assert again.status_code == 409
    assert "ERR_EMAIL_OR_PHONE_TAKEN" in again.content.decode()
    assert 'href="/seller/sign-in/"' in again.content.decode()
    assert audiences() == ["buyer", "seller"]


@pytest.mark.rule("ACC-01")
def test_the_link_leads_to_the_seller_center_and_signs_nobody_in(policy_value: Callable[[str, str], None]) -> None:
    policy_value("accounts.second_step_for_sellers", "off")
    visitor = Visitor()
    sell(visitor)
    answer = visitor.send(f"/verify/{secret()}/")
    assert (answer.status_code, answer["Location"]) == (302, "/seller/sign-in/")
    assert "kontor_buyer" not in visitor.cookies
    assert "kontor_seller" not in visitor.cookies
    assert "Welcome, Ann! Your address is verified" in texts(visitor.get("/seller/sign-in/"))
    assert visitor.get("/account/").status_code == 302
    assert visitor.send("/sign-in/", {"address": "ann@example.com", "password": PASSWORD}).status_code == 401
    assert visitor.send("/seller/sign-in/", {"login": "ann@example.com", "password": PASSWORD}).status_code == 302
    assert "Become a seller" in texts(visitor.get("/seller/", follow=True))


@pytest.mark.rule("ACC-01", "ACC-13")
def test_signing_in_before_the_mail_is_confirmed_is_refused() -> None:
    visitor = Visitor()
    sell(visitor)
    answer = visitor.send("/seller/sign-in/", {"login": "ann@example.com", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Account not activated" in texts(answer)


@pytest.mark.rule("ACC-01")
def test_posts_from_elsewhere_or_without_the_opened_page_make_nobody() -> None:
    visitor = Visitor()
    visitor.get("/sell/")
    for headers in ({"origin": "https://elsewhere.example"}, {"origin": ""}, {"sec-fetch-site": "cross-site"}):
        answer = visitor.send("/sell/", GOOD, **headers)
        assert answer.status_code == 403
        assert "Seller accounts are made on the page" in texts(answer)
    assert visitor.post("/sell/", GOOD, headers={"origin": "http://testserver"}).status_code == 403  # no token
    ticket = visitor.cookies.pop("kontor_sell")
    assert visitor.send("/sell/", GOOD).status_code == 403
    visitor.get("/join/")
    visitor.cookies["kontor_sell"] = visitor.cookies["kontor_join"].value  # the other door's ticket
    assert visitor.send("/sell/", GOOD).status_code == 403
    visitor.cookies["kontor_sell"] = ticket.value
    with moved(timedelta(minutes=121)):
        assert visitor.send("/sell/", GOOD).status_code == 403
    assert not Account.objects.exists()
    assert visitor.send("/sell/", GOOD).status_code == 302


@pytest.mark.parametrize("address", ["", "0888 123 456", "nobody"])
def test_a_seller_comes_by_mail(address: str) -> None:
    answer = sell(Visitor(), address=address)
    assert answer.status_code == 422
    assert "Enter an e-mail address like" in texts(answer)
    assert field(answer, "address") == address
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-02")
def test_a_cyrillic_name_is_accepted_with_one_click_and_the_password_is_kept_for_this_page_alone() -> None:
    visitor = Visitor()
    answer = sell(visitor, given_name="Живко", family_name="Шишков")
    assert answer.status_code == 422
    assert "you need not type it again" in texts(answer)
    assert "you need not type it again" not in texts(visitor.get("/join/"))
    shown = {
        name: field(answer, name) for name in ("address", "given_name", "family_name", "offer_given", "offer_family")
    }
    again = visitor.send("/sell/", shown | {"country": "BG", "password": "", "accept_name": "1"})
    assert again.status_code == 302, texts(again)
    account = Account.objects.get()
    assert (account.audience, account.given_name, account.check_password(PASSWORD)) == ("seller", "Zhivko", True)


@pytest.mark.rule("ACC-11")
def test_another_mail_after_two_minutes() -> None:
    visitor = Visitor()
    sell(visitor)
    assert visitor.send("/sell/resend/", {"address": "ann@example.com"}).status_code == 429
    with moved(timedelta(seconds=121)):
        first = secret()
        assert visitor.send("/verify/resend/", {"address": "ann@example.com"}).status_code == 302
        assert secret() == first  # no buyer waits at this address
        answer = visitor.send("/sell/resend/", {"address": "ann@example.com"})
        assert answer["Location"] == "/sell/check-mail/"
        assert secret() != first
        assert verify_link(token=secret()).account.audience == "seller"


@pytest.mark.rule("ACC-12")
def test_links_that_are_too_old_lock_the_address() -> None:
    visitor = Visitor()
    sell(visitor)
    link = f"/verify/{secret()}/"
    with moved(timedelta(hours=25)):
        first = visitor.send(link)
        assert first.status_code == 409
        assert 'action="/sell/resend/"' in first.content.decode()
        visitor.send(link)
        locked = visitor.send(link)
        assert locked.status_code == 429
        assert "Too many failed tries" in texts(locked)
        assert visitor.send("/sell/resend/", {"address": "ann@example.com"}).status_code == 429
    assert Account.objects.get().state == "pending"
