"""The one writer of a store order's state."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from kontor.contexts.orders.errors import OrderChangedMeanwhile
from kontor.contexts.orders.events import OF_MOVE
from kontor.contexts.orders.lifecycle import STORE_ORDER
from kontor.contexts.orders.models import Step, StoreOrder
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Buyer, Operator, Seat, Viewer
from kontor.platform import events


def _who(viewer: Viewer) -> tuple[Actor, UUID | None]:
    match viewer:
        case Buyer(buyer_id=buyer_id):
            return Actor.BUYER, buyer_id
        case Seat(account_id=account_id):
            return Actor.SELLER, account_id
        case Operator(account_id=account_id):
            return Actor.OPERATOR, account_id
        case _:
            return Actor.SYSTEM, None


def advance(*, orders: Sequence[StoreOrder], move: str, viewer: Viewer, reason: str = "", **columns: object) -> None:
    """Make `move` with every one of `orders`: state, step and event, in three statements.

    Precondition: the caller is in a transaction and holds the rows (`orders.locks`). `columns` are set
    beside the state. The rows given are brought up to date in place.

    Raises:
        MoveRefused: when the table does not allow the move to `viewer`; nothing has changed.
        OrderChangedMeanwhile: when a row was not held and has moved on.
    """
    if not orders:
        return
    actor, actor_id = _who(viewer)
    arrows = [STORE_ORDER.check(move, order.state, actor) for order in orders]
    at = now()
    keys = Q()
    for order in orders:
        keys |= Q(store_id=order.store_id, id=order.id, state=order.state)
    changed = StoreOrder.objects.filter(keys).update(state=arrows[0].target, **columns)
    if changed != len(orders):
        raise OrderChangedMeanwhile
    Step.objects.bulk_create(
        Step(
            store_id=order.store_id,
            order_id=order.id,
            move=move,
            source=order.state,
            target=arrow.target,
            actor=(actor.name or "").lower(),
            actor_id=actor_id,
            reason=reason,
            at=at,
        )
        for order, arrow in zip(orders, arrows, strict=True)
    )
    for order, arrow in zip(orders, arrows, strict=True):
        order.state = arrow.target
        for name, value in columns.items():
            setattr(order, name, value)
    fact = OF_MOVE[arrows[0].event]
    events.record(
        *(
            fact(key=o.store_id, store_id=o.store_id, order_id=o.id, buyer_id=o.buyer_id, number=o.number)
            for o in orders
        )
    )
