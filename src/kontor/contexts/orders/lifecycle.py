"""The store order's law (TRD-07): who may do what, when. Code, pages and API read this table."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class State(StrEnum):
    """States of a store order, in the trade's own words."""

    PLACED = "placed"  # unpaid; closes by itself (24 h)
    PAID = "paid"  # money is in escrow; risk check
    TO_SHIP = "to_ship"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RECEIVED = "received"  # the buyer has confirmed, or the time has
    FINISHED = "finished"  # the seller is paid
    CANCELLED = "cancelled"
    IN_DISPUTE = "in_dispute"
    FROZEN = "frozen"


S = State
WAITING = (S.TO_SHIP, S.PARTLY_SHIPPED)
ANYBODY = Actor.BUYER | Actor.SELLER | Actor.OPERATOR | Actor.SYSTEM

STORE_ORDER = Lifecycle(
    states=State,
    start=S.PLACED,
    final=(S.FINISHED, S.CANCELLED),
    moves=[
        move("pay", [S.PLACED], S.PAID, Actor.SYSTEM, "OrderPaid", "the money is in escrow"),
        move("clear_risk", [S.PAID], S.TO_SHIP, Actor.SYSTEM | Actor.OPERATOR, "OrderReadyToShip", "no open risk"),
        move("ship_part", WAITING, S.PARTLY_SHIPPED, Actor.SELLER, "OrderPartlyShipped", "lines are left"),
        move("ship", WAITING, S.SHIPPED, Actor.SELLER, "OrderShipped", "no line is left"),
        move("deliver", [S.SHIPPED], S.DELIVERED, Actor.SYSTEM, "OrderDelivered", "every parcel has arrived"),
        move("receive", [S.SHIPPED, S.DELIVERED], S.RECEIVED, Actor.BUYER | Actor.SYSTEM, "OrderReceived"),
        move("finish", [S.RECEIVED], S.FINISHED, Actor.SYSTEM, "OrderFinished", "escrow is released"),
        move("cancel_unpaid", [S.PLACED], S.CANCELLED, ANYBODY & ~Actor.SELLER, "OrderCancelled"),
        move("cancel_paid", [S.PAID, S.TO_SHIP], S.CANCELLED, ANYBODY, "OrderCancelled", "nothing is shipped"),
        move("dispute", [S.SHIPPED, S.PARTLY_SHIPPED, S.DELIVERED], S.IN_DISPUTE, Actor.BUYER, "OrderDisputed"),
        move("end_dispute", [S.IN_DISPUTE], S.RECEIVED, Actor.SYSTEM | Actor.OPERATOR, "OrderReceived"),
        move("refund_dispute", [S.IN_DISPUTE], S.CANCELLED, Actor.SYSTEM | Actor.OPERATOR, "OrderCancelled"),
        move("resume_part", [S.IN_DISPUTE], S.PARTLY_SHIPPED, Actor.SYSTEM, "OrderResumed", "it stood there before"),
        move("resume_way", [S.IN_DISPUTE], S.SHIPPED, Actor.SYSTEM, "OrderResumed", "it stood there before"),
        move("resume_here", [S.IN_DISPUTE], S.DELIVERED, Actor.SYSTEM, "OrderResumed", "every parcel has arrived"),
        move("freeze", [S.PAID, S.TO_SHIP], S.FROZEN, Actor.OPERATOR | Actor.SYSTEM, "OrderFrozen"),
        move("unfreeze", [S.FROZEN], S.PAID, Actor.OPERATOR, "OrderUnfrozen", "the risk check comes again"),
        move("cancel_frozen", [S.FROZEN], S.CANCELLED, Actor.OPERATOR, "OrderCancelled"),
    ],
)  # fmt: skip

# The order in which a timeline shows the states that an undisturbed order goes through.
PATH = (S.PLACED, S.PAID, S.TO_SHIP, S.SHIPPED, S.DELIVERED, S.RECEIVED, S.FINISHED)

# In which a parcel has to be labelled, or is under way and may have to be labelled again (ACC-40).
LABELLED_IN = (S.TO_SHIP, S.PARTLY_SHIPPED, S.SHIPPED)
ARRIVED_IN = (S.DELIVERED, S.RECEIVED, S.FINISHED)
