"""The Join page: the one way in, what it refuses, and what it offers (ACC-01 … ACC-05)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.contexts.risk.models import Judgement
from kontor.kernel.clock import moved
from kontor.platform.database.rows import Write
from kontor.platform.http.place import COOKIE as PLACE
from kontor.sites.storefront.account import registration
from kontor.sites.storefront.account.tests.visitor import GOOD, Visitor, field, secret, texts

pytestmark = pytest.mark.django_db


@pytest.mark.rule("ACC-01", "ACC-02", "ACC-10")
def test_joining_by_the_page(django_assert_max_num_queries: Any) -> None:
    visitor = Visitor()
    visitor.get("/join/")
    with django_assert_max_num_queries(6):
        answer = visitor.send("/join/", GOOD)
    assert (answer.status_code, answer["Location"]) == (302, "/join/check-mail/")
    page = visitor.get("/join/check-mail/")
    assert "ann@example.com" in texts(page)
    assert "Resend verification" in texts(page)
    assert Account.objects.get().email == "ann@example.com"


@pytest.mark.rule("ACC-30")
def test_no_account_is_made_whose_judgement_cannot_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Write([("broken", "SELECT 1 / 0")], [], "SELECT * FROM broken")
    monkeypatch.setattr(registration.Kept, "__call__", lambda *_: broken)
    visitor = Visitor()
    visitor.get("/join/")
    with pytest.raises(DataError):
        visitor.send("/join/", GOOD)
    monkeypatch.undo()
    assert not Account.objects.exists()
    assert visitor.send("/join/", GOOD).status_code == 302
    assert Judgement.objects.get().account_id == Account.objects.get().pk


@pytest.mark.rule("ACC-01")
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_posts_from_elsewhere_make_nobody(headers: dict[str, str]) -> None:
    visitor = Visitor()
    visitor.get("/join/")
    answer = visitor.send("/join/", GOOD, **headers)
    assert answer.status_code == 403
    assert "Accounts are made on the Join page only" in texts(answer)
    program = visitor.send("/join/", GOOD, **headers, accept="application/json")
    assert (program.status_code, json.loads(program.content)["code"]) == (403, "ERR_NOT_FIRST_PARTY")
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-01")
def test_posts_without_our_forms_token_make_nobody() -> None:
    visitor = Visitor()
    visitor.get("/join/")
    for token in ("", "A" * 64):
        answer = visitor.post("/join/", GOOD | {"csrfmiddlewaretoken": token}, headers={"origin": "http://testserver"})
        assert answer.status_code == 403
        assert "Accounts are made on the Join page only" in texts(answer)
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-01")
def test_posts_without_the_opened_page_make_nobody() -> None:
    visitor = Visitor()
    visitor.get("/join/")
    ticket = visitor.cookies.pop("kontor_join")
    assert visitor.send("/join/", GOOD).status_code == 403
    visitor.cookies["kontor_join"] = ticket.value[:-2] + ("xx" if ticket.value[-2:] != "xx" else "yy")
    assert visitor.send("/join/", GOOD).status_code == 403
    visitor.cookies["kontor_join"] = ticket.value
    with moved(timedelta(minutes=121)):
        assert visitor.send("/join/", GOOD).status_code == 403
    with moved(-timedelta(minutes=1)):
        assert visitor.send("/join/", GOOD).status_code == 403
    assert not Account.objects.exists()
    with moved(timedelta(minutes=119)):
        assert visitor.send("/join/", GOOD).status_code == 302
    assert Account.objects.count() == 1


@pytest.mark.rule("ACC-01")
def test_a_program_without_a_browser_is_refused_in_json() -> None:
    answer = Client().post("/join/", GOOD, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (403, "ERR_NOT_FIRST_PARTY")


@pytest.mark.rule("ACC-02")
def test_a_cyrillic_name_is_accepted_with_one_click() -> None:
    visitor = Visitor()
    answer = visitor.join(given_name="Живко", family_name="Шишков")
    assert answer.status_code == 422
    assert "Use Zhivko Shishkov" in texts(answer)
    assert "Latin letters" in texts(answer)
    assert field(answer, "given_name") == "Живко"
    assert PASSWORD not in answer.content.decode()
    assert not Account.objects.exists()
    shown = {
        name: field(answer, name) for name in ("address", "given_name", "family_name", "offer_given", "offer_family")
    }
    again = visitor.send("/join/", shown | {"country": "BG", "password": "", "accept_name": "1"})
    assert again.status_code == 302, texts(again)
    account = Account.objects.get()
    assert (account.given_name, account.family_name) == ("Zhivko", "Shishkov")
    assert account.name_as_typed == "Живко Шишков"
    assert account.check_password(PASSWORD)


@pytest.mark.rule("ACC-02")
def test_the_kept_password_serves_once_and_not_for_ever() -> None:
    visitor = Visitor()
    visitor.join(given_name="Живко", family_name="Шишков")
    late = GOOD | {"password": "", "password_again": ""}
    with moved(timedelta(minutes=119)):
        visitor.get("/join/")
    with moved(timedelta(minutes=121)):
        assert "keeps every rule" in texts(visitor.send("/join/", late))
    assert visitor.send("/join/", late | {"address": "a@example.com"}).status_code == 403  # the ticket is of later
    visitor.get("/join/")
    assert visitor.send("/join/", late).status_code == 302
    visitor.get("/join/")
    assert visitor.send("/join/", late | {"address": "b@example.com"}).status_code == 422


@pytest.mark.rule("ACC-02", "ACC-03")
def test_wrong_input_comes_back_with_a_summary_and_what_was_typed() -> None:
    answer = Visitor().join(address="nobody", given_name='<b>"x', password="short", password_again="other")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    for anchor in ("#f-address", "#f-given_name", "#f-password"):
        assert f'href="{anchor}"' in page
    assert field(answer, "address") == "nobody"
    assert field(answer, "given_name") == "&lt;b&gt;&quot;x"
    assert 'aria-invalid="true"' in page
    assert "short" not in texts(answer).split("Error")[0]
    assert 'value="short"' not in page


@pytest.mark.rule("ACC-03")
def test_the_password_rules_are_listed_one_by_one() -> None:
    page = texts(Visitor().get("/join/"))
    for words in ("8 to 20 characters", "an upper-case letter", "a lower-case letter", "a digit"):
        assert words in page


@pytest.mark.rule("ACC-05")
def test_a_taken_address_is_refused_with_its_code() -> None:
    Visitor().join()
    answer = Visitor().join(address="Ann+again@EXAMPLE.com")
    assert answer.status_code == 409
    assert "already an account" in texts(answer)
    assert "ERR_EMAIL_OR_PHONE_TAKEN" in answer.content.decode()
    assert Account.objects.count() == 1


@pytest.mark.rule("ACC-04")
def test_the_country_sets_currency_and_language_after_verification() -> None:
    visitor = Visitor(language="")
    visitor.join(country="CN")
    account = Account.objects.get()
    assert (account.currency, account.language) == ("CNY", "zh-hans")
    visitor.send(f"/verify/{secret()}/")
    assert visitor.cookies[PLACE].value == "CN.CNY.zh-hans"


@pytest.mark.rule("ACC-04")
def test_the_country_is_preselected_by_where_the_reader_is() -> None:
    assert '<option value="BG" selected>' in Visitor("bg").get("/join/").content.decode()
    assert '<option value="CN" selected>' in Visitor("zh-CN").get("/join/").content.decode()


@pytest.mark.rule("ACC-04")
def test_a_chosen_language_stays_whatever_the_country() -> None:
    visitor = Visitor("bg")
    visitor.join(country="FR")
    account = Account.objects.get()
    assert (account.language, account.currency) == ("bg", "EUR")


@pytest.mark.rule("BUY-14")
@pytest.mark.parametrize(
    ("language", "country"), [("en", "Bulgaria"), ("zh-hans", "保加利亚"), ("bg", "България"), ("pt-br", "Bulgária")]
)
def test_the_page_speaks_the_readers_language(language: str, country: str) -> None:
    answer = Visitor(language).get("/join/")
    assert f'<html lang="{language}"' in answer.content.decode()
    assert country in texts(answer)
