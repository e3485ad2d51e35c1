"""What a provider does that hands out a file of a day's business, by which its word is checked (TRD-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class SettledLine:
    """Money that came, or below nothing went back.

    Attributes:
        number: the provider's own of the payment.
        reference: ours of the payment; `request`: ours of what went back, "" for what came.
    """

    number: str
    reference: str
    request: str
    amount: Money


@dataclass(frozen=True, slots=True)
class SettlementFile:
    """A day's business as the provider settles it; `sha256` of the file as it came."""

    lines: Sequence[SettledLine]
    sha256: str


class FileBroken(Exception):  # noqa: N818  (an answer of the world, not a failure of ours)
    """A file came that cannot be read, or does not hold what it says that it holds."""


class Settling(Protocol):
    """The side of a provider that has such files."""

    zone: ZoneInfo  # in which its days begin

    def file(self, day: date) -> SettlementFile | None:
        """The file of a day; None while there is none.

        Raises:
            ProviderSilent: no answer, or a wrong signature on it.
            FileBroken: it came and cannot be read.
        """
