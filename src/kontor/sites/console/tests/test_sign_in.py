"""The operator's way in."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.sites.console.tests.people import browser, operator

pytestmark = pytest.mark.django_db


def test_in_and_out() -> None:
    operator()
    client = Client()
    page = client.post(
        "/console/sign-in/", {"address": "olga@kontor.example", "password": PASSWORD, "next": "/console/orders/?q=7"}
    )
    assert page["Location"] == "/console/orders/?q=7"
    assert page.cookies["kontor_operator"]["path"] == "/console/"
    assert client.get("/console/").status_code == 200
    assert client.get("/console/sign-out/").status_code == 405
    assert client.post("/console/sign-out/")["Location"] == "/console/sign-in/"
    assert client.get("/console/").status_code == 302


def test_a_wrong_password_keeps_what_was_typed_and_never_shows_the_password() -> None:
    operator()
    page = Client().post("/console/sign-in/", {"address": "olga@kontor.example", "password": "Wrong42password"})
    text = page.content.decode()
    assert page.status_code in {401, 403, 422}
    assert "olga@kontor.example" in text
    assert "Wrong42password" not in text
    assert 'role="alert"' in text


def test_a_buyer_s_password_does_not_open_the_console() -> None:
    make_account(audience="buyer", email="vesela@example.com")
    page = Client().post("/console/sign-in/", {"address": "vesela@example.com", "password": PASSWORD})
    assert page.status_code in {401, 403, 422}
    assert "kontor_operator" not in page.cookies


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/account/", "/console//evil.example"])
def test_only_the_console_is_gone_on_to(target: str) -> None:
    client = browser(operator())
    location = client.get("/console/sign-in/", {"next": target})["Location"]
    assert location.startswith("/console/")
    assert "://" not in location
