"""Cards (and UnionPay, WeChat Pay) by redirect: a hosted Checkout Session of Stripe's API, signed webhooks.

No card number ever touches Kontor: the payer types it on the provider's page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import stripe

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.policy import PROVIDER_PATIENCE
from kontor.contexts.payments.providers.protocol import Ask, Begun, ProviderSilent, Status, Told
from kontor.kernel.money import Money

T = TypeVar("T")

_METHODS = {"card": ["card"], "unionpay": ["card"], "wechat_pay": ["wechat_pay"]}


class Cards:
    """See `providers.protocol.Provider`."""

    code = "cards"

    def __init__(self, *, api: str, key: str, secret: str) -> None:
        self._api = api
        self._key = key
        self._secret = secret

    @cached_property
    def _client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            self._key,
            base_addresses={"api": self._api},
            max_network_retries=0,
            http_client=stripe.HTTPXClient(timeout=PROVIDER_PATIENCE.int(), allow_sync_methods=True),
        )

    def begin(self, ask: Ask) -> Begun:
        wanted: Any = {  # the SDK's own type does not admit a computed list of methods
            "mode": "payment",
            "client_reference_id": ask.reference,
            "success_url": ask.return_url,
            "cancel_url": f"{ask.return_url}?cancelled=1",
            "payment_method_types": _METHODS[ask.method],
            "metadata": {"method": ask.method},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": ask.amount.currency.lower(),
                        "unit_amount": ask.amount.minor,
                        "product_data": {"name": ask.title},
                    },
                }
            ],
        }
        options: Any = {"idempotency_key": f"begin-{ask.reference}"}
        session = _heard(lambda: self._client.v1.checkout.sessions.create(wanted, options))
        return Begun(str(session.url), session.id)

    def query(self, reference: str, provider_reference: str, currency: str) -> Told:
        session = _heard(lambda: self._client.v1.checkout.sessions.retrieve(provider_reference))
        return _told(session.to_dict(), "query")

    def close(self, reference: str, provider_reference: str, currency: str) -> Told:
        try:
            session = self._client.v1.checkout.sessions.expire(provider_reference)
        except stripe.InvalidRequestError:
            return self.query(reference, provider_reference, currency)  # paid or expired already: it says which
        except stripe.StripeError as problem:
            raise ProviderSilent(str(problem)) from problem
        return _told(session.to_dict(), "close")

    def refund(self, reference: str, provider_reference: str, request: str, amount: Money) -> str:
        session = _heard(lambda: self._client.v1.checkout.sessions.retrieve(provider_reference))
        refund = _heard(
            lambda: self._client.v1.refunds.create(
                {"payment_intent": str(session.payment_intent), "amount": amount.minor},
                {"idempotency_key": f"refund-{request}"},
            )
        )
        return refund.id

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(), headers.get("stripe-signature", ""), self._secret, tolerance=None
            )
            event = json.loads(body)
        except (stripe.SignatureVerificationError, ValueError) as problem:
            raise CallbackForged from problem
        if not str(event.get("type", "")).startswith("checkout.session."):
            return None
        return _told(event["data"]["object"], str(event["id"]))

    def receipt(self) -> str:
        return "ok"


def _heard(call: Callable[[], T]) -> T:
    try:
        return call()
    except stripe.StripeError as problem:
        raise ProviderSilent(str(problem)) from problem


def _told(session: Mapping[str, Any], event: str) -> Told:
    status = Status.OPEN
    if session.get("payment_status") == "paid":
        status = Status.PAID
    elif session.get("status") == "expired":
        status = Status.FAILED
    amount = Money(int(session["amount_total"]), str(session["currency"]).upper())
    return Told(
        str(session.get("client_reference_id", "")),
        status,
        amount,
        str(session.get("id", "")),
        event,
        "closed" if status is Status.FAILED else "",
    )
