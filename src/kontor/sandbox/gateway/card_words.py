"""How Stripe writes: nested form fields in, JSON objects and errors out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kontor.sandbox.gateway.payments import CLOSED, PAID, Payment, Refund
from kontor.sandbox.wire.http import Response, as_json

API_VERSION = "2026-10-28.endive"
_STATUS = {PAID: "complete", CLOSED: "expired"}


class Fault(Exception):  # noqa: N818  (an answer to the merchant, not a failure)
    """An error answer, as the SDK turns into its exceptions."""

    def __init__(self, message: str, *, param: str = "", code: str = "", status: int = 400,
                 kind: str = "invalid_request_error") -> None:  # fmt: skip
        super().__init__(message)
        named = {"type": kind, "message": message, "param": param, "code": code}
        self.body = {"error": {key: value for key, value in named.items() if value}}
        self.status = status

    def response(self) -> Response:
        return as_json(self.body, self.status)


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=c` as `{"a": {"b": {"0": "c"}}}`; `a[]=c` counts up."""
    root: dict[str, Any] = {}
    for name, value in pairs:
        path = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name)
        place = root
        for step in path[:-1]:
            inner = place.setdefault(step, {})
            if not isinstance(inner, dict):
                raise Fault(f"Invalid parameter: {name}", param=name)
            place = inner
        place[path[-1] or str(len(place)) if path else name] = value
    return root


def seconds(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp())


def session(payment: Payment, public_url: str, expand: Iterable[str] = ()) -> dict[str, Any]:
    """A Checkout Session. Its payment intent exists from the moment of payment."""
    paid_intent: Any = payment.extra.get("payment_intent")
    if paid_intent and "payment_intent" in expand:
        paid_intent = intent(payment)
    return {
        "id": payment.number,
        "object": "checkout.session",
        "mode": "payment",
        "livemode": False,
        "status": _STATUS.get(payment.state, "open"),
        "payment_status": "paid" if payment.state == PAID else "unpaid",
        "payment_intent": paid_intent,
        "amount_subtotal": payment.minor,
        "amount_total": payment.minor,
        "currency": payment.currency.lower(),
        "client_reference_id": payment.reference or None,
        "metadata": payment.extra["metadata"],
        "created": seconds(payment.created),
        "expires_at": seconds(payment.expires),
        "success_url": payment.return_url,
        "cancel_url": payment.cancel_url or None,
        "url": f"{public_url}/pay/{payment.id}" if payment.state not in _STATUS else None,
    }


def intent(payment: Payment, expand: Iterable[str] = ()) -> dict[str, Any]:
    """The Payment Intent of a paid session."""
    return {
        "id": payment.extra["payment_intent"],
        "object": "payment_intent",
        "livemode": False,
        "status": "succeeded",
        "amount": payment.minor,
        "amount_received": payment.minor,
        "currency": payment.currency.lower(),
        "metadata": payment.extra["intent_metadata"],
        "created": seconds(payment.paid),
        "latest_charge": charge(payment) if "latest_charge" in expand else payment.extra["charge"],
        "payment_method_types": ["card"],
        "capture_method": "automatic",
    }


def charge(payment: Payment) -> dict[str, Any]:
    """The Charge of a paid session."""
    return {
        "id": payment.extra["charge"],
        "object": "charge",
        "livemode": False,
        "status": "succeeded",
        "paid": True,
        "captured": True,
        "amount": payment.minor,
        "amount_captured": payment.minor,
        "amount_refunded": payment.refunded.minor,
        "refunded": payment.refunded == payment.money,
        "currency": payment.currency.lower(),
        "metadata": payment.extra["intent_metadata"],
        "payment_intent": payment.extra["payment_intent"],
        "created": seconds(payment.paid),
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
    }


def refund(payment: Payment, made: Refund) -> dict[str, Any]:
    return {
        "id": made.number,
        "object": "refund",
        "status": "succeeded",
        "amount": made.minor,
        "currency": payment.currency.lower(),
        "payment_intent": payment.extra["payment_intent"],
        "charge": payment.extra["charge"],
        "reason": made.reason or None,
        "metadata": made.metadata,
        "created": seconds(made.at),
    }
