"""Reads of trusted devices and of sign-ins that wait (SEL-05): for the account's owner, unless they say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.accounts.models import Account, AccountDevice, Audience, DeviceList, WaitingSignIn
from kontor.contexts.accounts.policy import DEVICE_LIST_FOR_SELLERS, TRUSTED_DEVICES
from kontor.contexts.accounts.rules.device_list import UNDER_WAY
from kontor.contexts.accounts.rules.safety import browser_of, system_of
from kontor.kernel.clock import now
from kontor.platform import reviews
from kontor.platform.http.device import digest

QUEUE = "accounts.sign_in_elsewhere"  # of the operator's reviews
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Device:
    """A device with which the owner has signed in. `key`: the digest of its browser's id."""

    id: UUID
    key: str
    agent: str
    country: str
    network: str
    last_seen: datetime
    listed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sign-in that waits or was decided; `state` is a word of `rules.device_list.State`."""

    id: UUID
    account_id: UUID
    state: str
    agent: str
    country: str
    network: str
    opened_at: datetime
    decided_at: datetime | None
    reason: str

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of trusted devices as its owner sees it.

    Attributes:
        trusted, others: devices on the list, and known ones that are not, latest seen first.
        needed: with fewer trusted ones, sign-ins from another place wait for a person.
        waiting: sign-ins under way that wait, and those decided lately; latest first.
        usual_wait: median seconds that such sign-ins have waited lately; None when none was decided.
    """

    on: bool
    trusted: Sequence[Device]
    others: Sequence[Device]
    needed: int
    waiting: Sequence[Waiting]
    usual_wait: float | None

    @property
    def enough(self) -> bool:
        return len(self.trusted) >= self.needed


@dataclass(frozen=True, slots=True)
class Waits:
    """A sign-in that waits, or was decided, as messages name it. `kind`: a word of `WaitingState`."""

    account_id: UUID
    kind: str
    browser: str
    system: str
    country: str
    network: str
    at: datetime
    reason: str


def serves(audience: str) -> bool:
    """Whether accounts of `audience` have a list of trusted devices. Public."""
    return audience == Audience.SELLER and DEVICE_LIST_FOR_SELLERS.on()


def is_on(account_id: UUID) -> bool:
    """Whether the account's list is on: it is, until its owner switches it off."""
    return not DeviceList.objects.filter(account_id=account_id, on=False).exists()


def listing(account: Account) -> Listing:
    """Everything about the account's trusted devices: four statements."""
    rows = AccountDevice.objects.filter(account=account).order_by("-last_seen", "-id")
    known = [
        Device(*row)
        for row in rows.values_list("id", "device_hash", "agent", "country", "network", "last_seen", "listed_at")[
            :_SHOWN
        ]
    ]
    waited = WaitingSignIn.objects.filter(account=account).order_by("-opened_at", "-id")[:_SHOWN]
    return Listing(
        on=is_on(account.pk),
        trusted=[one for one in known if one.listed_at],
        others=[one for one in known if not one.listed_at],
        needed=TRUSTED_DEVICES.int(),
        waiting=[_waiting(row) for row in waited],
        usual_wait=usual_wait(),
    )


def usual_wait() -> float | None:
    """Median seconds from a sign-in's being held back to its decision, lately. Public."""
    return reviews.usual_wait(QUEUE)


def waiting_at(account_id: UUID, device: str) -> Waiting | None:
    """For the browser `device` that has just shown password and factor: what waits, or was decided lately."""
    rows = WaitingSignIn.objects.filter(account_id=account_id, device_hash=digest(device)).exclude(device_hash="")
    found = rows.order_by("-opened_at", "-id").first()
    if found is None:
        return None
    holds = found.holds_until is not None and found.holds_until > now()
    return _waiting(found) if found.state in UNDER_WAY or holds else None


def waits(account_id: UUID, waiting_id: UUID) -> Waits | None:
    """For the system: the sign-in about which the owner is told."""
    row = WaitingSignIn.objects.filter(account_id=account_id, pk=waiting_id).first()
    if row is None:
        return None
    browser, system = browser_of(row.agent), system_of(row.agent)
    return Waits(row.account_id, row.state, browser, system, row.country, row.network, row.opened_at, row.reason)


def _waiting(row: WaitingSignIn) -> Waiting:
    return Waiting(
        row.pk, row.account_id, row.state, row.agent, row.country, row.network, row.opened_at, row.decided_at,
        row.reason,
    )  # fmt: skip
