"""What a reward amounts to and where it stands; how messages are signed (pure)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from kontor.kernel.money import Money


class RewardState(StrEnum):
    """Where a reward stands."""

    TRACKED = "tracked"  # the order is placed, not yet paid
    PENDING = "pending"  # paid; waits until the order is finished
    CONFIRMED = "confirmed"  # finished: the partner owes it
    PAID = "paid"  # the partner says that it has paid
    CANCELLED = "cancelled"  # the order was cancelled or all its money went back


@dataclass(frozen=True, slots=True)
class Terms:
    """What a partner promises: a share of the goods' price in basis points, or else a fixed amount."""

    share_bp: int
    fixed: Money | None

    def of(self, goods: Money) -> Money:
        """The reward for goods that were paid with `goods`."""
        return self.fixed if self.fixed is not None else goods.share(self.share_bp)


def standing(order_state: str, *, refunded_minor: int, total_minor: int) -> RewardState:
    """Where the reward of an order stands, worked out from the order alone."""
    if order_state == "cancelled" or (total_minor and refunded_minor >= total_minor):
        return RewardState.CANCELLED
    if order_state == "placed":
        return RewardState.TRACKED
    return RewardState.CONFIRMED if order_state == "finished" else RewardState.PENDING


def left(full: Money, *, refunded_minor: int, total_minor: int) -> Money:
    """What is left of `full` after a part of the order's money went back; rounded half up once."""
    if not refunded_minor or not total_minor:
        return full
    kept = max(0, total_minor - refunded_minor)
    return Money((2 * full.minor * kept + total_minor) // (2 * total_minor), full.currency)


def signature(secret: str, moment: int, body: bytes) -> str:
    """The header that proves a message: `t=<unix>,v1=<hex>`."""
    return f"t={moment},v1={_digest(secret, moment, body)}"


def signed(header: str, secret: str, body: bytes, *, at: int, age: int) -> bool:
    """Whether `header` proves `body`, made at most `age` seconds away from the moment `at`."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    text = parts.get("t", "")
    if not (text.isascii() and text.isdigit()) or abs(at - int(text[:12])) > age:
        return False
    return hmac.compare_digest(parts.get("v1", "").encode(), _digest(secret, int(text[:12]), body).encode())


def _digest(secret: str, moment: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
