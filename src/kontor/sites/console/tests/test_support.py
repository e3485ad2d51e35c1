"""The operator's support: the queue, a request taken, answered, resolved (BUY-03, OPR-04)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.support.models import Request
from kontor.contexts.support.services.open_request import open_request
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.sites.console.tests.people import browser, operator

LIST = "/console/support/"
pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-03")]


@pytest.fixture
def asked(db: None) -> Request:
    said = open_request(
        viewer=Buyer(make_account(given_name="Vesela", family_name="Petrova").id), topic="payment",
        text="Where is my refund?", client_id=new_id().hex, language="bg",
    )  # fmt: skip
    return Request.objects.get(id=said.request_id)


@pytest.fixture
def olga(db: None) -> Client:
    return browser(operator())


def html(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


def test_a_request_goes_through_the_desk(asked: Request, olga: Client) -> None:
    here = f"{LIST}{asked.id}/"
    waiting = html(olga, LIST)
    assert "Vesela Petrova" in waiting
    assert "Where is my refund?" in waiting
    assert 'name="client_id"' not in html(olga, here)  # nobody has taken it
    assert olga.post(f"{LIST}next/").headers["Location"] == here
    taken = html(olga, here)
    assert 'name="client_id"' in taken
    assert "resolve/" not in taken
    form = {"text": "It left today.", "client_id": new_id().hex}
    assert olga.post(here, form).headers["Location"] == f"{here}#f-text"
    assert "It left today." in html(olga, f"{here}since/")
    assert "Nobody waits" in html(olga, LIST)
    assert "resolve/" in html(olga, here)
    assert olga.post(f"{here}resolve/").headers["Location"] == here
    asked.refresh_from_db()
    assert asked.state == "resolved"
    assert "Vesela Petrova" in html(olga, f"{LIST}?show=resolved")
    assert olga.post(f"{here}nonsense/").status_code == 404


def test_whoever_has_not_taken_it_cannot_answer(asked: Request, olga: Client) -> None:
    ivan = browser(make_account(audience="operator", given_name="Ivan", family_name="Ivanov"))
    here = f"{LIST}{asked.id}/"
    olga.post(f"{here}claim/")
    refused = ivan.post(here, {"text": "Mine!", "client_id": new_id().hex})
    assert refused.status_code == 409
    assert "Take the request first" in refused.content.decode()
    ivan.post(f"{here}release/")
    asked.refresh_from_db()
    assert asked.holder is not None
    assert asked.line_count == 1
    assert olga.post(f"{here}release/").headers["Location"] == LIST
    asked.refresh_from_db()
    assert asked.holder is None


def test_pages_ask_little(asked: Request, olga: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    html(olga, LIST)
    with django_assert_max_num_queries(9):
        html(olga, LIST)
    with django_assert_max_num_queries(12):
        html(olga, f"{LIST}{asked.id}/")
