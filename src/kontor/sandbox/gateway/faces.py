"""What the payer page needs of a face, whichever it is."""

from __future__ import annotations

from typing import Protocol

from kontor.sandbox.gateway.payments import Payment


class Face(Protocol):
    """Alipay or cards."""

    def pay(self, payment: Payment) -> str:
        """The payer says yes: the money moves once, the merchant is told. Returns where the browser goes."""

    def refuse(self, payment: Payment) -> str:
        """The payer says no. Returns where the browser goes."""

    def back(self, payment: Payment) -> str:
        """Where the browser of somebody goes whose payment has ended already; "" when nowhere."""

    def lapse(self, payment: Payment) -> None:
        """Its time is over: close it and tell the merchant."""
