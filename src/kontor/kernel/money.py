"""Money: an exact amount in minor units of one currency (TRD-04).

Rounding is half-up at the currency's own precision (ISO 4217: JPY 0, EUR 2, KWD 3 places) and happens
only in `Money.of`, `times` and `convert`. Splits use the largest remainder, so parts sum to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_PLACES = {
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip


def places(currency: str) -> int:
    """Decimal places of the currency's minor unit (ISO 4217)."""
    return _PLACES.get(currency, 2)


class CurrencyMismatch(TypeError):  # noqa: N818  (says what it is)
    """Two currencies met in one sum: a bug, not a refusal."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`minor` units (cents, yen, fils) of `currency` (ISO 4217 code). May be negative."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """From a decimal amount in major units, rounded half-up to the currency's precision."""
        scaled = Decimal(amount).scaleb(places(currency)).quantize(Decimal(1), ROUND_HALF_UP)
        return cls(int(scaled), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-places(self.currency))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> Money:
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def times(self, factor: Decimal) -> Money:
        """Multiplied by an exact factor and rounded half-up once."""
        product = (Decimal(self.minor) * factor).quantize(Decimal(1), ROUND_HALF_UP)
        return Money(int(product), self.currency)

    def share(self, basis_points: int) -> Money:
        """A share in basis points (1/10,000), rounded half-up once: commission, tax."""
        return self.times(Decimal(basis_points) / Decimal(10_000))

    def convert(self, rate: Decimal, currency: str) -> Money:
        """In `currency` at `rate` (units of `currency` for one unit of ours), rounded half-up once."""
        return Money.of(self.amount * rate, currency)

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion to `weights` that sum to the whole exactly (largest remainder).

        Raises:
            ValueError: when no weight is positive and there is something to split.
        """
        total = sum(weights)
        if total <= 0:
            if self.minor == 0:
                return [Money(0, self.currency) for _ in weights]
            raise ValueError("nothing to split over")
        sign = -1 if self.minor < 0 else 1
        whole = abs(self.minor)
        floors = [whole * weight // total for weight in weights]
        order = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
        for index in order[: whole - sum(floors)]:
            floors[index] += 1
        return [Money(sign * floor, self.currency) for floor in floors]


def total(parts: Sequence[Money], currency: str) -> Money:
    """The sum of `parts`, zero of `currency` when there are none."""
    result = Money.zero(currency)
    for part in parts:
        result = result + part
    return result
