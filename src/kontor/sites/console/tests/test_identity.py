"""Identity checks on the operator's desk (ACC-33, OPR-06)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk.models import IdentityCheck, IdentityView
from kontor.contexts.risk.tests.checks import handed_in
from kontor.sites.console.tests.people import browser

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-33")]


def test_a_picture_is_shown_to_whoever_has_the_case_and_to_nobody_else(desk: Client) -> None:
    account, _check, item = handed_in()
    address = f"/console/reviews/{item.pk}/identity/front/"
    refused = desk.get(address)
    absent = desk.get("/console/reviews/00000000-0000-7000-8000-000000000000/identity/front/")
    assert (refused.status_code, absent.status_code) == (404, 404)
    desk.post(f"/console/reviews/{item.pk}/take/")
    page = desk.get(f"/console/reviews/{item.pk}/").content.decode()
    assert f'src="{address}"' in page
    assert "The name is that of the account." in page
    shown = desk.get(address)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert shown.content.startswith(b"\xff\xd8\xff")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert IdentityView.objects.count() == 1
    other = make_account(audience="operator", email="paul@kontor.example")
    assert browser(other).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert account.email not in page


def test_a_check_is_opened_from_the_list(desk: Client, django_assert_max_num_queries) -> None:
    make_account(email="buyer@example.com")
    assert "No identity checks yet" in desk.get("/console/identity/").content.decode()
    assert desk.post("/console/identity/", {"address": "nobody@example.com"}).status_code == 422
    assert not IdentityCheck.objects.exists()
    assert desk.post("/console/identity/", {"address": "buyer@example.com"}).status_code == 302
    assert desk.post("/console/identity/", {"address": "buyer@example.com"}).status_code == 409
    with django_assert_max_num_queries(5):
        page = desk.get("/console/identity/").content.decode()
    assert "Waits for pictures" in page
    assert IdentityCheck.objects.count() == 1
