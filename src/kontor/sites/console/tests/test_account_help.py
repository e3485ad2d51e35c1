"""The operator helps somebody who lost the second step (ACC-21)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kontor.contexts.accounts.models import Factor, SecurityStep
from kontor.contexts.accounts.tests.factories import make_account
from kontor.platform.mail.models import Message
from kontor.sites.console.tests.people import browser, operator
from kontor.sites.security.tests.person import Person, app_of, code_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-21")]
PAGE = "/console/account-help/"
GIVEN = {"audience": "buyer", "address": "Vesela+shop@gmail.com"}
REASON = {"reason": "Her passport, by video call"}


def test_found_by_the_address_and_helped_with_a_reason(
    settle: Callable[[], None], django_assert_max_num_queries: Any
) -> None:
    who = Person(make_account(email="vesela@gmail.com"))
    who.knock()
    app_of(who.account)
    desk = browser(operator())
    desk.get(PAGE)
    with django_assert_max_num_queries(8):
        page = desk.get(PAGE, GIVEN).content.decode()
    assert "Vesela Petrova" in page
    assert "Authenticator app added" in page
    without = desk.post(PAGE, GIVEN)
    assert (without.status_code, 'href="#f-reason"' in without.content.decode()) == (422, True)
    assert Factor.objects.count() == 1
    assert desk.post(PAGE, GIVEN | REASON).status_code == 302
    assert Factor.objects.count() == 0
    step = SecurityStep.objects.latest("id")
    assert (step.what, step.by_name, step.reason) == ("helped", "Olga Operator", REASON["reason"])
    assert who.at("security/").status_code == 302  # signed out
    assert who.knock()["Location"] == "/account/"
    settle()
    assert Message.objects.filter(subject="Our support has removed your two-step verification").count() == 1
    assert REASON["reason"] in desk.get(PAGE, GIVEN).content.decode()
    assert REASON["reason"] not in who.at("security/").content.decode()


@pytest.mark.parametrize("given", [{"audience": "seller"}, {"audience": "pirate"}, {"address": "nobody"}])
def test_nothing_happens_to_whom_it_does_not_find(given: dict[str, str]) -> None:
    app_of(make_account(email="vesela@gmail.com"))
    page = browser(operator()).post(PAGE, GIVEN | REASON | given)
    assert "No such account" in page.content.decode()
    assert Factor.objects.count() == 1


def test_nobody_helps_themselves() -> None:
    olga = operator()
    secret = app_of(olga)
    desk = browser(olga)
    given = {"audience": "operator", "address": olga.email}
    assert "Ask a colleague" in desk.get(PAGE, given).content.decode()
    assert desk.post(PAGE, given | REASON).status_code == 404
    assert Factor.objects.count() == 1
    assert code_of(secret)


@pytest.mark.parametrize("audience", ["buyer", "seller"])
def test_only_operators_come_in(audience: str) -> None:
    from kontor.platform.http.audience import OPERATOR

    stranger = browser(make_account(audience=audience), cookie=OPERATOR.cookie)
    assert stranger.get(PAGE)["Location"].startswith("/console/sign-in/")
    assert stranger.post(PAGE, GIVEN | REASON)["Location"].startswith("/console/sign-in/")
