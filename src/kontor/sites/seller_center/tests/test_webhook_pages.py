"""The pages of webhooks: a secret shown once, what became of each message, sending again (SEL-30)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from kontor.contexts.integrations.models import WebhookDelivery, WebhookEndpoint
from kontor.contexts.integrations.tests.receiver import receiver

pytestmark = pytest.mark.django_db(transaction=True)
Words = Callable[[Any], str]


@pytest.mark.rule("SEL-30")
def test_from_the_form_to_a_message_sent_again(
    shop: Any, settings: Any, settle: Callable[[], None], settled_texts: Words
) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "127.0.0.0/8"})
    browser = shop.browser()
    with receiver() as program:
        made = browser.post("/seller/webhooks/", {"url": program.url, "note": "ERP", "types": ["order.paid"]})
        endpoint = WebhookEndpoint.objects.get()
        secret = made.context["secret"]
        assert made["Cache-Control"] == "no-store"
        assert secret in made.content.decode()
        page = f"/seller/webhooks/{endpoint.id}/"
        assert secret not in browser.get(page).content.decode()
        program.says = [410]
        assert browser.post(f"{page}test/").status_code == 302
        settle()
        shown = settled_texts(browser.get(page))
        assert "Switched off: the address is gone" in shown
        assert "HTTP 410" in shown
        refused = browser.post(f"{page}again/", follow=True)
        assert "This webhook is switched off." in settled_texts(refused)
        browser.post(page, {"url": program.url, "note": "ERP", "types": ["order.paid"], "active": "1"})
        again = browser.post(f"{page}again/", follow=True)
        assert "1 message is sent again." in settled_texts(again)
        settle()
    [first, second] = program.taken
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert Webhook(secret).verify(second[1], second[0])["type"] == "webhook.test"
    arrived = WebhookDelivery.objects.get(state="delivered")
    message = settled_texts(browser.get(f"{page}{arrived.id}/"))
    assert json.loads(second[1])["data"]["endpoint"] == str(endpoint.id)
    assert "HTTP 200" in message
    assert "&lt;b&gt;very&lt;/b&gt;" in message


def test_what_was_typed_stays_and_the_field_says_why(shop: Any) -> None:
    typed = {"url": "https://10.0.0.1/hook", "note": "ERP inside", "types": ["order.paid"]}
    refused = shop.browser().post("/seller/webhooks/", typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="https://10.0.0.1/hook"' in page
    assert 'value="ERP inside"' in page
    assert "This address leads into a private network." in page
    assert WebhookEndpoint.objects.count() == 0


def test_a_new_secret_and_the_end(shop: Any) -> None:
    browser = shop.browser()
    first = browser.post("/seller/webhooks/", {"url": "https://erp.example/"}).context["secret"]
    endpoint = WebhookEndpoint.objects.get()
    second = browser.post(f"/seller/webhooks/{endpoint.id}/secret/").context["secret"]
    assert first != second
    assert browser.post(f"/seller/webhooks/{endpoint.id}/remove/").status_code == 302
    assert browser.get(f"/seller/webhooks/{endpoint.id}/").status_code == 404


def test_pages_cost_few_statements(shop: Any, django_assert_max_num_queries: Any) -> None:
    browser = shop.browser()
    browser.post("/seller/webhooks/", {"url": "https://erp.example/"})
    endpoint = WebhookEndpoint.objects.get()
    for page in ("/seller/webhooks/", f"/seller/webhooks/{endpoint.id}/"):
        browser.get(page)
        with django_assert_max_num_queries(8):
            assert browser.get(page).status_code == 200
