"""The way in at each of the three faces: password, second step, the page that was wanted (ACC-20, ACC-21, SEL-06)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.models import AccountDevice
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel.clock import moved
from kontor.platform.http.sessions import Session
from kontor.sites.security.tests.person import FACES, Person, app_of, code_of, codes_on, secret_on, sent_code
from kontor.sites.storefront.account.tests.visitor import texts

pytestmark = pytest.mark.django_db
EVERY_FACE = pytest.mark.parametrize("audience", list(FACES))
PAGES = {"buyer": "/account/addresses/?x=1", "seller": "/seller/orders/?x=1", "operator": "/console/orders/?x=1"}


def person(audience: str = "buyer", **given: object) -> Person:
    return Person(make_account(audience=audience, **given))


@EVERY_FACE
@pytest.mark.rule("ACC-21")
def test_the_second_step_stands_between_the_password_and_the_page_that_was_wanted(audience: str) -> None:
    who = person(audience)
    secret = app_of(who.account)
    answer = who.knock(next=PAGES[audience])
    assert answer["Location"] == f"{who.base}second-step/"
    assert who.at("security/").status_code == 302  # the password alone opens nothing
    assert Session.objects.filter(account_id=who.account.pk).count() == 0
    assert "authenticator app" in texts(who.at("second-step/"))
    wrong = who.post_at("second-step/", {"code": "000000"})
    assert (wrong.status_code, 'href="#f-code"' in wrong.content.decode()) == (401, True)
    assert who.at("security/").status_code == 302
    assert who.post_at("second-step/", {"code": code_of(secret)})["Location"] == PAGES[audience]
    assert who.at("security/").status_code == 200
    assert who.at("second-step/")["Location"] == who.door  # it is passed


@EVERY_FACE
@pytest.mark.rule("ACC-21")
def test_a_passkey_is_a_second_step_and_a_way_in_of_its_own(
    audience: str, policy_value: Callable[[str, str], None]
) -> None:
    policy_value("accounts.device_list_for_sellers", "off")  # a second browser meets no list here
    policy_value("accounts.device_list_for_sellers", "off")  # a second browser meets no list here
    policy_value("accounts.second_step_for_sellers", "off")
    who = person(audience)
    who.knock()
    key = who.make_passkey()
    second = Person(who.account)
    assert second.knock()["Location"] == f"{who.base}second-step/"
    assert "Use your passkey" in texts(second.at("second-step/"))
    assert second.use_passkey(key, "second-step/passkey/")["Location"].startswith(who.base)
    assert second.at("security/").status_code == 200
    alone = Person(who.account)
    alone.get(alone.door)
    assert alone.use_passkey(key, "passkey/", next=PAGES[audience])["Location"] == PAGES[audience]
    assert alone.at("security/").status_code == 200


@pytest.mark.rule("ACC-21")
def test_a_passkey_s_answer_does_not_serve_twice_nor_at_another_face() -> None:
    who = person()
    who.knock()
    key = who.make_passkey()
    thief = person()
    thief.get("/sign-in/")
    asked = thief.post_at("passkey/options/")
    answer = key.use(asked.content)
    assert thief.post_at("passkey/", {"answer": answer})["Location"] == "/account/"
    again = person()
    again.get("/sign-in/")
    assert again.post_at("passkey/", {"answer": answer})["Location"] == "/sign-in/"
    assert again.at("").status_code == 302
    console = person("operator")
    console.get(console.door)
    assert console.use_passkey(key, "passkey/")["Location"] == console.door
    late = person()
    late.get("/sign-in/")
    asked = late.post_at("passkey/options/")
    with moved(timedelta(minutes=6)):
        assert late.post_at("passkey/", {"answer": key.use(asked.content)})["Location"] == "/sign-in/"


@pytest.mark.rule("ACC-21")
def test_the_second_step_has_its_time_and_ends_with_a_new_password() -> None:
    who = person()
    secret = app_of(who.account)
    who.knock()
    with moved(timedelta(minutes=15, seconds=1)):
        assert who.post_at("second-step/", {"code": code_of(secret)})["Location"] == "/sign-in/"
        assert who.at("security/").status_code == 302
    who.knock()
    who.account.set_password("Another42harbour")
    who.account.save()
    assert who.post_at("second-step/", {"code": code_of(secret)})["Location"] == "/sign-in/"
    assert who.at("security/").status_code == 302


@pytest.mark.rule("ACC-21")
def test_without_the_password_there_is_no_second_step() -> None:
    who = person()
    for path in ("second-step/", "second-step/send/", "second-step/passkey/"):
        assert who.post_at(path, {"code": "000000"})["Location"] == "/sign-in/"


@pytest.mark.rule("ACC-21")
def test_a_trusted_browser_is_not_asked_until_its_days_are_over_or_it_is_forgotten() -> None:
    who = person()
    secret = app_of(who.account)
    who.knock()
    who.post_at("second-step/", {"code": code_of(secret), "trust": "1"})
    who.send("/sign-out/")
    assert who.knock()["Location"] == "/account/"
    with moved(timedelta(days=30, minutes=1)):
        who.send("/sign-out/")
        assert who.knock()["Location"] == "/account/second-step/"
    assert Person(who.account).knock()["Location"] == "/account/second-step/"  # another browser
    assert who.knock()["Location"] == "/account/"
    row = AccountDevice.objects.get(trusted_until__isnull=False)
    stranger = person()
    stranger.knock()
    assert stranger.post_at(f"security/devices/trusted/{row.id}/forget/").status_code == 404
    assert who.post_at(f"security/devices/trusted/{row.id}/forget/").status_code == 302
    who.send("/sign-out/")
    assert who.knock()["Location"] == "/account/second-step/"


@pytest.mark.rule("ACC-21")
def test_an_invented_device_is_no_device() -> None:
    who = person()
    secret = app_of(who.account)
    who.knock()
    who.post_at("second-step/", {"code": code_of(secret), "trust": "1"})
    device = who.cookies["kontor_device"].value
    forger = Person(who.account)
    forger.cookies["kontor_device"] = device[:32] + ":" + "x" * 43
    assert forger.knock()["Location"] == "/account/second-step/"


@pytest.mark.rule("SEL-06")
def test_a_seller_without_a_second_step_is_led_to_set_it_up_and_sees_nothing_else() -> None:
    who = person("seller")
    assert who.knock(next="/seller/orders/")["Location"] == "/seller/security/"
    page = texts(who.at("security/"))
    assert "Protect your account" in page
    for path in ("", "orders/", "products/", "balance/", "store/"):
        assert who.at(path)["Location"].startswith("/seller/sign-in/?next=")
    assert who.get("/seller/sign-in/")["Location"] == "/seller/security/"
    assert who.post_at("security/go-on/")["Location"] == "/seller/security/"
    assert who.at("orders/").status_code == 302
    who.post_at("security/app/begin/")
    secret = secret_on(who.at("security/app/"))
    assert who.post_at("security/app/", {"code": code_of(secret)})["Location"] == "/seller/security/codes/"
    assert len(codes_on(who.at("security/codes/"))) == 10
    assert who.post_at("security/codes/done/")["Location"] == "/seller/security/"
    assert who.at("security/codes/")["Location"] == "/seller/security/"  # shown once
    assert who.post_at("security/go-on/")["Location"] == "/seller/orders/"
    assert "You have no store yet" in texts(who.at("orders/"))
    who.send("/seller/sign-out/")
    assert who.knock()["Location"] == "/seller/second-step/"


@pytest.mark.rule("SEL-06")
def test_whoever_leaves_half_way_is_signed_in_nowhere() -> None:
    who = person("seller")
    who.knock()
    assert who.send("/seller/sign-out/")["Location"] == "/seller/sign-in/"
    assert who.at("security/").status_code == 302


@pytest.mark.rule("SEL-06")
def test_the_operator_decides_who_needs_a_second_step(policy_value: Callable[[str, str], None]) -> None:
    assert person("operator").knock()["Location"] == "/console/"
    assert person("buyer").knock()["Location"] == "/account/"
    policy_value("accounts.second_step_for_operators", "on")
    policy_value("accounts.second_step_for_sellers", "off")
    assert person("operator").knock()["Location"] == "/console/security/"
    assert person("seller").knock()["Location"] == "/seller/"


@pytest.mark.rule("ACC-21")
def test_codes_by_sms_from_the_phone_to_the_way_in() -> None:
    who = person(phone="+359888123456")
    who.knock()
    assert who.post_at("security/sms/begin/")["Location"] == "/account/security/sms/"
    assert who.post_at("security/sms/", {"code": sent_code()})["Location"] == "/account/security/codes/"
    again = Person(who.account)
    again.knock()
    page = texts(again.at("second-step/"))  # the code is sent by itself: it is the only way
    assert "•••456" in page
    assert "888123" not in page
    assert again.post_at("second-step/", {"code": sent_code()})["Location"] == "/account/"


@pytest.mark.rule("ACC-20")
def test_a_session_that_was_fixed_before_is_not_the_one_that_signs_in() -> None:
    who = person()
    secret = app_of(who.account)
    who.knock()
    planted = who.cookies["kontor_buyer"].value
    who.post_at("second-step/", {"code": code_of(secret)})
    assert who.cookies["kontor_buyer"].value != planted
    thief = Client()
    thief.cookies["kontor_buyer"] = planted
    assert thief.get("/account/").status_code == 302
    assert PASSWORD not in str(Session.objects.values_list("session_data", flat=True))


@pytest.mark.rule("ACC-20")
def test_what_signing_in_costs(django_assert_max_num_queries: Any) -> None:
    who = person()
    secret = app_of(who.account)
    who.get("/sign-in/")
    with django_assert_max_num_queries(14):
        who.knock()
    who.at("second-step/")
    with django_assert_max_num_queries(34):
        who.post_at("second-step/", {"code": code_of(secret)})
    who.at("security/")
    with django_assert_max_num_queries(6):
        who.at("security/")
