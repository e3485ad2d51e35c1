"""A forgotten password: the same answer for everybody, a link that works once, and all sessions ended."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.send_notice import mail, sms
from kontor.kernel.clock import moved
from kontor.sites.storefront.account.tests.visitor import Visitor, secret, texts

pytestmark = pytest.mark.django_db

NEW = "Harbour77lantern"
TWICE = {"password": NEW, "password_again": NEW}


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(mail, "send", lambda **given: sent.append(given))
    monkeypatch.setattr(sms, "send", lambda **given: sent.append(given))
    monkeypatch.setattr(mail, "keep_many", lambda messages: sent.extend(map(asdict, messages)))
    return sent


def link_in(message: dict[str, Any]) -> str:
    found = re.search(r"/reset/[\w-]+/", message["text"])
    assert found is not None
    return found.group()


def test_a_new_password_by_the_link_in_the_mail(settle: Any, mailbox: list[dict[str, Any]]) -> None:
    account, here, elsewhere = make_account(), Visitor(), Visitor()
    elsewhere.enter(account)
    answer = here.send("/reset/", {"address": account.email.upper()})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert "If there is an account with this address" in texts(here.get("/sign-in/"))
    settle()
    (message,) = [one for one in mailbox if one["subject"] == "Your new password for Kontor"]
    assert message["to"] == account.email
    assert link_in(message).split("/")[2] not in str(Notice.objects.values_list("values", flat=True))
    link = link_in(message)
    assert "8 to 20 characters" in texts(here.get(link))
    weak = here.send(link, {"password": "short", "password_again": "short"})
    assert (weak.status_code, 'href="#f-password"' in weak.content.decode()) == (422, True)
    assert elsewhere.get("/account/").status_code == 200  # nothing has changed yet
    done = here.send(link, TWICE)
    assert (done.status_code, done["Location"]) == (302, "/sign-in/")
    assert elsewhere.get("/account/").status_code == 302
    assert here.send("/sign-in/", {"address": account.email, "password": PASSWORD}).status_code == 401
    assert here.send("/sign-in/", {"address": account.email, "password": NEW}).status_code == 302
    again = Visitor().send(link, TWICE | {"password": PASSWORD, "password_again": PASSWORD})
    assert again.status_code == 409
    assert Account.objects.get().check_password(NEW)


@pytest.mark.rule("ACC-20")
def test_an_unknown_address_gets_the_same_answer_for_the_same_work(settle: Any, mailbox: list[dict[str, Any]]) -> None:
    known = make_account(email="known@example.com")
    make_account(email="shop@example.com", audience="seller")
    make_account(email="waits@example.com", state="pending")
    seen = []
    for address in (known.email, "unknown@example.com", "shop@example.com", "waits@example.com"):
        visitor = Visitor()
        visitor.get("/reset/")
        with CaptureQueriesContext(
            connection,
        ) as done:
            answer = visitor.send("/reset/", {"address": address})
        words = texts(visitor.get("/sign-in/"))
        verbs = [query["sql"].split()[0] for query in done.captured_queries]
        seen.append((answer.status_code, answer["Location"], verbs, words))
    assert seen[1:] == seen[:1] * 3
    settle()
    assert [message["to"] for message in mailbox] == [known.email]


def test_a_phone_gets_the_link_by_sms(settle: Any, mailbox: list[dict[str, Any]]) -> None:
    account = make_account(email="", email_key=None, phone="+359888123456")
    Visitor("bg").send("/reset/", {"address": "0888 123 456"})
    settle()
    (message,) = mailbox
    assert message["to"] == "+359888123456"
    assert Visitor().send(link_in(message), TWICE).status_code == 302
    account.refresh_from_db()
    assert account.check_password(NEW)


@pytest.mark.rule("ACC-20")
@pytest.mark.parametrize(("audience", "base"), [("seller", "/seller/"), ("operator", "/console/")])
def test_sellers_and_operators_reset_at_pages_of_their_own(
    settle: Any, mailbox: list[dict[str, Any]], audience: str, base: str
) -> None:
    buyer = make_account(email="both@example.com")
    theirs = make_account(email="both@example.com", audience=audience)
    here = Visitor()
    assert f'href="{base}reset/"' in here.get(f"{base}sign-in/").content.decode()
    assert f'action="{base}reset/"' in here.get(f"{base}reset/").content.decode()
    asked = here.send(f"{base}reset/", {"address": "both@example.com"})
    assert asked["Location"] == f"{base}sign-in/"
    assert "If there is an account with this address" in texts(here.get(f"{base}sign-in/"))
    settle()
    (message,) = mailbox
    led = here.get(link_in(message))
    assert led["Location"] == f"{base}{link_in(message)[1:]}"
    own = led["Location"]
    assert f'action="{own}"' in here.get(own).content.decode()
    weak = here.send(own, {"password": "short", "password_again": "short"})
    assert (weak.status_code, 'href="#f-password"' in weak.content.decode()) == (422, True)
    assert here.send(own, TWICE)["Location"] == f"{base}sign-in/"
    assert "Your password is changed" in texts(here.get(f"{base}sign-in/"))
    for account in (buyer, theirs):
        account.refresh_from_db()
    assert (buyer.check_password(PASSWORD), theirs.check_password(NEW)) == (True, True)


def test_a_link_lives_for_an_hour_and_is_not_one_that_verifies(settle: Any, mailbox: list[dict[str, Any]]) -> None:
    account = make_account()
    Visitor().send("/reset/", {"address": account.email})
    Visitor().send("/reset/", {"address": account.email})
    settle()
    assert (len(mailbox), Verification.objects.count()) == (1, 1)  # not twice within two minutes
    link = link_in(mailbox[0])
    assert Visitor().get(link.replace("/reset/", "/verify/")).status_code == 404
    with moved(timedelta(minutes=61)):
        late = Visitor().get(link)
        assert (late.status_code, "too old" in texts(late)) == (409, True)
        assert Visitor().send(link, TWICE).status_code == 409
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_verification_link_sets_no_password() -> None:
    Visitor().join()
    assert Visitor().send(f"/reset/{secret()}/", TWICE).status_code == 409
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.rule("ACC-20")
def test_after_five_tries_an_address_waits_known_or_not() -> None:
    make_account(email="known@example.com")
    for address in ("known@example.com", "unknown@example.com"):
        codes = [Visitor().send("/reset/", {"address": address}).status_code for _ in range(6)]
        assert codes == [302] * 5 + [429]
