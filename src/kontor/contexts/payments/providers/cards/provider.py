"""Cards (and UnionPay, WeChat Pay) by redirect: a hosted Checkout Session of Stripe's API, signed webhooks.

No card number ever touches Kontor: the payer types it on the provider's page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import stripe

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.policy import PROVIDER_PATIENCE
from kontor.contexts.payments.providers.cards.saved import CardBinding
from kontor.contexts.payments.providers.cards.words import heard, intent_told
from kontor.contexts.payments.providers.protocol import Ask, Begun, ProviderSilent, Status, Told
from kontor.kernel.money import Money

SAVED = "pi_"  # how names of payments on a saved card begin; those of visits to the hosted page begin otherwise
_METHODS = {"card": ["card"], "unionpay": ["card"], "wechat_pay": ["wechat_pay"]}


class Cards:
    """See `providers.protocol.Provider`."""

    code = "cards"
    at_once = False

    def __init__(self, *, api: str, key: str, secret: str) -> None:
        self._api = api
        self._key = key
        self._secret = secret
        self.binding = CardBinding(lambda: self._client, secret)

    @cached_property
    def _client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            self._key,
            base_addresses={"api": self._api},
            max_network_retries=0,
            http_client=stripe.HTTPXClient(timeout=PROVIDER_PATIENCE.int(), allow_sync_methods=True),
        )

    @property
    def _intents(self) -> Any:
        return self._client.v1.payment_intents

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
        session = heard(lambda: self._client.v1.checkout.sessions.create(wanted, options))
        return Begun(str(session.url), session.id)

    def query(self, reference: str, provider_reference: str, currency: str) -> Told:
        if not provider_reference:
            return Told(reference, Status.UNKNOWN)  # announced, and not heard of: nothing can have been charged
        if provider_reference.startswith(SAVED):
            return intent_told(heard(lambda: self._intents.retrieve(provider_reference)).to_dict(), "query")
        session = heard(lambda: self._client.v1.checkout.sessions.retrieve(provider_reference))
        return _told(session.to_dict(), "query")

    def close(self, reference: str, provider_reference: str, currency: str) -> Told:
        if not provider_reference:
            return Told(reference, Status.FAILED, failure="closed")
        try:
            if provider_reference.startswith(SAVED):
                return intent_told(self._intents.cancel(provider_reference).to_dict(), "close")
            session = self._client.v1.checkout.sessions.expire(provider_reference)
        except stripe.InvalidRequestError:
            return self.query(reference, provider_reference, currency)  # paid or expired already: it says which
        except stripe.StripeError as problem:
            raise ProviderSilent(str(problem)) from problem
        return _told(session.to_dict(), "close")

    def refund(self, reference: str, provider_reference: str, request: str, amount: Money) -> str:
        paid = provider_reference
        if not paid.startswith(SAVED):
            session = heard(lambda: self._client.v1.checkout.sessions.retrieve(provider_reference))
            paid = str(session.payment_intent)
        refund = heard(
            lambda: self._client.v1.refunds.create(
                {"payment_intent": paid, "amount": amount.minor},
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
        kind, about = str(event.get("type", "")), event["data"]["object"]
        if kind in ("payment_intent.succeeded", "payment_intent.canceled") and about["metadata"].get("reference"):
            return intent_told(about, str(event["id"]))
        if not kind.startswith("checkout.session.") or about.get("mode") == "setup":
            return None  # agreements are read elsewhere
        return _told(about, str(event["id"]))

    def receipt(self) -> str:
        return "ok"


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
