"""“Your data”: the pages of the four rights (ACC-42)."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.logistics.tests import factories
from kontor.contexts.privacy import queries
from kontor.contexts.privacy.jobs import erase_due
from kontor.contexts.privacy.models import PrivacyRequest
from kontor.kernel import clock
from kontor.platform import jobs
from kontor.sites.storefront.account.tests.visitor import PASSWORD, Visitor, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-42")]

HERE = "/account/data/"


def test_the_page_has_every_right_and_asks_little(django_assert_max_num_queries):
    browser = Visitor()
    browser.enter()
    with django_assert_max_num_queries(6):
        page = texts(browser.get(HERE))
    for words in ("Take a copy", "Put it right", "Consents", "Delete the account"):
        assert words in page


def test_a_copy_is_asked_made_and_taken():
    browser = Visitor()
    browser.enter()
    assert browser.send(f"{HERE}export/").status_code == 302
    assert "We are at it" in texts(browser.get(HERE))
    jobs.drain()
    page = browser.get(HERE).content.decode()
    asked = PrivacyRequest.objects.get(kind="export")
    assert f"{HERE}archive/{asked.id}/" in page
    answer = browser.get(f"{HERE}archive/{asked.id}/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kontor-data.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "index.html" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_somebody_elses_archive_looks_like_one_that_is_not_there():
    owner, thief = Visitor(), Visitor()
    owner.enter()
    owner.send(f"{HERE}export/")
    jobs.drain()
    asked = PrivacyRequest.objects.get()
    thief.enter()
    mine = thief.get(f"{HERE}archive/{asked.id}/")
    absent = thief.get(f"{HERE}archive/{asked.account_id}/")
    assert mine.status_code == absent.status_code == 404
    assert texts(mine).replace(mine.headers["X-Request-Id"], "") == texts(absent).replace(
        absent.headers["X-Request-Id"], ""
    )
    assert Visitor().get(f"{HERE}archive/{asked.id}/").status_code == 302


def test_a_consent_is_given_and_taken_back():
    browser = Visitor()
    account = browser.enter()
    browser.send(f"{HERE}consent/", {"code": "marketing", "give": "1"})
    assert queries.agreed(account.pk, "marketing")
    browser.send(f"{HERE}consent/", {"code": "marketing", "give": "0"})
    assert not queries.agreed(account.pk, "marketing")
    assert browser.send(f"{HERE}consent/", {"code": "soul", "give": "1"}).status_code == 404
    assert browser.send(f"{HERE}consent/", {"code": "terms", "give": "0"}).status_code == 409


def test_a_wrong_password_deletes_nothing_and_is_shown_at_its_field():
    browser = Visitor()
    account = browser.enter()
    answer = browser.send(f"{HERE}delete/", {"password": "Wrong42harbour"})
    assert answer.status_code == 422
    assert "This is not the password of your account." in texts(answer)
    assert not PrivacyRequest.objects.exists()
    assert browser.get("/account/").status_code == 200
    assert Account.objects.get(pk=account.pk).state == "active"


def test_what_is_open_is_listed_with_links_and_can_be_waited_for():
    browser = Visitor()
    account = browser.enter()
    factories.order(factories.store(), by=account, state="in_dispute")
    assert "Open disputes: 1" in texts(browser.get(f"{HERE}delete/"))
    answer = browser.send(f"{HERE}delete/", {"password": PASSWORD})
    assert answer.status_code == 409
    assert 'href="/account/orders/?tab=in_dispute"' in answer.content.decode()
    assert not PrivacyRequest.objects.exists()
    answer = browser.send(f"{HERE}delete/", {"password": PASSWORD, "when_finished": "1"})
    assert answer.status_code == 200
    assert "It waits until everything that is open has ended" in texts(answer)
    assert PrivacyRequest.objects.get().open == ["orders.in_dispute"]


def test_asking_signs_out_everywhere_and_signing_in_calls_it_off():
    account = make_account()
    one, other = Visitor(), Visitor()
    one.enter(account)
    other.enter(account)
    assert "Your account will be deleted" in texts(one.send(f"{HERE}delete/", {"password": PASSWORD}))
    for browser in (one, other):
        assert browser.get("/account/").status_code == 302
    one.enter(account)
    assert "called off" in texts(one.get("/account/"))
    assert PrivacyRequest.objects.get().state == "cancelled"


def test_a_deleted_account_cannot_be_entered_and_its_address_joins_again():
    account = make_account(email="ann@example.com")
    browser = Visitor()
    browser.enter(account)
    browser.send(f"{HERE}delete/", {"password": PASSWORD})
    with clock.moved(timedelta(days=14, minutes=1)):
        erase_due()
        answer = browser.send("/sign-in/", {"address": "ann@example.com", "password": PASSWORD})
        assert answer.status_code == 401
    assert Visitor().join().status_code == 302


@pytest.mark.parametrize("path", ["", "export/", "consent/", "delete/"])
def test_visitors_are_asked_to_sign_in(path):
    assert Visitor().get(HERE + path).status_code == 302
    assert not PrivacyRequest.objects.exists()
