"""The captcha on the forms of registration: always, by policy, and without losing what was typed (ACC-07)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.kernel import policy
from kontor.platform.captcha import challenge
from kontor.platform.limits.models import RateCounter
from kontor.sites.storefront.account.tests.visitor import GOOD, Visitor, field, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-07")]

UNSOLVED = {"captcha_token": "", "captcha": ""}


def off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_source", lambda name: False if name == "accounts.captcha_always" else None)


def token(answer: Any) -> str:
    return field(answer, "captcha_token")


@pytest.mark.parametrize("path", ["/join/", "/sell/"])
def test_without_it_nobody_joins_and_what_was_typed_stays(path: str) -> None:
    visitor = Visitor()
    visitor.get(path)
    answer = visitor.send(path, GOOD | UNSOLVED)
    assert answer.status_code == 422
    assert "Type the characters that you see in the picture" in texts(answer)
    assert 'href="#f-captcha"' in answer.content.decode()
    assert (field(answer, "address"), field(answer, "given_name")) == ("ann@example.com", "Ann")
    assert "you need not type it again" in texts(answer)  # a password that holds is noted, never sent back
    assert PASSWORD not in answer.content.decode()
    assert not Account.objects.exists()


def test_the_picture_is_read_and_a_wrong_reading_brings_another_picture() -> None:
    visitor = Visitor()
    page = visitor.get("/join/")
    seen = [token(page)]
    for _ in range(12):  # as often as one likes
        page = visitor.send("/join/", GOOD | {"captcha_token": seen[-1], "captcha": "wrong"})
        assert page.status_code == 422
        assert "These are not the characters" in texts(page)
        seen.append(token(page))
    assert len(set(seen)) == len(seen)
    made = challenge.read(seen[-1])
    assert made is not None
    right = GOOD | {"password": "", "password_again": "", "captcha_token": made.token, "captcha": made.characters}
    assert visitor.send("/join/", right).status_code == 302
    assert Account.objects.get().check_password(PASSWORD)


def test_refreshing_without_a_script_keeps_everything_and_judges_nothing() -> None:
    visitor = Visitor()
    before = token(visitor.get("/join/"))
    sent = GOOD | {"family_name": "", "captcha_token": before, "captcha": "x", "captcha_refresh": "1"}
    answer = visitor.send("/join/", sent)
    assert answer.status_code == 200
    assert "k-summary" not in answer.content.decode()
    assert token(answer) not in {"", before}
    assert (field(answer, "address"), field(answer, "family_name")) == ("ann@example.com", "")
    assert field(answer, "captcha") == ""
    assert not Account.objects.exists()


def test_enter_sends_the_form_and_does_not_refresh_the_picture() -> None:
    page = Visitor().get("/join/").content.decode()
    form = page[page.index('action="/join/"') :]
    first = re.search(r"<button\b[^>]*type=\"submit\"[^>]*>", form)
    assert first is not None
    assert "name=" not in first.group()


def test_a_solved_one_is_not_asked_again_when_something_else_was_wrong() -> None:
    visitor = Visitor()
    visitor.get("/join/")
    answer = visitor.send("/join/", GOOD | {"address": "nobody@"})
    assert answer.status_code == 422
    assert "need not do it again" in texts(answer)
    assert 'name="captcha"' not in answer.content.decode()
    passed = token(answer)
    assert visitor.send("/join/", GOOD | {"captcha_token": passed}).status_code == 302
    again = visitor.send("/join/", GOOD | {"address": "b@example.com", "captcha_token": passed})
    assert again.status_code == 422  # a pass serves once
    assert Account.objects.count() == 1


def test_one_solution_makes_one_account() -> None:
    visitor = Visitor()
    visitor.get("/join/")
    proof = visitor.proof()
    assert visitor.send("/join/", GOOD | proof).status_code == 302
    answer = visitor.send("/join/", GOOD | proof | {"address": "b@example.com"})
    assert (answer.status_code, Account.objects.count()) == (422, 1)
    assert "used already or is too old" in texts(answer)


def test_opening_the_page_makes_no_statement_for_it(django_assert_num_queries: Any) -> None:
    visitor = Visitor()
    visitor.get("/join/")
    with django_assert_num_queries(0):
        visitor.get("/join/")
    assert not RateCounter.objects.exists()


def test_where_the_policy_is_off_it_stands_only_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    off(monkeypatch)
    visitor = Visitor()
    assert "data-captcha" not in visitor.get("/join/").content.decode()
    assert visitor.send("/join/", GOOD | {"captcha": ""}).status_code == 302
    asked = visitor.send("/join/", GOOD | {"address": "b@example.com", "captcha_token": "forged", "captcha": ""})
    assert asked.status_code == 422
    assert "data-captcha" in asked.content.decode()
    assert Account.objects.count() == 1
