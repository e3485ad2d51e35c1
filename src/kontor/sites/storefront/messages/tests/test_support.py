"""Support in the message center: its own tab, the form, the conversation (BUY-03)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.messaging.tests.written import Talk
from kontor.contexts.support.models import Line, Request
from kontor.contexts.support.services.answer import answer
from kontor.contexts.support.services.claim import claim
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.sites.storefront.messages.tests.pages import CENTRE, client_id, page

ASK = f"{CENTRE}support/"
pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-03")]


def sent(browser: Client, **given: str) -> Request:
    form = {"topic": "payment", "text": "Where is my refund?", "client_id": client_id(page(browser, ASK))} | given
    found = browser.post(ASK, form)
    request = Request.objects.latest("begun_at")
    assert found.headers["Location"] == f"{ASK}{request.id}/#f-text"
    return request


def answered(request: Request, text: str = "It left today.") -> None:
    olga = Operator(make_account(audience="operator").id)
    claim(viewer=olga, request_id=request.id)
    answer(viewer=olga, request_id=request.id, text=text, client_id=new_id().hex)


def test_support_has_its_own_tab_beside_stores_and_the_platform(talk: Talk, browser: Client) -> None:
    talk.ask("Is it dimmable?")
    assert ASK in page(browser, f"{CENTRE}?tab=support")
    request = sent(browser)
    here = f"{ASK}{request.id}/"
    for tab in ("inquiry", "order_note", "order_message", "kontor"):
        assert here not in page(browser, f"{CENTRE}?tab={tab}")
    assert "Is it dimmable?" not in page(browser, f"{CENTRE}?tab=support")
    assert here in page(browser, f"{CENTRE}?tab=support")
    answered(request)
    opened = page(browser, CENTRE)  # what is unread opens by itself
    assert "It left today." in opened
    assert re.search(r'aria-current="(page|true)"[^>]*>\s*Support', opened)
    html = page(browser, here)
    assert "It left today." in html
    assert 'name="kontor-stream"' in html
    request.refresh_from_db()
    assert request.unread_buyer == 0


def test_a_buyer_goes_on_writing_and_is_told_what_is_wrong(talk: Talk, browser: Client, stranger: Client) -> None:
    wrong = browser.post(ASK, {"topic": "", "text": "Help", "client_id": new_id().hex})
    assert wrong.status_code == 422
    assert "Help" in wrong.content.decode()
    odd = browser.post(ASK, {"topic": "order", "order": "12ab", "text": "Help", "client_id": new_id().hex})
    assert "You have no order with this number." in odd.content.decode()
    assert not Request.objects.exists()
    here = f"{ASK}{sent(browser).id}/"
    form = {"text": "Hello?", "client_id": client_id(page(browser, here))}
    assert browser.post(here, form).headers["Location"] == f"{here}#f-text"
    told = browser.post(here, form, headers={"accept": "application/json"}).json()
    assert told["position"] == 2
    assert browser.post(here, form | {"text": "Other"}, headers={"accept": "application/json"}).status_code == 409
    assert "Hello?" in page(browser, f"{here}since/")
    assert Line.objects.count() == 2
    for address in (here, f"{here}since/"):
        page(stranger, address, 404)
    assert stranger.post(here, form).status_code == 404


def test_pages_of_support_ask_little(
    talk: Talk, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    request = sent(browser)
    page(browser, CENTRE)
    with django_assert_max_num_queries(9):
        page(browser, f"{CENTRE}?tab=support")
    with django_assert_max_num_queries(8):
        page(browser, f"{ASK}{request.id}/")
    with django_assert_max_num_queries(8):
        page(browser, f"{ASK}{request.id}/since/")
