"""Months of a balance and the kinds of their lines. Pure (TRD-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

SALE, REFUND, COIN_FUND, PAYOUT, PAYOUT_BACK, OTHER = "sale", "refund", "coin_fund", "payout", "payout_back", "other"
KINDS = (SALE, REFUND, COIN_FUND, PAYOUT, PAYOUT_BACK, OTHER)
_BY_CAUSE: Mapping[str, str] = {
    "release": SALE, "divide": SALE, "recall": REFUND, "coins.fund": COIN_FUND, "payout": PAYOUT,
    "payout.reject": PAYOUT_BACK, "payout.give_back": PAYOUT_BACK, "payout.cancel": PAYOUT_BACK,
}  # fmt: skip


def kind_of(cause: str) -> str:
    """What a posting of a balance is, by the first word of its cause."""
    return _BY_CAUSE.get(cause.partition(":")[0], OTHER)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of one kind: `amount` is what the balance felt: `gross` less `commission` and `fee`.

    `covered`: of `gross`, what coins and the marketplace's coupons paid for buyers.
    """

    many: int = 0
    gross: int = 0
    commission: int = 0
    fee: int = 0
    amount: int = 0
    covered: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.many + other.many, self.gross + other.gross, self.commission + other.commission,
            self.fee + other.fee, self.amount + other.amount, self.covered + other.covered,
        )  # fmt: skip


def summed(rows: Iterable[tuple[str, Sums]]) -> dict[str, Sums]:
    """Sums by kind, of sums by the first word of causes."""
    found: dict[str, Sums] = {}
    for cause, sums in rows:
        kind = kind_of(cause)
        found[kind] = found.get(kind, Sums()) + sums
    return {kind: found[kind] for kind in KINDS if kind in found}


def span(month: date) -> tuple[datetime, datetime]:
    """The month's first moment and the next month's, UTC."""
    return (_start(month), _start(following(month)))


def following(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_of(moment: datetime | date) -> date:
    """The first day of the month of a moment (UTC)."""
    day = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
    return day.replace(day=1)


def _start(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)
