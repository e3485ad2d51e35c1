"""Webhooks that programs make for themselves (SEL-30)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from kontor.contexts.integrations.models import Grant, WebhookEndpoint
from kontor.contexts.integrations.queries.webhooks import endpoint
from kontor.contexts.integrations.tests.receiver import receiver
from kontor.kernel.clock import now
from kontor.platform.idempotency.models import StoredAnswer
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.seller.conftest import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("SEL-30")]


def test_a_program_is_told_and_checks_it_with_its_secret(desk: Desk, settings: Any, settle: Callable[[], None]) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "127.0.0.0/8"})
    me = desk.program("webhooks:manage")
    with receiver() as program:
        asked = {"url": program.url, "types": ["order.paid"]}
        made = fits(me.send("POST", "/webhooks", asked), "/seller/webhooks", "post")
        way = f"/webhooks/{made['id']}"
        secret = fits(me.get(f"{way}/secret"), "/seller/webhooks/{webhook_id}/secret")["secret"]
        assert secret not in json.dumps(list(StoredAnswer.objects.values_list("answer", flat=True)))
        desk.order()
        settle()
        [shown] = fits(me.get("/webhooks"), "/seller/webhooks")
        assert (shown["active"], shown["types"], shown["waiting"], shown["failed"]) == (True, ["order.paid"], 0, 0)
        [(headers, body)] = program.taken
        told = Webhook(secret).verify(body, headers)
        assert (told["type"], me.client.get(told["data"]["href"]).status_code) == ("order.paid", 401)
        assert desk.program("orders:read").get(told["data"]["href"].removeprefix("/api/v1/seller")).status_code == 200
        program.says = [410]
        assert fits(me.send("POST", f"{way}/test"), "/seller/webhooks/{webhook_id}/test", "post") == {"messages": 1}
        settle()
        refused = fits(me.send("POST", f"{way}/replay"), "/seller/webhooks/{webhook_id}/replay", "post")
        assert refused["code"] == "ERR_WEBHOOK_OFF"
    assert fits(me.send("DELETE", way), "/seller/webhooks/{webhook_id}", "delete") == {"messages": 0}
    assert fits(me.get("/webhooks"), "/seller/webhooks") == []


def test_what_others_made_is_not_there(desk: Desk) -> None:
    me, other = desk.program("webhooks:manage"), desk.program("webhooks:manage")
    made = me.send("POST", "/webhooks", {"url": "https://erp.example/hook"}).json()["id"]
    assert fits(other.get("/webhooks"), "/seller/webhooks") == []
    for method, way in (("GET", "/secret"), ("DELETE", ""), ("POST", "/test"), ("POST", "/replay")):
        answer = other.send(method, f"/webhooks/{made}{way}")
        assert (answer.status_code, answer.json()["code"]) == (404, "ERR_WEBHOOK_NOT_FOUND")
    assert desk.program("orders:read").get("/webhooks").status_code == 403
    assert WebhookEndpoint.objects.count() == 1


def test_a_bad_address_is_refused_at_its_field(desk: Desk) -> None:
    answer = desk.program("webhooks:manage").send("POST", "/webhooks", {"url": "http://erp.example/hook"})
    body = fits(answer, "/seller/webhooks", "post")
    assert (answer.status_code, body["code"], list(body["fields"])) == (422, "ERR_WEBHOOK_URL", ["url"])
    assert WebhookEndpoint.objects.count() == 0


def test_a_program_that_is_no_longer_connected_hears_nothing(
    desk: Desk, settings: Any, settle: Callable[[], None]
) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "127.0.0.0/8"})
    with receiver() as program:
        me = desk.program("webhooks:manage")
        made = me.send("POST", "/webhooks", {"url": program.url}).json()["id"]
        Grant.objects.update(ended_at=now())
        desk.order()
        settle()
        assert program.taken == []
    found = endpoint(desk.seat, made)
    assert (found.active, found.why_disabled) == (False, "grant")
