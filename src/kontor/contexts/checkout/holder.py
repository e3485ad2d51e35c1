"""Whose cart it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kontor.kernel.viewer import Buyer


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody not signed in; the cart is named by a signed cookie, None before the first thing is put in."""

    cart_id: UUID | None


Holder = Buyer | Visitor
