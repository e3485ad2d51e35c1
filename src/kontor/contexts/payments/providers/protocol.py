"""What every payment provider does. One folder per provider; adding one is adding a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kontor.kernel.money import Money


class Status(StrEnum):
    """What a provider says of a payment."""

    OPEN = "open"
    PAID = "paid"
    FAILED = "failed"  # refused, or closed unpaid
    UNKNOWN = "unknown"  # it has never heard of it, or does not answer


@dataclass(frozen=True, slots=True)
class Ask:
    """A payment to begin. `reference` is ours; the two addresses are absolute."""

    reference: str
    method: str
    title: str
    amount: Money
    return_url: str
    notify_url: str
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider told us about one payment, its signature verified.

    Attributes:
        instrument: the provider's own name of the card or wallet that paid, the same for whoever pays with it, and the
            same as in `binding.BoundTold`; "" where it tells none. Never kept: risk keeps a digest (ACC-31, ACC-35).
    """

    reference: str
    status: Status
    amount: Money | None = None
    provider_reference: str = ""
    event_key: str = ""
    failure: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the payer, and what the provider calls it (may be empty).

    `told` is what became of the payment, where the provider says so at once and the payer need not go anywhere.
    """

    redirect_url: str
    provider_reference: str = ""
    told: Told | None = None


class ProviderSilent(Exception):  # noqa: N818
    """No answer, an answer that is no answer, or a wrong signature on it. Ask again later."""


class Provider(Protocol):
    """One payment provider. Methods that go over the network raise `ProviderSilent`.

    Attributes:
        at_once: it runs in this process and says at once what became of a payment: nobody is waited for, so the
            order may be held meanwhile, and all is one transaction.
    """

    code: str
    at_once: bool

    def begin(self, ask: Ask) -> Begun:
        """Start a payment; the same reference again starts no second one."""

    def query(self, reference: str, provider_reference: str, currency: str) -> Told:
        """Ask what became of a payment."""

    def close(self, reference: str, provider_reference: str, currency: str) -> Told:
        """Make sure that an open payment can no longer be paid; tells `PAID` when it was too late for that."""

    def refund(self, reference: str, provider_reference: str, request: str, amount: Money) -> str:
        """Send money back once per `request`; returns the provider's word for it."""

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        """Verify and read a callback; None when it is genuine but not about a payment.

        Raises:
            CallbackForged: when its signature does not hold.
        """

    def receipt(self) -> str:
        """The answer that tells the provider to stop repeating a callback."""
