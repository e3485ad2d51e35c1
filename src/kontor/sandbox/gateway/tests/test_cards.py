"""The card face, spoken to by the real stripe SDK."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from kontor.sandbox.gateway.tests.conftest import SECRET, Till
from kontor.sandbox.gateway.tests.real_sdk import stripe_client
from kontor.sandbox.wire.http import Request, Response


def event(request: Request) -> Any:
    return stripe.Webhook.construct_event(request.body, request.headers["stripe-signature"], SECRET)


def test_paid_session_is_told_returned_and_retrieved(till: Till) -> None:
    session = till.session()
    assert (session.status, session.payment_status, session.amount_total) == ("open", "unpaid", 4500)
    assert session.url
    back = till.decide(urlsplit(session.url).path, "pay")
    assert back.headers["location"] == f"{till.merchant.address}/back?session={session.id}"

    told = event(till.merchant.next())
    assert told.type == "checkout.session.completed"
    assert told.data.object["id"] == session.id
    assert told.data.object["metadata"]["order"] == "7"

    paid = till.stripe.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (paid.status, paid.payment_status, paid.currency) == ("complete", "paid", "eur")
    assert isinstance(paid.payment_intent, stripe.PaymentIntent)
    assert (paid.payment_intent.status, paid.payment_intent.amount) == ("succeeded", 4500)
    assert till.stripe.v1.payment_intents.retrieve(paid.payment_intent.id).amount_received == 4500


def test_refusal_leads_back_and_leaves_the_session_open(till: Till) -> None:
    session = till.session()
    path = urlsplit(session.url or "").path
    assert till.decide(path, "refuse").headers["location"] == f"{till.merchant.address}/cancelled"
    assert till.stripe.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert till.payment(session.id)["refused"] is True
    till.decide(path, "pay")
    assert event(till.merchant.next()).type == "checkout.session.completed"


def test_expired_session_cannot_be_paid(till: Till) -> None:
    session = till.session()
    assert till.stripe.v1.checkout.sessions.expire(session.id).status == "expired"
    assert event(till.merchant.next()).type == "checkout.session.expired"
    page = till.browser.get(till.gateway.address + urlsplit(session.url or "").path)
    assert 'name="deed"' not in page.text
    with pytest.raises(stripe.InvalidRequestError):
        till.stripe.v1.checkout.sessions.expire(session.id)


def test_refund_is_made_once_per_key_and_never_beyond_the_whole(till: Till) -> None:
    session = till.session()
    till.decide(urlsplit(session.url or "").path, "pay")
    till.merchant.next()
    intent = str(till.stripe.v1.checkout.sessions.retrieve(session.id).payment_intent)

    refunds = till.stripe.v1.refunds
    first = refunds.create({"payment_intent": intent, "amount": 1500}, {"idempotency_key": "k1"})
    again = refunds.create({"payment_intent": intent, "amount": 1500}, {"idempotency_key": "k1"})
    assert first.id == again.id
    assert first.status == "succeeded"
    with pytest.raises(stripe.IdempotencyError):
        refunds.create({"payment_intent": intent, "amount": 1600}, {"idempotency_key": "k1"})
    with pytest.raises(stripe.InvalidRequestError):
        refunds.create({"payment_intent": intent, "amount": 3001})
    told = event(till.merchant.next())
    assert (told.type, told.data.object["amount_refunded"]) == ("charge.refunded", 1500)

    refunds.create({"payment_intent": intent})
    assert event(till.merchant.next()).data.object["refunded"] is True
    with pytest.raises(stripe.InvalidRequestError) as refused:
        refunds.create({"payment_intent": intent})
    assert refused.value.code == "charge_already_refunded"
    assert refunds.retrieve(first.id).amount == 1500
    assert [each.amount for each in refunds.list({"payment_intent": intent}).data] == [3000, 1500]


def test_session_is_opened_once_per_key(till: Till) -> None:
    price = {"currency": "usd", "unit_amount": 500, "product_data": {"name": "x"}}
    params = {"mode": "payment", "success_url": "http://m.invalid/", "line_items": [{"price_data": price}]}
    made = [till.stripe.v1.checkout.sessions.create(params, {"idempotency_key": "same"}) for _ in range(2)]  # type: ignore[arg-type]
    assert made[0].id == made[1].id
    assert len(till.gateway.book.all()) == 1


def test_wrong_secret_key_is_refused(till: Till) -> None:
    with pytest.raises(stripe.AuthenticationError):
        stripe_client(till.gateway.address, "sk_test_other").v1.checkout.sessions.retrieve("cs_test_1")


def test_event_is_repeated_until_2xx_and_signed_anew(till: Till) -> None:
    till.merchant.answers.put(Response(503, b"not now"))
    session = till.session()
    till.decide(urlsplit(session.url or "").path, "pay")
    first, second = till.merchant.next(), till.merchant.next()
    assert event(first).id == event(second).id
    [note] = till.settled(session.id)
    assert [attempt["status"] for attempt in note["attempts"]] == [503, 200]
