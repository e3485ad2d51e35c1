"""How often somebody may guess. A browser that the owner has used counts for itself: strangers cannot lock it out.

Whoever has no known browser shares one count per account; so the thousandth stranger is as limited as the first, while
the owner still gets in (ACC-20, ACC-21).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kontor.contexts.accounts.models import AccountDevice
from kontor.contexts.accounts.policy import (
    SECOND_STEP_TRIES,
    SECOND_STEP_TRIES_A_DAY,
    SECOND_STEPS_PER_PLACE,
    SIGN_IN_WINDOW,
    SIGN_INS_PER_DEVICE,
    SIGN_INS_PER_PLACE,
)
from kontor.platform import limits
from kontor.platform.http.device import digest
from kontor.platform.http.network import subscriber

_STEP, _DAY = "accounts.second_step", "accounts.second_step.day"


@dataclass(frozen=True, slots=True)
class Counted:
    """One counted try; `forgive` after a right code takes its count back."""

    key: str

    def forgive(self) -> None:
        """The right code came: earlier wrong ones count no more."""
        limits.forgive(scope=_STEP, key=self.key)
        limits.forgive(scope=_DAY, key=self.key)


def window() -> timedelta:
    """In which tries to sign in are counted."""
    return timedelta(minutes=SIGN_IN_WINDOW.int())


def count_visitor(*, place: str, device: str) -> None:
    """Count one try to sign in, to whatever account, from this internet address and this browser.

    Raises:
        Refusal: of kind LIMIT.
    """
    if place:
        who = subscriber(place) or place
        limits.hit(scope="accounts.sign_in.place", key=who, limit=SIGN_INS_PER_PLACE.int(), window=window())
    if device:
        limits.hit(scope="accounts.sign_in.device", key=device, limit=SIGN_INS_PER_DEVICE.int(), window=window())


def count_second_step(account_id: UUID, *, place: str, device: str) -> Counted:
    """Count one code typed for this account.

    Raises:
        Refusal: of kind LIMIT; what was typed is not looked at then.
    """
    if place:
        who = subscriber(place) or place
        limits.hit(scope=f"{_STEP}.place", key=who, limit=SECOND_STEPS_PER_PLACE.int(), window=window())
    kept = digest(device)
    known = bool(kept) and AccountDevice.objects.filter(account_id=account_id, device_hash=kept).exists()
    counted = Counted(f"{account_id}:{kept}" if known else str(account_id))
    limits.hit(scope=_DAY, key=counted.key, limit=SECOND_STEP_TRIES_A_DAY.int(), window=timedelta(days=1))
    limits.hit(scope=_STEP, key=counted.key, limit=SECOND_STEP_TRIES.int(), window=window())
    return counted
