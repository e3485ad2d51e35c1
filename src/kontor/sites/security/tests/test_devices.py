"""Where one is signed in: listed, marked, ended; the owner hears of a new one (ACC-20)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.notifications.models import Notice
from kontor.kernel.clock import moved
from kontor.platform.http.sessions import Session
from kontor.platform.mail.models import Message
from kontor.sites.security.tests.person import FACES, Person
from kontor.sites.storefront.account.tests.visitor import texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-20")]
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1"


@pytest.fixture(autouse=True)
def _optional(policy_value: Callable[[str, str], None]) -> None:
    policy_value("accounts.second_step_for_sellers", "off")
    policy_value("accounts.device_list_for_sellers", "off")  # several browsers come in here as they like


@pytest.mark.parametrize("audience", list(FACES))
def test_devices_are_listed_in_words_and_this_one_is_marked(audience: str, django_assert_max_num_queries: Any) -> None:
    here = Person(make_account(audience=audience))
    phone = Person(here.account, SAFARI)
    here.knock()
    phone.knock()
    here.at("security/")  # warms what every page of the shop shows
    with django_assert_max_num_queries(5):
        page = texts(here.at("security/devices/"))
    assert "Firefox on Linux This device" in page
    assert "Safari on iPhone" in page
    assert "127.0.0.0/24" in page
    assert page.count("This device") == 1
    keys = Session.objects.values_list("session_key", flat=True)
    assert not any(key in here.at("security/devices/").content.decode() for key in keys)


def test_one_is_ended_then_all_others() -> None:
    here = Person(make_account())
    others = [Person(here.account, SAFARI) for _ in range(3)]
    for one in (here, *others):
        one.knock()
    first = Session.objects.get(session_key=others[0].cookies["kontor_buyer"].value)
    assert here.post_at(f"security/devices/{first.public_id}/end/").status_code == 302
    assert [one.at("security/").status_code for one in others] == [302, 200, 200]
    assert here.post_at(f"security/devices/{first.public_id}/end/").status_code == 404
    here.post_at("security/devices/others/end/")
    assert [one.at("security/").status_code for one in (here, *others)] == [200, 302, 302, 302]


def test_a_stranger_s_session_is_as_good_as_none() -> None:
    victim, thief = Person(make_account()), Person(make_account())
    victim.knock()
    thief.knock()
    theirs = Session.objects.get(account_id=victim.account.pk)
    absent = thief.post_at("security/devices/01989c7e-0000-7000-8000-000000000000/end/")
    foreign = thief.post_at(f"security/devices/{theirs.public_id}/end/")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    bodies = [re.sub(r"[0-9a-f]{16}", "", texts(answer)) for answer in (foreign, absent)]
    assert bodies[0] == bodies[1]
    assert victim.at("security/").status_code == 200


def test_being_seen_is_written_every_few_minutes_at_most(django_assert_max_num_queries: Any) -> None:
    who = Person(make_account())
    who.knock()
    opened = Session.objects.get().seen_at
    who.get("/preferences/")
    with moved(timedelta(minutes=4)), django_assert_max_num_queries(1):
        who.get("/verify/done/")
    assert Session.objects.get().seen_at == opened
    with moved(timedelta(minutes=6)):
        who.get("/verify/done/")
        seen = Session.objects.get().seen_at
        with django_assert_max_num_queries(1):
            who.get("/verify/done/")
    assert opened is not None
    assert seen is not None
    assert timedelta(minutes=6) <= seen - opened < timedelta(minutes=7)
    assert Session.objects.get().opened_at == opened


def test_the_owner_hears_of_a_new_browser_once(settle: Callable[[], None]) -> None:
    who = Person(make_account())
    who.knock()
    settle()
    (notice,) = Notice.objects.filter(kind="new_device")
    assert (notice.values["browser"], notice.values["system"]) == ("Firefox", "Linux")
    message = Message.objects.get()
    assert message.to == who.account.email
    assert "Firefox on Linux" in message.text
    assert "/account/security/devices/" in message.text
    who.send("/sign-out/")
    who.knock()
    settle()
    assert Message.objects.count() == 1
    Person(who.account, SAFARI).knock()
    settle()
    assert Message.objects.count() == 2
