"""From what Stripe's API says to what we know of a payment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import stripe

from kontor.contexts.payments.providers.protocol import ProviderSilent, Status, Told
from kontor.kernel.money import Money

T = TypeVar("T")

_INTENT = {"succeeded": Status.PAID, "canceled": Status.FAILED}


def heard(call: Callable[[], T]) -> T:
    """What `call` returns.

    Raises:
        ProviderSilent: when the provider gives no answer, or an error.
    """
    try:
        return call()
    except stripe.StripeError as problem:
        raise ProviderSilent(str(problem)) from problem


def intent_told(intent: Mapping[str, Any], event: str) -> Told:
    """What a Payment Intent on a saved card says; our reference stands in its metadata."""
    status = _INTENT.get(str(intent.get("status")), Status.OPEN)
    if refused := intent.get("last_payment_error"):
        status = Status.FAILED if status is Status.OPEN and intent["status"] == "requires_payment_method" else status
    return Told(
        str((intent.get("metadata") or {}).get("reference") or ""),
        status,
        Money(int(intent["amount"]), str(intent["currency"]).upper()),
        str(intent["id"]),
        event,
        str((refused or {}).get("code") or "closed") if status is Status.FAILED else "",
    )
