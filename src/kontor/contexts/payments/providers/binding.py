"""What a provider does whose payers can allow us to charge them without asking each time (BUY-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kontor.contexts.payments.providers.protocol import Ask, Told


class BoundStatus(StrEnum):
    """What a provider says of an agreement."""

    OPEN = "open"  # the payer has not decided
    ACTIVE = "active"
    REFUSED = "refused"
    ENDED = "ended"  # withdrawn, by whomever
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BindAsk:
    """An agreement to begin. `reference` is ours (32 characters); `login` is shown to the payer, masked."""

    reference: str
    login: str
    return_url: str
    notify_url: str


@dataclass(frozen=True, slots=True)
class BindBegun:
    """Where to send the payer, and what the provider calls it (may be empty)."""

    redirect_url: str
    provider_reference: str = ""


@dataclass(frozen=True, slots=True)
class BoundTold:
    """What a provider told us about one agreement, its signature verified.

    Attributes:
        reference: ours; "" when the provider named only its own `token`.
        token: what we charge with; kept sealed.
        found_by: the provider's own name of the means inside `token`, for tellings without `reference`.
        label: masked: an account's name, or the last digits of a card.
        last_day: the last day on which it can be charged; None when there is none.
        instrument: the provider's own name of the card or wallet itself, the same for whoever binds it; "" where it
            tells none. Never kept: risk keeps a digest (ACC-31, ACC-35).
    """

    reference: str
    status: BoundStatus
    token: str = ""
    found_by: str = ""
    brand: str = ""
    label: str = ""
    last_day: date | None = None
    event_key: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Charged:
    """What became of a charge; `redirect_url` when the payer has to confirm it on the provider's page."""

    told: Told
    redirect_url: str = ""
    ended: bool = False  # the agreement behind it holds no longer


class Binding(Protocol):
    """Agreements of one provider. Methods that go over the network raise `ProviderSilent`."""

    def begin(self, ask: BindAsk) -> BindBegun:
        """Start an agreement; the same reference again starts no second one."""

    def query(self, reference: str, provider_reference: str, token: str) -> BoundTold:
        """Ask how an agreement stands."""

    def end(self, reference: str, provider_reference: str, token: str) -> None:
        """Make sure that it can no longer be charged, nor signed; harmless when that holds already."""

    def prepare(self, ask: Ask, token: str) -> str:
        """Announce a charge without moving money; returns what the provider calls it (may be empty)."""

    def charge(self, ask: Ask, token: str, provider_reference: str) -> Charged:
        """Charge what was announced; the same `ask.reference` again moves no money again."""

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> BoundTold | None:
        """Verify and read a callback; None when it is genuine but not about an agreement.

        Raises:
            CallbackForged: when its signature does not hold.
        """
