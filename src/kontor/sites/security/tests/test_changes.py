"""Password, addresses and factors are changed by who has just proved to be the owner (ACC-20, ACC-21)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account, AccountDevice, Factor, Verification
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.kernel.clock import moved
from kontor.platform.events.models import OutboxEvent
from kontor.platform.mail.models import Message
from kontor.sites.security.tests.person import Person, app_of, code_of, sent_code
from kontor.sites.storefront.account.tests.visitor import texts

pytestmark = pytest.mark.django_db
NEW = "Harbour73lantern"
CHANGED = {"old": PASSWORD, "password": NEW, "password_again": NEW}
LATER = timedelta(minutes=16)


def inside(**given: object) -> Person:
    who = Person(make_account(**given))
    who.knock()
    return who


@pytest.mark.rule("ACC-20")
def test_a_new_password_ends_all_other_sessions_and_all_trust(settle: Callable[[], None]) -> None:
    who = inside()
    elsewhere = Person(who.account)
    elsewhere.knock()
    AccountDevice.objects.update(trusted_until="2100-01-01T00:00Z")
    wrong = who.post_at("security/password/", CHANGED | {"old": "Wrong42harbour"})
    assert (wrong.status_code, 'href="#f-old"' in wrong.content.decode()) == (422, True)
    weak = who.post_at("security/password/", CHANGED | {"password": "short", "password_again": "short"})
    assert (weak.status_code, 'href="#f-password"' in weak.content.decode()) == (422, True)
    assert elsewhere.at("security/").status_code == 200
    assert who.post_at("security/password/", CHANGED)["Location"] == "/account/security/"
    assert (who.at("security/").status_code, elsewhere.at("security/").status_code) == (200, 302)
    assert not AccountDevice.objects.filter(trusted_until__isnull=False).exists()
    assert Account.objects.get().check_password(NEW)
    assert elsewhere.knock().status_code == 401
    assert elsewhere.knock(NEW).status_code == 302
    settle()
    assert Message.objects.filter(subject="Your password was changed").count() == 1


@pytest.mark.rule("ACC-20")
def test_the_present_password_cannot_be_guessed_from_a_stolen_session() -> None:
    who = inside()
    statuses = [
        who.post_at("security/password/", CHANGED | {"old": f"Wrong{n}harbour"}).status_code for n in range(10, 17)
    ]
    assert statuses == [422] * 5 + [429] * 2
    assert who.post_at("security/password/", CHANGED).status_code == 429
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.rule("ACC-20")
def test_a_new_mailbox_is_proven_and_the_old_one_told(settle: Callable[[], None]) -> None:
    who = inside(email="old@example.com")
    settle()
    assert who.post_at("security/email/", {"address": "new@example.com"})["Location"].endswith("/email/code/")
    settle()
    code = sent_code()
    assert Message.objects.get(to="new@example.com").subject == f"{code} is your code for Kontor"
    assert who.post_at("security/email/code/", {"code": "000000"}).status_code == 422
    assert Account.objects.get().email == "old@example.com"
    assert who.post_at("security/email/code/", {"code": code})["Location"] == "/account/security/"
    account = Account.objects.get()
    assert (account.email, account.email_key) == ("new@example.com", "new@example.com")
    settle()
    told = Message.objects.filter(to="old@example.com").latest("at")
    assert told.subject == "Your address at Kontor was changed"
    assert "new@example.com" not in told.text
    assert not OutboxEvent.objects.filter(body__icontains="example.com").exists()


@pytest.mark.rule("ACC-20")
def test_somebody_else_s_address_looks_like_a_free_one_and_is_never_written_to(settle: Callable[[], None]) -> None:
    make_account(email="taken@example.com")
    make_account(email="shop@example.com", audience="seller")
    pages, sent = [], []
    for address in ("taken@example.com", "free@example.com", "shop@example.com"):
        who = inside()
        settle()
        answer = who.post_at("security/email/", {"address": address})
        page = texts(who.at("security/email/code/")).replace(address, "…").replace(who.account.email, "…")
        pages.append((answer.status_code, answer["Location"], page))
        settle()
        sent.append(Message.objects.filter(to=address).count())
    assert pages[0] == pages[1] == pages[2]
    assert sent == [0, 1, 1]


@pytest.mark.rule("ACC-20")
def test_of_two_who_want_one_address_one_gets_it() -> None:
    first, second = inside(), inside()
    codes = []
    for who in (first, second):
        who.post_at("security/email/", {"address": "new@example.com"})
        codes.append(sent_code())
    assert first.post_at("security/email/code/", {"code": codes[0]}).status_code == 302
    assert second.post_at("security/email/code/", {"code": codes[1]}).status_code == 422
    assert Account.objects.get(pk=second.account.pk).email == second.account.email


@pytest.mark.rule("ACC-20")
def test_a_new_phone_gets_the_codes_of_the_second_step() -> None:
    who = inside()
    assert who.post_at("security/sms/begin/")["Location"] == "/account/security/phone/"  # none yet
    who.post_at("security/phone/", {"address": "0888 123 456"})
    who.post_at("security/phone/code/", {"code": sent_code()})
    assert Account.objects.get().phone == "+359888123456"
    who.post_at("security/sms/begin/")
    who.post_at("security/sms/", {"code": sent_code()})
    who.post_at("security/phone/", {"address": "+359888654321"})
    with moved(timedelta(minutes=5)):
        who.post_at("security/phone/code/", {"code": sent_code()})
    assert Factor.objects.get().phone == "+359888654321"


@pytest.mark.rule("ACC-20")
@pytest.mark.parametrize(("kind", "typed"), [("email", ""), ("email", "x@"), ("email", "+359888123456"),
                                             ("phone", "12"), ("phone", "a@example.com")])  # fmt: skip
def test_what_is_no_address_stays_in_its_field(kind: str, typed: str) -> None:
    who = inside()
    answer = who.post_at(f"security/{kind}/", {"address": typed})
    assert answer.status_code == 422
    assert 'href="#f-address"' in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert not Verification.objects.exists()


GUARDED = ["app/", "sms/", "passkeys/new/", "codes/", "email/", "phone/", "codes/file/"]
GUARDED_POSTS = ["app/begin/", "sms/begin/", "codes/make/", "passkeys/options/", "passkeys/add/", "email/", "phone/"]


@pytest.mark.rule("ACC-21")
def test_changes_ask_for_a_fresh_proof() -> None:
    who = inside()
    with moved(LATER):
        for path in GUARDED:
            wanted = f"/account/security/confirm/?next=%2Faccount%2Fsecurity%2F{path.replace('/', '%2F')}"
            assert who.at(f"security/{path}")["Location"] == wanted
        for path in GUARDED_POSTS:
            assert who.post_at(f"security/{path}")["Location"].startswith("/account/security/confirm/")
        assert (Factor.objects.count(), Verification.objects.count()) == (0, 0)
        wrong = who.post_at("security/confirm/", {"password": "Wrong42harbour"})
        assert wrong.status_code == 422
        assert who.at("security/app/").status_code == 302
        given = {"password": PASSWORD, "next": "/account/security/email/"}
        assert who.post_at("security/confirm/", given)["Location"] == "/account/security/email/"
        assert who.at("security/email/").status_code == 200
    for foreign in ("https://evil.example/", "//evil.example/", "/account/security/\\..\\evil", "/console/"):
        given = {"password": PASSWORD, "next": foreign}
        assert who.post_at("security/confirm/", given)["Location"] == "/account/security/"


@pytest.mark.rule("ACC-21")
def test_with_a_second_step_the_password_is_no_proof() -> None:
    who = inside()
    secret = app_of(who.account)
    factor = Factor.objects.get()
    with moved(LATER):
        assert who.post_at("security/confirm/", {"password": PASSWORD}).status_code == 401
        who.post_at(f"security/factors/{factor.pk}/remove/")
        assert Factor.objects.count() == 1
        assert who.post_at("security/confirm/", {"code": code_of(secret)}).status_code == 302
        who.post_at(f"security/factors/{factor.pk}/remove/")
        assert Factor.objects.count() == 0


@pytest.mark.rule("ACC-21")
def test_a_passkey_proves_it_as_well() -> None:
    who = inside()
    key = who.make_passkey()
    with moved(LATER):
        assert who.at("security/email/").status_code == 302
        answer = who.use_passkey(key, "security/confirm/passkey/", next="/account/security/email/")
        assert answer["Location"] == "/account/security/email/"
        assert who.at("security/email/").status_code == 200


@pytest.mark.rule("ACC-21")
@pytest.mark.parametrize("path", ["", "devices/", "password/", "email/", "phone/", "passkeys/new/"])
@pytest.mark.parametrize("audience", ["buyer", "seller", "operator"])
def test_each_face_shows_each_page_to_its_owner_only(
    audience: str, path: str, policy_value: Callable[[str, str], None]
) -> None:
    policy_value("accounts.second_step_for_sellers", "off")
    who = inside(audience=audience)
    assert who.at(f"security/{path}").status_code == 200
    stranger = Person(make_account(audience=audience))
    assert stranger.at(f"security/{path}")["Location"].startswith(stranger.door)
