"""Which of our entries a line of a settlement file speaks of. Pure (TRD-12)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from kontor.contexts.payments.rules import parse_reference


def cause_of(number: str, reference: str, request: str) -> str:
    """The cause under which it was booked: `payment:<intent>` or `refund:<refund>`; `unknown:…` for none of ours.

    Args:
        number: the provider's own of the payment; `reference`: ours of it; `request`: ours of a refund, or "".
    """
    if request:
        try:
            return f"refund:{UUID(request)}" if len(request) == 32 else f"unknown:{number}"[:80]  # noqa: PLR2004  (hex)
        except ValueError:
            return f"unknown:{number}"[:80]
    keys = parse_reference(reference)
    return f"payment:{keys[1]}" if keys else f"unknown:{number}"[:80]


def days_before(today: date, many: int) -> list[date]:
    """The days that are over, the oldest first."""
    return [today - timedelta(days=back) for back in range(many, 0, -1)]
