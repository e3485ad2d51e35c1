"""A phone for couriers on the profile page (ACC-06)."""

from __future__ import annotations

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk.models import Flag
from kontor.sites.storefront.account.tests.visitor import Visitor, field, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-06")]
PAGE = "/account/profile/phone/"


def test_a_buyer_gives_a_number_and_takes_it_away() -> None:
    visitor = Visitor()
    account = visitor.enter()
    wrong = visitor.send(PAGE, {"phone": "12 ab"})
    assert (wrong.status_code, field(wrong, "phone")) == (422, "12 ab")
    assert field(wrong, "given_name") == "Vesela"  # the other form is as it is kept
    assert visitor.send(PAGE, {"phone": "0888 123 456"})["Location"] == "/account/profile/"
    page = visitor.get("/account/profile/")
    assert field(page, "phone") == "+359888123456"
    assert "Couriers can call you at this number." in texts(page)
    visitor.send(PAGE, {"phone": ""})
    assert Account.objects.get(pk=account.pk).contact_phone == ""


def test_another_ones_number_is_refused_where_the_two_look_like_one_person() -> None:
    make_account(email="ann@house.example", phone="+359888123456")
    visitor = Visitor()
    account = visitor.enter(make_account(email="bob@house.example"))
    answer = visitor.send(PAGE, {"phone": "+359 888 123 456"})
    assert answer.status_code == 409
    assert "This number belongs to another account." in texts(answer)
    assert 'href="#f-phone"' in answer.content.decode()
    assert Account.objects.get(pk=account.pk).contact_phone == ""
    assert Flag.objects.get().account_id == account.pk


def test_of_the_family_it_is_taken() -> None:
    make_account(email="ann@one.example", phone="+359888123456")
    visitor = Visitor()
    account = visitor.enter(make_account(email="bob@other.example"))
    assert visitor.send(PAGE, {"phone": "+359888123456"}).status_code == 302
    assert Account.objects.get(pk=account.pk).contact_phone == "+359888123456"
    assert not Flag.objects.exists()


def test_guests_and_programs_that_only_look_change_nothing() -> None:
    assert Visitor().send(PAGE, {"phone": "+359888123456"})["Location"].startswith("/sign-in/")
    visitor = Visitor()
    visitor.enter()
    assert visitor.get(PAGE).status_code == 405
