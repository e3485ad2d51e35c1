"""From the message to the greeting (ACC-10 … ACC-13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.kernel.clock import moved, now
from kontor.platform.events.models import OutboxEvent
from kontor.sites.storefront.account.tests.visitor import GOOD, Visitor, field, secret, texts

pytestmark = pytest.mark.django_db


def state() -> str:
    return Account.objects.get().state


@pytest.mark.rule("ACC-10")
def test_opening_the_link_changes_nothing_and_the_button_verifies() -> None:
    visitor = Visitor()
    visitor.join(next="/checkout/")
    link = f"/verify/{secret()}/"
    page = visitor.get(link)
    assert page.status_code == 200
    assert state() == "pending"  # a mail scanner opens links too
    answer = visitor.send(link)
    assert (answer.status_code, answer["Location"]) == (302, "/verify/done/")
    assert state() == "active"
    done = visitor.get("/verify/done/")
    assert "Welcome, Ann!" in texts(done)
    assert "Your address is verified" in texts(done)
    assert 'href="/checkout/"' in done.content.decode()
    assert visitor.get("/account/").status_code == 200  # signed in


@pytest.mark.rule("ACC-10")
def test_a_link_on_another_device_works_and_works_once() -> None:
    Visitor().join()
    link = f"/verify/{secret()}/"
    assert Visitor().send(link).status_code == 302
    again = Visitor().send(link)
    assert again.status_code == 409
    assert "used already" in texts(again)


@pytest.mark.rule("ACC-10", "ACC-13")
def test_a_link_that_is_too_old_offers_a_new_one() -> None:
    visitor = Visitor()
    visitor.join()
    link = f"/verify/{secret()}/"
    with moved(timedelta(hours=25)):
        answer = visitor.send(link)
        assert answer.status_code == 409
        assert 'action="/verify/resend/"' in answer.content.decode()
        assert visitor.send("/verify/resend/", {"address": "ann@example.com"}).status_code == 302
        assert visitor.send(f"/verify/{secret()}/").status_code == 302
    assert state() == "active"


@pytest.mark.rule("ACC-10")
@pytest.mark.parametrize(("hours", "said"), [("1", "works for 1 hour."), ("72", "works for 72 hours.")])
def test_the_page_says_how_long_the_link_works_here(
    policy_value: Callable[[str, str], None], hours: str, said: str
) -> None:
    policy_value("accounts.link_valid", hours)
    visitor = Visitor()
    visitor.join()
    assert said in texts(visitor.get("/join/check-mail/"))


@pytest.mark.rule("ACC-10")
def test_a_made_up_link_is_not_found() -> None:
    assert Visitor().send("/verify/made-up/").status_code == 404


@pytest.mark.rule("ACC-10", "ACC-12")
def test_a_phone_is_verified_by_its_code() -> None:
    visitor = Visitor()
    visitor.join(address="0888 123 456")
    code = secret()
    page = visitor.get("/join/check-mail/")
    assert "+359888123456" in texts(page)
    assert 'autocomplete="one-time-code"' in page.content.decode()
    wrong = visitor.send("/verify/code/", {"code": "abcdef"})
    assert wrong.status_code == 422
    assert "not the code" in texts(wrong)
    assert 'href="#f-code"' in wrong.content.decode()
    assert visitor.send("/verify/code/", {"code": code})["Location"] == "/verify/done/"
    assert "+359888123456" in texts(visitor.get("/verify/done/"))


@pytest.mark.rule("ACC-12")
def test_after_three_failures_the_page_says_until_when() -> None:
    visitor = Visitor()
    visitor.join(address="0888 123 456")
    code = secret()
    for _ in range(2):
        assert visitor.send("/verify/code/", {"code": "x"}).status_code == 422
    locked = visitor.send("/verify/code/", {"code": "x"})
    assert locked.status_code == 429
    assert 3590 <= int(locked["Retry-After"]) <= 3601
    assert "Too many failed tries" in texts(locked)
    assert "data-local-time" in locked.content.decode()
    assert "Send another code" not in texts(locked)
    assert visitor.send("/verify/code/", {"code": code}).status_code == 429
    assert state() == "pending"


@pytest.mark.rule("ACC-11")
def test_another_message_after_two_minutes_with_a_countdown() -> None:
    visitor = Visitor()
    visitor.join()
    assert "data-countdown" in visitor.get("/join/check-mail/").content.decode()
    soon = visitor.send("/verify/resend/", {"address": "ann@example.com"})
    assert soon.status_code == 429
    assert "seconds" in texts(soon)
    with moved(timedelta(seconds=121)):
        assert visitor.send("/verify/resend/", {"address": "ann@example.com"})["Location"] == "/join/check-mail/"
        assert "on its way" in texts(visitor.get("/join/check-mail/"))
    assert OutboxEvent.objects.filter(name="accounts.verification_requested").count() == 2


@pytest.mark.rule("ACC-13")
def test_signing_in_too_early_offers_another_message() -> None:
    visitor = Visitor()
    visitor.join()
    answer = visitor.send("/sign-in/", {"address": "ann@example.com", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Account not activated" in texts(answer)
    assert "Didn't receive the email?" in answer.content.decode().replace("&#x27;", "'")
    assert 'action="/verify/resend/"' in answer.content.decode()
    assert "kontor_buyer" not in visitor.cookies


@pytest.mark.rule("ACC-13")
def test_an_unknown_address_gets_the_same_answer_as_a_waiting_one() -> None:
    visitor = Visitor()
    answer = visitor.send("/verify/resend/", {"address": "nobody@example.com"})
    assert (answer.status_code, answer["Location"]) == (302, "/join/check-mail/")
    assert "nobody@example.com" in texts(visitor.get("/join/check-mail/"))
    assert not OutboxEvent.objects.exists()


def test_the_page_after_joining_needs_somebody_who_joined() -> None:
    assert Visitor().get("/join/check-mail/")["Location"] == "/verify/resend/"
    assert Visitor().get("/verify/done/").status_code == 302


@pytest.mark.rule("ACC-10")
def test_the_page_names_who_registered_before_anything_is_confirmed() -> None:
    Visitor().join(given_name="Mallory", family_name="Stranger", country="FR")
    page = texts(Visitor().get(f"/verify/{secret()}/"))
    for words in ("Mallory Stranger", "France", "ann@example.com", "This was not me"):
        assert words in page
    assert state() == "pending"


@pytest.mark.rule("ACC-10")
def test_this_was_not_me_removes_the_registration() -> None:
    Visitor().join(given_name="Mallory")
    link, owner = f"/verify/{secret()}/", Visitor()
    assert owner.get(link + "not-me/").status_code == 405
    assert owner.post(link + "not-me/").status_code == 403  # no token of a form
    assert Account.objects.count() == 1
    answer = owner.send(link + "not-me/")
    assert (answer.status_code, answer["Location"]) == (302, "/verify/removed/")
    assert "your address is free" in texts(owner.get("/verify/removed/"))
    assert not Account.objects.exists()
    assert "kontor_buyer" not in owner.cookies
    assert owner.get(link).status_code == 404
    assert owner.send(link).status_code == 404
    assert owner.join().status_code == 302  # the address is free
    assert Account.objects.get().given_name == "Ann"


@pytest.mark.rule("ACC-10")
def test_a_confirmed_account_is_not_removed_and_its_link_tells_no_name() -> None:
    visitor = Visitor()
    visitor.join()
    link = f"/verify/{secret()}/"
    visitor.send(link)
    page = texts(Visitor().get(link))
    assert "Ann" not in page
    assert "not me" not in page
    assert Visitor().send(link + "not-me/").status_code == 409
    assert state() == "active"


@pytest.mark.rule("ACC-50")
def test_when_form_and_link_were_opened_is_known_however_often_the_form_came_back() -> None:
    start, visitor = now(), Visitor()
    visitor.get("/join/")
    with moved(timedelta(seconds=30)):
        assert visitor.send("/join/", GOOD | {"given_name": ""}).status_code == 422
    with moved(timedelta(seconds=45)):
        visitor.send("/join/", GOOD)
    link = f"/verify/{secret()}/"
    with moved(timedelta(seconds=60)):
        opened = field(visitor.get(link), "opened")
    with moved(timedelta(seconds=80)):
        visitor.send(link, {"opened": opened})
    account, kept = Account.objects.get(), Verification.objects.get()
    waits = (account.form_opened_at, account.created_at, kept.opened_at, kept.used_at)
    assert [round((moment - start).total_seconds() / 5) * 5 for moment in waits] == [0, 45, 60, 80]


@pytest.mark.parametrize("opened", ["", "yesterday", "1:2:3"])
def test_a_moment_that_is_not_ours_is_not_believed(opened: str) -> None:
    visitor = Visitor()
    visitor.join()
    assert visitor.send(f"/verify/{secret()}/", {"opened": opened}).status_code == 302
    assert Verification.objects.get().opened_at is None
