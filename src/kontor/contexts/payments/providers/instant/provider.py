"""A provider in the same process that always says yes: for measuring the market and not a gateway.

It runs only with `KONTOR_INSTANT_PAYMENTS=1`; `kontor check` refuses it in production.
"""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.providers.protocol import Ask, Begun, Status, Told
from kontor.kernel.money import Money


class Instant:
    """See `providers.protocol.Provider`."""

    code = "instant"
    at_once = True

    def begin(self, ask: Ask) -> Begun:
        name = f"instant-{ask.reference[-12:]}"
        return Begun(ask.return_url, name, self.query(ask.reference, name, ask.amount.currency))

    def query(self, reference: str, provider_reference: str, currency: str) -> Told:
        return Told(reference, Status.PAID, None, provider_reference, f"query-{reference}")

    def close(self, reference: str, provider_reference: str, currency: str) -> Told:
        return Told(reference, Status.FAILED, None, provider_reference, failure="closed")

    def refund(self, reference: str, provider_reference: str, request: str, amount: Money) -> str:
        return f"instant-refund-{request}"

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        raise CallbackForged

    def receipt(self) -> str:
        return ""
