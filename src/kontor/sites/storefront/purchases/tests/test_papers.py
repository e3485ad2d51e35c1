"""A buyer fetches the invoice of an order on its page."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing.models import Document
from kontor.contexts.billing.tests.factories import bought, text_of
from kontor.contexts.checkout.tests.factories import make_market
from kontor.platform.http.audience import BUYER
from kontor.platform.http.sessions import SessionStore

pytestmark = pytest.mark.django_db


def browser_of(account):
    client, store = Client(headers={"accept-language": "en"}), SessionStore()
    store["account_id"], store["account_proof"] = str(account.pk), account.get_session_auth_hash()
    store.save()
    client.cookies[BUYER.cookie] = store.session_key
    return client


@pytest.mark.rule("TRD-12")
def test_from_the_order_page_to_the_file(settle):
    market = make_market()
    (order,) = bought(market, settle)
    document = Document.objects.get()
    browser = browser_of(market.account)
    page = browser.get(f"/account/orders/{order.number}/").content.decode()
    address = f"/account/orders/{order.number}/papers/{document.id}/pdf/"
    assert document.number in page
    assert address in page
    assert browser.get(address).headers["Refresh"] == "1"
    settle()
    answer = browser.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Lucía Gómez" in text_of(b"".join(answer.streaming_content))


@pytest.mark.rule("TRD-12")
def test_somebody_else_finds_nothing(settle):
    market = make_market()
    (order,) = bought(market, settle)
    document = Document.objects.get()
    stranger = browser_of(make_account())
    assert stranger.get(f"/account/orders/{order.number}/papers/{document.id}/pdf/").status_code == 404
    mine = browser_of(market.account)
    assert mine.get(f"/account/orders/{order.number}/papers/{order.id}/pdf/").status_code == 404
    assert mine.get(f"/account/orders/{order.number}/papers/{document.id}/exe/").status_code == 404
