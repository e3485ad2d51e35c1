"""The law of a payout (TRD-12). Pure."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class PayoutState(StrEnum):
    """Where the money is: until `sent` it has left the balance and not the house."""

    WAITING = "waiting"  # for people of the operator's to approve it
    READY = "ready"
    SENT = "sent"  # handed to the bank, or about to be
    PAID = "paid"
    CANCELLED = "cancelled"  # by the operator; back in the balance
    REJECTED = "rejected"  # by the bank; back in the balance
    RETURNED = "returned"  # came back after it was paid; back in the balance


P = PayoutState
OPEN = (P.WAITING, P.READY, P.SENT)
FAILED = (P.REJECTED, P.RETURNED)
PAYOUT = Lifecycle(
    states=PayoutState,
    start=P.WAITING,
    final=(P.CANCELLED, P.REJECTED, P.RETURNED),
    moves=[
        move("approve", [P.WAITING], P.READY, Actor.OPERATOR | Actor.SYSTEM, guard="as many people as the policy asks"),
        move("cancel", [P.WAITING, P.READY], P.CANCELLED, Actor.OPERATOR),
        move("send", [P.READY], P.SENT, Actor.SYSTEM),
        move("pay", [P.SENT], P.PAID, Actor.SYSTEM),
        move("reject", [P.SENT], P.REJECTED, Actor.SYSTEM),
        move("give_back", [P.SENT, P.PAID], P.RETURNED, Actor.SYSTEM),
    ],
)
