"""Events of the card face: signed at each attempt, repeated until the merchant answers 2xx."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from kontor.kernel import clock, ids
from kontor.sandbox.gateway import card_words as words
from kontor.sandbox.gateway.payments import Payment
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.outbox import Message, Outbox, Seal
from kontor.sandbox.wire.switches import Forgery, Switches

KIND = "card"
_HOUR = 3600.0
_SCHEDULE = (60.0, 300.0, 1800.0, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 12 * _HOUR, 12 * _HOUR, 12 * _HOUR, 12 * _HOUR)


def seal(secret: str) -> Seal:
    """`Stripe-Signature: t=…,v1=…`, HMAC-SHA256 over `t.body`; the time is that of the attempt."""

    def sign(message: Message) -> tuple[Mapping[str, str], bytes]:
        body = json.dumps(message.content).encode()
        at = int(clock.now().timestamp())
        used = ids.token() if message.forge == Forgery.SIGNATURE else secret
        digest = hmac.new(used.encode(), f"{at}.".encode() + body, "sha256").hexdigest()
        if message.forge == Forgery.CONTENT:
            body = json.dumps(_altered(message.content)).encode()
        return {"Content-Type": "application/json", "Stripe-Signature": f"t={at},v1={digest}"}, body

    return Seal(sign, lambda answer: answer.fine, _SCHEDULE)


def _altered(event: dict[str, Any]) -> dict[str, Any]:
    """The event with another amount."""
    told = event["data"]["object"]
    changed = {key: told[key] + 1 for key in ("amount_total", "amount_refunded") if key in told}
    return {**event, "data": {**event["data"], "object": {**told, **changed}}}


class Events:
    """Writes the events; the outbox carries them."""

    def __init__(self, settings: Settings, outbox: Outbox, switches: Switches, public_url: str) -> None:
        self._settings = settings
        self._outbox = outbox
        self._switches = switches
        self._public_url = public_url

    def completed(self, payment: Payment) -> None:
        self._send(payment, "checkout.session.completed", words.session(payment, self._public_url))

    def expired(self, payment: Payment) -> None:
        self._send(payment, "checkout.session.expired", words.session(payment, self._public_url))

    def refunded(self, payment: Payment) -> None:
        self._send(payment, "charge.refunded", words.charge(payment))

    def _send(self, payment: Payment, kind: str, told: dict[str, Any]) -> None:
        self.tell(payment.id, kind, told)

    def tell(self, subject: str, kind: str, told: dict[str, Any]) -> None:
        """Send an event about `subject`, a payment or an agreement."""
        event = {
            "id": f"evt_{ids.new_id().hex}",
            "object": "event",
            "api_version": words.API_VERSION,
            "type": kind,
            "created": int(clock.now().timestamp()),
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "data": {"object": told},
        }
        self._outbox.send(
            lane=subject, kind=KIND, url=self._settings.webhook_url, content=event,
            behaviour=self._switches.of(subject),
        )  # fmt: skip
