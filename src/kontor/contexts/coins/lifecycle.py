"""The laws of coin accounts and of holds (COI-03, COI-12). A scene goes the way of every offer: `coupons.lifecycle`."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class AccountState(StrEnum):
    """A coin account is never closed."""

    ACTIVE = "active"
    PAUSED = "paused"  # no new coins, no deductions on its goods; what buyers hold stays


ACCOUNT = Lifecycle(
    states=AccountState,
    start=AccountState.ACTIVE,
    final=(),
    moves=[
        move("pause", [AccountState.ACTIVE], AccountState.PAUSED, Actor.SELLER | Actor.OPERATOR, "AccountPaused"),
        move("resume", [AccountState.PAUSED], AccountState.ACTIVE, Actor.SELLER | Actor.OPERATOR, "AccountResumed"),
    ],
)


class HoldState(StrEnum):
    """Coins of an order between its placement and its payment; each ends once."""

    HELD = "held"
    POSTED = "posted"  # the order is paid: they are used
    VOIDED = "voided"  # the order is closed: they are free again


HOLD = Lifecycle(
    states=HoldState,
    start=HoldState.HELD,
    final=(HoldState.POSTED, HoldState.VOIDED),
    moves=[
        move("post", [HoldState.HELD], HoldState.POSTED, Actor.SYSTEM, "CoinsUsed", "the order is paid"),
        move("void", [HoldState.HELD], HoldState.VOIDED, Actor.SYSTEM, guard="the order is closed, unpaid"),
    ],
)
