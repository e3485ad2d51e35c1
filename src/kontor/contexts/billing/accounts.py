"""The account that a payout goes to, sealed for that payout alone (its approval is of this very account)."""

from __future__ import annotations

import json
from uuid import UUID

from kontor.platform import vault

_WHERE = "billing.payout"


def sealed(payout_id: UUID, values: dict[str, str]) -> bytes:
    """`values` as they are approved now; put into another payout they are not taken."""
    return vault.seal(json.dumps(values).encode(), bound_to=f"{_WHERE}:{payout_id}")


def opened(payout_id: UUID, content: bytes | memoryview) -> dict[str, str]:
    """The account.

    Raises:
        vault.Unopenable: altered, moved, or sealed under a key that is not there.
    """
    values: dict[str, str] = json.loads(vault.open_sealed(bytes(content), bound_to=f"{_WHERE}:{payout_id}"))
    return values
