"""Saved cards: a Checkout Session in setup mode on the provider's page, then Payment Intents on the card (BUY-10)."""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import stripe

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.providers.binding import BindAsk, BindBegun, BoundStatus, BoundTold, Charged
from kontor.contexts.payments.providers.cards.words import heard, intent_told
from kontor.contexts.payments.providers.protocol import Ask, ProviderSilent, Status, Told

_BRANDS = {"visa": "Visa", "mastercard": "Mastercard", "amex": "American Express", "unionpay": "UnionPay",
           "jcb": "JCB", "diners": "Diners Club", "discover": "Discover"}  # fmt: skip
_GONE = frozenset({"payment_method_unexpected_state", "resource_missing"})


class CardBinding:
    """See `providers.binding.Binding`. A token is `<customer> <payment method>`."""

    def __init__(self, client: Callable[[], stripe.StripeClient], secret: str) -> None:
        self._client = client
        self._secret = secret

    def begin(self, ask: BindAsk) -> BindBegun:
        wanted: Any = {
            "mode": "setup",
            "client_reference_id": ask.reference,
            "customer_creation": "always",
            "payment_method_types": ["card"],
            "success_url": ask.return_url,
            "cancel_url": f"{ask.return_url}?cancelled=1",
        }
        options: Any = {"idempotency_key": f"bind-{ask.reference}"}
        session = heard(lambda: self._client().v1.checkout.sessions.create(wanted, options))
        return BindBegun(str(session.url), session.id)

    def query(self, reference: str, provider_reference: str, token: str) -> BoundTold:
        if token:
            return self._card(reference, token.partition(" ")[2], "query")
        if not provider_reference:
            return BoundTold(reference, BoundStatus.OPEN)
        session = heard(lambda: self._client().v1.checkout.sessions.retrieve(provider_reference))
        return self._session(session.to_dict(), "query")

    def _session(self, session: Mapping[str, Any], event: str) -> BoundTold:
        reference = str(session.get("client_reference_id") or "")
        if session.get("status") != "complete":
            status = BoundStatus.REFUSED if session.get("status") == "expired" else BoundStatus.OPEN
            return BoundTold(reference, status, event_key=event)
        setup = heard(lambda: self._client().v1.setup_intents.retrieve(str(session["setup_intent"])))
        return self._card(reference, str(setup.payment_method), event)

    def _card(self, reference: str, name: str, event: str) -> BoundTold:
        method = heard(lambda: self._client().v1.payment_methods.retrieve(name)).to_dict()
        return _told(reference, method, event)

    def end(self, reference: str, provider_reference: str, token: str) -> None:
        name = token.partition(" ")[2]
        try:
            if name:
                self._client().v1.payment_methods.detach(name)
            elif provider_reference:
                self._client().v1.checkout.sessions.expire(provider_reference)
        except stripe.InvalidRequestError:
            return  # it is detached, or the session is decided: both are what is wanted
        except stripe.StripeError as problem:
            raise ProviderSilent(str(problem)) from problem

    def prepare(self, ask: Ask, token: str) -> str:
        customer, _, method = token.partition(" ")
        wanted: Any = {
            "amount": ask.amount.minor,
            "currency": ask.amount.currency.lower(),
            "customer": customer,
            "payment_method": method,
            "payment_method_types": ["card"],
            "description": ask.title,
            "metadata": {"reference": ask.reference},
        }
        options: Any = {"idempotency_key": f"charge-{ask.reference}"}
        try:
            return self._client().v1.payment_intents.create(wanted, options).id
        except stripe.InvalidRequestError:
            return ""  # the card is gone; the charge will say so
        except stripe.StripeError as problem:
            raise ProviderSilent(str(problem)) from problem

    def charge(self, ask: Ask, token: str, provider_reference: str) -> Charged:
        if not provider_reference:
            return Charged(Told(ask.reference, Status.FAILED, failure="card is gone"), ended=True)
        try:
            intent = self._client().v1.payment_intents.confirm(provider_reference, {"return_url": ask.return_url})
        except stripe.CardError as refusal:
            failure = str(refusal.code or "card_declined")
            return Charged(Told(ask.reference, Status.FAILED, None, provider_reference, "", failure))
        except stripe.InvalidRequestError as problem:
            if problem.code in _GONE:
                return Charged(
                    Told(ask.reference, Status.FAILED, None, provider_reference, "", "card is gone"), ended=True
                )
            held = heard(lambda: self._client().v1.payment_intents.retrieve(provider_reference))
            return Charged(intent_told(held.to_dict(), "query"))  # charged before: it says what came of it
        except stripe.StripeError as problem:
            raise ProviderSilent(str(problem)) from problem
        said = intent.to_dict()
        action = (said.get("next_action") or {}).get("redirect_to_url") or {}
        return Charged(intent_told(said, "confirm"), str(action.get("url") or ""))

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> BoundTold | None:
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(), headers.get("stripe-signature", ""), self._secret, tolerance=None
            )
            event = json.loads(body)
        except (stripe.SignatureVerificationError, ValueError) as problem:
            raise CallbackForged from problem
        kind, about = str(event.get("type", "")), event["data"]["object"]
        if kind.startswith("checkout.session.") and about.get("mode") == "setup":
            return self._session(about, str(event["id"]))
        if kind == "payment_method.detached":
            return BoundTold("", BoundStatus.ENDED, found_by=str(about["id"]), event_key=str(event["id"]))
        return None


def _told(reference: str, method: Mapping[str, Any], event: str) -> BoundTold:
    card, customer = method.get("card") or {}, method.get("customer")
    year, month = int(card.get("exp_year") or 0), int(card.get("exp_month") or 0)
    return BoundTold(
        reference=reference,
        status=BoundStatus.ACTIVE if customer else BoundStatus.ENDED,
        token=f"{customer} {method['id']}" if customer else "",
        found_by=str(method["id"]),
        brand=_BRANDS.get(str(card.get("brand")), str(card.get("brand") or "").title()),
        label=f"···· {card.get('last4', '')}",
        last_day=date(year, month, calendar.monthrange(year, month)[1]) if year and month else None,
        event_key=event,
        instrument=str(card.get("fingerprint") or ""),
    )
