"""The one writer of a store order's state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, Value, When

from kontor.contexts.orders.errors import OrderChangedMeanwhile
from kontor.contexts.orders.events import OF_MOVE
from kontor.contexts.orders.lifecycle import STORE_ORDER
from kontor.contexts.orders.models import Step, StoreOrder
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.lifecycle import Actor, Move
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


def advance(
    *,
    orders: Sequence[StoreOrder],
    move: str | Sequence[str],
    viewer: Viewer,
    reason: str = "",
    own: Mapping[UUID, Mapping[str, object]] | None = None,
    also: Sequence[Event] = (),
    **columns: object,
) -> None:
    """Make `move`, or several in a row, with every one of `orders`: three statements for all of them.

    Precondition: the caller is in a transaction and holds the rows (`orders.locks`). The rows given are
    brought up to date in place.

    Args:
        own: per order id, columns that differ from order to order (the same ones for all).
        also: facts that are recorded beside those of the moves.
        columns: set beside the state, the same for all.

    Raises:
        MoveRefused: when the table does not allow the move to `viewer`; nothing has changed.
        OrderChangedMeanwhile: when a row was not held and has moved on.
    """
    if not orders:
        return
    actor, actor_id = _who(viewer)
    ways = [_way(order.state, [move] if isinstance(move, str) else move, actor) for order in orders]
    at = now()
    keys = Q()
    for order in orders:
        keys |= Q(store_id=order.store_id, id=order.id, state=order.state)
    changed = StoreOrder.objects.filter(keys).update(state=ways[0][-1].target, **columns, **_differing(own or {}))
    if changed != len(orders):
        raise OrderChangedMeanwhile
    steps: list[Step] = []
    facts: list[Event] = []
    for order, way in zip(orders, ways, strict=True):
        for arrow in way:
            steps.append(_step(order, arrow, actor, actor_id, reason, at))
            facts.append(_fact(order, arrow))
            order.state = arrow.target
        for name, value in {**columns, **(own or {}).get(order.id, {})}.items():
            setattr(order, name, value)
    Step.objects.bulk_create(steps)
    events.record(*facts, *also)


def _way(state: str, moves: Sequence[str], actor: Actor) -> list[Move]:
    """The arrows of `moves`, one after the other from `state`."""
    way = []
    for name in moves:
        arrow = STORE_ORDER.check(name, state, actor)
        way.append(arrow)
        state = arrow.target
    return way


def _differing(own: Mapping[UUID, Mapping[str, object]]) -> dict[str, Case]:
    names = {name for columns in own.values() for name in columns}
    kinds: dict[str, Any] = {name: StoreOrder._meta.get_field(name) for name in names}
    return {
        name: Case(
            *(When(id=order_id, then=Value(columns[name], output_field=kind)) for order_id, columns in own.items())
        )
        for name, kind in kinds.items()
    }


def _step(order: StoreOrder, arrow: Move, actor: Actor, actor_id: UUID | None, reason: str, at: datetime) -> Step:
    return Step(
        store_id=order.store_id,
        order_id=order.id,
        move=arrow.name,
        source=order.state,
        target=arrow.target,
        actor=(actor.name or "").lower(),
        actor_id=actor_id,
        reason=reason,
        at=at,
    )


def _fact(order: StoreOrder, arrow: Move) -> Event:
    return OF_MOVE[arrow.event](
        key=order.store_id, store_id=order.store_id, order_id=order.id, buyer_id=order.buyer_id, number=order.number
    )
